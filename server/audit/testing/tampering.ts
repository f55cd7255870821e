import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '#server/audit/audit.ts'
import {
  beginningOf,
  digestOfContent,
  digestOfErased,
  digestOfPersonal,
  impersonalOf,
  linkTo,
} from '#server/audit/chain.ts'
import { cutRecords } from '#server/audit/cut-trail.queries.ts'
import {
  type ChainedRecord,
  eraseRecords,
  type Head,
  listChained,
  listHeads,
} from '#server/audit/trail.queries.ts'
import { checkTrails } from '#server/audit/verify-trail.ts'
import type { Db, Trx } from '#server/platform/database.ts'

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Some customers with a trail each, written as TMAS writes it. */
export async function writeTrails(db: Db, { customers = 4, records = 25 } = {}): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < customers; number++) {
    const customerId = randomUUID()
    ids.push(customerId)
    await sql`insert into customer (id, created_at) values (${customerId}, now())`.execute(db)
    const actor = { kind: 'user' as const, userId: randomUUID(), ip: '192.0.2.7', userAgent: 'Firefox' }
    for (let place = 0; place < records; place++)
      await db.transaction().execute(async (trx) => {
        const at = new Date(Date.UTC(2026, 0, 1, 0, place))
        const userId = randomUUID()
        const added = { userId, username: `user${place}`, email: `user${place}@north.example` }
        await record(trx, actor, at, { customerId, action: 'user.added', detail: added })
        const mailed = { locationId: customerId, count: place }
        await record(trx, { kind: 'operator' }, at, {
          customerId,
          action: 'password-links.mailed',
          detail: mailed,
        })
      })
  }
  return ids
}

export type Tampered = { what: string; found: boolean; where: string }

type Scene = {
  trx: Trx
  random: () => number
  customerId: string
  other: string
  records: ChainedRecord[]
  pick(): ChainedRecord
}

/**
 * Tampers with the trail once, at random, with all rights of the tables' owner, looks whether it is found, and takes it
 * back.
 *
 * @param owner a database with the role that owns the tables.
 */
export async function tamperOnce(owner: Db, seed: number): Promise<Tampered> {
  const random = randomFrom(seed)
  const seen = new Map((await listHeads(owner)).map(({ customerId, ...head }) => [customerId, head]))
  const outcome = { what: '', found: false, where: '' }
  await owner
    .transaction()
    .execute(async (trx) => {
      await sql`set local client_min_messages = warning`.execute(trx)
      await sql`alter table audit_record disable trigger user`.execute(trx)
      const customers = [...seen.keys()]
      const customerId = oneOf(random, customers)
      const other = oneOf(
        random,
        customers.filter((one) => one !== customerId),
      )
      const records = await listChained(trx, customerId, undefined, 10_000)
      const scene = { trx, random, customerId, other, records, pick: () => oneOf(random, records) }
      const kinds = Object.keys(tamperings)
      outcome.what = oneOf(random, kinds)
      outcome.where = (await tamperings[outcome.what]?.(scene)) ?? ''
      const { faults } = await checkTrails(trx, seen)
      outcome.found = faults.some((fault) => fault.customerId === customerId || fault.customerId === other)
      throw new TakeBack()
    })
    .catch((error) => {
      if (!(error instanceof TakeBack)) throw error
    })
  return outcome
}

class TakeBack extends Error {}

function oneOf<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T
}

