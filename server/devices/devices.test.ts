/** Shared store computers (R38): marked by link and by code, limited, handed on, listed, renamed, unmarked. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertLocation } from '#server/locations/locations.queries.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
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
import { addPasskey } from '#server/testing/second-factors.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { mostOffers } from './devices.ts'

const minute = 60_000
const ada = 'ada.linked@north.example'
const attended = { 'tmas-attended': '1' }
let door: FrontDoor
let chainId: string
let storeId: string
let boss: { id: string; api: ApiClient }
beforeAll(async () => {
  door = await openFrontDoor()
  chainId = (await customerWithTenant(door, 'North', northTenantId)).chainId
  storeId = await store(chainId, 'Harbour')
  await userIn(door, chainId, ada)
  boss = await signedInWith(door, 'chain_and_user_manager', chainId)
})
afterAll(() => door.close())

async function store(parentId: string, name: string) {
  const id = crypto.randomUUID()
  const location = { id, customerId: parentId, parentId, type: 'store', name, createdAt: door.now() } as const
  await door.db.transaction().execute((trx) => insertLocation(trx, location))
  return id
}

const linkFor = async (api = boss.api, name = 'Till 2', locationId = storeId) =>
  (await api('POST', '/devices/links', { name, locationId })).body as { id: string; link: string }

const tokenIn = (link: string) => new URL(link).searchParams.get('token') ?? ''
const open = (browser: Visitor, link: string) =>
  browser.post('/shared-computer/link', { token: tokenIn(link) })

/** A browser that a manager has marked. */
async function sharedComputer(
  name?: string,
  browser = visitor(door),
): Promise<{ browser: Visitor; id: string }> {
  const { link, id } = await linkFor(boss.api, name)
  expect((await open(browser, link)).headers.get('location')).toBe('/sign-in?shared_computer')
  return { browser, id }
}

const session = async (browser: Visitor, headers: Record<string, string> = {}) => {
  const answer = await browser.get('/api/v1/session', headers)
  return answer.status === 200 ? await answer.json() : undefined
}
const countOffers = async () => (await door.db.selectFrom('sharedDeviceOffer').select('id').execute()).length
const trail = () =>
  door.db.selectFrom('auditRecord').select(['action', 'detail', 'actorUserId']).orderBy('id').execute()

