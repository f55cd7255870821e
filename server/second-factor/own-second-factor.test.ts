import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { codeOf, type Forgery, softPasskey } from '#server/testing/authenticator.ts'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import {
  addPasskey,
  enterPassword,
  password,
  prove,
  sendCode,
  setUpApp,
  signIn,
  step,
  withoutSealingKey,
} from '#server/testing/second-factors.ts'
import { northTenantId } from '../../emulator/sample.ts'

const minute = 60_000
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
    role: 'user_manager',
  })
})

test('a manager who keeps a password and has none is offered one; not who has one, nor who manages nothing (R30)', async () => {
  const browser = await signIn(door, ada.username)
  expect(await stateOf(browser)).toEqual({
    password: 'set',
    app: null,
    passkeys: [],
    recoveryCodes: 0,
    offered: true,
    requiredFrom: null,
  })
  await setUpApp(door, browser)
  expect(await stateOf(browser)).toMatchObject({ offered: false, recoveryCodes: 10 })
  const { username } = await userIn(door, north.chainId, `vic.${people}@north.example`, {
    passwordHash,
    username: `vic${people}`,
  })
  expect(await stateOf(await signIn(door, username))).toMatchObject({ offered: false, password: 'set' })
})

test('an app counts from its first code on; the other devices are signed out, this one stays, and the owner is told (R28)', async () => {
  const [laptop, other] = [await signIn(door, ada.username), await signIn(door, ada.username)]
  expect((await ask(laptop, 'authenticator-app')).status).toBe(200)
  expect((await signIn(door, ada.username)).cookies.has('tmas')).toBe(true)
  expect(await other.session()).toBeDefined()
  await setUpApp(door, laptop)
  expect(await other.session()).toBeUndefined()
  expect(await laptop.session()).toBeDefined()
  expect(await recordsOf('second-factor.added')).toEqual([{ userId: ada.id, kind: 'app' }])
  expect(await endReasons()).toContain('second_factor_changed')
  expect(await subjects()).toContain('TMAS: a second factor was added')
})

test('a wrong first code sets nothing up and may be tried again; ten of them are slowed (R29)', async () => {
  const browser = await signIn(door, ada.username)
  await ask(browser, 'authenticator-app')
  for (let n = 0; n < 10; n += 1) {
    const answer = await ask(browser, 'authenticator-app/confirm', { code: 'x' })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: { code: 'is not right' } })
  }
  expect((await ask(browser, 'authenticator-app/confirm', { code: 'x' })).status).toBe(429)
  expect(await stateOf(browser)).toMatchObject({ app: null })
})

test('an app that cannot be set up for want of a key says so, and the same code sets it up afterwards (R28, R34)', async () => {
  const browser = await signIn(door, ada.username)
  const { secret } = await (await ask(browser, 'authenticator-app')).json()
  const code = codeOf(secret, door.now())
  await withoutSealingKey(door, async () => {
    for (const asked of [
      ask(browser, 'authenticator-app/confirm', { code }),
      ask(browser, 'authenticator-app'),
    ])
      expect(await (await asked).json()).toMatchObject({
        status: 503,
        code: 'unavailable',
        detail: 'An app cannot be set up here at the moment.',
      })
  })
  expect((await ask(browser, 'authenticator-app/confirm', { code })).status).toBe(200)
})

test('what is being set up is of this session alone, for ten minutes', async () => {
  const [one, other] = [await signIn(door, ada.username), await signIn(door, ada.username)]
  await ask(one, 'authenticator-app')
  expect((await ask(other, 'authenticator-app/confirm', { code: '123456' })).status).toBe(409)
  door.passTime(10 * minute)
  await prove(one)
  const late = await ask(one, 'authenticator-app/confirm', { code: '123456' })
  expect(await late.json()).toMatchObject({ status: 409, code: 'setup_expired' })
})

test('another phone takes the place of the first, whose codes end', async () => {
  const browser = await signIn(door, ada.username)
  const first = await setUpApp(door, browser)
  const second = await setUpApp(door, browser)
  expect(second.recoveryCodes).toEqual([])
  const next = await enterPassword(door, ada.username)
  expect((await sendCode(next, first.code())).headers.get('location')).toContain('wrong')
  expect((await sendCode(next, second.code())).headers.get('location')).toBe('/')
})

