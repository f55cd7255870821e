import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Actor } from './audit.ts'
import type { StoredRecord } from './chain.ts'

/** The end of a customer's chain. */
export type Head = { sequence: number; digest: Buffer }

export type ChainedRecord = StoredRecord & {
  sequence: number
  digest: Buffer
  /** Null once the personal words are erased, and never before. */
  salt: Buffer | null
  erasedDigest: Buffer | null
  /** The record of the erasure. */
  erasedBy: string | null
}

/** A position in a chain: that of the record read last. */
export type Position = { sequence: number; id: string }

/** Microseconds: the digest is over the time as exactly as PostgreSQL knows it. */
const said = sql`
  id, customer_id, (extract(epoch from at) * 1000000)::bigint as at, action, detail, actor_kind, actor_user_id,
  actor_api_key_id, ip, user_agent`

/** The heads of all chains that are complete. */
export async function listHeads(db: Db): Promise<(Head & { customerId: string })[]> {
  const { rows } = await sql<Head & { customerId: string }>`
    select customer_id, sequence, digest from audit_head where complete order by customer_id`.execute(db)
  return rows
}

/**
 * Which of these ends of chains are in this database's chains, whether they go on or not; `missing` are those whose
 * customer is here, with its records from then on, and has another record at that place.
 */
export async function compareHeads(
  db: Db,
  heads: readonly (Head & { customerId: string })[],
): Promise<{ found: number; missing: string[] }> {
  const { rows } = await sql<{ customerId: string; isSame: boolean | null }>`
    select given.customer_id, record.digest = decode(given.digest, 'hex') as is_same
    from unnest(
      ${heads.map(({ customerId }) => customerId)}::uuid[], ${heads.map(({ sequence }) => sequence)}::bigint[],
      ${heads.map(({ digest }) => digest.toString('hex'))}::text[]
    ) as given (customer_id, sequence, digest)
      join audit_head using (customer_id)
      left join audit_record as record on record.customer_id = given.customer_id and record.sequence = given.sequence
    where record.id is not null
      or not exists (select from audit_record where customer_id = given.customer_id and sequence > given.sequence)`.execute(
    db,
  )
  const missing = rows.filter(({ isSame }) => !isSame).map(({ customerId }) => customerId)
  return { found: rows.length - missing.length, missing }
}

/** Records of a chain in its order, after a position. */
export async function listChained(
  db: Db,
  customerId: string,
  after: Position | undefined,
  limit: number,
): Promise<ChainedRecord[]> {
  const rest = after ? sql`and (sequence, id) > (${after.sequence}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<ChainedRecord>`
    select ${said}, sequence, digest, salt, erased_digest, erased_by from audit_record
    where customer_id = ${customerId} and sequence is not null ${rest}
    order by sequence, id limit ${limit}`.execute(db)
  return rows
}

/** Every customer that has records, a head, or only its own row. */
export async function listTrails(db: Db): Promise<
  {
    customerId: string
    name: string | null
    sequence: number | null
    digest: Buffer | null
    complete: boolean | null
    /** The first record without a place in the chain, and how many there are. */
    unchainedId: string | null
    unchained: number
  }[]
> {
  // The customers of records by leaps through the index, because a foreign key may have been removed like anything
  // else.
  const { rows } = await sql<Awaited<ReturnType<typeof listTrails>>[number]>`
    with recursive recorded as (
      (select customer_id from audit_record order by customer_id limit 1)
      union all
      select (select customer_id from audit_record where customer_id > recorded.customer_id order by customer_id limit 1)
      from recorded where recorded.customer_id is not null
    ), concerned as (
      select customer_id from recorded where customer_id is not null
      union select id from customer
      union select customer_id from audit_head
    )
    select concerned.customer_id, location.name, head.sequence, head.digest, head.complete,
      (select id from audit_record where customer_id = concerned.customer_id and sequence is null order by at, id limit 1)
        as unchained_id,
      (select count(*) from audit_record where customer_id = concerned.customer_id and sequence is null) as unchained
    from concerned
      left join audit_head as head using (customer_id)
      left join location on location.id = concerned.customer_id
    order by concerned.customer_id`.execute(db)
  return rows
}

/** Customers that the operator has removed, with their records. */
export async function listRemoved(db: Db | Trx): Promise<{ customerId: string; removedAt: Date }[]> {
  const { rows } = await sql<{ customerId: string; removedAt: Date }>`
    select customer_id, removed_at from removed_customer order by removed_at`.execute(db)
  return rows
}

/** Customers whose records from before the chain still wait for their places. */
export async function listIncomplete(db: Db): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    select customer_id from audit_head where not complete order by customer_id`.execute(db)
  return rows.map(({ customerId }) => customerId)
}

