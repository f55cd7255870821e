import type { RemedyAction } from './remedies.ts'

/** Who has to act. */
export const actors = ['person', 'manager', 'it', 'operator'] as const

export type WhoMustAct = (typeof actors)[number]

/**
 * What else is true of a refusal.
 *
 * - `never_left`: the person never got as far as Microsoft.
 * - `counts_as_unreturned`: if the account is unknown, it is one of those that left a chain's sign-in page and did not
 *   return.
 * - `reason_unknown`: Microsoft kept the reason on its own page, so what the address alone shows is the better guess.
 * - `of_connection`: the cause is the way between the chain and Microsoft, and would stop anyone.
 * - `perhaps_of_connection`: so it is, unless others sign in meanwhile.
 */
export type Trait =
  | 'never_left'
  | 'counts_as_unreturned'
  | 'reason_unknown'
  | 'of_connection'
  | 'perhaps_of_connection'

type Row<Code> = {
  actor: WhoMustAct
  /**
   * What the person may learn (R18). If it names another code, the page and its address show that one, and only the
   * record, which managers read, has the true code. This keeps a stranger from finding out which users and which
   * customers exist.
   */
  told: Code
  /** What the person learns instead if they entered a password. */
  toldAfterPassword?: Code
  /** The passages of help that explain it; the first is the one to link to. */
  help: readonly [HelpAddress, ...HelpAddress[]]
  /**
   * The first thing to try if nothing more is known about the person. `null`: nothing in TMAS changes it, and the
   * words say who has to act and where.
   */
  remedy: RemedyAction | null
  /** The code under which repeated refusals count. `null`: repeating makes no pattern. */
  pattern: Code | null
  /** If several customers refuse one account, the highest number is the reason given: it leads furthest. */
  tells: number | null
  traits: readonly Trait[]
}

type HelpAddress = `/help/${string}#${string}`

/**
 * Every reason a sign-in can be refused, with everything that depends on it except its words.
 *
 * To add one: add a row here, then follow the compiler to its words in each language
 * (`shared/messages/refusals.*.ts`). The rule that returns it belongs in `server/policy/` or, if Microsoft said it, in
 * `shared/aadsts/`.
 */
