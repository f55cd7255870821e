import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  askMicrosoft,
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signInWithMicrosoft,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import {
  addPasskey,
  password,
  prove,
  setUpApp,
  signedInWithCode,
  signIn,
  step,
} from '#server/testing/second-factors.ts'
import { signInAs } from '../../emulator/person.ts'
import { northTenantId } from '../../emulator/sample.ts'

const minute = 60_000
const start = '/sign-in/microsoft/proof'
const loginId = 'ada.linked@north.example'
let door: FrontDoor
let chainId: string
let ada: { id: string; username: string }
let people = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  // Microsoft's clock stays, so TMAS's has to be right again.
  door.passTime(Date.now() - door.now().getTime())
  people += 1
  chainId = (await customerWithTenant(door, `North ${people}`, northTenantId)).chainId
  ada = await userIn(door, chainId, loginId, {
    passwordHash: await leastHash(password),
    username: `ada${people}`,
    role: 'chain_and_user_manager',
  })
})

describe('with the password (R33)', () => {
  test('a sign-in counts for five minutes; after that the password is asked for, and counts for five more', async () => {
    const browser = await signIn(door, ada.username)
    expect(await attempt(browser)).toBe(200)
    door.passTime(5 * minute)
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required', methods: ['password'] })
    expect((await give(browser, { password: 'not this one' })).status).toBe(400)
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required' })
    await prove(browser)
    expect(await attempt(browser)).toBe(200)
    door.passTime(5 * minute)
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required' })
    expect(await recorded('session.proved')).toMatchObject([{ userId: ada.id, door: 'password' }])
  })

  test('a proof is of the session that gave it, and of no other', async () => {
    const [one, other] = [await signIn(door, ada.username), await signIn(door, ada.username)]
    door.passTime(5 * minute)
    await prove(one)
    expect(await attempt(other)).toMatchObject({ code: 'proof_required' })
  })

  test('the session has another cookie afterwards, and a copy of the old one is worth nothing (ASVS 7.2.4)', async () => {
    const browser = await signIn(door, ada.username)
    const before = await devices(browser)
    const copy = { ...visitor(door) }
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    await prove(browser)
    expect(await copy.session()).toBeUndefined()
    expect(await devices(browser)).toEqual(before)

    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    const change = { currentPassword: password, newPassword: 'Quiet-8-orchards' }
    expect((await callApi(browser, 'POST', '/account/password', change)).status).toBe(204)
    expect(await copy.session()).toBeUndefined()
    expect(await devices(browser)).toEqual(before)
  })

  test('guessing is slowed like at the sign-in, and together with it (R29)', async () => {
    const browser = await signIn(door, ada.username)
    door.passTime(5 * minute)
    for (let n = 0; n < 10; n += 1) expect((await give(browser, { password: `Wrong-${n}` })).status).toBe(400)
    const answer = await give(browser, { password })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required' })
  })

  test('a new password takes the old one and the proof', async () => {
    const browser = await signIn(door, ada.username)
    const change = (currentPassword: string) =>
      callApi(browser, 'POST', '/account/password', { currentPassword, newPassword: 'Quiet-8-orchards' })
    expect((await change('not this one')).status).toBe(400)
    door.passTime(5 * minute)
    expect((await change(password)).status).toBe(403)
    await prove(browser)
    expect((await change(password)).status).toBe(204)
  })
})

describe('with a second factor (R30, R33)', () => {
  test('the password alone is no proof; it takes a code, which counts once', async () => {
    const phone = await setUpApp(door, await signIn(door, ada.username))
    const browser = await signedInWithCode(door, ada.username, phone)
    door.passTime(5 * minute)
    expect(await attempt(browser)).toMatchObject({ methods: ['password', 'second_factor'] })
    expect(await (await give(browser, { password })).json()).toMatchObject({ errors: { code: 'is needed' } })
    expect(await (await give(browser, { password, code: '000000' })).json()).toMatchObject({
      errors: { code: 'is not right' },
    })
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required' })
    const code = phone.code()
    await prove(browser, { code })
    expect(await attempt(browser)).toBe(200)
    expect((await give(browser, { password, code })).status).toBe(400)
    door.passTime(step)
    await prove(browser, { code: phone.recoveryCodes[0] ?? '' })
    expect((await give(browser, { password, code: phone.recoveryCodes[0] })).status).toBe(400)
    const kinds = (await recorded('session.proved')).map(({ secondFactor }) => secondFactor)
    expect(kinds).toEqual(['app', 'recovery_code'])
  })

  test('the right code does not help without the password', async () => {
    const phone = await setUpApp(door, await signIn(door, ada.username))
    const browser = await signedInWithCode(door, ada.username, phone)
    expect((await give(browser, { password: 'not this one', code: phone.code() })).status).toBe(400)
    // It is not used up either.
    await prove(browser, { code: phone.code() })
  })

  test('a passkey signs a challenge of this session, once', async () => {
    const browser = await signIn(door, ada.username)
    const passkey = await addPasskey(browser)
    door.passTime(5 * minute)
    const challenge = async () => (await callApi(browser, 'POST', '/session/proof/passkey')).json()
    const signed = passkey.get(await challenge())
    expect((await give(browser, { password: 'not this one', passkey: signed })).status).toBe(400)
    expect((await give(browser, { password, passkey: signed })).status).toBe(204)
    expect((await give(browser, { password, passkey: signed })).status).toBe(400)
    const late = passkey.get(await challenge())
    door.passTime(5 * minute)
    expect((await give(browser, { password, passkey: late })).status).toBe(400)
    const forged = passkey.get(await challenge(), { origin: 'https://tmas.evil.example' })
    expect((await give(browser, { password, passkey: forged })).status).toBe(400)
    expect((await give(browser, { password, passkey: passkey.get(await challenge()) })).status).toBe(204)
  })

  test('guessing codes is slowed, and the owner is told that someone knows the password (R29)', async () => {
    const phone = await setUpApp(door, await signIn(door, ada.username))
    const browser = await signedInWithCode(door, ada.username, phone)
    const guess = () => give(browser, { password, code: '000000' })
    const statuses = []
    // In the middle the password has to be waited for as well.
    for (let n = 0; n < 14; n += 1) {
      statuses.push((await guess()).status)
      if (n === 8) door.passTime(15 * minute - 9 * minute)
    }
    expect(statuses).toContain(429)
    const mails = await door.db.selectFrom('mail').select('subject').where('userId', '=', ada.id).execute()
    expect(mails.map(({ subject }) => subject)).toContain('TMAS: someone knows your password')
  })
})