/** The head of a chain, locked: no record is added meanwhile. Undefined if the chain is complete by now. */
export async function lockIncompleteHead(trx: Trx, customerId: string): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select sequence, digest from audit_head where customer_id = ${customerId} and not complete
    for no key update`.execute(trx)
  return rows[0]
}

export async function listUnchained(trx: Trx, customerId: string, limit: number): Promise<StoredRecord[]> {
  const { rows } = await sql<StoredRecord>`
    select ${said} from audit_record where customer_id = ${customerId} and sequence is null
    order by at, id limit ${limit}`.execute(trx)
  return rows
}

export type Place = { id: string; sequence: number; digest: Buffer; salt: Buffer }

/** Gives records from before the chain their places. Only the owner of the table may. */
export async function placeRecords(trx: Trx, customerId: string, places: readonly Place[]): Promise<void> {
  const hex = (part: 'digest' | 'salt') => places.map((place) => place[part].toString('hex'))
  await sql`
    update audit_record set sequence = place.sequence, digest = decode(place.digest, 'hex'), salt = decode(place.salt, 'hex')
    from unnest(
      ${places.map(({ id }) => id)}::uuid[], ${places.map(({ sequence }) => sequence)}::bigint[],
      ${hex('digest')}::text[], ${hex('salt')}::text[]
    ) as place (id, sequence, digest, salt)
    where audit_record.id = place.id and audit_record.customer_id = ${customerId}`.execute(trx)
}

export async function moveHead(trx: Trx, customerId: string, { sequence, digest }: Head): Promise<void> {
  await sql`update audit_head set sequence = ${sequence}, digest = ${digest} where customer_id = ${customerId}`.execute(
    trx,
  )
}

export async function completeHead(trx: Trx, customerId: string): Promise<void> {
  await sql`update audit_head set complete = true where customer_id = ${customerId}`.execute(trx)
}

/** Erasures that wait for the trail, the oldest first, with their chains complete. */
export async function listErasures(db: Db): Promise<{ customerId: string; userId: string }[]> {
  const { rows } = await sql<{ customerId: string; userId: string }>`
    select erasure.customer_id, erasure.user_id from erasure
    where not exists (select from audit_head where audit_head.customer_id = erasure.customer_id and not complete)
    order by asked_at`.execute(db)
  return rows
}

export type Erasure = {
  customerId: string
  userId: string
  askedAt: Date
  askedBy: Actor
  /** Those of the person, in lower case. */
  addresses: string[]
  /** The references of their sign-ins. */
  signIns: string[]
}

/** Takes an erasure off the list, for this transaction; undefined if another one has it. */
export async function takeErasure(
  trx: Trx,
  { customerId, userId }: Pick<Erasure, 'customerId' | 'userId'>,
): Promise<Erasure | undefined> {
  const { rows } = await sql<Erasure>`
    delete from erasure where ctid = (
      select ctid from erasure where customer_id = ${customerId} and user_id = ${userId} for update skip locked
    ) returning *`.execute(trx)
  return rows[0]
}

/**
 * The records of a customer that say something personal of someone: that are about them, about their sign-ins, or have
 * one of their addresses as a value. A record about another user is not one of them, unless it names the login ID of
 * the person's account. What managers choose freely, such as a name, finds nothing: with a well-chosen one, they could
 * otherwise have the trail of what they did emptied.
 */
export async function listRecordsAbout(
  trx: Trx,
  { customerId, userId, addresses, signIns }: Erasure,
): Promise<ChainedRecord[]> {
  const { rows } = await sql<ChainedRecord>`
    select ${said}, sequence, digest, salt, erased_digest, erased_by from audit_record
    where customer_id = ${customerId} and sequence is not null and erased_digest is null and (
      lower(detail ->> 'loginId') = any(${addresses}::text[])
      or detail ->> 'userId' = ${userId}
      or detail ->> 'userId' is null and (
        detail ->> 'reference' = any(${signIns}::text[])
        or exists (
          select from jsonb_path_query(detail, 'strict $.**') as value
          where jsonb_typeof(value) = 'string' and lower(value #>> '{}') = any(${addresses}::text[])
        )
      )
    ) order by sequence`.execute(trx)
  return rows
}

export type Erased = { id: string; digest: Buffer; detail: object }

/** Takes the personal words out of records. Only the owner of the table may. */
export async function eraseRecords(
  trx: Trx,
  customerId: string,
  by: string,
  records: readonly Erased[],
): Promise<void> {
  await sql`
    update audit_record set detail = one.detail, ip = null, user_agent = null, salt = null,
      erased_digest = decode(one.digest, 'hex'), erased_by = ${by}
    from unnest(
      ${records.map(({ id }) => id)}::uuid[], ${records.map(({ digest }) => digest.toString('hex'))}::text[],
      ${records.map(({ detail }) => JSON.stringify(detail))}::jsonb[]
    ) as one (id, digest, detail)
    where audit_record.id = one.id and audit_record.customer_id = ${customerId}`.execute(trx)
}

/** What keeps the database from altering records: whether the role may not, and whether the triggers are in force. */
export async function readProtection(db: Db): Promise<{ role: string; mayAlter: boolean; triggers: number }> {
  const { rows } = await sql<{ role: string; mayAlter: boolean; triggers: number }>`
    select current_user::text as role,
      has_table_privilege('audit_record', 'update') or has_table_privilege('audit_record', 'delete')
        or has_table_privilege('audit_record', 'truncate') or has_table_privilege('audit_head', 'update')
        or pg_has_role((select relowner from pg_class where oid = 'audit_record'::regclass), 'member') as may_alter,
      (select count(*) from pg_trigger where tgrelid = 'audit_record'::regclass and tgenabled in ('O', 'A')
        and tgname in ('audit_record_stays', 'audit_record_leaves_with_its_customer', 'audit_record_is_final')) as triggers`.execute(
    db,
  )
  return rows[0] as NonNullable<(typeof rows)[0]>
}
