import type { AllClear, Reason, TenantStatus } from '../explanation.ts'
import type { CauseText } from './refusals.en.ts'

/** "Why can't this person sign in?", and the accounts that look like somebody. For managers alone (R18). */
export const explainPerson = {
  title: 'Why can’t this person sign in?',
  reasons: {
    nobody: {
      cause: 'Nobody here has this address.',
      remedy:
        'If the person shall come in, add them as a user with exactly the address of their Microsoft account.',
    },
    nobody_but_alike: {
      cause: 'Nobody here has exactly this address, but somebody has one that looks like it.',
      remedy:
        'If it is the same person, make their address exactly the one with which they sign in to Microsoft.',
    },
    disabled: {
      cause: 'The user is switched off in TMAS.',
      remedy: 'If the person may come in again, switch the user on.',
    },
    no_role: {
      cause: 'The user has no location and no permission type, so there is nothing to come in to.',
      remedy: 'Give the user a location and a permission type.',
    },
    no_tenant: {
      cause: 'The user’s chain has no tenant ID, so nobody can come in there with Microsoft.',
      remedy:
        'Enter the Azure Tenant ID under Manage Locations > Advanced. If this chain does not use Microsoft, send the person a link to set a password.',
    },
    tenants_disagree: {
      cause: 'The user has roles in several chains whose tenant IDs differ, and none is set above them.',
      remedy:
        'Enter the tenant ID at the chain above them all, or take the roles in other chains away: one tenant must speak for all that the user reaches.',
    },
    tenant_unknown: {
      cause: 'Microsoft knows no tenant with the ID that the user’s chain has in TMAS.',
      remedy:
        'Copy the tenant ID anew from the overview page of the Microsoft Entra admin center: one wrong character is enough.',
    },
    tenant_is_application: {
      cause: 'What the user’s chain has as tenant ID is the application ID of TMAS.',
      remedy: 'Replace it by your tenant ID, from the overview page of the Microsoft Entra admin center.',
    },
    wrong_tenant: {
      cause: 'The chain has the ID of another tenant than the one in which its people’s accounts live.',
      remedy:
        'Compare the two tenant IDs below, and correct the one of the chain. Nobody has come in through it yet.',
    },
    foreign_account: {
      cause: 'The account lives in another Microsoft tenant than that of the user’s chain.',
      remedy:
        'If the person is a guest of your tenant, they must come by the address of your chain: mail it to them. If not, they need an account of your organisation, or your IT invites them as a guest.',
    },
    old_tenant: {
      cause: 'The person came in through a tenant that is no longer the one of their chain.',
      remedy: 'Tell the person to use their account in the new tenant: the first sign-in links it.',
    },
    domain_unknown: {
      cause: 'Microsoft knows no organisation with the domain of the user’s e-mail address.',
      remedy:
        'Correct the address: it must be exactly the one with which the person signs in to Microsoft, which may differ from their mailbox.',
    },
    personal_address: {
      cause: 'The user’s address is that of a personal Microsoft account, and none of these comes in.',
      remedy:
        'Make it the address of the person’s work or school account. If they have none, their IT administrator makes one, in the tenant of your chain.',
    },
    login_differs: {
      cause: 'The person’s Microsoft account has another login ID than the e-mail address in TMAS.',
      remedy: 'If it is the same person, make the address in TMAS exactly the login ID.',
    },
    linked_elsewhere: {
      cause:
        'The user is linked with another Microsoft account; the one that came only bears the same address.',
      remedy:
        'Ask the person’s IT whether the account was made anew. If so, remove the link: the next sign-in makes a new one. If not, somebody else has this address now.',
    },
    password_closed: {
      cause: 'The person tried with a password, but mandatory authentication leaves them Microsoft alone.',
      remedy: 'Tell the person to use the button “Sign in with Microsoft”.',
    },
    password_missing: {
      cause: 'The user has never set a password.',
      remedy: 'Send the person a link to set one.',
    },
    second_factor_failed: {
      cause: 'The password was right, but the second factor was not, or it was not given.',
      remedy:
        'The person uses the newest code of their app, a passkey, or a recovery code. If the telephone is lost, remove the second factor in the list of users: the person can set up another.',
    },
    password_wrong: {
      cause: 'The last password that was tried is not right.',
      remedy: 'Send the person a link to set a new one, or let them use “Sign in with Microsoft”.',
    },
  } satisfies Record<Reason, CauseText>,
  clear: {
    nothing: {
      cause: 'Nothing in TMAS stops this person, and they have never tried.',
      remedy: 'Ask them to try, and to read you the reference if it fails.',
    },
    settled: {
      cause: 'What stopped the last attempt is settled: nothing in TMAS stops this person now.',
      remedy: 'Ask them to try again, and to read you the reference if it fails.',
    },
    waiting: {
      cause: 'The person is signing in just now, at Microsoft.',
      remedy:
        'Wait until they come back, or 15 minutes have passed. If they are stuck, ask what Microsoft’s page says.',
    },
    works: {
      cause: 'Nothing stops this person: the last attempt succeeded.',
      remedy: 'There is nothing to change. If it fails for them, ask them to read you the reference.',
    },
  } satisfies Record<AllClear, CauseText>,
  said: {
    switched_on: 'Switched on',
    switched_off: 'Switched off',
    not_linked: 'Not linked yet: the first sign-in makes the link',
    password: 'Yes',
    no_password: 'None set',
    never_tried: 'Never tried',
    door_open: 'Open',
    door_closed: 'Closed by mandatory authentication: Microsoft is the only door',
    door_kept: 'Open, because managers keep it under mandatory authentication',
    no_location: 'None',
    no_such_address: 'Nobody',
    holds: (role: string, place: string) => `${role}, ${place}`,
    tenant: (tenantId: string, chain: string, own: boolean) =>
      own ? `${tenantId}, set at ${chain}` : `${tenantId}, inherited from ${chain}`,
    noTenant: (chain: string) => `${chain} has none`,
    domainOf: (domain: string, tenantId: string) => `${domain} belongs to the tenant ${tenantId}`,
    domainOfNobody: (domain: string) => `Microsoft knows no organisation with ${domain}`,
    domainOfPersons: (domain: string) => `${domain} is for personal Microsoft accounts`,
    domainsSeen: (domains: string) => `A domain such as ${domains}, from which others come in`,
    linked: (loginId: string, objectId: string) => `${loginId}, object ID ${objectId}`,
    linkedBefore: (loginId: string, tenantId: string) =>
      `Not in the present tenant. The link with ${loginId} in tenant ${tenantId} opens nothing; the next sign-in makes a new one`,
    unreturned: (count: number, reference: string) =>
      `${count === 1 ? '1 attempt' : `${count} attempts`} through this chain’s address in the last 24 hours came back without a name, or not at all; the last one is ${reference}. Typical of “Need admin approval”, a policy that blocks, or an account that is not assigned`,
    attempt: (time: string, door: string, outcome: string, reference: string) =>
      `${time}, ${door}: ${outcome} Reference ${reference}`,
    succeeded: 'succeeded.',
    pending: 'not back yet.',
    typedOnly: 'Only the address that was typed says that it was this person.',
  },
  tenantStatus: {
    confirmed: 'Confirmed: people have come in through it',
    verified: 'Verified: Microsoft knows it',
    not_verified: 'Not verified: Microsoft could not be asked yet',
    no_such_tenant: 'Microsoft knows no such tenant',
  } satisfies Record<TenantStatus, string>,
  doors: { microsoft: 'Microsoft', password: 'password' },
  /** A mail that a manager sends, and may change before. */
  mail: {
    subject: 'How to sign in to TMAS',
    microsoft: (email: string, address: string) =>
      `Open ${address} and press “Sign in with Microsoft”. Use your work or school account ${email}, and choose “Accept” if Microsoft asks for it.\n\nIf it fails, the page shows a reference of eight characters: please send it to me.`,
    password: (username: string, address: string) =>
      `Open ${address} and sign in with your username ${username} and your password. If you do not know it, press “Forgot password?”.\n\nIf it fails, the page shows a reference of eight characters: please send it to me.`,
  },
  panel: {
    nothingWrong: 'Nothing stands in the way',
    actor: {
      person: 'The person must act.',
      manager: 'A manager of TMAS must act.',
      it: 'Your IT administrator must act.',
      operator: 'TMAS must act.',
    },
    notWhatStops: 'Does not stop them',
    checks: 'Every rule, in order',
    again: 'Look again',
    whoMay: (roles: string) => `You cannot do this yourself. It can be done by: ${roles}.`,
    done: 'Done. This is how it stands now.',
    failed: 'This could not be done. Try again.',
    openSignIn: 'Open the attempt',
  },
  search: {
    label: 'Somebody cannot sign in?',
    hint: 'Enter their address, or the reference that they read to you.',
    button: 'Find out why',
    lookAlikes: 'Who has an address like it',
    forbidden: 'This user is outside your locations.',
    unreadable: 'This is neither an address nor a reference.',
  },
  nearMisses: {
    notice: (count: number) =>
      count === 1
        ? '1 Microsoft account of your own tenant tried to sign in, is nobody here, and looks like one of your users.'
        : `${count} Microsoft accounts of your own tenant tried to sign in, are nobody here, and look like one of your users.`,
    show: 'Look at them',
    title: 'Accounts that look like a user',
    account: 'Microsoft account',
    hint: 'Nothing happens by itself, and the person who tried is not told.',
    tried: (time: string, reference: string) => `Last tried ${time}, reference ${reference}`,
    why: {
      mail_is_address: 'The mailbox of the account is the address of this user',
      same_but_accents: 'The addresses differ only in accents or signs',
      same_name_other_domain: 'The same name at another domain',
      one_slip_away: 'The addresses differ by one slip',
      same_parts: 'The addresses consist of the same names',
      same_person_name: 'The account bears the name of this user',
    },
    correct: 'Correct the address',
    notTheSame: 'Not the same person',
    confirmNotTheSame: (loginId: string, name: string) => `${loginId} is not ${name}?`,
    notTheSameHint: 'The two are not shown together again.',
    correctOf: (name: string, loginId: string) => `Correct the address of ${name} to ${loginId}`,
    notTheSameOf: (name: string, loginId: string) => `${loginId} is not ${name}`,
  },
  differs: (loginId: string) =>
    `The linked Microsoft account is called ${loginId} by now. The link decides, so the person comes in all the same. If you change the address here, the link ends.`,
}
