import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { networkOf } from '#server/platform/network.ts'

/** Milliseconds, and how many tries they may hold before each further one has to wait (contract). */
const window = 15 * 60 * 1000
const pause = 60 * 1000
const triesPerAccount = 10
const namesPerAddress = 100

/** Wrong codes of a second factor, by somebody who knows the password, before each further one has to wait. */
const codesPerUser = 10

/** How often one person may be mailed a link, and one address may ask for some, in a window before nothing more is sent. */
const linksPerUser = 3
const requestsPerAddress = 20

type Kind = 'account' | 'address' | 'impatient' | 'link-user' | 'link-address' | 'second-factor' | 'told'

const keyOf = (kind: Kind, value: string) => createHash('sha256').update(`${kind}:${value}`).digest()

/**
 * Counts a try at a password before the password is looked at, for the address that tries and for the account.
 *
 * An account that is closed for a moment opens to whoever has waited: who goes on trying meanwhile is kept waiting by a
 * pause of their own. Otherwise a stranger who never stops would take every free moment, and the owner none (R29).
 *
 * @param foldedName the name as typed and folded; it counts the same whether or not anybody bears it.
 * @returns for how many seconds nothing more is looked at, at most 60; 0 when this try may go on.
 */
export async function countPasswordTry(db: Db, foldedName: string, ip: string, now: Date): Promise<number> {
  const network = networkOf(ip)
  const account = keyOf('account', foldedName)
  const address = keyOf('address', network)
  // Only a name that this address has not tried lately counts against it: a person who mistypes tries one name.
  if (!(await isNameTried(db, address, account, now))) {
    const wait = await countUp(db, address, namesPerAddress, now)
    // A name that was turned away was not tried: coming back with it must not be the way around the count.
    if (wait > 0) return wait
    await noteNameTried(db, address, account, now)
  }
  return countPatiently(db, account, keyOf('impatient', `${network} ${foldedName}`), triesPerAccount, now)
}

/**
 * Counts a try at the second factor of somebody whose password was right, before the code is looked at.
 *
 * @returns as for a password.
 */
export function countCodeTry(db: Db, userId: string, ip: string, now: Date): Promise<number> {
  const impatient = keyOf('impatient', `${networkOf(ip)} second factor of ${userId}`)
  return countPatiently(db, keyOf('second-factor', userId), impatient, codesPerUser, now)
}

/**
 * Whether it is time to tell somebody that their password is known: as many wrong codes came as are looked at in a row, and
 * they have not been told in this window. Of many who ask at once exactly one is told yes.
 */
export async function mayTellOfGuessing(db: Db, userId: string, now: Date): Promise<boolean> {
  if ((await countedCodeTries(db, userId)) < codesPerUser) return false
  const windowStart = new Date(now.getTime() - window)
  const { rows } = await sql`
    insert into password_tries as known (key, tries, window_started_at) values (${keyOf('told', userId)}, 1, ${now})
    on conflict (key) do update set window_started_at = ${now} where known.window_started_at <= ${windowStart}
    returning key`.execute(db)
  return rows.length > 0
}

async function countedCodeTries(db: Db, userId: string): Promise<number> {
  const counted = await db
    .selectFrom('passwordTries')
    .select('tries')
    .where('key', '=', keyOf('second-factor', userId))
    .executeTakeFirst()
  return counted?.tries ?? 0
}

/** The right code clears what was counted against its owner. */
export async function forgetCodeTries(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('passwordTries').where('key', '=', keyOf('second-factor', userId)).execute()
}

async function countPatiently(db: Db, counted: Buffer, impatient: Buffer, limit: number, now: Date) {
  if (await isStillClosed(db, impatient, now)) return pause / 1000
  const wait = await countUp(db, counted, limit, now)
  if (wait > 0) await closeFor(db, impatient, wait, now)
  return wait
}

/** The right password clears what was counted against the account; what was counted against the address stays. */
export async function forgetPasswordTries(db: Db, foldedName: string): Promise<void> {
  await db.deleteFrom('passwordTries').where('key', '=', keyOf('account', foldedName)).execute()
}

/** Counts a request for a link by an address; false when it has asked too often. */
export async function mayAskForLink(db: Db, ip: string, now: Date): Promise<boolean> {
  return (await countUp(db, keyOf('link-address', networkOf(ip)), requestsPerAddress, now, window)) === 0
}

/** Counts a link that a stranger asked for on somebody's behalf; false when that person has been mailed enough. */
export async function mayMailLink(db: Db | Trx, userId: string, now: Date): Promise<boolean> {
  return (await countUp(db, keyOf('link-user', userId), linksPerUser, now, window)) === 0
}

/** Counts up in one statement, so that of many tries at once exactly the allowed number goes on. */
async function countUp(
  db: Db | Trx,
  key: Buffer,
  limit: number,
  now: Date,
  closedFor = pause,
): Promise<number> {
  const windowStart = new Date(now.getTime() - window)
  const closedUntil = new Date(now.getTime() + closedFor)
  const { rows } = await sql`
    insert into password_tries as known (key, tries, window_started_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      tries = case when known.window_started_at <= ${windowStart} then 1 else known.tries + 1 end,
      window_started_at = case when known.window_started_at <= ${windowStart} then ${now} else known.window_started_at end,
      closed_until = case when known.window_started_at > ${windowStart} and known.tries + 1 >= ${limit} then ${closedUntil}::timestamptz end
    where known.closed_until is null or known.closed_until <= ${now}
    returning key`.execute(db)
  if (rows.length > 0) return 0
  const closed = await db
    .selectFrom('passwordTries')
    .select('closedUntil')
    .where('key', '=', key)
    .executeTakeFirst()
  return Math.max(1, Math.min(60, Math.ceil(((closed?.closedUntil?.getTime() ?? 0) - now.getTime()) / 1000)))
}

/** Whether a pause still runs; who asks during it begins it anew. */
async function isStillClosed(db: Db, key: Buffer, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passwordTries')
    .set({ closedUntil: new Date(now.getTime() + pause) })
    .where('key', '=', key)
    .where('closedUntil', '>', now)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

async function closeFor(db: Db, key: Buffer, seconds: number, now: Date): Promise<void> {
  const closedUntil = new Date(now.getTime() + seconds * 1000)
  await db
    .insertInto('passwordTries')
    .values({ key, tries: 0, windowStartedAt: now, closedUntil })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ windowStartedAt: now, closedUntil }))
    .execute()
}

async function isNameTried(db: Db, addressKey: Buffer, nameKey: Buffer, now: Date): Promise<boolean> {
  const tried = await db
    .selectFrom('passwordNameTried')
    .select('triedAt')
    .where('addressKey', '=', addressKey)
    .where('nameKey', '=', nameKey)
    .where('triedAt', '>', new Date(now.getTime() - window))
    .executeTakeFirst()
  return tried !== undefined
}

async function noteNameTried(db: Db, addressKey: Buffer, nameKey: Buffer, triedAt: Date): Promise<void> {
  await db
    .insertInto('passwordNameTried')
    .values({ addressKey, nameKey, triedAt })
    .onConflict((conflict) => conflict.columns(['addressKey', 'nameKey']).doUpdateSet({ triedAt }))
    .execute()
}

/** Removes what lies outside every window: it counts for nothing any more. */
export async function deleteOldPasswordTries(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - window)
  await db.deleteFrom('passwordTries').where('windowStartedAt', '<', before).execute()
  await db.deleteFrom('passwordNameTried').where('triedAt', '<', before).execute()
}
