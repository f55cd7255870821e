import { setTimeout as sleep } from 'node:timers/promises'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import type { PublishedKey } from './keys.ts'
import { signInAs } from './person.ts'
import { askForCode, authorizeUrl, claimsIn, claimsOf, order as giveOrder, redeem } from './testing.ts'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const ada = 'ada.linked@north.example'
const discovery = () => `${emulator.url}/organizations/v2.0/.well-known/openid-configuration`

const order = (body: unknown) => giveOrder(emulator, body)

test.each(['discovery', 'keys', 'token', 'authorize'])(
  'an outage, throttling and cut line of %s',
  async (endpoint) => {
    const ask = () => {
      if (endpoint === 'token') return fetch(`${emulator.url}/common/oauth2/v2.0/token`, { method: 'POST' })
      if (endpoint === 'keys') return fetch(`${emulator.url}/common/discovery/v2.0/keys`)
      return fetch(endpoint === 'discovery' ? discovery() : authorizeUrl(emulator))
    }
    await order({ faults: { [endpoint]: { outage: true, delay: 5 } } })
    const outage = await ask()
    expect([outage.status, outage.headers.get('content-type')]).toEqual([503, 'text/html; charset=UTF-8'])
    await order({ faults: { [endpoint]: { throttle: 7 } } })
    const throttled = await ask()
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '7'])
    expect(await throttled.text()).toBe('Too Many Requests')
    await order({ faults: { [endpoint]: { drop: true } } })
    await expect(ask()).rejects.toThrow('fetch failed')
    const { body } = await order({ reset: true })
    expect(body.requests[endpoint]).toBe(0)
    expect((await ask()).status).toBeLessThan(429)
  },
)

test('a redemption is done, and its answer gets lost or breaks off: asked again, the code is used', async () => {
  for (const drop of ['after', 'halfway'] as const) {
    const code = (await askForCode(emulator, ada)).get('code')
    await order({ faults: { token: { drop } } })
    await expect(redeem(emulator, code)).rejects.toThrow()
    await order({ faults: { token: null } })
    expect((await redeem(emulator, code)).body).toMatchObject({ error_codes: [54005] })
  }
  const code = (await askForCode(emulator, ada)).get('code')
  await order({ faults: { token: { drop: 'before' } } })
  await expect(redeem(emulator, code)).rejects.toThrow()
  await order({ faults: { token: null } })
  expect((await redeem(emulator, code)).status).toBe(200)
})

test('a client that leaves while its answer is delayed uses up neither its code nor what is ordered for the next', async () => {
  const code = (await askForCode(emulator, ada)).get('code')
  await order({ faults: { token: { delay: 300 } } })
  const leaving = new AbortController()
  const left = redeem(emulator, code, { signal: leaving.signal })
  await expect.poll(() => emulator.control.requests.token).toBe(1)
  leaving.abort()
  await expect(left).rejects.toThrow()
  await order({ faults: { token: null }, nextToken: { payload: { tid: 'x' } } })
  await sleep(600)
  const answer = await redeem(emulator, code)
  expect([answer.status, claimsIn(answer).tid]).toEqual([200, 'x'])
})

test('requests are counted by endpoint', async () => {
  await claimsOf(emulator, ada)
  await (await fetch(discovery())).json()
  expect(emulator.control.requests).toEqual({ discovery: 1, keys: 0, token: 1, authorize: 1 })
})

test('keys roll over, with the old ones kept or all gone', async () => {
  const kids = async () => {
    const { keys } = await (await fetch(`${emulator.url}/common/discovery/v2.0/keys`)).json()
    return keys.map(({ kid }: PublishedKey) => kid) as string[]
  }
  const before = await kids()
  await order({ rotateKeys: 'keep-old' })
  const kept = await kids()
  expect(kept).toHaveLength(before.length + 1)
  expect(kept).toEqual(expect.arrayContaining(before))
  const { body } = await redeem(emulator, (await askForCode(emulator, ada)).get('code'))
  const set = createRemoteJWKSet(new URL(`${emulator.url}/common/discovery/v2.0/keys`))
  const { protectedHeader } = await jwtVerify(String(body.id_token), set)
  expect(before).not.toContain(protectedHeader.kid)
  await order({ rotateKeys: 'drop-old' })
  const fresh = await kids()
  expect(fresh.slice(0, 2).some((kid) => kept.includes(kid))).toBe(false)
})

test('another emulator of the process keeps its keys when one rotates', async () => {
  const other = await startEmulator()
  await emulator.control.rotateKeys('drop-old')
  const [mine, theirs] = await Promise.all(
    [emulator, other].map(async ({ url }) => (await fetch(`${url}/common/discovery/v2.0/keys`)).json()),
  )
  await other.close()
  expect(mine.keys[0].kid).not.toBe(theirs.keys[0].kid)
})

