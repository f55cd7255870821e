import { record } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { tenantOf } from '#server/policy/doors.ts'
import { type Likeness, likenesses, likenessOf, tracesOf } from '#server/policy/near-miss.ts'
import { listStandings } from '#server/sessions/standings.queries.ts'
import { type Acting, currentMemberships, forbidden } from '#server/users/acting.ts'
import { changeUser } from '#server/users/change-users.ts'
import { countLinksOf } from '#server/users/links.queries.ts'
import { listChangeable, takeUserWithinReach } from '#server/users/reach.ts'
import { canSomewhere } from '#shared/permissions.ts'
import type { Role } from '#shared/roles.ts'
import { isAddress } from '#shared/user-fields.ts'
import {
  insertDismissal,
  type LikelyUserRow,
  listLikelyUsers,
  listNewestStrangers,
  listStrangeAccounts,
  type StrangeAccountRow,
} from './near-misses.queries.ts'

/** Milliseconds for which an unrecognized account is worth looking at. */
export const worthwhile = 30 * 24 * 60 * 60 * 1000

/** How many of the newest accounts are examined at once, and how many users are compared with each. */
const accountsAtOnce = 30
const usersAtOnce = 500

/** How many of the newest attempts of strangers are compared with one user. */
const comparedWithOne = 1000

/** How many of the likeliest users are shown next to an account. */
const shownUsers = 3

/** What these users may do tells the manager how carefully to look before an account becomes theirs. */
export type LikelyUser = LikelyUserRow & { why: Likeness; roles: Role[] }

/** An account of the customer's own tenant that is no user here, with the users that it could be. */
export type NearMiss = StrangeAccountRow & { users: LikelyUser[] }

/**
 * Every near miss of a customer, for any caller: accounts that came from the tenant of a user's own chain, look like
 * that user, and are no user's. It changes nothing, and none of it reaches the person who tried.
 *
 * @param objectIds only of these accounts.
 */
export async function findNearMisses(
  db: Db,
  customerId: string,
  now: Date,
  objectIds?: readonly string[],
): Promise<NearMiss[]> {
  const since = new Date(now.getTime() - worthwhile)
  const strange = await listStrangeAccounts(db, customerId, since, accountsAtOnce, objectIds)
  const accounts = strange
    // What Microsoft would not accept as a login ID cannot be a user's address here either.
    .filter(({ loginId }) => isAddress(loginId.trim()))
    .map((account) => ({ ...account, traces: tracesOf(account) }))
  const near = await listLikelyUsers(db, customerId, accounts, usersAtOnce)
  const alike = near.flatMap(({ account: number, ...user }) => {
    const account = accounts[number]
    const why = account && likenessOf(account, user)
    return why ? [{ account, user: { ...user, why } }] : []
  })
  const standings = await listStandings(db, [...new Set(alike.map(({ user }) => user.userId))], now)
  const known = new Map(standings.map((standing) => [standing.userId, standing]))
  return accounts.flatMap((account) => {
    const users = alike
      .filter((one) => one.account === account)
      .flatMap(({ user }) => {
        const standing = known.get(user.userId)
        if (!standing || tenantOf(standing) !== account.tenantId) return []
        return [{ ...user, roles: [...new Set(standing.memberships.map(({ role }) => role))] }]
      })
      .toSorted((one, other) => likenesses.indexOf(one.why) - likenesses.indexOf(other.why))
      .slice(0, shownUsers)
    const { traces: _, ...shown } = account
    return users.length > 0 ? [{ ...shown, users }] : []
  })
}

/**
 * The near misses of which a user is the likeliest, or one of several who are equally like the account: it is one of
 * them, and TMAS cannot say which. Only accounts that are like this user are looked at, however many others have tried.
 *
 * @param tenantId the tenant in force for the user, in which no account is theirs yet.
 */
export async function findNearMissesOf(
  db: Db,
  customerId: string,
  user: LikelyUserRow,
  tenantId: string,
  now: Date,
): Promise<NearMiss[]> {
  const since = new Date(now.getTime() - worthwhile)
  const strangers = await listNewestStrangers(db, customerId, tenantId, since, comparedWithOne)
  const alike = strangers.filter((account) => likenessOf(account, user) !== undefined)
  if (alike.length === 0) return []
  const objectIds = [...new Set(alike.map(({ objectId }) => objectId))]
  const found = await findNearMisses(db, customerId, now, objectIds)
  return found.filter(({ users: [likeliest, ...others] }) =>
    [likeliest, ...others.filter(({ why }) => why === likeliest?.why)].some(
      (one) => one?.userId === user.userId,
    ),
  )
}

/**
 * The near misses that the acting person can decide: those of users whom they may change (R22).
 *
 * @throws {Problem} `forbidden` for people who administer no users.
 */
export async function readNearMisses(
  db: Db,
  acting: Acting,
  { userId }: { userId?: string | undefined },
  now: Date,
): Promise<NearMiss[]> {
  const held = await currentMemberships(db, acting)
  if (!canSomewhere(held, 'user.change')) throw forbidden()
  const all = await findNearMisses(db, acting.customerId, now)
  const ids = new Set(all.flatMap(({ users }) => users.map((user) => user.userId)))
  const mine = await listChangeable(db, acting.customerId, held, [...ids])
  return all.flatMap((nearMiss) => {
    const users = nearMiss.users.filter((user) => mine.has(user.userId))
    const isAsked = userId === undefined || users.some((user) => user.userId === userId)
    return users.length > 0 && isAsked ? [{ ...nearMiss, users }] : []
  })
}

/**
 * Makes the account's login ID the user's address. It is a change of the user like any other: it is recorded, it ends
 * the old link (R10), and it is refused if another user has the address. The next sign-in of the account makes the
 * link.
 *
 * @throws {Problem} `not_found` if the acting person has no such near miss; `confirmation_required` with what the
 *   change affects; what `changeUser` throws.
 */
export async function correctAddress(
  db: Db,
  acting: Acting,
  reference: string,
  { userId, confirm = false }: { userId: string; confirm?: boolean },
  now: Date,
): Promise<void> {
  const { loginId } = await takeNearMiss(db, acting, reference, userId, now)
  if (!confirm) {
    const links = await countLinksOf(db, userId)
    throw new Problem('confirmation_required', `From then on the account ${loginId} comes in as this user.`, {
      consequences: { addresses: 1, links },
    })
  }
  await changeUser(db, acting, userId, { email: loginId }, now)
}

/**
 * Notes that the account is a different person, so that the pair is not shown again.
 *
 * @throws {Problem} `not_found`, `forbidden`.
 */
export async function dismissNearMiss(
  db: Db,
  acting: Acting,
  reference: string,
  userId: string,
  now: Date,
): Promise<void> {
  const { tenantId, objectId, loginId } = await takeNearMiss(db, acting, reference, userId, now)
  const { customerId, actor } = acting
  await db.transaction().execute(async (trx) => {
    await takeUserWithinReach(trx, acting, userId)
    await insertDismissal(trx, { customerId, userId, tenantId, objectId, dismissedAt: now })
    const detail = { userId, tenantId, objectId, loginId, reference }
    await record(trx, actor, now, { customerId, action: 'near-miss.dismissed', detail })
  })
}

async function takeNearMiss(db: Db, acting: Acting, reference: string, userId: string, now: Date) {
  const found = (await readNearMisses(db, acting, { userId }, now)).find(
    (nearMiss) => nearMiss.reference === reference,
  )
  if (!found) throw new Problem('not_found', 'There is no such near miss, or it is decided by now.')
  return found
}
