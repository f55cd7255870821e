import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signedInWithPassword,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { northTenantId } from '../../emulator/sample.ts'

const password = 'Harbour-7-lanterns'
const newPassword = 'Quiet-8-orchards'
let passwordHash: string
let door: FrontDoor
let north: { chainId: string }
let ada: { id: string; username: string }
let people = 0

beforeAll(async () => {
  door = await openFrontDoor()
  passwordHash = await leastHash(password)
})
afterAll(() => door.close())
beforeEach(async () => {
  people += 1
  north = await customerWithTenant(door, `North ${people}`, northTenantId)
  ada = await userIn(door, north.chainId, `ada.${people}@north.example`, {
    passwordHash,
    username: `ada${people}`,
  })
})

test('one’s devices are listed, the one that asks marked, and nobody else’s', async () => {
  const laptop = await signIn({ 'user-agent': 'Laptop' })
  await signIn({ 'user-agent': 'Phone' })
  await userIn(door, north.chainId, `bo.${people}@north.example`, { passwordHash, username: `bo${people}` })
  await signedInWithPassword(door, `bo${people}`, password)

  const { items, total, next } = await (await callApi(laptop, 'GET', '/sessions')).json()
  expect({ total, next }).toEqual({ total: 2, next: null })
  expect(items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ userAgent: 'Laptop', isThisOne: true, signedInWith: 'password' }),
      expect.objectContaining({ userAgent: 'Phone', isThisOne: false }),
    ]),
  )
})

test('one device is signed out: its next request finds nobody (R28)', async () => {
  const laptop = await signIn()
  const phone = await signIn({ 'user-agent': 'Phone' })
  const { items } = await (await callApi(laptop, 'GET', '/sessions')).json()
  const { id } = items.find(({ userAgent }: { userAgent: string }) => userAgent === 'Phone')
  expect((await callApi(laptop, 'DELETE', `/sessions/${id}`)).status).toBe(204)
  expect(await phone.session()).toBeUndefined()
  expect(await laptop.session()).toBeDefined()
  expect((await callApi(laptop, 'DELETE', `/sessions/${id}`)).status).toBe(404)
})

test('all other devices are signed out, this one stays, and each end is recorded (R28, R23)', async () => {
  const laptop = await signIn()
  const others = [await signIn(), await signIn()]
  expect((await callApi(laptop, 'DELETE', '/sessions')).status).toBe(204)
  for (const other of others) expect(await other.session()).toBeUndefined()
  expect(await laptop.session()).toBeDefined()
  const ends = await recordsOf('session.ended')
  expect(ends).toMatchObject([{ reason: 'signed_out_elsewhere' }, { reason: 'signed_out_elsewhere' }])
})

test('somebody else’s device does not exist', async () => {
  await userIn(door, north.chainId, `bo.${people}@north.example`, { passwordHash, username: `bo${people}` })
  const bo = await signedInWithPassword(door, `bo${people}`, password)
  const { items } = await (await callApi(bo, 'GET', '/sessions')).json()
  const answer = await callApi(await signIn(), 'DELETE', `/sessions/${items[0].id}`)
  expect(answer.status).toBe(404)
  expect(await bo.session()).toBeDefined()
})

test('the language is one’s own to choose (R24)', async () => {
  const browser = await signIn()
  const answer = await callApi(browser, 'PATCH', '/account', { language: 'es' })
  expect(await answer.json()).toEqual({
    language: 'es',
    languageChosen: true,
    password: 'set',
    microsoftSoon: false,
    microsoftFrom: null,
    helpMails: true,
  })
  expect(await browser.session()).toMatchObject({ user: { language: 'es' } })
  expect(await recordsOf('language.chosen')).toEqual([{ userId: ada.id, before: null, after: 'es' }])
})

test('until a language is chosen, pages are in that of the browser, whichever it is; then in the chosen one (R24)', async () => {
  const browser = await signIn()
  const inBrowser = async (languages: string) => {
    const answer = await browser.get('/api/v1/session', { 'accept-language': languages })
    return (await answer.json()).user.language
  }
  expect(await inBrowser('fr-CA,fr;q=0.9,en;q=0.5')).toBe('fr')
  expect(await inBrowser('es')).toBe('es')
  await callApi(browser, 'PATCH', '/account', { language: 'en' })
  expect(await inBrowser('fr')).toBe('en')
  const answer = await callApi(browser, 'PATCH', '/account', { language: null })
  expect(await answer.json()).toMatchObject({ language: 'en', languageChosen: false })
  expect(await inBrowser('fr')).toBe('fr')
  expect(await recordsOf('language.chosen')).toEqual([
    { userId: ada.id, before: null, after: 'en' },
    { userId: ada.id, before: 'en', after: null },
  ])
})

