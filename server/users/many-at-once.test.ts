/** What adds up when many users are changed at once: notices, mails, waiting, and what fails on the way (R16, R27, R35). */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostToStrangers } from '#server/mail/budget.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { askOfMany } from './ask-of-many.ts'
import { actOnMany } from './many-users.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'

let house: House
let boss: Asking
let bossId: string
let bossName: string

beforeAll(async () => {
  house = await openHouse()
  const { id, username } = await house.person(house.north, 'chain_and_user_manager')
  bossId = id
  bossName = username
  boss = await house.signIn(username)
})
afterAll(() => house.close())

type Person = { id: string; username: string }

const act = (as: Asking, change: object, { dryRun = false } = {}) =>
  as.ask('POST', `/users/actions?dryRun=${dryRun}`, change)
const idsOf = (people: readonly { id: string }[]) => people.map(({ id }) => ({ id }))
const outcomesOf = ({ outcomes }: { outcomes: { outcome: string; code: string | null }[] }) =>
  outcomes.map(({ outcome, code }) => code ?? outcome)
const people = (n: number, at = house.store): Promise<Person[]> =>
  Promise.all(Array.from({ length: n }, () => house.person(at, 'viewer')))
const acting = () => ({
  actor: { kind: 'user' as const, userId: bossId, ip: '192.0.2.7' },
  customerId: house.north,
  memberships: [{ locationId: house.north, role: 'chain_and_user_manager' as const }],
  origin: 'https://tmas.example',
})
const noticesTo = async (username: string) =>
  (await mailsTo(house, `${username}@north.example`)).filter(({ subject }) => subject?.includes('manager'))

test('many who are made managers are one notice for each manager, which names them (R27)', async () => {
  const some = await people(3, house.east)
  const before = (await noticesTo(bossName)).length
  const make = { action: 'give_role', role: 'chain_manager', users: idsOf(some) }
  expect((await act(boss, make, { dryRun: true })).body.done).toBe(3)
  expect(await noticesTo(bossName)).toHaveLength(before)
  expect((await act(boss, make)).body.done).toBe(3)
  const [notice, ...others] = await noticesTo(bossName)
  expect(others).toHaveLength(before)
  expect(notice?.subject).toBe('TMAS: 3 people are now managers')
  expect(notice?.textBody).toContain(some.map(({ username }) => username).join(', '))
  // Those who have become managers are told, too.
  expect(await noticesTo(some[0]?.username ?? '')).toHaveLength(1)

  const [one] = (await people(1, house.east)) as [Person]
  await act(boss, { ...make, users: idsOf([one, ...some]) })
  expect((await noticesTo(bossName))[0]?.subject).toBe(`TMAS: ${one.username} is now a manager`)
  expect(await noticesTo(bossName)).toHaveLength(before + 2)
})

test('what a change ends besides sessions is counted before it is done: links, passwords, exceptions (R14, R22)', async () => {
  const [one] = (await people(1, house.east)) as [Person]
  const now = house.now()
  await house.db
    .insertInto('microsoftLink')
    .values({
      id: crypto.randomUUID(),
      customerId: house.north,
      userId: one.id,
      tenantId: house.north,
      objectId: one.id,
      loginId: `${one.username}@north.example`,
      linkedAt: now,
      lastUsedAt: now,
    })
    .execute()
  const make = { action: 'give_role', role: 'chain_manager', users: idsOf([one]) }
  const asked = await act(boss, make, { dryRun: true })
  expect(asked.body.outcomes).toMatchObject([{ outcome: 'done', links: 1, passwords: 0, exceptions: 0 }])
})

test('asking what would happen to many holds the customer for a moment only; the rest is asked for again (R22)', async () => {
  const some = await people(3)
  const { outcomes } = await askOfMany(house.db, acting(), { action: 'disable' }, some, house.now(), -1)
  expect(outcomesOf({ outcomes })).toEqual(['done', 'not_tried', 'not_tried'])
})

