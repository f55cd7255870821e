import type { Db, Trx } from '#server/platform/database.ts'
import { endSessionsOfUser, listDevices } from '#server/sessions/sessions.ts'
import { type Acting, forbidden, isThemselves } from './acting.ts'
import { revokeKeysWithinReach } from './api-keys.ts'
import { findWithinReach, takeUserWithinReach } from './reach.ts'

/** What ended: sessions that were still open, and API keys that the person had made. */
export type Ended = { sessions: number; apiKeys: number }

/**
 * Signs a person out everywhere (R37): every session ends with its next request, on every instance (R28). Unless they
 * are kept, so does every API key that the person has made where the caller may revoke keys, because neither should
 * outlast the other (R33). The person can sign in again: to keep them out, disable them. Idempotent.
 *
 * It takes the right to disable the person, and asks for no fresh proof, because it only takes away. One's own
 * devices are in the account settings.
 *
 * @throws {Problem} `not_found`; `forbidden`, also for oneself, and for a manager's sessions with an API key.
 */
export function endSessionsOfPerson(
  db: Db,
  acting: Acting,
  userId: string,
  keeping: { keepsApiKeys?: boolean },
  now: Date,
): Promise<Ended> {
  return db.transaction().execute((trx) => signOutPerson(trx, acting, userId, keeping, now))
}

/** The same within a transaction. */
export async function signOutPerson(
  trx: Trx,
  acting: Acting,
  userId: string,
  { keepsApiKeys = false }: { keepsApiKeys?: boolean },
  now: Date,
): Promise<Ended> {
  await takeUserWithinReach(trx, acting, userId)
  if (await isThemselves(trx, acting, userId)) throw forbidden()
  const open = await listDevices(trx, userId, now)
  await endSessionsOfUser(trx, userId, { exceptId: null }, 'signed_out_by_manager', acting.actor, now)
  const apiKeys = keepsApiKeys ? 0 : await revokeKeysWithinReach(trx, acting, userId, now)
  return { sessions: open.length, apiKeys }
}

/**
 * The devices on which a person is signed in, the most recently used first, for those who may sign them out.
 *
 * @throws {Problem} `not_found`, `forbidden`
 */
export async function listDevicesOfPerson(db: Db, acting: Acting, userId: string, now: Date) {
  await findWithinReach(db, acting, userId)
  return listDevices(db, userId, now)
}
