import { randomUUIDv7 } from 'node:crypto'
import { type Actor, type AuditEvent, record, recordAll, type UserActor } from '#server/audit/audit.ts'
import { findHolder } from '#server/locations/holders.ts'
import { listPlaces, lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { mustBeAllowed, takeLocation } from '#server/locations/permitted.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { newApiKey } from '#server/sessions/api-keys.ts'
import { requireProof } from '#server/sessions/proof.ts'
import { messages } from '#shared/messages/messages.ts'
import { can, mayManageRole } from '#shared/permissions.ts'
import { managerRoles, type Role } from '#shared/roles.ts'
import { type Acting, currentMemberships, forbidden } from './acting.ts'
import {
  findKeyOf,
  insertApiKey,
  type ListedApiKey,
  listKeys,
  listLocationsOfKeys,
  setRevoked,
  setRevokedOf,
} from './api-keys.queries.ts'

/** Only people create, list and revoke keys: a key that could create others would outlive its own end. */
/**
 * Creates a key that holds one role on one location until it expires. The person must have proved lately who they are,
 * because a key works without them, and every manager is mailed (R27, R33).
 *
 * @returns the key itself, which is stored nowhere.
 * @throws {Problem} `proof_required`; `not_found` for a location that is not this customer's; `forbidden` above the
 *   caller's own role and outside their branch (R22); `invalid_request` for an end in the past or more than a year from
 *   now (R33), and for a manager's role that is not on a chain.
 */
export function makeApiKey(
  db: Db,
  person: UserActor,
  sessionId: string,
  wish: { name: string; role: Role; locationId: string; expiresAt: Date },
  now: Date,
): Promise<{ id: string; key: string }> {
  return db.transaction().execute(async (trx) => {
    const { name, role, locationId, expiresAt } = wish
    const { customerId, type } = await takeLocation(trx, person, 'api-key.change', locationId)
    const place = (await listPlaces(trx, customerId, [locationId])).get(locationId) ?? []
    const holder = await findHolder(trx, person)
    if (!mayManageRole(holder?.memberships ?? [], role, place)) throw forbidden()
    await requireProof(trx, { userId: person.userId, sessionId }, now)
    if (managerRoles.includes(role) && type !== 'chain')
      throw wrong('role', messages.en.users.faults.needs_a_chain)
    if (expiresAt <= now) throw wrong('expiresAt', 'is over already')
    if (expiresAt > aYearAfter(now)) throw wrong('expiresAt', 'is more than a year from now')

    const id = randomUUIDv7()
    const { key, secretHash } = newApiKey()
    const made = { createdAt: now, createdBy: person.userId, expiresAt }
    await insertApiKey(trx, { id, secretHash, customerId, locationId, role, name, ...made })
    await record(trx, person, now, {
      customerId,
      action: 'api-key.made',
      detail: { apiKeyId: id, name, locationId, role, expiresAt: expiresAt.toISOString() },
    })
    await queueManagerNotice(trx, customerId, person, { kind: 'api_key_made', name, role, expiresAt }, now)
    return { id, key }
  })
}

/**
 * A key in the list, and why it gives no access if it does not: it has expired, or its creator may create none now.
 */
export type SeenApiKey = ListedApiKey & { state: 'open' | 'expired' | 'asleep' }

/**
 * The keys of the caller's branches that are not revoked, newest first.
 *
 * @param asker.madeBy instead those that this person has made, on any branch: the caller's own are always theirs to see
 *   and to end.
 * @throws {Problem} `forbidden` for people who may create none, unless they ask for their own.
 */
export async function listApiKeys(
  db: Db,
  { customerId, memberships, madeBy }: Pick<Acting, 'customerId' | 'memberships'> & { madeBy?: string },
  page: { search: string; after: string | undefined; limit: number },
  now: Date,
): Promise<{ rows: SeenApiKey[]; total: number }> {
  const roots = memberships
    .filter((held) => can([held], 'api-key.change', [held.locationId]))
    .map(({ locationId }) => locationId)
  if (roots.length === 0 && madeBy === undefined) throw forbidden()
  const which = madeBy === undefined ? { roots } : { madeBy }
  const { rows, total } = await listKeys(db, customerId, which, { ...page, now })
  const places = await listPlaces(
    db,
    customerId,
    rows.map(({ locationId }) => locationId),
  )
  const stateOf = ({ expiresAt, makerHolds, locationId }: ListedApiKey) => {
    if (expiresAt <= now) return 'expired'
    return can(makerHolds, 'api-key.change', places.get(locationId) ?? []) ? 'open' : 'asleep'
  }
  return { rows: rows.map((key) => ({ ...key, state: stateOf(key) })), total }
}

/**
 * Revokes a key: its next request is refused, on every instance.
 *
 * @throws {Problem} `not_found`, also for one that is revoked already; `forbidden` outside the caller's branch.
 */
export async function revokeApiKey(
  db: Db,
  person: UserActor,
  customerId: string,
  id: string,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, customerId)
    const key = await findKeyOf(trx, customerId, id)
    if (!key) throw new Problem('not_found', 'There is no such API key.')
    const { name, locationId } = key
    // One's own may be ended by anyone, also after a demotion.
    if (key.createdBy !== person.userId)
      await mustBeAllowed(trx, person, 'api-key.change', { id: locationId, customerId })
    await setRevoked(trx, id, now)
    await record(trx, person, now, {
      customerId,
      action: 'api-key.revoked',
      detail: { apiKeyId: id, name, locationId },
    })
  })
}

/**
 * Revokes every key that a person has made, with their sessions when they sign out everywhere: neither should outlast the
 * other (R33). Idempotent.
 *
 * @returns how many were revoked.
 */
export async function revokeKeysOf(
  trx: Trx,
  actor: Actor,
  userId: string,
  now: Date,
  locationIds?: readonly string[],
): Promise<number> {
  const revoked = await setRevokedOf(trx, userId, now, locationIds)
  await recordAll(
    trx,
    actor,
    now,
    revoked.map(({ id, customerId, name, locationId }): AuditEvent => {
      return { customerId, action: 'api-key.revoked', detail: { apiKeyId: id, name, locationId } }
    }),
  )
  return revoked.length
}

/**
 * Revokes the keys that someone has made, where the caller may do so. Keys elsewhere sleep as long as their maker may
 * create none there, and are for those to revoke who may.
 *
 * @returns how many.
 */
export async function revokeKeysWithinReach(
  trx: Trx,
  acting: Acting,
  userId: string,
  now: Date,
): Promise<number> {
  const memberships = await currentMemberships(trx, acting)
  const places = await listPlaces(trx, acting.customerId, await listLocationsOfKeys(trx, userId))
  const allowed = [...places].filter(([, place]) => can(memberships, 'api-key.change', place))
  return revokeKeysOf(
    trx,
    acting.actor,
    userId,
    now,
    allowed.map(([id]) => id),
  )
}

/** The latest end of a key that is made now. An hour more, because the caller's clock may be ahead. */
function aYearAfter(now: Date): Date {
  const end = new Date(now.getTime() + 60 * 60 * 1000)
  end.setUTCFullYear(end.getUTCFullYear() + 1)
  return end
}

function wrong(field: string, reason: string) {
  return new Problem('invalid_request', 'Some fields are missing or wrong.', { errors: { [field]: reason } })
}
