import { deleteExpiredKits } from '#server/connection/consent-kits.queries.ts'
import { tellOfEndingExceptions } from '#server/connection/ending-exceptions.ts'
import { deleteExpiredOffers } from '#server/devices/devices.queries.ts'
import { deleteOldMailsCaused } from '#server/mail/budget.ts'
import { deleteExpiredPasswordLinks } from '#server/passwords/password-links.queries.ts'
import { deleteOldPasswordTries } from '#server/passwords/password-tries.ts'
import { deleteExpiredDeviceLinks } from '#server/second-factor/device-links.ts'
import { deleteEndedSetups } from '#server/second-factor/second-factor-setup.queries.ts'
import { deleteEndedWaits } from '#server/second-factor/second-factor-wait.ts'
import type { Entra } from './entra/entra.ts'
import { verifyTenants } from './locations/verification.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { type Scheduler, startScheduler } from './platform/scheduler.ts'
import { deleteExpiredQuestions } from './records/attempt-questions.queries.ts'
import { deleteOldClosedSessions } from './sessions/closed-sessions.ts'
import { deleteEndedSessions } from './sessions/sessions.ts'
import { tellOfEndingAccounts } from './users/ending-accounts.ts'
import { deleteOldAddressChanges } from './users/own-address.ts'
import { deleteOldToldNames } from './users/taken-names.ts'

/** Milliseconds. Nothing depends on it: expiry is decided by time, not by deletion. */
const pause = 10 * 60 * 1000

/**
 * Periodically deletes expired rows and retries missed work, while the server runs. Many instances may do so at once.
 */
export function runHousekeeping(
  { db, entra, log, now }: { db: Db; entra: Entra; log: Log; now: () => Date },
  { url: origin }: { url: string },
): Scheduler {
  const duties: Record<string, (stopping: AbortSignal) => Promise<unknown>> = {
    'delete ended sessions': () => deleteEndedSessions(db, now()),
    'delete what is remembered of closed sessions': () => deleteOldClosedSessions(db, now()),
    'delete old password attempts': () => deleteOldPasswordTries(db, now()),
    'verify tenants that Microsoft could not be asked about': (stopping) =>
      verifyTenants(db, entra, now, stopping),
    'delete expired password links': () => deleteExpiredPasswordLinks(db, now()),
    'delete ended waits for a second factor': () => deleteEndedWaits(db, now()),
    'delete expired device links': () => deleteExpiredDeviceLinks(db, now()),
    'delete ended set-ups of a second factor': () => deleteEndedSetups(db, now()),
    'delete old changes of addresses': () => deleteOldAddressChanges(db, now()),
    'delete what was said of taken usernames': () => deleteOldToldNames(db, now()),
    'delete what counted of mails': () => deleteOldMailsCaused(db, now()),
    'tell of exceptions that end soon': () => tellOfEndingExceptions(db, origin, now()),
    'tell managers of accounts that end soon': () => tellOfEndingAccounts(db, log, origin, now()),
    'delete expired offers to mark a computer': () => deleteExpiredOffers(db, now()),
    'delete expired consent kits': () => deleteExpiredKits(db, now()),
    'delete expired questions about attempts': () => deleteExpiredQuestions(db, now()),
  }
  return startScheduler(
    log,
    Object.entries(duties).map(([name, work]) => ({ name, pause, work })),
  )
}
