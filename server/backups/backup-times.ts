import { clockTolerance, isWithin } from '#server/policy/time.ts'

/** Minutes after midnight, in UTC, at which a backup is due each day. */
export type BackupTimes = readonly number[]

const minute = 60 * 1000
const day = 24 * 60 * minute

/** Milliseconds after a failure before the next try. */
export const retryAfter = 10 * minute

/** When the last backup was due: the latest of these times that has come. */
export function lastDue(times: BackupTimes, now: Date): Date {
  const midnight = Math.floor(now.getTime() / day) * day
  const come = [midnight - day, midnight]
    .flatMap((start) => times.map((time) => start + time * minute))
    .filter((at) => at <= now.getTime())
  return new Date(Math.max(...come))
}

export type BackupState = { beganAt: Date | null; failedAt: Date | null }

/**
 * Since when a backup is missing; undefined if the last one that was due was made. One that seems to come from the
 * future does not count: a clock was ahead, or was set back (R28).
 */
export function missingSince(times: BackupTimes, { beganAt }: BackupState, now: Date): Date | undefined {
  const due = lastDue(times, now)
  return beganAt && beganAt >= due && isWithin(day + minute, beganAt, now) ? undefined : due
}

/** Whether a backup is to be made now: it is missing, and no try failed a moment ago. */
export function isToBeMade(times: BackupTimes, state: BackupState, now: Date): boolean {
  if (!missingSince(times, state, now)) return false
  return !(state.failedAt && isWithin(retryAfter, state.failedAt, now))
}

/** The name of a backup that began at this moment. Names sort by time. */
export function backupName(at: Date, encrypted: boolean): string {
  const stamp = at.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')
  return `tmas-${stamp}.backup${encrypted ? '.age' : ''}`
}

const ofSchedule = /^tmas-\d{8}T\d{6}Z\.backup(?:\.age)?$/

/**
 * Those among the files of a folder that are too many: the oldest backups of the schedule, and nothing else. The one
 * that was made just now stays in any case, and those that are named later than now are no backups of this schedule.
 */
export function tooMany(names: readonly string[], keep: number, made: string, now: Date): string[] {
  const later = new Set(fromTheFuture(names, now))
  const before = names.filter((name) => ofSchedule.test(name) && name !== made && !later.has(name)).sort()
  return before.slice(0, Math.max(0, before.length - (keep - 1)))
}

/** Backups that are named later than now: a clock was ahead, or someone put them there. */
export function fromTheFuture(names: readonly string[], now: Date): string[] {
  const last = backupName(new Date(now.getTime() + clockTolerance), true)
  return names.filter((name) => ofSchedule.test(name) && name > last)
}

/** Whether a stamp can be true. One from the future says nothing, as if it had never been written. */
export function hasCome(stamp: Date, now: Date): boolean {
  return stamp.getTime() <= now.getTime() + clockTolerance
}

/** What a schedule that was interrupted left behind. */
export function unfinished(names: readonly string[]): string[] {
  return names.filter((name) => name.endsWith('.part') && ofSchedule.test(name.slice(0, -'.part'.length)))
}
