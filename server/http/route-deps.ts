import { rememberedFor } from '#server/attempts/returning.ts'
import type { Config } from '#server/config.ts'
import { offerLifetime } from '#server/devices/device-code.ts'
import type { Plays } from '#server/help/outline.ts'
import { deviceLifetime, ticketLifetime } from '#server/passwords/marks.ts'
import { hostCookie } from '#server/platform/cookies.ts'
import type { Log } from '#server/platform/log.ts'
import type { Disturbance } from '#server/policy/disturbance.ts'
import { type AttemptFeed, openAttemptFeed } from '#server/records/attempt-feed.ts'
import { waitLifetime } from '#server/second-factor/second-factor-wait.ts'
import type { SignInDeps } from '#server/sessions/browser.ts'
import { sharedDeviceLifetime } from '#server/sessions/shared-devices.ts'
import type { ObserveRequest } from './observed.ts'

export type AppDeps = SignInDeps & {
  config: Pick<Config, 'url' | 'secure' | 'entra' | 'trustedProxies'>
  log: Log
  /** Whether this instance can serve: undefined, or what is missing. */
  readiness: () => Promise<string | undefined>
  /** What happens to attempts, for watchers. The caller closes it with this instance. */
  feed?: AttemptFeed
  streamHeartbeatMs?: number
  /** Whether sign-ins with Microsoft fail for everyone, as this instance last saw it. */
  disturbance?: () => Disturbance | undefined
  /** Whether this process is late, so that what is anonymous and can wait is turned away. */
  isLate?: () => boolean
  /** Counts requests, if anyone reads the counts. */
  observeRequest?: ObserveRequest | undefined
  /** Only in a demo: where the help's troubles can be played. */
  plays?: Plays | undefined
}

/** What routes are given: the same, with the cookies and the feed that the application has made. */
export type RouteDeps = ReturnType<typeof routeDepsOf>

export function routeDepsOf(deps: AppDeps) {
  return {
    ...deps,
    cookies: allCookies(deps.config.secure),
    feed: deps.feed ?? openAttemptFeed(deps.db, deps.log),
  }
}

const oneDay = 24 * 60 * 60
const oneYear = 365 * oneDay

/** Every cookie that TMAS sets. */
function allCookies(secure: boolean) {
  return {
    session: hostCookie('tmas', secure),
    attempt: hostCookie('tmas-attempt', secure, deviceLifetime / 1000),
    left: hostCookie('tmas-left', secure, rememberedFor / 1000),
    lastSignIn: hostCookie('tmas-last-sign-in', secure, deviceLifetime / 1000),
    secondFactor: hostCookie('tmas-second-factor', secure, waitLifetime / 1000),
    device: hostCookie('tmas-device', secure, deviceLifetime / 1000),
    ticket: hostCookie('tmas-waiting', secure, ticketLifetime / 1000),
    signedOut: hostCookie('tmas-signed-out', secure, deviceLifetime / 1000),
    sharedDevice: hostCookie('tmas-shared-computer', secure, sharedDeviceLifetime / 1000),
    deviceCode: hostCookie('tmas-device-code', secure, offerLifetime / 1000),
    told: hostCookie('tmas-told', secure, oneDay),
    language: hostCookie('tmas-language', secure, oneYear),
  }
}
