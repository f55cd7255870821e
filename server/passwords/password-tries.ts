import { createHash } from 'node:crypto'
import type { Db, Trx } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'
import {
  countUp,
  deleteTries,
  deleteTriesBefore,
  extendClosed,
  findClosedUntil,
  findTries,
  isNameTried,
  setClosedUntil,
  setNameTried,
  startWindow,
} from './password-tries.queries.ts'

/** Milliseconds, and how many attempts are free before each further one has to wait (contract). */
const window = 15 * 60 * 1000
const pause = 60 * 1000
const triesPerAccount = 10
const namesPerAddress = 100

/** Wrong codes of a second factor, from someone who knows the password, before each further one has to wait. */
const codesPerUser = 10

/**
 * How often one person may be mailed a link, and one address may ask for links, within a window. After that nothing
 * more is sent.
 */
const linksPerUser = 3
const requestsPerAddress = 20

type Kind = 'account' | 'address' | 'guesser' | 'link-user' | 'link-address' | 'second-factor' | 'told'

const keyOf = (kind: Kind, value: string) => createHash('sha256').update(`${kind}:${value}`).digest()

/**
 * Counts an attempt at a password before the password is checked, for the address that tries and for the account.
 *
 * An account that is closed for a moment opens to anyone who has waited. A person who keeps trying meanwhile has to
 * wait for a pause of their own. Otherwise a stranger who never stops would take every free moment, and the owner
 * would get none (R29).
 *
 * @param foldedName the name as typed and folded. It counts the same whether or not such a user exists.
 * @returns for how many seconds, at most 60, nothing more is checked; 0 if this attempt may go on.
 */
export async function countPasswordTry(db: Db, foldedName: string, ip: string, now: Date): Promise<number> {
  const network = networkOf(ip)
  const account = keyOf('account', foldedName)
  const address = keyOf('address', network)
  // Only a name that this address has not tried lately counts against it: a person who mistypes tries one name.
  if (!(await isNameTried(db, address, account, windowStart(now)))) {
    const wait = await count(db, address, namesPerAddress, now)
    // A name that was turned away was not tried. Trying it again must not be a way around the count.
    if (wait > 0) return wait
    await setNameTried(db, address, account, now)
  }
  return countWithPause(db, account, keyOf('guesser', `${network} ${foldedName}`), triesPerAccount, now)
}

/**
 * Counts an attempt at the second factor of someone whose password was right, before the code is checked.
 *
 * @returns as for a password.
 */
export function countCodeTry(db: Db, userId: string, ip: string, now: Date): Promise<number> {
  const guesser = keyOf('guesser', `${networkOf(ip)} second factor of ${userId}`)
  return countWithPause(db, keyOf('second-factor', userId), guesser, codesPerUser, now)
}

/**
 * Whether it is time to notify a user that someone knows their password. That is so once as many wrong codes came as
 * are checked in a row, and if they were not notified in this window. Of many calls at once, exactly one gets true.
 */
export async function mayReportGuessing(db: Db, userId: string, now: Date): Promise<boolean> {
  if ((await findTries(db, keyOf('second-factor', userId))) < codesPerUser) return false
  return startWindow(db, keyOf('told', userId), windowStart(now), now)
}

/** The right code clears the count against its owner. */
export async function forgetCodeTries(db: Db, userId: string): Promise<void> {
  await deleteTries(db, keyOf('second-factor', userId))
}

async function countWithPause(db: Db, counted: Buffer, guesser: Buffer, limit: number, now: Date) {
  // Asking during the pause starts the pause again.
  if (await extendClosed(db, guesser, new Date(now.getTime() + pause), now)) return pause / 1000
  const wait = await count(db, counted, limit, now)
  if (wait > 0) await setClosedUntil(db, guesser, new Date(now.getTime() + wait * 1000), now)
  return wait
}

/** The right password clears the count against the account. The count against the address stays. */
export async function forgetPasswordTries(db: Db, foldedName: string): Promise<void> {
  await deleteTries(db, keyOf('account', foldedName))
}

/** Counts a request for a link by an address; false if it has asked too often. */
export async function mayAskForLink(db: Db, ip: string, now: Date): Promise<boolean> {
  return (await count(db, keyOf('link-address', networkOf(ip)), requestsPerAddress, now, window)) === 0
}

/** Counts a link that a stranger asked for on a user's behalf; false if that user has been mailed often enough. */
export async function mayMailLink(db: Db | Trx, userId: string, now: Date): Promise<boolean> {
  return (await count(db, keyOf('link-user', userId), linksPerUser, now, window)) === 0
}

/** @returns for how many seconds, at most 60, nothing more is checked; 0 if this attempt may go on. */
async function count(
  db: Db | Trx,
  key: Buffer,
  limit: number,
  now: Date,
  closedFor = pause,
): Promise<number> {
  const closedUntil = new Date(now.getTime() + closedFor)
  if (await countUp(db, key, { limit, windowStart: windowStart(now), closedUntil }, now)) return 0
  const until = await findClosedUntil(db, key)
  return Math.max(1, Math.min(60, Math.ceil(((until?.getTime() ?? 0) - now.getTime()) / 1000)))
}

const windowStart = (now: Date) => new Date(now.getTime() - window)

/** Deletes what is outside every window and no longer counts. */
export async function deleteOldPasswordTries(db: Db, now: Date): Promise<void> {
  await deleteTriesBefore(db, windowStart(now))
}
