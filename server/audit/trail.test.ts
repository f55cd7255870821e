import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { record, recordAll } from './audit.ts'
import { chainEarlierRecords } from './chain-earlier.ts'
import { cutRecords } from './cut-trail.queries.ts'
import { cutOldRecords, cutTrails } from './cut-trail.ts'
import { eraseWords } from './erase-words.ts'
import { tamperOnce, writeTrails } from './testing/tampering.ts'
import { listChained, listHeads, readProtection } from './trail.queries.ts'
import { checkTrails, verifyTrail } from './verify-trail.ts'
import { readWitness, setWitnessAside, trailWatch, witnessFile, witnessTrail } from './witness.ts'

const operator = { kind: 'operator' as const }

let database: Awaited<ReturnType<typeof testDatabase>>
let db: Db
let owner: Db
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
  owner = openDatabase({ url: database.ownerUrl, poolSize: 2, timeLimits: false })
  folder = await mkdtemp(join(tmpdir(), 'tmas-trail-'))
})

afterAll(async () => {
  await owner.destroy()
  await database.close()
  await rm(folder, { recursive: true })
})

test('each record has its place in its customer’s chain, and the trail is whole (R23)', async () => {
  const [one = '', other = ''] = await writeTrails(db, { customers: 2, records: 3 })
  const records = await listChained(db, one, undefined, 100)
  expect(records.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6])
  const heads = await listHeads(db)
  expect(heads.find(({ customerId }) => customerId === one)).toMatchObject({
    sequence: 6,
    digest: records[5]?.digest,
  })
  expect((await listChained(db, other, undefined, 100)).length).toBe(6)
  expect(await verifyTrail(db, new Map())).toMatchObject({ records: 12, waiting: 0, faults: [] })
})

test('what is rolled back leaves no record and no gap; a crash neither loses nor doubles one (R23)', async () => {
  const customerId = await customer()
  await add(customerId)
  const lost = db.transaction().execute(async (trx) => {
    await record(trx, operator, new Date(), { customerId, action: 'chain.added', detail: said })
    throw new Error('broken')
  })
  await expect(lost).rejects.toThrow('broken')
  await add(customerId)
  expect(await sequences(customerId)).toEqual([1, 2])
})

test('sign-ins of one customer at the same time get places without gaps, and none fails (R23)', async () => {
  const [one, other] = [await customer(), await customer()]
  const both = Array.from({ length: 40 }, (_, turn) => (turn % 2 ? [one, other] : [other, one]))
  await Promise.all(
    both.map((customers) =>
      db.transaction().execute((trx) =>
        recordAll(
          trx,
          operator,
          new Date(),
          customers.map((customerId) => ({ customerId, action: 'chain.added' as const, detail: said })),
        ),
      ),
    ),
  )
  const all = Array.from({ length: 40 }, (_, index) => index + 1)
  expect(await sequences(one)).toEqual(all)
  expect(await sequences(other)).toEqual(all)
  expect((await verifyTrail(db, new Map())).faults).toEqual([])
})

test('an import writes thousands of records in their order (R23)', async () => {
  const customerId = await customer()
  const events = Array.from({ length: 4_500 }, (_, count) => ({
    customerId,
    action: 'password-links.mailed' as const,
    detail: { locationId: customerId, count },
  }))
  await db.transaction().execute((trx) => recordAll(trx, operator, new Date(), events))
  const records = await listChained(db, customerId, undefined, 5_000)
  expect(records.map(({ detail }) => detail.count)).toEqual(events.map(({ detail }) => detail.count))
  expect((await verifyTrail(db, new Map())).faults).toEqual([])
})

test.each([
  ['change', sql`update audit_record set action = 'x'`],
  ['remove', sql`delete from audit_record`],
  ['empty', sql`truncate audit_record`],
  ['unguard', sql`alter table audit_record disable trigger user`],
  ['unguard differently', sql`drop trigger audit_record_stays on audit_record`],
  ['move a head of', sql`update audit_head set sequence = sequence - 1`],
  ['remove a head of', sql`delete from audit_head`],
  ['add a head to', sql`insert into audit_head select * from audit_head limit 1`],
  ['cut', sql`insert into audit_cut select customer_id, 1, digest from audit_head limit 1`],
  [
    'rewrite the writing of',
    sql`create or replace function write_audit(given jsonb) returns void language sql as ''`,
  ],
])('TMAS’s own role cannot %s the trail (R23)', async (_what, statement) => {
  await expect(statement.execute(db)).rejects.toThrow(/permission denied|must be owner/)
})

