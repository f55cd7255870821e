import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  setTenant,
  userIn,
} from '#server/testing/front-door.ts'
import { waitingOrSettled } from '#server/testing/locks.ts'
import type { LocationType } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

let door: FrontDoor
let north: { chainId: string }
let manager: Awaited<ReturnType<typeof signedInWith>>

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

let customers = 0
beforeEach(async () => {
  customers += 1
  north = await customerWithTenant(door, `North ${customers}`, northTenantId)
  manager = await signedInWith(door, 'chain_manager', north.chainId)
})

test('a Chain Manager adds a location, and reads it as it was entered', async () => {
  const entered = {
    parentId: north.chainId,
    type: 'store',
    name: ' Harbour Street ',
    code: 'S1',
    country: 'Canada',
    region: 'Québec',
    contactEmail: 'harbour@north.example',
    contactPhone: '+1 514 555 0100',
  }
  const added = await manager.api('POST', '/locations', entered)
  expect(added).toMatchObject({ status: 201, body: { ...entered, name: 'Harbour Street' } })
  expect(await manager.api('GET', `/locations/${added.body.id}`)).toEqual({ status: 200, body: added.body })
  expect(await newestRecord('location.added')).toMatchObject({
    actorUserId: manager.id,
    detail: { locationId: added.body.id, name: 'Harbour Street' },
  })
})

test.each<[LocationType, LocationType, number]>([
  ['chain', 'chain', 201],
  ['chain', 'region', 400],
  ['region', 'district', 201],
  ['district', 'region', 201],
  ['store', 'region', 201],
  ['store', 'store', 400],
  ['region', 'store', 400],
])('a %s under a %s is answered %i', async (type, parentType, status) => {
  const parentId = await locationUnder(north.chainId, parentType)
  const answer = await manager.api('POST', '/locations', { parentId, type, name: 'New' })
  expect(answer.status).toBe(status)
})

test.each([
  ['a field that does not exist', { customerId: 'x' }, 'customerId'],
  ['an id of the caller’s choice', { id: '0199f000-0000-7000-8000-000000000001' }, 'id'],
  ['a name without a letter in it', { name: '  ' }, 'name'],
  ['a name that a database cannot hold', { name: 'A\0B' }, 'name'],
  ['a name of two lines', { name: 'A\nB' }, 'name'],
  ['an address that is none', { contactEmail: 'ada at north' }, 'contactEmail'],
  ['a type that does not exist', { type: 'planet' }, 'type'],
])('%s is refused by name', async (_, wrong, field) => {
  const location = { parentId: north.chainId, type: 'store', name: 'New', ...wrong }
  const answer = await manager.api('POST', '/locations', location)
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'invalid_request', errors: { [field]: expect.any(String) } },
  })
})

test('a location ID is unique in a customer, and free in the next', async () => {
  await manager.api('POST', '/locations', { parentId: north.chainId, type: 'store', name: 'One', code: 'S1' })
  const twice = { parentId: north.chainId, type: 'store', name: 'Two', code: 'S1' }
  expect(await manager.api('POST', '/locations', twice)).toMatchObject({
    status: 409,
    body: { code: 'code_taken' },
  })
  const other = await customerWithTenant(door, `South ${customers}`, null)
  const neighbour = await signedInWith(door, 'chain_manager', other.chainId)
  expect((await neighbour.api('POST', '/locations', { ...twice, parentId: other.chainId })).status).toBe(201)
})

test('two locations without a location ID do not stand in each other’s way', async () => {
  for (const name of ['One', 'Two']) {
    const answer = await manager.api('POST', '/locations', {
      parentId: north.chainId,
      type: 'store',
      name,
      code: '',
    })
    expect(answer).toMatchObject({ status: 201, body: { code: null } })
  }
})

test('a location is renamed, with what it was called before on record', async () => {
  const id = await locationUnder(north.chainId, 'store', 'Old name')
  expect(await manager.api('PATCH', `/locations/${id}`, { name: 'New name' })).toMatchObject({
    status: 200,
    body: { name: 'New name' },
  })
  expect(await newestRecord('location.changed')).toMatchObject({
    detail: { locationId: id, before: { name: 'Old name' }, after: { name: 'New name' } },
  })
})

