import { deleteAllOverdue } from '#server/attempts/bounds.queries.ts'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { placeHints } from '#server/attempts/hints.ts'
import { deleteOldAttempts, deleteOldMails } from '#server/attempts/retention.queries.ts'
import { tellOfHelpRequests } from '#server/records/help-requests.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { type Scheduler, startScheduler } from './platform/scheduler.ts'

/** Milliseconds: managers watch attempts live. */
const pause = 2_000

const hour = 60 * 60 * 1000
const day = 24 * hour

/**
 * Closes attempts that did not come back (R17), deletes those that prove nothing when their time is over (R34) and all
 * of them in the end (R39), finds out whose the attempts without a name are, and tells managers who needs help, while
 * the server runs. Many instances may do so at once: each attempt is taken by one.
 *
 * @param config.retainAttemptsDays how long attempts are kept, and mails that were sent.
 */
export function startAttemptUpkeep(
  db: Db,
  log: Log,
  { url: origin, retainAttemptsDays }: { url: string; retainAttemptsDays: number },
  now: () => Date,
): Scheduler {
  const tooOld = () => new Date(now().getTime() - retainAttemptsDays * day)
  return startScheduler(log, [
    { name: 'close attempts that did not return', pause, work: () => closeUnreturned(db, now()) },
    { name: 'delete attempts that prove nothing', pause: 60_000, work: () => deleteAllOverdue(db, now()) },
    { name: 'delete old attempts', pause: hour, work: () => deleteOldAttempts(db, tooOld()) },
    { name: 'delete old mails', pause: hour, work: () => deleteOldMails(db, tooOld()) },
    { name: 'find the customers of attempts without a name', pause, work: () => placeHints(db, now()) },
    {
      name: 'tell managers about requests for help',
      pause,
      work: () => tellOfHelpRequests(db, origin, now()),
    },
  ])
}
