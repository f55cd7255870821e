import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { poolFigures } from '#server/platform/database.ts'
import { hashSecret } from '#server/platform/secret.ts'
import { setTenant, tmasUrl } from '#server/testing/front-door.ts'
import type { Role } from '#shared/roles.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { type Answer, type Asking, type House, openHouse } from './testing/house.ts'

const day = 24 * 60 * 60 * 1000

let house: House
let boss: Asking
let bossId: string

beforeAll(async () => {
  house = await openHouse()
  const { id, username } = await house.person(house.north, 'chain_and_user_manager', { username: 'owner' })
  bossId = id
  boss = await house.signIn(username)
})
afterAll(() => house.close())

test('a key is shown once and kept as a hash, which is in no answer', async () => {
  const { status, body } = await make(boss, { name: '  Rota  ' })
  expect(status).toBe(201)
  expect(Object.keys(body).sort()).toEqual(['id', 'key'])
  expect(body.key).toMatch(/^tmas_[\w-]{43}$/)

  const row = await house.db
    .selectFrom('apiKey')
    .selectAll()
    .where('id', '=', body.id)
    .executeTakeFirstOrThrow()
  expect(row.secretHash).toEqual(hashSecret(body.key.slice('tmas_'.length)))
  expect(JSON.stringify(row)).not.toContain(body.key.slice('tmas_'.length))

  const listed = await boss.ask('GET', '/api-keys')
  expect(listed.body.items[0]).toEqual({
    id: body.id,
    name: 'Rota',
    role: 'viewer',
    locationId: house.north,
    locationName: 'North',
    createdAt: expect.any(String),
    createdBy: bossId,
    createdByName: 'owner',
    expiresAt: expect.any(String),
    lastUsedAt: null,
    state: 'open',
  })
  expect(JSON.stringify(await trail())).not.toContain(body.key)
})

test('a program with a key may do on the API what its role may on its location, without a cookie or an origin (R22)', async () => {
  const key = await keyOf('chain_and_user_manager', house.east)
  expect((await withKey(key, 'GET', `/locations/${house.east}`)).body.name).toBe('East')
  expect((await withKey(key, 'GET', '/users')).status).toBe(200)
  expect((await withKey(key, 'GET', '/audit')).status).toBe(200)
  expect((await withKey(key, 'GET', `/locations/${house.east}/advanced`)).status).toBe(200)

  const added = await withKey(key, 'POST', '/locations', {
    parentId: house.east,
    type: 'store',
    name: 'Pier',
  })
  expect(added.status).toBe(201)
  expect((await withKey(key, 'PATCH', `/locations/${added.body.id}`, { name: 'Pier 2' })).status).toBe(200)
  const user = await withKey(key, 'POST', '/users', userAt(added.body.id))
  expect(user.status).toBe(201)
  expect((await withKey(key, 'PATCH', `/users/${user.body.id}`, { title: 'Clerk' })).body.title).toBe('Clerk')
  expect((await withKey(key, 'POST', `/users/${user.body.id}/mail`)).status).toBe(202)
  const message = { subject: 'Hello', message: 'New shifts' }
  expect((await withKey(key, 'POST', `/users/${user.body.id}/mail`, message)).status).toBe(202)
  expect((await withKey(key, 'POST', `/locations/${house.east}/advanced/password-links`)).status).toBe(202)
})

test('a key reaches nothing above its role, outside its location, or of another customer (R22)', async () => {
  const viewer = await keyOf('viewer', house.coast)
  expect((await withKey(viewer, 'GET', `/locations/${house.store}`)).status).toBe(200)
  expect((await withKey(viewer, 'GET', `/locations/${house.north}`)).status).toBe(403)
  expect((await withKey(viewer, 'GET', `/locations/${house.south}`)).status).toBe(404)
  expect((await withKey(viewer, 'PATCH', `/locations/${house.store}`, { name: 'Mine' })).status).toBe(403)
  expect((await withKey(viewer, 'GET', '/users')).status).toBe(403)
  expect((await withKey(viewer, 'GET', '/audit')).status).toBe(403)

  const manager = await keyOf('user_manager', house.east)
  expect((await withKey(manager, 'POST', '/users', userAt(house.store))).status).toBe(403)
  expect((await withKey(manager, 'POST', '/users', userAt(house.south))).status).toBe(404)
  expect((await withKey(manager, 'POST', '/users', userAt(house.east, 'chain_manager'))).status).toBe(403)
  const stranger = await house.person(house.south, 'viewer')
  expect((await withKey(manager, 'PATCH', `/users/${stranger.id}`, { title: 'x' })).status).toBe(404)
  expect((await withKey(manager, 'POST', `/users/${stranger.id}/reset-password`)).status).toBe(404)
  expect((await withKey(manager, 'PATCH', `/users/${bossId}`, { enabled: false })).status).toBe(403)
})

