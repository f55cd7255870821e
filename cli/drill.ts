import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { restore } from '#server/backup.ts'
import { noteFailure, noteSuccess } from '#server/backup-state.queries.ts'
import { readDatabaseConfig } from '#server/config.ts'
import { isEncrypted, readIdentities, WrongIdentity } from '#server/platform/backup-encryption.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { migrate } from '#server/platform/migrate.ts'
import { startTemporaryPostgres } from '#server/platform/temporary-postgres.ts'
import { identityOption } from './backup.ts'
import { type Environment, withDatabase } from './database.ts'
import { type Finding, failed, fine, reasonOf } from './doctor/finding.ts'
import { lineOf } from './doctor.ts'
import { compareWithLive, readRestored, withLive } from './drill/live.ts'
import { lookAtRestored } from './drill/restored.ts'
import { jsonOption, ShownFailure, show } from './output.ts'

const Report = z.object({
  ok: z.boolean(),
  file: z.string(),
  backupOf: z.iso.datetime().nullable(),
  bytes: z.number(),
  encrypted: z.boolean(),
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  checks: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['ok', 'warning', 'failed', 'skipped']),
      detail: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
})
type Report = z.infer<typeof Report>

/**
 * With --json, `drill` prints `{"ok", "file", "backupOf", "bytes", "encrypted", "beganAt", "endedAt", "checks": [{"name",
 * "status", "detail", "remedy"}], "recorded"}`, with checks like those of doctor; the exit status is 1 if one failed.
 * `drill-record` prints `{"recorded": true}`.
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
      if (!parsed.success) throw new Error(`${file} is no report of tmas drill --json.`)
      await withDatabase(environment, (db) => record(db, parsed.data))
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

/** @throws {WrongIdentity} or an error of the file system, if nothing could be tried. */
async function drill(file: string, identities: readonly string[], environment: Environment): Promise<Report> {
  const beganAt = new Date()
  const { size: bytes } = await stat(file)
  const encrypted = await isEncrypted(file)
  const { dataDir } = readDatabaseConfig(environment)
  const postgres = await startTemporaryPostgres()
  const watch = removeWhenInterrupted(postgres.stop)
  const checks: Finding[] = []
  let backupOf: string | null = null
  try {
    const restored = await restore(postgres.ownerUrl, file, { identities })
    await migrate(postgres.ownerUrl, { log: { info() {}, warn() {} }, applicationUrl: postgres.url })
    backupOf = restored.createdAt
    const seconds = (Date.now() - beganAt.getTime()) / 1000
    checks.push(fine('restore', `as it was at ${backupOf}, in ${seconds.toFixed(0)} s`))
    const db = openDatabase({ url: postgres.url, poolSize: 2, timeLimits: false })
    try {
      checks.push(...(await lookAtRestored({ db, ownerUrl: postgres.ownerUrl, dataDir }, restored)))
      const compared = await readRestored(db)
      // It brings the whole server with it, for which every other command would wait.
      const { lookAtServed } = await import('./drill/served.ts')
      checks.push(...(await lookAtServed(db, postgres.url, postgres.ownerUrl, postgres.dataDir)))
      checks.push(await compareWithLive(environment, compared))
    } finally {
      await db.destroy()
    }
  } catch (error) {
    if (error instanceof WrongIdentity || watch.isInterrupted) throw error
    checks.push(failed('restore', reasonOf(error), 'Try another backup, and keep this one'))
  } finally {
    watch.end()
    await postgres.stop()
  }
  return {
    ok: checks.every(({ status }) => status !== 'failed'),
    file: basename(file),
    backupOf,
    bytes,
    encrypted,
    beganAt: beganAt.toISOString(),
    endedAt: new Date().toISOString(),
    checks: checks.map((check) => ({ ...check, remedy: check.remedy ?? null })),
  }
}

/** Nothing of what was restored may stay behind: it is everything that TMAS holds about people. */
function removeWhenInterrupted(remove: () => Promise<void>) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const watch = {
    isInterrupted: false,
    end() {
      for (const signal of signals) process.off(signal, interrupted)
    },
  }
  function interrupted() {
    watch.isInterrupted = true
    const exit = () => process.exit(1)
    remove().then(exit, exit)
  }
  for (const signal of signals) process.once(signal, interrupted)
  return watch
}

async function record(db: Db, report: Report): Promise<void> {
  const endedAt = new Date(report.endedAt)
  if (report.ok && report.backupOf !== null)
    return noteSuccess(db, 'drill', {
      beganAt: new Date(report.beganAt),
      succeededAt: endedAt,
      backupOf: new Date(report.backupOf),
      file: report.file,
      bytes: report.bytes,
      encrypted: report.encrypted,
    })
  const faults = report.checks.filter(({ status }) => status === 'failed')
  const words = faults.map(({ name, detail }) => `${name}: ${detail}`).join('; ')
  await noteFailure(db, 'drill', endedAt, `${report.file}: ${words}`.slice(0, 500))
}
