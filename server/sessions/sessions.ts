/**
 * Who is signed in, until when: the one place where a session is made, found and ended.
 * Not here: whether a password or an account is the right one (sign-in).
 */

import { randomUUIDv7 } from 'node:crypto'
import { type Actor, record, type SecondFactorKind, type SessionEnd } from '#server/audit/audit.ts'
import { type Db, isUnavailable, type Trx } from '#server/platform/database.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { inTurn } from '#server/platform/turns.ts'
import { confirmationOf, isAskedInVain } from '#server/policy/confirmation.ts'
import { type Key, refusalAtDoor } from '#server/policy/doors.ts'
import { provedByMicrosoft } from '#server/policy/proof.ts'
import { isFactorRequired } from '#server/policy/second-factor-day.ts'
import { goesOn, idleLimitOf } from '#server/policy/shared-device.ts'
import { spanOf } from '#server/policy/time.ts'
import { hasEnded } from '#shared/end-date.ts'
import type { Language } from '#shared/languages.ts'
import type { Refusal } from '#shared/refusals.ts'
import { closedByDay, lacksFactor } from './closed-by-day.ts'
import { rememberClosed } from './closed-sessions.ts'
import { hasSecondFactor } from './second-factors.queries.ts'
import {
  countOpenSessions,
  deleteSession,
  deleteSessionsBeyond,
  deleteSessionsEndedBy,
  deleteSessionsOfUsers,
  findSessionByHash,
  insertSession,
  listAllSessionsOfUser,
  listSessionsOfCustomer,
  listSessionsOfUser,
  type SessionRow,
  type SignedIn,
  touchSession,
  type WhichSessions,
} from './sessions.queries.ts'
import { noteSignInOn, setBack } from './shared-devices.queries.ts'
import { listStandings, lockUsers, type UserStanding } from './standings.queries.ts'
import { endUnfinishedRequests } from './unfinished-requests.queries.ts'

/** A session ends after this long without use, and after that long in any case (R28). In milliseconds. */
export const idleLimit = 60 * 60 * 1000
const absoluteLimit = 12 * 60 * 60 * 1000

/** Milliseconds. Use is noted this often, not at every request; on a shared computer, where minutes count, more often. */
const noteUseEvery = 60 * 1000
const noteSharedUseEvery = 2 * 1000

/** How many devices of one person can be signed in at once. Beyond that, the one idle longest is signed out. */
const sessionsPerUser = 20

/** The browser that sends the request: where it is and what it calls itself. */
export type Client = { ip: string; userAgent: string }

/** The signed-in person, and where the request comes from. */
export type AtBrowser = { signedIn: SignedIn; client: Client }

/** A second factor that was proved in this transaction, and its user (R30). */
export type ProvenFactor = { userId: string; kind: SecondFactorKind }

export type ProvenKey =
  | { door: 'password'; secondFactor?: ProvenFactor | undefined }
  | {
      door: 'microsoft'
      tenantId: string
      objectId: string
      entraSid: string | null
      /** When Microsoft last asked the person, if it says so. Often it only recognizes them again. */
      authenticatedAt: Date | undefined
    }

/**
 * A session that may be made, and that nothing but `prepareSession` makes. Until it is written, it opens nothing.
 */
export type PreparedSession = {
  /** For the cookie; it is stored nowhere. */
  secret: string
  row: SessionRow & { readonly [asked]: true }
}

declare const asked: unique symbol

type WhoseSession = {
  attemptId: string
  client: Client
  now: Date
  /** The cookie of the session that this browser had until now, which ends (no fixation, no two at once). */
  replaces?: string | undefined
  /** The cookie by which a shared computer is recognized. It only restricts (R38). */
  sharedDevice: string | undefined
}