/** Each says what it did, for whoever looks for one that was not found. */
const tamperings: Record<string, (scene: Scene) => Promise<string>> = {
  async 'a field is changed'({ trx, pick, random }) {
    const { id } = pick()
    const change = oneOf(random, [
      sql`at = at + interval '1 microsecond'`,
      sql`at = at - interval '1 day'`,
      sql`action = 'user.removed'`,
      sql`detail = detail || '{"username": "somebody.else"}'`,
      sql`detail = detail || '{"extra": 1}'`,
      sql`detail = detail - 'userId' - 'count'`,
      sql`actor_kind = case actor_kind when 'user' then 'stranger' else 'user' end`,
      sql`actor_user_id = gen_random_uuid()`,
      sql`actor_api_key_id = gen_random_uuid()`,
      sql`ip = '198.51.100.9'`,
      sql`ip = coalesce(ip, '') || ' '`,
      sql`user_agent = coalesce(user_agent, '') || 'x'`,
      sql`user_agent = ''`,
      sql`id = gen_random_uuid()`,
      sql`salt = substring(sha256(salt) from 1 for 16)`,
      sql`digest = sha256(digest)`,
    ])
    await sql`update audit_record set ${change} where id = ${id}`.execute(trx)
    return id
  },

  async 'the words of a record are erased, and no erasure names it'({
    trx,
    pick,
    random,
    records,
    customerId,
  }) {
    const one = pick()
    const by = oneOf(random, [randomUUID(), records.at(-1)?.id ?? ''])
    const digest = one.erasedDigest ?? digestOfPersonal(one, one.salt ?? Buffer.alloc(0))
    await eraseRecords(trx, customerId, by, [{ id: one.id, digest, detail: impersonalOf(one.detail) }])
    return `${one.sequence} by ${by}`
  },

  async 'an erased record says something again'({ trx, records, customerId }) {
    const { id, salt, detail, ...one } = records[0] as ChainedRecord
    const by = await record(trx, { kind: 'operator' }, new Date(), {
      customerId,
      action: 'person.erased',
      detail: { userId: randomUUID(), count: 1, erased: digestOfErased([id]) },
    })
    const digest = one.erasedDigest ?? digestOfPersonal({ id, detail, ...one }, salt ?? Buffer.alloc(0))
    await eraseRecords(trx, customerId, by, [
      { id, digest, detail: { ...detail, username: 'somebody.else' } },
    ])
    return '1'
  },

  async 'a record is removed'({ trx, pick }) {
    const { id, sequence } = pick()
    await sql`delete from audit_record where id = ${id}`.execute(trx)
    return `${sequence}`
  },

  async 'a record is removed, and those after it move up'({ trx, pick, customerId }) {
    const { id, sequence } = pick()
    await sql`delete from audit_record where id = ${id}`.execute(trx)
    await shift(trx, customerId, sequence, -1)
    await sql`update audit_head set sequence = sequence - 1 where customer_id = ${customerId}`.execute(trx)
    return `${sequence}`
  },

  async 'the last records are removed'({ trx, records, random, customerId }) {
    const from = Math.ceil(random() * records.length)
    await sql`delete from audit_record where customer_id = ${customerId} and sequence >= ${from}`.execute(trx)
    return `from ${from}`
  },

  async 'the last records are removed, and the head is moved back'({ trx, records, random, customerId }) {
    const from = 1 + Math.ceil(random() * (records.length - 1))
    await sql`delete from audit_record where customer_id = ${customerId} and sequence >= ${from}`.execute(trx)
    await setHead(trx, customerId, records[from - 2] as ChainedRecord)
    return `from ${from}`
  },

  async 'the first records are removed'({ trx, records, random, customerId }) {
    const to = Math.ceil(random() * records.length)
    await sql`delete from audit_record where customer_id = ${customerId} and sequence <= ${to}`.execute(trx)
    return `to ${to}`
  },

  async 'the beginning is cut off, and no record says so'({ trx, records, random, customerId }) {
    const last = oneOf(random, records)
    await cutRecords(trx, customerId, last)
    return `to ${last.sequence}`
  },

  async 'the beginning is cut off further than a record says'({ trx, records, random, customerId }) {
    const [{ sequence, digest }, last] = twoOf(random, records).toSorted(
      (a, b) => a.sequence - b.sequence,
    ) as [ChainedRecord, ChainedRecord]
    const detail = {
      sequence,
      digest: digest.toString('hex'),
      count: sequence,
      until: new Date().toISOString(),
    }
    await record(trx, { kind: 'operator' }, new Date(), { customerId, action: 'trail.cut', detail })
    await cutRecords(trx, customerId, last)
    return `to ${last.sequence} instead of ${sequence}`
  },

  async 'young records are cut off, and a record says of them that they were old'({
    trx,
    records,
    random,
    customerId,
  }) {
    const { sequence, digest } = oneOf(random, records)
    const detail = { sequence, digest: digest.toString('hex'), count: 3, until: '2019-01-01T00:00:00.000Z' }
    const at = new Date(Date.UTC(2026, 6, 1))
    await record(trx, { kind: 'operator' }, at, { customerId, action: 'trail.cut', detail })
    await cutRecords(trx, customerId, { sequence, digest })
    return `to ${sequence}`
  },

  async 'all records of a customer are removed'({ trx, customerId }) {
    await sql`delete from audit_record where customer_id = ${customerId}`.execute(trx)
    return ''
  },

  async 'a customer is removed with its whole trail'({ trx, customerId }) {
    await sql`delete from audit_record where customer_id = ${customerId}`.execute(trx)
    await sql`delete from audit_head where customer_id = ${customerId}`.execute(trx)
    await sql`delete from customer where id = ${customerId}`.execute(trx)
    return ''
  },

  async 'two records change places'({ trx, records, random }) {
    const [one, other] = twoOf(random, records)
    await sql`update audit_record set sequence = sequence + 1000000 where id = ${one.id}`.execute(trx)
    await sql`update audit_record set sequence = ${one.sequence} where id = ${other.id}`.execute(trx)
    await sql`update audit_record set sequence = ${other.sequence} where id = ${one.id}`.execute(trx)
    return `${one.sequence} and ${other.sequence}`
  },

  async 'two records change times'({ trx, records, random }) {
    const [one, other] = twoOf(
      random,
      records.filter(({ sequence }) => sequence % 2 === 1),
    )
    await sql`
      update audit_record set at = (select at from audit_record as another
        where another.id = case audit_record.id when ${one.id}::uuid then ${other.id}::uuid else ${one.id}::uuid end)
      where id in (${one.id}::uuid, ${other.id}::uuid)`.execute(trx)
    return `${one.sequence} and ${other.sequence}`
  },

  async 'the order is written again, and the chain with it'({ trx, records, random, customerId }) {
    const from = Math.floor(random() * (records.length - 1))
    const turned = records.toSpliced(
      from,
      2,
      records[from + 1] as ChainedRecord,
      records[from] as ChainedRecord,
    )
    await rewrite(trx, customerId, turned)
    return `${from + 1}`
  },

  async 'a record is changed, and the chain is written again from there'({
    trx,
    records,
    random,
    customerId,
  }) {
    const index = Math.floor(random() * records.length)
    await rewrite(
      trx,
      customerId,
      records.map((one, at) => (at === index ? { ...one, ip: '198.51.100.9' } : one)),
    )
    return `${index + 1}`
  },

  async 'a record is removed, and the chain is written again from there'({
    trx,
    records,
    random,
    customerId,
  }) {
    const index = Math.floor(random() * records.length)
    await rewrite(trx, customerId, records.toSpliced(index, 1))
    return `${index + 1}`
  },

  async 'a record is added, and the chain is written again from there'({ trx, records, random, customerId }) {
    const index = Math.floor(random() * records.length)
    const copy = { ...(records[index] as ChainedRecord), id: randomUUID() }
    await rewrite(trx, customerId, records.toSpliced(index, 0, copy))
    return `${index + 1}`
  },

  async 'a record is added without a place'({ trx, pick }) {
    await sql`
      insert into audit_record (id, customer_id, at, action, detail, actor_kind)
      select gen_random_uuid(), customer_id, at, action, detail, actor_kind from audit_record
      where id = ${pick().id}`.execute(trx)
    return ''
  },

  async 'a record is added at the end with a digest that is made up'({ trx, pick, records }) {
    await sql`
      insert into audit_record (id, customer_id, at, action, detail, actor_kind, sequence, digest, salt)
      select gen_random_uuid(), customer_id, at, action, detail, actor_kind, ${records.length + 1}, digest, salt
      from audit_record where id = ${pick().id}`.execute(trx)
    return ''
  },

  async 'a record is given to another customer'({ trx, pick, other, records }) {
    const { id, sequence } = pick()
    await sql`update audit_record set customer_id = ${other}, sequence = ${records.length + 1} where id = ${id}`.execute(
      trx,
    )
    return `${sequence}`
  },

  async 'a record loses its place'({ trx, pick }) {
    const { id, sequence } = pick()
    await sql`update audit_record set sequence = null, digest = null, salt = null where id = ${id}`.execute(
      trx,
    )
    return `${sequence}`
  },

  async 'a trail is declared to be from before the chain'({ trx, customerId }) {
    await sql`
      update audit_record set sequence = null, digest = null, salt = null, ip = null
      where customer_id = ${customerId}`.execute(trx)
    await sql`
      update audit_head set sequence = 0, digest = audit_beginning(customer_id), complete = false
      where customer_id = ${customerId}`.execute(trx)
    return ''
  },

  async 'the head is altered'({ trx, customerId, random }) {
    const change = oneOf(random, [
      sql`digest = sha256(digest)`,
      sql`sequence = sequence + 1`,
      sql`sequence = sequence - 1`,
      sql`complete = false`,
    ])
    await sql`update audit_head set ${change} where customer_id = ${customerId}`.execute(trx)
    return ''
  },

  async 'the head is removed'({ trx, customerId }) {
    await sql`delete from audit_head where customer_id = ${customerId}`.execute(trx)
    return ''
  },
}

