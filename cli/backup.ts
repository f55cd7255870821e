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
    .description('write everything that is to be kept into a new file; works while the server runs')
    .argument('<file>', 'gzip; readable by its owner only. Keep it as safe as the database')
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true }) => {
      const made = await withDatabaseUrl(environment, (url) => backUp(url, file))
      const size = `${(made.bytes / 1024 ** 2).toFixed(1)} MB`
      show(options, { file, ...made }, `Wrote ${file}: ${count(made.rows)} rows, ${size}.`)
    })

  program
    .command('restore')
    .description('restore a backup into an empty database: all of it, or nothing')
    .argument('<file>')
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true }) => {
      const made = await withDatabaseUrl(environment, (url) => restore(url, file))
      const migrated = made.migrated.length > 0 ? ` Applied on top: ${made.migrated.join(', ')}.` : ''
      const sentence = `Restored ${count(made.rows)} rows, as they were at ${made.createdAt}.${migrated} Nobody is signed in, links in mails no longer work, and mails that waited are not sent.`
      show(options, { file, ...made }, sentence)
    })
}

function count(rows: Counts): number {
  return Object.values(rows).reduce((sum, one) => sum + one, 0)
}
