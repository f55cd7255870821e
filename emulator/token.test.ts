import { createHash, type KeyObject } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify, SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { createSigningKey } from './keys.ts'
import { northTenantId, partnerTenantId, southTenantId, tmasClientId, tmasClientSecret } from './sample.ts'
import { askForCode, type Changes, claimsIn, claimsOf, redeem, redirectUri } from './testing.ts'

let emulator: Emulator
let now: Date
beforeEach(async () => {
  now = new Date()
  emulator = await startEmulator({ clock: () => now })
})
afterEach(() => emulator.close())

const ada = 'ada.linked@north.example'

test('a code and the secret give an ID token that the published keys verify', async () => {
  const code = (await askForCode(emulator, ada)).get('code')
  const { status, headers, body } = await redeem(emulator, code)
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store, no-cache')
  expect(Object.keys(body)).toEqual([
    ...['token_type', 'scope', 'expires_in', 'ext_expires_in', 'access_token', 'id_token'],
  ])
  expect(body).toMatchObject({
    token_type: 'Bearer',
    scope: 'email https://graph.microsoft.com/User.Read openid profile',
  })
  const keys = createRemoteJWKSet(new URL(`${emulator.url}/organizations/discovery/v2.0/keys`))
  const { protectedHeader } = await jwtVerify(String(body.id_token), keys, {
    issuer: `${emulator.url}/${northTenantId}/v2.0`,
    audience: tmasClientId,
    algorithms: ['RS256'],
  })
  expect(Object.keys(protectedHeader)).toEqual(['typ', 'alg', 'kid'])
})

test('without optional claims the ID token has what the capture of 2025 has, and no email', async () => {
  for (const app of emulator.directory.apps) app.optionalClaims = []
  const claims = await claimsOf(emulator, 'mia.nomail@north.example')
  expect(Object.keys(claims).sort()).toEqual([
    ...['aio', 'aud', 'exp', 'iat', 'iss', 'name', 'nbf', 'nonce', 'oid', 'preferred_username', 'rh', 'sid'],
    ...['sub', 'tid', 'uti', 'ver'],
  ])
})

test('a fresh token is five minutes old, and its subject is not the object ID', async () => {
  const claims = await claimsOf(emulator, ada)
  const issued = Math.floor(now.getTime() / 1000) - 300
  expect(claims).toMatchObject({
    iat: issued,
    nbf: issued,
    exp: issued + 3900,
    aud: tmasClientId,
    tid: northTenantId,
    ver: '2.0',
    nonce: 'the-nonce',
    acct: 0,
    xms_edov: true,
  })
  expect(claims.sub).not.toBe(claims.oid)
  expect((await claimsOf(emulator, ada)).sub).toBe(claims.sub)
})

test.each([
  ['Dora.Capital@North.example', { preferred_username: 'Dora.Capital@North.example' }],
  ['carl.mail@north.example', { email: 'c.mail@north.example', xms_edov: '1' }],
  ['emil.other@south.example', { tid: southTenantId, xms_edov: 1 }],
])('the token of %s shows the case', async (loginId, expected) => {
  expect(await claimsOf(emulator, loginId)).toMatchObject(expected)
})

test("a guest gets the customer's tenant and another object ID on the tenant's path, and home elsewhere (R12)", async () => {
  const gus = 'gus@partner.example'
  const atNorth = await claimsOf(emulator, gus, { path: northTenantId })
  expect(atNorth).toMatchObject({
    tid: northTenantId,
    oid: 'a0a00006-0000-4000-8000-0000000000ee',
    acct: 1,
    idp: `https://sts.windows.net/${partnerTenantId}/`,
    email: gus,
    preferred_username: gus,
  })
  const atHome = await claimsOf(emulator, gus)
  expect(atHome).toMatchObject({ tid: partnerTenantId, oid: 'a0a00006-0000-4000-8000-000000000006', acct: 0 })
  expect(atHome).not.toHaveProperty('idp')
  expect(atHome.sub).not.toBe(atNorth.sub)
})

test('without openid there is no ID token, with offline_access a refresh token, with client_info=1 the client info', async () => {
  const asked = { scope: 'profile offline_access' }
  const code = (await askForCode(emulator, ada, { changes: asked })).get('code')
  const { body } = await redeem(emulator, code, { changes: { client_info: '1' } })
  expect(body).not.toHaveProperty('id_token')
  expect(body).toHaveProperty('refresh_token')
  const info = JSON.parse(Buffer.from(String(body.client_info), 'base64url').toString())
  expect(info).toEqual({ uid: 'a0a00001-0000-4000-8000-000000000001', utid: northTenantId })
})

