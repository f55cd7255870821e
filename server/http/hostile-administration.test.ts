import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { answerForgottenPasswords } from '#server/passwords/forgotten-passwords.ts'
import { setTenant, signInWithMicrosoft, tmasUrl, type Visitor, visitor } from '#server/testing/front-door.ts'
import { mailsTo, newestLinkTo } from '#server/testing/mailbox.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { type Asking, type House, openHouse } from '#server/users/testing/house.ts'
import type { Role } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

const newPassword = 'Quiet-8-orchards'

let house: House
let boss: Asking
let bossId: string
/** A chain under North with mandatory authentication. */
let strict: string
let people = 0

beforeAll(async () => {
  house = await openHouse()
  const { id, username } = await house.person(house.north, 'chain_and_user_manager', { username: 'the.boss' })
  bossId = id
  boss = await house.signIn(username)
  strict = await house.addLocation(house.north, 'chain', 'Strict')
  await setTenant(house, strict, northTenantId)
  await mandatory(true)
})
afterAll(() => house.close())
beforeEach(async () => {
  // The limits of one test are not those of the next.
  await house.db.deleteFrom('passwordTries').execute()
})

test.each<[string, Role, string, (house: House) => string, object]>([
  ['a sibling’s store', 'chain_manager', 'PATCH', ({ store }) => `/locations/${store}`, { name: 'Mine' }],
  ['a sibling’s district', 'chain_manager', 'DELETE', ({ coast }) => `/locations/${coast}`, {}],
  ['the chain above', 'chain_manager', 'PATCH', ({ north }) => `/locations/${north}`, { name: 'Mine' }],
  [
    'the settings of the chain above',
    'chain_and_user_manager',
    'PATCH',
    ({ north }) => `/locations/${north}/advanced`,
    { mandatoryAuthentication: true },
  ],
  ['a manager above', 'user_manager', 'PATCH', () => `/users/${bossId}`, { title: 'Mine' }],
])('AUTHZ-02: a manager of one brand does not reach %s (R22)', async (_, role, method, path, body) => {
  const manager = await house.signIn((await house.person(house.east, role)).username)
  expect(await manager.ask(method, path(house), body)).toMatchObject({ status: 403 })
})

test.each<[string, object]>([
  ['role', { memberships: [{ locationId: 'north', role: 'chain_and_user_manager' }] }],
  ['location', { memberships: [{ locationId: 'north', role: 'user_manager' }] }],
  ['status', { enabled: false }],
])('AUTHZ-03: nobody changes their own %s (R22)', async (_, change) => {
  const { id, username } = await house.person(house.east, 'user_manager')
  const manager = await house.signIn(username)
  const body = JSON.parse(JSON.stringify(change).replace('"north"', `"${house.north}"`))
  expect((await manager.ask('PATCH', `/users/${id}`, body)).status).toBe(403)
  expect((await manager.ask('PATCH', '/account', body)).status).toBe(400)
})

