import type { Entra } from './entra/entra.ts'
import { deleteExpiredKits } from './locations/consent-kits.queries.ts'
import { verifyTenants } from './locations/verification.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { deleteOldClosedSessions } from './sessions/closed-sessions.ts'
import { deleteEndedSessions } from './sessions/sessions.ts'
import { deleteOldPasswordTries } from './sign-in/password-tries.ts'
import { deleteEndedSetups } from './sign-in/second-factor-setup.queries.ts'
import { deleteEndedWaits } from './sign-in/second-factor-wait.ts'
import { deleteExpiredPasswordLinks } from './users/password-links.queries.ts'

/** Milliseconds between two rounds. Nothing depends on them: what is over is over by its time, not by its removal. */
const pause = 10 * 60 * 1000

/**
 * Removes now and then what no longer opens or slows anything, and makes up for what could not be done in its time. Any
 * number of instances may do so at once.
 */
export function keepHouse(db: Db, entra: Entra, log: Log, now: () => Date): { stop(): void } {
  const timer = setInterval(async () => {
    try {
      await deleteEndedSessions(db, now())
      await deleteOldClosedSessions(db, now())
      await deleteOldPasswordTries(db, now())
      await verifyTenants(db, entra, now)
      await deleteExpiredPasswordLinks(db, now())
      await deleteEndedWaits(db, now())
      await deleteEndedSetups(db, now())
      await deleteExpiredKits(db, now())
    } catch (error) {
      log.warn({ err: error }, 'housekeeping did not succeed; it will be tried again')
    }
  }, pause)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
