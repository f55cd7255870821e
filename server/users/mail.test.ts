import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { insertLocation } from '#server/locations/locations.queries.ts'
import { queueWelcome } from '#server/passwords/password-links.ts'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  setTenant,
  signedInWithPassword,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { mailsTo, newestLinkTo } from '#server/testing/mailbox.ts'
import type { Role } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'
import { recoverManager } from './recover.ts'

const password = 'Harbour-7-lanterns'
let passwordHash: string
let door: FrontDoor
let north: { chainId: string }
let round = 0

beforeAll(async () => {
  door = await openFrontDoor()
  passwordHash = await leastHash(password)
})
afterAll(() => door.close())
beforeEach(async () => {
  round += 1
  north = await customerWithTenant(door, `North ${round}`, northTenantId)
})

test('the welcome e-mail of who has the password door brings a link that lives 7 days (R25)', async () => {
  const ada = await person('ada', 'viewer', { language: 'es' })
  expect(await welcome(ada.id)).toBe('password')
  const [mail] = await mailsTo(door, ada.email)
  expect(mail?.subject).toBe('Le damos la bienvenida a TMAS')
  expect(mail?.textBody).toContain(ada.username)
  const link = await newestLinkTo(door, ada.email)
  door.passTime(6.9 * 24 * 60 * 60 * 1000)
  expect((await visitor(door).get(link)).status).toBe(200)
  door.passTime(0.2 * 24 * 60 * 60 * 1000)
  expect((await visitor(door).get(link)).status).toBe(410)
})

test('the welcome e-mail of who has only Microsoft names the button and the address, and brings no link (R25)', async () => {
  await mandatory(true)
  const ada = await person('ada', 'viewer')
  expect(await welcome(ada.id)).toBe('microsoft')
  const [mail] = await mailsTo(door, ada.email)
  expect(mail?.textBody).toContain('Sign in with Microsoft')
  expect(mail?.textBody).toContain(ada.email)
  expect(mail?.textBody).not.toContain('set-password')
})

test('a disabled user is not welcomed', async () => {
  const ada = await person('ada', 'viewer', { enabled: false })
  expect(await welcome(ada.id)).toBeNull()
  expect(await mailsTo(door, ada.email)).toEqual([])
})

test('a User Manager resets a password by mail, never knowing it, and it is recorded (R22, R23)', async () => {
  const [boss, ada] = [await manager('user_manager'), await person('ada', 'viewer')]
  expect((await callApi(boss, 'POST', `/users/${ada.id}/reset-password`)).status).toBe(202)
  expect((await visitor(door).get(await newestLinkTo(door, ada.email))).status).toBe(200)
  const records = await door.db
    .selectFrom('auditRecord')
    .select('detail')
    .where('customerId', '=', north.chainId)
    .where('action', '=', 'password-link.made')
    .execute()
  expect(records).toEqual([{ detail: { userId: ada.id, kind: 'reset' } }])
})

test.each<[Role, Role, number]>([
  ['user_manager', 'viewer', 202],
  ['user_manager', 'user_manager', 202],
  ['user_manager', 'chain_manager', 403],
  ['user_manager', 'chain_and_user_manager', 403],
  ['chain_and_user_manager', 'chain_and_user_manager', 202],
  ['chain_manager', 'viewer', 403],
  ['location_manager', 'viewer', 403],
  ['viewer', 'viewer', 403],
])('a %s who resets or mails a %s is answered %i (R22)', async (mine, theirs, status) => {
  const [boss, ada] = [await manager(mine), await person('ada', theirs)]
  expect((await callApi(boss, 'POST', `/users/${ada.id}/reset-password`)).status).toBe(status)
  expect((await callApi(boss, 'POST', `/users/${ada.id}/mail`)).status).toBe(status)
  const message = { subject: 'Hello', message: 'A message.' }
  expect((await callApi(boss, 'POST', `/users/${ada.id}/mail`, message)).status).toBe(status)
})

test('a manager of a branch reaches nobody beside it, and another customer’s user does not exist (R22)', async () => {
  const branch = await addChain('Branch')
  const boss = await manager('chain_and_user_manager', branch)
  const beside = await person('ada', 'viewer')
  const south = await customerWithTenant(door, `South ${round}`, southTenantId)
  const foreign = await userIn(door, south.chainId, `zoe.${round}@south.example`)
  expect((await callApi(boss, 'POST', `/users/${beside.id}/reset-password`)).status).toBe(403)
  expect((await callApi(boss, 'POST', `/users/${foreign.id}/reset-password`)).status).toBe(404)
  expect((await callApi(boss, 'POST', `/users/${foreign.id}/mail`)).status).toBe(404)
  expect((await callApi(boss, 'POST', `/locations/${north.chainId}/advanced/password-links`)).status).toBe(
    403,
  )
  expect((await callApi(boss, 'POST', `/locations/${south.chainId}/advanced/password-links`)).status).toBe(
    404,
  )
})

