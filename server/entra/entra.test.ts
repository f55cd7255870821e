import { constants, createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createEntra, type EntraConfig, mostRedeemed, type Redeemed } from './entra.ts'
import { certificatePem, privateKeyPem } from './testing/certificate.ts'
import {
  acme,
  amelie,
  clientId,
  idToken,
  jwkOf,
  keys,
  type Microsoft,
  nonce,
  personal,
  startMicrosoft,
  tokenResponse,
} from './testing/microsoft.ts'

const redirectUri = 'http://localhost:3000/sign-in/microsoft/callback'
const code = '1.AXkA-the-code'
const codeVerifier = 'v'.repeat(43)
const secret = { kind: 'secret', secret: 'p:%+/& ü' } as const
const certificate = { kind: 'certificate', certificatePem, privateKeyPem } as const
const minutes = 60_000
const hours = 60 * minutes

let microsoft: Microsoft
let clock: Date
beforeAll(async () => {
  microsoft = await startMicrosoft()
})
afterAll(() => microsoft.stop())
beforeEach(() => {
  clock = new Date()
})
afterEach(() => {
  microsoft.play({})
  microsoft.received.length = 0
})

// --- Authorize -------------------------------------------------------------------------------------------------

test('the browser is sent to Microsoft with everything that a sign-in needs and no more (CONF-X-02)', () => {
  const url = new URL(
    entra().authorizeUrl({ path: 'organizations', state: 's', nonce: 'n', codeChallenge: 'c' }),
  )
  expect(url.origin + url.pathname).toBe(`${microsoft.authority}/organizations/oauth2/v2.0/authorize`)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    response_mode: 'query',
    scope: 'openid profile email',
    state: 's',
    nonce: 'n',
    code_challenge: 'c',
    code_challenge_method: 'S256',
  })
})

test("a chain's own address leads to its tenant, with the hint and the prompt", () => {
  const asked = { path: acme, state: 's', nonce: 'n', codeChallenge: 'c' }
  const url = new URL(entra().authorizeUrl({ ...asked, loginHint: 'a&b=c@acme.example', prompt: 'login' }))
  expect(url.pathname).toBe(`/${acme}/oauth2/v2.0/authorize`)
  expect(url.searchParams.get('login_hint')).toBe('a&b=c@acme.example')
  expect(url.searchParams.get('prompt')).toBe('login')
})

test.each(['common', 'consumers', 'acme.example', '../x', acme.toUpperCase(), ''])(
  'the path %j leads nowhere',
  async (path) => {
    expect(() => entra().authorizeUrl({ path, state: 's', nonce: 'n', codeChallenge: 'c' })).toThrow('path')
    await expect(entra().redeem({ path, code, codeVerifier, nonce, by })).rejects.toThrow('path')
  },
)

test.each([
  'http://login.microsoftonline.com',
  'https://login.microsoftonline.com/',
  'https://login.microsoftonline.com/organizations',
  'ftp://127.0.0.1',
  'nonsense',
])('the authority %j is refused at the start', (authority) => {
  expect(() => entra({ authority })).toThrow()
})

// --- Redeem ----------------------------------------------------------------------------------------------------

test('a member of a tenant comes in, and every check is on record (R8, R20)', async () => {
  const redeemed = await redeem(entra())
  const { email, name, oid, sid } = amelie(microsoft.authority)
  expect(redeemed).toMatchObject({
    ok: true,
    account: {
      tenantId: acme,
      objectId: oid,
      loginId: 'Amelie.Roy@acme.example',
      email,
      name,
      guest: false,
      sessionId: sid,
    },
  })
  expect(redeemed.checks.map(({ name, passed }) => [name, passed])).toEqual(
    [
      ...[
        'metadata',
        'redemption',
        'format',
        'algorithm',
        'key',
        'signature',
        'key_issuer',
        'audience',
        'issuer',
      ],
      ...['times', 'nonce', 'version', 'personal_account', 'tenant', 'subject', 'object_id', 'login_id'],
    ].map((check) => [check, true]),
  )
})

