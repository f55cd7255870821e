import type { Command } from 'commander'
import { setWitnessAside, witnessFile } from '#server/audit/witness.ts'
import { afterRecovery } from '#server/backups/after-recovery.ts'
import { backUp, type Counts, restore } from '#server/backups/backup.ts'
import { makeIdentity, readIdentities } from '#server/backups/backup-encryption.ts'
import { isRecipient } from '#server/backups/backup-recipient.ts'
import { readDatabaseConfig } from '#server/config.ts'
import { migrate } from '#server/migrations/migrate.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Environment, withDatabaseUrl } from './database.ts'
import { jsonOption, show } from './output.ts'

export const identityOption = [
  '--identity <file>',
  'the file with the private key, if the backup is encrypted; as age-keygen or tmas backup-key writes it',
] as const

/**
 * With --json: `backup` prints `{"file", "createdAt", "bytes", "sha256", "encrypted", "rows": {table: number}}`,
 * `restore` `{"file", "createdAt", "migrated": [names], "rows": {table: number}}`, `backup-key` `{"file",
 * "recipient"}`, and `after-recovery` `{"ended": {table: number}}`.
 */
export function addBackupCommands(program: Command, environment: Environment): void {
  program
    .command('backup')
    .description('write a backup into a new file; works while the server runs')
    .argument('<file>', 'a new file (gzip), readable only by its owner. Keep it as safe as the database')
    .option(
      '--recipient <age1…>',
      'encrypt it to this public key; may be repeated. Instead of TMAS_BACKUP_RECIPIENT',
      (text: string, before: string[] = []) => [...before, text],
    )
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true; recipient?: string[] }) => {
      // Not what was given: it may be the private key.
      if (options.recipient && !options.recipient.every(isRecipient))
        program.error('error: --recipient has to be a public key such as age1…', { exitCode: 2 })
      const recipients = options.recipient ?? readDatabaseConfig(environment).backupRecipients
      const made = await untilInterrupted((stopping) =>
        withDatabaseUrl(environment, ({ url }) => backUp(url, file, { recipients, stopping })),
      )
      const size = `${(made.bytes / 1024 ** 2).toFixed(1)} MB, ${made.encrypted ? 'encrypted' : 'not encrypted'}`
      show(
        options,
        { file, ...made },
        `Wrote ${file}: ${count(made.rows)} rows, ${size}.\nSHA-256 ${made.sha256}`,
      )
    })

  program
    .command('backup-key')
    .description('make a key pair for encrypted backups; on a machine that makes none of them')
    .argument('<file>', 'a new file for the private key, readable only by its owner')
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true }) => {
      const recipient = await makeIdentity(file, new Date())
      const sentence = `Wrote the private key into ${file}. Keep it away from the servers, and keep a copy: without it, no one can read the backups.
On the servers, set TMAS_BACKUP_RECIPIENT=${recipient}`
      show(options, { file, recipient }, sentence)
    })

  program
    .command('restore')
    .description('restore a backup into an empty database, completely or not at all')
    .argument('<file>')
    .option(...identityOption)
    .option(
      '--keep-credentials',
      'let API keys and recovery codes keep working: only if none was revoked or used since the backup',
    )
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true; keepCredentials?: true; identity?: string }) => {
      const keepCredentials = options.keepCredentials === true
      const identities = options.identity === undefined ? [] : await readIdentities(options.identity)
      const made = await withDatabaseUrl(environment, async ({ url, ownerUrl }) => {
        const restored = await restore(ownerUrl, file, { identities, keepCredentials })
        // Gives the role that TMAS works with its rights on tables that were made just now.
        await migrate(ownerUrl, { log: { info() {}, warn() {} }, applicationUrl: url })
        return restored
      })
      const { dataDir, database } = readDatabaseConfig(environment)
      await setWitnessAside(witnessFile(dataDir, database), new Date())
      const migrated = made.migrated.length > 0 ? ` Migrated with ${made.migrated.join(', ')}.` : ''
      const sentence = `Restored ${count(made.rows)} rows, as they were at ${made.createdAt}.${migrated} Everyone has to sign in again, links in mails no longer work, and mails that were waiting are not sent. ${keepCredentials ? 'API keys and recovery codes work as before.' : 'API keys are revoked, and recovery codes are gone.'}`
      show(options, { file, ...made }, sentence)
    })

  addAfterRecovery(program, environment)
}

/** @throws {Error} in words for the operator, once the work has cleaned up after a signal. */
async function untilInterrupted<T>(work: (stopping: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const stop = () => stopping.abort()
  for (const signal of signals) process.on(signal, stop)
  try {
    return await work(stopping.signal)
  } catch (error) {
    throw stopping.signal.aborted ? new Error('It was interrupted. No backup was written.') : error
  } finally {
    for (const signal of signals) process.off(signal, stop)
  }
}

function addAfterRecovery(program: Command, environment: Environment): void {
  program
    .command('after-recovery')
    .description("after PostgreSQL's own recovery to an earlier moment: end what must not work again")
    .option('--keep-credentials', 'let API keys and recovery codes keep working, as in tmas restore')
    .option('--confirm', 'do it; without it, what it would end is counted')
    .option(...jsonOption)
    .action(async (options: { json?: true; keepCredentials?: true; confirm?: true }) => {
      const { keepCredentials = false, confirm = false } = options
      const ended = await withDatabaseUrl(environment, ({ ownerUrl }) =>
        afterRecovery(ownerUrl, { keepCredentials, confirm }),
      )
      const counted = Object.entries(ended).map(([table, rows]) => `${table}: ${rows}`)
      const list = counted.length > 0 ? counted.join(', ') : 'nothing'
      if (!confirm)
        throw new Problem(
          'confirmation_required',
          `Everyone would have to sign in again. This would end: ${list}. To do it, add --confirm, with every server stopped.`,
          { consequences: ended },
        )
      const { dataDir, database } = readDatabaseConfig(environment)
      await setWitnessAside(witnessFile(dataDir, database), new Date())
      show(options, { ended }, `Ended: ${list}. Everyone has to sign in again.`)
    })
}

function count(rows: Counts): number {
  return Object.values(rows).reduce((sum, one) => sum + one, 0)
}
