import type { Command } from 'commander'
import { setWitnessAside, witnessFile } from '#server/audit/witness.ts'
import { backUp, type Counts, restore } from '#server/backup.ts'
import { readDatabaseConfig } from '#server/config.ts'
import { migrate } from '#server/platform/migrate.ts'
import { type Environment, withDatabaseUrl } from './database.ts'
import { jsonOption, show } from './output.ts'

/**
 * With --json: `backup` prints `{"file", "createdAt", "bytes", "rows": {table: number}}`, `restore`
 * `{"file", "createdAt", "migrated": [names], "rows": {table: number}}`.
 */
export function addBackupCommands(program: Command, environment: Environment): void {
  program
    .command('backup')
    .description('write a backup into a new file; works while the server runs')
    .argument('<file>', 'a new file (gzip), readable only by its owner. Keep it as safe as the database')
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true }) => {
      const made = await withDatabaseUrl(environment, ({ url }) => backUp(url, file))
      const size = `${(made.bytes / 1024 ** 2).toFixed(1)} MB`
      show(options, { file, ...made }, `Wrote ${file}: ${count(made.rows)} rows, ${size}.`)
    })

  program
    .command('restore')
    .description('restore a backup into an empty database, completely or not at all')
    .argument('<file>')
    .option(
      '--keep-credentials',
      'let API keys and recovery codes keep working: only if none was revoked or used since the backup',
    )
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true; keepCredentials?: true }) => {
      const keepCredentials = options.keepCredentials === true
      const made = await withDatabaseUrl(environment, async ({ url, ownerUrl }) => {
        const restored = await restore(ownerUrl, file, { keepCredentials })
        // Gives the role that TMAS works with its rights on tables that were made just now.
        await migrate(ownerUrl, { log: { info() {} }, applicationUrl: url })
        return restored
      })
      const { dataDir, database } = readDatabaseConfig(environment)
      await setWitnessAside(witnessFile(dataDir, database), new Date())
      const migrated = made.migrated.length > 0 ? ` Migrated with ${made.migrated.join(', ')}.` : ''
      const sentence = `Restored ${count(made.rows)} rows, as they were at ${made.createdAt}.${migrated} Everyone has to sign in again, links in mails no longer work, and mails that were waiting are not sent. ${keepCredentials ? 'API keys and recovery codes work as before.' : 'API keys are revoked, and recovery codes are gone.'}`
      show(options, { file, ...made }, sentence)
    })
}

function count(rows: Counts): number {
  return Object.values(rows).reduce((sum, one) => sum + one, 0)
}