const forged = ['role', 'customerId', 'isAdmin', 'password', 'passwordHash', 'tenantId', 'objectId']
test.each([...forged, 'emailVerified', '__proto__', 'constructor'])(
  'AUTHZ-04, AUTHZ-18, PWD-13: the field %s is in no change, and is not ignored in silence',
  async (field) => {
    const { id } = await house.person(house.store, 'viewer')
    const newcomer = {
      username: `forged.${field}`,
      email: `forged.${field.replaceAll('_', '')}@north.example`,
    }
    const memberships = [{ locationId: house.store, role: 'viewer' }]
    const before = await everything()
    for (const [method, path, body] of [
      ['PATCH', `/users/${id}`, {}],
      ['POST', '/users', { ...newcomer, memberships }],
      ['PATCH', '/account', { language: 'fr' }],
      ['PATCH', `/locations/${house.store}`, { name: 'Other' }],
      ['PATCH', `/locations/${house.north}/advanced`, { mandatoryAuthentication: false }],
      ['POST', `/users/${id}/mail`, { subject: 'x', message: 'x' }],
    ] as const) {
      // Parsed and not written: a literal’s __proto__ would be no field.
      const forgedBody = JSON.parse(
        JSON.stringify(body).replace(/^\{/, `{"${field}": "x", `).replace(', }', '}'),
      )
      const answer = await boss.ask(method, path, forgedBody)
      expect
        .soft(answer, `${method} ${path}`)
        .toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    }
    expect(await everything()).toEqual(before)
  },
)

test('AUTHZ-17: with one’s own id in the address and a foreign one in the body, nothing is done (R22)', async () => {
  const { id } = await house.person(house.store, 'viewer')
  const foreign = [{ locationId: house.south, role: 'viewer' }]
  const before = await everything()
  for (const [method, path, body] of [
    ['PATCH', `/users/${id}`, { memberships: foreign }],
    ['POST', '/users', { username: 'spy', email: 'spy@north.example', memberships: foreign }],
    ['POST', '/locations', { parentId: house.south, type: 'store', name: 'Spy' }],
    ['PATCH', `/locations/${house.store}`, { parentId: house.south, confirm: true }],
  ] as const) {
    const answer = await boss.ask(method, path, body)
    expect.soft(answer, `${method} ${path}`).toMatchObject({ status: 404, body: { code: 'not_found' } })
  }
  const csv = `username,email,role,location\nspy,spy@north.example,viewer,${house.south}`
  const imported = await boss.ask('POST', '/users/import', csv)
  expect(imported).toMatchObject({ status: 400, body: { errors: { '2.location': expect.any(String) } } })
  expect(await everything()).toEqual(before)
})

test('MAND-02: once mandatory authentication is on, a link in the mailbox is dead, and no new one is sent (R13)', async () => {
  await mandatory(false)
  const eve = await viewer(strict)
  const stranger = visitor(house)
  await forget(stranger, eve.username)
  const link = await newestLinkTo(house, eve.email)
  expect((await stranger.get(link)).status).toBe(200)
  await mandatory(true)

  expect((await stranger.get(link)).status).toBe(410)
  expect((await setPassword(stranger, link)).status).toBe(410)
  const asked = await forget(stranger, eve.username)
  expect(asked.headers.get('location')).toBe('/forgot-password?asked')
  // The mail says to use Microsoft.
  expect((await mailsTo(house, eve.email))[0]?.textBody).not.toContain('token=')
  await mandatory(false)
  // Nor has the new password been kept for later.
  expect((await signIn(eve.username, newPassword)).status).toBe(401)
  await mandatory(true)
})

test('MAND-05, MAND-06: who is demoted is out at once; who is promoted again does not come in with the old password (R14)', async () => {
  const { id, username } = await house.person(strict, 'user_manager')
  const manager = await house.signIn(username)
  const become = (role: Role) =>
    boss.ask('PATCH', `/users/${id}`, { memberships: [{ locationId: strict, role }] })
  expect((await become('viewer')).status).toBe(200)
  expect((await manager.ask('GET', '/users')).status).toBe(401)
  await expect(house.signIn(username)).rejects.toThrow('403')
  expect((await become('user_manager')).status).toBe(200)
  await expect(house.signIn(username)).rejects.toThrow('401')
})

test('MAND-08: nobody gets a password while mandatory authentication is on: not by a manager, not by an import (R13)', async () => {
  const eve = await viewer(strict)
  expect(await boss.ask('POST', `/users/${eve.id}/reset-password`)).toMatchObject({
    status: 403,
    body: { code: 'microsoft_required' },
  })
  const csv = 'username,email,role,location,password\nx,x@north.example,viewer,STRICT,Harbour-7-lanterns'
  expect((await boss.ask('POST', '/users/import', csv)).status).toBe(400)
  expect((await boss.ask('POST', `/users/${eve.id}/mail`)).status).toBe(202)
  expect((await mailsTo(house, eve.email))[0]?.textBody).not.toContain('set-password')
})

test.each<[Role]>([['viewer'], ['location_manager'], ['user_manager']])(
  'MAND-09, TEN-09: a %s neither switches mandatory authentication nor learns the tenant (R22)',
  async (role) => {
    const somebody = await house.signIn((await house.person(house.east, role)).username)
    const settings = `/locations/${house.east}/advanced`
    expect((await somebody.ask('PATCH', settings, { mandatoryAuthentication: false })).status).toBe(403)
    expect((await somebody.ask('GET', settings)).status).toBe(403)
    expect((await somebody.ask('GET', `${settings}/readiness`)).status).toBe(403)
    for (const path of ['/locations', `/locations/${house.east}`, '/session'])
      expect(JSON.stringify((await somebody.ask('GET', path)).body)).not.toMatch(/tenant/i)
  },
)

test('PWD-04: a well-known password is refused when it is set, with the reason (R26)', async () => {
  const eve = await viewer(house.store)
  const stranger = visitor(house)
  await forget(stranger, eve.username)
  const answer = await setPassword(stranger, await newestLinkTo(house, eve.email), 'Password1!')
  expect(answer.status).not.toBe(303)
  expect(await answer.text()).toContain('This password is too common')
})

test.each([
  { newPassword },
  { currentPassword: '', newPassword },
  { currentPassword: newPassword, newPassword },
])('PWD-06: whoever has only the session changes no password: %j', async (body) => {
  const { username } = await house.person(house.store, 'viewer')
  const thief = await house.signIn(username)
  expect((await thief.ask('POST', '/account/password', body)).status).toBe(400)
  expect((await house.signIn(username)).cookies.size).toBeGreaterThan(0)
})

test.each([
  ['a second name', (name: string) => `name=${name}&name=evil@evil.example`],
  ['a second name first', (name: string) => `name=evil@evil.example&name=${name}`],
  ['a list', (name: string) => `name[]=${name}&name[]=evil@evil.example`],
  ['two in one', (name: string) => `name=${name},evil@evil.example`],
  ['an address of its own', (name: string) => `name=${name}&email=evil@evil.example`],
])('PWD-10: a forgotten password asked for with %s is mailed to nobody but its owner', async (_, body) => {
  const eve = await viewer(house.store)
  await visitor(house).send('/forgot-password', {
    method: 'POST',
    body: body(eve.username),
    headers: { origin: tmasUrl, 'content-type': 'application/x-www-form-urlencoded' },
  })
  await answerForgottenPasswords(house.db, tmasUrl, house.now)
  expect(await mailsTo(house, 'evil@evil.example')).toEqual([])
})

test('LIFE-02: a recreated account is linked only after a manager has removed the old link, on record (R10)', async () => {
  const [eve, account] = await accountIn(strict)
  const browser = visitor(house)
  await signInWithMicrosoft(house, browser, eve.email)
  account.oid = crypto.randomUUID()
  const refused = await signInWithMicrosoft(house, visitor(house), eve.email)
  expect(refused.location).toContain('linked_to_other_account')
  expect((await boss.ask('DELETE', `/users/${eve.id}/microsoft-link`)).status).toBe(204)
  expect(await browser.session()).toBeUndefined()
  await signInWithMicrosoft(house, browser, eve.email)
  expect(await browser.session()).toMatchObject({ user: { id: eve.id } })
  const actions = await actionsOn(eve.id)
  expect(actions.filter((action) => action.startsWith('link.'))).toEqual([
    'link.made',
    'link.ended',
    'link.made',
  ])
})

test('LIFE-03: an account that was deleted and restored comes in as before (R10)', async () => {
  const [eve, account] = await accountIn(strict)
  await signInWithMicrosoft(house, visitor(house), eve.email)
  const { people: accounts } = house.emulator.directory
  accounts.splice(accounts.indexOf(account), 1)
  accounts.push(account)
  const browser = visitor(house)
  await signInWithMicrosoft(house, browser, eve.email)
  expect(await browser.session()).toMatchObject({ user: { id: eve.id } })
})

test('LIFE-04: who gets a leaver’s username and address inherits neither link, session, role nor mailed link (R10)', async () => {
  const [eve] = await accountIn(house.east, 'location_manager')
  const browser = await house.signIn(eve.username)
  await forget(visitor(house), eve.username)
  const link = await newestLinkTo(house, eve.email)
  expect((await boss.ask('DELETE', `/users/${eve.id}`)).status).toBe(204)
  const memberships = [{ locationId: house.store, role: 'viewer' }]
  const { body } = await boss.ask('POST', '/users', { username: eve.username, email: eve.email, memberships })
  expect(body).toMatchObject({ microsoftLink: null, lastSignInAt: null, memberships })
  expect(await browser.session()).toBeUndefined()
  expect((await visitor(house).get(link)).status).toBe(410)
})

test('LIFE-06: a sign-in with Microsoft enables nobody (R1, R12)', async () => {
  const [eve] = await accountIn(strict)
  await signInWithMicrosoft(house, visitor(house), eve.email)
  await boss.ask('PATCH', `/users/${eve.id}`, { enabled: false })
  const browser = visitor(house)
  expect((await signInWithMicrosoft(house, browser, eve.email)).location).toContain('account_disabled')
  expect(await browser.session()).toBeUndefined()
  expect((await boss.ask('GET', `/users/${eve.id}`)).body).toMatchObject({ enabled: false })
})

test.each<[string, (id: string) => Promise<unknown>]>([
  ['disabled', (id) => boss.ask('PATCH', `/users/${id}`, { enabled: false })],
  ['removed', (id) => boss.ask('DELETE', `/users/${id}`)],
  [
    'moved to where Microsoft is the only door',
    (id) => boss.ask('PATCH', `/users/${id}`, { memberships: [{ locationId: strict, role: 'viewer' }] }),
  ],
])(
  'LIFE-10, LIFE-13: of who is %s, neither session nor mailed link opens anything (R13, R28)',
  async (_, change) => {
    const eve = await viewer(house.store)
    const browser = await house.signIn(eve.username)
    await forget(visitor(house), eve.username)
    const link = await newestLinkTo(house, eve.email)
    await change(eve.id)
    expect(await browser.session()).toBeUndefined()
    expect((await visitor(house).get(link)).status).toBe(410)
    expect((await setPassword(visitor(house), link)).status).toBe(410)
    expect([401, 403]).toContain((await signIn(eve.username, newPassword)).status)
  },
)

test('TEN-02: a tenant of one’s own, and users with the addresses of others, open one’s own chain only (R8)', async () => {
  const rogue = await house.signIn((await house.person(house.south, 'chain_and_user_manager')).username)
  const [victim] = await accountIn(strict, 'viewer', southTenantId)
  const memberships = [{ locationId: house.south, role: 'viewer' }]
  const settings = { azureTenantId: southTenantId }
  expect((await rogue.ask('PATCH', `/locations/${house.south}/advanced`, settings)).status).toBe(200)
  const { body } = await rogue.ask('POST', '/users', { username: 'decoy', email: victim.email, memberships })
  const browser = visitor(house)
  await signInWithMicrosoft(house, browser, victim.email)
  expect(await browser.session()).toMatchObject({ user: { id: body.id } })
  expect((await boss.ask('GET', `/users/${victim.id}`)).body.microsoftLink).toBeNull()
})

test('TEN-03: two customers hold one tenant ID, and neither keeps the other from it (R5)', async () => {
  const squatter = await house.signIn((await house.person(house.south, 'chain_manager')).username)
  const settings = { azureTenantId: northTenantId, confirm: true }
  const brand = await house.addLocation(house.north, 'chain', 'Brand')
  expect((await squatter.ask('PATCH', `/locations/${house.south}/advanced`, settings)).status).toBe(200)
  expect((await boss.ask('PATCH', `/locations/${brand}/advanced`, settings)).status).toBe(200)
  expect((await boss.ask('GET', `/locations/${brand}/advanced`)).body).toMatchObject({
    azureTenantId: northTenantId,
    inheritedFrom: null,
  })
})

test.each([
  ['in quotation marks', `"${northTenantId}"`, 422],
  ['as an address', `https://login.microsoftonline.com/${northTenantId}/v2.0`, 422],
  ['with markup', `<script>${northTenantId}</script>`, 422],
  ['with a line of its own', `${northTenantId}\r\nX: y`, 422],
  ['of three thousand signs', 'a'.repeat(3000), 400],
  ['of a megabyte', 'a'.repeat(1024 * 1024), 413],
])('TEN-06: a tenant ID %s is refused, and nothing is saved (R4)', async (_, azureTenantId, status) => {
  const before = await everything()
  const answer = await boss.ask('PATCH', `/locations/${house.north}/advanced`, { azureTenantId })
  expect(answer.status).toBe(status)
  expect(await everything()).toEqual(before)
})

test('TEN-10: a login hint is a value of its own, and adds nothing to the address of Microsoft', async () => {
  const hint = 'a@north.example&domain_hint=evil.example&prompt=none#x'
  const answer = await visitor(house).get(`/sign-in/microsoft?login_hint=${encodeURIComponent(hint)}`)
  const address = new URL(answer.headers.get('location') ?? '')
  expect(address.origin).toBe(house.emulator.url)
  expect(address.searchParams.get('domain_hint')).toBeNull()
  expect(address.searchParams.getAll('prompt')).not.toContain('none')
  expect(address.hash).toBe('')
})

test('LOG-03: every change leaves its record, with who and from where (R23)', async () => {
  const memberships = [{ locationId: house.store, role: 'viewer' }]
  const newcomer = { username: 'logged', email: 'logged@north.example', memberships }
  const { id } = (await boss.ask('POST', '/users', newcomer)).body
  const east = [{ locationId: house.east, role: 'location_manager' }]
  for (const change of [
    { email: 'l@north.example' },
    { memberships: east },
    { enabled: false },
    { enabled: true },
  ])
    expect((await boss.ask('PATCH', `/users/${id}`, change)).status).toBe(200)
  expect((await boss.ask('POST', `/users/${id}/reset-password`)).status).toBe(202)
  expect((await boss.ask('POST', `/users/${id}/mail`)).status).toBe(202)
  expect((await boss.ask('POST', `/users/${id}/mail`, { subject: 'x', message: 'y' })).status).toBe(202)
  expect((await boss.ask('DELETE', `/users/${id}`)).status).toBe(204)
  expect((await actionsOn(id)).toSorted()).toEqual(
    [
      ...['user.added', 'role.given', 'user.changed', 'role.taken', 'role.given', 'user.disabled'],
      ...[
        'user.enabled',
        'password-link.made',
        'user.mailed',
        'welcome.mailed',
        'role.taken',
        'user.removed',
      ],
    ].toSorted(),
  )
  const records = await house.db
    .selectFrom('auditRecord')
    .select(['actorKind', 'actorUserId'])
    .distinct()
    .where(sql<string>`detail->>'userId'`, '=', id)
    .execute()
  expect(records).toEqual([{ actorKind: 'user', actorUserId: bossId }])
})

test('LOG-06: a change whose record cannot be written is not made (R23)', async () => {
  const { id } = await house.person(house.store, 'viewer')
  await house.asOwner(
    `create function full_disk() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$`,
  )
  await house.asOwner(`create trigger full_disk before insert on audit_record for each row
    when (new.action = 'user.disabled') execute function full_disk()`)
  try {
    expect((await boss.ask('PATCH', `/users/${id}`, { enabled: false })).status).toBeGreaterThanOrEqual(500)
    expect((await boss.ask('GET', `/users/${id}`)).body).toMatchObject({ enabled: true })
  } finally {
    await house.asOwner('drop trigger full_disk on audit_record')
  }
})

test('LOG-01: whatever a stranger sends, a line of the log is one JSON object without control characters', async () => {
  const stage: Stage = await openStage()
  try {
    const evil = 'x%0d%0a%7b%22level%22%3a60%7d%1b%5b2J'
    const stranger = visitor(stage)
    await stranger.get(`/${evil}?${evil}`, { 'user-agent': 'a\t{"level":60}' })
    await stranger.get(`/sign-in/microsoft/callback?error=${evil}&error_description=${evil}&state=${evil}`)
    await stranger.post('/sign-in', { username: decodeURIComponent(evil), password: 'x' })
    expect(stage.logged.length).toBeGreaterThanOrEqual(3)
    for (const line of stage.logged) {
      expect(line).toMatch(/^[^\p{Cc}]+\n$/u)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) })
    }
  } finally {
    await stage.close()
  }
})