test('the next token, and only the next, can be changed over the control address', async () => {
  await order({ nextToken: { payload: { tid: 'x', oid: null } } })
  const changed = await claimsOf(emulator, ada)
  expect(changed.tid).toBe('x')
  expect(changed).not.toHaveProperty('oid')
  expect(await claimsOf(emulator, ada)).toHaveProperty('oid')
})

test('hooks change the token before it is signed, its key, the raw answer and the callback', async () => {
  const { tamper } = emulator.control
  tamper.idToken = ({ header, payload, keys, sign }) =>
    sign({ ...header, alg: 'none' }, { ...payload, aud: 'other' }, keys.personal)
  tamper.callback = (parameters) => [...parameters, ['iss', 'https://evil.example']]
  const parameters = await askForCode(emulator, ada)
  expect(parameters.get('iss')).toBe('https://evil.example')
  expect(claimsIn(await redeem(emulator, parameters.get('code')))).toMatchObject({ aud: 'other' })

  tamper.tokenResponse = (answer) => ({ ...answer, status: 202, body: { id_token: 'a.b.c' } })
  const answer = await redeem(emulator, (await askForCode(emulator, ada)).get('code'))
  expect([answer.status, answer.body]).toEqual([202, { id_token: 'a.b.c' }])

  tamper.discovery = () => '{"issuer":'
  expect(await (await fetch(discovery())).text()).toBe('{"issuer":')
  emulator.control.reset()
  expect((await (await fetch(discovery())).json()).issuer).toBe(`${emulator.url}/{tenantid}/v2.0`)
})

test.each([
  [{ faults: { moon: { outage: true } } }],
  [{ faults: { token: { outage: 'yes' } } }],
  [{ rotateKeys: true }],
  [{ nextToken: { signature: {} } }],
  [{ coop: 'off' }],
  [{ faults: { token: { drop: 'sideways' } } }],
  [{ checksFirst: 'weather' }],
  [{ cloudInstanceName: { tokens: false } }],
  [{ switchedOff: { aadsts: 7000222 } }],
  [{ tokenRefusal: {} }],
  [{ callbackRefusal: { subcode: 'cancel' } }],
  [{ unknownClouds: ['moon'] }],
  [{ people: { 'nobody@north.example': { trouble: null } } }],
  [{ people: { 'ada.linked@north.example': { trouble: { kind: 'page', page: 'blank' } } } }],
  [{ tenants: { 'nowhere.example': { blocked: true } } }],
  [{ enterpriseApplications: [{ tenant: 'north.example', clientId: 'tmas' }] }],
  [{ registrations: { tmas: { disabled: true } } }],
  [{ selfDestruct: true }],
  [['reset']],
])('the order %j is refused, not ignored', async (body) => {
  const answer = await order(body)
  expect(answer.status).toBe(400)
  expect(answer.body.error).toEqual(expect.any(String))
})

test('a web page cannot give orders', async () => {
  const body = JSON.stringify({ expiredSecret: true })
  const response = await fetch(`${emulator.url}/control`, { method: 'POST', body })
  expect(response.status).toBe(415)
  expect(emulator.control.expiredSecret).toBe(false)
})

test('every switch stands on a page with its state, and is pressed there; not from another site', async () => {
  const press = (form: Record<string, string>, origin = emulator.url) =>
    fetch(`${emulator.url}/switches`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { origin },
    })
  const page = await (await fetch(`${emulator.url}/switches`)).text()
  const orders = [...page.matchAll(/name="order" value="([^"]*)"/g)].map(([, value = '']) =>
    value.replaceAll('&quot;', '"'),
  )
  expect(orders.length).toBeGreaterThan(40)
  for (const order of orders) expect(await (await press({ order })).text()).not.toContain('role="alert"')

  const pressed = () => fetch(`${emulator.url}/switches`).then((response) => response.text())
  expect(await pressed()).toContain('value="{&quot;csp&quot;:true}" aria-pressed="true"')
  await press({ order: '{"csp":false}' })
  expect(await pressed()).toContain('value="{&quot;csp&quot;:false}" aria-pressed="true"')
  expect(emulator.control.csp).toBe(false)
  const named = '{"kind":"page","page":"cannot_access"}'
  const after = await (await press({ person: ada, trouble: named })).text()
  expect(after).toContain(`${ada} (a page without a number: cannot access)`)
  expect(await signInAs(emulator, authorizeUrl(emulator), ada)).toMatchObject({ page: 'cannot-access' })

  expect((await press({ order: '{"reset":true}' }, 'http://localhost:3000')).status).toBe(403)
  expect(emulator.control.csp).toBe(false)
  expect(await (await press({ order: '{"csp":"maybe"}' })).text()).toContain('csp wants true or false')
  expect(await (await press({ order: '{' })).text()).toContain('role="alert"')
})
