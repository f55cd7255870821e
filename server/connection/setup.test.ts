import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { adminCenterOf, enterpriseApplicationsOf } from '#server/entra/portal.ts'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { northTenantId } from '../../emulator/sample.ts'

const bea = 'bea.first@north.example'

let door: FrontDoor
let chainId: string
let manager: Awaited<ReturnType<typeof signedInWith>>
let customers = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  customers += 1
  await sql`update user_account set email = id || '@gone.example'`.execute(door.db)
  await sql`update microsoft_link set ended_at = now() where ended_at is null`.execute(door.db)
  chainId = (await customerWithTenant(door, `North ${customers}`, null)).chainId
  manager = await signedInWith(door, 'chain_manager', chainId)
})

const setup = async (id = chainId, who = manager) =>
  (await who.api('GET', `/locations/${id}/advanced/setup`)).body
const states = ({ steps }: { steps: { state: string }[] }) => steps.map(({ state }) => state)

test('the guide begins with nothing, and says where the tenant ID is found (R21)', async () => {
  const begun = await setup()
  expect(begun).toMatchObject({
    tenantId: null,
    inheritedFrom: null,
    lastAttempt: null,
    confirmed: null,
    adminCenter: `${door.emulator.url}/`,
    enterpriseApplications: null,
  })
  expect(states(begun)).toEqual(['next', 'waiting', 'waiting', 'waiting', 'waiting'])
})

test('the first user who comes in confirms the chain, by name and time, and Entra is shown (R21)', async () => {
  await manager.api('PATCH', `/locations/${chainId}/advanced`, { azureTenantId: northTenantId })
  expect(states(await setup())).toEqual(['done', 'done', 'next', 'waiting', 'waiting'])
  const { id } = await userIn(door, chainId, bea, { firstName: 'Bea', lastName: 'First' })
  await signInWithMicrosoft(door, visitor(door), bea)
  const done = await setup()
  expect(states(done)).toEqual(['done', 'done', 'done', 'done', 'done'])
  expect(done).toMatchObject({
    confirmed: { at: expect.any(String), by: { userId: id, name: 'Bea First' } },
    enterpriseApplications: `${door.emulator.url}/${northTenantId}/enterprise-applications`,
  })
  const page = await (await fetch(done.enterpriseApplications)).text()
  expect(page).toContain('TMAS')
})

test('an account that comes through Microsoft and is no user here is said at the last step (R19, R21)', async () => {
  await manager.api('PATCH', `/locations/${chainId}/advanced`, { azureTenantId: northTenantId })
  await signInWithMicrosoft(door, visitor(door), bea, { start: `/sign-in/microsoft?chain=${chainId}` })
  const { steps, lastAttempt } = await setup()
  expect(steps[4]).toMatchObject({ step: 'confirm', state: 'next', note: 'unknown_user' })
  expect(lastAttempt).toMatchObject({ outcome: 'refused', code: 'unknown_user' })
})

test('a chain that inherits shows whose set-up it is, and not the names of people above it (R5, R22)', async () => {
  await manager.api('PATCH', `/locations/${chainId}/advanced`, { azureTenantId: northTenantId })
  await userIn(door, chainId, bea)
  await signInWithMicrosoft(door, visitor(door), bea)
  const brand = (await manager.api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' }))
    .body.id
  const below = await signedInWith(door, 'chain_manager', brand)
  expect(await setup(brand, below)).toMatchObject({
    inheritedFrom: chainId,
    confirmed: { at: expect.any(String), by: null },
  })
})

test.each([
  ['https://login.microsoftonline.com', 'https://entra.microsoft.com'],
  ['https://login.microsoftonline.us', 'https://portal.azure.us'],
  ['https://login.partner.microsoftonline.cn', 'https://portal.azure.cn'],
  ['https://login.windows.net', 'https://entra.microsoft.com'],
])('for the cloud of %s the administrator goes to %s', (authority, portal) => {
  expect(adminCenterOf(authority)).toBe(portal)
  expect(enterpriseApplicationsOf(authority, northTenantId)).toMatch(`${portal}/${northTenantId}/#view/`)
})

test('the last attempt is one of the chain’s own branch, also where another brand has the same tenant (R22)', async () => {
  await manager.api('PATCH', `/locations/${chainId}/advanced`, { azureTenantId: northTenantId })
  const brands = ['Brand A', 'Brand B'].map(async (name) => {
    const { body } = await manager.api('POST', '/locations', { parentId: chainId, type: 'chain', name })
    return body.id as string
  })
  const [a = '', b = ''] = await Promise.all(brands)
  const chief = await signedInWith(door, 'chain_manager', a)
  const { id } = await userIn(door, b, bea, { firstName: 'Bea', lastName: 'Secret' })
  await door.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', id).execute()
  await signInWithMicrosoft(door, visitor(door), bea, { start: `/sign-in/microsoft?chain=${b}` })

  const { reference, code } = await newestAttempt(door)
  expect(code).toBe('account_disabled')
  expect((await chief.api('GET', `/sign-ins/${reference}`)).status).toBe(403)
  const seen = await setup(a, chief)
  expect(seen.lastAttempt).toBeNull()
  expect(JSON.stringify(seen)).not.toContain('account_disabled')
  // Above both brands it is known, and so is an attempt of one's own brand.
  expect((await setup()).lastAttempt).toMatchObject({ outcome: 'refused', code: 'account_disabled' })
  expect((await setup(b, await signedInWith(door, 'chain_manager', b))).lastAttempt).toMatchObject({
    code: 'account_disabled',
  })
})
