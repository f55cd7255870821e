import { type Actor, record } from '#server/audit/audit.ts'
import { takeLocation } from '#server/locations/permitted.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Basis, mustBeUnchanged, type Versioned } from '#server/platform/versions.ts'
import { isManager, needsNewPassword } from '#server/policy/doors.ts'
import { hasCome } from '#server/policy/start-day.ts'
import { endSessionsBehindClosedDoors } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { replacePassword } from '#server/users/replace-password.ts'
import { dayOf, isDay } from '#shared/end-date.ts'
import { flawOf } from '#shared/plain-text.ts'
import {
  deleteException,
  type ExceptionRow,
  listExceptions,
  listHeldInChain,
  saveException,
} from './exceptions.queries.ts'

const day = 24 * 60 * 60 * 1000

/** Days that an exception may last. After a year, someone says again why. */
const mostDays = 366

/** The longest reason, in characters. */
const longestReason = 200

/** An exception as its version sees it; also one that was not made, so that it is noticed if it was meanwhile (R32). */
export function versionedException(
  chainId: string,
  { reason, endsOn }: { reason: string | null; endsOn: string | null } = { reason: null, endsOn: null },
): Versioned {
  return { id: `${chainId} exception`, fields: { reason, endsOn } }
}

/**
 * Lets a user keep the password under mandatory authentication until a day (R14), with a reason that every manager
 * reads. It holds at the chain and below it, as long as no chain above asks for Microsoft. What is there already is
 * replaced. A password that no longer opened the door is not revived: the person is mailed a link to set a new one.
 *
 * @param exception.endsOn the first day, in UTC, on which it no longer holds.
 * @param exception.basis the version on which it is based.
 * @param exception.origin TMAS's own address, for the link.
 * @throws {Problem} `not_found`, `forbidden`; `set_above` where a chain above has turned mandatory authentication on;
 *   `invalid_request` for a reason or a day that cannot be, and for a manager, who keeps the password anyway;
 *   `too_many_mails`; `changed_meanwhile` (R32).
 */
export async function makeException(
  db: Db,
  actor: Actor,
  chainId: string,
  {
    userId,
    reason,
    endsOn,
    origin,
    basis,
  }: { userId: string; reason: string; endsOn: string; origin: string; basis?: Basis | undefined },
  now: Date,
): Promise<ExceptionRow> {
  const text = reason.trim()
  refuseFaults(text, endsOn, now)
  return db.transaction().execute(async (trx) => {
    const chain = await takeChain(trx, actor, chainId)
    await lockUsers(trx, [userId])
    const held = await listHeldInChain(trx, chain, userId)
    if (held.length === 0) throw noSuchUser()
    // What a wave turns on counts from its day, whether or not it has been written down (R36).
    if (held.some(({ isOnAbove, wavesAbove }) => isOnAbove || wavesAbove.some((day) => hasCome(day, now))))
      throw new Problem('set_above', 'A chain above has turned mandatory authentication on. Make it there.')
    const [had] = await listExceptions(trx, chain, userId)
    mustBeUnchanged(basis, versionedException(chain.id, had), { reason: text, endsOn })
    const [standing] = await listStandings(trx, [userId], now)
    if (!standing) throw noSuchUser()
    if (isManager(standing)) throw invalid('userId', 'Managers keep username and password anyway.')

    const madeBy = actor.kind === 'user' ? actor.userId : null
    await saveException(trx, chain, { userId, reason: text, endsOn, madeAt: now, madeBy })
    const [after] = await listStandings(trx, [userId], now)
    if (after && needsNewPassword(standing, after, now)) await replacePassword(trx, userId, origin, now)
    const { customerId } = chain
    await record(trx, actor, now, {
      customerId,
      action: 'exception.made',
      detail: { userId, locationId: chain.id, why: text, endsOn },
    })
    const notice = {
      kind: 'exception_made' as const,
      chainId,
      userId,
      chain: chain.name,
      reason: text,
      endsOn,
    }
    await queueManagerNotice(trx, customerId, actor, notice, now)
    await endSessionsBehindClosedDoors(trx, customerId, actor, now)
    const [made] = await listExceptions(trx, chain, userId)
    if (!made) throw new Error('the exception was not saved')
    return made
  })
}

/**
 * Ends an exception at once, and the sessions that were opened with the password.
 *
 * @throws {Problem} `not_found`, `forbidden`, `changed_meanwhile` (R32).
 */
export async function removeException(
  db: Db,
  actor: Actor,
  chainId: string,
  { userId, basis }: { userId: string; basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const chain = await takeChain(trx, actor, chainId)
    const [had] = await listExceptions(trx, chain, userId)
    if (!had) throw new Problem('not_found', 'There is no such exception.')
    mustBeUnchanged(basis, versionedException(chain.id, had))
    await deleteException(trx, chain, userId)
    const { customerId } = chain
    const detail = { userId, locationId: chain.id }
    await record(trx, actor, now, { customerId, action: 'exception.removed', detail })
    const notice = { kind: 'exception_removed' as const, chainId, userId, chain: chain.name }
    await queueManagerNotice(trx, customerId, actor, notice, now)
    await endSessionsBehindClosedDoors(trx, customerId, actor, now)
  })
}

async function takeChain(trx: Trx, actor: Actor, chainId: string) {
  const chain = await takeLocation(trx, actor, 'settings.change', chainId)
  if (chain.type !== 'chain') throw new Problem('not_found', 'There is no such chain.')
  return chain
}

function refuseFaults(reason: string, endsOn: string, now: Date): void {
  if (reason === '' || [...reason].length > longestReason || flawOf(reason, { lines: false }))
    throw invalid('reason', `One line of at most ${longestReason} characters, without links.`)
  const latest = dayOf(new Date(now.getTime() + mostDays * day))
  if (!isDay(endsOn) || endsOn <= dayOf(now) || endsOn > latest)
    throw invalid('endsOn', `A day from tomorrow to ${latest}.`)
}

function invalid(field: string, fault: string) {
  return new Problem('invalid_request', fault, { errors: { [field]: fault } })
}

function noSuchUser() {
  return new Problem('not_found', 'There is no such user in this chain.')
}
