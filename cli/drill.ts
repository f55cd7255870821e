import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { restore } from '#server/backups/backup.ts'
import { isEncrypted, readIdentities, WrongIdentity } from '#server/backups/backup-encryption.ts'
import { readDatabaseConfig } from '#server/config.ts'
import { startTemporaryPostgres } from '#server/embedded-postgres/temporary-postgres.ts'
import { migrate } from '#server/migrations/migrate.ts'
import { openDatabase } from '#server/platform/database.ts'
import { printableLine } from '#server/platform/printable.ts'
import { identityOption } from './backup.ts'
import { type Environment, withDatabase } from './database.ts'
import { type Finding, failed, fine } from './doctor/finding.ts'
import { lineOf } from './doctor.ts'
import { faultOf, NotTried, throwIfOfMachine } from './drill/fault.ts'
import { compareWithLive, readRestored, withLive } from './drill/live.ts'
import { Report, record, refuseOtherTimes, toChecks } from './drill/report.ts'
import { lookAtRestored } from './drill/restored.ts'
import { jsonOption, ShownFailure, show } from './output.ts'

/**
 * With --json, `drill` prints `{"ok", "file", "backupOf", "bytes", "encrypted", "beganAt", "endedAt", "checks":
 * [{"name", "status", "detail", "remedy"}], "recorded"}`, with checks like those of doctor; the exit status is 1 if one
 * failed. `drill-record` prints `{"recorded": true}`.
 */
export function addDrillCommands(program: Command, environment: Environment): void {
  program
    .command('drill')
    .description('restore a backup into a temporary database, sign in there, compare, and remove it again')
    .argument('<file>')
    .option(...identityOption)
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true; identity?: string }) => {
      const identities = options.identity === undefined ? [] : await readIdentities(options.identity)
      const report = await drill(file, identities, environment)
      const why = await withLive(environment, (db) => record(db, report))
      const note = why
        ? `Not recorded, because ${why}. With --json, the report can be recorded where the database is: tmas drill-record <report>.`
        : 'Recorded for metrics and doctor.'
      const lines = report.checks.map((check) => lineOf({ ...check, remedy: check.remedy ?? undefined }))
      const verdict = report.ok ? 'The backup can be restored.' : 'The drill found a fault.'
      show(options, { ...report, recorded: why === undefined }, [...lines, `${verdict} ${note}`].join('\n'))
      if (!report.ok) throw new ShownFailure()
    })

  program
    .command('drill-record')
    .description('record the report of a drill that was made on another machine, for metrics and doctor')
    .argument('<report>', 'what tmas drill --json printed there')
    .option(...jsonOption)
    .action(async (file: string, options: { json?: true }) => {
      const parsed = Report.safeParse(jsonIn(await readFile(file, 'utf8')))
      if (!parsed.success) throw new Error(`${file} is not a report from tmas drill --json.`)
      await withDatabase(environment, async (db) => {
        await refuseOtherTimes(db, parsed.data, new Date())
        await record(db, parsed.data)
      })
      show(options, { recorded: true }, `Recorded the drill of ${parsed.data.file}.`)
    })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @throws {WrongIdentity | NotTried} or an error of the file system, if nothing could be tried. */
async function drill(file: string, identities: readonly string[], environment: Environment): Promise<Report> {
  const beganAt = new Date()
  const { size: bytes } = await stat(file)
  const encrypted = await isEncrypted(file)
  const { dataDir } = readDatabaseConfig(environment)
  const starting = startTemporaryPostgres()
  const watch = removeWhenInterrupted(async () => (await starting).stop())
  try {
    const postgres = await starting
    const restored = await tryToRestore(file, identities, postgres, environment, dataDir)
    return {
      ok: restored.checks.every(({ status }) => status !== 'failed'),
      file: printableLine(basename(file)),
      backupOf: restored.backupOf,
      bytes,
      encrypted,
      beganAt: beganAt.toISOString(),
      endedAt: new Date().toISOString(),
      checks: toChecks(restored.checks),
    }
  } finally {
    await starting.then(({ stop }) => stop()).finally(watch.end)
  }
}

type Temporary = Awaited<ReturnType<typeof startTemporaryPostgres>>

async function tryToRestore(
  file: string,
  identities: readonly string[],
  { url, ownerUrl, dataDir }: Temporary,
  environment: Environment,
  keysIn: string,
): Promise<{ checks: Finding[]; backupOf: string | null }> {
  const checks: Finding[] = []
  let backupOf: string | null = null
  const beganAt = Date.now()
  try {
    const restored = await restore(ownerUrl, file, { identities })
    await migrate(ownerUrl, { log: { info() {}, warn() {} }, applicationUrl: url })
    backupOf = restored.createdAt
    const seconds = (Date.now() - beganAt) / 1000
    checks.push(fine('restore', `as it was at ${backupOf}, in ${seconds.toFixed(0)} s`))
    const db = openDatabase({ url, poolSize: 2, timeLimits: false })
    try {
      checks.push(...(await lookAtRestored({ db, ownerUrl, dataDir: keysIn }, restored)))
      const compared = await readRestored(db)
      // It brings the whole server with it, for which every other command would wait.
      const { lookAtServed } = await import('./drill/served.ts')
      checks.push(...(await lookAtServed(db, url, ownerUrl, dataDir)))
      checks.push(await compareWithLive(environment, compared))
    } finally {
      await db.destroy()
    }
  } catch (error) {
    if (error instanceof WrongIdentity || error instanceof NotTried) throw error
    throwIfOfMachine(error)
    checks.push(failed('restore', faultOf(error), 'Try another backup, and keep this one'))
  }
  return { checks, backupOf }
}

/**
 * Nothing of what was restored may stay behind: it is everything that TMAS holds about people. Signals after the first
 * one change nothing, so that an impatient Ctrl-C does not end the removal.
 */
function removeWhenInterrupted(remove: () => Promise<void>) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const exit = () => process.exit(1)
  let removal: Promise<void> | undefined
  function interrupted() {
    removal ??= remove().then(exit, exit)
  }
  for (const signal of signals) process.on(signal, interrupted)
  return {
    async end() {
      // The process ends with it.
      await removal
      for (const signal of signals) process.off(signal, interrupted)
    },
  }
}