test('the code is redeemed on the path it was asked on, with its verifier and the secret (CONF-BASIC-14)', async () => {
  await redeem(entra(), acme)
  const { method, url, headers, form } = lastTokenRequest()
  expect([method, url]).toEqual(['POST', `/${acme}/oauth2/v2.0/token`])
  expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
  expect(Object.fromEntries(form)).toEqual({
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: 'p:%+/& ü',
    code,
    code_verifier: codeVerifier,
    redirect_uri: redirectUri,
  })
})

test('no request carries an Origin, which Microsoft would take for a browser (AADSTS9002326)', async () => {
  await redeem(entra())
  expect(microsoft.received).toHaveLength(3)
  expect(microsoft.received.filter(({ headers }) => 'origin' in headers || 'cookie' in headers)).toEqual([])
})

test('a certificate signs an assertion as Entra documents it', async () => {
  await redeem(entra({ credentials: [certificate], now: () => clock }), acme)
  const { form } = lastTokenRequest()
  expect(form.has('client_secret')).toBe(false)
  expect(form.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')

  const [header = '', payload = '', signature = ''] = (form.get('client_assertion') ?? '').split('.')
  const x509 = new X509Certificate(certificatePem)
  expect(decode(header)).toEqual({
    alg: 'PS256',
    typ: 'JWT',
    'x5t#S256': createHash('sha256').update(x509.raw).digest('base64url'),
  })
  const now = Math.floor(clock.getTime() / 1000)
  expect(decode(payload)).toEqual({
    aud: `${microsoft.authority}/${acme}/oauth2/v2.0/token`,
    iss: clientId,
    sub: clientId,
    jti: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
    iat: now,
    nbf: now,
    exp: now + 600,
  })
  const key = {
    key: createPublicKey(certificatePem),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 32,
  }
  expect(
    verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')),
  ).toBe(true)
})

test('a certificate and a key that do not belong together are refused at the start', () => {
  const foreign = keys.other.export({ type: 'pkcs8', format: 'pem' }).toString()
  expect(() => entra({ credentials: [{ ...certificate, privateKeyPem: foreign }] })).toThrow('private key')
})

test('without a credential there is nothing to start', () => {
  expect(() => entra({ credentials: [] })).toThrow('credential')
})

test('where the first credential has expired the second opens, with the same code (FI-13)', async () => {
  microsoft.play({
    token: (form) => (form.get('client_secret') === 'new' ? honest() : error(401, 'invalid_client', 7000222)),
  })
  const credentials = [secret, { kind: 'secret', secret: 'new' } as const]
  expect(await redeem(entra({ credentials }))).toMatchObject({ ok: true })
  expect(tokenRequests().map(({ form }) => form.get('code'))).toEqual([code, code])
})

test('where the code does not survive the first credential, the credential is the reason told (F6)', async () => {
  microsoft.play({
    token: (form) =>
      form.get('client_secret') === 'new'
        ? error(400, 'invalid_grant', 54005)
        : error(401, 'invalid_client', 7000222),
  })
  const credentials = [secret, { kind: 'secret', secret: 'new' } as const]
  expect(await redeem(entra({ credentials }))).toMatchObject({
    refusal: 'operator_configuration',
    microsoft: { aadsts: [7000222] },
  })
})

test('a code that was read before the connection was cut is not told as used twice, and is no sign of an outage (R34, FI-03)', async () => {
  const client = entra()
  await redeem(client)
  microsoft.received.length = 0
  microsoft.play({
    token: () =>
      tokenRequests().length === 1
        ? { send: (response: { destroy(): void }) => response.destroy() }
        : error(400, 'invalid_grant', 54005),
  })
  expect(await redeem(client)).toMatchObject({
    refusal: 'microsoft_unreachable',
    outage: undefined,
    microsoft: { aadsts: [54005] },
  })
  expect(tokenRequests().map(({ form }) => form.get('code'))).toEqual([code, code])
})

test('when every kept connection has been closed, a sign-in still succeeds, over a new one (FI-03)', async () => {
  const kept = new Set<unknown>()
  const send = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(honest().json))
  }
  microsoft.play({
    token: () => ({
      send: (response) => {
        kept.add(response.socket)
        send(response)
      },
    }),
  })
  const client = entra()
  await Promise.all([redeem(client), redeem(client), redeem(client)])
  microsoft.received.length = 0
  microsoft.play({
    token: () => ({ send: (response) => (kept.has(response.socket) ? response.destroy() : send(response)) }),
  })
  expect(await redeem(client)).toMatchObject({ ok: true })
  expect(tokenRequests()).toHaveLength(2)
})

