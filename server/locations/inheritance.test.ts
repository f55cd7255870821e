import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  setTenant,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { type StrictestSetting, settingNames, settingOf, sourceNameOf } from '#shared/advanced-settings.ts'
import type { LocationType } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

let door: FrontDoor
let top: string
let brand: string
let label: string
let chief: Awaited<ReturnType<typeof signedInWith>>
let branchManager: Awaited<ReturnType<typeof signedInWith>>

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

let customers = 0
/** A customer whose chain has a brand below it, which has a label below it. */
beforeEach(async () => {
  customers += 1
  await sql`update user_account set email = id || '@gone.example'`.execute(door.db)
  top = (await customerWithTenant(door, `Ladder ${customers}`, northTenantId)).chainId
  chief = await signedInWith(door, 'chain_manager', top)
  brand = await addBelow(top, 'chain', 'Brand')
  label = await addBelow(brand, 'chain', 'Label')
  branchManager = await signedInWith(door, 'chain_manager', brand)
})

async function addBelow(parentId: string, type: LocationType, name: string): Promise<string> {
  return (await chief.api('POST', '/locations', { parentId, type, name })).body.id
}

const read = async (id: string) => (await chief.api('GET', `/locations/${id}/advanced`)).body
const set = (id: string, change: object, by = chief) => by.api('PATCH', `/locations/${id}/advanced`, change)
const mandatory = (id: string, mandatoryAuthentication: boolean, by = chief) =>
  set(id, { mandatoryAuthentication, confirm: true }, by)

test('mandatory authentication cannot be turned off from below, and nobody below gets the password back (R5, R13)', async () => {
  const employee = await signedInWith(door, 'viewer', label)
  await mandatory(top, true)
  expect(await employee.browser.session()).toBeUndefined()

  for (const [id, by] of [
    [brand, branchManager],
    [label, branchManager],
    [label, chief],
  ] as const)
    expect(await mandatory(id, false, by)).toMatchObject({
      status: 409,
      body: { code: 'set_above', errors: { mandatoryAuthentication: expect.any(String) } },
    })
  expect(await read(label)).toMatchObject({ mandatoryAuthentication: true, mandatoryFrom: top })
  const again = { username: employee.username, password: 'Front-Door-1' }
  expect(await employee.api('POST', '/session', again)).toMatchObject({
    status: 403,
    body: { code: 'microsoft_required' },
  })
})

test('the refusal names the chain where it is on to people who may see that chain, and to no one else (R22)', async () => {
  await mandatory(top, true)
  expect((await mandatory(brand, false, chief)).body.detail).toContain(`Ladder ${customers}`)
  const { detail } = (await mandatory(brand, false, branchManager)).body
  expect(detail).toContain('a chain above this one')
  expect(detail).not.toContain('Ladder')
})

test.each<[string, { azureTenantId?: string; rehearsal?: true; mandatoryAuthentication?: true } | undefined]>(
  [
    ['settings of its own', { azureTenantId: southTenantId }],
    ['a rehearsal of its own', { rehearsal: true }],
    ['mandatory authentication of its own, turned off again', { mandatoryAuthentication: true }],
    ['nothing of its own', undefined],
  ],
)('a chain below with %s follows when the top turns it on, and off again (R5)', async (_, own) => {
  if (own) await set(brand, { ...own, confirm: true })
  if (own?.mandatoryAuthentication) await mandatory(brand, false)
  const employee = await signedInWith(door, 'viewer', brand)
  await mandatory(top, true)
  expect(await read(brand)).toMatchObject({
    mandatoryAuthentication: true,
    mandatoryFrom: top,
    rehearsal: false,
  })
  expect(await employee.browser.session()).toBeUndefined()
  await mandatory(top, false)
  expect(await read(brand)).toMatchObject({ mandatoryAuthentication: false, mandatoryFrom: null })
})