const badRequests: [
  what: string,
  request: { changes?: Changes; path?: string; headers?: Record<string, string> },
  status: number,
  error: string,
  aadsts: number,
][] = [
  ['a wrong secret', { changes: { client_secret: 'wrong' } }, 401, 'invalid_client', 7000215],
  ['no credential', { changes: { client_secret: null } }, 401, 'invalid_client', 7000218],
  ['an unknown client', { changes: { client_id: northTenantId } }, 400, 'unauthorized_client', 700038],
  ['a client that is no GUID', { changes: { client_id: 'tmas' } }, 400, 'unauthorized_client', 700016],
  ['no client', { changes: { client_id: null } }, 400, 'invalid_request', 900144],
  ['an unknown tenant', { path: 'nowhere.example' }, 400, 'invalid_request', 90002],
  ["another tenant's path", { path: northTenantId }, 400, 'invalid_grant', 700005],
  ['a browser', { headers: { origin: 'http://localhost:3000' } }, 400, 'invalid_request', 9002326],
  ['a wrong verifier', { changes: { code_verifier: 'w'.repeat(43) } }, 400, 'invalid_grant', 501481],
  ['no verifier', { changes: { code_verifier: null } }, 400, 'invalid_grant', 501481],
  ['a short verifier', { changes: { code_verifier: 'v' } }, 400, 'invalid_grant', 501491],
  ['another redirect URI', { changes: { redirect_uri: `${redirectUri}/` } }, 400, 'invalid_client', 500112],
  ['no redirect URI', { changes: { redirect_uri: null } }, 400, 'invalid_request', 900144],
  ['another grant type', { changes: { grant_type: 'password' } }, 400, 'unsupported_grant_type', 70003],
  ['no grant type', { changes: { grant_type: null } }, 400, 'invalid_request', 900144],
  ['a code that is none', { changes: { code: 'guessed' } }, 400, 'invalid_grant', 9002313],
  ['JSON', { headers: { 'content-type': 'application/json' } }, 400, 'invalid_request', 900144],
]

test.each(badRequests)('the token endpoint refuses %s', async (_, request, status, error, aadsts) => {
  const code = (await askForCode(emulator, ada)).get('code')
  const answer = await redeem(emulator, code, request)
  expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([status, error, [aadsts]])
  expect(answer.body.error_description).toMatch(
    new RegExp(`^AADSTS${aadsts}: .+ Trace ID: \\S+ Correlation ID: \\S+ Timestamp: [-\\d]+ [:\\d]+Z$`),
  )
  expect(answer.body).not.toHaveProperty('id_token')
  expect('error_uri' in answer.body).toBe(![70003, 700038].includes(aadsts))
  const right = await redeem(emulator, code)
  expect(right.status, 'the refusal did not spend the code').toBe(200)
})

test('a code is good once (54005), for ten minutes (70008), for one client (70000)', async () => {
  const spent = (await askForCode(emulator, ada)).get('code')
  await redeem(emulator, spent)
  expect((await redeem(emulator, spent)).body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] })

  const stolen = (await askForCode(emulator, ada)).get('code')
  const [tmas] = emulator.directory.apps
  const other = 'bbbbbbbb-1111-4222-8333-444455556666'
  if (tmas) emulator.directory.apps.push({ ...tmas, clientId: other })
  const asOther = await redeem(emulator, stolen, { changes: { client_id: other } })
  expect(asOther.body).toMatchObject({ error: 'invalid_grant', error_codes: [70000] })

  now = new Date(now.getTime() + 10 * 60_000 + 1)
  expect((await redeem(emulator, stolen)).body).toMatchObject({
    error: 'invalid_grant',
    error_codes: [70008],
  })
})

