/**
 * What a backup leaves out, because it must not work again on another day: who is signed in, links that open an
 * account once, unfinished sign-ins, the counts of the last day, the keys of what browsers keep, and what this
 * installation knows of its backups. And the list of migrations, which the head of the file has.
 */
export const leftOut = new Set([
  'session',
  'shared_device_offer',
  'session_proof',
  'address_change',
  'closed_session',
  'password_link',
  'attempt_question',
  'forgotten_password',
  'password_tries',
  'password_name_tried',
  'second_factor_setup',
  'second_factor_wait',
  'device_link',
  'told_name',
  'mail_caused',
  'mail_turn',
  'signing_key',
  'backup_state',
  'schema_migration',
])

/**
 * What is restored but must no longer act: a mail that was waiting may have been sent since, and its link does not
 * work.
 */
export const cancelWaitingMail = `
  update mail set failed_at = now(), last_error = 'It waited when the backup was made, and was restored unsent.',
    text_body = null, html_body = null
  where sent_at is null and failed_at is null`

/**
 * What may have been taken back since the backup, and would open again: keys that were revoked, and codes that were
 * used. No one can tell, so all of them end.
 */
export const endCredentials = {
  api_key: 'update api_key set revoked_at = now() where revoked_at is null',
  recovery_code: 'delete from recovery_code',
}

/** Columns that stay behind, by table: a mail that waits has a link in it that works. */
export const columnsLeftOut: Partial<Record<string, readonly string[]>> = { mail: ['text_body', 'html_body'] }