describe('through Microsoft (R33)', () => {
  test('a fresh sign-in of the linked account proves it, in the same session', async () => {
    const browser = await linked()
    const before = await devices(browser)
    const cookie = browser.cookies.get('tmas')
    await forget()
    expect(await attempt(browser)).toMatchObject({ methods: ['password', 'microsoft'] })
    const asked = new URL((await browser.get(start)).headers.get('location') ?? '')
    expect(asked.pathname).toBe(`/${northTenantId}/oauth2/v2.0/authorize`)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({ prompt: 'login', login_hint: loginId })

    const { location } = await signInWithMicrosoft(door, browser, loginId, { start })
    expect(location).toBe('/account?proof=given')
    expect(await attempt(browser)).toBe(200)
    expect(browser.cookies.get('tmas')).not.toBe(cookie)
    expect(await devices(browser)).toEqual(before)
    expect(await recorded('session.proved')).toMatchObject([{ door: 'microsoft' }])
    const listed = await callApi(browser, 'GET', '/sign-ins')
    expect((await listed.json()).total).toBe(1)
  })

  test('another account of the same tenant proves nothing', async () => {
    const browser = await linked()
    await forget()
    const { location } = await signInWithMicrosoft(door, browser, 'bea.first@north.example', { start })
    expect(location).toBe('/account?proof=linked_to_other_account')
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required' })
    expect(await browser.session()).toMatchObject({ user: { id: ada.id } })
  })

  test('Microsoft’s memory of an earlier sign-in is none, though the person takes prompt=login out of the address', async () => {
    const browser = await linked()
    const jar = new Map<string, string>()
    const first = await browser.get('/sign-in/microsoft')
    const back = await signInAs(door.emulator, first.headers.get('location') ?? '', loginId, { jar })
    if (back.kind === 'returned') await browser.get(back.url)
    // TMAS's clock goes on and Microsoft's stays, so what Microsoft says of just now was six minutes ago.
    door.passTime(6 * minute)
    const asked = new URL((await browser.get(start)).headers.get('location') ?? '')
    asked.searchParams.delete('prompt')
    const silent = await signInAs(door.emulator, asked.href, loginId, { jar })
    if (silent.kind !== 'returned') throw new Error('Microsoft did not remember')
    const answer = await browser.get(silent.url)
    expect(answer.headers.get('location')).toBe('/account?proof=invalid_response')
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required' })
  })

  test('an ordinary sign-in counts from when Microsoft asked the person, not from when TMAS heard of it', async () => {
    door.passTime(6 * minute)
    const browser = await linked()
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required' })
  })

  test('the answer counts only in the session that asked, and cancelling proves nothing', async () => {
    const browser = await linked()
    await forget()
    const ending = await askMicrosoft(door, browser, loginId, { start })
    const other = await signIn(door, ada.username)
    await forget()
    browser.cookies.set('tmas', other.cookies.get('tmas') ?? '')
    if (ending.kind !== 'returned') throw new Error('it did not come back')
    expect((await browser.get(ending.url)).headers.get('location')).toBe('/account?proof=expired')
    expect(await attempt(browser)).toMatchObject({ code: 'proof_required' })

    const { location } = await signInWithMicrosoft(door, await linked(), loginId, { start, answer: 'cancel' })
    expect(location).toMatch(/^\/account\?proof=(?!given)/)
  })

  test('there is none for strangers, nor for people without a link', async () => {
    expect((await visitor(door).get(start)).status).toBe(404)
    expect((await (await signIn(door, ada.username)).get(start)).status).toBe(404)
  })
})

/** Signed in with Microsoft, and linked by it. */
async function linked(): Promise<Visitor> {
  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, loginId, { start: `/sign-in/microsoft?chain=${chainId}` })
  expect(await browser.session()).toMatchObject({ user: { id: ada.id } })
  return browser
}

/** As if everyone's last proof were six minutes ago. */
async function forget() {
  const provedAt = new Date(door.now().getTime() - 6 * minute)
  await door.db.updateTable('session').set({ provedAt }).execute()
}

/** Something that needs fresh proof. @returns 200, or the problem. */
async function attempt(browser: Visitor) {
  const answer = await callApi(browser, 'POST', '/account/authenticator-app')
  return answer.status === 200 ? 200 : answer.json()
}

function give(browser: Visitor, proof: object) {
  return callApi(browser, 'POST', '/session/proof', proof)
}

async function devices(browser: Visitor): Promise<string[]> {
  const { items } = await (await callApi(browser, 'GET', '/sessions')).json()
  return items.map(({ id }: { id: string }) => id)
}

async function recorded(action: string) {
  const records = await door.db
    .selectFrom('auditRecord')
    .select('detail')
    .where('actorUserId', '=', ada.id)
    .where('action', '=', action)
    .orderBy('id')
    .execute()
  return records.map(({ detail }) => detail as Record<string, unknown>)
}
