import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { newestAttempt, setTenant, signInWithMicrosoft, visitor } from '#server/testing/front-door.ts'
import { type House, openHouse } from '#server/users/testing/house.ts'
import type { Role } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

const address = 'ada.linked@north.example'
const house: House = await openHouse()
const { db, north, east } = house
const west = await house.addLocation(north, 'chain', 'West')
afterAll(() => house.close())

let boss: Awaited<ReturnType<House['signIn']>>
beforeEach(async () => {
  await sql`delete from session`.execute(db)
  await sql`delete from microsoft_link`.execute(db)
  await sql`delete from advanced_settings`.execute(db)
  await sql`update user_account set email = id || '@gone.example'`.execute(db)
  boss = await house.signIn((await house.person(north, 'chain_and_user_manager')).username)
})

/** Ada, with these roles and a password. */
async function ada(...roles: [locationId: string, role: Role][]) {
  const person = await house.person(north, 'viewer', { email: address })
  const memberships = roles.map(([locationId, role]) => ({ locationId, role }))
  expect((await boss.ask('PATCH', `/users/${person.id}`, { memberships })).status).toBe(200)
  return person
}

async function comesIn() {
  const browser = visitor(house)
  await signInWithMicrosoft(house, browser, address)
  const { outcome, code } = await newestAttempt(house)
  return outcome === 'succeeded' ? 'in' : code
}

test('the tenant of a small chain does not open somebody who has a role above it, too (R8)', async () => {
  await ada([north, 'chain_and_user_manager'], [east, 'viewer'])
  await setTenant(house, east, northTenantId)
  expect(await comesIn()).toBe('microsoft_not_enabled')
  await setTenant(house, north, southTenantId)
  expect(await comesIn()).toBe('tenant_mismatch')
})

test('the tenant above all of somebody’s roles opens their door, whatever one of the chains has of its own (R5)', async () => {
  await ada([west, 'viewer'], [east, 'viewer'])
  await setTenant(house, north, northTenantId)
  await setTenant(house, east, southTenantId)
  expect(await comesIn()).toBe('in')
  const { body } = await boss.ask('GET', `/locations/${north}/advanced`)
  expect(body.tenant.status).toBe('confirmed')
})

test('where nothing is set at the nearest chain above all roles, no tenant counts, even if the chains below agree (R12)', async () => {
  await ada([west, 'viewer'], [east, 'viewer'])
  await setTenant(house, east, northTenantId)
  await setTenant(house, west, northTenantId)
  expect(await comesIn()).toBe('microsoft_not_enabled')
  await setTenant(house, north, northTenantId)
  expect(await comesIn()).toBe('in')
})

test('of several chains the strictest decides, but nobody is left without a door (R13)', async () => {
  const person = await ada([west, 'viewer'], [east, 'viewer'])
  await setTenant(house, east, northTenantId)
  const on = { mandatoryAuthentication: true, confirm: true }
  expect((await boss.ask('PATCH', `/locations/${east}/advanced`, on)).status).toBe(200)
  await house.signIn(person.username)

  await setTenant(house, north, southTenantId)
  await expect(house.signIn(person.username)).rejects.toThrow('403')
  const open = await db.selectFrom('session').select('id').where('userId', '=', person.id).execute()
  expect(open).toEqual([])
})

test('who has roles in several chains is counted where the tenant above all of them changes (R6)', async () => {
  await ada([west, 'viewer'], [east, 'viewer'])
  for (const chain of [west, east]) await setTenant(house, chain, southTenantId)
  await setTenant(house, north, northTenantId)
  expect(await comesIn()).toBe('in')
  const { status, body } = await boss.ask('PATCH', `/locations/${north}/advanced`, { azureTenantId: null })
  expect(status).toBe(409)
  expect(body.consequences).toMatchObject({ linkedUsers: 1, sessionsThatEnd: 1 })
})
