/**
 * What the reader of a record can do about a refusal with one click. The words of the button are in
 * `shared/messages/explain.*.ts`. What it does belongs to the page that shows it, under the reader's own rights.
 */
export const remedyActions = [
  'create_user',
  'correct_address',
  'set_tenant_id',
  'correct_tenant_id',
  'switch_on',
  'change_end_date',
  'remove_link',
  'send_password_link',
  'send_consent_kit',
  'mail_instructions',
] as const

export type RemedyAction = (typeof remedyActions)[number]