function twoOf(
  random: () => number,
  records: readonly ChainedRecord[],
): readonly [ChainedRecord, ChainedRecord] {
  const one = oneOf(random, records)
  return [
    one,
    oneOf(
      random,
      records.filter(({ id }) => id !== one.id),
    ),
  ]
}

/** Moves all records after a place. Each goes far away first, because no two may ever have the same place. */
async function shift(trx: Trx, customerId: string, after: number, by: number): Promise<void> {
  await sql`
    update audit_record set sequence = sequence + 1000000
    where customer_id = ${customerId} and sequence > ${after}`.execute(trx)
  await sql`
    update audit_record set sequence = sequence - 1000000 + ${by}
    where customer_id = ${customerId} and sequence > 1000000`.execute(trx)
}

async function setHead(trx: Trx, customerId: string, { sequence, digest }: Head): Promise<void> {
  await sql`update audit_head set sequence = ${sequence}, digest = ${digest} where customer_id = ${customerId}`.execute(
    trx,
  )
}

/** Writes a customer's whole chain as somebody can who has read TMAS's source: everything in it fits. */
async function rewrite(trx: Trx, customerId: string, records: readonly ChainedRecord[]): Promise<void> {
  await sql`delete from audit_record where customer_id = ${customerId}`.execute(trx)
  let end: Head = { sequence: 0, digest: beginningOf(customerId) }
  for (const one of records) {
    const sequence = end.sequence + 1
    end = {
      sequence,
      digest: linkTo(end.digest, sequence, digestOfContent(one, one.salt ?? Buffer.alloc(0))),
    }
    await sql`
      insert into audit_record (id, customer_id, at, action, detail, actor_kind, actor_user_id, actor_api_key_id, ip,
        user_agent, sequence, digest, salt)
      values (${one.id}, ${customerId}, to_timestamp(${one.at}::numeric / 1000000), ${one.action},
        ${JSON.stringify(one.detail)}::jsonb, ${one.actorKind}, ${one.actorUserId}, ${one.actorApiKeyId}, ${one.ip},
        ${one.userAgent}, ${sequence}, ${end.digest}, ${one.salt})`.execute(trx)
  }
  await setHead(trx, customerId, end)
}
