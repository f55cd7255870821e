import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { type Db, isUnavailable } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { ManyChange } from '#shared/many-users.ts'
import { managerRoles } from '#shared/roles.ts'
import type { Acting } from './acting.ts'
import { RoleTooHigh } from './change-users.ts'
import { locate } from './memberships.ts'
import { actOn, type Found, type MadeManager, type Outcome, outcomeOf, type Target } from './one-of-many.ts'
import { listMembershipsOf } from './users.queries.ts'

/**
 * Does one thing to many users, each by the operation that is for one: with its rule, its record and its permission,
 * asked for again under the lock. Each is a transaction of its own, so what one user is refused keeps nothing from the
 * others, and nothing is half done to anyone. The managers get one notice of everyone who has become a manager (R27).
 *
 * @param failed hears of what is no answer but a fault, such as an outage. After an outage the rest is not tried.
 * @returns an outcome for each, in their order.
 * @throws {Problem} `not_found`, `invalid_request` for a location or role that does not exist there.
 */
export async function actOnMany(
  db: Db,
  acting: Acting & { origin: string },
  change: ManyChange,
  targets: readonly Target[],
  now: Date,
  failed: (error: unknown) => void,
): Promise<Outcome[]> {
  await mustExist(db, acting, change)
  const outcomes: Outcome[] = []
  const made: Made[] = []
  let isOut = false
  for (const target of targets) {
    if (isOut) {
      outcomes.push(outcomeOf(target, { outcome: 'not_tried', code: 'unavailable' }))
      continue
    }
    let found: Found | undefined
    try {
      const done = await db.transaction().execute(async (trx) => {
        found = await actOn(trx, acting, change, target, now)
        return found
      })
      outcomes.push(outcomeOf(target, done))
      if (done.madeManager) made.push({ ...done.madeManager, isCertain: true })
    } catch (error) {
      if (isFault(error)) failed(error)
      isOut = isOutage(error)
      // If only the commit was left, no one knows whether it has happened.
      const isUnknown = isOut && found !== undefined
      outcomes.push(isUnknown ? outcomeOf(target, unknown) : failedOutcome(target, error))
      if (isUnknown && found?.madeManager) made.push({ ...found.madeManager, isCertain: false })
    }
  }
  await notifyOfMade(db, acting, made, now)
  return outcomes
}

const unknown: Found = { outcome: 'unknown', code: 'unavailable' }

/** Someone who has become a manager, unless a lost connection has kept it from being saved. */
type Made = MadeManager & { isCertain: boolean }

/** One notice for each manager, however many people have become one: a flood of notices would delay others (R27). */
async function notifyOfMade(
  db: Db,
  { actor, customerId }: Acting,
  made: readonly Made[],
  now: Date,
): Promise<void> {
  if (made.length === 0) return
  await db.transaction().execute(async (trx) => {
    const held = await listMembershipsOf(
      trx,
      made.filter(({ isCertain }) => !isCertain).map(({ userId }) => userId),
    )
    const managers = new Set(
      held.filter(({ role }) => managerRoles.includes(role)).map(({ userId }) => userId),
    )
    const [first, ...others] = made.filter(({ userId, isCertain }) => isCertain || managers.has(userId))
    if (!first) return
    const { userId, role } = first
    const notice =
      others.length === 0
        ? ({ kind: 'manager_made', userId, role } as const)
        : ({
            kind: 'managers_made',
            usernames: [first, ...others].map(({ username }) => username),
          } as const)
    await queueManagerNotice(trx, customerId, actor, notice, now)
  })
}

/** A location that is not there, or takes no such role, is no one user's fault. */
export async function mustExist(db: Db, { customerId }: Acting, change: ManyChange): Promise<void> {
  if (change.action === 'move')
    await locate(db, customerId, [{ locationId: change.locationId, role: 'viewer' }])
  if (change.action === 'give_role' && change.locationId !== undefined)
    await locate(db, customerId, [{ locationId: change.locationId, role: change.role }])
}

/** A refusal, with its code; or, after a fault, that nothing was done, so that it can be asked for again. */
export function failedOutcome(target: Target, error: unknown): Outcome {
  if (isOutage(error)) return outcomeOf(target, { outcome: 'not_tried', code: 'unavailable' })
  if (!(error instanceof Problem)) return outcomeOf(target, { outcome: 'not_tried', code: 'internal' })
  const code = error instanceof RoleTooHigh ? 'role_too_high' : error.code
  return outcomeOf(target, { outcome: 'refused', code })
}

function isFault(error: unknown): boolean {
  return !(error instanceof Problem) || isOutage(error)
}

function isOutage(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof Problem && error.code === 'unavailable')
}
