import { fillRows } from './migrations/migrate.ts'
import type { Log } from './platform/log.ts'
import { type Scheduler, startScheduler } from './platform/scheduler.ts'

/** Milliseconds. After an upgrade it finds work once; another instance may be at it. */
const pause = 60_000

/** Fills rows as the migrations of this version say, while it already serves. */
export function startFilling(ownerUrl: string, log: Log): Scheduler {
  return startScheduler(log, [
    {
      name: 'fill rows (tmas migrate does it too, with the role that owns the tables)',
      pause,
      work: (stopping) => fillRows(ownerUrl, { log, stopping }),
    },
  ])
}
