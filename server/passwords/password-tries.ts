import { createHash } from 'node:crypto'
import type { Db, Trx } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import { countUp, deleteTriesUntil } from './password-tries.queries.ts'

/** Milliseconds. */
const window = 15 * 60 * 1000

/**
 * How often one person may be mailed a link, and one address may ask for links, within a window. After that nothing
 * more is sent.
 */
const linksPerUser = 3
const requestsPerAddress = 20

const keyOf = (kind: 'link-user' | 'link-address', value: string) =>
  createHash('sha256').update(`${kind}:${value}`).digest()

/** Counts a request for a link by an address; false if it has asked too often. */
export function mayAskForLink(db: Db, ip: string, now: Date): Promise<boolean> {
  return countUp(db, { key: keyOf('link-address', networkOf(ip)), limit: requestsPerAddress, window }, now)
}

/** Counts a link that a stranger asked for on a user's behalf; false if that user has been mailed often enough. */
export function mayMailLink(db: Db | Trx, userId: string, now: Date): Promise<boolean> {
  return countUp(db, { key: keyOf('link-user', userId), limit: linksPerUser, window }, now)
}

/** Deletes what is outside every window and no longer counts. */
export async function deleteOldPasswordTries(db: Db, now: Date): Promise<void> {
  await deleteTriesUntil(db, now, new Date(now.getTime() - window))
}
