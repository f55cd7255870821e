import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { setTenant, signInWithMicrosoft, userIn, visitor } from '#server/testing/front-door.ts'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { messages } from '#shared/messages/messages.ts'
import { permissionsMatrix } from '#shared/permissions.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'

let house: House
let boss: Asking
let bossId: string

beforeAll(async () => {
  house = await openHouse()
  const { id, username } = await house.person(house.north, 'chain_and_user_manager', { username: 'the.boss' })
  bossId = id
  boss = await house.signIn(username)
})
afterAll(() => house.close())

const newcomer = (username: string, more: object = {}) => ({
  username,
  email: `${username}@north.example`,
  memberships: [{ locationId: house.store, role: 'viewer' }],
  ...more,
})

test('a manager adds a user, reads, changes and removes them; each leaves a record (R22, R23)', async () => {
  const added = await boss.ask('POST', '/users', newcomer('ada', { firstName: 'Ada', language: 'fr' }))
  expect(added.status).toBe(201)
  expect(added.body).toMatchObject({
    username: 'ada',
    email: 'ada@north.example',
    firstName: 'Ada',
    lastName: '',
    language: 'fr',
    languageChosen: true,
    enabled: true,
    memberships: [{ locationId: house.store, role: 'viewer' }],
    microsoftLink: null,
    lastSignInAt: null,
    locations: [{ name: 'Store 1', chainName: 'North' }],
    mayChange: true,
  })
  const { id } = added.body
  expect((await boss.ask('GET', `/users/${id}`)).body).toEqual(added.body)

  const changed = await boss.ask('PATCH', `/users/${id}`, { title: 'Cashier', enabled: false })
  expect(changed).toMatchObject({ status: 200, body: { title: 'Cashier', enabled: false } })
  expect((await boss.ask('DELETE', `/users/${id}`)).status).toBe(204)
  expect((await boss.ask('GET', `/users/${id}`)).status).toBe(404)

  // Records of one change bear one time: their order among each other is none.
  expect(new Set(await recordsOf(id))).toEqual(
    new Set([
      ['user.added', { username: 'ada', email: 'ada@north.example' }],
      ['role.given', { locationId: house.store, role: 'viewer' }],
      ['user.changed', { before: { title: '' }, after: { title: 'Cashier' } }],
      ['user.disabled', { username: 'ada' }],
      ['role.taken', { locationId: house.store, role: 'viewer' }],
      ['user.removed', { username: 'ada', email: 'ada@north.example' }],
    ]),
  )
})

test('a username is unique in the installation, an e-mail address in the customer (R2)', async () => {
  await userIn(house, house.south, 'kim@south.example', { username: 'Kim' })
  expect(await boss.ask('POST', '/users', newcomer('kIM'))).toMatchObject({
    status: 409,
    body: { code: 'username_taken', errors: { username: expect.any(String) } },
  })
  // The same address in another customer is another person's business.
  const kim = await boss.ask('POST', '/users', newcomer('kim.2', { email: 'Kim@South.example' }))
  expect(kim.status).toBe(201)
  expect(await boss.ask('POST', '/users', newcomer('kim.3', { email: 'kim@SOUTH.example' }))).toMatchObject({
    status: 409,
    body: { code: 'email_taken', errors: { email: expect.any(String) } },
  })
  expect(await boss.ask('PATCH', `/users/${kim.body.id}`, { username: 'KIM' })).toMatchObject({
    status: 409,
    body: { code: 'username_taken' },
  })
  // Their own name in other letters is nobody else's.
  expect((await boss.ask('PATCH', `/users/${kim.body.id}`, { username: 'Kim.2' })).status).toBe(200)
})

