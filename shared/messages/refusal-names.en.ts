import type { Refusal } from '../refusals.ts'

/** The shortest words of each refusal, for a column and a list to choose from. */
export const refusalNames: RefusalNames = {
  unknown_user: { short: 'No user has this address' },
  wrong_password: { short: 'Wrong password' },
  account_disabled: { short: 'User disabled' },
  account_ended: { short: 'Account ended' },
  customer_suspended: { short: 'Customer suspended' },
  microsoft_required: { short: 'Microsoft is mandatory' },
  microsoft_not_enabled: { short: 'Chain has no tenant ID' },
  tenant_mismatch: { short: 'Different tenant' },
  linked_to_other_account: { short: 'Linked to another account' },
  password_needed_first: { short: 'Password first' },
  personal_account: { short: 'Personal account' },
  consent_declined: { short: 'Permission declined' },
  admin_consent_required: { short: 'Admin approval needed' },
  not_assigned: { short: 'Not assigned' },
  blocked_by_policy: { short: 'Blocked by a policy' },
  account_problem_at_microsoft: { short: 'Problem at Microsoft' },
  refused_by_microsoft: { short: 'Refused by Microsoft' },
  tenant_not_found: { short: 'Tenant ID unknown to Microsoft' },
  popup_blocked: { short: 'Pop-up blocked' },
  popup_closed: { short: 'Canceled or closed' },
  not_returned: { short: 'Did not return' },
  expired: { short: 'Took too long' },
  replayed: { short: 'Used twice' },
  invalid_response: { short: 'Answer not accepted' },
  microsoft_unreachable: { short: 'Microsoft did not answer' },
  throttled: { short: 'Too many attempts' },
  operator_configuration: { short: 'TMAS configuration' },
  internal: { short: 'Error in TMAS' },
}

export type RefusalNames = Record<Refusal, { short: string }>
