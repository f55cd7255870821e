import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { unsetValues } from '#shared/advanced-settings.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'
import { setUser } from './users.queries.ts'

let house: House
let boss: Asking
let other: Pick<Asking, 'ask'>

beforeAll(async () => {
  house = await openHouse()
  const { username } = await house.person(house.north, 'chain_and_user_manager')
  boss = await house.signIn(username)
  other = boss.at(house.anotherInstance())
})
afterAll(() => house.close())

// One person makes TMAS ask Microsoft about at most ten tenants a minute.
beforeEach(() => house.passTime(61_000))

/** What has a version: its address, two fields, each with two contents, and what it is before. */
type Kind = {
  name: string
  path: string
  before: Record<string, unknown>
  one: Change
  two: Change
  /** What follows from `one` and is answered as well. */
  follows?: Change
}
type Change = Record<string, unknown>

const kinds: Record<'user' | 'location' | 'settings', () => Promise<Kind>> = {
  async user() {
    const { id } = await house.person(house.store, 'viewer', { title: 'Cashier', firstName: 'Ada' })
    const before = { title: 'Cashier', firstName: 'Ada', enabled: true }
    return {
      name: 'user',
      path: `/users/${id}`,
      before,
      one: { title: 'Baker', enabled: false },
      two: { title: 'Butcher' },
    }
  },
  async location() {
    const id = await house.addLocation(house.coast, 'store', `Shop ${crypto.randomUUID()}`)
    const before = { country: null, region: null }
    return {
      name: 'location',
      path: `/locations/${id}`,
      before,
      one: { country: 'Chile', region: 'South' },
      two: { country: 'Peru' },
    }
  },
  async settings() {
    const id = await house.addLocation(house.north, 'chain', `Brand ${crypto.randomUUID()}`)
    const before = unsetValues
    return {
      name: 'Advanced settings',
      path: `/locations/${id}/advanced`,
      before,
      one: { azureTenantId: northTenantId, rehearsal: true },
      two: { azureTenantId: southTenantId },
      follows: { rehearsalFrom: id },
    }
  },
}
const each = Object.entries(kinds).map(([name, open]) => ({ name, open }))

const versionAt = async (path: string) => (await boss.ask('GET', path)).headers.get('etag') ?? ''
const basedOn = (etag: string) => ({ 'if-match': etag })
const countRecords = async () => (await boss.ask('GET', '/audit?limit=1')).body.total

test.each(each)(
  'a $name answers its version, and a change that is based on it is made (R32)',
  async ({ open }) => {
    const { path, one } = await open()
    const etag = await versionAt(path)
    expect(etag).toMatch(/^"[\x21\x23-\x7e]+"$/)
    expect(await versionAt(path)).toBe(etag)

    const changed = await boss.ask('PATCH', path, { ...one, confirm: confirmable(path) }, basedOn(etag))
    expect(changed).toMatchObject({ status: 200, body: one })
    expect(changed.headers.get('etag')).not.toBe(etag)
    expect(await versionAt(path)).toBe(changed.headers.get('etag'))
  },
)

test.each(each)(
  'a change of a $name that somebody else has changed since changes nothing, and says what both want (R32)',
  async ({ open }) => {
    const { path, before, one, two, follows = {} } = await open()
    const etag = await versionAt(path)
    await boss.ask('PATCH', path, { ...one, confirm: confirmable(path) })
    const [now, records] = [await boss.ask('GET', path), await countRecords()]

    const late = await other.ask('PATCH', path, { ...two, confirm: confirmable(path) }, basedOn(etag))
    const [field = '', alone = ''] = Object.keys(one)
    expect(late).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } })
    expect(late.body.changes).toEqual({
      [field]: { yours: two[field], theirs: one[field] },
      [alone]: { theirs: one[alone] },
      ...Object.fromEntries(Object.entries(follows).map(([name, theirs]) => [name, { theirs }])),
    })
    expect(before).not.toHaveProperty(field, one[field])
    expect((await boss.ask('GET', path)).body).toEqual(now.body)
    expect(await countRecords()).toBe(records)

    const newest = late.headers.get('etag') ?? ''
    expect(newest).toBe(now.headers.get('etag'))
    const decided = await boss.ask('PATCH', path, { ...two, confirm: confirmable(path) }, basedOn(newest))
    expect(decided).toMatchObject({ status: 200, body: { ...one, ...two } })
  },
)

test.each(each)(
  'a change of a $name without a version changes only the fields that it names (R32)',
  async ({ open }) => {
    const { path, before, one, two } = await open()
    await boss.ask('PATCH', path, { ...one, confirm: confirmable(path) })
    const changed = await boss.ask('PATCH', path, { ...two, confirm: confirmable(path) })
    expect(changed).toMatchObject({ status: 200, body: { ...before, ...one, ...two } })
  },
)

