import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Span } from '#server/policy/time.ts'

/** What a customer was told between two times is taken elsewhere, the oldest first. */
export async function listToldNames(
  trx: Trx,
  customerId: string,
  { since, until }: Span,
): Promise<{ look: string; toldAt: Date }[]> {
  const { rows } = await sql<{ look: string; toldAt: Date }>`
    select look, told_at from told_name
    where customer_id = ${customerId} and told_at > ${since} and told_at <= ${until}
    order by told_at`.execute(trx)
  return rows
}

export async function putToldNames(
  trx: Trx,
  customerId: string,
  looks: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    insert into told_name (customer_id, look, told_at)
    select ${customerId}::uuid, look, ${now}::timestamptz from unnest(${looks}::text[]) as told (look)
    on conflict (customer_id, look) do update set told_at = excluded.told_at`.execute(trx)
}

export async function deleteToldNames(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('toldName').where('toldAt', '<=', before).execute()
}