test('the database knows whether a role may alter records (R23)', async () => {
  expect(await readProtection(db)).toMatchObject({ mayAlter: false, triggers: 3 })
  expect(await readProtection(owner)).toMatchObject({ mayAlter: true, triggers: 3 })
})

test('an erased person is no fault of the trail, and a record that says something of them again is (R39)', async () => {
  const customerId = await customer()
  const userId = randomUUID()
  const detail = { userId, username: 'erased', email: 'erased@north.example' }
  await db
    .transaction()
    .execute((trx) => record(trx, operator, new Date(), { customerId, action: 'user.added', detail }))
  await sql`
    insert into erasure (customer_id, user_id, asked_at, asked_by, addresses, sign_ins)
    values (${customerId}, ${userId}, now(), '{"kind": "operator"}', '{}', '{}')`.execute(db)
  await eraseWords(database.ownerUrl)
  const [erased] = await listChained(db, customerId, undefined, 10)
  expect(erased).toMatchObject({ detail: { userId }, salt: null })
  expect((await verifyTrail(db, new Map())).faults).toEqual([])

  const [again] = await owner
    .transaction()
    .execute(async (trx) => {
      await sql`alter table audit_record disable trigger user`.execute(trx)
      await sql`update audit_record set detail = ${JSON.stringify(detail)}::jsonb where id = ${erased?.id}`.execute(
        trx,
      )
      throw Object.assign(new Error('taken back'), { faults: (await checkTrails(trx, new Map())).faults })
    })
    .catch((error) => error.faults)
  expect(again).toMatchObject({ customerId, wrong: 'changed', sequence: 1, recordId: erased?.id })
})

test('records that are too old are cut off, and what is left is whole: it says itself where it begins (R23, R39)', async () => {
  const customerId = await customer()
  const person = { userId: randomUUID(), username: 'erased', email: 'erased@north.example' }
  for (const year of [2009, 2010, 2011, 2014, 2016]) await addAt(customerId, year, person)
  await sql`
    insert into erasure (customer_id, user_id, asked_at, asked_by, addresses, sign_ins)
    values (${customerId}, ${person.userId}, '2017-01-01', '{"kind": "operator"}', '{}', '{}')`.execute(db)
  await eraseWords(database.ownerUrl)
  const [, second] = await listChained(db, customerId, undefined, 10)

  const cutAt = (year: number) =>
    cutTrails(database.ownerUrl, new Date(Date.UTC(year - 7, 0, 1)), new Date(Date.UTC(year, 0, 1)))
  await cutAt(2019)
  const left = await listChained(db, customerId, undefined, 10)
  // The first of them is too old itself, which shows that nothing younger has gone.
  expect(left.map(({ sequence, action }) => `${sequence} ${action}`)).toEqual([
    '3 user.added',
    '4 user.added',
    '5 user.added',
    '6 person.erased',
    '7 trail.cut',
  ])
  expect(left.at(-1)?.detail).toEqual({
    sequence: 2,
    digest: second?.digest.toString('hex'),
    count: 2,
    until: '2012-01-01T00:00:00.000Z',
  })
  expect((await verifyTrail(db, new Map())).faults).toEqual([])
  // Another instance, or the next day, finds nothing to do.
  await cutAt(2019)
  expect(await sequences(customerId)).toEqual([3, 4, 5, 6, 7])
  // Those that were erased before are counted by the record of their erasure, as long as it is there.
  await cutAt(2022)
  expect(await sequences(customerId)).toEqual([4, 5, 6, 7, 8])
  expect((await verifyTrail(db, new Map())).faults).toEqual([])
  await cutAt(2026)
  expect(await sequences(customerId)).toEqual([6, 7, 8, 9])
  expect((await verifyTrail(db, new Map())).faults).toEqual([])
})

test('a chain is cut once its oldest record is a month too old, and no earlier (R39)', async () => {
  const customerId = await customer()
  for (const year of [2015, 2016, 2017]) await addAt(customerId, year)
  await cutTrails(database.ownerUrl, new Date('2015-01-20'), new Date('2022-01-20'))
  expect(await sequences(customerId)).toEqual([1, 2, 3])
  await cutTrails(database.ownerUrl, new Date('2016-02-10'), new Date('2023-02-10'))
  expect(await sequences(customerId)).toEqual([2, 3, 4])
  expect((await verifyTrail(db, new Map())).faults).toEqual([])
})

test('on a machine whose clock is wrong no record is deleted (R28, R39)', async () => {
  const customerId = await customer()
  for (const year of [2015, 2016, 2017]) await addAt(customerId, year)
  const ahead = () => new Date(Date.now() + 9 * 365 * 24 * 60 * 60 * 1000)
  await expect(cutOldRecords(db, database.ownerUrl, 2557, ahead)).rejects.toThrow(
    'no audit record is deleted',
  )
  expect(await sequences(customerId)).toEqual([1, 2, 3])
})

