import type { Command } from 'commander'
import { chainEarlierRecords } from '#server/audit/chain-earlier.ts'
import { migrate } from '#server/platform/migrate.ts'
import { type Environment, withDatabaseUrl } from './database.ts'
import { jsonOption, show } from './output.ts'

/** With --json `{"applied": [names]}`, which is empty if there was nothing to do. */
export function addMigrateCommand(program: Command, environment: Environment): void {
  program
    .command('migrate')
    .description(
      'bring the database to this version. Every start does this too; many instances may do it at once',
    )
    .option(...jsonOption)
    .action(async (options: { json?: true }) => {
      // The names are the result, so the log need not repeat them.
      const applied = await withDatabaseUrl(environment, async ({ url, ownerUrl }) => {
        const names = await migrate(ownerUrl, { log: { info() {} }, applicationUrl: url })
        await chainEarlierRecords(ownerUrl)
        return names
      })
      const sentence =
        applied.length > 0
          ? `Applied ${applied.join(', ')}.`
          : 'Nothing to do: the database is at this version.'
      show(options, { applied }, sentence)
    })
}
