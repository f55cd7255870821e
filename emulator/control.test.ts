import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import type { PublishedKey } from './keys.ts'
import { askForCode, authorizeUrl, claimsIn, claimsOf, redeem } from './testing.ts'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const ada = 'ada.linked@north.example'
const discovery = () => `${emulator.url}/organizations/v2.0/.well-known/openid-configuration`

async function order(body: unknown) {
  const response = await fetch(`${emulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

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