test('a code that is refused for its own sake is not sent twice (FI-12)', async () => {
  microsoft.play({ token: () => error(400, 'invalid_grant', 54005) })
  expect(await redeem(entra({ credentials: [secret, certificate] }))).toMatchObject({
    ok: false,
    refusal: 'replayed',
  })
  expect(tokenRequests()).toHaveLength(1)
})

test("a refusal brings Microsoft's own words and numbers (R17)", async () => {
  microsoft.play({ token: () => error(401, 'invalid_client', 7000215) })
  expect(await redeem(entra())).toEqual({
    ok: false,
    refusal: 'operator_configuration',
    // The credential is TMAS's own: whoever signs in meets this.
    outage: 'registration',
    checks: [
      { name: 'metadata', passed: true },
      { name: 'redemption', passed: false, expected: 'an ID token', seen: 'invalid_client AADSTS7000215' },
    ],
    microsoft: {
      error: 'invalid_client',
      aadsts: [7000215],
      traceId: '5a000000-0000-4000-8000-000000000001',
      correlationId: '7b000000-0000-4000-8000-000000000002',
      timestamp: '2026-08-13 21:24:29Z',
      description: expect.stringContaining('Invalid'),
    },
  })
})

test('one tenant that has switched TMAS off says nothing of all the others (R34)', async () => {
  for (const aadsts of [7000112, 7000116, 700016, 7000229]) {
    microsoft.play({ token: () => error(400, 'unauthorized_client', aadsts) })
    expect(await redeem(entra())).not.toMatchObject({ outage: expect.anything() })
  }
})

test.each<[string, Parameters<Microsoft['play']>[0], string]>([
  ['metadata of another host', { discovery: (honest) => ({ json: { ...honest, issuer: 'x' } }) }, 'metadata'],
  ['metadata as HTML', { discovery: () => ({ json: {}, type: 'text/html' }) }, 'metadata'],
  ['keys that are none', { keys: () => ({ json: { keys: 'none' } }) }, 'key_set'],
  ['an empty set of keys', { keys: () => ({ json: { keys: [] } }) }, 'key_set'],
  ['keys with HTTP 404', { keys: () => ({ json: { keys: [] }, status: 404 }) }, 'key_set'],
])('%s stop everybody: an outage, and a check of its own', async (_, scenario, check) => {
  microsoft.play(scenario)
  const redeemed = await redeem(entra())
  expect(redeemed).toMatchObject({ ok: false, refusal: 'invalid_response', outage: 'microsoft' })
  expect(failed(redeemed)).toBe(check)
})

test('what the token endpoint says of one code, and a token that fails a check, are no outage', async () => {
  for (const answer of [error(400, 'invalid_grant', 70008), { json: {} }, honest({ claims: { aud: 'x' } })]) {
    microsoft.play({ token: () => answer })
    expect(await redeem(entra())).not.toMatchObject({ outage: expect.anything() })
  }
})

test('the code is redeemed at the address that the metadata names', async () => {
  const token_endpoint = `${microsoft.authority}/elsewhere/token`
  microsoft.play({ discovery: (honest) => ({ json: { ...honest, token_endpoint } }) })
  expect(await redeem(entra())).toMatchObject({ ok: true })
  expect(lastTokenRequest().url).toBe('/elsewhere/token')
})