test('nobody makes a key above their role or outside their branch, nor for another customer (R22)', async () => {
  const east = await house.signIn((await house.person(house.east, 'chain_and_user_manager')).username)
  expect((await make(east, { locationId: house.east, role: 'chain_and_user_manager' })).status).toBe(201)
  expect((await make(east, { locationId: house.north })).status).toBe(403)
  expect((await make(east, { locationId: house.store })).status).toBe(403)
  expect((await make(east, { locationId: house.south })).status).toBe(404)
  for (const role of ['chain_manager', 'user_manager', 'location_manager', 'viewer'] as const) {
    const person = await house.signIn((await house.person(house.east, role)).username)
    expect.soft((await make(person, { locationId: house.east })).status, role).toBe(403)
    expect.soft((await person.ask('GET', '/api-keys')).status, role).toBe(403)
  }

  const { body } = await make(boss, { name: 'Of the top' })
  const seen = await east.ask('GET', '/api-keys?search=Of the top')
  expect(seen.body).toMatchObject({ items: [], total: 0 })
  expect((await east.ask('DELETE', `/api-keys/${body.id}`)).status).toBe(403)
})

test.each([
  ['an end that is over', { expiresAt: new Date(Date.now() - day).toISOString() }, 'expiresAt'],
  [
    'an end more than a year from now',
    { expiresAt: new Date(Date.now() + 367 * day).toISOString() },
    'expiresAt',
  ],
  ['no end', { expiresAt: undefined }, 'expiresAt'],
  ['no name', { name: ' ' }, 'name'],
  ['a name that turns the line around', { name: '\u202eeva' }, 'name'],
  ['a role that there is not', { role: 'owner' }, 'role'],
  ['a field that there is not', { scopes: ['*'] }, 'scopes'],
])('a key with %s is refused, and the field named', async (_, wrong, field) => {
  const { status, body } = await make(boss, wrong)
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'invalid_request', errors: { [field]: expect.any(String) } })
})

test('a key of a year is the longest, and every manager is mailed that it was made (R27, R33)', async () => {
  const other = await house.person(house.east, 'user_manager')
  const { status } = await make(boss, {
    name: 'Yearly',
    expiresAt: new Date(Date.now() + 365 * day).toISOString(),
  })
  expect(status).toBe(201)
  const mails = await house.db
    .selectFrom('mail')
    .select(['userId', 'textBody'])
    .where('subject', '=', 'TMAS: the API key Yearly was created')
    .execute()
  expect(mails.map(({ userId }) => userId)).toEqual(expect.arrayContaining([bossId, other.id]))
  expect(mails[0]?.textBody).toContain('owner')
})