describe('a computer is marked', () => {
  test('by a link, once: to open it names customer and location and does nothing; a click marks, on record (R38, R23)', async () => {
    const { link, id } = await linkFor()
    const browser = visitor(door)
    const page = await (await browser.get(link)).text()
    for (const text of ['North', 'Harbour', 'Till 2']) expect(page).toContain(text)
    expect(browser.cookies.has('tmas-shared-computer')).toBe(false)
    const answer = await open(browser, link)
    expect(answer.headers.get('location')).toBe('/sign-in?shared_computer')
    expect(answer.headers.getSetCookie().find((line) => line.startsWith('tmas-shared-computer='))).toMatch(
      /Max-Age=34560000.*HttpOnly.*SameSite=Lax/i,
    )
    expect(await (await browser.get('/sign-in?shared_computer')).text()).toContain('Shared computer: Till 2')
    expect((await open(visitor(door), link)).status).toBe(410)
    const marked = (await trail()).filter(({ action }) => action === 'device.marked').at(-1)
    expect(marked).toMatchObject({
      actorUserId: boss.id,
      detail: { deviceId: id, locationId: storeId, by: 'link' },
    })
    expect((await boss.api('GET', `/devices/${id}`)).body).toMatchObject({
      name: 'Till 2',
      locationName: 'Harbour',
    })
  })

  test('not by another site, not after a quarter of an hour, and not for a manager who lost the role (R38)', async () => {
    const foreign = { origin: 'https://evil.example' }
    const { link } = await linkFor()
    const elsewhere = await visitor(door).post('/shared-computer/link', { token: tokenIn(link) }, foreign)
    expect(elsewhere.status).toBe(403)
    door.passTime(15 * minute + 1000)
    expect((await visitor(door).get(link)).status).toBe(410)
    expect((await open(visitor(door), link)).status).toBe(410)
    const former = await signedInWith(door, 'user_manager', chainId)
    const another = await linkFor(former.api)
    await door.db.updateTable('membership').set({ role: 'viewer' }).where('userId', '=', former.id).execute()
    expect((await open(visitor(door), another.link)).status).toBe(410)
  })

  test('by a code that it shows: it leaves no row until a manager enters it, and the computer then notices (R38, R34)', async () => {
    await door.db.deleteFrom('sharedDeviceOffer').execute()
    const browser = visitor(door)
    await browser.post('/shared-computer/code', {})
    const shown =
      /shown-code">([\w-]+)</.exec(await (await browser.get('/shared-computer')).text())?.[1] ?? ''
    expect(shown).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
    expect(await countOffers()).toBe(0)
    const look = () =>
      browser.send('/shared-computer/taken', {
        method: 'POST',
        headers: { origin: tmasUrl, accept: 'application/json' },
      })
    expect(await (await look()).json()).toEqual({ location: null })
    const enter = (code: string) =>
      boss.api('POST', '/devices/codes', { code, name: 'Office', locationId: storeId })
    const mistyped = shown.slice(0, -1) + (shown.endsWith('2') ? '3' : '2')
    expect(await enter(mistyped)).toMatchObject({
      status: 400,
      body: { errors: { code: expect.any(String) } },
    })
    expect((await enter(shown.toLowerCase().replace('-', ' '))).status).toBe(202)
    expect(await (await look()).json()).toEqual({ location: '/sign-in?shared_computer' })
    expect(await (await browser.get('/sign-in')).text()).toContain('Office')
  })

  test('a ticket that this installation did not sign, or that is too old, shows no code (R38, R34)', async () => {
    const browser = visitor(door)
    await browser.post('/shared-computer/code', {})
    const ticket = browser.cookies.get('tmas-device-code') ?? ''
    const page = async () => (await browser.get('/shared-computer')).text()
    expect(await page()).toContain('shown-code')
    browser.cookies.set(
      'tmas-device-code',
      ticket.replace(/\.(.)/, (_, c) => `.${c === 'A' ? 'B' : 'A'}`),
    )
    expect(await page()).not.toContain('shown-code')
    browser.cookies.set('tmas-device-code', ticket)
    door.passTime(16 * minute)
    expect(await page()).not.toContain('shown-code')
  })

  test('no one has more than a few links and codes open (R38, R34)', async () => {
    const busy = await signedInWith(door, 'user_manager', chainId)
    for (let n = 0; n < mostOffers; n += 1) await linkFor(busy.api)
    expect((await busy.api('POST', '/devices/links', { name: 'One more', locationId: storeId })).status).toBe(
      429,
    )
  })

  test('once: one that is marked shows no code and takes no link, of whatever customer (R38)', async () => {
    const { browser } = await sharedComputer('Kept')
    const { link } = await linkFor()
    expect((await browser.get(link)).status).toBe(409)
    expect((await open(browser, link)).status).toBe(409)
    await browser.post('/shared-computer/code', {})
    expect(await (await browser.get('/shared-computer')).text()).not.toContain('shown-code')
  })
})