/**
 * Prepares a session: the one place where one is made. It asks the policy itself and, for a password, also demands the
 * second factor of a user who has one, or is a manager who needs one from today on (R30), so that no caller can forget to.
 * Microsoft asks for its own.
 *
 * Call it with a standing that was read under `lockUsers` in the same transaction, and write it there. Only then can no
 * change of policy come between the decision and the session.
 *
 * @returns the session; or the reason why the user may not sign in this way.
 */
export async function prepareSession(
  trx: Trx,
  standing: UserStanding,
  key: ProvenKey,
  { attemptId, client, now, replaces, sharedDevice }: WhoseSession,
): Promise<PreparedSession | { refusal: Refusal | 'second_factor_required' }> {
  const refusal = refusalAtDoor(key, standing, now)
  if (refusal) return { refusal }
  if (key.door === 'password' && key.secondFactor?.userId !== standing.userId) {
    if (isFactorRequired(standing, now) || (await hasSecondFactor(trx, standing.userId)))
      return { refusal: 'second_factor_required' }
  }

  if (replaces !== undefined) await endSession(trx, replaces, 'replaced', client, now)
  const device = isSecret(sharedDevice) ? await noteSignInOn(trx, hashSecret(sharedDevice), now) : undefined
  const secret = newSecret()
  const row: SessionRow = {
    id: randomUUIDv7(),
    secretHash: hashSecret(secret),
    customerId: standing.customerId,
    userId: standing.userId,
    attemptId,
    door: key.door,
    tenantId: key.door === 'microsoft' ? key.tenantId : null,
    objectId: key.door === 'microsoft' ? key.objectId : null,
    entraSid: key.door === 'microsoft' ? key.entraSid : null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + absoluteLimit),
    ip: client.ip,
    userAgent: client.userAgent,
    provedAt: key.door === 'microsoft' ? provedByMicrosoft(key.authenticatedAt, now) : now,
    deviceCustomerId: device?.customerId ?? null,
    deviceId: device?.id ?? null,
  }
  return { secret, row: row as PreparedSession['row'] }
}

/** Prepares a session and writes it. @returns the secret for its cookie; or why the user may not sign in this way. */
export async function startSession(
  trx: Trx,
  standing: UserStanding,
  key: ProvenKey,
  more: WhoseSession,
): Promise<{ secret: string } | { refusal: Refusal | 'second_factor_required' }> {
  const session = await prepareSession(trx, standing, key, more)
  if ('refusal' in session) return session
  const others = await insertSession(trx, session.row)
  if (others >= sessionsPerUser) await endSurplus(trx, standing.userId, sessionsPerUser, more)
  return { secret: session.secret }
}

/** Whether one more session is one too many. */
export const isFull = (openSessions: number) => openSessions >= sessionsPerUser

/** Makes room for one more session of a user, as `startSession` does after it. */
export function makeRoom(trx: Trx, userId: string, at: Pick<WhoseSession, 'client' | 'now'>): Promise<void> {
  return endSurplus(trx, userId, sessionsPerUser - 1, at)
}

async function endSurplus(
  trx: Trx,
  userId: string,
  kept: number,
  { client, now }: Pick<WhoseSession, 'client' | 'now'>,
): Promise<void> {
  for (const session of await deleteSessionsBeyond(trx, userId, kept))
    await recordEnd(trx, { kind: 'user', userId, ...client }, session, 'too_many', now)
}

/**
 * The user who is signed in with this cookie, or undefined. Every end of a session (time, user disabled, signed out
 * elsewhere, the day of their wave, the day from which they need a second factor) takes effect with the next request on
 * every instance, because the database is asked each time.
 *
 * @param options `isUse: false` for what a page does by itself, which does not keep an unused session alive (R28).
 *   `isAttended: false` where no person is known to be behind the request: on a shared computer that is no use (R38).
 */
