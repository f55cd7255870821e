import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { unsetValues } from '#shared/advanced-settings.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId, southTenantId, tenantsElsewhere, tmasClientId } from '../../emulator/sample.ts'
import { changeAdvancedSettings } from './advanced-settings.ts'
import { verifyTenants } from './verification.ts'

let door: FrontDoor
let chainId: string
let manager: Awaited<ReturnType<typeof signedInWith>>

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

let customers = 0
beforeEach(async () => {
  door.emulator.control.reset()
  customers += 1
  // The emulator's people may belong to one test only.
  await sql`update user_account set email = id || '@gone.example'`.execute(door.db)
  await door.db
    .updateTable('microsoftLink')
    .set({ endedAt: new Date() })
    .where('endedAt', 'is', null)
    .execute()
  chainId = (await customerWithTenant(door, `North ${customers}`, null)).chainId
  manager = await signedInWith(door, 'chain_manager', chainId)
})

const advanced = (change?: unknown, id = chainId) =>
  manager.api(change === undefined ? 'GET' : 'PATCH', `/locations/${id}/advanced`, change)
const lookUp = (text: string) => manager.api('POST', `/locations/${chainId}/advanced/tenant`, { text })

test('a chain begins without a tenant, with a sign-in address of its own (R3)', async () => {
  expect(await advanced()).toEqual({
    status: 200,
    body: {
      ...unsetValues,
      azureTenantId: null,
      mandatoryAuthentication: false,
      rehearsal: false,
      rehearsalSince: null,
      inheritedFrom: null,
      mandatoryFrom: null,
      rehearsalFrom: null,
      confirmationFrom: chainId,
      secondFactorRequiredBy: null,
      signInAddress: `${tmasUrl}/sign-in?chain=${chainId}`,
      tenant: {
        status: 'unset',
        verifiedAt: null,
        confirmedAt: null,
        confirmedBy: null,
        provedAt: null,
        provedBy: null,
      },
    },
  })
})

test.each([
  ['as Entra shows it', northTenantId],
  ['in capitals', northTenantId.toUpperCase()],
  ['in braces and blanks', `  {${northTenantId}}\n`],
  ['as one of its domains', 'north.example'],
  ['as a domain in capitals', ' NORTH.example '],
])('a tenant %s is looked up, saved in its one form, and verified (R4)', async (_, text) => {
  expect(await lookUp(text)).toEqual({ status: 200, body: { tenantId: northTenantId, verified: true } })
  expect((await advanced()).body.tenant.status).toBe('unset')
  expect(await advanced({ azureTenantId: text })).toMatchObject({
    status: 200,
    body: { azureTenantId: northTenantId, tenant: { status: 'verified', verifiedAt: expect.any(String) } },
  })
})

test.each([
  ['neither a GUID nor a domain', 'North Group', 'neither a tenant ID'],
  ['a GUID without its last sign', northTenantId.slice(0, -1), 'neither a tenant ID'],
  ['nothing', '', 'neither a tenant ID'],
  ['an address', `https://login.microsoftonline.com/${northTenantId}`, 'neither a tenant ID'],
  ['a path', `../${northTenantId}`, 'neither a tenant ID'],
  ['markup', '<b>north.example</b>', 'neither a tenant ID'],
  ['the GUID of nothing', '00000000-0000-0000-0000-000000000000', 'neither a tenant ID'],
  ['an application ID', '0b6b9f0e-1111-4222-8333-444455556666', 'application (client) ID'],
  [
    'TMAS’s own application ID',
    `{${tmasClientId.toUpperCase()}}`,
    'either of TMAS or of one of Microsoft’s own services',
  ],
  [
    'that of Microsoft Graph',
    '00000003-0000-0000-c000-000000000000',
    'either of TMAS or of one of Microsoft’s own services',
  ],
  ['a domain of nobody', 'nobody.example', 'no tenant with the domain nobody.example'],
  ['the tenant of personal accounts', '9188040d-6c67-4c5b-b112-36a304b66dad', 'personal Microsoft accounts'],
])('%s is refused with the reason, and nothing is saved (R4)', async (_, text, reason) => {
  for (const answer of [await lookUp(text), await advanced({ azureTenantId: text })])
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'not_a_tenant', errors: { azureTenantId: expect.stringContaining(reason) } },
    })
  expect((await advanced()).body.azureTenantId).toBeNull()
})

test('the reason is told in the language of who asks (R24)', async () => {
  await door.db
    .updateTable('userAccount')
    .set({ language: 'fr', languageChosen: true })
    .where('id', '=', manager.id)
    .execute()
  expect((await lookUp('nobody.example')).body.detail).toContain('Microsoft ne connaît aucun locataire')
})

