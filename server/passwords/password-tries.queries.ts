import { type RawBuilder, sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import { clockTolerance } from '#server/policy/time.ts'

/** What is counted: at most so many in a window of so many milliseconds. */
export type Budget = { key: Buffer; limit: number; window: number }

/**
 * Counts one more, if there is room. It is one statement, so that of many at once exactly the allowed number goes on.
 *
 * @returns whether it was counted.
 */
export async function countUp(db: Db | Trx, { key, limit, window }: Budget, now: Date): Promise<boolean> {
  const over = sql`(known.window_started_at <= ${before(now, window)} or known.window_started_at > ${before(now, -clockTolerance)})`
  const { rows } = await sql`
    insert into password_tries as known (key, tries, window_started_at, expires_at)
    values (${key}, 1, ${now}, ${before(now, -window)})
    on conflict (key) do update set
      tries = case when ${over} then 1 else known.tries + 1 end,
      window_started_at = case when ${over} then excluded.window_started_at else known.window_started_at end,
      expires_at = case when ${over} then excluded.expires_at else known.expires_at end
    where ${over} or known.tries < ${limit}
    returning key`.execute(db)
  return rows.length > 0
}

/** Takes back one of each, which should not have counted. */
export async function countDown(db: Db, keys: readonly Buffer[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update password_tries set tries = tries - 1
    where tries > 0 and key in (
      select key from password_tries where key in (${sql.join(keys)}) order by key for update
    )`.execute(db)
}

/** Which of these budgets are used up. It only looks, so many at once do not wait for one another. */
export async function listUsedUp(
  db: Db,
  budgets: readonly Budget[],
  now: Date,
): Promise<(key: Buffer) => boolean> {
  const { rows: full } = await sql<{ key: Buffer }>`${usedUp(budgets, now)}`.execute(db)
  return (key) => full.some((one) => one.key.equals(key))
}

function usedUp(budgets: readonly Budget[], now: Date) {
  const rows = budgets.map(
    ({ key, limit, window }) => sql`(${key}::bytea, ${limit}::integer, ${before(now, window)}::timestamptz)`,
  )
  return sql`
    select key from password_tries join (values ${sql.join(rows)}) as budget (key, most, since) using (key)
    where tries >= most and window_started_at > since
      and window_started_at <= ${before(now, -clockTolerance)}`
}

/**
 * `listUsedUp`, and `knock` where the first of the budgets is used up, in one statement: what almost everyone in a flood
 * costs.
 *
 * @returns also whether they have waited; undefined where there was no need to wait.
 */
export async function lookAndKnock(
  db: Db,
  budgets: readonly [first: Budget, ...others: Budget[]],
  wait: { key: Buffer; pause: number; lifetime: number },
  now: Date,
): Promise<{ isUsedUp: (key: Buffer) => boolean; hasWaited: boolean | undefined }> {
  const { rows } = await sql<{ keys: Buffer[]; tries: number | null }>`
    with used as (${usedUp(budgets, now)}),
    noted as (
      ${noteOfWait(wait, now, sql`where exists (select from used where key = ${budgets[0].key})`)}
    )
    select array(select key from used) as keys, (select tries from noted) as tries`.execute(db)
  const { keys = [], tries = null } = rows[0] ?? {}
  return {
    isUsedUp: (key) => keys.some((one) => one.equals(key)),
    hasWaited: tries === null ? undefined : tries === 1,
  }
}

/**
 * Someone asks for a turn. The first time, and each time that is too early, they have to wait for the whole pause from
 * now on. Once they have waited they get a turn, and have to wait for the next one.
 *
 * @param lifetime in milliseconds, like `pause`: a wait that is older than this has been given up.
 * @returns whether they have waited.
 */
export async function knock(
  db: Db,
  key: Buffer,
  { pause, lifetime }: { pause: number; lifetime: number },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ tries: number }>`${noteOfWait({ key, pause, lifetime }, now)}`.execute(db)
  return rows[0]?.tries === 1
}

function noteOfWait(
  { key, pause, lifetime }: { key: Buffer; pause: number; lifetime: number },
  now: Date,
  condition: RawBuilder<unknown> = sql``,
) {
  return sql`
    insert into password_tries as known (key, tries, window_started_at, closed_until, expires_at)
    select ${key}::bytea, 0, ${now}::timestamptz, ${before(now, -pause)}::timestamptz, ${before(now, -lifetime)}::timestamptz
    ${condition}
    on conflict (key) do update set
      tries = case when known.closed_until <= ${now} and known.expires_at > ${now} then 1 else 0 end,
      window_started_at = excluded.window_started_at,
      closed_until = excluded.closed_until,
      expires_at = excluded.expires_at
    returning tries`
}

/** Ends the wait of one whose turn was not used. */
export async function endPause(db: Db, key: Buffer, now: Date): Promise<void> {
  await db.updateTable('passwordTries').set({ closedUntil: now }).where('key', '=', key).execute()
}

/** Starts a window unless one has started since. @returns whether it did; of many at once, exactly one gets true. */
export async function startWindow(db: Db, key: Buffer, window: number, now: Date): Promise<boolean> {
  return countUp(db, { key, limit: 1, window }, now)
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

/** Whether this address has tried this name wrongly since then. */
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

/** @returns whether the address had not tried the name since then. */
export async function setNameTried(
  db: Db,
  addressKey: Buffer,
  nameKey: Buffer,
  since: Date,
  triedAt: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into password_name_tried as known (address_key, name_key, tried_at)
    values (${addressKey}, ${nameKey}, ${triedAt})
    on conflict (address_key, name_key) do update set tried_at = excluded.tried_at
    where known.tried_at <= ${since} or known.tried_at > ${before(triedAt, -clockTolerance)}
    returning name_key`.execute(db)
  return rows.length > 0
}

/** In batches, so that what a flood left behind holds no one up; what is left comes the next time. */
export async function deleteTriesUntil(db: Db, now: Date, namesBefore: Date): Promise<void> {
  await sql`
    delete from password_tries where key in (
      select key from password_tries where expires_at <= ${now} limit 20000 for update skip locked
    )`.execute(db)
  await db.deleteFrom('passwordNameTried').where('triedAt', '<', namesBefore).execute()
}

const before = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds)