test.each(each.filter(({ name }) => name !== 'settings'))(
  'a $name that has changed since is not deleted (R32)',
  async ({ open }) => {
    const { path, one } = await open()
    const etag = await versionAt(path)
    await boss.ask('PATCH', path, one)
    const late = await boss.ask('DELETE', path, undefined, basedOn(etag))
    expect(late).toMatchObject({ status: 412, body: { code: 'changed_meanwhile' } })
    expect(late.body.changes).toEqual(
      Object.fromEntries(Object.entries(one).map(([field, theirs]) => [field, { theirs }])),
    )
    expect((await boss.ask('DELETE', path, undefined, basedOn(await versionAt(path)))).status).toBe(204)
  },
)

test.each(each)(
  'of changes of one $name on two instances at the same moment, one is made (R32)',
  async ({ open }) => {
    const { path, two } = await open()
    const etag = await versionAt(path)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        (i % 2 ? boss : other).ask('PATCH', path, { ...two, confirm: confirmable(path) }, basedOn(etag)),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)])
  },
)

test('a person who changes their own language meanwhile is somebody else too (R32)', async () => {
  const { id, username } = await house.person(house.store, 'viewer')
  const [person, etag] = [await house.signIn(username), await versionAt(`/users/${id}`)]
  await person.ask('PATCH', '/account', { language: 'fr' })
  const late = await boss.ask('PATCH', `/users/${id}`, { language: 'es', title: 'Baker' }, basedOn(etag))
  expect(late.body.changes).toEqual({ language: { yours: 'es', theirs: 'fr' } })
})

test('a change that overtakes a form is seen, at whatever moment it comes (R32)', async () => {
  const { id } = await house.person(house.store, 'viewer')
  const etag = await versionAt(`/users/${id}`)
  // The form looks at the user while another change is under way, and not committed yet.
  const form = await house.db.transaction().execute(async (trx) => {
    await setUser(trx, id, { language: 'fr', languageChosen: true })
    const saving = other.ask('PATCH', `/users/${id}`, { language: 'es' }, basedOn(etag))
    await waitingOrSettled(house.db, saving)
    return { saving }
  })
  expect(await form.saving).toMatchObject({
    status: 412,
    body: { changes: { language: { yours: 'es', theirs: 'fr' } } },
  })
})

test('a sign-in is no change of a user: a form that was open meanwhile is saved (R32)', async () => {
  const { id, username } = await house.person(house.store, 'viewer')
  const etag = await versionAt(`/users/${id}`)
  await house.signIn(username)
  const saved = await boss.ask('PATCH', `/users/${id}`, { title: 'Baker' }, basedOn(etag))
  expect(saved).toMatchObject({ status: 200, body: { lastSignInAt: expect.any(String) } })
})

test('roles are a field of a user, whatever their order (R32)', async () => {
  const { id } = await house.person(house.store, 'viewer')
  const path = `/users/${id}`
  const roles = [
    { locationId: house.coast, role: 'viewer' },
    { locationId: house.store, role: 'location_manager' },
  ]
  const etag = await versionAt(path)
  await boss.ask('PATCH', path, { memberships: roles })
  const newest = await versionAt(path)
  await boss.ask('PATCH', path, { memberships: roles.toReversed() })
  expect(await versionAt(path)).toBe(newest)

  const yours = [{ locationId: house.store, role: 'viewer' }]
  const late = await boss.ask('PATCH', path, { memberships: yours }, basedOn(etag))
  expect(late.body.changes).toEqual({ memberships: { yours, theirs: expect.arrayContaining(roles) } })
})

test('settings that are inherited change with those above (R5, R32)', async () => {
  const brand = await house.addLocation(house.east, 'chain', `Brand ${crypto.randomUUID()}`)
  const [above, below] = [`/locations/${house.east}/advanced`, `/locations/${brand}/advanced`]
  const etag = await versionAt(below)
  await boss.ask('PATCH', above, { azureTenantId: northTenantId, confirm: true })
  const late = await boss.ask('PATCH', below, { azureTenantId: southTenantId, confirm: true }, basedOn(etag))
  expect(late.body.changes).toEqual({
    azureTenantId: { yours: southTenantId, theirs: northTenantId },
    inheritedFrom: { theirs: house.east },
  })
  await boss.ask('PATCH', above, { azureTenantId: null, confirm: true })
})

test('what changes between a question and its confirmation is seen (R6, R32)', async () => {
  const store = await house.addLocation(house.coast, 'store', 'Kiosk')
  const path = `/locations/${store}`
  const etag = await versionAt(path)
  const move = { parentId: house.east }
  expect(await boss.ask('PATCH', path, move, basedOn(etag))).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required' },
  })
  await boss.ask('PATCH', path, { name: 'Kiosk 2' })
  const confirmed = await boss.ask('PATCH', path, { ...move, confirm: true }, basedOn(etag))
  expect(confirmed).toMatchObject({ status: 412, body: { changes: { name: { theirs: 'Kiosk 2' } } } })
})

