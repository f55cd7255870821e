import { chainEarlierRecords } from './audit/chain-earlier.ts'
import { cutOldRecords } from './audit/cut-trail.ts'
import { eraseWords } from './audit/erase-words.ts'
import { listErasures } from './audit/trail.queries.ts'
import { trailWatch } from './audit/witness.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { type Scheduler, startScheduler } from './platform/scheduler.ts'

/** Milliseconds. Until a record's place is written down outside the database, only its chain protects it. */
const watchPause = 5_000

/** Milliseconds between two looks for people to erase. */
const erasePause = 20_000

const day = 24 * 60 * 60 * 1000

/** Milliseconds. After an upgrade it finds work once, and then never again. */
const chainPause = 60 * 60 * 1000

/**
 * Keeps the chain of audit records: chains those from before there was one, takes out the words of people who are
 * erased, cuts off what is too old, and follows where it ends.
 */
export function keepTrail({
  db,
  ownerUrl,
  log,
  now,
  retainAuditDays,
  witness,
}: {
  db: Db
  ownerUrl: string
  log: Log
  now: () => Date
  retainAuditDays: number
  /** The file in which the ends of chains are written down. */
  witness: string
}): Scheduler {
  return startScheduler(log, [
    {
      name: 'chain earlier audit records (tmas migrate does it too, with the role that owns the tables)',
      pause: chainPause,
      work: (stopping) => chainEarlierRecords(ownerUrl, stopping),
    },
    {
      name: 'erase people from the audit trail (tmas user erase does it too, with the role that owns the tables)',
      pause: erasePause,
      work: async (stopping) => {
        if ((await listErasures(db)).length > 0) await eraseWords(ownerUrl, stopping)
      },
    },
    {
      name: 'cut old audit records off (with RETAIN_AUDIT_DAYS, tmas migrate does it too, with the role that owns the tables)',
      pause: day,
      work: (stopping) => cutOldRecords(db, ownerUrl, retainAuditDays, now, stopping),
    },
    { name: 'watch the audit trail', pause: watchPause, work: trailWatch(db, witness, log) },
  ])
}