test('several passkeys, each with a name, each removed by itself; with the last factor the recovery codes go', async () => {
  const browser = await signIn(door, ada.username)
  await addPasskey(browser, ' Laptop ')
  await addPasskey(browser, 'Phone')
  const { passkeys } = await stateOf(browser)
  expect(passkeys.map(({ name }: { name: string }) => name)).toEqual(['Laptop', 'Phone'])
  expect((await ask(browser, `passkeys/${passkeys[0].id}/remove`)).status).toBe(204)
  expect(await stateOf(browser)).toMatchObject({ passkeys: [{ name: 'Phone' }], recoveryCodes: 10 })
  expect((await ask(browser, `passkeys/${passkeys[0].id}/remove`)).status).toBe(404)
  expect((await ask(browser, `passkeys/${passkeys[1].id}/remove`)).status).toBe(204)
  expect(await stateOf(browser)).toMatchObject({ passkeys: [], recoveryCodes: 0, offered: true })
  expect(await subjects()).toContain('TMAS: a second factor was removed')
})

test('somebody else’s passkey does not exist, and their credential cannot be added', async () => {
  const browser = await signIn(door, ada.username)
  const { username } = await userIn(door, north.chainId, `bo.${people}@north.example`, {
    passwordHash,
    username: `bo${people}`,
  })
  const bo = await signIn(door, username)
  const bos = await addPasskey(bo)
  const { passkeys } = await stateOf(bo)
  expect((await ask(browser, `passkeys/${passkeys[0].id}/remove`)).status).toBe(404)
  const options = await (await ask(browser, 'passkeys/options')).json()
  expect((await ask(browser, 'passkeys', { name: 'Mine', response: bos.create(options) })).status).toBe(400)
  expect(await stateOf(bo)).toMatchObject({ passkeys: [{ name: 'Laptop' }] })
})

test.each<[string, Forgery]>([
  ['for another origin', { origin: 'https://tmas.evil.example' }],
  ['for another relying party', { rpId: 'evil.example' }],
  ['without the person being verified', { userVerified: false }],
  ['for another challenge', { challenge: 'c29tZXRoaW5nLWVsc2U' }],
  ['as for a sign-in', { type: 'webauthn.get' }],
])('a passkey made %s is not added', async (_, forgery) => {
  const browser = await signIn(door, ada.username)
  const options = await (await ask(browser, 'passkeys/options')).json()
  const response = softPasskey({ url: tmasUrl }).create(options, forgery)
  expect((await ask(browser, 'passkeys', { name: 'Laptop', response })).status).toBe(400)
  expect(await stateOf(browser)).toMatchObject({ passkeys: [] })
})

test('a challenge for a new passkey is for one answer, right or wrong, of this session, within five minutes', async () => {
  const [browser, other] = [await signIn(door, ada.username), await signIn(door, ada.username)]
  const begin = async () => (await ask(browser, 'passkeys/options')).json()
  const add = (by: Visitor, options: { challenge: string }, forgery: Forgery = {}) =>
    ask(by, 'passkeys', { name: 'Laptop', response: softPasskey({ url: tmasUrl }).create(options, forgery) })
  const spent = await begin()
  expect((await add(browser, spent, { rpId: 'evil.example' })).status).toBe(400)
  expect((await add(browser, spent)).status).toBe(409)
  expect((await add(other, await begin())).status).toBe(409)
  const late = await begin()
  door.passTime(5 * minute)
  await prove(browser)
  expect((await add(browser, late)).status).toBe(409)
  expect((await add(browser, await begin())).status).toBe(201)
})

test('new recovery codes end the old ones; without a factor there are none', async () => {
  const browser = await signIn(door, ada.username)
  expect((await ask(browser, 'recovery-codes')).status).toBe(404)
  const phone = await setUpApp(door, browser)
  const answer = await ask(browser, 'recovery-codes')
  expect(answer.status).toBe(201)
  const { recoveryCodes } = await answer.json()
  expect(new Set([...recoveryCodes, ...phone.recoveryCodes]).size).toBe(20)
  const next = await enterPassword(door, ada.username)
  expect((await sendCode(next, phone.recoveryCodes[0] ?? '')).headers.get('location')).toContain('wrong')
  expect((await sendCode(next, recoveryCodes[0])).headers.get('location')).toBe('/')
  expect(await recordsOf('recovery-codes.made')).toEqual([{ userId: ada.id }])
})

