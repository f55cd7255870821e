import type { Entra } from '#server/entra/entra.ts'
import type { Cookie } from '#server/platform/cookies.ts'
import type { Db } from '#server/platform/database.ts'
import type { Log } from '#server/platform/log.ts'
import type { Sealer } from '#server/platform/sealing.ts'
import type { Language } from '#shared/languages.ts'
import type { Client } from './sessions.ts'

export type SignInDeps = { db: Db; entra: Entra; log: Log; sealer: Sealer; now: () => Date }

/** What the browser sends: its cookies, where it is, and its language. */
export type Browser = {
  client: Client
  language?: Language
  /** The cookie that an attempt is bound to. */
  attemptSecret: string | undefined
  /** The cookie of the session it has, if any. */
  sessionSecret: string | undefined
  /** The cookie that says which accounts have signed in on this device (R29). */
  device?: string | undefined
  /** The cookie of one who was told to wait for a turn. */
  ticket?: string | undefined
  /** The cookie that says that this is a shared computer (R38). */
  sharedDevice: string | undefined
}

/** What the routes of a sign-in are given: what it needs, its cookies, and the address of this server. */
export type SignInRouteDeps = SignInDeps & { cookies: SignInCookies; config: { url: string } }

/**
 * The cookies of a sign-in: the session, the browser that attempts are bound to, the attempt that it left with last
 * (R17), the sign-in with Microsoft that succeeded last in it, a second factor in progress, the accounts that this
 * device knows, the wait of one who was told to wait (R29), that someone signed out and no one has signed in with
 * Microsoft since (R7), that this is a shared computer (R38), and who was told of their wave today (R36).
 */
export type SignInCookies = Record<
  | 'session'
  | 'attempt'
  | 'left'
  | 'lastSignIn'
  | 'secondFactor'
  | 'device'
  | 'ticket'
  | 'signedOut'
  | 'sharedDevice'
  | 'told',
  Cookie
>