test('a region with stores under it does not become a store, and nothing becomes a chain', async () => {
  const region = await locationUnder(north.chainId, 'region')
  const store = await locationUnder(region, 'store')
  for (const [id, type] of [
    [region, 'store'],
    [store, 'chain'],
    [north.chainId, 'district'],
  ] as const)
    expect((await manager.api('PATCH', `/locations/${id}`, { type })).status).toBe(400)
  expect((await manager.api('PATCH', `/locations/${store}`, { type: 'region' })).status).toBe(200)
})

test('a move tells first whom it touches, changes nothing, and is done when confirmed', async () => {
  const [from, to] = [
    await locationUnder(north.chainId, 'chain', 'From'),
    await locationUnder(north.chainId, 'chain', 'To'),
  ]
  await setTenant(door, to, southTenantId)
  const region = await locationUnder(from, 'region')
  const store = await locationUnder(region, 'store')
  const employee = await signedInWith(door, 'viewer', store)
  await signedInWith(door, 'viewer', from)
  await signedInWith(door, 'viewer', to)
  await signedInWith(door, 'chain_manager', to)

  const told = await manager.api('PATCH', `/locations/${region}`, { parentId: to })
  expect(told).toMatchObject({
    status: 409,
    body: {
      code: 'confirmation_required',
      consequences: {
        locations: 2,
        usersWhoseDoorsChange: 1,
        usersGainingAccess: 2,
        usersLosingAccess: 1,
        sessionsThatEnd: 0,
      },
    },
  })
  expect((await manager.api('GET', `/locations/${region}`)).body.parentId).toBe(from)

  expect(await manager.api('PATCH', `/locations/${region}`, { parentId: to, confirm: true })).toMatchObject({
    status: 200,
    body: { parentId: to },
  })
  expect(await newestRecord('location.moved')).toMatchObject({ detail: { locationId: region, from, to } })
  expect(await employee.browser.session()).toBeDefined()
})

test('who is moved under mandatory authentication with a password session is out at the next request (R13, R28)', async () => {
  const brand = await locationUnder(north.chainId, 'chain')
  await door.db
    .insertInto('advancedSettings')
    .values({
      locationId: brand,
      customerId: north.chainId,
      azureTenantId: northTenantId,
      mandatoryAuthentication: true,
      changedAt: new Date(),
    })
    .execute()
  const store = await locationUnder(north.chainId, 'store')
  const employee = await signedInWith(door, 'viewer', store)

  const told = await manager.api('PATCH', `/locations/${store}`, { parentId: brand })
  expect(told.body.consequences).toMatchObject({ usersWhoseDoorsChange: 1, sessionsThatEnd: 1 })
  expect(await employee.browser.session()).toBeDefined()
  await manager.api('PATCH', `/locations/${store}`, { parentId: brand, confirm: true })
  expect(await employee.browser.session()).toBeUndefined()
})

test('a location never hangs under itself, and the top of a customer stays where it is', async () => {
  const region = await locationUnder(north.chainId, 'region')
  const inner = await locationUnder(region, 'region')
  for (const [id, parentId] of [
    [region, region],
    [region, inner],
    // An attacker's: ids in capitals were compared as texts, and the circle kept the database busy until it gave up.
    [region, inner.toUpperCase()],
    [region.toUpperCase(), inner.toUpperCase()],
    [region, region.toUpperCase()],
    [north.chainId, region],
  ] as const) {
    const answer = await manager.api('PATCH', `/locations/${id}`, { parentId, confirm: true })
    expect(answer).toMatchObject({ status: 400, body: { errors: { parentId: expect.any(String) } } })
  }
})

test('nothing is moved under another customer’s location, nor added there, and it does not show that it exists (R22)', async () => {
  const store = await locationUnder(north.chainId, 'store')
  const south = await customerWithTenant(door, `South ${customers}`, null)
  for (const parentId of [south.chainId, '0199f000-0000-7000-8000-000000000001']) {
    const move = await manager.api('PATCH', `/locations/${store}`, { parentId, confirm: true })
    const addition = await manager.api('POST', '/locations', { parentId, type: 'store', name: 'New' })
    for (const answer of [move, addition]) {
      expect(answer).toMatchObject({
        status: 404,
        body: { code: 'not_found', detail: 'This location does not exist.' },
      })
    }
  }
})