test('a key creates, changes, mails, resets, unlinks, signs out and deletes no manager, whatever its role (R33)', async () => {
  const key = await keyOf('chain_and_user_manager', house.north)
  const manager = await house.person(house.east, 'user_manager')
  const clerk = await house.person(house.store, 'viewer')
  expect((await withKey(key, 'POST', '/users', userAt(house.east, 'user_manager'))).status).toBe(403)
  const promoted = { memberships: [{ locationId: house.east, role: 'user_manager' }] }
  const calls: [string, string, object?][] = [
    ['PATCH', '', { email: 'other@north.example' }],
    ['PATCH', '', { title: 'x' }],
    ['POST', '/reset-password'],
    ['POST', '/mail', { subject: 'Hello', message: 'x' }],
    ['POST', '/mail'],
    ['DELETE', '/microsoft-link'],
    ['DELETE', '/sessions'],
    ['DELETE', '/second-factor'],
    ['DELETE', ''],
  ]
  for (const [method, path, body] of calls)
    expect
      .soft((await withKey(key, method, `/users/${manager.id}${path}`, body)).status, method + path)
      .toBe(403)
  expect((await withKey(key, 'PATCH', `/users/${clerk.id}`, promoted)).status).toBe(403)
  expect((await withKey(key, 'PATCH', `/users/${clerk.id}`, { title: 'Clerk' })).status).toBe(200)
  const file = `username,email,role,location\nby.key,by.key@north.example,user_manager,${house.east}\n`
  const imported = await withKey(key, 'POST', '/users/import', file)
  expect(imported.status).toBe(400)
  expect(imported.body.errors).toHaveProperty('2.role')
})

test('the mail to everybody without a password, asked for by a key, goes to no manager (R33)', async () => {
  const key = await keyOf('chain_and_user_manager', house.north)
  const manager = await house.person(house.east, 'user_manager')
  const clerk = await house.person(house.store, 'viewer')
  await house.db
    .updateTable('userAccount')
    .set({ passwordHash: null })
    .where('id', 'in', [manager.id, clerk.id])
    .execute()
  expect((await withKey(key, 'POST', `/locations/${house.north}/advanced/password-links`)).status).toBe(202)
  const links = house.db.selectFrom('passwordLink').select('userId')
  const mailed = (await links.where('userId', 'in', [manager.id, clerk.id]).execute()).map(
    (row) => row.userId,
  )
  expect(mailed).toEqual([clerk.id])
})

test('the creator of a key sees it and revokes it, also after a demotion, and no one else’s (R33)', async () => {
  const person = await house.person(house.east, 'chain_and_user_manager')
  const browser = await house.signIn(person.username)
  const { body } = await make(browser, { name: 'Own', locationId: house.east })
  expect((await browser.ask('GET', '/api-keys?mine=true')).body).toMatchObject({
    items: [{ id: body.id, createdBy: person.id, state: 'open' }],
    total: 1,
  })
  const demoted = { memberships: [{ locationId: house.east, role: 'viewer' }] }
  expect((await boss.ask('PATCH', `/users/${person.id}`, demoted)).status).toBe(200)
  expect((await browser.ask('GET', '/api-keys')).status).toBe(403)
  expect((await browser.ask('GET', '/api-keys?mine=true')).body).toMatchObject({
    items: [{ id: body.id, state: 'asleep' }],
  })
  const { body: other } = await make(boss, { name: 'Not theirs' })
  expect((await browser.ask('DELETE', `/api-keys/${other.id}`)).status).toBe(403)
  expect((await browser.ask('DELETE', `/api-keys/${body.id}`)).status).toBe(204)
  expect((await browser.ask('GET', '/api-keys?mine=true')).body).toMatchObject({ items: [], total: 0 })
})

test('signing out everywhere ends the keys that one has made, unless one keeps them, and nobody else’s (R33)', async () => {
  const person = await house.person(house.east, 'chain_and_user_manager')
  const browser = await house.signIn(person.username)
  const { body } = await make(browser, { locationId: house.east })
  const others = await keyOf('viewer', house.east)
  const isOpen = async (key: string) => (await withKey(key, 'GET', `/locations/${house.east}`)).status === 200
  expect((await browser.ask('DELETE', '/sessions?apiKeys=keep')).status).toBe(204)
  expect(await isOpen(body.key)).toBe(true)
  expect((await browser.ask('DELETE', '/sessions')).status).toBe(204)
  expect([await isOpen(body.key), await isOpen(others)]).toEqual([false, true])
  const revoked = (await trail()).filter(({ action }) => action === 'api-key.revoked')
  expect(revoked.map(({ detail }) => detail)).toContainEqual(expect.objectContaining({ apiKeyId: body.id }))
})

test('a manager’s role is given to a key on a chain only', async () => {
  const { status, body } = await make(boss, { locationId: house.store, role: 'user_manager' })
  expect(status).toBe(400)
  expect(body.errors).toHaveProperty('role')
})

