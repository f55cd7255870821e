import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Asking, type House, openHouse } from '#server/users/testing/house.ts'

let house: House
let boss: Asking
let bossName: string
let personId: string

beforeAll(async () => {
  house = await openHouse()
  bossName = (await house.person(house.north, 'chain_and_user_manager')).username
  boss = await house.signIn(bossName)
  personId = (await house.person(house.store, 'viewer')).id
  // Numbers of a sequence are not taken back with the transaction, so the trigger knows how often it was reached.
  await house.asOwner('create sequence reached')
  await house.asOwner('grant select on reached to public')
  await house.asOwner('create table conflict (code text, times int)')
  await house.asOwner(`
    create function conflict() returns trigger language plpgsql as $$
    declare planned conflict;
    begin
      select * into planned from conflict;
      if planned.times >= nextval('reached') then raise exception 'planned' using errcode = planned.code; end if;
      return new;
    end $$`)
  await house.asOwner(
    'create trigger conflict before insert on audit_record for each row execute function conflict()',
  )
})
afterEach(() => house.asOwner('delete from conflict'))
afterAll(() => house.close())

async function plan(code: '40001' | '40P01', times: number) {
  await house.asOwner('alter sequence reached restart')
  await house.asOwner('delete from conflict')
  await house.asOwner(`insert into conflict values ('${code}', ${times})`)
}

const requests: [string, () => Promise<{ status: number }>][] = [
  ['a change of a user', () => boss.ask('PATCH', `/users/${personId}`, { title: crypto.randomUUID() })],
  ['a new user', () => boss.ask('POST', '/users', newcomer())],
  [
    'a new location',
    () => boss.ask('POST', '/locations', { parentId: house.coast, type: 'store', name: 'S' }),
  ],
  [
    'a change of a location',
    () => boss.ask('PATCH', `/locations/${house.store}`, { region: crypto.randomUUID() }),
  ],
  ['a language', () => boss.ask('PATCH', '/account', { language: 'fr' })],
  ['a sign-in', () => house.signIn(bossName).then(() => ({ status: 201 }))],
]

test.each(requests)(
  '%s meets a deadlock and a serialization failure, and is made once (R32)',
  async (_, ask) => {
    for (const code of ['40P01', '40001'] as const) {
      await plan(code, 2)
      const before = await countRecords()
      const { status } = await ask()
      expect([200, 201]).toContain(status)
      const { rows } = await sql<{ reached: number }>`select last_value as reached from reached`.execute(
        house.db,
      )
      expect(rows[0]?.reached).toBeGreaterThan(2)
      expect((await countRecords()) - before).toBe((rows[0]?.reached ?? 0) - 2)
      await boss.ask('PATCH', '/account', { language: null })
    }
  },
)

test('a conflict that does not end is answered with 503, and nothing was done (R32)', async () => {
  await plan('40P01', 1000)
  const answer = await boss.ask('PATCH', `/users/${personId}`, { firstName: 'Ada' })
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  expect(answer.headers.get('retry-after')).toBe('5')
  expect((await boss.ask('GET', `/users/${personId}`)).body.firstName).toBe('')
})

function newcomer() {
  const username = crypto.randomUUID()
  const memberships = [{ locationId: house.store, role: 'viewer' }]
  return { username, email: `${username}@north.example`, memberships }
}

async function countRecords() {
  const { rows } = await sql<{ count: number }>`select count(*) from audit_record`.execute(house.db)
  return rows[0]?.count ?? 0
}