async function mandatory(on: boolean) {
  const change = { mandatoryAuthentication: on }
  await changeAdvancedSettings(house.db, { kind: 'operator' }, strict, change, house.now())
}

async function viewer(locationId: string, role: Role = 'viewer') {
  people += 1
  const email = `eve.${people}@north.example`
  return { ...(await house.person(locationId, role, { username: `eve.${people}`, email })), email }
}

/** Somebody in a chain, with an account at Microsoft under the same address. */
async function accountIn(locationId: string, role: Role = 'viewer', tenantId = northTenantId) {
  const eve = await viewer(locationId, role)
  const account = { loginId: eve.email, name: 'Eve', tenantId, oid: crypto.randomUUID() }
  house.emulator.directory.people.push(account)
  return [eve, account] as const
}

/** Asks for a link, and lets the server look at it. */
async function forget(browser: Visitor, name: string) {
  const response = await browser.post('/forgot-password', { name })
  await answerForgottenPasswords(house.db, tmasUrl, house.now)
  return response
}

function setPassword(browser: Visitor, link: string, password = newPassword) {
  const token = new URL(link, tmasUrl).searchParams.get('token') ?? ''
  return browser.post('/set-password', { token, password, repeat: password })
}

async function signIn(username: string, password: string) {
  return visitor(house).send('/api/v1/session', {
    method: 'POST',
    headers: { origin: tmasUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
}

/** What was recorded about a user, the oldest first. */
async function actionsOn(userId: string) {
  const records = await house.db
    .selectFrom('auditRecord')
    .select('action')
    .where(sql<string>`detail->>'userId'`, '=', userId)
    .orderBy('id')
    .execute()
  return records.map(({ action }) => action)
}

async function everything() {
  const { db } = house
  return {
    locations: await db.selectFrom('location').selectAll().orderBy('id').execute(),
    settings: await db.selectFrom('advancedSettings').selectAll().orderBy('locationId').execute(),
    users: await db.selectFrom('userAccount').selectAll().orderBy('id').execute(),
    memberships: await db.selectFrom('membership').selectAll().orderBy('userId').execute(),
  }
}
