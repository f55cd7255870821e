import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeCursor } from '#server/platform/api.ts'
import { tmasUrl, userIn } from '#server/testing/front-door.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'

let house: House
let boss: Asking

beforeAll(async () => {
  house = await openHouse()
  const { username } = await house.person(house.north, 'chain_and_user_manager', { username: 'zz.boss' })
  boss = await house.signIn(username)
  const add = (username: string, firstName: string, lastName: string, locationId: string) =>
    userIn(house, locationId, `${username}@north.example`, { username, firstName, lastName })
  await add('u1', 'Élodie', 'Ångström', house.store)
  await add('u2', 'Zoë', 'Abbott', house.store)
  await add('u3', 'adam', 'abbott', house.coast)
  await add('U4', 'Bea', '100%_sure', house.east)
  await userIn(house, house.south, 'elodie@south.example', { username: 'elodie.south', firstName: 'Élodie' })
})
afterAll(() => house.close())

const namesOf = async (query: string) => {
  const { body } = await boss.ask('GET', `/users?${query}`)
  return body.items.map(({ username }: { username: string }) => username)
}

test.each([
  ['search=elodie', ['u1']],
  ['search=%C3%89LODIE', ['u1']],
  ['search=ang', ['u1']],
  ['search=abb', ['u3', 'u2']],
  ['search=abb%20zo', ['u2']],
  ['search=u4%40NORTH', ['U4']],
  ['search=100%25_', ['U4']],
  ['search=%25', []],
  ['search=_', []],
  ['search=lodie', []],
])('the list is searched by the beginnings of names and addresses: %s', async (query, expected) => {
  expect(await namesOf(query)).toEqual(expected)
})

test.each([
  ['sort=username', ['north-boss', 'u1', 'u2', 'u3', 'U4', 'zz.boss']],
  ['sort=-username', ['zz.boss', 'U4', 'u3', 'u2', 'u1', 'north-boss']],
  ['sort=email', ['north-boss', 'u1', 'u2', 'u3', 'U4', 'zz.boss']],
  ['sort=-lastSignInAt&limit=1', ['zz.boss']],
  ['status=disabled', []],
  ['linked=true', []],
  ['linked=false&status=enabled&role=viewer&sort=username', ['u1', 'u2', 'u3', 'U4']],
])('the list is ordered and filtered: %s', async (query, expected) => {
  expect(await namesOf(query)).toEqual(expected)
})

test('those with access to a location hold something on it or above it; with includeBelow also below', async () => {
  const on = (location: string, more = '') => namesOf(`location=${location}&sort=username${more}`)
  expect(await on(house.store)).toEqual(['north-boss', 'u1', 'u2', 'u3', 'zz.boss'])
  expect(await on(house.coast)).toEqual(['north-boss', 'u3', 'zz.boss'])
  expect(await on(house.coast, '&includeBelow=true')).toEqual(['north-boss', 'u1', 'u2', 'u3', 'zz.boss'])
  expect(await on(house.coast, '&role=viewer')).toEqual(['u3'])
})

test.each([
  'username',
  '-username',
  'name',
  '-name',
  'email',
  '-email',
  'status',
  '-status',
  'lastSignInAt',
  '-lastSignInAt',
])('page by page, in the order of %s, everybody comes once', async (sort) => {
  const whole = await namesOf(`sort=${sort}`)
  const paged: string[] = []
  let cursor = ''
  for (let page = 0; page < 10; page += 1) {
    const { body } = await boss.ask('GET', `/users?sort=${sort}&limit=2${cursor}`)
    expect(body.total).toBe(6)
    paged.push(...body.items.map(({ username }: { username: string }) => username))
    if (body.next === null) break
    cursor = `&cursor=${body.next}`
  }
  expect(paged).toEqual(whole)
  expect(paged).toHaveLength(6)
})

test.each([
  ['cursor=nonsense', 'cursor'],
  [`cursor=${writeCursor(['-name', ['a', 'b', 'c']])}`, 'cursor'],
  [`cursor=${writeCursor(['name', ['a', 'b']])}`, 'cursor'],
  [`sort=status&cursor=${writeCursor(['status', ['maybe', 'b']])}`, 'cursor'],
  [`sort=lastSignInAt&cursor=${writeCursor(['lastSignInAt', ['2026-99-99 00:00:00+00', 'b']])}`, 'cursor'],
  [`cursor=${writeCursor(['name', ['a\0', 'b', 'c']])}`, 'cursor'],
  ['search=a%00', 'search'],
  ['sort=password_hash', 'sort'],
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['location=here', 'location'],
  ['customerId=1', 'customerId'],
])('a query with %s is refused, not ignored (AUTHZ-09)', async (query, field) => {
  const { status, body } = await boss.ask('GET', `/users?${query}`)
  expect(status).toBe(400)
  expect(Object.keys(body.errors)).toEqual([field])
})