test('of ten who ask for one name at once, in two customers, one gets it and nine are told (R2)', async () => {
  const south = await house.person(house.south, 'chain_and_user_manager', { username: 'south.boss' })
  const other = await house.signIn(south.username)
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      index % 2 === 0
        ? boss.ask('POST', '/users', newcomer('wanted', { email: `wanted.${index}@north.example` }))
        : other.ask('POST', '/users', {
            username: 'WANTED',
            email: `wanted.${index}@south.example`,
            memberships: [{ locationId: house.south, role: 'viewer' }],
          }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
  expect(new Set(answers.flatMap(({ status, body }) => (status === 409 ? body.code : [])))).toEqual(
    new Set(['username_taken']),
  )
})

test.each([
  [{ username: '' }, 'username'],
  [{ username: 'a\u200Bda' }, 'username'],
  [{ email: 'ada' }, 'email'],
  [{ email: '\u212Aate@north.example' }, 'email'],
  [{ firstName: 'x'.repeat(101) }, 'firstName'],
  [{ title: 'a\u0000b' }, 'title'],
  [{ language: 'de' }, 'language'],
  [{ memberships: [] }, 'memberships'],
  [{ passwordHash: 'x' }, 'passwordHash'],
  [{ customerId: '0199f000-0000-7000-8000-000000000001' }, 'customerId'],
  [{ isAdmin: true }, 'isAdmin'],
])('a new user with %j is refused, and the field is named', async (wrong, field) => {
  const { status, body } = await boss.ask('POST', '/users', newcomer('wrong', wrong))
  expect(status).toBe(400)
  expect(body.code).toBe('invalid_request')
  expect(Object.keys(body.errors)).toEqual([field])
})

test('a manager’s role can only be given on a chain, and one location bears one role', async () => {
  const on = (...memberships: object[]) => boss.ask('POST', '/users', newcomer('nowhere', { memberships }))
  expect(await on({ locationId: house.coast, role: 'user_manager' })).toMatchObject({
    status: 400,
    body: { errors: { 'memberships.0.role': messages.en.users.faults.needs_a_chain } },
  })
  const twice = { locationId: house.coast, role: 'viewer' }
  expect((await on(twice, { ...twice, role: 'location_manager' })).status).toBe(400)
  expect((await on({ locationId: house.south, role: 'viewer' })).status).toBe(404)
})

test('nobody changes their own role, location or enabled flag, nor removes themselves; their name they may (R22)', async () => {
  const self = `/users/${bossId}`
  for (const change of [
    { enabled: false },
    { memberships: [{ locationId: house.north, role: 'viewer' }] },
    { memberships: [{ locationId: house.east, role: 'chain_and_user_manager' }] },
  ])
    expect((await boss.ask('PATCH', self, change)).status).toBe(403)
  expect((await boss.ask('DELETE', self)).status).toBe(403)
  const { memberships } = (await boss.ask('GET', self)).body
  expect((await boss.ask('PATCH', self, { firstName: 'Bo', enabled: true, memberships })).status).toBe(200)
})

test('a User Manager deals with User Managers and everyone below, not with those above (R22)', async () => {
  const { username } = await house.person(house.north, 'user_manager')
  const keeper = await house.signIn(username)
  const above = await house.person(house.north, 'chain_manager')
  const below = await house.person(house.coast, 'location_manager')

  expect((await keeper.ask('PATCH', `/users/${above.id}`, { title: 'x' })).status).toBe(403)
  expect((await keeper.ask('DELETE', `/users/${above.id}`)).status).toBe(403)
  expect((await keeper.ask('DELETE', `/users/${above.id}/microsoft-link`)).status).toBe(403)
  expect((await keeper.ask('GET', `/users/${above.id}`)).body).toMatchObject({ mayChange: false })
  expect((await keeper.ask('PATCH', `/users/${below.id}`, { title: 'x' })).status).toBe(200)
  for (const [role, status] of [
    ['chain_and_user_manager', 403],
    ['chain_manager', 403],
    ['user_manager', 200],
  ] as const) {
    const memberships = [{ locationId: house.north, role }]
    expect((await keeper.ask('PATCH', `/users/${below.id}`, { memberships })).status).toBe(status)
  }
})

test('a manager of one branch sees and changes only who is in it (R22)', async () => {
  const { username } = await house.person(house.east, 'chain_and_user_manager')
  const east = await house.signIn(username)
  const inEast = await house.person(house.east, 'viewer', { lastName: 'Eastwood' })
  const outside = await house.person(house.coast, 'viewer', { lastName: 'Eastwick' })

  const { body } = await east.ask('GET', '/users?search=east')
  expect(body.items.map((user: { id: string }) => user.id)).toEqual([inEast.id])
  expect((await east.ask('GET', `/users/${outside.id}`)).status).toBe(403)
  expect((await east.ask('PATCH', `/users/${outside.id}`, { title: 'x' })).status).toBe(403)
  expect((await east.ask('GET', `/users?location=${house.coast}`)).status).toBe(403)
  // Neither by pulling somebody in, nor by pushing somebody out.
  const to = (locationId: string) => ({ memberships: [{ locationId, role: 'viewer' }] })
  expect((await east.ask('PATCH', `/users/${outside.id}`, to(house.east))).status).toBe(403)
  expect((await east.ask('PATCH', `/users/${inEast.id}`, to(house.coast))).status).toBe(403)
  expect((await east.ask('POST', '/users', newcomer('pushed', to(house.coast)))).status).toBe(403)
})

test('a user who holds nothing is in no branch: a manager of users at the top gives them a role, and no one below (R22)', async () => {
  const { id } = await userIn(house, house.store, 'nothing@north.example')
  await house.db.deleteFrom('membership').where('userId', '=', id).execute()
  const { username } = await house.person(house.east, 'chain_and_user_manager')
  const below = await house.signIn(username)
  const memberships = [{ locationId: house.store, role: 'viewer' }]
  expect((await below.ask('GET', `/users/${id}`)).status).toBe(403)
  expect((await below.ask('PATCH', `/users/${id}`, { memberships })).status).toBe(403)
  const explained = await boss.ask('GET', `/users/${id}/explain`)
  expect(explained).toMatchObject({ status: 200, body: { remedy: { actor: 'manager' } } })
  expect((await boss.ask('PATCH', `/users/${id}`, { memberships })).status).toBe(200)
})

test('another customer’s user does not exist, whatever one asks of them (R22)', async () => {
  const { id } = await userIn(house, house.south, 'foreign@south.example')
  for (const [method, path, body] of [
    ['GET', ''],
    ['PATCH', '', { title: 'x' }],
    ['DELETE', ''],
    ['DELETE', '/microsoft-link'],
  ] as const)
    expect(await boss.ask(method, `/users/${id}${path}`, body)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
  expect((await boss.ask('GET', `/users?location=${house.south}`)).status).toBe(404)
})

test.each(['chain_manager', 'location_manager', 'viewer'] as const)(
  'a %s administers no users (R22)',
  async (role) => {
    const { username } = await house.person(house.north, role)
    const person = await house.signIn(username)
    expect((await person.ask('GET', '/users')).status).toBe(403)
    expect((await person.ask('GET', '/users?format=csv')).status).toBe(403)
    expect((await person.ask('GET', '/users/places')).status).toBe(403)
    expect((await person.ask('GET', '/users/address-check?email=a@b.example')).status).toBe(403)
    expect((await person.ask('POST', '/users', newcomer('x'))).status).toBe(403)
    expect((await person.ask('POST', '/users/import', 'username,email,role,location\na,b,c,d')).status).toBe(
      403,
    )
    expect((await person.ask('PATCH', `/users/${bossId}`, { title: 'x' })).status).toBe(403)
  },
)

test('who is disabled or moved is out with the next request (R28)', async () => {
  for (const change of [{ enabled: false }, { memberships: [{ locationId: house.east, role: 'viewer' }] }]) {
    const { id, username } = await house.person(house.store, 'viewer')
    const person = await house.signIn(username)
    expect(await person.session()).toBeDefined()
    await boss.ask('PATCH', `/users/${id}`, { title: 'Still here' })
    expect(await person.session()).toBeDefined()
    await boss.ask('PATCH', `/users/${id}`, change)
    expect(await person.session()).toBeUndefined()
  }
})

test('a demoted manager loses the password door at once, and who is promoted must set a new password (R13, R14)', async () => {
  const chain = await house.addLocation(house.north, 'chain', 'Strict')
  await setTenant(house, chain, northTenantId)
  await changeAdvancedSettings(
    house.db,
    { kind: 'operator' },
    chain,
    { mandatoryAuthentication: true },
    house.now(),
  )
  const { id, username } = await house.person(chain, 'chain_manager')
  const manager = await house.signIn(username)
  const role = (name: string) => ({ memberships: [{ locationId: chain, role: name }] })

  // From one manager's role to another the door stays open.
  expect((await boss.ask('PATCH', `/users/${id}`, role('user_manager'))).status).toBe(200)
  expect(await manager.session()).toBeDefined()
  expect((await boss.ask('PATCH', `/users/${id}`, role('viewer'))).status).toBe(200)
  expect(await manager.session()).toBeUndefined()
  await expect(house.signIn(username)).rejects.toThrow('403')

  expect((await boss.ask('PATCH', `/users/${id}`, role('chain_manager'))).status).toBe(200)
  // The old password does not revive.
  await expect(house.signIn(username)).rejects.toThrow('401')
})

test('changing the address dissolves the link and ends its sessions; other letters of it do not (R10, R28)', async () => {
  await setTenant(house, house.east, northTenantId)
  const bea = await userIn(house, house.east, 'bea.first@north.example')
  const browser = visitor(house)
  await signInWithMicrosoft(house, browser, 'bea.first@north.example')
  const { body } = await boss.ask('GET', `/users/${bea.id}`)
  expect(body.microsoftLink).toMatchObject({ tenantId: northTenantId, loginId: 'bea.first@north.example' })

  await boss.ask('PATCH', `/users/${bea.id}`, { email: 'Bea.First@North.example' })
  expect(await browser.session()).toBeDefined()
  await boss.ask('PATCH', `/users/${bea.id}`, { email: 'bea@north.example' })
  expect(await browser.session()).toBeUndefined()
  expect((await boss.ask('GET', `/users/${bea.id}`)).body.microsoftLink).toBeNull()
  expect(await recordsOf(bea.id)).toContainEqual([
    'link.ended',
    expect.objectContaining({ reason: 'email_changed', loginId: 'bea.first@north.example' }),
  ])
})

test('that a manager’s address was changed is told to every manager, and to the former address; other letters of it are not worth a word (R27)', async () => {
  const mia = await house.person(house.east, 'user_manager', { username: 'mia', email: 'mia@north.example' })
  const told = async (recipient: string) =>
    (await mailsTo(house, recipient)).filter(({ subject }) => subject.includes('address of mia'))
  await boss.ask('PATCH', `/users/${mia.id}`, { email: 'MIA@north.example' })
  expect(await told('mia@north.example')).toEqual([])
  const { body } = await boss.ask('GET', '/session')
  await boss.ask('PATCH', `/users/${mia.id}`, { email: 'rnia@north.example' })
  // Nobody has shown yet that they read at the new address (R35).
  expect(await told('rnia@north.example')).toEqual([])
  for (const recipient of ['mia@north.example', body.user.email]) {
    const mails = await told(recipient)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.textBody).toContain('from MIA@north.example to rnia@north.example')
  }
  const bea = await house.person(house.store, 'viewer', { username: 'bea.plain' })
  const before = await house.db.selectFrom('mail').select('id').execute()
  await boss.ask('PATCH', `/users/${bea.id}`, { email: 'bea.other@north.example' })
  expect(await house.db.selectFrom('mail').select('id').execute()).toHaveLength(before.length)
})

test('who is unlinked is out at once, and links again with the next sign-in; asking twice is no error (R10, R28)', async () => {
  await setTenant(house, house.east, northTenantId)
  const dora = await userIn(house, house.east, 'dora.capital@north.example')
  const browser = visitor(house)
  await signInWithMicrosoft(house, browser, 'Dora.Capital@North.example')
  for (let i = 0; i < 2; i += 1)
    expect((await boss.ask('DELETE', `/users/${dora.id}/microsoft-link`)).status).toBe(204)
  expect(await browser.session()).toBeUndefined()
  await signInWithMicrosoft(house, browser, 'Dora.Capital@North.example')
  expect(await browser.session()).toMatchObject({ user: { id: dora.id } })
})

test('a removed user leaves their sign-ins on record, and whoever comes after them inherits nothing (R23)', async () => {
  const leaver = await house.person(house.store, 'viewer', { username: 'leaver' })
  const browser = await house.signIn('leaver')
  expect((await boss.ask('DELETE', `/users/${leaver.id}`)).status).toBe(204)
  expect(await browser.session()).toBeUndefined()
  const attempts = await house.db
    .selectFrom('signInAttempt')
    .select('outcome')
    .where('userId', '=', leaver.id)
    .execute()
  expect(attempts).toEqual([{ outcome: 'succeeded' }])

  const { body } = await boss.ask('POST', '/users', newcomer('leaver'))
  expect(body).toMatchObject({ microsoftLink: null, lastSignInAt: null })
  expect(body.id).not.toBe(leaver.id)
  expect(await browser.session()).toBeUndefined()
})

test('a request that was under way when its manager was demoted changes nothing (R22)', async () => {
  const manager = await house.person(house.north, 'user_manager')
  const target = await house.person(house.store, 'viewer')
  const { changeUser } = await import('./change-users.ts')
  const acting = {
    actor: { kind: 'user' as const, userId: manager.id },
    customerId: house.north,
    memberships: [{ locationId: house.north, role: 'user_manager' as const }],
  }
  await changeUser(house.db, acting, target.id, { title: 'Before' }, house.now())
  const change = await house.db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, house.north)
    // It waits for the lock; what its manager may do is looked at after this is committed.
    const change = changeUser(house.db, acting, target.id, { title: 'After' }, house.now()).then(
      () => 'changed',
      ({ code }) => code,
    )
    await waitingOrSettled(house.db, change)
    await trx.updateTable('membership').set({ role: 'viewer' }).where('userId', '=', manager.id).execute()
    return { change }
  })
  expect(await change.change).toBe('forbidden')
})