test('one manager makes TMAS ask Microsoft ten times a minute at most, and a minute later again (R34)', async () => {
  for (let n = 0; n < 10; n += 1) expect((await lookUp('north.example')).status).toBe(200)
  const slowed = await lookUp('north.example')
  expect(slowed).toMatchObject({ status: 429, body: { code: 'throttled' } })
  // What needs no answer of Microsoft's is told all the same.
  expect((await lookUp('North Group')).status).toBe(422)
  door.passTime(60_000)
  expect((await lookUp('north.example')).status).toBe(200)
})

test('while Microsoft cannot be reached, a tenant ID is saved as not verified, and a domain is not (R4)', async () => {
  door.emulator.control.faults = { discovery: { outage: true } }
  expect(await lookUp(southTenantId)).toEqual({
    status: 200,
    body: { tenantId: southTenantId, verified: false },
  })
  expect(await advanced({ azureTenantId: southTenantId })).toMatchObject({
    status: 200,
    body: { azureTenantId: southTenantId, tenant: { status: 'not_verified', verifiedAt: null } },
  })
  expect(await advanced({ azureTenantId: 'south.example' })).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('cannot be reached') },
  })
})

test('what was saved while Microsoft could not be reached is verified later, unless Microsoft does not know it (R4)', async () => {
  const brand = (await manager.api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' }))
    .body.id
  door.emulator.control.faults = { discovery: { outage: true } }
  await advanced({ azureTenantId: southTenantId })
  await advanced({ azureTenantId: crypto.randomUUID(), confirm: true }, brand)
  await verifyTenants(door.db, door.entra, door.now)
  expect((await advanced()).body.tenant.status).toBe('not_verified')

  door.emulator.control.reset()
  await verifyTenants(door.db, door.entra, door.now)
  expect((await advanced()).body.tenant.status).toBe('verified')
  expect((await advanced(undefined, brand)).body.tenant.status).toBe('not_verified')
})

test('another tenant asks for confirmation, says how many linked users it touches, and ends their sessions (R6)', async () => {
  await advanced({ azureTenantId: northTenantId })
  await userIn(door, chainId, 'bea.first@north.example')
  const bea = visitor(door)
  await signInWithMicrosoft(door, bea, 'bea.first@north.example')
  expect((await advanced()).body.tenant.status).toBe('confirmed')

  const told = await advanced({ azureTenantId: southTenantId })
  expect(told).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required', consequences: { linkedUsers: 1, sessionsThatEnd: 1 } },
  })
  expect((await advanced()).body.azureTenantId).toBe(northTenantId)
  expect(await bea.session()).toBeDefined()

  expect(await advanced({ azureTenantId: southTenantId, confirm: true })).toMatchObject({
    status: 200,
    body: { azureTenantId: southTenantId, tenant: { status: 'verified', confirmedAt: null } },
  })
  expect(await bea.session()).toBeUndefined()
  const links = await door.db
    .selectFrom('microsoftLink')
    .selectAll()
    .where('customerId', '=', chainId)
    .execute()
  expect(links).toMatchObject([{ tenantId: northTenantId }])
})

test('clearing the tenant says besides who has no password, and so no way in at all (R6)', async () => {
  await advanced({ azureTenantId: northTenantId })
  await userIn(door, chainId, 'bea.first@north.example')
  expect((await advanced({ azureTenantId: null })).body).toMatchObject({
    code: 'confirmation_required',
    // Bea, and the manager whom this test customer began with.
    consequences: { linkedUsers: 0, sessionsThatEnd: 0, usersWithoutPassword: 2 },
  })
  expect(await advanced({ azureTenantId: null, confirm: true })).toMatchObject({
    status: 200,
    body: { azureTenantId: null, tenant: { status: 'unset' } },
  })
})

test('the same tenant again, in another spelling, asks nothing and forgets nothing', async () => {
  await advanced({ azureTenantId: northTenantId })
  await userIn(door, chainId, 'bea.first@north.example')
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  const records = await settingsRecords()
  expect(await advanced({ azureTenantId: 'north.example' })).toMatchObject({
    status: 200,
    body: { tenant: { status: 'confirmed' } },
  })
  expect(await settingsRecords()).toBe(records)
})

test('mandatory authentication needs a tenant, and the tenant stays as long as it is on', async () => {
  expect(await advanced({ mandatoryAuthentication: true })).toMatchObject({
    status: 409,
    body: { code: 'tenant_required' },
  })
  await advanced({ azureTenantId: northTenantId, mandatoryAuthentication: true, confirm: true })
  expect(await advanced({ azureTenantId: null, confirm: true })).toMatchObject({
    status: 409,
    body: { code: 'mandatory_authentication_is_on' },
  })
  expect(
    await advanced({ azureTenantId: null, mandatoryAuthentication: false, confirm: true }),
  ).toMatchObject({ status: 200 })
})