test('a revoked key opens nothing from its next request on; revoking it again finds nothing', async () => {
  const { body } = await make(boss)
  expect((await withKey(body.key, 'GET', '/locations')).status).toBe(200)
  expect((await boss.ask('DELETE', `/api-keys/${body.id}`)).status).toBe(204)
  const refused = await withKey(body.key, 'GET', '/locations')
  expect(refused).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  expect((await boss.ask('DELETE', `/api-keys/${body.id}`)).status).toBe(404)
  const { body: listed } = await boss.ask('GET', '/api-keys?limit=200')
  expect(listed.items.map(({ id }: { id: string }) => id)).not.toContain(body.id)
})

test('a key that is revoked while its request waits changes nothing any more (R22)', async () => {
  const { body } = await make(boss, { role: 'chain_and_user_manager' })
  const user = userAt(house.store)
  const location = { parentId: house.coast, type: 'store', name: 'Too late' }
  const requests = await house.db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, house.north)
    const waiting = [
      withKey(body.key, 'POST', '/users', user),
      withKey(body.key, 'POST', '/locations', location),
    ]
    await expect.poll(() => poolFigures(house.db).waitingForLocks, { timeout: 10_000 }).toBe(waiting.length)
    await trx.updateTable('apiKey').set({ revokedAt: house.now() }).where('id', '=', body.id).execute()
    return waiting
  })
  for (const { status } of await Promise.all(requests)) expect.soft([403, 404]).toContain(status)
  const { body: found } = await boss.ask('GET', `/users?search=${user.username}`)
  expect(found.total).toBe(0)
})

test('a key is never more than its maker: it dies when they are disabled, demoted or removed', async () => {
  for (const end of ['disabled', 'demoted', 'removed'] as const) {
    const person = await house.person(house.north, 'chain_and_user_manager')
    const maker = await house.signIn(person.username)
    const { body } = await make(maker, { role: 'chain_and_user_manager' })
    expect((await withKey(body.key, 'GET', '/users')).status).toBe(200)
    const change =
      end === 'disabled' ? { enabled: false } : { memberships: [{ locationId: house.north, role: 'viewer' }] }
    const address = `/users/${person.id}`
    const { status } =
      end === 'removed' ? await boss.ask('DELETE', address) : await boss.ask('PATCH', address, change)
    expect(status).toBeLessThan(300)
    expect.soft((await withKey(body.key, 'GET', '/users')).status, end).toBe(401)
  }
})

test('a key does not die with its location: it is revoked first, on record; one that has expired keeps no location (R22, R23)', async () => {
  const location = await house.addLocation(house.coast, 'store', 'Kiosk')
  const { body } = await make(boss, { role: 'viewer', locationId: location })
  const refused = await boss.ask('DELETE', `/locations/${location}`)
  expect(refused).toMatchObject({ status: 409, body: { code: 'not_empty', consequences: { apiKeys: 1 } } })
  expect((await withKey(body.key, 'GET', '/locations')).status).toBe(200)
  expect((await boss.ask('DELETE', `/api-keys/${body.id}`)).status).toBe(204)
  await make(boss, { role: 'viewer', locationId: location })
  const past = house.db.updateTable('apiKey').set({ expiresAt: house.now() })
  await past.where('locationId', '=', location).execute()
  expect((await boss.ask('DELETE', `/locations/${location}`)).status).toBe(204)
  expect((await withKey(body.key, 'GET', '/locations')).status).toBe(401)
})

test('what a key is not opens nothing: unknown, truncated, a session, in another scheme, in the query', async () => {
  const key = await keyOf('viewer', house.north)
  const session = boss.cookies.get('tmas') ?? ''
  for (const wrong of [
    `tmas_${'A'.repeat(43)}`,
    key.slice(0, -1),
    key.slice(5),
    session,
    `tmas_${session}`,
    '',
  ])
    expect.soft((await withKey(wrong, 'GET', '/locations')).status, wrong).toBe(401)
  expect((await send('GET', '/locations', { authorization: `Basic ${btoa(`x:${key}`)}` })).status).toBe(401)
  expect((await send('GET', `/locations?access_token=${key}`, {})).status).toBe(401)
  // A key that is no longer good is not made good by a cookie beside it.
  const cookie = `tmas=${session}`
  expect((await send('GET', '/locations', { cookie, authorization: 'Bearer tmas_gone' })).status).toBe(401)
})