test('a token without a login ID is an account all the same, for a link to recognise (R9)', async () => {
  microsoft.play({ token: () => honest({ claims: { preferred_username: undefined } }) })
  const redeemed = await redeem(entra())
  expect(redeemed).toMatchObject({ ok: true, account: { tenantId: acme } })
  expect(redeemed.ok && redeemed.account.loginId).toBeUndefined()
  expect(redeemed.checks.map(({ name }) => name)).not.toContain('login_id')
})

test('a tenant that is gone is told from its metadata', async () => {
  microsoft.play({ discovery: () => error(400, 'invalid_tenant', 90002) })
  expect(await redeem(entra(), acme)).toMatchObject({
    refusal: 'tenant_not_found',
    microsoft: { aadsts: [90002] },
  })
})

test("another tenant's token names the tenant; a token that is not Microsoft's names none", async () => {
  const foreign = '2a9c0d4f-1c5e-4b7a-8f3d-9e8d7c6b5a40'
  const claims = { tid: foreign, iss: `${microsoft.authority}/${foreign}/v2.0` }
  microsoft.play({ token: () => honest({ claims }) })
  const mismatch = await redeem(entra(), acme)
  expect(mismatch).toMatchObject({ refusal: 'tenant_mismatch', tenantId: foreign })
  expect(mismatch.checks).toContainEqual({ name: 'tenant', passed: false, expected: acme, seen: foreign })

  microsoft.play({ token: () => honest({ claims, signWith: keys.other }) })
  expect(await redeem(entra(), acme)).not.toHaveProperty('tenantId')
})

test('no check shows the nonce, and none shows more than 100 characters (R17)', async () => {
  microsoft.play({
    token: () => honest({ claims: { nonce: 'a-foreign-nonce', aud: 'x'.repeat(5000), iss: [] } }),
  })
  const text = JSON.stringify(await redeem(entra()))
  expect(text).not.toContain('a-foreign-nonce')
  expect(text).not.toContain(nonce)
  expect(text).not.toContain('x'.repeat(101))
})

test('a caller who gives up is not kept waiting', async () => {
  microsoft.play({ token: () => ({ send: () => undefined }) })
  const signal = AbortSignal.timeout(50)
  expect(await entra().redeem({ path: acme, code, codeVerifier, nonce, by, signal })).toMatchObject({
    refusal: 'microsoft_unreachable',
  })
})

test('while a hundred codes wait for Microsoft, the next is told at once, and nobody takes it for an outage (R34)', async () => {
  const client = entra()
  await client.redeem({ path: acme, code, codeVerifier, nonce, by })
  microsoft.play({ token: () => ({ send: () => undefined }) })
  const gone = new AbortController()
  const { signal } = gone
  const waiting = Array.from({ length: mostRedeemed.ofAll }, (_, n) => {
    const someone = { browser: `browser ${n}`, network: `network ${n}` }
    return client.redeem({ path: acme, code, codeVerifier, nonce, by: someone, signal })
  })
  await expect.poll(() => microsoft.received.length).toBeGreaterThan(mostRedeemed.ofAll)
  const refused = await client.redeem({ path: acme, code, codeVerifier, nonce, by })
  expect(refused).toMatchObject({ refusal: 'throttled' })
  expect(refused).not.toMatchObject({ outage: expect.anything() })
  gone.abort()
  await Promise.all(waiting)
  microsoft.play({})
  expect(await client.redeem({ path: acme, code, codeVerifier, nonce, by })).toMatchObject({ ok: true })
})

