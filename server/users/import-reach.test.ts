import { afterAll, beforeAll, expect, test } from 'vitest'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { insertLink } from './links.queries.ts'
import { type Asking, type Body, type House, openHouse } from './testing/house.ts'

let house: House
let boss: Asking

beforeAll(async () => {
  house = await openHouse()
  const { username } = await house.person(house.north, 'chain_and_user_manager', { username: 'the.boss' })
  boss = await house.signIn(username)
})
afterAll(() => house.close())

const check = (file: string, who = boss) => who.ask('POST', '/users/import?dryRun=true', file)
const save = (file: string, query = '', who = boss) => who.ask('POST', `/users/import${query}`, file)
const faultsOf = (body: Body) => body.rows.map(({ faults }: { faults: object }) => faults)
const userNamed = async (username: string) =>
  (await boss.ask('GET', `/users?search=${username}`)).body.items[0]

test('a user has at most 100 roles in an import, as in the form: more is a fault that names the bound (R22)', async () => {
  await house.person(house.store, 'viewer', { username: 'many.old', email: 'many.old@north.example' })
  for (const name of ['many.old', 'many.new']) {
    const row = `${name},${name}@north.example,viewer,STORE-1\n`
    const other = 'few.one,few.one@north.example,viewer,STORE-1\n'
    const file = `username,email,role,location\n${other}${row.repeat(101)}`
    const { body } = await check(file)
    expect(body).toMatchObject({ refused: 101, changed: 0, added: 1 })
    expect(body.rows.at(-1)).toMatchObject({
      userId: name === 'many.new' ? null : expect.any(String),
      faults: { row: 'too_many_roles' },
    })
    const saved = await save(file)
    expect([saved.status, saved.body.errors['3.row']]).toEqual([400, messages.en.users.faults.too_many_roles])
    expect(saved.body.errors['3.row']).toContain('100')
    const fewer = await check(`username,email,role,location\n${row.repeat(100)}`)
    expect(faultsOf(fewer.body).slice(1)).toEqual(
      Array.from({ length: 99 }, () => ({ username: 'twice_in_file' })),
    )
  }
})

test('locations with one name are told apart by their paths, however the name is written; else they are several', async () => {
  await house.addLocation(await house.addLocation(house.north, 'district', 'West'), 'store', 'Small Kiosk')
  const middle = await house.addLocation(house.north, 'district', 'Middle')
  const other = await house.addLocation(middle, 'store', 'Other Kiosk')
  await house.db.updateTable('location').set({ name: 'SMALL  kiosk' }).where('id', '=', other).execute()
  const rows = [
    ...['small kiosk', 'Small KIOSK', 'west > small kiosk', 'North › Middle › Small Kiosk'],
    ...['East › Small Kiosk', '›', 'a>b>c>d>e>f>g>Small Kiosk'],
  ]
  const file = rows.map((at, i) => `at.${i},at.${i}@north.example,viewer,${at}`).join('\n')
  expect(faultsOf((await check(`username,email,role,location\n${file}`)).body)).toEqual([
    { location: 'several_locations' },
    { location: 'several_locations' },
    {},
    {},
    { location: 'no_such_location' },
    { location: 'no_such_location' },
    { location: 'no_such_location' },
  ])
})

test('a location out of reach has no name in an import, though its location ID is right (R22)', async () => {
  await house.addLocation(house.coast, 'store', 'Hidden Harbour')
  await house.person(house.east, 'viewer', { username: 'out.one', email: 'out.one@north.example' })
  const keeper = await house.signIn((await house.person(house.east, 'user_manager')).username)
  const file = 'username,role,location\nout.one,viewer,HIDDEN-HARBOUR\n'
  const { body } = await check(file, keeper)
  expect(faultsOf(body)).toEqual([{ location: 'no_such_location' }])
  expect(JSON.stringify(body)).not.toContain('Hidden Harbour')
  expect(faultsOf((await check(file)).body)).toEqual([{}])
})

test('an address in other letters is the same address: no link ends, and nothing is to be confirmed (R9, R10)', async () => {
  const { id } = await house.person(house.store, 'viewer', {
    username: 'ca.se',
    email: 'ca.se@north.example',
  })
  await house.db.transaction().execute((trx) =>
    insertLink(trx, {
      id: crypto.randomUUID(),
      customerId: house.north,
      userId: id,
      tenantId: northTenantId,
      objectId: crypto.randomUUID(),
      loginId: 'ca.se@north.example',
      linkedAt: house.now(),
      lastUsedAt: house.now(),
    }),
  )
  const file = 'username,email\nca.se,Ca.Se@North.example\nthe.boss,The.Boss@north.example\n'
  const { body } = await check(file)
  expect(faultsOf(body)).toEqual([{}, {}])
  expect(body).toMatchObject({ changed: 2, consequences: null })
  expect((await save(file)).status).toBe(201)
  expect(await userNamed('ca.se')).toMatchObject({
    email: 'Ca.Se@North.example',
    microsoftLink: { loginId: 'ca.se@north.example' },
  })
})