const weak = (etag: string) => `W/${etag}`
test.each<[string, (etag: string) => string, number]>([
  ['the version', (etag) => etag, 200],
  ['any version', () => '*', 200],
  ['a list with the version', (etag) => `"other", ${etag}`, 200],
  ['a list with empty elements', (etag) => `, ,${etag},`, 200],
  ['a list with a weak tag', (etag) => `W/"other" ,${etag}`, 200],
  ['the version as a weak tag, which never matches', weak, 412],
  ['another version', () => '"other"', 412],
  ['an empty tag', () => '""', 412],
  ['a tag in which a comma stands', () => '"a,b"', 412],
  ['a tag without quotes', (etag) => etag.replaceAll('"', ''), 400],
  ['an open quote', (etag) => etag.slice(0, -1), 400],
  ['a star in a list', (etag) => `*, ${etag}`, 400],
  ['tags without a comma', (etag) => `${etag} ${etag}`, 400],
  ['nothing', () => '', 400],
  ['a blank in a tag', () => '"a b"', 400],
  ['a small w', (etag) => `w/${etag}`, 400],
])('If-Match with %s (R32, RFC 9110 section 13.1.1)', async (_, header, status) => {
  const { path } = await kinds.user()
  const answer = await boss.ask('PATCH', path, { title: 'Baker' }, basedOn(header(await versionAt(path))))
  expect(answer.status).toBe(status)
  if (status === 412) expect(answer.body).toMatchObject({ code: 'changed_meanwhile' })
  if (status === 400)
    expect(answer.body).toMatchObject({ code: 'invalid_request', errors: { 'If-Match': expect.any(String) } })
})

test('a version that is not ours tells of the fields in question what they are now (R32)', async () => {
  const { path } = await kinds.user()
  const late = await boss.ask('PATCH', path, { title: 'Baker' }, basedOn('"not-one-of-ours"'))
  expect(late.body.changes).toEqual({ title: { yours: 'Baker', theirs: 'Cashier' } })
})

test('a version opens nothing: what one may not change or see is refused as without it (R22, R32)', async () => {
  const { id } = await house.person(house.store, 'viewer')
  const { username } = await house.person(house.east, 'user_manager')
  const stranger = await house.signIn(username)
  const foreign = await house.person(house.south, 'viewer')
  for (const header of ['*', '"other"']) {
    const ask = (userId: string) => stranger.ask('PATCH', `/users/${userId}`, { title: 'x' }, basedOn(header))
    expect(await ask(id)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await ask(foreign.id)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  }
})

test('the description of the API names the versions (R32)', async () => {
  const { paths } = (await boss.ask('GET', '/openapi.json')).body
  for (const path of ['/users/{id}', '/locations/{id}', '/locations/{id}/advanced']) {
    expect(paths[path].get.responses[200].headers).toHaveProperty('ETag')
    for (const method of ['patch', 'delete'].filter((name) => paths[path][name])) {
      expect(paths[path][method].parameters).toContainEqual(
        expect.objectContaining({ in: 'header', name: 'If-Match' }),
      )
      expect(paths[path][method].responses[412].description).toContain('changed_meanwhile')
    }
  }
})

/** Only changes of the ways to sign in ask for a confirmation, and others know no such field. */
function confirmable(path: string): true | undefined {
  return path.endsWith('/advanced') ? true : undefined
}

test('what a page sends for one person is refused in the session of another, and changes nothing (R32)', async () => {
  const { id } = await house.person(house.store, 'viewer', { title: 'Cashier' })
  const { body } = await boss.ask('GET', '/session')
  const someoneElse = (await house.person(house.north, 'chain_and_user_manager')).id
  const asked = [
    ['PATCH', `/users/${id}`, { title: 'Baker' }],
    ['POST', '/users/import', 'username,email,role,location\r\n'],
    ['DELETE', `/users/${id}`, undefined],
    ['GET', '/session', undefined],
    ['GET', '/sessions', undefined],
  ] as const
  for (const [method, path, sent] of asked) {
    const answer = await boss.ask(method, path, sent, { 'tmas-person': someoneElse })
    expect({ path, status: answer.status, code: answer.body.code }).toEqual({
      path,
      status: 401,
      code: 'someone_else',
    })
  }
  expect((await boss.ask('GET', `/users/${id}`)).body.title).toBe('Cashier')
  const own = { 'tmas-person': body.user.id }
  expect((await boss.ask('PATCH', `/users/${id}`, { title: 'Baker' }, own)).status).toBe(200)
  expect((await boss.ask('GET', '/session', undefined, own)).status).toBe(200)
})