test('two redemptions of one code at the same moment: one token', async () => {
  const code = (await askForCode(emulator, ada)).get('code')
  const answers = await Promise.all([redeem(emulator, code), redeem(emulator, code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('a challenge without a method is plain, and a verifier without a challenge is refused', async () => {
  const plain = { code_challenge: 'p'.repeat(50), code_challenge_method: null }
  const code = (await askForCode(emulator, ada, { changes: plain })).get('code')
  expect((await redeem(emulator, code, { changes: { code_verifier: 'p'.repeat(50) } })).status).toBe(200)
  const none = { code_challenge: null, code_challenge_method: null }
  const bare = (await askForCode(emulator, ada, { changes: none })).get('code')
  expect((await redeem(emulator, bare)).body).toMatchObject({ error_codes: [501481] })
  expect((await redeem(emulator, bare, { changes: { code_verifier: null } })).status).toBe(200)
})

test('an expired secret stops everybody (7000222)', async () => {
  const code = (await askForCode(emulator, ada)).get('code')
  const refused = { status: 401, body: { error: 'invalid_client', error_codes: [7000222] } }
  emulator.control.expiredSecret = true
  expect(await redeem(emulator, code)).toMatchObject(refused)
  emulator.control.expiredSecret = false
  for (const app of emulator.directory.apps) for (const secret of app.secrets) secret.expiresAt = now
  expect(await redeem(emulator, code)).toMatchObject(refused)
})

test('the secret may come in a Basic header, both halves form-encoded', async () => {
  const [app] = emulator.directory.apps
  app?.secrets.push({ value: 'se:cr et+%' })
  const code = (await askForCode(emulator, ada)).get('code')
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  })
  const changes = { client_secret: null, client_id: null }
  const wrong = await redeem(emulator, code, { changes, headers: basic(tmasClientId, 'se%3Acr') })
  expect(wrong.body).toMatchObject({ error_codes: [7000215] })
  const right = await redeem(emulator, code, {
    changes,
    headers: basic(tmasClientId, 'se%3Acr+et%2B%25'),
  })
  expect(right.status).toBe(200)
})

const certificateOfTmas = await createSigningKey('tmas.example')
const strangersCertificate = await createSigningKey('tmas.example')
const thumbprint = (hash: string, { certificate } = certificateOfTmas) =>
  createHash(hash).update(certificate).digest('base64url')

type Assertion = {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  key?: KeyObject
  times?: [notBefore: number, expires: number]
}

const assertions: [what: string, assertion: Assertion, aadsts: number | null][] = [
  ['PS256 with x5t#S256', {}, null],
  ['RS256 with x5t', { header: { alg: 'RS256', 'x5t#S256': undefined, x5t: thumbprint('sha1') } }, null],
  ['RS256 with x5t#S256 alone', { header: { alg: 'RS256' } }, 700027],
  ['no thumbprint', { header: { 'x5t#S256': undefined } }, 700027],
  ['a stranger’s thumbprint', { header: { 'x5t#S256': thumbprint('sha256', strangersCertificate) } }, 700027],
  ['a stranger’s key', { key: strangersCertificate.privateKey }, 700027],
  ['the issuer as audience', { claims: { aud: 'ISSUER' } }, 700023],
  ['another path as audience', { claims: { aud: 'NORTH' } }, 700023],
  ['another client as issuer', { claims: { iss: northTenantId } }, 700021],
  ['another client as subject', { claims: { sub: northTenantId } }, 700021],
  ['an hour too late', { times: [-7200, -3600] }, 700024],
  ['an hour too early', { times: [3600, 7200] }, 700024],
  ['no jti', { claims: { jti: undefined } }, 700027],
]

test.each(assertions)(
  'a client assertion with %s',
  async (_, { header, claims, key, times = [0, 600] }, aadsts) => {
    const [app] = emulator.directory.apps
    const der = certificateOfTmas.certificate.toString('base64')
    app?.certificates.push(`-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----`)
    const seconds = Math.floor(now.getTime() / 1000)
    const audiences: Record<string, string> = {
      ISSUER: `${emulator.url}/${northTenantId}/v2.0`,
      NORTH: `${emulator.url}/${northTenantId}/oauth2/v2.0/token`,
    }
    const payload = {
      iss: tmasClientId,
      sub: tmasClientId,
      aud: `${emulator.url}/organizations/oauth2/v2.0/token`,
      jti: crypto.randomUUID(),
      nbf: seconds + times[0],
      exp: seconds + times[1],
      ...claims,
    }
    const assertion = await new SignJWT({ ...payload, aud: audiences[payload.aud] ?? payload.aud })
      .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint('sha256'), ...header })
      .sign(key ?? certificateOfTmas.privateKey)
    const changes = {
      client_secret: null,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }
    const code = (await askForCode(emulator, ada)).get('code')
    const answer = await redeem(emulator, code, { changes })
    if (aadsts !== null) {
      expect([answer.status, answer.body.error, answer.body.error_codes]).toEqual([
        401,
        'invalid_client',
        [aadsts],
      ])
      return
    }
    expect(answer.status).toBe(200)
    expect(claimsIn(answer).nonce).toBe('the-nonce')
    const replayed = await redeem(emulator, (await askForCode(emulator, ada)).get('code'), { changes })
    expect(replayed.body).toMatchObject({ error: 'invalid_client', error_codes: [50012] })
  },
)

test('the token endpoint takes POST only', async () => {
  const page = await fetch(
    `${emulator.url}/organizations/oauth2/v2.0/token?client_secret=${tmasClientSecret}`,
  )
  expect(page.headers.get('content-type')).toMatch('text/html')
  expect(await page.text()).toContain('AADSTS900561')
})
