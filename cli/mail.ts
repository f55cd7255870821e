import type { Command } from 'commander'
import { listUnsent, retryMails, type UnsentMail } from '#server/mail/outbox.queries.ts'
import { Problem } from '#server/platform/problem.ts'
import { isTypedGuid } from '#shared/shapes.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { moment, table } from './table.ts'

/**
 * With --json, `list` prints `{"mails": [{"id", "recipient", "subject", "state", "reason", "attempts", "createdAt",
 * "nextAttemptAt", "failedAt"}]}`, where `state` is `waiting`, `refused` or `withdrawn`; and `retry` prints `{"retried", "left"}`:
 * how many will be sent again, and how many cannot, because a backup keeps no bodies.
 */
export function addMailCommands(program: Command, environment: Environment): void {
  const mail = program.command('mail').description('mails that wait, were refused or withdrawn')
  mail
    .command('list')
    .description(
      'list the mails that wait, were refused, or were withdrawn in the last 3 days, with the reason',
    )
    .option(...jsonOption)
    .action(async (options: { json?: true }) => {
      const mails = await withDatabase(environment, (db) => listUnsent(db, new Date()))
      const sentence =
        mails.length === 0
          ? 'No mail waits, and none was refused or withdrawn.'
          : table(['ID', 'STATE', 'SINCE', 'RECIPIENT', 'SUBJECT', 'REASON'], mails.map(rowOf))
      show(options, { mails }, sentence)
    })

  mail
    .command('retry')
    .description('send mails again that wait or were refused; without IDs, all of them')
    .argument('[id...]', 'as tmas mail list shows them')
    .option(...jsonOption)
    .action(async (ids: string[], options: { json?: true }) => {
      const wrong = ids.find((id) => !isTypedGuid(id))
      if (wrong !== undefined) throw new Problem('invalid_request', `“${wrong}” is no ID of a mail.`)
      const result = await withDatabase(environment, (db) => retryMails(db, ids, new Date()))
      if (ids.length > 0 && result.retried + result.left === 0)
        throw new Problem('not_found', 'No mail with this ID waits or was refused.')
      const { retried, left } = result
      const rest = left > 0 ? ` ${left} cannot be sent again: a restore has left only their envelopes.` : ''
      show(options, result, `${counting(retried, 'mail goes', 'mails go')} out again within seconds.${rest}`)
    })
}

function rowOf({ id, state, createdAt, recipient, subject, reason }: UnsentMail): string[] {
  return [id, state, moment(createdAt), recipient, subject, (reason ?? '-').split('\n')[0] ?? '']
}
