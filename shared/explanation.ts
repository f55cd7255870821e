import type { CheckName } from './checks.ts'
import type { Refusal, WhoMustAct } from './refusals.ts'
import type { RemedyAction } from './remedies.ts'
import type { Role } from './roles.ts'

/**
 * Why a person cannot sign in, in more detail than a refusal's code: each reason has its words and its one remedy.
 * `stops` names the check at which it shows. What only Microsoft knows has no line here, because its code says it.
 */
export const reasons = {
  nobody: { cause: 'unknown_user', actor: 'manager', action: 'create_user', stops: 'exists' },
  nobody_but_alike: { cause: 'unknown_user', actor: 'manager', action: 'correct_address', stops: 'exists' },
  suspended: { cause: 'customer_suspended', actor: 'operator', action: null, stops: 'customer_active' },
  disabled: { cause: 'account_disabled', actor: 'manager', action: 'switch_on', stops: 'enabled' },
  /** Their account had an end date, which has come. */
  ended: { cause: 'account_ended', actor: 'manager', action: 'change_end_date', stops: 'not_ended' },
  no_role: { cause: 'microsoft_not_enabled', actor: 'manager', action: null, stops: 'has_role' },
  no_tenant: {
    cause: 'microsoft_not_enabled',
    actor: 'manager',
    action: 'set_tenant_id',
    stops: 'tenant_set',
  },
  /**
   * Chains with tenants, and none at the chain above them all, which is the person's (R12): no tenant applies to
   * everything the person reaches.
   */
  tenants_disagree: {
    cause: 'microsoft_not_enabled',
    actor: 'manager',
    action: 'set_tenant_id',
    stops: 'tenant_set',
  },
  tenant_unknown: {
    cause: 'tenant_not_found',
    actor: 'manager',
    action: 'correct_tenant_id',
    stops: 'tenant_known',
  },
  tenant_is_application: {
    cause: 'tenant_not_found',
    actor: 'manager',
    action: 'correct_tenant_id',
    stops: 'tenant_known',
  },
  /** The tenant is in a cloud of Microsoft's whose accounts cannot sign in through this registration. */
  tenant_in_other_cloud: {
    cause: 'tenant_not_found',
    actor: 'manager',
    action: 'correct_tenant_id',
    stops: 'tenant_known',
  },
  /** No one has signed in through the chain's tenant yet, and the accounts of its people are in another. */
  wrong_tenant: {
    cause: 'tenant_mismatch',
    actor: 'manager',
    action: 'correct_tenant_id',
    stops: 'chain_tenant',
  },
  /** The chain's tenant is right, and this one account is in another: a guest, or another person's account. */
  foreign_account: {
    cause: 'tenant_mismatch',
    actor: 'person',
    action: 'mail_instructions',
    stops: 'chain_tenant',
  },
  /** The account is of the tenant of another chain of the customer: the user is at the wrong one. */
  other_chain: { cause: 'tenant_mismatch', actor: 'manager', action: null, stops: 'chain_tenant' },
  /** The account was used before, through a tenant that is no longer in force where the person belongs now. */
  old_tenant: {
    cause: 'tenant_mismatch',
    actor: 'person',
    action: 'mail_instructions',
    stops: 'chain_tenant',
  },
  domain_unknown: {
    cause: 'unknown_user',
    actor: 'manager',
    action: 'correct_address',
    stops: 'address_plausible',
  },
  personal_address: {
    cause: 'personal_account',
    actor: 'manager',
    action: 'correct_address',
    stops: 'address_plausible',
  },
  login_differs: { cause: 'unknown_user', actor: 'manager', action: 'correct_address', stops: 'address' },
  linked_elsewhere: {
    cause: 'linked_to_other_account',
    actor: 'manager',
    action: 'remove_link',
    stops: 'link',
  },
  password_closed: {
    cause: 'microsoft_required',
    actor: 'person',
    action: 'mail_instructions',
    stops: 'password_door',
  },
  /** The person can ask for the link themselves, and a manager can send it. */
  password_missing: {
    cause: 'wrong_password',
    actor: 'person',
    action: 'send_password_link',
    stops: 'password_set',
  },
  /** The password was right. */
  second_factor_failed: {
    cause: 'wrong_password',
    actor: 'person',
    action: null,
    stops: 'last_attempt',
  },
  /** The password was right, and the chain requires a second factor that a manager has not set up yet. */
  second_factor_to_set_up: {
    cause: 'wrong_password',
    actor: 'person',
    action: null,
    stops: 'last_attempt',
  },
  password_wrong: {
    cause: 'wrong_password',
    actor: 'person',
    action: 'send_password_link',
    stops: 'last_attempt',
  },
} as const satisfies Record<
  string,
  { cause: Refusal; actor: WhoMustAct; action: RemedyAction | null; stops: CheckName }
>

export type Reason = keyof typeof reasons

/**
 * Why nothing needs to be changed in TMAS.
 *
 * - `nothing_shown`: nothing is known either; and while the tenant is only claimed, attempts that did not begin at the
 *   chain's own address are not shown (R31).
 */
export const allClear = ['nothing', 'nothing_shown', 'settled', 'waiting', 'works'] as const
export type AllClear = (typeof allClear)[number]

export type TenantStatus = 'not_verified' | 'verified' | 'confirmed' | 'no_such_tenant' | 'other_cloud'

/** What a check expected or saw, to be put into the reader's language. A text is a value that stays as it is. */
export type Saying =
  | string
  | { say: 'switched_on' | 'switched_off' | 'not_linked' | 'password' | 'no_password' | 'none_seen' }
  | { say: 'door_open' | 'door_closed' | 'door_kept' | 'door_excepted' | 'no_location' | 'no_such_address' }
  | { say: 'ends' | 'ended'; on: string }
  | { say: 'holds'; role: Role; place: string }
  | { say: 'tenant'; tenantId: string; chain: string; own: boolean }
  | { say: 'no_tenant'; chain: string }
  | { say: 'tenant_status'; status: TenantStatus }
  | { say: 'domain_of'; domain: string; tenantId: string }
  | { say: 'domain_of_nobody' | 'domain_of_persons'; domain: string }
  | { say: 'domains_seen'; domains: string[] }
  | { say: 'linked' | 'linked_before'; loginId: string; objectId: string; tenantId: string }
  | { say: 'unreturned'; count: number; reference: string }
  | {
      say: 'attempt'
      /** ISO 8601. */
      at: string
      door: 'microsoft' | 'password'
      outcome: 'pending' | 'succeeded' | 'refused'
      code: Refusal | null
      reference: string
      /** Microsoft's own number, if it gave one. */
      aadsts: number | null
      /** Only the address that was typed says whose it was. */
      typedOnly: boolean
      /** What the person said of Microsoft's page: a refusal, if one follows from it, and its number. */
      said: { code: Refusal | null; aadsts: number | null } | null
    }
