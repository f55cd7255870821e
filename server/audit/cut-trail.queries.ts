import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Head } from './trail.queries.ts'

/** Customers whose chain is complete and begins with a record of before this time. */
export async function listTooOld(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    select customer_id from audit_head
    where complete and (
      select at from audit_record where customer_id = audit_head.customer_id and sequence is not null
      order by sequence limit 1
    ) < ${before}
    order by customer_id`.execute(db)
  return rows.map(({ customerId }) => customerId)
}

/** Locks the end of a complete chain, so that nothing is added or cut meanwhile; false if there is none. */
export async function lockHead(trx: Trx, customerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from audit_head where customer_id = ${customerId} and complete for no key update`.execute(trx)
  return rows.length > 0
}

/**
 * The last record to be cut off, and how many have been kept up to it. All records up to it are from before this time,
 * and so is the one that follows it: what is left begins with a record that is itself too old, so that the chain shows
 * that nothing younger has gone.
 */
export async function findLastBefore(
  trx: Trx,
  customerId: string,
  before: Date,
  most: number,
): Promise<(Head & { count: number }) | undefined> {
  const { rows } = await sql<Head & { count: number }>`
    select sequence, digest, sequence - coalesce((select sequence from audit_cut where customer_id = ${customerId}), 0) as count
    from audit_record
    where customer_id = ${customerId} and sequence < coalesce(
      (
        select sequence from audit_record
        where customer_id = ${customerId} and sequence is not null and at >= ${before}
        order by sequence limit 1
      ),
      ${Number.MAX_SAFE_INTEGER}
    ) and sequence <= ${most} + 1 + coalesce((select sequence from audit_cut where customer_id = ${customerId}), 0)
    order by sequence desc offset 1 limit 1`.execute(trx)
  return rows[0]
}

/** Removes the records up to this one, and notes where the chain begins. Only the owner of the tables may. */
export async function cutRecords(trx: Trx, customerId: string, { sequence, digest }: Head): Promise<void> {
  await sql`
    insert into audit_cut_erased (customer_id, record_id, erased_by)
    select customer_id, id, erased_by from audit_record
    where customer_id = ${customerId} and sequence <= ${sequence} and erased_by is not null`.execute(trx)
  await sql`
    delete from audit_cut_erased where customer_id = ${customerId} and erased_by in (
      select id from audit_record where customer_id = ${customerId} and sequence <= ${sequence}
    )`.execute(trx)
  await sql`
    insert into audit_cut (customer_id, sequence, digest) values (${customerId}, ${sequence}, ${digest})
    on conflict (customer_id) do update set sequence = excluded.sequence, digest = excluded.digest`.execute(
    trx,
  )
  await sql`
    delete from audit_record where customer_id = ${customerId} and sequence <= ${sequence}`.execute(trx)
}

/** The record that a chain follows since its beginning was cut off; undefined if it is whole. */
export async function findCut(db: Db | Trx, customerId: string): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select sequence, digest from audit_cut where customer_id = ${customerId}`.execute(db)
  return rows[0]
}

/** Records that were cut off after they had lost their words, by the record of the erasure. */
export async function listCutErased(db: Db | Trx, customerId: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ erasedBy: string; ids: string[] }>`
    select erased_by, array_agg(record_id) as ids from audit_cut_erased where customer_id = ${customerId}
    group by erased_by`.execute(db)
  return new Map(rows.map(({ erasedBy, ids }) => [erasedBy, ids]))
}
