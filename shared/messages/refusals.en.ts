import type { Refusal, ToldRefusal } from '../refusals.ts'

/** What a refusal says to the person: what happened, and what to do. */
export type RefusalText = { sentence: string; remedy: string }

/**
 * What a manager reads of a refusal: what happened, in full, and what to do about it. Never shown to the person (R18).
 */
export type CauseText = { cause: string; remedy: string }

/**
 * The words of each refusal, except the shortest (`refusal-names.en.ts`). Only what a person may be told has words for
 * them.
 */
export type RefusalWords = {
  [Code in Refusal]: {
    manager: CauseText
  } & (Code extends ToldRefusal ? { person: RefusalText } : { person?: never })
}

export const refusalWords: RefusalWords = {
  unknown_user: {
    person: {
      sentence: 'This Microsoft account has no access to TMAS.',
      remedy:
        'Ask your TMAS manager to check three things: that you have a TMAS account, that its e-mail address is exactly your Microsoft sign-in address, and that the tenant ID of your chain is right. Give them the reference.',
    },
    manager: {
      cause: 'Microsoft confirmed who this is, but no user in TMAS has their login ID as an e-mail address.',
      remedy:
        'If this person is a user, change their e-mail address in TMAS to exactly the login ID. If not, add them as a user.',
    },
  },
  wrong_password: {
    person: {
      sentence: 'The username or password is incorrect.',
      remedy: 'Check both and try again, or use “Sign in with Microsoft” if your company uses it.',
    },
    manager: {
      cause: 'The password was incorrect.',
      remedy: 'Send this person a link to set a new password, or have them use “Sign in with Microsoft”.',
    },
  },
  account_disabled: {
    person: {
      sentence: 'Your TMAS account is disabled.',
      remedy: 'Ask your TMAS manager to enable it, and give them the reference.',
    },
    manager: {
      cause: 'The user is disabled in TMAS.',
      remedy: 'If this person should have access again, enable the user.',
    },
  },
  account_ended: {
    manager: {
      cause: 'This user’s account has reached its end date.',
      remedy: 'If this person should still have access, change or remove the date.',
    },
  },
  customer_suspended: {
    person: {
      sentence: 'Your company’s access to TMAS is suspended.',
      remedy:
        'Ask your TMAS manager. Nothing is lost, and everyone can sign in again as soon as the suspension ends.',
    },
    manager: {
      cause: 'TMAS has suspended this customer.',
      remedy:
        'No one at your company can sign in until the suspension ends. Contact TMAS support; nothing is lost.',
    },
  },
  microsoft_required: {
    person: {
      sentence: 'Your chain signs in with Microsoft only.',
      remedy: 'Use “Sign in with Microsoft” and your work or school account.',
    },
    manager: {
      cause:
        'The password was correct, but mandatory authentication lets this user sign in with Microsoft only.',
      remedy: 'Tell this person to use “Sign in with Microsoft”.',
    },
  },
  microsoft_not_enabled: {
    manager: {
      cause: 'The user’s chain has no tenant ID, so no one can sign in there with Microsoft.',
      remedy: 'Enter the Azure Tenant ID under Manage Locations > Advanced.',
    },
  },
  tenant_mismatch: {
    manager: {
      cause: 'The account belongs to a different Microsoft tenant from the user’s chain.',
      remedy:
        'Compare the two tenant IDs. If the one in TMAS is wrong, correct it. If it is right, the person used another organization’s account.',
    },
  },
  linked_to_other_account: {
    person: {
      sentence: 'Your TMAS account is linked to another Microsoft account.',
      remedy:
        'If your Microsoft account was recreated, ask your TMAS manager to remove the old link. Give them the reference.',
    },
    manager: {
      cause: 'The user is linked to another Microsoft account; this one merely has the same address.',
      remedy:
        'Ask the person’s IT whether the account was recreated. If so, remove the link: the next sign-in makes a new one. If not, someone else has this address now.',
    },
  },
  password_needed_first: {
    person: {
      sentence: 'Before a manager’s first sign-in with Microsoft, TMAS needs your password once.',
      remedy:
        'Sign in with your username and password, open your account settings, and link your Microsoft account there. If you have no password, use “Forgot password?”.',
    },
    manager: {
      cause:
        'A manager’s first sign-in with Microsoft, through a tenant ID that was saved by someone who may not edit this manager.',
      remedy:
        'The person signs in with their password and then links their Microsoft account in the account settings. Or a Chain and User Manager who may edit this person saves the tenant ID again, and so vouches for it.',
    },
  },
  personal_account: {
    person: {
      sentence: 'This is a personal Microsoft account.',
      remedy: 'Sign in with the work or school account that your company gave you.',
    },
    manager: {
      cause: 'A personal Microsoft account was used.',
      remedy: 'Tell this person to use their work or school account.',
    },
  },
  consent_declined: {
    person: {
      sentence: 'The sign-in at Microsoft was canceled, or the permission request was not accepted.',
      remedy:
        'Try again and choose “Accept” when Microsoft asks. TMAS only reads your name and address. If Microsoft says that an administrator must approve, contact your IT administrator.',
    },
    manager: {
      cause: 'The permission request was canceled or declined at Microsoft.',
      remedy:
        'Ask the person to try again and choose “Accept”. If Microsoft asks for an administrator instead, send your IT the consent kit.',
    },
  },
  admin_consent_required: {
    person: {
      sentence: 'In your company, only IT administrators can approve new applications.',
      remedy: 'Ask your IT administrator to approve TMAS in Microsoft Entra, and give them the reference.',
    },
    manager: {
      cause: 'In your Microsoft tenant, only administrators can approve new applications.',
      remedy: 'Send your IT administrator the consent kit. They approve TMAS once, for everyone.',
    },
  },
  not_assigned: {
    person: {
      sentence: 'Your company has not assigned TMAS to you in Microsoft Entra.',
      remedy: 'Ask your IT administrator to assign you, or your group, to the TMAS application.',
    },
    manager: {
      cause: 'TMAS requires assignment in your Microsoft tenant, and this account is not assigned.',
      remedy:
        'Your IT administrator needs to assign the person to TMAS, under Enterprise apps > TMAS > Users and groups. With Entra ID P1 or P2, a group that the person belongs to can be assigned instead.',
    },
  },
  blocked_by_policy: {
    person: {
      sentence: 'One of your company’s security policies blocked this sign-in.',
      remedy:
        'Try from a company device or network. If it happens again, give your IT administrator the reference.',
    },
    manager: {
      cause: 'A security policy in your Microsoft tenant blocked the sign-in.',
      remedy:
        'Your IT administrator can find the policy in the Entra sign-in logs, by the correlation ID below, and decides whether to exempt TMAS.',
    },
  },
  account_problem_at_microsoft: {
    person: {
      sentence: 'Microsoft could not sign this account in.',
      remedy:
        'Follow what Microsoft’s page says about your account or password, or choose another account. Then try again.',
    },
    manager: {
      cause:
        'Microsoft could not sign this account in: the problem is the password, the second factor, or the account itself.',
      remedy: 'The person should follow what Microsoft’s page says. If that does not help, their IT can.',
    },
  },
  refused_by_microsoft: {
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
    person: {
      sentence: 'Microsoft does not know the tenant ID of your chain.',
      remedy:
        'Ask your TMAS manager to correct the Azure Tenant ID under Administration > Manage Locations > Advanced.',
    },
    manager: {
      cause: 'Microsoft has no tenant with the ID that your chain has in TMAS.',
      remedy: 'Correct the Azure Tenant ID under Manage Locations > Advanced.',
    },
  },
  popup_blocked: {
    person: {
      sentence: 'Your browser blocked the Microsoft window.',
      remedy: 'Allow pop-ups for TMAS, or continue in this window.',
    },
    manager: {
      cause: 'The browser blocked the Microsoft window.',
      remedy: 'Tell the person to allow pop-ups for TMAS, or to continue in the same window.',
    },
  },
  popup_closed: {
    person: {
      sentence: 'The sign-in was stopped before it was complete.',
      remedy:
        'Try again. If Microsoft’s page showed an error or asked for an administrator, send its text and the reference to your IT administrator.',
    },
    manager: {
      cause:
        'The Microsoft window was closed, or the sign-in was canceled in TMAS, before Microsoft answered.',
      remedy:
        'Ask the person what Microsoft’s page said. If it asked for an administrator, named a policy, or said that they are not assigned, send your IT the consent kit: Microsoft shows these only on its own page. If they closed the window by mistake, they can just try again.',
    },
  },
  not_returned: {
    person: {
      sentence: 'We received no answer from Microsoft.',
      remedy:
        'Try again. If Microsoft’s page shows an error, send its text and the reference to your IT administrator.',
    },
    manager: {
      cause: 'The person left for Microsoft and did not return within 15 minutes.',
      remedy:
        'Typical of “Need admin approval”, a policy that blocks, or an account that is not assigned: Microsoft shows these only on its own page. Ask what it said, or send your IT the consent kit.',
    },
  },
  expired: {
    person: {
      sentence: 'This sign-in took too long.',
      remedy: 'Start again. A sign-in can take at most 15 minutes.',
    },
    manager: {
      cause: 'The sign-in took longer than 15 minutes.',
      remedy: 'Ask the person to start again.',
    },
  },
  replayed: {
    person: {
      sentence: 'This sign-in has already been used.',
      remedy: 'Start again with “Sign in with Microsoft”.',
    },
    manager: {
      cause: 'Microsoft’s answer was used a second time, for example with the Back button.',
      remedy: 'Ask the person to start again.',
    },
  },
  invalid_response: {
    person: {
      sentence: 'The answer to this sign-in could not be accepted.',
      remedy: 'Start again. If it happens again, give TMAS support the reference.',
    },
    manager: {
      cause: 'Microsoft’s answer failed a check.',
      remedy: 'The check that failed is shown below. If it happens again, give TMAS support the reference.',
    },
  },
  microsoft_unreachable: {
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
    person: {
      sentence: 'Too many attempts in a short time.',
      remedy: 'Wait a minute and try again.',
    },
    manager: {
      cause: 'Too many attempts in a short time.',
      remedy: 'Ask the person to wait a minute. No one is locked out for good.',
    },
  },
  operator_configuration: {
    person: {
      sentence: 'TMAS cannot complete sign-ins with Microsoft at the moment.',
      remedy: 'We need to fix this. Give TMAS support the reference.',
    },
    manager: {
      cause: 'Microsoft refused TMAS itself, not the person.',
      remedy: 'TMAS needs to fix this. Give TMAS support the reference.',
    },
  },
  internal: {
    person: {
      sentence: 'Something went wrong in TMAS.',
      remedy: 'Try again. If it happens again, give TMAS support the reference.',
    },
    manager: {
      cause: 'Something went wrong in TMAS.',
      remedy: 'Ask the person to try again. If it happens again, give TMAS support the reference.',
    },
  },
}
