import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTenant, signInWithMicrosoft, userIn, visitor } from '#server/testing/front-door.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'

let house: House
let boss: Asking
let bossId: string

beforeAll(async () => {
  house = await openHouse()
  const { id, username } = await house.person(house.north, 'chain_and_user_manager')
  bossId = id
  boss = await house.signIn(username)
})
afterAll(() => house.close())

/** A clerk who is signed in on two devices. */
async function clerkOnTwoDevices() {
  const clerk = await house.person(house.store, 'viewer')
  const devices = [await house.signIn(clerk.username), await house.signIn(clerk.username)] as const
  return { ...clerk, devices }
}

const isSignedIn = async (device: Asking) => (await device.ask('GET', '/session')).status === 200

async function recordsAbout(userId: string) {
  const { items } = (await boss.ask('GET', '/audit?limit=200')).body
  return items.filter(({ detail }: { detail: { userId?: string } }) => detail.userId === userId)
}

test('a manager ends every session of a person, is told how many, and the trail says who did it (R37, R23)', async () => {
  const clerk = await clerkOnTwoDevices()
  const other = await clerkOnTwoDevices()
  const listed = await boss.ask('GET', `/users/${clerk.id}/sessions`)
  expect(listed.body).toMatchObject({ total: 2, items: [{ signedInWith: 'password' }, {}] })

  const answer = await boss.ask('DELETE', `/users/${clerk.id}/sessions`)
  expect(answer).toMatchObject({ status: 200, body: { sessions: 2, apiKeys: 0 } })
  for (const device of clerk.devices) expect(await isSignedIn(device)).toBe(false)
  for (const device of other.devices) expect(await isSignedIn(device)).toBe(true)
  expect((await boss.ask('GET', `/users/${clerk.id}/sessions`)).body).toMatchObject({ total: 0, items: [] })

  const ends = (await recordsAbout(clerk.id)).filter(
    ({ action }: { action: string }) => action === 'session.ended',
  )
  expect(ends).toHaveLength(2)
  expect(ends[0]).toMatchObject({
    actor: { kind: 'user', id: bossId },
    detail: { reason: 'signed_out_by_manager' },
  })
  // They are signed out, not shut out.
  expect(await isSignedIn(await house.signIn(clerk.username))).toBe(true)
})

test('a session that was opened with Microsoft ends too; where there is none, none ended (R37)', async () => {
  await setTenant(house, house.east, northTenantId)
  const { id } = await userIn(house, house.east, 'dora.capital@north.example')
  const browser = visitor(house)
  await signInWithMicrosoft(house, browser, 'Dora.Capital@North.example')
  expect(await browser.session()).toBeDefined()
  expect((await boss.ask('DELETE', `/users/${id}/sessions`)).body).toEqual({ sessions: 1, apiKeys: 0 })
  expect(await browser.session()).toBeUndefined()
  expect((await boss.ask('DELETE', `/users/${id}/sessions`)).body).toEqual({ sessions: 0, apiKeys: 0 })
})

test('only an open session is counted, not one that was over anyway (R28)', async () => {
  const clerk = await clerkOnTwoDevices()
  await house.db
    .updateTable('session')
    .set({ lastUsedAt: new Date(house.now().getTime() - 61 * 60 * 1000) })
    .where('userId', '=', clerk.id)
    .where('id', '=', (query) =>
      query.selectFrom('session').select('id').where('userId', '=', clerk.id).orderBy('id').limit(1),
    )
    .execute()
  expect((await boss.ask('DELETE', `/users/${clerk.id}/sessions`)).body).toMatchObject({ sessions: 1 })
})

test('the API keys that the person has made end with the sessions, unless they are kept (R33, R37)', async () => {
  const maker = await house.person(house.east, 'chain_and_user_manager')
  const browser = await house.signIn(maker.username)
  const made = await browser.ask('POST', '/api-keys', {
    name: 'Rota',
    role: 'viewer',
    locationId: house.east,
    expiresAt: new Date(house.now().getTime() + 86_400_000).toISOString(),
  })
  const withKey = { authorization: `Bearer ${made.body.key}` }
  const isOpen = async () => (await browser.ask('GET', '/locations', undefined, withKey)).status === 200

  const kept = await boss.ask('DELETE', `/users/${maker.id}/sessions?apiKeys=keep`)
  expect(kept.body).toEqual({ sessions: 1, apiKeys: 0 })
  expect(await isOpen()).toBe(true)
  expect((await boss.ask('DELETE', `/users/${maker.id}/sessions`)).body).toEqual({ sessions: 0, apiKeys: 1 })
  expect(await isOpen()).toBe(false)
})

test('whoever may not disable a person may neither see nor end their sessions; one’s own are elsewhere (R22, R37)', async () => {
  const keeper = await house.signIn((await house.person(house.east, 'user_manager')).username)
  const outside = await clerkOnTwoDevices()
  const stranger = await userIn(house, house.south, 'stranger@south.example')
  // The whole customer is within their reach, and those above their role are not.
  const below = await house.signIn((await house.person(house.north, 'user_manager')).username)
  for (const method of ['GET', 'DELETE']) {
    expect.soft((await keeper.ask(method, `/users/${outside.id}/sessions`)).status, method).toBe(403)
    expect.soft((await below.ask(method, `/users/${bossId}/sessions`)).status, method).toBe(403)
    expect.soft((await boss.ask(method, `/users/${stranger.id}/sessions`)).status, method).toBe(404)
  }
  expect((await boss.ask('DELETE', `/users/${bossId}/sessions`)).status).toBe(403)
  expect(await isSignedIn(boss)).toBe(true)
  for (const device of outside.devices) expect(await isSignedIn(device)).toBe(true)
})

test('a change of a person says how many sessions it ended: all when they are disabled, none for a title (R37)', async () => {
  const clerk = await clerkOnTwoDevices()
  const change = (body: object) => boss.ask('PATCH', `/users/${clerk.id}`, body)
  expect((await change({ title: 'Cashier' })).body).toMatchObject({ title: 'Cashier', endedSessions: 0 })
  expect((await change({ enabled: false })).body).toMatchObject({ enabled: false, endedSessions: 2 })
  expect((await change({ enabled: true })).body).toMatchObject({ enabled: true, endedSessions: 0 })
})