test.each([
  ['browser', mostRedeemed.ofBrowser, (n: number) => ({ browser: 'the same', network: `network ${n}` })],
  ['network', mostRedeemed.ofNetwork, (n: number) => ({ browser: `browser ${n}`, network: 'the same' })],
])('one %s has %d codes redeemed at once, and leaves room for others (R34)', async (_, most, by) => {
  const client = entra()
  await redeem(client, acme)
  microsoft.play({ token: () => ({ send: () => undefined }) })
  const gone = new AbortController()
  const ask = (n: number) =>
    client.redeem({ path: acme, code, codeVerifier, nonce, by: by(n), signal: gone.signal })
  const waiting = Array.from({ length: most }, (_, n) => ask(n))
  await expect.poll(() => microsoft.received.length).toBeGreaterThan(most)
  expect(await ask(most)).toMatchObject({ refusal: 'throttled' })
  microsoft.play({})
  expect(await redeem(client, acme)).toMatchObject({ ok: true })
  gone.abort()
  await Promise.all(waiting)
})

test('a host with a certificate of its own making is not Microsoft (JWK-10)', async () => {
  const impostor = createServer({ cert: certificatePem, key: privateKeyPem }, (_, response) =>
    response.end('{}'),
  )
  await new Promise<void>((resolve) => impostor.listen(0, 'localhost', resolve))
  const authority = `https://localhost:${(impostor.address() as AddressInfo).port}`
  expect(await redeem(entra({ authority }))).toMatchObject({ refusal: 'microsoft_unreachable' })
  impostor.close()
})

test('nobody at the other end is Microsoft unreachable (FI-02)', async () => {
  const dead = await startMicrosoft()
  await dead.stop()
  expect(await redeem(entra({ authority: dead.authority }))).toMatchObject({
    refusal: 'microsoft_unreachable',
  })
})

// --- Keys and metadata over time -------------------------------------------------------------------------------

test('metadata and keys are fetched once, however many sign in', async () => {
  const client = entra()
  await Promise.all(Array.from({ length: 20 }, () => redeem(client)))
  await redeem(client)
  expect(documentRequests()).toEqual([
    '/organizations/discovery/v2.0/keys',
    '/organizations/v2.0/.well-known/openid-configuration',
  ])
})

test('what is fetched ahead serves the first sign-in', async () => {
  const client = entra()
  await client.ready()
  microsoft.received.length = 0
  expect(await redeem(client)).toMatchObject({ ok: true })
  expect(documentRequests()).toEqual([])
})

test('keys that were replaced between two sign-ins cost one request (CONF-CFG-04, CONF-CFG-05)', async () => {
  const client = entra()
  await redeem(client)
  microsoft.received.length = 0
  rollOver()
  const all = await Promise.all(Array.from({ length: 10 }, () => redeem(client)))
  expect(all.filter(({ ok }) => !ok)).toEqual([])
  expect(documentRequests()).toEqual(['/organizations/discovery/v2.0/keys'])
})

test('invented kids cause one request a minute (JWK-05)', async () => {
  const client = entra()
  await redeem(client)
  microsoft.received.length = 0
  microsoft.play({ token: () => honest({ header: { kid: `k${Math.random()}` } }) })
  for (let flood = 0; flood < 20; flood++)
    expect(await redeem(client)).toMatchObject({ refusal: 'invalid_response' })
  expect(documentRequests()).toHaveLength(1)

  clock = new Date(clock.getTime() + 61_000)
  await redeem(client)
  await redeem(client)
  expect(documentRequests()).toHaveLength(2)
})

test('keys that could not be fetched are asked for again after two seconds, and until then no one answers for Microsoft (FI-09)', async () => {
  let at = Date.now()
  const client = entra({ now: () => new Date(at) })
  await redeem(client)
  microsoft.received.length = 0
  microsoft.play({ ...rolledOver, keys: () => ({ json: {}, status: 503 }) })
  for (let flood = 0; flood < 20; flood++)
    expect(await redeem(client)).toMatchObject({ refusal: 'microsoft_unreachable' })
  expect(documentRequests()).toHaveLength(1)

  rollOver()
  at += 2001
  expect(await redeem(client)).toMatchObject({ ok: true })
  expect(documentRequests()).toHaveLength(2)
})