describe('a session on it', () => {
  test('ends after five minutes without use, on every instance; what a page does by itself is no use (R38, R28)', async () => {
    const { browser } = await sharedComputer()
    await signInWithMicrosoft(door, browser, ada)
    expect(await session(browser)).toMatchObject({ sharedDevice: { name: 'Till 2', idleSeconds: 300 } })
    door.passTime(4 * minute)
    expect(await session(browser, attended)).toBeDefined()
    door.passTime(4 * minute)
    expect(await session(browser)).toBeDefined()
    door.passTime(1 * minute + 1000)
    const elsewhere = visitor(door.anotherInstance())
    for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value)
    expect(await session(elsewhere, attended)).toBeUndefined()
    expect(await session(browser, attended)).toBeUndefined()
  })

  test('says truly when it ends, for the countdown (R38)', async () => {
    const { browser } = await sharedComputer()
    await signInWithMicrosoft(door, browser, ada)
    const left = async (headers = {}) =>
      Math.round((Date.parse((await session(browser, headers)).expiresAt) - door.now().getTime()) / 1000)
    door.passTime(2 * minute)
    expect(await left()).toBe(180)
    expect(await left(attended)).toBe(300)
  })

  test('takes the shorter idle time of its chain and the person’s, at once when it is changed (R38, R28)', async () => {
    const set = (sharedDeviceIdleMinutes: number | null) =>
      boss.api('PATCH', `/locations/${chainId}/advanced`, { sharedDeviceIdleMinutes })
    const { browser } = await sharedComputer()
    await signInWithMicrosoft(door, browser, ada)
    const idle = async () => (await session(browser))?.sharedDevice.idleSeconds
    expect((await set(0)).status).toBe(400)
    expect((await set(61)).status).toBe(400)
    expect((await set(20)).status).toBe(200)
    expect(await idle()).toBe(1200)
    await set(2)
    expect(await idle()).toBe(120)
    door.passTime(2 * minute)
    expect(await session(browser, attended)).toBeUndefined()
    await set(null)
  })

  test('of another customer’s person has its limits, too, and tells that person nothing of it (R38)', async () => {
    const other = await customerWithTenant(door, 'Elsewhere', null)
    const person = await signedInWith(door, 'viewer', other.chainId)
    const { browser } = await sharedComputer()
    await callApi(browser, 'POST', '/session', { username: person.username, password: 'Front-Door-1' })
    expect(await session(browser)).toMatchObject({ sharedDevice: { name: null, idleSeconds: 300 } })
    door.passTime(5 * minute)
    expect(await session(browser, attended)).toBeUndefined()
  })

  test('that is open when it is marked is bound to it at once; unmarking frees it (R38)', async () => {
    const browser = visitor(door)
    await signInWithMicrosoft(door, browser, ada)
    expect((await session(browser)).sharedDevice).toBeNull()
    const { id } = await sharedComputer('Bound', browser)
    expect((await session(browser)).sharedDevice).toMatchObject({ name: 'Bound' })
    expect((await boss.api('DELETE', `/devices/${id}`)).status).toBe(204)
    expect((await session(browser)).sharedDevice).toBeNull()
    await browser.get('/sign-in?refused=expired')
    expect(browser.cookies.has('tmas-shared-computer')).toBe(false)
  })

  test('stays limited when its cookie is thrown away (R38)', async () => {
    const { browser } = await sharedComputer()
    await signInWithMicrosoft(door, browser, ada)
    browser.cookies.delete('tmas-shared-computer')
    expect((await session(browser)).sharedDevice).not.toBeNull()
  })

  test('has a cookie that ends with the browser, and nothing of the person is remembered there (R38)', async () => {
    const { browser } = await sharedComputer()
    const { response } = await signInWithMicrosoft(door, browser, ada)
    const lines = response.headers.getSetCookie()
    expect(lines.find((line) => line.startsWith('tmas='))).not.toMatch(/max-age|expires/i)
    for (const name of ['tmas-device', 'tmas-last-sign-in']) expect(browser.cookies.has(name)).toBe(false)
    await browser.post('/sign-out', {})
    expect(await (await browser.get('/sign-in')).text()).not.toContain(ada)
  })

  test('is handed on: Microsoft always asks which account, also after a session that ended by itself (R38, R7)', async () => {
    const { browser } = await sharedComputer()
    await signInWithMicrosoft(door, browser, ada)
    door.passTime(6 * minute)
    const started = await browser.get(
      '/sign-in/microsoft?return_to=%2Faccount&login_hint=ada.linked%40north.example',
    )
    const asked = new URL(started.headers.get('location') ?? '').searchParams
    expect(asked.get('prompt')).toBe('select_account')
    expect(asked.get('login_hint')).toBeNull()
  })

  test('ends when its last window was closed, unless a page is seen at once; on any other computer nothing follows (R38)', async () => {
    const { browser } = await sharedComputer()
    const own = visitor(door)
    for (const each of [browser, own]) {
      await signInWithMicrosoft(door, each, ada)
      await each.post('/sign-out/left', {})
      door.passTime(9_000)
      expect(await session(each)).toBeDefined()
      door.passTime(11_000)
      expect(await session(each)).toBeDefined()
      await each.post('/sign-out/left', {})
      door.passTime(11_000)
    }
    expect(await session(browser, attended)).toBeUndefined()
    expect(await session(own)).toBeDefined()
  })

  test('names the account of a refused sign-in for five minutes: then the next person may be there (R38, R17)', async () => {
    const { browser } = await sharedComputer()
    const { location } = await signInWithMicrosoft(door, browser, 'ines.typo@north.example')
    expect(location).toContain('refused=unknown_user')
    const page = async () => (await browser.get(location)).text()
    expect(await page()).toContain('ines.typo@north.example')
    door.passTime(6 * minute)
    const later = await page()
    expect(later).toContain(new URL(location, tmasUrl).searchParams.get('reference'))
    expect(later).not.toContain('ines.typo@north.example')
  })

  test('is no place to set up a first second factor: the page says where (R38, R30)', async () => {
    const brand = (await customerWithTenant(door, 'Second factors', northTenantId)).chainId
    const { username } = await signedInWith(door, 'chain_manager', brand)
    const today = door.now().toISOString().slice(0, 10)
    await door.db
      .updateTable('advancedSettings')
      .set({ secondFactorRequiredFrom: today })
      .where('locationId', '=', brand)
      .execute()
    const { browser } = await sharedComputer()
    await browser.post('/sign-in', { username, password: 'Front-Door-1', return_to: '/' })
    const address = '/sign-in/second-factor/set-up'
    const words = messages.en.secondFactor.setUp
    for (const answer of [await browser.get(address), await browser.post(address, { code: '123456' })]) {
      const page = await answer.text()
      expect(page).toContain(words.notHereWhy)
      expect(page).not.toContain(words.send)
    }
    expect((await browser.post(`${address}/passkey/options`, {})).status).toBe(404)
    expect(await session(browser)).toBeUndefined()
  })

  test('takes no passkey for a fresh proof: a code or Microsoft is asked for, or nothing can be proved (R33, R38)', async () => {
    const { username, id } = await signedInWith(door, 'chain_manager', chainId)
    const own = visitor(door)
    await callApi(own, 'POST', '/session', { username, password: 'Front-Door-1' })
    const passkey = await addPasskey(own)
    const { browser } = await sharedComputer()
    const { recoveryCodes } = await (await callApi(own, 'POST', '/account/recovery-codes')).json()
    const answer = await callApi(browser, 'POST', '/session', {
      username,
      password: 'Front-Door-1',
      code: recoveryCodes[0],
    })
    expect(answer.status).toBe(201)
    const provedAt = new Date(door.now().getTime() - 6 * minute)
    await door.db.updateTable('session').set({ provedAt }).execute()
    const methods = async (of: Visitor) =>
      (await (await callApi(of, 'POST', '/account/recovery-codes')).json()).methods
    expect(await methods(own)).toEqual(['password', 'second_factor'])
    expect(await methods(browser)).toEqual(['password', 'second_factor'])
    expect((await callApi(browser, 'POST', '/session/proof/passkey')).status).toBe(404)

    // A challenge from before the computer was marked is no way around it.
    const challenge = await (await callApi(own, 'POST', '/session/proof/passkey')).json()
    const elsewhere = await door.db
      .selectFrom('session')
      .select(['proofChallenge', 'proofChallengedAt'])
      .where('proofChallenge', '=', challenge.challenge)
      .executeTakeFirstOrThrow()
    await door.db.updateTable('session').set(elsewhere).where('deviceId', 'is not', null).execute()
    const signed = { password: 'Front-Door-1', passkey: passkey.get(challenge) }
    expect((await callApi(browser, 'POST', '/session/proof', signed)).status).toBe(400)

    // Without a recovery code, nothing is left that could complete the password there.
    await door.db.deleteFrom('recoveryCode').where('userId', '=', id).execute()
    expect(await methods(browser)).toEqual([])
    expect(await methods(own)).toEqual(['password', 'second_factor'])
  })

  test('adds no passkey (R38)', async () => {
    const { browser } = await sharedComputer()
    const { username } = await signedInWith(door, 'chain_manager', chainId)
    await callApi(browser, 'POST', '/session', { username, password: 'Front-Door-1' })
    expect((await callApi(browser, 'POST', '/account/passkeys/options')).status).toBe(403)
  })
})

