import { lookForDisturbance } from '#server/attempts/disturbance.ts'
import { type Credential, expiryOf } from './entra/credential-expiry.ts'
import type { Db } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { type Scheduler, startScheduler } from './platform/scheduler.ts'
import { type Disturbance, disturbanceWindow } from './policy/disturbance.ts'

/** Milliseconds between two looks at what the instances have recorded. */
const pause = 10_000
const day = 24 * 60 * 60 * 1000

/** Days before its end at which a certificate is first mentioned: time enough to order another one. */
export const expiryNotice = 30

export type TroubleWatch = Scheduler & {
  /** What the last look saw. From memory, because every sign-in page asks for it. */
  disturbance(): Disturbance | undefined
  /** Looks now. */
  look(): Promise<void>
}

/**
 * Watches what concerns every customer at once: whether sign-ins with Microsoft fail for everyone, and whether our
 * own certificate is about to expire, which is logged at start and once a day. Many instances may do so at once.
 */
export function watchForTrouble(
  deps: { db: Db; log: Pick<Log, 'info' | 'warn' | 'error'>; now: () => Date },
  credentials: readonly Credential[],
): TroubleWatch {
  const { db, log, now } = deps
  let seen: { disturbance: Disturbance | undefined; at: number } | undefined

  async function look() {
    const disturbance = await lookForDisturbance(db, log, now())
    seen = { disturbance, at: now().getTime() }
  }

  async function warnOfExpiry() {
    for (const credential of credentials) {
      const expiry = expiryOf(credential, now())
      if (expiry && expiry.daysLeft < expiryNotice) {
        const which =
          credential.kind === 'secret'
            ? 'a secret of ENTRA_CLIENT_SECRET'
            : 'a certificate of ENTRA_CLIENT_CERTIFICATE_FILE'
        const sentence =
          expiry.daysLeft < 0
            ? `${which} has expired: give TMAS another one`
            : `${which} expires soon: after that no one can sign in with Microsoft. Add another one in Entra, and give it to TMAS`
        log.warn({ expiresAt: expiry.expiresAt, daysLeft: expiry.daysLeft }, sentence)
      }
    }
  }

  const scheduler = startScheduler(log, [
    { name: 'look for a disturbance of sign-ins', pause, work: look },
    { name: 'warn of credentials that expire', pause: day, work: warnOfExpiry },
  ])
  return {
    // What was seen before the database became unreachable says nothing about now.
    disturbance: () => (seen && now().getTime() - seen.at < disturbanceWindow ? seen.disturbance : undefined),
    look,
    stop: scheduler.stop,
  }
}
