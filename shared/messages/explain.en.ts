import type { CheckName } from '../checks.ts'
import type { Refusal } from '../refusals.ts'
import type { RemedyAction } from '../remedies.ts'

/** What a manager reads of a refusal: what happened, in full, and what to do about it. Never shown to the person (R18). */
export type CauseText = { cause: string; remedy: string }

/** The words with which a refusal explains itself to managers (R19). */
export const explain = {
  causes: {
    unknown_user: {
      cause: 'Microsoft proved the account, but no user here has its login ID as e-mail address.',
      remedy:
        'If the person is a user, make the e-mail address in TMAS exactly the login ID. If not, add the person as a user.',
    },
    wrong_password: {
      cause: 'The password was not right.',
      remedy: 'Send the person a link to set a new password, or let them use “Sign in with Microsoft”.',
    },
    account_disabled: {
      cause: 'The user is switched off in TMAS.',
      remedy: 'If the person may come in again, switch the user on.',
    },
    microsoft_required: {
      cause: 'The password was right, but mandatory authentication leaves this user Microsoft alone.',
      remedy: 'Tell the person to use the button “Sign in with Microsoft”.',
    },
    microsoft_not_enabled: {
      cause: 'The user’s chain has no tenant ID, so nobody can come in there with Microsoft.',
      remedy: 'Enter the Azure Tenant ID under Manage Locations > Advanced.',
    },
    tenant_mismatch: {
      cause: 'The account lives in another Microsoft tenant than the one of the user’s chain.',
      remedy:
        'Compare the two tenant IDs below. If the one in TMAS is wrong, correct it. If it is right, the person used an account of another organisation.',
    },
    linked_to_other_account: {
      cause: 'The user is linked with another Microsoft account; this one only bears the same address.',
      remedy:
        'Ask the person’s IT whether the account was made anew. If so, remove the link: the next sign-in makes a new one. If not, somebody else has this address now.',
    },
    personal_account: {
      cause: 'A personal Microsoft account was used.',
      remedy: 'Tell the person to use their work or school account.',
    },
    consent_declined: {
      cause: 'The permission request was cancelled or not accepted at Microsoft.',
      remedy:
        'Ask the person to try again and to choose “Accept”. If Microsoft asks for an administrator instead, send your IT the consent kit.',
    },
    admin_consent_required: {
      cause: 'In your Microsoft tenant only administrators may approve new applications.',
      remedy: 'Send your IT administrator the consent kit: they approve TMAS once, for everybody.',
    },
    not_assigned: {
      cause: 'TMAS requires an assignment in your Microsoft tenant, and this account has none.',
      remedy:
        'Your IT administrator assigns the person or a group to TMAS, under Enterprise applications > TMAS > Users and groups.',
    },
    blocked_by_policy: {
      cause: 'A security policy of your Microsoft tenant stopped the sign-in.',
      remedy:
        'Your IT administrator finds the policy in the Entra sign-in logs, by the correlation ID below, and decides whether TMAS is excepted.',
    },
    account_problem_at_microsoft: {
      cause: 'Microsoft could not sign the account in: a password, a second factor, or the account itself.',
      remedy: 'The person follows what Microsoft’s page says. If that does not help, their IT does.',
    },
    tenant_not_found: {
      cause: 'Microsoft knows no tenant with the ID that your chain has in TMAS.',
      remedy: 'Correct the Azure Tenant ID under Manage Locations > Advanced.',
    },
    popup_blocked: {
      cause: 'The browser blocked the Microsoft window.',
      remedy: 'Tell the person to allow pop-up windows for TMAS, or to continue in the same window.',
    },
    popup_closed: {
      cause: 'The Microsoft window was closed, or the sign-in cancelled in TMAS, before Microsoft answered.',
      remedy:
        'Ask the person what Microsoft’s page said. If it asked for an administrator, named a policy, or said that they are not assigned, send your IT the consent kit: Microsoft keeps these on its own page. If the window was closed by mistake, they only try again.',
    },
    not_returned: {
      cause: 'The person left for Microsoft and did not come back within 15 minutes.',
      remedy:
        'Typical of “Need admin approval”, a policy that blocks, or an account that is not assigned: Microsoft keeps these on its own page. Ask what it said, or send your IT the consent kit.',
    },
    expired: {
      cause: 'The sign-in took longer than 15 minutes.',
      remedy: 'Ask the person to start again.',
    },
    replayed: {
      cause: 'The answer of Microsoft was used a second time, for example with the Back button.',
      remedy: 'Ask the person to start again.',
    },
    invalid_response: {
      cause: 'The answer failed a check: it was not from Microsoft, not for this browser, or altered.',
      remedy:
        'Ask the person to start again in one window, with cookies allowed. If it comes again, give TMAS support the reference.',
    },
    microsoft_unreachable: {
      cause: 'Microsoft did not answer.',
      remedy: 'Nothing is wrong with your settings. Ask the person to try again in a few minutes.',
    },
    throttled: {
      cause: 'There were too many tries in a short time.',
      remedy: 'Ask the person to wait a minute. Nobody is locked out for good.',
    },
    operator_configuration: {
      cause: 'Microsoft refused TMAS itself, not the person.',
      remedy: 'This is for TMAS to repair. Give TMAS support the reference.',
    },
    internal: {
      cause: 'Something went wrong in TMAS.',
      remedy: 'Ask the person to try again. If it comes again, give TMAS support the reference.',
    },
  } satisfies Record<Refusal, CauseText>,
  actions: {
    create_user: 'Add the user',
    correct_address: 'Correct the address',
    set_tenant_id: 'Enter the tenant ID',
    correct_tenant_id: 'Correct the tenant ID',
    switch_on: 'Switch the user on',
    remove_link: 'Remove the link',
    send_password_link: 'Send a link to set a password',
    send_consent_kit: 'Send the consent kit',
    mail_instructions: 'Mail the person how to sign in',
  } satisfies Record<RemedyAction, string>,
  checks: {
    metadata: 'Microsoft describes its sign-in service',
    redemption: 'Microsoft answers TMAS with a token',
    format: 'The token is well formed',
    algorithm: 'It is signed in the way that Microsoft signs',
    key: 'It is signed with a key of Microsoft’s',
    signature: 'Nobody altered it',
    key_issuer: 'The key belongs to the tenant that issued it',
    audience: 'It is meant for TMAS',
    issuer: 'Its issuer is the tenant that it names',
    times: 'It is fresh',
    nonce: 'It answers this very sign-in',
    version: 'It is of the current version',
    personal_account: 'It is a work or school account',
    tenant: 'The tenant that was asked has answered',
    subject: 'It names its subject',
    object_id: 'It names the account’s object ID',
    login_id: 'It names the login ID',
    user: 'A user here has this address',
    tenant_set: 'The user’s chain has a tenant ID',
    chain_tenant: 'The account lives in that tenant',
    link: 'The account is the one that the user is linked with',
    address: 'The login ID is exactly the user’s e-mail address',
    enabled: 'The user is switched on',
    password_door: 'The user may sign in with a password',
    password: 'The password is right',
    second_factor: 'The second factor is right',
    exists: 'The person is a user of TMAS',
    has_role: 'The user has a location and a permission type',
    tenant_known: 'Microsoft knows that tenant',
    address_plausible: 'The e-mail address can be a login ID there',
    account_name: 'The account is still called like the user’s e-mail address',
    password_set: 'The user has a password',
    returned: 'Whoever leaves for Microsoft comes back',
    last_attempt: 'The last attempt',
  } satisfies Record<CheckName, string>,
  passed: 'Passed',
  failed: 'Failed',
  expected: 'Expected',
  seen: 'Came',
}