test('a key opens nothing that is a person’s own, and makes and revokes no keys', async () => {
  const key = await keyOf('chain_and_user_manager', house.north)
  expect((await withKey(key, 'GET', '/session')).status).toBe(401)
  for (const [method, path, body] of [
    ['GET', '/sessions'],
    ['DELETE', '/sessions'],
    ['GET', '/account'],
    ['PATCH', '/account', { language: 'fr' }],
    ['GET', '/api-keys'],
    ['POST', '/api-keys', wishFor({})],
    ['DELETE', `/api-keys/${crypto.randomUUID()}`],
  ] as const) {
    const answer = await withKey(key, method, path, body)
    expect.soft(answer, `${method} ${path}`).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  }
})

test('a cookie is checked for its origin even where a key stands beside it', async () => {
  const key = await keyOf('chain_and_user_manager', house.north)
  const authorization = `Bearer ${key}`
  const cookie = `tmas=${boss.cookies.get('tmas')}`
  const origin = 'https://evil.example'
  const answer = await send('DELETE', '/session', { cookie, authorization, origin })
  expect(answer).toMatchObject({ status: 403, body: { code: 'cross_origin' } })
  const added = await send(
    'POST',
    '/locations',
    { authorization, origin },
    { parentId: house.coast, type: 'store', name: 'Quay' },
  )
  expect(added.status).toBe(201)
})

test('what a key does stands in the audit trail under the key, and so do its making and its end (R23)', async () => {
  const { body } = await make(boss, { name: 'Boss', role: 'chain_manager' })
  await withKey(body.key, 'POST', '/locations', { parentId: house.coast, type: 'store', name: 'Jetty' })
  await boss.ask('DELETE', `/api-keys/${body.id}`)
  const items = (await trail()).slice(0, 3)
  expect(items).toMatchObject([
    { action: 'api-key.revoked', actor: { kind: 'user', id: bossId }, sentence: 'Revoked an API key' },
    { action: 'location.added', actor: { kind: 'api_key', id: body.id, name: 'Boss' } },
    {
      action: 'api-key.made',
      actor: { kind: 'user', id: bossId },
      detail: { apiKeyId: body.id, role: 'chain_manager' },
    },
  ])
  const { body: byKeys } = await boss.ask('GET', '/audit?actor=api_key')
  expect(byKeys.items[0]).toMatchObject({ actor: { id: body.id } })
  const { body: file } = await boss.ask('GET', '/audit?format=csv&actor=api_key')
  expect(file).toContain('api_key: Boss')
})

test('a key exports the audit trail, and whoever reads it sees which', async () => {
  const key = await keyOf('chain_and_user_manager', house.north)
  const { status, body } = await withKey(key, 'GET', '/audit?format=ndjson&action=api-key.made')
  expect(status).toBe(200)
  expect(body).toContain('api-key.made')
  expect((await trail())[0]).toMatchObject({ action: 'audit.exported', actor: { kind: 'api_key' } })
})

test('the list is told page by page, newest first, and searched by name', async () => {
  for (const number of [1, 2, 3]) await make(boss, { name: `Page_${number}` })
  const first = await boss.ask('GET', '/api-keys?search=page_&limit=2')
  expect(first.body).toMatchObject({ items: [{ name: 'Page_3' }, { name: 'Page_2' }], total: 3 })
  const second = await boss.ask('GET', `/api-keys?search=page_&limit=2&cursor=${first.body.next}`)
  expect(second.body).toMatchObject({ items: [{ name: 'Page_1' }], next: null })
})

test('use is noted, and an expired key opens nothing', async () => {
  const { body } = await make(boss)
  await withKey(body.key, 'GET', '/locations')
  const { body: listed } = await boss.ask('GET', '/api-keys?limit=1')
  expect(listed.items[0]).toMatchObject({ id: body.id, lastUsedAt: expect.any(String) })
  house.passTime(day + 1000)
  expect((await withKey(body.key, 'GET', '/locations')).status).toBe(401)
})

