import type { Refusal } from './refusals.ts'

/**
 * What can be done about a refusal with one click, by whoever reads the record. The button's words are in
 * `shared/messages/explain.*.ts`; what it does belongs to the page that shows it, under the reader's own rights.
 */
export const remedyActions = [
  'create_user',
  'correct_address',
  'set_tenant_id',
  'correct_tenant_id',
  'switch_on',
  'remove_link',
  'send_password_link',
  'send_consent_kit',
  'mail_instructions',
] as const

export type RemedyAction = (typeof remedyActions)[number]

/**
 * The first thing to try for each refusal, where nothing more is known of the person. `null`: nothing in TMAS changes
 * it, the words say who must act and where.
 */
export const remedyOf = {
  unknown_user: 'correct_address',
  wrong_password: 'send_password_link',
  account_disabled: 'switch_on',
  microsoft_required: 'mail_instructions',
  microsoft_not_enabled: 'set_tenant_id',
  tenant_mismatch: 'correct_tenant_id',
  linked_to_other_account: 'remove_link',
  personal_account: 'mail_instructions',
  consent_declined: 'send_consent_kit',
  admin_consent_required: 'send_consent_kit',
  not_assigned: 'send_consent_kit',
  blocked_by_policy: 'send_consent_kit',
  account_problem_at_microsoft: null,
  tenant_not_found: 'correct_tenant_id',
  popup_blocked: 'mail_instructions',
  popup_closed: 'send_consent_kit',
  not_returned: 'send_consent_kit',
  expired: null,
  replayed: null,
  invalid_response: null,
  microsoft_unreachable: null,
  throttled: null,
  operator_configuration: null,
  internal: null,
} as const satisfies Record<Refusal, RemedyAction | null>
