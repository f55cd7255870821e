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
