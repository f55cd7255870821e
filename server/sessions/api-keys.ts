import type { Db, Trx } from '#server/platform/database.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { spanOf } from '#server/policy/time.ts'
import { hasEnded } from '#shared/end-date.ts'
import { can, type Membership } from '#shared/permissions.ts'
import {
  type FoundApiKey,
  findApiKeyByHash,
  findApiKeyById,
  listApiKeysById,
  touchApiKey,
} from './api-keys.queries.ts'

/** Says what it is, so that people and scanners of source code recognize a key that was leaked. */
const prefix = 'tmas_'

/** Milliseconds. Use is noted this often, not at every request. */
const noteUseEvery = 60 * 1000

/** A new key: what the customer's program gets, and what is stored of it. */
export function newApiKey(): { key: string; secretHash: Buffer } {
  const secret = newSecret()
  return { key: prefix + secret, secretHash: hashSecret(secret) }
}

/**
 * The key of a request; undefined if it gives no access: unknown, revoked, expired, or created by someone who can no
 * longer create keys there. The database is asked each time, so every end takes effect with the next request.
 */
export async function findApiKey(db: Db, key: string, now: Date): Promise<FoundApiKey | undefined> {
  const secret = key.startsWith(prefix) ? key.slice(prefix.length) : undefined
  if (!isSecret(secret)) return undefined
  const found = await findApiKeyByHash(db, hashSecret(secret))
  if (!found || !isInForce(found, now) || !isUpheld(found)) return undefined
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() > noteUseEvery)
    await touchApiKey(db, found.id, now)
  return found
}

/**
 * What a key holds now, for changes that check again under the customer's lock; undefined if it was revoked since.
 * Whether it or its creator's account has ended was checked when the request came in.
 */
export async function findApiKeyHolder(
  db: Db | Trx,
  id: string,
): Promise<{ customerId: string; enabled: boolean; memberships: Membership[] } | undefined> {
  const found = await findApiKeyById(db, id)
  if (!found) return undefined
  const { locationId, role } = found.membership
  return { customerId: found.customer.id, enabled: isUpheld(found), memberships: [{ locationId, role }] }
}

/**
 * What those of these keys hold that would still be accepted with their next request, by key. Asking does not count as
 * use.
 */
export async function listLiveKeys(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, { customerId: string; memberships: Membership[] }>> {
  const found = ids.length === 0 ? [] : await listApiKeysById(db, ids)
  return new Map(
    found
      .filter((key) => isInForce(key, now) && isUpheld(key))
      .map(({ id, customer, membership: { locationId, role } }) => [
        id,
        { customerId: customer.id, memberships: [{ locationId, role }] },
      ]),
  )
}

/** A key from the future is in force no more than one that has expired (R28), or whose creator's account has ended. */
function isInForce({ createdAt, expiresAt, makerEndsOn }: FoundApiKey, now: Date) {
  return expiresAt > now && createdAt <= spanOf(0, now).until && !hasEnded({ endsOn: makerEndsOn }, now)
}

/** A key never has more rights than its creator: it works as long as they could create such a key. */
function isUpheld({ makerHolds, place }: FoundApiKey) {
  return can(makerHolds, 'api-key.change', place)
}
