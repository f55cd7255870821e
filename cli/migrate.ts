import type { Command } from 'commander'
import { chainEarlierRecords } from '#server/audit/chain-earlier.ts'
import { cutOldRecords } from '#server/audit/cut-trail.ts'
import { eraseWords } from '#server/audit/erase-words.ts'
import { readDatabaseConfig } from '#server/config.ts'
import { fillRows, migrate } from '#server/migrations/migrate.ts'
import { openDatabase } from '#server/platform/database.ts'
import { completeNamesIndex } from '#server/platform/names-index.ts'
import { type Environment, withDatabaseUrl } from './database.ts'
import { jsonOption, progress, show } from './output.ts'

/** One line for each time that a migration gives way to others. */
const tellWait = ({ migration, holders }: { migration?: string; holders?: { pid: number }[] }) => {
  const pids = holders?.map(({ pid }) => pid).join(', ')
  progress.info(
    `${migration} gives way to others${pids ? ` (process ${pids} of PostgreSQL)` : ''}, and is tried again.`,
  )
}

/**
 * With --json `{"applied": [names], "warnings": [{"detail", "remedy"}]}`; `applied` is empty if there was nothing to
 * do.
 */
export function addMigrateCommand(program: Command, environment: Environment): void {
  program
    .command('migrate')
    .description(
      'bring the database to this version. Every start does this too; many instances may do it at once',
    )
    .option(...jsonOption)
    .action(async (options: { json?: true }) => {
      // The names are the result, so the log need not repeat them.
      const { applied, warnings } = await withDatabaseUrl(environment, async ({ url, ownerUrl }) => {
        const log = { info() {}, warn: tellWait }
        const names = await migrate(ownerUrl, { log, applicationUrl: url })
        names.push(...(await fillRows(ownerUrl, { log })))
        await chainEarlierRecords(ownerUrl)
        await eraseWords(ownerUrl)
        // The one who runs this may not know how long the servers keep records, and a deletion is for good.
        if (environment.RETAIN_AUDIT_DAYS) {
          const { retainAuditDays } = readDatabaseConfig(environment)
          const db = openDatabase({ url, poolSize: 1 })
          await cutOldRecords(db, ownerUrl, retainAuditDays, () => new Date()).finally(() => db.destroy())
        }
        const lacking = await completeNamesIndex(ownerUrl)
        return { applied: names, warnings: lacking ? [lacking] : [] }
      })
      const sentence =
        applied.length > 0
          ? `Applied ${applied.join(', ')}.`
          : 'Nothing to do: the database is at this version.'
      const lines = warnings.map(({ detail, remedy }) => `Warning: ${detail}.\n→ ${remedy}.`)
      show(options, { applied, warnings }, [sentence, ...lines].join('\n'))
    })
}