test('who has no password door gets no link: mandatory authentication, or switched off (R13)', async () => {
  const boss = await manager('chain_and_user_manager')
  const off = await person('off', 'viewer', { enabled: false })
  expect((await callApi(boss, 'POST', `/users/${off.id}/reset-password`)).status).toBe(403)
  await mandatory(true)
  const ada = await person('ada', 'viewer')
  const answer = await callApi(boss, 'POST', `/users/${ada.id}/reset-password`)
  expect(await answer.json()).toMatchObject({ code: 'microsoft_required' })
  expect(await mailsTo(door, ada.email)).toEqual([])
})

test('a manager’s own words reach the user as text, under the manager’s name', async () => {
  const [boss, ada] = [await manager('chain_and_user_manager'), await person('ada', 'viewer')]
  const message = { subject: 'Inventory', message: 'Please count.\n\n<b>All</b> of it.\nThanks' }
  expect((await callApi(boss, 'POST', `/users/${ada.id}/mail`, message)).status).toBe(202)
  const [mail] = await mailsTo(door, ada.email)
  expect(mail).toMatchObject({ subject: 'Message through TMAS: Inventory' })
  expect(mail?.textBody).toContain('<b>All</b> of it.\nThanks')
  expect(mail?.htmlBody).toContain('&lt;b&gt;All&lt;/b&gt;')
  expect(mail?.textBody).toContain(`boss.${round}@north.example`)
})

test.each([
  { subject: 'Hello\r\nBcc: all@north.example', message: 'x' },
  { subject: 'Hello' },
  { message: 'Hello' },
  { subject: '', message: 'x' },
  { subject: 'x'.repeat(151), message: 'x' },
  { subject: 'Hello', message: 'x', to: 'all@north.example' },
  { subject: ['Hello'], message: 'x' },
])('%j is no mail', async (body) => {
  const [boss, ada] = [await manager('chain_and_user_manager'), await person('ada', 'viewer')]
  expect((await callApi(boss, 'POST', `/users/${ada.id}/mail`, body)).status).toBe(400)
  expect(await mailsTo(door, ada.email)).toEqual([])
})

test('the way back: everybody without a password is mailed a link, which works once mandatory authentication is off', async () => {
  const boss = await manager('chain_manager')
  await mandatory(true)
  const region = await addLocation('region', 'Bay')
  const [bare, under, has, off] = [
    await person('bare', 'viewer'),
    await person('under', 'viewer', {}, region),
    await person('has', 'viewer', { passwordHash }),
    await person('off', 'viewer', { enabled: false }),
  ]
  const answer = await callApi(boss, 'POST', `/locations/${north.chainId}/advanced/password-links`)
  expect(answer.status).toBe(202)
  expect(await answer.json()).toEqual({ count: 2 })
  expect(await mailsTo(door, has.email)).toEqual([])
  expect(await mailsTo(door, off.email)).toEqual([])
  expect(await mailsTo(door, under.email)).toHaveLength(1)

  const link = await newestLinkTo(door, bare.email)
  expect((await visitor(door).get(link)).status).toBe(410)
  await mandatory(false)
  expect((await visitor(door).get(link)).status).toBe(200)
})

test.each<[Role, Role[]]>([
  ['chain_manager', []],
  ['chain_and_user_manager', ['chain_and_user_manager', 'chain_manager', 'user_manager']],
])(
  'the way back that a %s of a brand prepares goes to no manager whom they may not reset (R22)',
  async (mine, mailed) => {
    const brand = await addChain('Brand')
    const boss = await manager(mine, brand)
    const roles: Role[] = ['chain_and_user_manager', 'chain_manager', 'user_manager']
    const managers = await Promise.all(roles.map((role) => person(role.replaceAll('_', ''), role, {}, brand)))
    // One of them also holds a role outside the brand.
    const spread = await person('spread', 'user_manager', {}, brand)
    const outside = { userId: spread.id, customerId: north.chainId, locationId: north.chainId }
    await door.db
      .insertInto('membership')
      .values({ ...outside, locationType: 'chain', role: 'chain_manager' })
      .execute()
    const clerk = await person('clerk', 'viewer', {}, brand)
    const answer = await callApi(boss, 'POST', `/locations/${brand}/advanced/password-links`)
    expect(await answer.json()).toEqual({ count: mailed.length + 1 })
    const linked = await door.db.selectFrom('passwordLink').select('userId').execute()
    const reached = (id: string) => linked.some(({ userId }) => userId === id)
    expect(roles.filter((_, index) => reached(managers[index]?.id ?? ''))).toEqual(mailed)
    expect([reached(spread.id), reached(clerk.id)]).toEqual([false, true])
  },
)

test('a link to recover a manager is ended by a newer one or by a used one, and by no other link (R22)', async () => {
  const boss = await manager('chain_and_user_manager')
  const ada = await person('ada', 'chain_and_user_manager')
  const { link } = await recover(ada.username)
  await callApi(boss, 'POST', `/locations/${north.chainId}/advanced/password-links`)
  await callApi(boss, 'POST', `/users/${ada.id}/reset-password`)
  await callApi(boss, 'POST', `/users/${ada.id}/mail`)
  expect(await mailsTo(door, ada.email)).not.toEqual([])
  expect((await visitor(door).get(link)).status).toBe(200)
  const newer = await recover(ada.username)
  expect((await visitor(door).get(link)).status).toBe(410)
  const token = new URL(newer.link).searchParams.get('token') ?? ''
  const sent = await newestLinkTo(door, ada.email)
  const used = await visitor(door).post('/set-password', { token, password, repeat: password })
  expect(used.status).toBe(303)
  for (const ended of [newer.link, sent]) expect((await visitor(door).get(ended)).status).toBe(410)
})

