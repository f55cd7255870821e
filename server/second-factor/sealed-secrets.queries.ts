import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'

/** How many secrets each key has sealed, by its ID: of apps, and of apps that are being set up. */
export async function countByKey(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select encode(substring(sealed_secret for 8), 'hex') as id, count(*) as count
    from (
      select sealed_secret from authenticator_app
      union all select sealed_secret from second_factor_setup
      union all select sealed_secret from second_factor_wait
    ) as sealed
    where sealed_secret is not null
    group by 1`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Whether there is an app whose secret was sealed with none of these keys. */
export async function findAppOfAnotherKey(db: Db | Trx, keyIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from authenticator_app
    where substring(sealed_secret for 8) <> all(array(select decode(id, 'hex') from unnest(${keyIds}::text[]) as id))
    limit 1`.execute(db)
  return rows.length > 0
}

/** Apps whose secret another key than this one has sealed, in the order of their users, after one of them. */
export async function listAppsOfOtherKeys(
  db: Db,
  keyId: string,
  after: string | null,
  limit: number,
): Promise<{ userId: string; sealedSecret: Buffer }[]> {
  const { rows } = await sql<{ userId: string; sealedSecret: Buffer }>`
    select user_id, sealed_secret from authenticator_app
    where substring(sealed_secret for 8) <> decode(${keyId}, 'hex') and (${after}::uuid is null or user_id > ${after})
    order by user_id limit ${limit}`.execute(db)
  return rows
}

/** Replaces a sealed secret, unless the person has set up another app meanwhile. */
export async function replaceSealed(db: Db, userId: string, before: Buffer, after: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('authenticatorApp')
    .set({ sealedSecret: after })
    .where('userId', '=', userId)
    .where('sealedSecret', '=', before)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