test('while an address is typed: a duplicate, a look-alike and a domain that nobody has are said', async () => {
  await house.person(house.store, 'viewer', { username: 'marnie', email: 'marnie@north.example' })
  const check = async (email: string) =>
    (await boss.ask('GET', `/users/address-check?email=${encodeURIComponent(email)}`)).body
  const nothing = { duplicate: false, lookAlikes: [], newDomain: false }
  const alike = [{ username: 'marnie', email: 'marnie@north.example' }]
  expect(await check('somebody.else@north.example')).toEqual(nothing)
  expect(await check('Marnie@north.example')).toEqual({ ...nothing, duplicate: true })
  expect(await check('mamie@north.example')).toEqual({ ...nothing, lookAlikes: alike })
  expect(await check('marnie@nort.example')).toEqual({ ...nothing, lookAlikes: alike, newDomain: true })
  expect(await check('somebody@elsewhere.example')).toEqual({ ...nothing, newDomain: true })
})

test('the places where one may give roles come with the roles that one may give there (R22)', async () => {
  const { username } = await house.person(house.east, 'user_manager')
  const keeper = await house.signIn(username)
  const { body } = await keeper.ask('GET', '/users/places')
  expect(body.items).toEqual([
    {
      id: house.east,
      type: 'chain',
      name: 'East',
      code: 'EAST',
      chainName: 'East',
      roles: ['user_manager', 'location_manager', 'viewer'],
    },
  ])
  const found = await boss.ask('GET', '/users/places?search=store')
  expect(found.body.items).toMatchObject([
    { id: house.store, chainName: 'North', roles: ['location_manager', 'viewer'] },
  ])
  const asked = await boss.ask('GET', `/users/places?ids=${house.coast},${house.south}`)
  expect(asked.body.items).toMatchObject([{ id: house.coast }])
})

