import type { Command } from 'commander'
import { backUp, type Counts, restore } from '#server/backup.ts'
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
      const made = await withDatabaseUrl(environment, (url) => backUp(url, file))
      const size = `${(made.bytes / 1024 ** 2).toFixed(1)} MB`
      show(options, { file, ...made }, `Wrote ${file}: ${count(made.rows)} rows, ${size}.`)
    })

  program
    .command('restore')
    .description('restore a backup into an empty database, completely or not at all')
    .argument('<file>')
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true }) => {
      const made = await withDatabaseUrl(environment, (url) => restore(url, file))
      const migrated = made.migrated.length > 0 ? ` Migrated with ${made.migrated.join(', ')}.` : ''
      const sentence = `Restored ${count(made.rows)} rows, as they were at ${made.createdAt}.${migrated} Everyone has to sign in again, links in mails no longer work, and mails that were waiting are not sent.`
      show(options, { file, ...made }, sentence)
    })
}

function count(rows: Counts): number {
  return Object.values(rows).reduce((sum, one) => sum + one, 0)
}