test('what a server has seen cannot be cut off, even with a record of it (R23)', async () => {
  const customerId = await customer()
  for (const year of [2015, 2016, 2017, 2018, 2019]) await addAt(customerId, year)
  const [, , third] = await listChained(db, customerId, undefined, 10)
  const seen = new Map([[customerId, { sequence: 3, digest: third?.digest ?? Buffer.alloc(0) }]])
  await cutTrails(database.ownerUrl, new Date('2020-01-01'), new Date())
  expect((await verifyTrail(db, new Map())).faults).toEqual([])
  const { faults } = await verifyTrail(db, seen)
  expect(faults).toMatchObject([{ customerId, wrong: 'missing', sequence: 4 }])
})

test('even the owner changes no record as long as the triggers are in force (R23)', async () => {
  await writeTrails(db, { customers: 1, records: 1 })
  for (const statement of [
    sql`update audit_record set ip = '192.0.2.1'`,
    sql`update audit_record set sequence = null, digest = null, salt = null`,
    sql`delete from audit_record`,
    sql`truncate audit_record`,
  ])
    await expect(statement.execute(owner)).rejects.toThrow('cannot be changed')
})

test('whatever is changed, removed, added or moved with the owner’s rights is found (R23)', async () => {
  const own = await testDatabase()
  const ownerOfOwn = openDatabase({ url: own.ownerUrl, poolSize: 2, timeLimits: false })
  await writeTrails(own.db, { customers: 3, records: 8 })
  const missed = []
  // A thousand of them: npm run tamper.
  for (let seed = 1; seed <= 120; seed++) {
    const tampered = await tamperOnce(ownerOfOwn, seed)
    if (!tampered.found) missed.push(tampered)
  }
  await ownerOfOwn.destroy()
  await own.close()
  expect(missed).toEqual([])
})

test('the first wrong record of each customer is named (R23)', async () => {
  const [changed = '', cut = '', holed = ''] = await writeTrails(db, { customers: 3, records: 3 })
  const [, , third] = await listChained(db, changed, undefined, 10)
  await tamper(`update audit_record set ip = 'x' where customer_id = '${changed}' and sequence in (3, 5)`)
  await tamper(`delete from audit_record where customer_id = '${cut}' and sequence > 4`)
  await tamper(`delete from audit_record where customer_id = '${holed}' and sequence in (2, 3)`)
  const { faults } = await verifyTrail(db, new Map())
  expect(faults).toContainEqual({
    customerId: changed,
    name: null,
    wrong: 'changed',
    sequence: 3,
    recordId: third?.id,
  })
  expect(faults).toContainEqual({
    customerId: cut,
    name: null,
    wrong: 'missing',
    sequence: 5,
    recordId: null,
  })
  expect(faults).toContainEqual({
    customerId: holed,
    name: null,
    wrong: 'missing',
    sequence: 2,
    recordId: null,
  })
  expect(faults).toHaveLength(3)
})

test('records from before the chain get their places while new ones are added, and nothing is lost (R23)', async () => {
  const own = await testDatabase()
  const customerId = randomUUID()
  await sql`insert into customer (id, created_at) values (${customerId}, now())`.execute(own.db)
  await sql`
    insert into audit_record (id, customer_id, at, action, detail, actor_kind, ip)
    select gen_random_uuid(), ${customerId}, now() - interval '1 second' * number, 'chain.added', '{"name": "é"}', 'operator', '::1'
    from generate_series(1, 2500) as number`.execute(own.db)
  await own.asOwner(
    `insert into audit_head (customer_id, sequence, digest, complete)
      values ('${customerId}', 0, audit_beginning('${customerId}'), false)`,
  )
  const meanwhile = async () => {
    for (let turn = 0; turn < 30; turn++)
      await own.db
        .transaction()
        .execute((trx) =>
          record(trx, operator, new Date(), { customerId, action: 'chain.added', detail: said }),
        )
  }
  const chaining = Promise.all([chainEarlierRecords(own.ownerUrl), chainEarlierRecords(own.ownerUrl)])
  await Promise.all([chaining, meanwhile()])
  await chainEarlierRecords(own.ownerUrl)
  expect(await verifyTrail(own.db, new Map())).toMatchObject({ records: 2530, waiting: 0, faults: [] })
  const records = await listChained(own.db, customerId, undefined, 2500)
  expect(records.slice(0, 1000).map(({ at }) => at)).toEqual(
    records
      .slice(0, 1000)
      .map(({ at }) => at)
      .sort((one, other) => one - other),
  )
  await own.close()
})

