import type { AllClear, Reason, TenantStatus } from '../explanation.ts'
import { countsIn } from './counts.ts'
import type { CauseText } from './refusals.en.ts'

const { number, plural } = countsIn('en')

/** "Why can't this person sign in?", and the accounts that look like someone. For managers alone (R18). */
export const explainPerson = {
  title: 'Why can’t this person sign in?',
  reasons: {
    nobody: {
      cause: 'No user has this address.',
      remedy:
        'If this person should have access, add them as a user with exactly the address of their Microsoft account.',
    },
    nobody_but_alike: {
      cause: 'No user has exactly this address, but one has an address that looks like it.',
      remedy:
        'If it is the same person, change their address to exactly the one they use to sign in to Microsoft.',
    },
    suspended: {
      cause: 'TMAS has suspended this customer.',
      remedy:
        'No one at your company can sign in until the suspension ends. Contact TMAS support; nothing is lost.',
    },
    disabled: {
      cause: 'The user is disabled in TMAS.',
      remedy: 'If this person should have access again, enable the user.',
    },
    ended: {
      cause: 'This user’s account has reached its end date.',
      remedy: 'If this person should still have access, change or remove the date.',
    },
    no_role: {
      cause: 'The user has no location and no permission type, so there is nothing they can open.',
      remedy: 'Give the user a location and a permission type.',
    },
    no_tenant: {
      cause: 'The user’s chain has no tenant ID, so no one can sign in there with Microsoft.',
      remedy:
        'Enter the Azure Tenant ID under Manage Locations > Advanced. If this chain does not use Microsoft, send the person a link to set a password.',
    },
    tenants_disagree: {
      cause:
        'The user has permission types in several chains, and the chain above them all has no tenant ID.',
      remedy:
        'Enter the tenant ID at the chain above them all, or remove the user’s permission types in the other chains: one tenant must cover everything the user can reach.',
    },
    tenant_unknown: {
      cause: 'Microsoft has no tenant with the ID that the user’s chain has in TMAS.',
      remedy:
        'Copy the tenant ID again from the overview page of the Microsoft Entra admin center: one wrong character is enough.',
    },
    tenant_is_application: {
      cause: 'The chain’s tenant ID is set to the application ID of TMAS.',
      remedy: 'Replace it with your tenant ID, from the overview page of the Microsoft Entra admin center.',
    },
    tenant_in_other_cloud: {
      cause: 'The chain’s tenant is in another Microsoft cloud, whose accounts cannot sign in to this TMAS.',
      remedy:
        'Enter the ID of a tenant in the cloud of this TMAS, or contact TMAS support if your organization has none.',
    },
    wrong_tenant: {
      cause:
        'The chain’s tenant ID belongs to a different tenant from the one where its people have their accounts.',
      remedy: 'Compare the two tenant IDs, and correct that of the chain. No one has signed in with it yet.',
    },
    foreign_account: {
      cause: 'The account belongs to a different Microsoft tenant from the user’s chain.',
      remedy:
        'If the person is a guest of your tenant, they must use your chain’s sign-in address: e-mail it to them. If not, they need an account in your organization, or your IT must invite them as a guest.',
    },
    other_chain: {
      cause: 'The account belongs to the tenant of another of your chains, not to that of the user’s chain.',
      remedy:
        'Move the user to a location of the chain whose tenant the account belongs to. If the user is in the right place, ask your IT administrator which tenant ID the user’s chain should have. Leave the ID as it is if other people sign in with it.',
    },
    old_tenant: {
      cause: 'The person used to sign in through a tenant that is no longer that of their chain.',
      remedy: 'Tell the person to use their account in the new tenant. The first sign-in links it.',
    },
    domain_unknown: {
      cause: 'Microsoft knows no organization with the domain of the user’s e-mail address.',
      remedy:
        'Correct the address: it must be exactly the one the person uses to sign in to Microsoft, which may differ from their mailbox address.',
    },
    personal_address: {
      cause:
        'The user’s address belongs to a personal Microsoft account, and personal accounts cannot sign in.',
      remedy:
        'Change it to the address of the person’s work or school account. If they have none, their IT administrator needs to create one in the tenant of your chain.',
    },
    login_differs: {
      cause: 'The login ID of the person’s Microsoft account differs from their e-mail address in TMAS.',
      remedy: 'If it is the same person, change the address in TMAS to exactly the login ID.',
    },
    linked_elsewhere: {
      cause:
        'The user is linked to another Microsoft account; the one that was used merely has the same address.',
      remedy:
        'Ask the person’s IT whether the account was recreated. If so, remove the link: the next sign-in makes a new one. If not, someone else has this address now.',
    },
    password_closed: {
      cause:
        'The person tried a password, but mandatory authentication lets them sign in with Microsoft only.',
      remedy: 'Tell the person to use “Sign in with Microsoft”.',
    },
    password_missing: {
      cause: 'The user has never set a password.',
      remedy: 'Send the person a link to set one.',
    },
    second_factor_failed: {
      cause: 'The password was correct, but the second factor was wrong or missing.',
      remedy:
        'The person can use the newest code from their app, a passkey, or a recovery code. If they have lost their phone, remove the second factor in the list of users; they can then set up another.',
    },
    second_factor_to_set_up: {
      cause:
        'The password was correct, but the chain now requires a second factor from its managers, and this person has none yet.',
      remedy:
        'The person signs in with the password on a device that they have used before, and sets up an authenticator app or a passkey on the way. On another device, TMAS first mails them a link. If mail does not reach them, TMAS support can make a recovery link.',
    },
    password_wrong: {
      cause: 'The last password tried was incorrect.',
      remedy: 'Send the person a link to set a new one, or have them use “Sign in with Microsoft”.',
    },
  } satisfies Record<Reason, CauseText>,
  /** Of an address that no user has, where one is like it. */
  probably: {
    cause: (name: string, email: string) =>
      `No user has exactly this address. Probably ${name}, who has ${email} in TMAS.`,
    remedy: (address: string) =>
      `If it is the same person, correct their address to ${address}. If it is someone else, add them as a user.`,
    others: 'Or one of these:',
  },
  /** Where a setting is changed. */
  atChain: (chain: string) => `The settings to change are those of ${chain}.`,
  /** Microsoft refused an account that only the organization's IT can repair. */
  accountOfIt: {
    cause:
      'Microsoft could not sign this account in. The cause is the account itself, or the way the organization signs in to Microsoft.',
    remedy:
      'Only the organization’s IT can change this. Send them the reference and Microsoft’s number; the person can do nothing.',
  } satisfies CauseText,
  clear: {
    nothing: {
      cause:
        'Nothing in TMAS stops this person. TMAS has seen no attempt that names them, but a sign-in that Microsoft stops on its own page leaves no name.',
      remedy:
        'Ask what Microsoft’s page said and for the reference on the sign-in page, which you can enter here. If they have not tried yet, ask them to.',
    },
    nothing_shown: {
      cause:
        'Nothing that TMAS can show you stops this person. It is not proved yet that your chain’s tenant is yours, so TMAS shows you only the attempts that began at your chain’s own sign-in address.',
      remedy:
        'E-mail the person that address and ask them to try there: if it fails, the reason is shown here. Or test the connection under Manage Locations > Advanced, which proves the tenant.',
    },
    settled: {
      cause: 'What stopped the last attempt has been resolved: nothing in TMAS stops this person now.',
      remedy: 'Ask them to try again and, if it fails, to read you the reference.',
    },
    waiting: {
      cause: 'The person is signing in at Microsoft right now.',
      remedy:
        'Wait until they return, or until 15 minutes have passed. If they are stuck, ask what Microsoft’s page says.',
    },
    works: {
      cause: 'Nothing stops this person: the last attempt succeeded.',
      remedy: 'There is nothing to change. If it fails for them, ask them to read you the reference.',
    },
  } satisfies Record<AllClear, CauseText>,
  said: {
    switched_on: 'Enabled',
    switched_off: 'Disabled',
    ends: (day: string) => `Ends on ${day}`,
    ended: (day: string) => `Ended on ${day}`,
    not_linked: 'Not linked yet: the first sign-in makes the link',
    password: 'Yes',
    no_password: 'None set',
    none_seen:
      'TMAS has seen no attempt that names this person. A sign-in that Microsoft stops on its own page leaves no name.',
    door_open: 'Allowed',
    door_closed: 'Not allowed: mandatory authentication leaves Microsoft only',
    door_kept: 'Allowed: managers keep it under mandatory authentication',
    door_excepted: 'Allowed: this user has an exception',
    no_location: 'None',
    no_such_address: 'No user',
    holds: (role: string, place: string) => `${role}, ${place}`,
    tenant: (tenantId: string, chain: string, own: boolean) =>
      own ? `${tenantId}, set at ${chain}` : `${tenantId}, inherited from ${chain}`,
    noTenant: (chain: string) => `${chain} has none`,
    domainOf: (domain: string, tenantId: string) => `${domain} belongs to the tenant ${tenantId}`,
    domainOfNobody: (domain: string) => `Microsoft knows no organization with ${domain}`,
    domainOfPersons: (domain: string) => `${domain} is for personal Microsoft accounts`,
    domainsSeen: (domains: string) => `A domain such as ${domains}, which others sign in with`,
    linked: (loginId: string, objectId: string) => `${loginId}, object ID ${objectId}`,
    linkedBefore: (loginId: string, tenantId: string) =>
      `Not in the current tenant. The link to ${loginId} in tenant ${tenantId} gives no access; the next sign-in makes a new one`,
    unreturned: (count: number, reference: string) =>
      plural(count, {
        one: `1 attempt through this chain’s address in the last 24 hours names no one, and may be this person’s: ${reference}. Typical of “Need admin approval”, a policy that blocks, or an account that is not assigned`,
        other: `${number(count)} attempts through this chain’s address in the last 24 hours name no one, and may be this person’s; the last one is ${reference}. Typical of “Need admin approval”, a policy that blocks, or an account that is not assigned`,
      }),
    attempt: (time: string, door: string, outcome: string, reference: string) =>
      `${time}, ${door}: ${outcome} Reference ${reference}`,
    succeeded: 'succeeded.',
    pending: 'not back yet.',
    typedOnly: 'Only what was typed suggests that it was this person: ask them.',
  },
  /** Of someone who has signed in before: someone tried with what this person would type. It is no cause of theirs. */
  perhaps: {
    microsoft: (time: string, ended: string, reference: string) =>
      `On ${time}, someone typed this person’s address and went to Microsoft. ${ended} It may not have been this person: ask them whether it was, and whether their page shows the reference ${reference}.`,
    password: (time: string, ended: string, reference: string) =>
      `On ${time}, someone typed this person’s username and a password. ${ended} It may not have been this person: ask them whether it was, and whether their page shows the reference ${reference}.`,
    ifSo: (remedy: string) => `If it was, this helps: ${remedy}`,
    title: 'Someone else may have tried',
  },
  tenantStatus: {
    confirmed: 'Confirmed: people have signed in with it',
    verified: 'Verified: Microsoft knows it',
    not_verified: 'Not verified: Microsoft could not be reached yet',
    no_such_tenant: 'Microsoft has no such tenant',
    other_cloud: 'In another Microsoft cloud, whose accounts cannot sign in here',
  } satisfies Record<TenantStatus, string>,
  doors: { microsoft: 'Microsoft', password: 'password' },
  /** A mail that a manager sends, and may change before. */
  mail: {
    subject: 'How to sign in to TMAS',
    microsoft:
      'Open your sign-in page, whose address is at the end of this e-mail, and press “Sign in with Microsoft”. Use the work or school account with the address to which this e-mail was sent, and choose “Accept” if Microsoft asks for it.\n\nIf it fails, the page shows a reference of eight characters: please send it to me.',
    password:
      'Open your sign-in page, whose address is at the end of this e-mail, and sign in with your username and your password. If you do not know them, press “Forgot password?”.\n\nIf it fails, the page shows a reference of eight characters: please send it to me.',
  },
  panel: {
    nothingWrong: 'No problem found',
    actor: {
      person: 'The person needs to act.',
      manager: 'A TMAS manager needs to act.',
      it: 'Your IT administrator needs to act.',
      operator: 'TMAS needs to act.',
    },
    notWhatStops: 'Not the cause',
    checks: 'Every rule, in order',
    again: 'Check again',
    whoMay: (roles: string) => `You cannot do this yourself. It can be done by: ${roles}.`,
    done: 'Done. This is the situation now.',
    failed: 'Something went wrong. Try again.',
    openSignIn: 'Open the attempt',
  },
  search: {
    label: 'Why can’t someone sign in?',
    hint: 'Enter their address, their username or name, or the reference they read to you.',
    button: 'Find out why',
    forbidden: 'This user is outside your locations.',
    unreadable: 'This is not an address, a reference, or the name of exactly one user.',
  },
  /** One click for an account that is no user yet. */
  admit: {
    open: 'Add as a new user',
    openOf: (loginId: string) => `Add as a new user: ${loginId}`,
    title: (loginId: string) => `Add ${loginId} as a new user?`,
    hint: 'Their address will be the one that Microsoft confirmed, and an e-mail will tell them how to sign in.',
    help: 'Who to add this way',
    usernameHint: 'You can keep the work address as the username. Any other username contains no @.',
    wholeForm: 'Enter the other details too',
    add: 'Add',
    close: 'Close',
    failed: {
      not_found:
        'This account now belongs to a user, or the sign-in is too old. Reload the page. If the account is still free, ask the person to sign in again.',
      invalid_request:
        'This account could not sign in there, because another tenant, or none, applies at this location. Choose another location.',
      forbidden: 'Your permission type does not allow this here.',
      email_taken: 'Another user has this address. Check whether it is the same person.',
      other: 'The user could not be added. Try again.',
    },
  },
  nearMisses: {
    notice: (count: number) =>
      plural(count, {
        one: 'Someone from your organization tried to sign in and looks like one of your users.',
        other: `${number(count)} people from your organization tried to sign in and look like your users.`,
      }),
    show: 'Review',
    title: 'Accounts that look like a user',
    account: 'Microsoft account',
    hint: 'Nothing happens automatically, and the person who tried is not told.',
    tried: (time: string, reference: string) => `Last attempt ${time}, reference ${reference}`,
    why: {
      mail_is_address: 'The account’s mailbox has the address of this user',
      same_but_accents: 'The addresses differ only in accents or punctuation',
      same_name_other_domain: 'The same name at another domain',
      one_slip_away: 'The addresses differ by one typo',
      same_parts: 'The addresses are made up of the same names',
      same_person_name: 'The account has the name of this user',
    },
    correct: 'Correct the address',
    notTheSame: 'Not the same person',
    confirmNotTheSame: (loginId: string, name: string) => `${loginId} is not ${name}?`,
    notTheSameHint: 'They will not be shown together again.',
    correctOf: (name: string, loginId: string) => `Correct the address of ${name} to ${loginId}`,
    notTheSameOf: (name: string, loginId: string) => `${loginId} is not ${name}`,
  },
  differs: (loginId: string) =>
    `The linked Microsoft account is now called ${loginId}. The link decides, so the person can still sign in. If you change the address here, the link is removed.`,
}