test('keys are merged by kid: one that a server does not list yet is not lost, one that is gone is dropped later', async () => {
  const client = entra()
  await redeem(client)
  rollOver()
  await redeem(client)
  microsoft.play({ ...rolledOver, token: () => honest() })
  expect(await redeem(client)).toMatchObject({ ok: true })

  clock = new Date(clock.getTime() + 1.5 * hours)
  // The refresh goes on beside the sign-ins.
  await expect.poll(async () => failed(await redeem(client))).toBe('key')
})

test('Microsoft’s keys serve a day longer than Microsoft answers for them (FI-09)', async () => {
  const client = entra()
  await redeem(client)
  const down = { discovery: gone, keys: gone, token: () => honest() }
  microsoft.play(down)
  clock = new Date(clock.getTime() + 24 * hours)
  expect(await redeem(client)).toMatchObject({ ok: true })
  clock = new Date(clock.getTime() + 2 * hours)
  expect(await redeem(client)).toMatchObject({ ok: false, refusal: 'microsoft_unreachable' })
})

test('broken keys do not replace good ones (JWK-01, JWK-03)', async () => {
  const client = entra()
  await redeem(client)
  microsoft.play({
    keys: () => ({ json: { keys: 'none' } }),
    token: () => honest({ header: { kid: 'unknown' } }),
  })
  expect(await redeem(client)).toMatchObject({ refusal: 'invalid_response' })
  microsoft.play({ token: () => honest() })
  expect(await redeem(client)).toMatchObject({ ok: true })
})

test('a fetch that failed is kept for two seconds', async () => {
  let at = Date.now()
  const client = entra({ now: () => new Date(at) })
  microsoft.play({ discovery: gone })
  expect(await redeem(client)).toMatchObject({ refusal: 'microsoft_unreachable' })
  microsoft.play({})
  at += 2001
  expect(await redeem(client)).toMatchObject({ ok: true })
})

test('an older answer never arrives after a newer one: there is one request at a time (JWK-06)', async () => {
  const client = entra()
  await redeem(client)
  microsoft.received.length = 0
  let underWay = 0
  let most = 0
  microsoft.play({
    ...rolledOver,
    keys: () => ({
      send: (response) => {
        most = Math.max(most, ++underWay)
        setTimeout(() => {
          underWay--
          const set = {
            keys: [jwkOf('new', keys.other, { issuer: `${microsoft.authority}/{tenantid}/v2.0` })],
          }
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(set))
        }, 30)
      },
    }),
  })
  clock = new Date(clock.getTime() + 2 * hours)
  await Promise.all(Array.from({ length: 10 }, () => redeem(client)))
  expect(most).toBe(1)
})

// --- Tenants ---------------------------------------------------------------------------------------------------

test.each([acme, acme.toUpperCase(), ` {${acme}} `, 'acme.example', 'ACME.example', 'b\u00fccher.example'])(
  '%j is a tenant (R4)',
  async (tenant) => {
    expect(await entra().findTenant(tenant)).toEqual({ found: true, tenantId: acme })
  },
)

test('a domain with letters of its own is asked for as the DNS writes it (R4)', async () => {
  await entra().findTenant('b\u00fccher.example')
  expect(microsoft.received.map(({ url }) => url)).toEqual([
    '/xn--bcher-kva.example/v2.0/.well-known/openid-configuration',
  ])
})

test.each([personal, `{${personal.toUpperCase()}}`, 'consumers'])(
  '%j is the tenant of personal accounts (R4)',
  async (tenant) => {
    expect(await entra().findTenant(tenant)).toEqual({ found: false, reason: 'personal_accounts' })
    expect(microsoft.received).toEqual([])
  },
)