test('a chain below may turn it on for itself, and keeps it when the top turns it off (R5)', async () => {
  expect((await mandatory(brand, true, branchManager)).body).toMatchObject({
    mandatoryAuthentication: true,
    mandatoryFrom: brand,
    azureTenantId: northTenantId,
    // It still goes by the tenant above, and follows when that changes.
    inheritedFrom: top,
  })
  expect(await read(top)).toMatchObject({ mandatoryAuthentication: false, mandatoryFrom: null })
  await mandatory(top, true)
  expect(await read(brand)).toMatchObject({ mandatoryFrom: top })
  await mandatory(top, false)
  expect(await read(brand)).toMatchObject({ mandatoryAuthentication: true, mandatoryFrom: brand })
  await set(top, { azureTenantId: southTenantId, confirm: true })
  expect(await read(label)).toMatchObject({
    azureTenantId: southTenantId,
    inheritedFrom: top,
    mandatoryFrom: brand,
  })
})

test('a rehearsal above is one below as well, and is ended above only (R5, R15)', async () => {
  await set(top, { rehearsal: true })
  expect(await read(label)).toMatchObject({ rehearsal: true, rehearsalFrom: top })
  expect(await set(brand, { rehearsal: false })).toMatchObject({ status: 409, body: { code: 'set_above' } })
  await mandatory(brand, true)
  expect(await read(label)).toMatchObject({ rehearsal: false, rehearsalSince: null, rehearsalFrom: null })
  expect(await set(label, { rehearsal: true })).toMatchObject({
    status: 409,
    body: { code: 'mandatory_authentication_is_on' },
  })
})

test('turning it off asks for confirmation wherever it is done, and says who gets the password back (R5, R15)', async () => {
  await mandatory(top, true)
  await mandatory(brand, true)
  await userIn(door, top, `with.${customers}@people.example`, { passwordHash: 'x' })
  await userIn(door, top, `without.${customers}@people.example`)
  await userIn(door, label, `below.${customers}@people.example`, { passwordHash: 'x' })
  expect(await set(top, { mandatoryAuthentication: false })).toMatchObject({
    status: 409,
    // Who is below the brand keeps it by the brand.
    body: {
      code: 'confirmation_required',
      consequences: { usersWithPasswordAgain: 1, usersStillWithoutPassword: 1, sessionsThatEnd: 0 },
    },
  })
  expect(await read(top)).toMatchObject({ mandatoryAuthentication: true })
  await mandatory(top, false)
  expect(await set(brand, { mandatoryAuthentication: false })).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required', consequences: { usersWithPasswordAgain: 1 } },
  })
})

test('turning it on asks whenever someone has not signed in with Microsoft yet, each by the tenant of their chain (R15)', async () => {
  await setTenant(door, brand, southTenantId)
  await userIn(door, top, 'ada.linked@north.example')
  await signInWithMicrosoft(door, visitor(door), 'ada.linked@north.example')
  const sam = await userIn(door, brand, 'sam@south.example')
  expect(await set(top, { mandatoryAuthentication: true })).toMatchObject({
    status: 409,
    body: {
      code: 'confirmation_required',
      consequences: { usersWithMicrosoftOnly: 2, usersReady: 1, usersNeverTried: 1, usersRefused: 0 },
    },
  })
  await door.db
    .insertInto('microsoftLink')
    .values({
      id: crypto.randomUUID(),
      customerId: top,
      userId: sam.id,
      tenantId: southTenantId,
      objectId: crypto.randomUUID(),
      loginId: 'sam@south.example',
      linkedAt: new Date(),
      lastUsedAt: new Date(),
    })
    .execute()
  expect(await set(top, { mandatoryAuthentication: true })).toMatchObject({ status: 200 })
})