test('two moves that would make a circle together: the second is refused', async () => {
  const [a, b] = [await locationUnder(north.chainId, 'region'), await locationUnder(north.chainId, 'region')]
  const answers = await Promise.all([
    manager.api('PATCH', `/locations/${a}`, { parentId: b, confirm: true }),
    manager.api('PATCH', `/locations/${b}`, { parentId: a, confirm: true }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('a manager below takes no location out of a wave that is planned above, whichever way (R5, R36)', async () => {
  const top = await signedInWith(door, 'chain_and_user_manager', north.chainId)
  const brand = await locationUnder(north.chainId, 'chain')
  const first = await locationUnder(brand, 'district')
  const second = await locationUnder(brand, 'district', 'Elsewhere')
  const store = await locationUnder(first, 'store', 'Harbour')
  const startsOn = new Date(door.now().getTime() + 48 * 60 * 60_000).toISOString().slice(0, 10)
  const plan = { waves: [{ locationIds: [first], startsOn, noticeDaysBefore: 0 }] }
  expect((await top.api('PUT', `/locations/${north.chainId}/advanced/roll-out`, plan)).status).toBe(200)
  const chief = await signedInWith(door, 'chain_manager', brand)
  const refused = { status: 409, body: { code: 'set_above' } }
  const out = { parentId: second, confirm: true }
  expect(await chief.api('PATCH', `/locations/${store}`, out)).toMatchObject(refused)
  expect((await chief.api('GET', `/locations/${store}`)).body.parentId).toBe(first)
  const table = `id,name,type,parent\n${store},Harbour,store,Elsewhere\n`
  expect(await chief.api('POST', '/locations/import?dryRun=false&confirm=true', table)).toMatchObject(refused)
  // Within the wave it moves freely, and whoever may change the plan takes it out.
  const within = await locationUnder(first, 'district')
  expect((await chief.api('PATCH', `/locations/${store}`, { parentId: within, confirm: true })).status).toBe(
    200,
  )
  expect((await top.api('PATCH', `/locations/${store}`, out)).status).toBe(200)
})

test('a location is deleted when nothing and nobody is in it', async () => {
  const region = await locationUnder(north.chainId, 'region', 'Coast')
  const store = await locationUnder(region, 'store')
  const { id: userId } = await userIn(door, store, `eva.${customers}@north.example`)
  expect(await manager.api('DELETE', `/locations/${region}`)).toMatchObject({
    status: 409,
    body: { code: 'not_empty', consequences: { locations: 1, users: 0 } },
  })
  expect(await manager.api('DELETE', `/locations/${store}`)).toMatchObject({
    status: 409,
    body: { consequences: { locations: 0, users: 1 } },
  })
  await door.db.deleteFrom('membership').where('userId', '=', userId).execute()
  for (const id of [store, region]) expect((await manager.api('DELETE', `/locations/${id}`)).status).toBe(204)
  expect((await manager.api('GET', `/locations/${region}`)).status).toBe(404)
  expect(await newestRecord('location.removed')).toMatchObject({
    detail: { locationId: region, name: 'Coast' },
  })
})

test('a location is not deleted with API keys, shared computers or a place in a roll-out: those who may end them first, on record (R22, R23, R36, R38)', async () => {
  const top = await signedInWith(door, 'chain_and_user_manager', north.chainId)
  const brand = await locationUnder(north.chainId, 'chain', 'Brand')
  const chief = await signedInWith(door, 'chain_manager', brand)
  const inDays = (days: number) => new Date(door.now().getTime() + days * 24 * 60 * 60_000).toISOString()
  const [till, counter, office, harbour] = [
    await locationUnder(brand, 'store', 'Till'),
    await locationUnder(brand, 'store', 'Counter'),
    await locationUnder(brand, 'store', 'Office'),
    await locationUnder(brand, 'store', 'Harbour'),
  ]
  const key = { name: 'Till', role: 'viewer', locationId: till, expiresAt: inDays(90) }
  const { body: made } = await top.api('POST', '/api-keys', key)
  const device = { id: randomUUIDv7(), customerId: north.chainId, locationId: counter, name: 'Counter 1' }
  const marked = { ...device, secretHash: randomBytes(32), markedAt: door.now() }
  await door.db.insertInto('sharedDevice').values(marked).execute()
  const offered = await top.api('POST', '/devices/links', { name: 'Office 1', locationId: office })
  expect(offered.status).toBe(201)
  const rollOut = `/locations/${north.chainId}/advanced/roll-out`
  const wave = { locationIds: [harbour], startsOn: inDays(2).slice(0, 10), noticeDaysBefore: 0 }
  expect((await top.api('PUT', rollOut, { waves: [wave] })).status).toBe(200)

  const none = { locations: 0, users: 0, apiKeys: 0, devices: 0, waves: 0 }
  for (const [id, some] of [
    [till, { apiKeys: 1 }],
    [counter, { devices: 1 }],
    [office, { devices: 1 }],
    [harbour, { waves: 1 }],
  ] as const)
    expect(await chief.api('DELETE', `/locations/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'not_empty', consequences: { ...none, ...some } },
    })
  expect((await top.api('GET', rollOut)).body.waves).toMatchObject([wave])

  expect((await top.api('DELETE', `/api-keys/${made.id}`)).status).toBe(204)
  expect((await top.api('DELETE', `/devices/${device.id}`)).status).toBe(204)
  expect((await top.api('DELETE', rollOut)).status).toBe(204)
  // A link to mark a computer ends by itself.
  await door.db.updateTable('sharedDeviceOffer').set({ expiresAt: door.now() }).execute()
  for (const id of [till, counter, office, harbour])
    expect((await chief.api('DELETE', `/locations/${id}`)).status).toBe(204)
})

test('the top of a customer is not deleted (R16)', async () => {
  expect((await manager.api('DELETE', `/locations/${north.chainId}`)).status).toBe(403)
})

test('who sees one store sees that store and nothing else (R22)', async () => {
  const region = await locationUnder(north.chainId, 'region')
  const [store, other] = [await locationUnder(region, 'store'), await locationUnder(region, 'store')]
  const { api } = await signedInWith(door, 'viewer', store)
  expect((await api('GET', '/locations/tree')).body).toMatchObject({
    items: [{ id: store }],
    rights: [{ locationId: store, actions: [] }],
  })
  expect((await api('GET', '/locations')).body).toMatchObject({
    items: [{ id: store }],
    total: 1,
    next: null,
  })
  expect((await api('GET', `/locations?search=${encodeURIComponent('region')}`)).body.total).toBe(0)
  for (const id of [other, region, north.chainId])
    expect((await api('GET', `/locations/${id}`)).status).toBe(403)
})

test('a Chain Manager of one brand changes nothing in another, nor takes anything out of it or puts anything in (R22)', async () => {
  const [mine, other] = [
    await locationUnder(north.chainId, 'chain', 'Mine'),
    await locationUnder(north.chainId, 'chain', 'Other'),
  ]
  const [myStore, otherStore] = [await locationUnder(mine, 'store'), await locationUnder(other, 'store')]
  const { api } = await signedInWith(door, 'chain_manager', mine)
  const attempts: [string, string, unknown?][] = [
    ['PATCH', `/locations/${otherStore}`, { name: 'Taken' }],
    ['PATCH', `/locations/${otherStore}`, { parentId: mine, confirm: true }],
    ['PATCH', `/locations/${myStore}`, { parentId: other, confirm: true }],
    ['PATCH', `/locations/${mine}`, { parentId: other, confirm: true }],
    ['POST', '/locations', { parentId: other, type: 'store', name: 'New' }],
    ['DELETE', `/locations/${otherStore}`],
    ['GET', `/locations/${other}/advanced`],
    ['PATCH', `/locations/${north.chainId}/advanced`, { mandatoryAuthentication: true, confirm: true }],
  ]
  for (const [method, path, body] of attempts)
    expect
      .soft(await api(method, path, body), `${method} ${path}`)
      .toMatchObject({ status: 403, body: { code: 'forbidden' } })
  // Someone who has moved it away is refused its answer, too.
  const store = door.db.selectFrom('location').select('parentId').where('id', '=', myStore)
  expect(await store.executeTakeFirst()).toEqual({ parentId: mine })
})

test('a Chain Manager of two brands does not move the one under the other: what is above both is not theirs (R22)', async () => {
  const [mine, alsoMine] = [
    await locationUnder(north.chainId, 'chain', 'Mine'),
    await locationUnder(north.chainId, 'chain', 'Also mine'),
  ]
  const { id: userId, api } = await signedInWith(door, 'chain_manager', mine)
  await door.db
    .insertInto('membership')
    .values({
      userId,
      locationId: alsoMine,
      customerId: north.chainId,
      locationType: 'chain',
      role: 'chain_manager',
    })
    .execute()
  expect(await api('PATCH', `/locations/${mine}`, { parentId: alsoMine, confirm: true })).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  })
  expect((await manager.api('GET', `/locations/${mine}`)).body.parentId).toBe(north.chainId)
})

test('who was demoted while the request was under way changes nothing any more (R22)', async () => {
  const store = await locationUnder(north.chainId, 'store', 'Untouched')
  const answer = await door.db.transaction().execute(async (trx) => {
    await trx.selectFrom('customer').select('id').where('id', '=', north.chainId).forUpdate().execute()
    // The request waits for the lock; its permissions are looked at after this is committed.
    const request = manager.api('PATCH', `/locations/${store}`, { name: 'Changed' })
    await waitingOrSettled(door.db, request)
    await trx.updateTable('membership').set({ role: 'viewer' }).where('userId', '=', manager.id).execute()
    return { request }
  })
  expect((await answer.request).status).toBe(403)
})

test('the list is sorted by any column, searched, and read page by page without a gap (5 of 5)', async () => {
  for (const name of ['delta', 'Alpha', 'charlie', 'Bravo']) await locationUnder(north.chainId, 'store', name)
  const names: string[] = []
  let cursor = ''
  do {
    const { body } = await manager.api('GET', `/locations?limit=2&sort=-name${cursor && `&cursor=${cursor}`}`)
    expect(body.total).toBe(5)
    names.push(...body.items.map(({ name }: { name: string }) => name))
    cursor = body.next
  } while (cursor)
  expect(names).toEqual([`North ${customers}`, 'delta', 'charlie', 'Bravo', 'Alpha'])
  expect((await manager.api('GET', '/locations?search=RAV')).body.items).toMatchObject([{ name: 'Bravo' }])
  expect((await manager.api('GET', '/locations?search=%25')).body.total).toBe(0)
})

test.each(['name', 'code'])(
  'locations are listed by %s as people count: 2 before 10, whatever the letter case and accents',
  async (column) => {
    const texts = ['Store 10', 'store 2', 'Épi 3', 'Store 0007', 'Zone', 'Épi 21', 'Store 7 b']
    for (const text of texts) {
      const id = await locationUnder(north.chainId, 'store', text)
      await door.db.updateTable('location').set({ code: text }).where('id', '=', id).execute()
    }
    const { body } = await manager.api('GET', `/locations?sort=${column}`)
    expect(
      body.items.flatMap((item: Record<string, string>) =>
        texts.includes(item[column] ?? '') ? [item[column]] : [],
      ),
    ).toEqual(['Épi 3', 'Épi 21', 'store 2', 'Store 0007', 'Store 7 b', 'Store 10', 'Zone'])
    const { api } = await signedInWith(door, 'user_manager', north.chainId)
    const { body: places } = await api('GET', '/users/places?search=store')
    expect(places.items.map(({ name }: { name: string }) => name)).toEqual([
      'store 2',
      'Store 0007',
      'Store 7 b',
      'Store 10',
    ])
  },
)

test.each([
  'limit=0',
  'limit=1000',
  'sort=password_hash',
  'cursor=x',
  'color=red',
  `cursor=${btoa('["a\\u0000","0199f000-0000-7000-8000-000000000001"]')}`,
])('a list asked for with %s is refused', async (query) => {
  expect(await manager.api('GET', `/locations?${query}`)).toMatchObject({
    status: 400,
    body: { code: 'invalid_request' },
  })
})

test('a search for what no text can hold is refused, and breaks nothing', async () => {
  expect((await manager.api('GET', '/locations?search=a%00b')).status).toBe(400)
})

/** A location, put there without asking anybody. */
async function locationUnder(parentId: string, type: LocationType, name = `A ${type}`) {
  const id = crypto.randomUUID()
  await door.db
    .insertInto('location')
    .values({ id, customerId: north.chainId, parentId, type, name, createdAt: new Date() })
    .execute()
  return id
}

function newestRecord(action: string) {
  return door.db
    .selectFrom('auditRecord')
    .selectAll()
    .where('action', '=', action)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}