test.each([
  ...[
    '',
    'x',
    'common',
    'organizations',
    '../../x',
    '@evil.example',
    'a.example#',
    'a.example/x',
    'a.example%2fx',
    'a.example?x',
  ],
  ...[
    '127.0.0.1',
    'localhost',
    'a..example',
    '-a.example',
    `${'a'.repeat(64)}.example`,
    'a.example\n',
    'x'.repeat(1_000_000),
  ].filter((name) => name.trim() === name),
  ...[
    '00000000-0000-0000-0000-000000000000',
    'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    "a.example' or 1=1",
    '<b>a.example</b>',
  ],
])('%.60j is no tenant, and Microsoft is not even asked (R4, TEN-08, ISS-12)', async (tenant) => {
  expect(await entra().findTenant(tenant)).toEqual({ found: false, reason: 'no_such_tenant' })
  expect(microsoft.received).toEqual([])
})

test('a tenant that Microsoft does not know is no tenant (R4)', async () => {
  microsoft.play({ discovery: () => error(400, 'invalid_tenant', 90002) })
  expect(await entra().findTenant(acme)).toEqual({ found: false, reason: 'no_such_tenant' })
})

test.each([
  ['Microsoft is down', { discovery: () => error(503, 'temporarily_unavailable', 90033) }],
  ['a proxy answers', { discovery: () => ({ status: 403, json: { error: 'forbidden' } }) }],
  [
    'the answer is for another tenant',
    { discovery: (honest: object) => ({ json: { ...honest, issuer: 'https://evil.example/x/v2.0' } }) },
  ],
  [
    'the domain has no GUID',
    {
      discovery: (honest: object) => ({
        json: { ...honest, issuer: `${microsoft.authority}/acme.example/v2.0` },
      }),
    },
  ],
])('when %s, nothing is known about the tenant (R4)', async (_, scenario) => {
  microsoft.play(scenario)
  expect(await entra().findTenant('acme.example')).toEqual({ found: false, reason: 'microsoft_unreachable' })
})

// --- The parts -------------------------------------------------------------------------------------------------

function entra(config: Partial<EntraConfig> = {}) {
  const { authority } = microsoft
  return createEntra({
    authority,
    clientId,
    credentials: [secret],
    redirectUri,
    now: () => clock,
    timeoutMs: 2000,
    ...config,
  })
}

/** Someone who redeems a code. */
const by = { browser: 'a browser', network: '192.0.2.0/24' }

/** Each time another person, elsewhere. */
function redeem(client: ReturnType<typeof createEntra>, path = 'organizations') {
  const by = { browser: crypto.randomUUID(), network: crypto.randomUUID() }
  return client.redeem({ path, code, codeVerifier, nonce, by })
}

function honest(plan: Omit<Parameters<typeof idToken>[0], 'authority'> = {}) {
  return { json: tokenResponse(idToken({ authority: microsoft.authority, now: clock, ...plan })) }
}

const rolledOver = {
  keys: () => ({ json: { keys: [jwkOf('new', keys.other)] } }),
  token: () => honest({ header: { kid: 'new' }, signWith: keys.other }),
}

function rollOver() {
  microsoft.play(rolledOver)
}

function gone() {
  return { send: (response: { destroy(): void }) => response.destroy() }
}

function error(status: number, name: string, aadsts: number) {
  const trace_id = '5a000000-0000-4000-8000-000000000001'
  const correlation_id = '7b000000-0000-4000-8000-000000000002'
  const timestamp = '2026-08-13 21:24:29Z'
  const error_description = `AADSTS${aadsts}: Invalid. Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`
  return {
    status,
    json: { error: name, error_description, error_codes: [aadsts], timestamp, trace_id, correlation_id },
  }
}

function tokenRequests() {
  return microsoft.received.filter(({ method }) => method === 'POST')
}

function lastTokenRequest() {
  const request = tokenRequests().at(-1)
  if (!request) throw new Error('no token request')
  return request
}

function documentRequests() {
  return microsoft.received
    .filter(({ method }) => method === 'GET')
    .map(({ url }) => url)
    .sort()
}

function decode(segment: string) {
  return JSON.parse(Buffer.from(segment, 'base64url').toString())
}

function failed({ checks }: Redeemed) {
  return checks.find(({ passed }) => !passed)?.name
}