test('the number of all is that of those listed, whatever is filtered, and in a branch of many locations', async () => {
  const region = await house.addLocation(house.north, 'region', 'Wide')
  const stores = Array.from({ length: 120 }, (_, n) => house.addLocation(region, 'store', `Wide ${n}`))
  const [first = '', second = ''] = await Promise.all(stores)
  const twice = await house.person(first, 'viewer', { username: 'twice' })
  await house.person(second, 'location_manager', { username: 'once' })
  const memberships = [first, second].map((locationId) => ({ locationId, role: 'viewer' }))
  expect((await boss.ask('PATCH', `/users/${twice.id}`, { memberships })).status).toBe(200)
  const wide = await house.signIn((await house.person(house.north, 'user_manager')).username)
  for (const filter of [
    'role=viewer',
    'role=viewer&status=enabled',
    `location=${region}&includeBelow=true`,
    `location=${region}&includeBelow=true&role=viewer`,
    `location=${second}`,
    `location=${region}&includeBelow=true&search=twice`,
    'linked=true',
    '',
  ])
    for (const asking of [boss, wide]) {
      const { body } = await asking.ask('GET', `/users?limit=200&${filter}`)
      expect.soft(body.total, filter).toBe(body.items.length)
    }
  const below = await boss.ask('GET', `/users?location=${region}&includeBelow=true&role=viewer`)
  expect(below.body.items.map(({ username }: { username: string }) => username)).toEqual(['twice'])
})

test('a cursor leads nowhere where its bearer may not go (AUTHZ-09)', async () => {
  const { username } = await house.person(house.east, 'user_manager', { username: 'zz.east' })
  const east = await house.signIn(username)
  const { body } = await boss.ask('GET', '/users?sort=username&limit=1')
  const followed = await east.ask('GET', `/users?sort=username&cursor=${body.next}`)
  expect(followed.body.items.map((user: { username: string }) => user.username)).toEqual(['U4', 'zz.east'])
  expect(followed.body.total).toBe(2)
})

test('an export breaks off when its reader is signed out, rather than look complete (AUTHZ-11)', async () => {
  const rows = Array.from({ length: 2100 }, (_, n) => `many.${n},many.${n}@north.example,viewer,STORE-1\n`)
  const file = `username,email,role,location\n${rows.join('')}`
  expect((await boss.ask('POST', '/users/import', file)).status).toBe(201)
  const reader = await house.signIn((await house.person(house.north, 'user_manager')).username)
  const cookie = [...reader.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { host: new URL(tmasUrl).host, cookie }
  const answer = await house.app.request(`${tmasUrl}/api/v1/users?format=csv`, { headers })
  const body = answer.body?.getReader()
  await body?.read()
  await house.db.deleteFrom('session').execute()
  const rest = async () => {
    while (!(await body?.read())?.done);
  }
  await expect(rest()).rejects.toThrow('session ended')
})

test('an export breaks off when its API key expires, or its session is unused for an hour (R28, R33)', async () => {
  const rows = Array.from({ length: 2100 }, (_, n) => `late.${n},late.${n}@north.example,viewer,STORE-1\n`)
  const admin = await house.signIn((await house.person(house.north, 'chain_and_user_manager')).username)
  const file = `username,email,role,location\n${rows.join('')}`
  expect((await admin.ask('POST', '/users/import', file)).status).toBe(201)
  const expiresAt = new Date(house.now().getTime() + 60_000).toISOString()
  const wanted = { name: 'Short', role: 'user_manager', locationId: house.north, expiresAt }
  const made = await admin.ask('POST', '/api-keys', wanted)
  expect(made.status).toBe(201)
  const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  const exporting = async (more: Record<string, string>) => {
    const headers = { host: new URL(tmasUrl).host, ...more }
    const answer = await house.app.request(`${tmasUrl}/api/v1/users?format=csv`, { headers })
    expect(answer.status).toBe(200)
    const body = answer.body?.getReader()
    await body?.read()
    return async () => {
      while (!(await body?.read())?.done);
    }
  }
  const [withKey, withSession] = [
    await exporting({ authorization: `Bearer ${made.body.key}` }),
    await exporting({ cookie }),
  ]
  house.passTime(2 * 60_000)
  await expect(withKey()).rejects.toThrow('API key ended')
  house.passTime(60 * 60_000)
  await expect(withSession()).rejects.toThrow('session ended')
})
