import { z } from 'zod'
import { noteFailure, noteSuccess, readBackupState } from '#server/backups/backup-state.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { printableLine } from '#server/platform/printable.ts'
import type { Finding } from '../doctor/finding.ts'

/** Some of it comes from the backup or from another machine, and all of it may be shown and recorded. */
const text = z.string().transform(printableLine)

const Check = z.object({
  name: text,
  status: z.enum(['ok', 'warning', 'failed', 'skipped']),
  detail: text,
  remedy: text.nullable(),
})

export const Report = z.object({
  ok: z.boolean(),
  file: text.pipe(z.string().max(255)),
  backupOf: z.iso.datetime().nullable(),
  bytes: z.int().nonnegative(),
  encrypted: z.boolean(),
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  checks: z.array(Check),
})
export type Report = z.infer<typeof Report>

export function toChecks(findings: readonly Finding[]): Report['checks'] {
  return findings.map((finding) => Check.parse({ ...finding, remedy: finding.remedy ?? null }))
}

/** Clocks of two machines may differ by this many milliseconds. */
const clockError = 60 * 1000

/**
 * Refuses a report that would stand for drills that are not made: one from the future, or from before the last one.
 *
 * @throws {Error} in words for the operator.
 */
export async function refuseOtherTimes(db: Db, { beganAt, endedAt }: Report, now: Date): Promise<void> {
  const ended = Date.parse(endedAt)
  if (ended > now.getTime() + clockError || Date.parse(beganAt) > ended)
    throw new Error(
      `The report says that the drill ended at ${endedAt}, which has not come yet. Check the clocks.`,
    )
  const state = await readBackupState(db, 'drill')
  const last = [state?.succeededAt, state?.failedAt]
    .map((at) => at?.getTime() ?? 0)
    .filter((at) => at <= now.getTime() + clockError)
  if (ended < Math.max(...last))
    throw new Error('A later drill is recorded already, so this report changes nothing.')
}

export async function record(db: Db, report: Report): Promise<void> {
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
  await noteFailure(db, 'drill', endedAt, `${report.file}: ${words}`.slice(0, 500).toWellFormed())
}