export async function findSession(
  db: Db,
  secret: string | undefined,
  now: Date,
  { isUse = true, isAttended = true }: { isUse?: boolean; isAttended?: boolean } = {},
): Promise<SignedIn | undefined> {
  if (!isSecret(secret)) return undefined
  const found = await findSessionByHash(db, hashSecret(secret), now, spanOf(idleLimit, now))
  if (!found) return undefined
  const { lastUsedAt, leftAt, absoluteEnd, endsOn, mayBeClosed, stamps, ...session } = found
  const { sharedDevice: shared } = session
  if (hasEnded({ endsOn }, now)) return undefined
  if (shared && !goesOn({ ...shared, lastUsedAt, leftAt }, now)) return undefined
  const closed = mayBeClosed ? await closedByDay(db, session.user.id, now) : null
  if (closed !== null) {
    // In someone else's transaction it is only not found. What comes next ends it.
    if (closed === 'door' && !db.isTransaction)
      await endInBackground(session.customer.id, () => endAtWave(db, session.user.id, now))
    return undefined
  }
  const confirmation = stamps ? confirmationOf(stamps, now) : 'fresh'
  // What opens nothing is no use.
  const counts = isUse && (isAttended || shared === null) && confirmation !== 'overdue'
  if (counts && now.getTime() - lastUsedAt.getTime() > (shared ? noteSharedUseEvery : noteUseEvery))
    await touchSession(db, session.sessionId, now)
  if (leftAt !== null) await setBack(db, session.sessionId, leftAt)
  // What is shown as a countdown has to be true; elsewhere, to the minute is enough.
  const idleEnd = shared
    ? (counts ? now : lastUsedAt).getTime() + idleLimitOf(shared.idleMinutes)
    : now.getTime() + idleLimit
  return {
    ...session,
    confirmation,
    isAskedInVain: stamps !== null && isAskedInVain(stamps, now),
    expiresAt: new Date(Math.min(absoluteEnd.getTime(), idleEnd)),
  }
}

/** Whether this cookie's session opens nothing until its user sets up a second factor; see `lacksFactor`. */
export function isHeldForFactor(db: Db, secret: string | undefined, now: Date): Promise<boolean> {
  return lacksFactor(db, secret, spanOf(idleLimit, now), now)
}

/** The language in which a person reads pages: the one chosen for them, otherwise the current browser's (R24). */
export function languageFor(user: SignedIn['user'], browsers: Language): Language {
  return user.languageChosen ? user.language : browsers
}

/** Ends the session of this cookie, if there is one, and records it. Idempotent. */
export async function endSession(
  trx: Trx,
  secret: string,
  reason: SessionEnd,
  client: Client,
  now: Date,
): Promise<void> {
  if (!isSecret(secret)) return
  const ended = await deleteSession(trx, { secretHash: hashSecret(secret) })
  for (const session of ended)
    await recordEnd(trx, { kind: 'user', userId: session.userId, ...client }, session, reason, now)
}

/**
 * Ends every session that belongs to this session at Entra (front-channel logout). The request proves only that the
 * caller knows the random ID. That is enough, because all it does is sign out.
 */
export async function endSessionsOfEntra(
  trx: Trx,
  entraSid: string,
  client: Client,
  now: Date,
): Promise<void> {
  const ended = await deleteSession(trx, { entraSid })
  for (const session of ended)
    await recordEnd(trx, { kind: 'stranger', ...client }, session, 'signed_out_at_microsoft', now)
}

/**
 * Ends the sessions of a customer that are no longer allowed. Call it in the transaction that changed who may sign in,
 * and after the change. Together with the customer's row lock, no such session survives (R6, R13).
 */
export async function endSessionsBehindClosedDoors(
  trx: Trx,
  customerId: string,
  actor: Actor,
  now: Date,
): Promise<number> {
  return endClosed(trx, await listSessionsOfCustomer(trx, customerId), actor, now)
}

/** Ends the sessions that a user's wave no longer allows, before the wave is written down as begun; or an exception. */
function endAtWave(db: Db, userId: string, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await lockUsers(trx, [userId])
    return endClosed(trx, await listAllSessionsOfUser(trx, userId), { kind: 'operator' }, now)
  })
}