test('a tenant that was verified stays so when only mandatory authentication is turned on or off (R4, R13)', async () => {
  const saved = await advanced({ azureTenantId: northTenantId })
  expect(saved.body.tenant).toMatchObject({ status: 'verified', verifiedAt: expect.any(String) })
  for (const mandatoryAuthentication of [true, false])
    expect(await advanced({ mandatoryAuthentication, confirm: true })).toMatchObject({
      status: 200,
      body: { mandatoryAuthentication, azureTenantId: northTenantId, tenant: saved.body.tenant },
    })
})

test('mandatory authentication asks for confirmation while nobody of the chain has signed in with Microsoft (R15)', async () => {
  await advanced({ azureTenantId: northTenantId })
  const employee = await signedInWith(door, 'viewer', chainId)
  expect(await advanced({ mandatoryAuthentication: true })).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required', consequences: { usersWithMicrosoftOnly: 1, sessionsThatEnd: 1 } },
  })
  expect(await employee.browser.session()).toBeDefined()
  expect((await advanced({ mandatoryAuthentication: true, confirm: true })).status).toBe(200)
  // R13: at once, and only for those below the manager levels (R14).
  expect(await employee.browser.session()).toBeUndefined()
  expect(await manager.browser.session()).toBeDefined()
})

test('once somebody has signed in with Microsoft, it is switched on without a question (R15)', async () => {
  await advanced({ azureTenantId: northTenantId })
  await userIn(door, chainId, 'bea.first@north.example')
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  expect(await advanced({ mandatoryAuthentication: true })).toMatchObject({
    status: 200,
    body: { mandatoryAuthentication: true },
  })
})