export const refusals = asTable({
  unknown_user: {
    actor: 'manager',
    told: 'unknown_user',
    toldAfterPassword: 'wrong_password',
    help: ['/help/cannot-sign-in#address', '/help/cannot-sign-in#not-in-tmas'],
    remedy: 'correct_address',
    pattern: 'unknown_user',
    tells: 1,
    traits: [],
  },
  wrong_password: {
    actor: 'person',
    told: 'wrong_password',
    help: ['/help/passwords#forgotten'],
    remedy: 'send_password_link',
    pattern: null,
    tells: null,
    traits: [],
  },
  account_disabled: {
    actor: 'manager',
    told: 'account_disabled',
    help: ['/help/cannot-sign-in#disabled'],
    remedy: 'switch_on',
    pattern: null,
    tells: 4,
    traits: [],
  },
  account_ended: {
    actor: 'manager',
    told: 'account_disabled',
    toldAfterPassword: 'account_disabled',
    help: ['/help/cannot-sign-in#disabled'],
    remedy: 'change_end_date',
    pattern: null,
    tells: 4,
    traits: [],
  },
  customer_suspended: {
    actor: 'operator',
    told: 'customer_suspended',
    help: ['/help/cannot-sign-in#support'],
    remedy: null,
    pattern: null,
    tells: 4,
    traits: [],
  },
  microsoft_required: {
    actor: 'person',
    told: 'microsoft_required',
    help: ['/help/passwords#microsoft-only'],
    remedy: 'mail_instructions',
    pattern: null,
    tells: null,
    traits: [],
  },
  microsoft_not_enabled: {
    actor: 'manager',
    told: 'unknown_user',
    help: ['/help/cannot-sign-in#tenant-id'],
    remedy: 'set_tenant_id',
    pattern: 'microsoft_not_enabled',
    tells: 2,
    traits: ['of_connection'],
  },
  tenant_mismatch: {
    actor: 'manager',
    told: 'unknown_user',
    help: ['/help/cannot-sign-in#tenant-id', '/help/cannot-sign-in#guest'],
    remedy: 'correct_tenant_id',
    pattern: 'tenant_mismatch',
    tells: 3,
    traits: ['perhaps_of_connection'],
  },
  linked_to_other_account: {
    actor: 'manager',
    told: 'linked_to_other_account',
    help: ['/help/cannot-sign-in#recreated'],
    remedy: 'remove_link',
    pattern: null,
    tells: 5,
    traits: [],
  },
  password_needed_first: {
    actor: 'person',
    told: 'password_needed_first',
    help: ['/help/cannot-sign-in#first-link'],
    remedy: 'send_password_link',
    pattern: null,
    tells: null,
    traits: [],
  },
  personal_account: {
    actor: 'person',
    told: 'personal_account',
    help: ['/help/cannot-sign-in#personal'],
    remedy: 'mail_instructions',
    pattern: null,
    tells: null,
    traits: ['reason_unknown'],
  },
  consent_declined: {
    actor: 'person',
    told: 'consent_declined',
    help: ['/help/cannot-sign-in#consent'],
    remedy: 'send_consent_kit',
    pattern: 'consent_declined',
    tells: null,
    traits: ['counts_as_unreturned'],
  },
  admin_consent_required: {
    actor: 'it',
    told: 'admin_consent_required',
    help: ['/help/cannot-sign-in#admin-consent'],
    remedy: 'send_consent_kit',
    pattern: 'admin_consent_required',
    tells: null,
    traits: ['counts_as_unreturned', 'of_connection'],
  },
  not_assigned: {
    actor: 'it',
    told: 'not_assigned',
    help: ['/help/cannot-sign-in#not-assigned'],
    remedy: 'send_consent_kit',
    pattern: 'not_assigned',
    tells: null,
    traits: ['counts_as_unreturned'],
  },
  blocked_by_policy: {
    actor: 'it',
    told: 'blocked_by_policy',
    help: ['/help/cannot-sign-in#policy'],
    remedy: 'send_consent_kit',
    pattern: 'blocked_by_policy',
    tells: null,
    traits: ['counts_as_unreturned'],
  },
  account_problem_at_microsoft: {
    actor: 'person',
    told: 'account_problem_at_microsoft',
    help: ['/help/cannot-sign-in#account'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: [],
  },
  refused_by_microsoft: {
    actor: 'it',
    told: 'refused_by_microsoft',
    help: ['/help/cannot-sign-in#refused'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: ['perhaps_of_connection'],
  },
  tenant_not_found: {
    actor: 'manager',
    told: 'tenant_not_found',
    help: ['/help/cannot-sign-in#tenant-id'],
    remedy: 'correct_tenant_id',
    pattern: 'tenant_not_found',
    tells: null,
    traits: ['of_connection'],
  },
  popup_blocked: {
    actor: 'person',
    told: 'popup_blocked',
    help: ['/help/cannot-sign-in#pop-up'],
    remedy: 'mail_instructions',
    pattern: 'popup_blocked',
    tells: null,
    traits: ['never_left'],
  },
  popup_closed: {
    actor: 'person',
    told: 'popup_closed',
    help: ['/help/cannot-sign-in#pop-up'],
    remedy: 'send_consent_kit',
    pattern: 'not_returned',
    tells: null,
    traits: ['counts_as_unreturned', 'reason_unknown'],
  },
  not_returned: {
    actor: 'person',
    told: 'not_returned',
    help: ['/help/cannot-sign-in#no-return'],
    remedy: 'send_consent_kit',
    pattern: 'not_returned',
    tells: null,
    traits: ['counts_as_unreturned', 'reason_unknown'],
  },
  expired: {
    actor: 'person',
    told: 'expired',
    help: ['/help/cannot-sign-in#again', '/help/cannot-sign-in#second-factor'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: [],
  },
  replayed: {
    actor: 'person',
    told: 'replayed',
    help: ['/help/cannot-sign-in#again'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: [],
  },
  invalid_response: {
    actor: 'operator',
    told: 'invalid_response',
    help: ['/help/cannot-sign-in#support'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: ['perhaps_of_connection'],
  },
  microsoft_unreachable: {
    actor: 'person',
    told: 'microsoft_unreachable',
    help: ['/help/cannot-sign-in#again'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: ['of_connection'],
  },
  throttled: {
    actor: 'person',
    told: 'throttled',
    help: ['/help/cannot-sign-in#again'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: ['never_left'],
  },
  operator_configuration: {
    actor: 'operator',
    told: 'operator_configuration',
    help: ['/help/cannot-sign-in#support'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: ['of_connection'],
  },
  internal: {
    actor: 'operator',
    told: 'internal',
    help: ['/help/cannot-sign-in#support'],
    remedy: null,
    pattern: null,
    tells: null,
    traits: [],
  },
})

export type Refusal = keyof typeof refusals

/** Only what a person may see has a sentence for them (R18). */
export type ToldRefusal = (typeof refusals)[Refusal]['told']

export const refusalCodes = Object.keys(refusals) as [Refusal, ...Refusal[]]

/** Whether a string, for example from an address, is one of the codes. A name that every object has is not. */
export function isRefusal(code: string): code is Refusal {
  return Object.hasOwn(refusals, code)
}

/** A row with the type that all rows share. */
export function refusalRow(code: Refusal): Row<Refusal> {
  return refusals[code]
}

export function hasTrait(code: Refusal, trait: Trait): boolean {
  return refusalRow(code).traits.includes(trait)
}

export function refusalsWith(trait: Trait): Refusal[] {
  return refusalCodes.filter((code) => hasTrait(code, trait))
}

/** Refusals that can have the connection itself as their cause: a filter of the list of sign-ins. */
export const refusalsOfConnection: readonly Refusal[] = refusalCodes.filter(
  (code) => hasTrait(code, 'of_connection') || hasTrait(code, 'perhaps_of_connection'),
)

/** Keeps the literal codes, and lets a row name only the codes of the table. */
function asTable<const Rows extends { readonly [Code in keyof Rows]: Row<keyof Rows> }>(rows: Rows): Rows {
  return rows
}
