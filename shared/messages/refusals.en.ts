import type { Refusal, ToldRefusal } from '../refusals.ts'

/** What a refusal says to the person: what happened, and what to do. */
export type RefusalText = { sentence: string; remedy: string }

/** What a manager reads of a refusal: what happened, in full, and what to do about it. Never shown to the person (R18). */
export type CauseText = { cause: string; remedy: string }

/** All the words of each refusal. Only what a person may be told has words for them. */
export type RefusalWords = {
  [Code in Refusal]: {
    /** The shortest, for a column and a list to choose from. */
    short: string
    manager: CauseText
  } & (Code extends ToldRefusal ? { person: RefusalText } : { person?: never })
}

export const refusalWords: RefusalWords = {
  unknown_user: {
    short: 'Nobody has this address',
    person: {
      sentence: 'TMAS has no access for this Microsoft account.',
      remedy:
        'Ask your TMAS manager to check three things: that your TMAS account exists, that its e-mail address is exactly your Microsoft sign-in address, and that the tenant ID of your chain is right. Give them the reference.',
    },
    manager: {
      cause: 'Microsoft proved the account, but no user here has its login ID as e-mail address.',
      remedy:
        'If the person is a user, make the e-mail address in TMAS exactly the login ID. If not, add the person as a user.',
    },
  },
  wrong_password: {
    short: 'Wrong password',
    person: {
      sentence: 'The username or the password is not right.',
      remedy: 'Check both and try again, or use “Sign in with Microsoft” if your company does.',
    },
    manager: {
      cause: 'The password was not right.',
      remedy: 'Send the person a link to set a new password, or let them use “Sign in with Microsoft”.',
    },
  },
  account_disabled: {
    short: 'User switched off',
    person: {
      sentence: 'Your TMAS account is switched off.',
      remedy: 'Ask your TMAS manager to switch it on again, and give them the reference.',
    },
    manager: {
      cause: 'The user is switched off in TMAS.',
      remedy: 'If the person may come in again, switch the user on.',
    },
  },
  microsoft_required: {
    short: 'Microsoft is mandatory',
    person: {
      sentence: 'Your chain signs in with Microsoft only.',
      remedy: 'Use the button “Sign in with Microsoft” and your work or school account.',
    },
    manager: {
      cause: 'The password was right, but mandatory authentication leaves this user Microsoft alone.',
      remedy: 'Tell the person to use the button “Sign in with Microsoft”.',
    },
  },
  microsoft_not_enabled: {
    short: 'Chain without tenant ID',
    manager: {
      cause: 'The user’s chain has no tenant ID, so nobody can come in there with Microsoft.',
      remedy: 'Enter the Azure Tenant ID under Manage Locations > Advanced.',
    },
  },
  tenant_mismatch: {
    short: 'Another tenant',
    manager: {
      cause: 'The account lives in another Microsoft tenant than the one of the user’s chain.',
      remedy:
        'Compare the two tenant IDs below. If the one in TMAS is wrong, correct it. If it is right, the person used an account of another organisation.',
    },
  },
  linked_to_other_account: {
    short: 'Linked with another account',
    person: {
      sentence: 'Your TMAS account is linked with another Microsoft account.',
      remedy:
        'If your Microsoft account was made anew, ask your TMAS manager to remove the old link. Give them the reference.',
    },
    manager: {
      cause: 'The user is linked with another Microsoft account; this one only bears the same address.',
      remedy:
        'Ask the person’s IT whether the account was made anew. If so, remove the link: the next sign-in makes a new one. If not, somebody else has this address now.',
    },
  },
  personal_account: {
    short: 'Personal account',
    person: {
      sentence: 'This is a personal Microsoft account.',
      remedy: 'Sign in with the work or school account that your company gave you.',
    },
    manager: {
      cause: 'A personal Microsoft account was used.',
      remedy: 'Tell the person to use their work or school account.',
    },
  },
  consent_declined: {
    short: 'Permission declined',
    person: {
      sentence: 'The sign-in at Microsoft was cancelled, or the permission request was not accepted.',
      remedy:
        'Try again and choose “Accept” when Microsoft asks. TMAS only reads your name and address. If Microsoft says that an administrator must approve, ask your IT administrator.',
    },
    manager: {
      cause: 'The permission request was cancelled or not accepted at Microsoft.',
      remedy:
        'Ask the person to try again and to choose “Accept”. If Microsoft asks for an administrator instead, send your IT the consent kit.',
    },
  },
  admin_consent_required: {
    short: 'Admin approval needed',
    person: {
      sentence: 'Your company lets only its IT administrators approve new applications.',
      remedy: 'Ask your IT administrator to approve TMAS in Microsoft Entra, and give them the reference.',
    },
    manager: {
      cause: 'In your Microsoft tenant only administrators may approve new applications.',
      remedy: 'Send your IT administrator the consent kit: they approve TMAS once, for everybody.',
    },
  },
  not_assigned: {
    short: 'Not assigned',
    person: {
      sentence: 'Your company has not assigned TMAS to you in Microsoft Entra.',
      remedy: 'Ask your IT administrator to assign you, or your group, to the application TMAS.',
    },
    manager: {
      cause: 'TMAS requires an assignment in your Microsoft tenant, and this account has none.',
      remedy:
        'Your IT administrator assigns the person or a group to TMAS, under Enterprise applications > TMAS > Users and groups.',
    },
  },
  blocked_by_policy: {
    short: 'Blocked by a policy',
    person: {
      sentence: 'A security policy of your company stopped this sign-in.',
      remedy:
        'Try from a company device or network. If it happens again, give your IT administrator the reference.',
    },
    manager: {
      cause: 'A security policy of your Microsoft tenant stopped the sign-in.',
      remedy:
        'Your IT administrator finds the policy in the Entra sign-in logs, by the correlation ID below, and decides whether TMAS is excepted.',
    },
  },
  account_problem_at_microsoft: {
    short: 'Problem at Microsoft',
    person: {
      sentence: 'Microsoft could not sign this account in.',
      remedy:
        'Follow what Microsoft’s page says about your account or password, or choose another account. Then try again.',
    },
    manager: {
      cause: 'Microsoft could not sign the account in: a password, a second factor, or the account itself.',
      remedy: 'The person follows what Microsoft’s page says. If that does not help, their IT does.',
    },
  },
  refused_by_microsoft: {
    short: 'Refused by Microsoft',
    person: {
      sentence: 'Microsoft refused this sign-in, for a reason that TMAS does not know.',
      remedy:
        'Try again. If it happens again, send your IT administrator the text of Microsoft’s page, or the number below, and the reference.',
    },
    manager: {
      cause: 'Microsoft refused the sign-in with a number that TMAS does not know, or without one.',
      remedy:
        'Your IT administrator looks the number up at Microsoft, and finds the attempt in the Entra sign-in logs by the correlation ID below.',
    },
  },
  tenant_not_found: {
    short: 'Tenant ID unknown to Microsoft',
    person: {
      sentence: 'Microsoft does not know the tenant ID of your chain.',
      remedy:
        'Ask your TMAS manager to correct the Azure Tenant ID under Administration > Manage Locations > Advanced.',
    },
    manager: {
      cause: 'Microsoft knows no tenant with the ID that your chain has in TMAS.',
      remedy: 'Correct the Azure Tenant ID under Manage Locations > Advanced.',
    },
  },
  popup_blocked: {
    short: 'Pop-up blocked',
    person: {
      sentence: 'Your browser blocked the Microsoft window.',
      remedy: 'Allow pop-up windows for TMAS, or continue in this window.',
    },
    manager: {
      cause: 'The browser blocked the Microsoft window.',
      remedy: 'Tell the person to allow pop-up windows for TMAS, or to continue in the same window.',
    },
  },
  popup_closed: {
    short: 'Cancelled or closed',
    person: {
      sentence: 'The sign-in was stopped before it was complete.',
      remedy:
        'Try again. If Microsoft’s page showed an error or asked for an administrator, send its text and the reference to your IT administrator.',
    },
    manager: {
      cause: 'The Microsoft window was closed, or the sign-in cancelled in TMAS, before Microsoft answered.',
      remedy:
        'Ask the person what Microsoft’s page said. If it asked for an administrator, named a policy, or said that they are not assigned, send your IT the consent kit: Microsoft keeps these on its own page. If the window was closed by mistake, they only try again.',
    },
  },
  not_returned: {
    short: 'Did not come back',
    person: {
      sentence: 'The sign-in did not come back from Microsoft.',
      remedy:
        'Try again. If Microsoft’s page shows an error, send its text and the reference to your IT administrator.',
    },
    manager: {
      cause: 'The person left for Microsoft and did not come back within 15 minutes.',
      remedy:
        'Typical of “Need admin approval”, a policy that blocks, or an account that is not assigned: Microsoft keeps these on its own page. Ask what it said, or send your IT the consent kit.',
    },
  },
  expired: {
    short: 'Took too long',
    person: {
      sentence: 'This sign-in took too long.',
      remedy: 'Start again: a sign-in can take 15 minutes at the most.',
    },
    manager: {
      cause: 'The sign-in took longer than 15 minutes.',
      remedy: 'Ask the person to start again.',
    },
  },
  replayed: {
    short: 'Used twice',
    person: {
      sentence: 'This sign-in has already been used.',
      remedy: 'Start again with “Sign in with Microsoft”.',
    },
    manager: {
      cause: 'The answer of Microsoft was used a second time, for example with the Back button.',
      remedy: 'Ask the person to start again.',
    },
  },
  invalid_response: {
    short: 'Answer not accepted',
    person: {
      sentence: 'The answer to this sign-in could not be accepted.',
      remedy:
        'Start again in this window, with cookies allowed. If it happens again, give TMAS support the reference.',
    },
    manager: {
      cause: 'The answer failed a check: it was not from Microsoft, not for this browser, or altered.',
      remedy:
        'Ask the person to start again in one window, with cookies allowed. If it comes again, give TMAS support the reference.',
    },
  },
  microsoft_unreachable: {
    short: 'Microsoft did not answer',
    person: {
      sentence: 'Microsoft is not answering at the moment.',
      remedy: 'Wait a minute and try again.',
    },
    manager: {
      cause: 'Microsoft did not answer.',
      remedy: 'Nothing is wrong with your settings. Ask the person to try again in a few minutes.',
    },
  },
  throttled: {
    short: 'Too many tries',
    person: {
      sentence: 'There were too many tries in a short time.',
      remedy: 'Wait a minute and try again.',
    },
    manager: {
      cause: 'There were too many tries in a short time.',
      remedy: 'Ask the person to wait a minute. Nobody is locked out for good.',
    },
  },
  operator_configuration: {
    short: 'TMAS and Microsoft',
    person: {
      sentence: 'TMAS and Microsoft do not understand each other at the moment.',
      remedy: 'This is ours to repair. Give TMAS support the reference.',
    },
    manager: {
      cause: 'Microsoft refused TMAS itself, not the person.',
      remedy: 'This is for TMAS to repair. Give TMAS support the reference.',
    },
  },
  internal: {
    short: 'Fault in TMAS',
    person: {
      sentence: 'Something went wrong in TMAS.',
      remedy: 'Try again. If it happens again, give TMAS support the reference.',
    },
    manager: {
      cause: 'Something went wrong in TMAS.',
      remedy: 'Ask the person to try again. If it comes again, give TMAS support the reference.',
    },
  },
}