type Wish = {
  name?: string
  role?: string
  locationId?: string
  expiresAt?: string | undefined
  scopes?: string[]
}

function wishFor(wish: Wish) {
  const expiresAt = new Date(house.now().getTime() + day).toISOString()
  return { name: 'Rota', role: 'viewer', locationId: house.north, expiresAt, ...wish }
}

test('mandatory authentication leaves no key to who is below the manager levels: they make none, and lose those they made (MAND-07, R13)', async () => {
  const owner = await house.signIn('owner')
  const maker = await house.person(house.east, 'chain_and_user_manager')
  const east = await house.signIn(maker.username)
  const { body } = await make(east, { locationId: house.east })
  const clerk = await house.signIn((await house.person(house.east, 'location_manager')).username)
  await setTenant(house, house.east, northTenantId)
  const on = { mandatoryAuthentication: true, confirm: true }
  expect((await owner.ask('PATCH', `/locations/${house.east}/advanced`, on)).status).toBe(200)

  expect((await make(clerk, { locationId: house.east })).status).toBe(401)
  expect((await withKey(body.key, 'GET', '/locations')).status).toBe(200)
  const memberships = [{ locationId: house.east, role: 'viewer' }]
  expect((await owner.ask('PATCH', `/users/${maker.id}`, { memberships })).status).toBe(200)
  expect((await withKey(body.key, 'GET', '/locations')).status).toBe(401)
  const listed = await owner.ask('GET', '/api-keys?limit=200')
  const one = listed.body.items.find(({ id }: { id: string }) => id === body.id)
  expect(one.state).toBe('asleep')
  const off = { mandatoryAuthentication: false, azureTenantId: null, confirm: true }
  expect((await owner.ask('PATCH', `/locations/${house.east}/advanced`, off)).status).toBe(200)
})

test('nobody changes their own role, location or enabled flag by a key that they have made (R22)', async () => {
  const maker = await house.person(house.east, 'chain_and_user_manager')
  const east = await house.signIn(maker.username)
  const { body } = await make(east, { locationId: house.east, role: 'chain_and_user_manager' })
  const own = `/users/${maker.id}`
  const memberships = [{ locationId: house.east, role: 'viewer' }]
  expect((await withKey(body.key, 'PATCH', own, { memberships })).status).toBe(403)
  expect((await withKey(body.key, 'PATCH', own, { enabled: false })).status).toBe(403)
  expect((await withKey(body.key, 'DELETE', own)).status).toBe(403)
  // Those who make keys are managers, and no key changes a manager (R33).
  expect((await withKey(body.key, 'PATCH', own, { title: 'Head' })).status).toBe(403)
})

function make(who: Asking, wish: Wish = {}): Promise<Answer> {
  return who.ask('POST', '/api-keys', wishFor(wish))
}

async function keyOf(role: Role, locationId: string): Promise<string> {
  const { status, body } = await make(boss, { role, locationId })
  if (status !== 201) throw new Error(`no key: ${status}`)
  return body.key
}

function userAt(locationId: string, role: Role = 'viewer') {
  const email = `${crypto.randomUUID().slice(0, 8)}@people.example`
  return { username: email, email, memberships: [{ locationId, role }], sendWelcomeEmail: false }
}

/** Calls the API as a program does: a key, and nothing that a browser would send. */
function withKey(key: string, method: string, path: string, body?: object | string) {
  return send(method, path, { authorization: `Bearer ${key}` }, body)
}

async function send(method: string, path: string, headers: Record<string, string>, body?: object | string) {
  const response = await house.app.request(`${tmasUrl}/api/v1${path}`, {
    method,
    headers: {
      host: new URL(tmasUrl).host,
      ...headers,
      ...(body && { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
    },
    ...(body && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, body: isJson ? JSON.parse(text) : text }
}

async function trail(): Promise<Record<string, unknown>[]> {
  return (await boss.ask('GET', '/audit')).body.items
}
