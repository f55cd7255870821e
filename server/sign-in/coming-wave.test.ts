import { afterAll, beforeAll, expect, test } from 'vitest'
import { planRollOut } from '#server/connection/roll-out.ts'
import { dayIn, daysBefore } from '#server/policy/roll-out.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../../emulator/sample.ts'

const password = 'Harbour-7-lanterns'
let door: FrontDoor
let chainId: string
let passwordHash: string
beforeAll(async () => {
  door = await openFrontDoor()
  passwordHash = await leastHash(password)
  chainId = (await customerWithTenant(door, 'North', northTenantId)).chainId
})
afterAll(() => door.close())

test('after the right password, someone whose wave comes is told once a day in a browser, and goes on from there (R36)', async () => {
  const ada = await person('ada')
  const browser = visitor(door)
  expect(await signIn(browser, ada.username)).toBe('/account')
  await plan(daysBefore(dayIn('UTC', door.now()), -10), 7)
  expect(await signIn(browser, ada.username)).toBe('/account')
  door.passTime(4 * 24 * 60 * 60 * 1000)

  const told = await signIn(browser, ada.username)
  expect(told).toBe('/sign-in/soon?return_to=%2Faccount')
  const page = await (await browser.get(told)).text()
  expect(page).toContain(messages.en.setup.home.soonTitle)
  expect(page).toContain('href="/account"')
  expect(page).toContain('/sign-in/microsoft?login_hint=ada%40north.example')
  expect(await signIn(browser, ada.username)).toBe('/account')
  // Another person in the same browser is told too.
  expect(await signIn(browser, (await person('bob')).username)).toContain('/sign-in/soon')
})

test('managers, linked people and people without a wave are not told (R14, R36)', async () => {
  const boss = await person('mona', 'chain_and_user_manager')
  expect(await signIn(visitor(door), boss.username)).toBe('/account')
  const cora = await person('cora')
  await door.db
    .insertInto('microsoftLink')
    .values({
      id: crypto.randomUUID(),
      customerId: chainId,
      userId: cora.id,
      tenantId: northTenantId,
      objectId: crypto.randomUUID(),
      loginId: 'cora@north.example',
      linkedAt: door.now(),
      lastUsedAt: door.now(),
    })
    .execute()
  expect(await signIn(visitor(door), cora.username)).toBe('/account')
  expect((await visitor(door).get('/sign-in/soon?return_to=//evil.example')).headers.get('location')).toBe(
    '/',
  )
})

test('who has an exception by name is told only if it does not last beyond the day of the wave (R14, R36)', async () => {
  const except = async (name: string, days: number) => {
    const one = await person(name)
    const endsOn = daysBefore(dayIn('UTC', door.now()), -days)
    const exception = { userId: one.id, chainId, reason: 'A mailbox', endsOn, madeAt: door.now() }
    await door.db
      .insertInto('passwordException')
      .values({ customerId: chainId, ...exception })
      .execute()
    return signIn(visitor(door), one.username)
  }
  expect(await except('dora', 30)).toBe('/account')
  expect(await except('emil', 2)).toContain('/sign-in/soon')
})

function person(name: string, role: 'viewer' | 'chain_and_user_manager' = 'viewer') {
  return userIn(door, chainId, `${name}@north.example`, { username: `${name}.soon`, role, passwordHash })
}

async function signIn(browser: ReturnType<typeof visitor>, username: string) {
  const answer = await browser.post('/sign-in', { username, password, return_to: '/account' })
  return answer.headers.get('location') ?? ''
}

function plan(startsOn: string, noticeDaysBefore: number) {
  const waves = [{ locationIds: [chainId], startsOn, noticeDaysBefore }]
  return planRollOut(door.db, { kind: 'operator' }, chainId, { waves }, door.now())
}
