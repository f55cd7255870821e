import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { lastDays } from './overview.ts'

const day = 24 * 60 * 60 * 1000

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
  // The emulator's people belong to one test only.
  await door.db.deleteFrom('microsoftLink').execute()
  for (const { id } of await door.db.selectFrom('userAccount').select('id').execute())
    await door.db
      .updateTable('userAccount')
      .set({ email: `${id}@gone.example` })
      .where('id', '=', id)
      .execute()
  chainId = (await customerWithTenant(door, `North ${customers}`, northTenantId)).chainId
  api = (await signedInWith(door, 'chain_and_user_manager', chainId)).api
})

const overview = async (zone = 'UTC', by = api) => (await by('GET', `/overview?timeZone=${zone}`)).body

type Day = { day: string; succeeded: number; refused: number; pending: number }
const sumOf = (days: Day[], outcome: 'succeeded' | 'refused') =>
  days.reduce((sum, one) => sum + one[outcome], 0)

test('the overview has thirty days to today, and counts what the lists behind it show (R19, R31)', async () => {
  await userIn(door, chainId, 'bea.first@north.example')
  await userIn(door, chainId, 'never@north.example', { username: `never-${customers}` })
  await userIn(door, chainId, 'off@north.example', { username: `off-${customers}`, enabled: false })
  const carl = await userIn(door, chainId, 'c.mail@north.example', { username: `carl-${customers}` })
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  // Known by the username that he typed, as no link is.
  await visitor(door).post('/sign-in', { username: carl.username, password: 'wrong', return_to: '/' })
  const { days, people } = await overview()
  expect(days).toHaveLength(30)
  expect(days.at(-1).day).toBe(door.now().toISOString().slice(0, 10))
  for (const outcome of ['succeeded', 'refused'] as const) {
    const from = `${days[0].day}T00:00:00Z`
    const { body } = await api('GET', `/sign-ins?outcome=${outcome}&from=${from}`)
    expect(sumOf(days, outcome)).toBe(body.total)
  }
  expect(sumOf(days, 'refused')).toBe(1)
  expect(people).toMatchObject({ users: 5, linked: 1, refused: 0 })
  for (const [filter, number] of [
    ['status=enabled', people.users],
    ['status=enabled&linked=true', people.linked],
    ['status=enabled&unlinked=never_tried', people.neverTried],
    ['status=enabled&unlinked=refused', people.refused],
    ['status=enabled&secondFactor=none', people.managersWithoutSecondFactor],
  ] as const)
    expect((await api('GET', `/users?${filter}`)).body.total, filter).toBe(number)
})

test('whose last sign-in with Microsoft was refused counts as refused until one succeeds (R15)', async () => {
  const bea = await userIn(door, chainId, 'bea.first@north.example', { enabled: false })
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  await api('PATCH', `/users/${bea.id}`, { enabled: true })
  expect((await overview()).people).toMatchObject({ refused: 1, linked: 0 })
  expect((await api('GET', '/users?unlinked=refused')).body.items).toMatchObject([{ id: bea.id }])
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  expect((await overview()).people).toMatchObject({ refused: 0, linked: 1 })
})

test('a manager of a branch counts that branch, a Chain Manager no people, and another customer nothing of it (R22, R31)', async () => {
  const brand = (await api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' })).body.id
  await userIn(door, chainId, 'bea.first@north.example')
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  const below = await signedInWith(door, 'user_manager', brand)
  const seen = await overview('UTC', below.api)
  expect(sumOf(seen.days, 'refused')).toBe(0)
  // Their own, with a password.
  expect(sumOf(seen.days, 'succeeded')).toBe(1)
  expect(seen.people).toMatchObject({ users: 1, linked: 0 })
  expect((await overview('UTC', (await signedInWith(door, 'chain_manager', chainId)).api)).people).toBeNull()
  const other = (await customerWithTenant(door, `Other ${customers}`, null)).chainId
  const theirs = await overview('UTC', (await signedInWith(door, 'chain_and_user_manager', other)).api)
  expect(sumOf(theirs.days, 'succeeded')).toBe(1)
  expect(theirs.people).toMatchObject({ users: 2, linked: 0 })
})

test('the home page tells at one go what the pages behind it tell, and to others only what is theirs (R21, R22, R30)', async () => {
  await userIn(door, chainId, 'bea.first@north.example')
  const { body: home } = await api('GET', '/home')
  const { body: setup } = await api('GET', `/locations/${chainId}/advanced/setup`)
  expect(home.setup).toMatchObject({
    chainId,
    hasTenant: true,
    next: setup.steps.find(({ state }: { state: string }) => state === 'next').step,
    done: setup.steps.filter(({ state }: { state: string }) => state === 'done').length,
  })
  const { body: factor } = await api('GET', '/account/second-factor')
  expect(home.secondFactor).toEqual({ offered: factor.offered, requiredFrom: factor.requiredFrom })
  const { body: asked } = await api('GET', '/sign-ins?asked=true')
  expect(home.helpRequests).toEqual({ total: asked.total, items: asked.items.slice(0, 3) })
  expect(home.patterns).toEqual((await api('GET', '/sign-ins/patterns')).body.items)
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  expect((await api('GET', '/home')).body.setup).toBeNull()
  const viewer = await signedInWith(door, 'viewer', chainId)
  expect((await viewer.api('GET', '/home')).body).toMatchObject({
    setup: null,
    patterns: [],
    helpRequests: null,
  })
  const chainManager = await signedInWith(door, 'chain_manager', chainId)
  expect((await chainManager.api('GET', '/home')).body.helpRequests).toBeNull()
})

test.each([
  ['2026-11-29T23:30:00Z', 'UTC', '2026-11-29'],
  ['2026-11-29T23:30:00Z', 'Europe/Paris', '2026-11-30'],
  ['2026-11-29T03:30:00Z', 'America/Los_Angeles', '2026-11-28'],
  ['2026-11-29T18:20:00Z', 'Asia/Kathmandu', '2026-11-30'],
  ['2026-03-01T12:00:00Z', 'UTC', '2026-03-01'],
])('at %s in %s the last of thirty days is %s', (now, zone, today) => {
  const days = lastDays(new Date(now), zone)
  expect(days.at(-1)).toBe(today)
  expect(new Set(days).size).toBe(30)
  expect(Date.parse(days.at(-1) ?? '') - Date.parse(days[0] ?? '')).toBe(29 * day)
})

test('a sign-in counts on the reader’s day, and what is no time zone is refused', async () => {
  await userIn(door, chainId, 'bea.first@north.example')
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  const [west, east] = [await overview('Pacific/Honolulu'), await overview('Pacific/Auckland')]
  expect(sumOf(west.days, 'succeeded')).toBe(sumOf(east.days, 'succeeded'))
  expect(west.days.at(-1).day < east.days.at(-1).day).toBe(true)
  for (const zone of ['Nowhere/Land', "x'", ''])
    expect(await api('GET', `/overview?timeZone=${encodeURIComponent(zone)}`)).toMatchObject({ status: 400 })
})