test('one manager of a customer at a time is told what would happen to many, and others are asked to wait (R22)', async () => {
  const users = idsOf(await people(1))
  await house.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('many users ' || ${house.north}, 0))`.execute(trx)
    const asked = await act(boss, { action: 'disable', users }, { dryRun: true })
    expect(asked).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect(asked.headers.get('retry-after')).toBe('1')
    expect((await act(boss, { action: 'disable', users })).body.done).toBe(1)
  })
})

test('after a lock that is not free in time, the rest is not tried, and no one is refused (R32)', async () => {
  const some = await people(3)
  await house.db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('userAccount')
      .select('id')
      .where('id', '=', some[1]?.id ?? '')
      .forUpdate()
      .execute()
    const { body } = await act(boss, { action: 'disable', users: idsOf(some) })
    expect(body).toMatchObject({ done: 1, refused: 0, notTried: 2 })
    expect(body.outcomes.slice(1)).toMatchObject([
      { outcome: 'not_tried', code: 'unavailable' },
      { outcome: 'not_tried', code: 'unavailable' },
    ])
  })
  const again = await act(boss, { action: 'disable', users: idsOf(some) })
  expect(outcomesOf(again.body)).toEqual(['unchanged', 'done', 'done'])
})

test('whether a commit whose connection broke has happened is unknown, and what follows is not tried (R32)', async () => {
  const some = await people(2)
  const faults: unknown[] = []
  // The database ends the connection once the work is done, and before its commit.
  const cut = new Proxy(house.db, {
    get: (db, name) =>
      name !== 'transaction'
        ? Reflect.get(db, name)
        : () => ({
            execute: (work: (trx: unknown) => Promise<unknown>) =>
              db.transaction().execute(async (trx) => {
                const found = await work(trx)
                const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
                await house.asOwner(`select pg_terminate_backend(${rows[0]?.pid})`)
                return found
              }),
          }),
  })
  const outcomes = await actOnMany(cut, acting(), { action: 'disable' }, some, house.now(), (fault) =>
    faults.push(fault),
  )
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unknown', 'not_tried'])
  expect(faults).toHaveLength(1)
})

test('who is as it was asked for is unchanged, also on an older version: an answer that was lost does no harm (R32)', async () => {
  const some = await people(2)
  const { body } = await act(
    boss,
    { action: 'move', locationId: house.coast, users: idsOf(some) },
    { dryRun: true },
  )
  const users = body.outcomes.map(({ userId, version }: Record<string, string>) => ({ id: userId, version }))
  const move = { action: 'move', locationId: house.coast, users }
  expect(outcomesOf((await act(boss, move)).body)).toEqual(['done', 'done'])
  expect(outcomesOf((await act(boss, move)).body)).toEqual(['unchanged', 'unchanged'])
})

test('someone without a location has none to be moved from, or to hold another role at (R22)', async () => {
  const [one] = (await people(1)) as [Person]
  await house.db.deleteFrom('membership').where('userId', '=', one.id).execute()
  const users = idsOf([one])
  for (const change of [
    { action: 'move', locationId: house.coast },
    { action: 'give_role', role: 'viewer' },
  ])
    expect(outcomesOf((await act(boss, { ...change, users })).body)).toEqual(['no_location'])
  const given = await act(boss, { action: 'give_role', role: 'viewer', locationId: house.store, users })
  expect(given.body.outcomes).toMatchObject([{ outcome: 'done', membershipsBefore: [] }])
})

test('how many mails are left today is said with what would happen, and how many it takes (R35)', async () => {
  const some = await people(2)
  const users = idsOf(some)
  const { body } = await act(boss, { action: 'mail_welcome', users }, { dryRun: true })
  expect(body.outcomes.map(({ mails }: { mails: number }) => mails)).toEqual([1, 1])
  expect(body.mailsLeft).toBeLessThanOrEqual(mostToStrangers)
  await act(boss, { action: 'mail_welcome', users: users.slice(0, 1) })
  const after = await act(boss, { action: 'mail_welcome', users }, { dryRun: true })
  expect(after.body.mailsLeft).toBe(body.mailsLeft - 1)
})
