import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { newestAttempt, signInWithMicrosoft, type Visitor, visitor } from '#server/testing/front-door.ts'
import { type House, openHouse } from '#server/users/testing/house.ts'
import type { Role } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

const address = 'emil.other@south.example'
const house: House = await openHouse()
const { db, north, east } = house
afterAll(() => house.close())

let boss: Awaited<ReturnType<House['signIn']>>
let eastsManager: Awaited<ReturnType<House['signIn']>>
beforeEach(async () => {
  await sql`delete from session`.execute(db)
  await sql`delete from microsoft_link`.execute(db)
  await sql`delete from advanced_settings`.execute(db)
  await sql`update user_account set email = id || '@gone.example'`.execute(db)
  boss = await house.signIn((await house.person(north, 'chain_and_user_manager')).username)
  eastsManager = await house.signIn((await house.person(east, 'chain_manager')).username)
})

const emil = (role: Role) => house.person(east, role, { email: address })
const saveTenant = async (by: typeof boss) => {
  const change = { azureTenantId: southTenantId, confirm: true }
  expect((await by.ask('PATCH', `/locations/${east}/advanced`, change)).status).toBe(200)
}

async function comesIn(browser: Visitor = visitor(house)) {
  await signInWithMicrosoft(house, browser, address)
  const { outcome, code } = await newestAttempt(house)
  return outcome === 'succeeded' ? 'in' : code
}

const links = () => db.selectFrom('microsoftLink').selectAll().where('endedAt', 'is', null).execute()

test.each(['chain_and_user_manager', 'chain_manager', 'user_manager'] as const)(
  'a directory that a Chain Manager chose does not make its account a %s (attack 6, R22)',
  async (role) => {
    await emil(role)
    await saveTenant(eastsManager)
    const browser = visitor(house)
    const before = await db.selectFrom('session').select('id').execute()
    const { location } = await signInWithMicrosoft(house, browser, address)
    expect(location).toContain('refused=password_needed_first')
    expect(await browser.session()).toBeUndefined()
    expect(await links()).toEqual([])
    expect(await db.selectFrom('session').select('id').execute()).toEqual(before)
  },
)

test('people below the manager levels are linked as ever (R8)', async () => {
  await emil('location_manager')
  await saveTenant(eastsManager)
  expect(await comesIn()).toBe('in')
})

test('the manager’s own password in the same browser makes the link; no one else’s does (R22)', async () => {
  const { username } = await emil('chain_and_user_manager')
  await saveTenant(eastsManager)
  expect(await comesIn(await house.signIn((await house.person(east, 'viewer')).username))).toBe(
    'password_needed_first',
  )
  expect(await comesIn(await house.signIn(username))).toBe('in')
  expect(await links()).toMatchObject([{ tenantId: southTenantId, madeWithPassword: true }])
  // From then on the link decides, in any browser (R10).
  expect(await comesIn()).toBe('in')
})

test('who may edit the manager vouches by saving the tenant ID, also once more, and no one below takes it back', async () => {
  await emil('chain_and_user_manager')
  await saveTenant(eastsManager)
  expect(await comesIn()).toBe('password_needed_first')
  await saveTenant(boss)
  await saveTenant(eastsManager)
  expect(await comesIn()).toBe('in')
})

test('what the people behind a tenant ID may do now counts, and a disabled one vouches for no one', async () => {
  const { username, id } = await house.person(north, 'chain_and_user_manager')
  await saveTenant(await house.signIn(username))
  await emil('user_manager')
  await db.updateTable('userAccount').set({ enabled: false }).where('id', '=', id).execute()
  expect(await comesIn()).toBe('password_needed_first')
  await db.updateTable('userAccount').set({ enabled: true }).where('id', '=', id).execute()
  expect(await comesIn()).toBe('in')
})

test('who becomes a manager loses a link that no one vouches for, with its sessions (R22, R28)', async () => {
  const { id } = await emil('viewer')
  await saveTenant(eastsManager)
  const browser = visitor(house)
  expect(await comesIn(browser)).toBe('in')
  const memberships = [{ locationId: east, role: 'chain_and_user_manager' }]
  expect((await boss.ask('PATCH', `/users/${id}`, { memberships })).status).toBe(200)
  expect(await links()).toEqual([])
  expect(await browser.session()).toBeUndefined()
  expect(await comesIn()).toBe('password_needed_first')
})

test('a link through a tenant that is no longer in force does not wait for its owner to become a manager', async () => {
  const { id } = await emil('viewer')
  await saveTenant(eastsManager)
  expect(await comesIn()).toBe('in')
  const change = { azureTenantId: northTenantId, confirm: true }
  expect((await boss.ask('PATCH', `/locations/${east}/advanced`, change)).status).toBe(200)
  const memberships = [{ locationId: east, role: 'user_manager' }]
  expect((await boss.ask('PATCH', `/users/${id}`, { memberships })).status).toBe(200)
  await saveTenant(eastsManager)
  expect(await comesIn()).toBe('password_needed_first')
})

test('a link that was made with the password survives a promotion', async () => {
  const { id, username } = await emil('viewer')
  await saveTenant(eastsManager)
  expect(await comesIn(await house.signIn(username))).toBe('in')
  const memberships = [{ locationId: east, role: 'user_manager' }]
  expect((await boss.ask('PATCH', `/users/${id}`, { memberships })).status).toBe(200)
  expect(await comesIn()).toBe('in')
})

test('the explanation of the manager names it, until it is settled', async () => {
  const { id } = await emil('user_manager')
  await saveTenant(eastsManager)
  await comesIn()
  const explained = async () => (await boss.ask('GET', `/users/${id}/explain`)).body
  expect(await explained()).toMatchObject({ cause: 'password_needed_first' })
  await saveTenant(boss)
  expect((await explained()).cause).toBeNull()
})