test('a language that nobody has entered is not chosen; one that a manager enters is, and is recorded (R23, R24)', async () => {
  const { body: added } = await boss.ask('POST', '/users', newcomer('eva'))
  expect(added).toMatchObject({ language: 'en', languageChosen: false })
  const { body: titled } = await boss.ask('PATCH', `/users/${added.id}`, { title: 'Cashier' })
  expect(titled).toMatchObject({ languageChosen: false })
  // The same that her mails are in: chosen all the same.
  const { body: chosen } = await boss.ask('PATCH', `/users/${added.id}`, { language: 'en' })
  expect(chosen).toMatchObject({ language: 'en', languageChosen: true })
  expect(await recordsOf(added.id)).toContainEqual([
    'user.changed',
    { before: { language: '' }, after: { language: 'en' } },
  ])
  expect((await boss.ask('PATCH', `/users/${added.id}`, { language: null })).status).toBe(400)
})

test('the permissions matrix is the policy itself, with a name for every right in every language (R24)', async () => {
  const { body } = await boss.ask('GET', '/users/permissions-matrix')
  expect(body).toEqual(permissionsMatrix)
  for (const { users } of Object.values(messages))
    expect(Object.keys(users.rights).sort()).toEqual(
      [...new Set(Object.values(permissionsMatrix).flat())].sort(),
    )
})

/** What the audit trail says about a user, without their id. */
async function recordsOf(userId: string) {
  const rows = await house.db.selectFrom('auditRecord').selectAll().orderBy('id').execute()
  return rows.flatMap(({ action, detail }) => {
    const { userId: about, ...rest } = detail as { userId?: string }
    return about === userId ? [[action, rest]] : []
  })
}
