import type { Command } from 'commander'
import { migrate } from '#server/platform/migrate.ts'
import { type Environment, withDatabaseUrl } from './database.ts'
import { jsonOption, show } from './output.ts'

/** `{"applied": [names]}` with --json; empty where nothing was left to do. */
export function addMigrateCommand(program: Command, environment: Environment): void {
  program
    .command('migrate')
    .description(
      'bring the database to this version (also done at every start; safe with many instances at once)',
    )
    .option(...jsonOption)
    .action(async (options: { json?: true }) => {
      // The names are the result; what the log would say of them is said there.
      const applied = await withDatabaseUrl(environment, (url) => migrate(url, { log: { info() {} } }))
      const sentence =
        applied.length > 0
          ? `Applied ${applied.join(', ')}.`
          : 'Nothing to do: the database is at this version.'
      show(options, { applied }, sentence)
    })
}
