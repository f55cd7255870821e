import type { Db, Trx } from '#server/platform/database.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { can, type Membership } from '#shared/permissions.ts'
import { type FoundApiKey, findApiKeyByHash, findApiKeyById, touchApiKey } from './api-keys.queries.ts'

/** Says what it is, so that a key that went astray is recognised by people and by scanners of source code. */
const prefix = 'tmas_'

/** Use is noted this often, not at every request. In milliseconds. */
const noteUseEvery = 60 * 1000

/** A new key: what the customer's program is given, and what is kept of it. */
export function newApiKey(): { key: string; secretHash: Buffer } {
  const secret = newSecret()
  return { key: prefix + secret, secretHash: hashSecret(secret) }
}

/**
 * The key that a request bears; undefined where it opens nothing: unknown, revoked, expired, or made by somebody who
 * may no longer make keys there. The database is asked each time, so every end is seen by the next request.
 */
export async function findApiKey(db: Db, key: string, now: Date): Promise<FoundApiKey | undefined> {
  const secret = key.startsWith(prefix) ? key.slice(prefix.length) : undefined
  if (!isSecret(secret)) return undefined
  const found = await findApiKeyByHash(db, hashSecret(secret))
  if (!found || found.expiresAt <= now || !isUpheld(found)) return undefined
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() > noteUseEvery)
    await touchApiKey(db, found.id, now)
  return found
}

/**
 * What a key holds now, for changes that ask again under the customer's lock; undefined for one that was revoked since.
 * Its end in time was looked at when the request came in.
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

/** Whether a key would still let its next request in. To ask is no use of it. */
export async function isApiKeyLive(db: Db, id: string, now: Date): Promise<boolean> {
  const found = await findApiKeyById(db, id)
  return found !== undefined && found.expiresAt > now && isUpheld(found)
}

/** A key is never more than its maker: it lives as long as they may make such a key. */
function isUpheld({ makerHolds, place }: FoundApiKey) {
  return can(makerHolds, 'api-key.change', place)
}
