import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  askMicrosoft,
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  setTenant,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

const day = 24 * 60 * 60 * 1000
const bea = 'bea.first@north.example'

let door: FrontDoor
let chainId: string
let api: ApiClient
let customers = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  customers += 1
  door.emulator.control.reset()
  // The emulator's people belong to one test only.
  await door.db.deleteFrom('microsoftLink').execute()
  for (const { id } of await door.db.selectFrom('userAccount').select('id').execute())
    await door.db
      .updateTable('userAccount')
      .set({ email: `${id}@gone.example` })
      .where('id', '=', id)
      .execute()
  chainId = (await customerWithTenant(door, `North ${customers}`, northTenantId)).chainId
  await userIn(door, chainId, bea)
  api = (await signedInWith(door, 'chain_and_user_manager', chainId)).api
})

const health = async (by = api) => (await by('GET', '/overview/connection')).body
const signIn = () =>
  signInWithMicrosoft(door, visitor(door), bea, { start: `/sign-in/microsoft?chain=${chainId}` })

/** A sign-in for which Microsoft does not answer, so many days ago. */
async function failToReachMicrosoft(daysAgo = 0): Promise<void> {
  const browser = visitor(door)
  const ending = await askMicrosoft(door, browser, bea, { start: `/sign-in/microsoft?chain=${chainId}` })
  if (ending.kind !== 'returned') throw new Error('stayed at Microsoft')
  door.emulator.control.faults = { token: { drop: true } }
  await browser.get(ending.url)
  door.emulator.control.reset()
  const { id, startedAt } = await newestAttempt(door)
  await door.db
    .updateTable('signInAttempt')
    .set({ startedAt: new Date(startedAt.getTime() - daysAgo * day) })
    .where('id', '=', id)
    .execute()
}

test('a manager reads since when the connection fails, on which days it failed, and why (R19)', async () => {
  expect(await health()).toMatchObject({ failing: null })
  await failToReachMicrosoft(3)
  await failToReachMicrosoft(3)
  await signIn()
  const { days, failing } = await health()
  expect(days).toHaveLength(30)
  expect(failing).toBeNull()
  expect(days.at(-1)).toMatchObject({ state: 'sound', succeeded: 1, causes: [] })
  expect(days.at(-2)).toMatchObject({ state: 'unused' })
  expect(days.at(-4)).toMatchObject({
    state: 'failing',
    succeeded: 0,
    causes: [{ code: 'microsoft_unreachable', count: 2 }],
  })

  await failToReachMicrosoft()
  const { startedAt } = await newestAttempt(door)
  const now = await health()
  expect(now.days.at(-1)).toMatchObject({
    state: 'partly',
    succeeded: 1,
    causes: [{ code: 'microsoft_unreachable', count: 1 }],
  })
  expect(now.failing).toEqual({
    since: startedAt.toISOString(),
    causes: [{ code: 'microsoft_unreachable', count: 1 }],
  })
  const { body: list } = await api('GET', `/sign-ins?cause=connection&from=${days[0].day}T00:00:00Z`)
  expect(list.total).toBe(3)
  await signIn()
  expect((await health()).failing).toBeNull()
})

test('a wrong tenant ID is the connection’s fault only while no one signs in with it (R6, R19)', async () => {
  await setTenant(door, chainId, southTenantId)
  // At the address of the chain, Microsoft itself would refuse an account of another tenant.
  const signInAnywhere = () => signInWithMicrosoft(door, visitor(door), bea)
  for (let time = 0; time < 2; time += 1) await signInAnywhere()
  expect(await health()).toMatchObject({ failing: null })
  await signInAnywhere()
  const { days, failing } = await health()
  expect(failing.causes).toEqual([{ code: 'tenant_mismatch', count: 3 }])
  expect(days.at(-1)).toMatchObject({ state: 'failing' })
  await setTenant(door, chainId, northTenantId)
  await signInAnywhere()
  expect(await health()).toMatchObject({ failing: null })
  expect((await health()).days.at(-1)).toMatchObject({ state: 'sound', succeeded: 1, causes: [] })
})

test('the connection is what the reader’s own list shows of it, and another customer’s is not (R22, R31)', async () => {
  await failToReachMicrosoft()
  const brand = (await api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' })).body.id
  const below = await signedInWith(door, 'chain_manager', brand)
  const other = (await customerWithTenant(door, `Other ${customers}`, null)).chainId
  const stranger = await signedInWith(door, 'chain_and_user_manager', other)
  for (const { api: by } of [below, stranger]) {
    const { days, failing } = await health(by)
    expect(failing).toBeNull()
    expect(days.at(-1)).toMatchObject({ state: 'unused', causes: [] })
  }
})