test('recovery codes are kept as hashes', async () => {
  const phone = await setUpApp(door, await signIn(door, ada.username))
  const rows = await door.db.selectFrom('recoveryCode').selectAll().where('userId', '=', ada.id).execute()
  expect(rows).toHaveLength(10)
  const kept = rows.map(({ codeHash }) => codeHash.toString('latin1') + codeHash.toString('hex')).join()
  for (const code of phone.recoveryCodes) expect(kept).not.toContain(code.replaceAll('-', ''))
})

test('where mandatory authentication has closed the password door, none is set up (R13)', async () => {
  const loginId = 'bea.first@north.example'
  await userIn(door, north.chainId, loginId, { passwordHash, username: `bea${people}` })
  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, loginId, { start: `/sign-in/microsoft?chain=${north.chainId}` })
  await ask(browser, 'authenticator-app')
  await mandatory()
  expect(await stateOf(browser)).toMatchObject({ password: 'not_allowed', offered: false })
  for (const [path, body] of [
    ['authenticator-app', undefined],
    ['authenticator-app/confirm', { code: '123456' }],
    ['passkeys/options', undefined],
  ] as const)
    expect((await ask(browser, path, body)).status).toBe(403)
})

test('the list says who has which, and finds the managers who have none (R30)', async () => {
  const boss = await userIn(door, north.chainId, `boss.${people}@north.example`, {
    passwordHash,
    username: `top${people}`,
    role: 'chain_and_user_manager',
  })
  await userIn(door, north.chainId, `vic.${people}@north.example`, { username: `vic${people}` })
  const adas = await signIn(door, ada.username)
  await setUpApp(door, adas)
  await addPasskey(adas)
  const browser = await signIn(door, boss.username)
  const list = async (query: string) => {
    const { items } = await (await callApi(browser, 'GET', `/users?${query}`)).json()
    return items.map(({ username, secondFactor }: { username: string; secondFactor: unknown }) => [
      username,
      secondFactor,
    ])
  }
  expect(await list('secondFactor=set')).toEqual([[ada.username, { app: true, passkeys: 1 }]])
  // The customer's first manager, too.
  const without = await list('secondFactor=none')
  expect(without).toContainEqual([boss.username, null])
  expect(without).not.toContainEqual([`vic${people}`, null])
  expect(without).toHaveLength(2)
  expect((await callApi(browser, 'GET', '/users?secondFactor=maybe')).status).toBe(400)

  const readiness = await callApi(browser, 'GET', `/locations/${north.chainId}/advanced/readiness`)
  const { exempt } = await readiness.json()
  const of = (id: string) => exempt.find(({ userId }: { userId: string }) => userId === id)
  expect(of(ada.id)).toMatchObject({ hasSecondFactor: true })
  expect(of(boss.id)).toMatchObject({ hasSecondFactor: false })
})

test('changing the password leaves the second factor, and asks for it the next time', async () => {
  const browser = await signIn(door, ada.username)
  const phone = await setUpApp(door, browser)
  const change = { currentPassword: password, newPassword: 'Quiet-8-orchards' }
  expect((await callApi(browser, 'POST', '/account/password', change)).status).toBe(204)
  const next = visitor(door)
  const answer = await next.post('/sign-in', { username: ada.username, password: 'Quiet-8-orchards' })
  expect(answer.headers.get('location')).toBe('/sign-in/second-factor')
  door.passTime(step)
  expect((await sendCode(next, phone.code())).headers.get('location')).toBe('/')
})

function ask(browser: Visitor, path: string, body?: object) {
  return callApi(browser, 'POST', `/account/${path}`, body)
}

async function stateOf(browser: Visitor) {
  return (await callApi(browser, 'GET', '/account/second-factor')).json()
}

function mandatory() {
  const on = { mandatoryAuthentication: true }
  return changeAdvancedSettings(door.db, { kind: 'operator' }, north.chainId, on, door.now())
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

async function endReasons() {
  const ended = (await recordsOf('session.ended')) as unknown as { reason: string }[]
  return ended.map(({ reason }) => reason)
}

async function subjects() {
  const mails = await door.db.selectFrom('mail').select('subject').where('userId', '=', ada.id).execute()
  return mails.map(({ subject }) => subject)
}