test('a tenant stays as long as mandatory authentication depends on it anywhere below, and the refusal says where (R5)', async () => {
  await mandatory(label, true)
  const refused = await set(top, { azureTenantId: null, confirm: true })
  expect(refused).toMatchObject({ status: 409, body: { code: 'mandatory_authentication_is_on' } })
  expect(refused.body.detail).toContain('Label')
  // With a tenant in between it does not depend on the one at the top.
  await set(brand, { azureTenantId: southTenantId, confirm: true })
  expect(await set(top, { azureTenantId: null, confirm: true })).toMatchObject({ status: 200 })
  expect(await set(brand, { azureTenantId: null, confirm: true })).toMatchObject({
    status: 409,
    body: { code: 'mandatory_authentication_is_on' },
  })
})

test('clearing its own tenant under one that has one inherits again, and mandatory authentication stays on (R5)', async () => {
  await set(brand, { azureTenantId: southTenantId, mandatoryAuthentication: true, confirm: true })
  expect(await set(brand, { azureTenantId: null })).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required' },
  })
  expect((await set(brand, { azureTenantId: null, confirm: true })).body).toMatchObject({
    azureTenantId: northTenantId,
    inheritedFrom: top,
    mandatoryAuthentication: true,
    mandatoryFrom: brand,
  })
})

test('a chain that is moved under mandatory authentication has it on, after a question, and its sessions end (R5, R13)', async () => {
  const strict = await addBelow(top, 'chain', 'Strict')
  await mandatory(strict, true)
  await set(brand, { azureTenantId: southTenantId, confirm: true })
  const employee = await signedInWith(door, 'viewer', label)
  const told = await chief.api('PATCH', `/locations/${brand}`, { parentId: strict })
  expect(told).toMatchObject({
    status: 409,
    body: {
      code: 'confirmation_required',
      consequences: { usersWhoseDoorsChange: 1, sessionsThatEnd: 1 },
    },
  })
  expect(await employee.browser.session()).toBeDefined()
  await chief.api('PATCH', `/locations/${brand}`, { parentId: strict, confirm: true })
  expect(await employee.browser.session()).toBeUndefined()
  expect(await read(label)).toMatchObject({ mandatoryAuthentication: true, mandatoryFrom: strict })
})

test('a chain with mandatory authentication of its own is not moved to where it would have no tenant', async () => {
  await set(top, { azureTenantId: null, confirm: true })
  const [from, to] = [await addBelow(top, 'chain', 'From'), await addBelow(top, 'chain', 'To')]
  await set(from, { azureTenantId: northTenantId })
  const moved = await addBelow(from, 'chain', 'Moved')
  await mandatory(moved, true)
  expect(await chief.api('PATCH', `/locations/${moved}`, { parentId: to, confirm: true })).toMatchObject({
    status: 409,
    body: { code: 'mandatory_authentication_is_on' },
  })
})

test('the top sees which chains below differ, and a branch sees its own (R5, R22)', async () => {
  await set(brand, { azureTenantId: southTenantId, confirm: true })
  await mandatory(label, true)
  const below = async (id: string, by = chief) =>
    (await by.api('GET', `/locations/${id}/advanced/below`)).body
  const theLabel = { locationId: label, name: 'Label', azureTenantId: null, mandatoryAuthentication: true }
  expect(await below(top)).toEqual({
    items: [
      { locationId: brand, name: 'Brand', azureTenantId: southTenantId, mandatoryAuthentication: false },
      theLabel,
    ],
    total: 2,
  })
  expect(await below(brand, branchManager)).toEqual({ items: [theLabel], total: 1 })
  expect((await branchManager.api('GET', `/locations/${top}/advanced/below`)).status).toBe(403)
})

test('every setting is in force as it is declared: the database knows each of them (R5)', async () => {
  const { rows } = await sql<object>`select * from effective_settings(${top})`.execute(door.db)
  const known = Object.keys(rows[0] ?? {})
  for (const name of settingNames) {
    const { kind, inherits } = settingOf(name)
    expect(known).toContain(kind === 'since' ? `${name}Since` : name)
    if (inherits === 'strictest') expect(known).toContain(sourceNameOf(name as StrictestSetting))
  }
})