test('every manager is mailed a changed tenant ID and a switch of mandatory authentication, with who, when and from where (R27)', async () => {
  const one = await person('one', 'user_manager', { language: 'fr' })
  const two = await person('two', 'chain_manager')
  const none = await person('none', 'viewer')
  const away = await person('away', 'chain_manager', { enabled: false })
  await setTenant(door, north.chainId, southTenantId)
  await mandatory(true)
  const subjects = (await mailsTo(door, one.email)).map(({ subject }) => subject)
  expect(subjects).toContain(`TMAS\u00a0: l’ID de locataire de North ${round} a été modifié`)
  expect(subjects).toContain(`TMAS\u00a0: l’authentification obligatoire a été activée pour North ${round}`)
  const [switched, changed] = await mailsTo(door, two.email)
  expect(switched?.textBody).toContain('Who: the operator of TMAS')
  expect(switched?.textBody).toContain('UTC')
  expect(changed?.textBody).toContain(`from ${northTenantId} to ${southTenantId}`)
  expect(await mailsTo(door, none.email)).toEqual([])
  expect(await mailsTo(door, away.email)).toEqual([])
})

test('a setting that stays as it was is mailed to nobody (R27)', async () => {
  const one = await person('one', 'user_manager')
  const before = await mailsTo(door, one.email)
  await setTenant(door, north.chainId, northTenantId)
  await mandatory(false)
  expect(await mailsTo(door, one.email)).toEqual(before)
})

test('a new manager is told to every manager (R27)', async () => {
  const one = await person('one', 'user_manager')
  await person('two', 'chain_manager')
  expect((await mailsTo(door, one.email))[0]?.subject).toBe(`TMAS: two${round} is now a manager`)
})

test('a locked-out manager is recovered by a link of 15 minutes, recorded, and told to every manager (R27)', async () => {
  const one = await person('one', 'user_manager')
  const { link, expiresAt } = await recover(` ONE${round} `)
  expect(link.startsWith(`${tmasUrl}/set-password?token=`)).toBe(true)
  expect(expiresAt.getTime() - door.now().getTime()).toBeLessThanOrEqual(15 * 60 * 1000)
  const [mail] = await mailsTo(door, one.email)
  expect(mail?.subject).toContain('recovery link')
  // The link is handed over by hand: the mailbox may be what is lost.
  expect(mail?.textBody).not.toContain('token=')
  const recorded = await door.db
    .selectFrom('auditRecord')
    .select(['actorKind', 'detail'])
    .where('action', '=', 'manager.recovered')
    .where('customerId', '=', north.chainId)
    .execute()
  expect(recorded).toEqual([{ actorKind: 'operator', detail: { userId: one.id } }])
  expect((await visitor(door).get(link)).status).toBe(200)
  door.passTime(16 * 60 * 1000)
  expect((await visitor(door).get(link)).status).toBe(410)
})

test('only an enabled manager can be recovered', async () => {
  await person('ada', 'viewer')
  await person('off', 'user_manager', { enabled: false })
  await expect(recover(`ada${round}`)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(recover(`off${round}`)).rejects.toMatchObject({ code: 'account_disabled' })
  await expect(recover(`nobody${round}`)).rejects.toMatchObject({ code: 'not_found' })
})

async function person(name: string, role: Role, more: object = {}, locationId = north.chainId) {
  const email = `${name}.${round}@north.example`
  return { ...(await userIn(door, locationId, email, { username: `${name}${round}`, role, ...more })), email }
}

/** Somebody of this role, signed in. */
async function manager(role: Role, locationId = north.chainId): Promise<Visitor> {
  const { username } = await person('boss', role, { passwordHash }, locationId)
  return signedInWithPassword(door, username, password)
}

function welcome(userId: string) {
  return door.db.transaction().execute((trx) => queueWelcome(trx, userId, tmasUrl, door.now()))
}

function recover(username: string) {
  return recoverManager(door.db, { kind: 'operator' }, username, tmasUrl, door.now())
}

function mandatory(mandatoryAuthentication: boolean) {
  const change = { mandatoryAuthentication }
  return changeAdvancedSettings(door.db, { kind: 'operator' }, north.chainId, change, door.now())
}

const addChain = (name: string) => addLocation('chain', name)

async function addLocation(type: 'chain' | 'region', name: string): Promise<string> {
  const id = randomUUIDv7()
  const customerId = north.chainId
  const location = { id, customerId, parentId: customerId, type, name, createdAt: door.now() }
  await door.db.transaction().execute((trx) => insertLocation(trx, location))
  return id
}