describe('managers', () => {
  test('list, rename, move and unmark the computers of their branch, by version and on record (R38, R22, R32, R23)', async () => {
    const { id } = await sharedComputer('Counter')
    const found = await boss.api('GET', '/devices?search=counter')
    expect(found.body).toMatchObject({ total: 1, items: [{ id, name: 'Counter', lastUsedOn: null }] })
    const { version } = found.body.items[0]
    const elsewhere = await store(chainId, 'Airport')
    const change = (body: object, match = version) =>
      boss.api('PATCH', `/devices/${id}`, body, { 'if-match': match })
    const changed = await change({ name: 'Counter 1', locationId: elsewhere })
    expect(changed).toMatchObject({ status: 200, body: { name: 'Counter 1', locationName: 'Airport' } })
    expect((await change({ name: 'Mine' })).status).toBe(412)
    expect((await change({ name: 'See https://evil.example' }, changed.body.version)).status).toBe(400)
    expect((await boss.api('DELETE', `/devices/${id}`, undefined, { 'if-match': version })).status).toBe(412)
    expect(
      (await boss.api('DELETE', `/devices/${id}`, undefined, { 'if-match': changed.body.version })).status,
    ).toBe(204)
    expect((await boss.api('GET', `/devices/${id}`)).status).toBe(404)
    const [renamed, unmarked] = (await trail()).slice(-2)
    expect(renamed).toMatchObject({
      action: 'device.changed',
      detail: {
        before: { name: 'Counter', locationId: storeId },
        after: { name: 'Counter 1', locationId: elsewhere },
      },
    })
    expect(unmarked).toMatchObject({ action: 'device.unmarked', detail: { name: 'Counter 1' } })
  })

  test('who do not manage the users there, or are another customer’s, do none of it (R38, R22)', async () => {
    const { id } = await sharedComputer('Private')
    const other = await customerWithTenant(door, 'Apart', null)
    const stranger = (await signedInWith(door, 'chain_and_user_manager', other.chainId)).api
    const chainManager = (await signedInWith(door, 'chain_manager', chainId)).api
    for (const [api, status] of [
      [stranger, 404],
      [chainManager, 403],
      [(await signedInWith(door, 'viewer', chainId)).api, 403],
    ] as const) {
      expect((await api('GET', `/devices/${id}`)).status).toBe(status)
      expect((await api('PATCH', `/devices/${id}`, { name: 'Taken' })).status).toBe(status)
      expect((await api('DELETE', `/devices/${id}`)).status).toBe(status)
      expect((await api('POST', '/devices/links', { name: 'Mine', locationId: storeId })).status).toBe(status)
    }
    expect((await stranger('GET', '/devices')).body.items).toEqual([])
  })

  test('see on which day someone last signed in there (R38)', async () => {
    const { browser, id } = await sharedComputer('Dated')
    await signInWithMicrosoft(door, browser, ada)
    expect((await boss.api('GET', `/devices/${id}`)).body.lastUsedOn).toBe(
      door.now().toISOString().slice(0, 10),
    )
  })

  test('who delete a location unmark its shared computers first, on record (R38, R23)', async () => {
    const gone = await store(chainId, 'Closing')
    const { link, id } = await linkFor(boss.api, 'Closing till', gone)
    const browser = visitor(door)
    await open(browser, link)
    await signInWithMicrosoft(door, browser, ada)
    expect(await boss.api('DELETE', `/locations/${gone}`)).toMatchObject({
      status: 409,
      body: { code: 'not_empty', consequences: { devices: 1 } },
    })
    expect((await session(browser)).sharedDevice).not.toBeNull()
    expect((await boss.api('DELETE', `/devices/${id}`)).status).toBe(204)
    expect((await boss.api('DELETE', `/locations/${gone}`)).status).toBe(204)
    expect((await trail()).at(-2)).toMatchObject({ action: 'device.unmarked', detail: { deviceId: id } })
    expect((await session(browser)).sharedDevice).toBeNull()
  })
})