test('a chain under another shows whose settings it has, sets its own, and takes them back (R5)', async () => {
  await advanced({ azureTenantId: northTenantId })
  const brand = (await manager.api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' }))
    .body.id
  expect((await advanced(undefined, brand)).body).toMatchObject({
    azureTenantId: northTenantId,
    inheritedFrom: chainId,
  })

  // The same tenant of its own touches nobody; another one does.
  expect((await advanced({ azureTenantId: northTenantId }, brand)).body).toMatchObject({
    azureTenantId: northTenantId,
    inheritedFrom: null,
  })
  expect((await advanced({ azureTenantId: southTenantId, confirm: true }, brand)).body.azureTenantId).toBe(
    southTenantId,
  )
  expect((await advanced({ azureTenantId: null, confirm: true }, brand)).body).toMatchObject({
    azureTenantId: northTenantId,
    inheritedFrom: chainId,
  })
})

test('settings of another branch concern nobody here: what has its own is not counted (R5, R6)', async () => {
  await advanced({ azureTenantId: northTenantId })
  const brand = (await manager.api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' }))
    .body.id
  await advanced({ azureTenantId: northTenantId }, brand)
  await userIn(door, brand, 'bea.first@north.example')
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  expect((await advanced({ azureTenantId: southTenantId })).body.consequences).toMatchObject({
    linkedUsers: 0,
    sessionsThatEnd: 0,
  })
  expect((await advanced({ azureTenantId: southTenantId }, brand)).body.consequences).toMatchObject({
    linkedUsers: 1,
    sessionsThatEnd: 1,
  })
})

test('readiness: linked, never tried, last attempt failed and why; and who keeps the password (R15)', async () => {
  await advanced({ azureTenantId: northTenantId })
  const bea = await userIn(door, chainId, 'bea.first@north.example')
  const nick = await userIn(door, chainId, 'nick.never@north.example')
  const pola = await userIn(door, chainId, 'pola.policy@north.example', { username: `pola-${customers}` })
  await userIn(door, chainId, 'gone@north.example', { enabled: false })
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  const at = new Date()
  const attemptId = crypto.randomUUID()
  await door.db
    .insertInto('signInAttempt')
    .values({
      id: attemptId,
      reference: `ABCDEF2${(customers % 8) + 2}`,
      door: 'microsoft',
      outcome: 'refused',
      code: 'blocked_by_policy',
      startedAt: at,
      endedAt: at,
      loginId: 'Pola.Policy@north.example',
      ip: '127.0.0.1',
      network: '127.0.0.1',
    })
    .execute()
  await door.db.insertInto('signInAttemptCustomer').values({ customerId: chainId, attemptId }).execute()

  const { status, body } = await manager.api('GET', `/locations/${chainId}/advanced/readiness`)
  expect(status).toBe(200)
  expect(body.counts).toEqual({
    affected: 3,
    linked: 1,
    neverTried: 1,
    refused: 1,
    exempt: 2,
    exemptWithoutPassword: 1,
  })
  expect(new Map(body.affected.map((person: { userId: string }) => [person.userId, person]))).toEqual(
    new Map([
      [
        bea.id,
        expect.objectContaining({
          state: 'linked',
          lastAttempt: expect.objectContaining({ outcome: 'succeeded' }),
        }),
      ],
      [nick.id, expect.objectContaining({ state: 'never_tried', lastAttempt: null })],
      [
        pola.id,
        expect.objectContaining({
          state: 'refused',
          lastAttempt: expect.objectContaining({ code: 'blocked_by_policy' }),
        }),
      ],
    ]),
  )
  expect(body.exempt).toContainEqual({
    userId: manager.id,
    username: manager.username,
    role: 'chain_manager',
    hasPassword: true,
    hasSecondFactor: false,
    endsOn: null,
  })
})

test.each(['user_manager', 'location_manager', 'viewer'] as const)(
  'a %s neither sees nor changes the settings, nor asks Microsoft through us (R22)',
  async (role) => {
    const { api } = await signedInWith(door, role, chainId)
    for (const [method, path, body] of [
      ['GET', 'advanced', undefined],
      ['PATCH', 'advanced', { mandatoryAuthentication: false }],
      ['GET', 'advanced/readiness', undefined],
      ['POST', 'advanced/tenant', { text: 'north.example' }],
    ] as const)
      expect(await api(method, `/locations/${chainId}/${path}`, body)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      })
  },
)

test('a store has no Advanced settings', async () => {
  const { body } = await manager.api('POST', '/locations', {
    parentId: chainId,
    type: 'store',
    name: 'Store',
  })
  expect((await advanced(undefined, body.id)).status).toBe(404)
  expect((await advanced({ azureTenantId: northTenantId }, body.id)).status).toBe(404)
})

test.each([
  { clientSecret: 'x' },
  { azureTenantId: 7 },
  { mandatoryAuthentication: 'yes' },
  { inheritedFrom: null },
])('a field that is not there, or of the wrong kind, is refused: %j (R3)', async (change) => {
  expect(await advanced(change)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
})

test('a change records what every setting said before and says after, and a new one is not forgotten (R23)', async () => {
  await advanced({ azureTenantId: northTenantId })
  await advanced({ mandatoryAuthentication: true, confirm: true })
  const records = await door.db
    .selectFrom('auditRecord')
    .select('detail')
    .where('action', '=', 'settings.changed')
    .where(sql`detail ->> 'locationId'`, '=', chainId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const withTenant = { ...unsetValues, azureTenantId: northTenantId }
  const mandatory = { ...withTenant, mandatoryAuthentication: true }
  expect(records.map(({ detail }) => detail)).toEqual([
    { locationId: chainId, before: null, after: withTenant },
    { locationId: chainId, before: withTenant, after: mandatory },
  ])
})

async function settingsRecords() {
  const records = await door.db
    .selectFrom('auditRecord')
    .select('id')
    .where('action', '=', 'settings.changed')
    .execute()
  return records.length
}

test.each(
  tenantsElsewhere.flatMap(({ cloud, id, domain }) => [[cloud, id] as const, [cloud, domain] as const]),
)('a tenant of another cloud is refused by the name of its cloud: %s, %s (R4)', async (cloud, text) => {
  const { notATenant } = messages.en.locations
  const answer = await manager.api('PATCH', `/locations/${chainId}/advanced`, { azureTenantId: text })
  expect(answer).toMatchObject({ status: 422, body: { code: 'not_a_tenant' } })
  expect(answer.body.errors.azureTenantId).toBe(notATenant.otherCloud(notATenant.clouds[cloud]))
})

test('why a person of a tenant in another cloud cannot sign in is said as that, where it was saved unseen (R4, R17)', async () => {
  const { id } = tenantsElsewhere[0]
  await changeAdvancedSettings(
    door.db,
    { kind: 'operator' },
    chainId,
    { azureTenantId: { tenantId: id, verified: false } },
    door.now(),
  )
  const user = await userIn(door, chainId, 'amelia@agency.example')
  const both = await signedInWith(door, 'chain_and_user_manager', chainId)
  const { body } = await both.api('GET', `/users/${user.id}/explain`)
  expect(body).toMatchObject({ cause: 'tenant_not_found' })
  expect(body.remedy.text).toContain(messages.en.explainPerson.reasons.tenant_in_other_cloud.remedy)
})
