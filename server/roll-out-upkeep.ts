import { beginDueWaves } from './connection/roll-out.ts'
import { pauseTroubledWaves } from './connection/watch-waves.ts'
import { tellComingWaves } from './connection/wave-notices.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { type Scheduler, startScheduler } from './platform/scheduler.ts'

/** Milliseconds. The rules go by the day itself; this only writes it down. */
const pause = 20_000

/** Milliseconds: people who are shut out wait for it. */
const watch = 5_000

/**
 * While the server runs: tells the people of coming waves, records which waves have begun, and pauses those whose
 * people are refused (R36). Several instances may do so at once.
 */
export function startRollOutUpkeep(
  db: Db,
  log: Log,
  { url: origin }: { url: string },
  now: () => Date,
): Scheduler {
  return startScheduler(log, [
    { name: 'begin waves of roll-outs whose day has come', pause, work: () => beginDueWaves(db, log, now()) },
    { name: 'tell the people of coming waves', pause, work: () => tellComingWaves(db, log, origin, now()) },
    {
      name: 'pause waves whose people are refused',
      pause: watch,
      work: () => pauseTroubledWaves(db, log, now()),
    },
  ])
}