/**
 * A look-up that finds a closed session need not end it: it opens nothing. So it takes no connection from other look-ups,
 * and if it cannot be done now, because a change of the customer lasts, the next look-up does it.
 */
async function endInBackground(customerId: string, end: () => Promise<unknown>): Promise<void> {
  try {
    await inTurn({ share: 'background', of: customerId }, end)
  } catch (error) {
    if (!isUnavailable(error)) throw error
  }
}

/** Ends those of these sessions that are no longer allowed. @returns how many. */
async function endClosed(
  trx: Trx,
  sessions: Awaited<ReturnType<typeof listSessionsOfCustomer>>,
  actor: Actor,
  now: Date,
): Promise<number> {
  const userIds = [...new Set(sessions.map((session) => session.userId))]
  const standings = await listStandings(trx, userIds, now)
  const standingOf = new Map(standings.map((standing) => [standing.userId, standing]))
  const closed = sessions.flatMap((session) => {
    const standing = standingOf.get(session.userId)
    const key: Key =
      session.door === 'microsoft'
        ? { door: 'microsoft', tenantId: session.tenantId ?? '' }
        : { door: 'password' }
    const refusal = standing ? refusalAtDoor(key, standing, now) : 'account_disabled'
    return refusal === null ? [] : [{ session, refusal }]
  })
  for (const { session, refusal } of closed) {
    await deleteSession(trx, { id: session.id })
    if (refusal === 'microsoft_required') await rememberClosed(trx, session, now)
    await recordEnd(trx, actor, session, 'door_closed', now)
  }
  await endUnfinishedRequests(trx, [...new Set(closed.map(({ session }) => session.userId))])
  return closed.length
}

/** The devices on which a user is signed in, the most recently used first. */
export async function listDevices(db: Db | Trx, userId: string, now: Date) {
  const sessions = await listSessionsOfUser(db, userId, now, spanOf(idleLimit, now))
  return sessions.filter(
    ({ sharedDevice: shared, ...session }) => shared === null || goesOn({ ...shared, ...session }, now),
  )
}

/**
 * Ends sessions of a user, whatever the policy says now: one of them, all except the caller's, or those of one way to
 * sign in (R28). What was asked for in them ends with them, and in which of them is not known: so no mailed link
 * completes it, even if no session was open (R33). Idempotent.
 *
 * @returns how many ended.
 */
export async function endSessionsOfUser(
  trx: Trx,
  userId: string,
  which: WhichSessions,
  reason: SessionEnd,
  actor: Actor,
  now: Date,
): Promise<number> {
  return endSessionsOfUsers(trx, [userId], which, reason, actor, now)
}

/** The same of many users. */
export async function endSessionsOfUsers(
  trx: Trx,
  userIds: readonly string[],
  which: WhichSessions,
  reason: SessionEnd,
  actor: Actor,
  now: Date,
): Promise<number> {
  const ended = await deleteSessionsOfUsers(trx, userIds, which)
  for (const session of ended) await recordEnd(trx, actor, session, reason, now)
  await endUnfinishedRequests(trx, userIds)
  return ended.length
}

/** How many sessions of these users are open, all together. */
export function countSessions(trx: Trx, userIds: readonly string[], now: Date): Promise<number> {
  return countOpenSessions(trx, userIds, now, spanOf(idleLimit, now))
}

/** Deletes sessions that have expired. They no longer gave access. */
export function deleteEndedSessions(db: Db, now: Date): Promise<void> {
  const farOff = new Date(now.getTime() + 2 * absoluteLimit)
  return deleteSessionsEndedBy(db, now, new Date(now.getTime() - idleLimit), farOff)
}

function recordEnd(
  trx: Trx,
  actor: Actor,
  session: { id: string; userId: string; customerId: string },
  reason: SessionEnd,
  now: Date,
) {
  return record(trx, actor, now, {
    customerId: session.customerId,
    action: 'session.ended',
    detail: { userId: session.userId, sessionId: session.id, reason },
  })
}