test('what was seen outside the database cannot be written again, nor can its end be cut off (R23)', async () => {
  const own = await testDatabase()
  const file = witnessFile(folder, { kind: 'postgres', url: own.url })
  const [first = '', second = ''] = await writeTrails(own.db, { customers: 2, records: 4 })
  expect((await witnessTrail(own.db, file)).size).toBe(0)
  expect([...(await readWitness(file)).keys()].sort()).toEqual([first, second].sort())

  await own.asOwner('alter table audit_record disable trigger user')
  await own.asOwner(`delete from audit_record where customer_id = '${first}' and sequence > 5`)
  await own.asOwner(
    `update audit_head set sequence = 5, digest = (select digest from audit_record
      where customer_id = '${first}' and sequence = 5) where customer_id = '${first}'`,
  )
  expect((await verifyTrail(own.db, new Map())).faults).toEqual([])
  expect((await verifyTrail(own.db, await readWitness(file))).faults).toEqual([
    { customerId: first, name: null, wrong: 'missing', sequence: 6, recordId: null },
  ])

  // The running server notices by itself, says it once, and does not believe the new end.
  const said: unknown[] = []
  const watch = trailWatch(own.db, file, { error: (what: object) => said.push(what) })
  await watch()
  await watch()
  expect(said).toEqual([{ customerId: first, wrong: 'missing', sequence: 6, recordId: null }])
  expect((await readWitness(file)).get(first)?.sequence).toBe(8)

  await setWitnessAside(file, new Date())
  expect((await readWitness(file)).size).toBe(0)
  await own.close()
})

test('the witness follows what is added, and is for the database of its address alone (R23)', async () => {
  const file = witnessFile(folder, { kind: 'embedded' })
  expect(file).not.toBe(witnessFile(folder, { kind: 'postgres', url: database.url }))
  const as = (userinfo: string) =>
    witnessFile(folder, { kind: 'postgres', url: `postgres://${userinfo}@db.example/tmas` })
  expect(as('one:a')).toBe(as('other:b'))
  const customerId = await customer()
  await add(customerId)
  await witnessTrail(db, file)
  await add(customerId)
  await witnessTrail(db, file)
  expect((await readWitness(file)).get(customerId)?.sequence).toBe(2)
  expect(await readFile(file, 'utf8')).not.toContain('Harbour')
})

const said = { locationId: randomUUID(), name: 'Harbour' }

async function customer(): Promise<string> {
  const id = randomUUID()
  await sql`insert into customer (id, created_at) values (${id}, now())`.execute(db)
  return id
}

function add(customerId: string) {
  return db
    .transaction()
    .execute((trx) => record(trx, operator, new Date(), { customerId, action: 'chain.added', detail: said }))
}

async function sequences(customerId: string): Promise<number[]> {
  return (await listChained(db, customerId, undefined, 1_000)).map(({ sequence }) => sequence)
}

/** One statement of somebody who owns the tables. */
async function tamper(statement: string): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    await sql`alter table audit_record disable trigger user`.execute(trx)
    await sql.raw(statement).execute(trx)
    await sql`alter table audit_record enable trigger user`.execute(trx)
  })
}

test('young records that were cut off are missed, even if a record says that they were old (R23)', async () => {
  const customerId = await customer()
  for (const year of [2024, 2025, 2026]) await addAt(customerId, year)
  const [, second] = await listChained(db, customerId, undefined, 10)
  if (!second) throw new Error('there is no second record')
  const { sequence, digest } = second
  const detail = { sequence, digest: digest.toString('hex'), count: 2, until: '2019-01-01T00:00:00.000Z' }
  const at = new Date(Date.UTC(2026, 6, 1))
  await db
    .transaction()
    .execute((trx) => record(trx, operator, at, { customerId, action: 'trail.cut', detail }))
  await owner.transaction().execute((trx) => cutRecords(trx, customerId, second))
  const { faults } = await verifyTrail(db, new Map())
  expect(faults).toContainEqual({ customerId, name: null, wrong: 'missing', sequence: 1, recordId: null })
})

/** One record at the beginning of a year. */
async function addAt(
  customerId: string,
  year: number,
  detail = { userId: randomUUID(), username: 'u', email: 'u@x.example' },
) {
  const at = new Date(Date.UTC(year, 0, 1))
  await db
    .transaction()
    .execute((trx) => record(trx, operator, at, { customerId, action: 'user.added', detail }))
}
