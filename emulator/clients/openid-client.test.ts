import * as client from 'openid-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { signInAs } from '../person.ts'
import { northTenantId, southTenantId, tmasClientId, tmasClientSecret } from '../sample.ts'
import { redirectUri } from '../testing.ts'
import { atEmulator, fetchFrom, microsoft } from './real-hosts.ts'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator({ authority: microsoft })
})
afterEach(() => emulator.close())

const bea = 'bea.first@north.example'

test.each([northTenantId, 'organizations', 'common'])(
  'a certified client signs in on %s, with the signature checked, and notices that PKCE is not advertised',
  async (path) => {
    const config = await discover(path)
    expect(config.serverMetadata().supportsPKCE()).toBe(false)
    const claims = await signIn(config)
    expect(claims).toMatchObject({ tid: northTenantId, preferred_username: bea })
  },
)

test('it signs in with Basic and with a posted answer, too', async () => {
  const config = await discover(northTenantId, client.ClientSecretBasic(tmasClientSecret))
  expect(await signIn(config, { response_mode: 'form_post' })).toMatchObject({ preferred_username: bea })
})

test("it refuses another tenant's token, a wrong signature and a key that it cannot find", async () => {
  const config = await discover(southTenantId)
  const { tamper } = emulator.control
  tamper.idToken = ({ header, payload, sign }) => sign(header, payload)
  const emil = 'emil.other@south.example'
  expect(await signIn(config, {}, emil)).toMatchObject({ tid: southTenantId })
  tamper.idToken = ({ header, payload, sign }) =>
    sign(header, { ...payload, iss: `${microsoft}/${northTenantId}/v2.0` })
  await expect(signIn(config, {}, emil)).rejects.toMatchObject({ code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' })
  tamper.idToken = ({ header, payload, keys, sign }) => sign(header, payload, keys.personal)
  await expect(signIn(config, {}, emil)).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' })
  tamper.idToken = ({ header, payload, sign }) => sign({ ...header, kid: 'unknown' }, payload)
  await expect(signIn(config, {}, emil)).rejects.toMatchObject({ code: 'OAUTH_KEY_SELECTION_FAILED' })
})

test("it understands the emulator's errors", async () => {
  const config = await discover(northTenantId)
  await expect(signIn(config, {}, bea, 'cancel')).rejects.toMatchObject({
    error: 'access_denied',
    error_description: undefined,
  })
  emulator.control.expiredSecret = true
  await expect(signIn(config)).rejects.toMatchObject({
    status: 401,
    error: 'invalid_client',
    cause: { error_codes: [7000222] },
  })
})

async function discover(path: string, authentication?: client.ClientAuth): Promise<client.Configuration> {
  const config = await client.discovery(
    new URL(`${microsoft}/${path}/v2.0`),
    tmasClientId,
    tmasClientSecret,
    authentication,
    { [client.customFetch]: fetchFrom(emulator), execute: [client.enableNonRepudiationChecks] },
  )
  config[client.customFetch] = fetchFrom(emulator)
  return config
}

async function signIn(
  config: client.Configuration,
  more: Record<string, string> = {},
  loginId = bea,
  answer: 'accept' | 'cancel' = 'accept',
) {
  const verifier = client.randomPKCECodeVerifier()
  const checks = { state: client.randomState(), nonce: client.randomNonce() }
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...checks,
    ...more,
  })
  const ending = await signInAs(emulator, atEmulator(emulator, url.href), loginId, { answer })
  if (ending.kind !== 'returned') throw new Error(`${loginId} stayed on ${ending.page}`)
  const tokens = await client.authorizationCodeGrant(config, answerOf(ending.url, more.response_mode), {
    pkceCodeVerifier: verifier,
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    idTokenExpected: true,
  })
  return tokens.claims()
}

/** What the application is asked: an address, or a form that the browser posts. */
function answerOf(address: string, responseMode: string | undefined): URL | Request {
  const url = new URL(address)
  if (responseMode !== 'form_post') return url
  return new Request(url.origin + url.pathname, { method: 'POST', body: url.searchParams })
}
