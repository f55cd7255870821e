/**
 * Every reason a sign-in can be refused, and who must act.
 *
 * To add one: add a line here, then follow the compiler. It will ask for the sentences in each language
 * (`shared/messages`); the rule that returns it belongs in `server/policy/` or, where Microsoft said it,
 * in `server/entra/`.
 *
 * `told` is what the person may learn (R18): where it names another code, the page and its address say that
 * one, and only the record, which managers read, holds the true code. It keeps a stranger from finding out
 * which users and which customers exist.
 */
export const refusals = {
  unknown_user: { actor: 'manager', told: 'unknown_user' },
  wrong_password: { actor: 'person', told: 'wrong_password' },
  account_disabled: { actor: 'manager', told: 'account_disabled' },
  microsoft_required: { actor: 'person', told: 'microsoft_required' },
  microsoft_not_enabled: { actor: 'manager', told: 'unknown_user' },
  tenant_mismatch: { actor: 'manager', told: 'unknown_user' },
  linked_to_other_account: { actor: 'manager', told: 'linked_to_other_account' },
  personal_account: { actor: 'person', told: 'personal_account' },
  consent_declined: { actor: 'person', told: 'consent_declined' },
  admin_consent_required: { actor: 'it', told: 'admin_consent_required' },
  not_assigned: { actor: 'it', told: 'not_assigned' },
  blocked_by_policy: { actor: 'it', told: 'blocked_by_policy' },
  account_problem_at_microsoft: { actor: 'person', told: 'account_problem_at_microsoft' },
  tenant_not_found: { actor: 'manager', told: 'tenant_not_found' },
  popup_blocked: { actor: 'person', told: 'popup_blocked' },
  popup_closed: { actor: 'person', told: 'popup_closed' },
  not_returned: { actor: 'person', told: 'not_returned' },
  expired: { actor: 'person', told: 'expired' },
  replayed: { actor: 'person', told: 'replayed' },
  invalid_response: { actor: 'operator', told: 'invalid_response' },
  microsoft_unreachable: { actor: 'person', told: 'microsoft_unreachable' },
  throttled: { actor: 'person', told: 'throttled' },
  operator_configuration: { actor: 'operator', told: 'operator_configuration' },
  internal: { actor: 'operator', told: 'internal' },
} as const satisfies Record<string, { actor: 'person' | 'manager' | 'it' | 'operator'; told: string }>

export type Refusal = keyof typeof refusals
export type Actor = (typeof refusals)[Refusal]['actor']

/** Whether a string, from an address say, is one of the codes. A name that every object has is not. */
export function isRefusal(code: string): code is Refusal {
  return Object.hasOwn(refusals, code)
}