test('mails are in the language of the browser that one last came in with, by either door, until one is chosen (R24)', async () => {
  const mailsIn = async (id: string) =>
    (
      await door.db
        .selectFrom('userAccount')
        .select('language')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).language
  const browser = await signIn({ 'accept-language': 'fr' })
  expect(await mailsIn(ada.id)).toBe('fr')
  await callApi(browser, 'PATCH', '/account', { language: 'es' })
  await signIn({ 'accept-language': 'fr' })
  expect(await mailsIn(ada.id)).toBe('es')

  const bea = await userIn(door, north.chainId, 'bea.first@north.example', { username: `bea${people}` })
  const beas = visitor(door)
  // The language links of the sign-in page set it for that browser.
  await beas.get('/sign-in?lang=fr')
  await signInWithMicrosoft(door, beas, 'bea.first@north.example')
  expect(await mailsIn(bea.id)).toBe('fr')
  expect(await beas.session()).toMatchObject({ user: { language: 'fr' } })
})

test.each([
  { enabled: false },
  { language: 'es', role: 'chain_and_user_manager' },
  { language: 'es', email: 'boss@north.example' },
  { language: 'xx' },
  {},
])('%j is no change of one’s account settings (R22)', async (body) => {
  expect((await callApi(await signIn(), 'PATCH', '/account', body)).status).toBe(400)
})

test('the password is changed with the old one; the other devices are signed out, this one stays (R28)', async () => {
  const laptop = await signIn()
  const phone = await signIn()
  expect((await change(laptop, password, newPassword)).status).toBe(204)
  expect(await phone.session()).toBeUndefined()
  expect(await laptop.session()).toBeDefined()
  await signedInWithPassword(door, ada.username, newPassword)
  await expect(signedInWithPassword(door, ada.username, password)).rejects.toThrow()
  expect(await recordsOf('password.set')).toEqual([{ userId: ada.id, by: 'old_password' }])
})

test('without the old password there is no new one, and guessing at it is slowed (R29)', async () => {
  const laptop = await signIn()
  for (let n = 0; n < 10; n += 1) {
    const answer = await change(laptop, `Wrong-${n}`, newPassword)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: { currentPassword: 'is not right' } })
  }
  const slowed = await change(laptop, password, newPassword)
  expect(slowed.status).toBe(429)
  expect(Number(slowed.headers.get('retry-after'))).toBeLessThanOrEqual(60)
})

test('each fault of a new password is named (R26)', async () => {
  const answer = await change(await signIn(), password, 'zorp')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    errors: { newPassword: 'too_short,no_capital,no_number,no_special' },
  })
})

test.each([
  [{ currentPassword: 1, newPassword: 'x' }],
  [{ currentPassword: ['a'], newPassword: 'x' }],
  [{ newPassword }],
])('the body %j changes no password', async (body) => {
  expect((await callApi(await signIn(), 'POST', '/account/password', body)).status).toBe(400)
})

test('where mandatory authentication has closed the door, no password can be set (R13)', async () => {
  const cleo = await userIn(door, north.chainId, 'bea.first@north.example', {
    passwordHash,
    username: `cleo${people}`,
  })
  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, 'bea.first@north.example', {
    start: `/sign-in/microsoft?chain=${north.chainId}`,
  })
  const on = { mandatoryAuthentication: true }
  await changeAdvancedSettings(door.db, { kind: 'operator' }, north.chainId, on, door.now())
  expect(await (await callApi(browser, 'GET', '/account')).json()).toMatchObject({ password: 'not_allowed' })
  const answer = await change(browser, password, newPassword)
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ code: 'microsoft_required' })
  const kept = await door.db
    .selectFrom('userAccount')
    .select('passwordHash')
    .where('id', '=', cleo.id)
    .execute()
  expect(kept).toEqual([{ passwordHash }])
})

test.each([
  ['GET', '/sessions'],
  ['DELETE', '/sessions'],
  ['DELETE', '/sessions/0199f000-0000-7000-8000-000000000001'],
  ['GET', '/account'],
  ['PATCH', '/account'],
  ['POST', '/account/password'],
])('%s %s is for who is signed in', async (method, path) => {
  expect((await callApi(visitor(door), method, path, method === 'GET' ? undefined : {})).status).toBe(401)
})

function signIn(headers: Record<string, string> = {}) {
  return signedInWithPassword(door, ada.username, password, headers)
}

function change(browser: Awaited<ReturnType<typeof signIn>>, currentPassword: string, newPassword: string) {
  return callApi(browser, 'POST', '/account/password', { currentPassword, newPassword })
}

async function recordsOf(action: string) {
  const records = await door.db
    .selectFrom('auditRecord')
    .select('detail')
    .where('actorUserId', '=', ada.id)
    .where('action', '=', action)
    .execute()
  return records.map(({ detail }) => detail)
}
