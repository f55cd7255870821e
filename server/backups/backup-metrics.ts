import { Gauge, type Registry } from 'prom-client'
import type { Db } from '#server/platform/database.ts'
import { readBackupStates } from './backup-state.queries.ts'
import { type BackupTimes, hasCome, missingSince } from './backup-times.ts'

/**
 * Figures of the backups that servers make by themselves, and of drills, the same on every instance. What has never
 * happened has no value.
 *
 * @param times when backups are due; undefined if this instance makes none.
 * @returns what reads them.
 */
export function backupGauges(
  registry: Registry,
  times: BackupTimes | undefined,
): (db: Db, now: Date) => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const age = gauge('tmas_backup_age_seconds', 'Age of the last whole backup that a server made by itself')
  const duration = gauge('tmas_backup_duration_seconds', 'How long the last whole backup took')
  const size = gauge('tmas_backup_size_bytes', 'Size of the last whole backup')
  const failures = gauge('tmas_backup_failures', 'Backups that failed since the last whole one')
  const overdue = gauge(
    'tmas_backup_overdue_seconds',
    'How long ago the missing backup was due; 0 if none is missing. Only with TMAS_BACKUP_DIR',
  )
  const drillAge = gauge(
    'tmas_drill_age_seconds',
    'Time since a drill last restored a backup and found no fault',
  )
  const drillFailed = gauge('tmas_drill_failed', '1 if the last drill failed')

  return async (db, now) => {
    for (const one of [age, duration, size, failures, overdue, drillAge, drillFailed]) one.remove()
    const states = await readBackupStates(db)
    const backup = states.find(({ work }) => work === 'backup')
    const drill = states.find(({ work }) => work === 'drill')
    const secondsSince = (at: Date) => Math.max(0, (now.getTime() - at.getTime()) / 1000)

    failures.set(backup?.failures ?? 0)
    if (backup?.beganAt && backup.succeededAt && hasCome(backup.beganAt, now)) {
      age.set(secondsSince(backup.beganAt))
      duration.set((backup.succeededAt.getTime() - backup.beganAt.getTime()) / 1000)
      size.set(backup.bytes ?? 0)
    }
    if (times) {
      const since = missingSince(times, backup ?? { beganAt: null, failedAt: null }, now)
      overdue.set(since ? secondsSince(since) : 0)
    }
    if (drill?.succeededAt && hasCome(drill.succeededAt, now)) drillAge.set(secondsSince(drill.succeededAt))
    drillFailed.set(drill && drill.failures > 0 ? 1 : 0)
  }
}
