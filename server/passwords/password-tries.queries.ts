import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/**
 * Counts up in one statement, so that of many attempts at once exactly the allowed number goes on. The attempt that
 * reaches the limit closes the key for those behind it.
 *
 * @param windowStart a window that started before this is over, and counting starts again.
 * @returns whether this attempt goes on; false while the key is closed.
 */
export async function countUp(
  db: Db | Trx,
  key: Buffer,
  { limit, windowStart, closedUntil }: { limit: number; windowStart: Date; closedUntil: Date },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into password_tries as known (key, tries, window_started_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      tries = case when known.window_started_at <= ${windowStart} then 1 else known.tries + 1 end,
      window_started_at = case when known.window_started_at <= ${windowStart} then ${now} else known.window_started_at end,
      closed_until = case when known.window_started_at > ${windowStart} and known.tries + 1 >= ${limit} then ${closedUntil}::timestamptz end
    where known.closed_until is null or known.closed_until <= ${now}
    returning key`.execute(db)
  return rows.length > 0
}

export async function findClosedUntil(db: Db | Trx, key: Buffer): Promise<Date | null | undefined> {
  const closed = await db
    .selectFrom('passwordTries')
    .select('closedUntil')
    .where('key', '=', key)
    .executeTakeFirst()
  return closed?.closedUntil
}

/** Closes a key, whatever it has counted. */
export async function setClosedUntil(db: Db, key: Buffer, closedUntil: Date, now: Date): Promise<void> {
  await db
    .insertInto('passwordTries')
    .values({ key, tries: 0, windowStartedAt: now, closedUntil })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ windowStartedAt: now, closedUntil }))
    .execute()
}

/** Closes a key for longer if it is closed now. @returns whether it was. */
export async function extendClosed(db: Db, key: Buffer, closedUntil: Date, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passwordTries')
    .set({ closedUntil })
    .where('key', '=', key)
    .where('closedUntil', '>', now)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Starts a window unless one has started since. @returns whether it did; of many at once, exactly one gets true. */
export async function startWindow(db: Db, key: Buffer, unlessSince: Date, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into password_tries as known (key, tries, window_started_at) values (${key}, 1, ${now})
    on conflict (key) do update set window_started_at = ${now} where known.window_started_at <= ${unlessSince}
    returning key`.execute(db)
  return rows.length > 0
}

export async function findTries(db: Db, key: Buffer): Promise<number> {
  const counted = await db
    .selectFrom('passwordTries')
    .select('tries')
    .where('key', '=', key)
    .executeTakeFirst()
  return counted?.tries ?? 0
}

export async function deleteTries(db: Db, key: Buffer): Promise<void> {
  await db.deleteFrom('passwordTries').where('key', '=', key).execute()
}

/** Whether this address has tried this name since then. */
export async function isNameTried(
  db: Db,
  addressKey: Buffer,
  nameKey: Buffer,
  since: Date,
): Promise<boolean> {
  const tried = await db
    .selectFrom('passwordNameTried')
    .select('triedAt')
    .where('addressKey', '=', addressKey)
    .where('nameKey', '=', nameKey)
    .where('triedAt', '>', since)
    .executeTakeFirst()
  return tried !== undefined
}

export async function setNameTried(
  db: Db,
  addressKey: Buffer,
  nameKey: Buffer,
  triedAt: Date,
): Promise<void> {
  await db
    .insertInto('passwordNameTried')
    .values({ addressKey, nameKey, triedAt })
    .onConflict((conflict) => conflict.columns(['addressKey', 'nameKey']).doUpdateSet({ triedAt }))
    .execute()
}

export async function deleteTriesBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('passwordTries').where('windowStartedAt', '<', before).execute()
  await db.deleteFrom('passwordNameTried').where('triedAt', '<', before).execute()
}
