import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newestAttempt, visitor } from '#server/testing/front-door.ts'
import {
  clearUsers,
  expectAdmitted,
  expectRefused,
  openStage,
  type Play,
  type Stage,
} from '#server/testing/stage.ts'
import { type Json, withHeader } from '#server/testing/tokens.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { Answer, Tamper } from '../../emulator/control.ts'
import { signJwt } from '../../emulator/keys.ts'
import { partnerTenantId } from '../../emulator/sample.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
// Each row meets a Microsoft whose documents nobody has kept.
beforeEach(() => {
  stage.app = stage.freshApp({ timeoutMs: 1500 })
})

type Row = [id: string, name: string, tamper: Tamper | Play, code: Refusal]

const unusable = 'invalid_response' as const
const unreachable = 'microsoft_unreachable' as const
const status =
  (code: number, body = '<html>Our services are not available</html>', type = 'text/html') =>
  (answer: Answer): Answer => ({ ...answer, status: code, headers: { 'content-type': type }, body })
const redirect = (answer: Answer): Answer => ({
  ...answer,
  status: 302,
  headers: { ...answer.headers, location: `/${partnerTenantId}/discovery/v2.0/keys` },
})
const metadata =
  (change: Json) =>
  (answer: Answer): Answer => ({
    ...answer,
    body: { ...(answer.body as Json), ...change },
  })
const keySet =
  (change: (keys: Json[]) => unknown) =>
  (answer: Answer): Answer => ({
    ...answer,
    body: { keys: change((answer.body as { keys: Json[] }).keys) },
  })
const describedAs =
  (aadsts: number, error = 'invalid_grant') =>
  (answer: Answer): Answer => ({
    ...answer,
    status: 400,
    body: {
      error,
      error_description: `AADSTS${aadsts}: Something. Trace ID: ${partnerTenantId} Correlation ID: ${partnerTenantId}`,
      error_codes: [aadsts],
      correlation_id: partnerTenantId,
      trace_id: partnerTenantId,
      timestamp: '2026-11-02 08:00:00Z',
    },
  })

type Pair = { privateKey: KeyObject; publicKey: KeyObject }

/** A key of another kind, published beside the honest ones, and a token signed with it. */
function publishedAndUsed(kid: string, pair: Pair, more: Json = {}): Tamper {
  const { privateKey, publicKey } = pair
  const key = { kid, privateKey, publicKey, certificate: Buffer.from('none') }
  return {
    keys: keySet((keys) => [
      ...keys,
      { ...keys[0], ...publicKey.export({ format: 'jwk' }), kid, x5t: kid, ...more },
    ]),
    idToken: ({ header, payload }) => signJwt({ ...header, kid }, payload, key),
  }
}

function rsaOf(modulusLength: number, publicExponent = 65537) {
  return generateKeyPairSync('rsa', { modulusLength, publicExponent })
}

const elsewhere = [
  'https://evil.example/keys',
  'http://169.254.169.254/keys',
  'http://[::1]:1/keys',
  'file:///etc/passwd',
  '',
  7,
]

const documents: Row[] = [
  ['JWK-01', 'the keys redirect', { keys: redirect }, unusable],
  ['FI-06', 'the metadata redirects', { discovery: redirect }, unusable],
  ['FI-06', 'the token endpoint redirects', { tokenResponse: redirect }, unusable],
  ...elsewhere.map(
    (jwks_uri): Row => [
      'JWK-02',
      `the keys are at ${jwks_uri}`,
      { discovery: metadata({ jwks_uri }) },
      unusable,
    ],
  ),
  ...elsewhere.map(
    (token_endpoint): Row => [
      'JWK-02',
      `codes are redeemed at ${token_endpoint}`,
      { discovery: metadata({ token_endpoint }) },
      unusable,
    ],
  ),
  [
    'ISS-14',
    'the metadata is another tenant’s',
    {
      start: 'chain',
      tamper: {
        discovery: ({ ...answer }) =>
          metadata({ issuer: `${stage.emulator.url}/${partnerTenantId}/v2.0` })(answer),
      },
    },
    unusable,
  ],
  [
    'ISS-14',
    'the metadata’s issuer is another host',
    {
      discovery: metadata({ issuer: 'https://login.evil.example/{tenantid}/v2.0' }),
    },
    unusable,
  ],
  ...[undefined, null, {}, 'keys', 7].map(
    (keys): Row => ['JWK-03', `keys are ${JSON.stringify(keys)}`, { keys: keySet(() => keys) }, unusable],
  ),
  ['JWK-03', 'no keys at all', { keys: keySet(() => []) }, unusable],
  ['JWK-03', 'the keys are a page', { keys: status(200) }, unusable],
  ['JWK-03', 'the keys are empty', { keys: () => '' }, unusable],
  [
    'JWK-03',
    '5 MB of keys',
    { keys: keySet((keys) => [...keys, { padding: 'x'.repeat(5_000_000) }]) },
    unusable,
  ],
  [
    'JWK-03',
    '100 000 keys',
    // Written as text, and small: to make as many whole keys takes longer than a sign-in may wait.
    {
      keys: ({ body }) => {
        const { kty, kid } = (body as { keys: Json[] }).keys[0] ?? {}
        return `{"keys":[${Array(100_000).fill(JSON.stringify({ kty, kid })).join()}]}`
      },
    },
    unusable,
  ],
  [
    'JWK-04',
    'a key that holds its private half',
    {
      keys: keySet((keys) => keys.map((key) => ({ ...key, d: 'AQAB' }))),
    },
    unusable,
  ],
  [
    'JWK-04',
    'symmetric keys',
    { keys: keySet((keys) => keys.map(({ kid }) => ({ kty: 'oct', kid, k: 'AQAB' }))) },
    unusable,
  ],
  [
    'JWK-04',
    'keys for encryption',
    { keys: keySet((keys) => keys.map((key) => ({ ...key, use: 'enc' }))) },
    unusable,
  ],
  [
    'JWK-04',
    'one kid for two keys',
    {
      keys: keySet((keys) => keys.flatMap((key) => [key, { ...key, n: String(keys.at(-1)?.n) }])),
    },
    unusable,
  ],
  [
    'ISS-07',
    'a key that names another tenant',
    {
      keys: keySet((keys) =>
        keys.map((key) => ({ ...key, issuer: `${stage.emulator.url}/${partnerTenantId}/v2.0` })),
      ),
    },
    unusable,
  ],
  [
    'ISS-10',
    'keys of another cloud',
    {
      keys: keySet((keys) => keys.map((key) => ({ ...key, cloud_instance_name: 'microsoftonline.us' }))),
    },
    unusable,
  ],
  ['TOK-31', 'a key of 1024 bits', publishedAndUsed('small', rsaOf(1024)), unusable],
  ['TOK-31', 'a public exponent of 3', publishedAndUsed('three', rsaOf(2048, 3)), unusable],
  [
    'TOK-32',
    'an elliptic key',
    publishedAndUsed('ec', generateKeyPairSync('ec', { namedCurve: 'P-256' })),
    unusable,
  ],
  ['TOK-04', 'a kid that no key has', { idToken: withHeader({ kid: 'nobody' }) }, unusable],
]

const faults: Row[] = [
  ['FI-01', 'the metadata takes too long', { faults: { discovery: { delay: 3000 } } }, unreachable],
  ['FI-01', 'the keys take too long', { faults: { keys: { delay: 3000 } } }, unreachable],
  ['FI-01', 'the token endpoint takes too long', { faults: { token: { delay: 3000 } } }, unreachable],
  ['FI-02', 'the metadata cannot be had', { faults: { discovery: { drop: true } } }, unreachable],
  ['FI-02', 'the keys cannot be had', { faults: { keys: { drop: true } } }, unreachable],
  ['FI-02', 'the connection is cut at the redemption', { faults: { token: { drop: true } } }, unreachable],
  ['FI-04', 'an outage page for the metadata', { faults: { discovery: { outage: true } } }, unreachable],
  ['FI-04', 'an outage page at the redemption', { faults: { token: { outage: true } } }, unreachable],
  ['FI-04', '500 at the redemption', { tokenResponse: status(500) }, unreachable],
  ['FI-04', 'a portal’s page with 200 at the redemption', { tokenResponse: status(200) }, unusable],
  ['FI-04', 'a portal’s page with 200 for the metadata', { discovery: status(200) }, unusable],
  ['FI-04', 'too many requests', { faults: { token: { throttle: 30 } } }, 'throttled'],
  ['FI-05', 'JSON cut off', { tokenResponse: () => '{"token_type":"Bearer","id_to' }, unusable],
  ['FI-05', 'an array', { tokenResponse: () => '[]' }, unusable],
  ['FI-05', 'nothing', { tokenResponse: () => '' }, unusable],
  ['FI-05', 'a megabyte', { tokenResponse: metadata({ padding: 'x'.repeat(1_000_000) }) }, unusable],
  ['FI-05', 'metadata of a megabyte', { discovery: metadata({ padding: 'x'.repeat(1_000_000) }) }, unusable],
  ['FI-05', 'no ID token', { tokenResponse: metadata({ id_token: undefined }) }, unusable],
  ['FI-05', 'an ID token that is an array', { tokenResponse: metadata({ id_token: ['x'] }) }, unusable],
  ['FI-05', 'not a bearer', { tokenResponse: metadata({ token_type: 'mac' }) }, unusable],
  ['FI-12', 'the code is spent', { tokenResponse: describedAs(54005) }, 'replayed'],
  ['FI-12', 'the code is too old', { tokenResponse: describedAs(70008) }, 'expired'],
  [
    'FI-13',
    'our secret has expired',
    { tokenResponse: describedAs(7000222, 'invalid_client') },
    'operator_configuration',
  ],
  [
    'FI-13',
    'our secret is wrong',
    { tokenResponse: describedAs(7000215, 'invalid_client') },
    'operator_configuration',
  ],
  ['FI-14', 'Conditional Access', { tokenResponse: describedAs(53003) }, 'blocked_by_policy'],
  ['FI-14', 'consent is missing', { tokenResponse: describedAs(65001) }, 'admin_consent_required'],
  ['FI-14', 'an administrator must consent', { tokenResponse: describedAs(90094) }, 'admin_consent_required'],
  [
    'FI-14',
    'the person declined',
    { tokenResponse: describedAs(65004, 'access_denied') },
    'consent_declined',
  ],
  ['FI-14', 'not assigned', { tokenResponse: describedAs(50105) }, 'not_assigned'],
]

describe.each([
  ['jwks-metadata', documents],
  ['fault-idp', faults],
])('%s', (_, rows) => {
  test.each(rows)(
    '%s: %s: refused, recorded, and nothing changes (R8, R17)',
    async (_id, _name, what, code) => {
      const order: Play = isPlay(what) ? what : { tamper: what }
      const start = order.start === 'chain' ? `/sign-in/microsoft?chain=${stage.north.chainId}` : undefined
      await expectRefused(stage, { ...order, start }, code)
    },
  )
})

test('what Microsoft said of a refusal is on record, with its correlation ID (R17, FI-14)', async () => {
  await expectRefused(stage, { tamper: { tokenResponse: describedAs(53003) } }, 'blocked_by_policy')
  expect(await newestAttempt(stage)).toMatchObject({
    microsoft: {
      error: 'invalid_grant',
      aadsts: [53003],
      correlationId: partnerTenantId,
      traceId: partnerTenantId,
    },
  })
})

test('a person whose sign-in met an outage is asked back to where they wanted to go (FI-01)', async () => {
  const start = '/sign-in/microsoft?return_to=/account'
  const { location, browser } = await expectRefused(
    stage,
    { start, faults: { token: { drop: true } } },
    unreachable,
  )
  expect(location).toContain('return_to=%2Faccount')
  expect(await (await browser.get(location)).text()).toContain('/sign-in/microsoft?return_to=%2Faccount')
})

test('while Microsoft is down, who is signed in stays so, and the sign-in page comes (FI-02, FI-11)', async () => {
  const { browser } = await expectAdmitted(stage, {})
  stage.emulator.control.faults = { discovery: { drop: true }, keys: { drop: true }, token: { drop: true } }
  expect(await browser.session()).toMatchObject({ signedInWith: 'microsoft' })
  expect((await visitor(stage).get('/sign-in')).status).toBe(200)
  stage.emulator.control.reset()
  await clearUsers(stage)
})

test('with the keys in hand, sign-ins go on while the key set is down (FI-09)', async () => {
  await expectAdmitted(stage, {})
  await clearUsers(stage)
  await expectAdmitted(stage, { faults: { keys: { outage: true } } })
  await clearUsers(stage)
})

test('a flood of unknown kids has the keys fetched once more, not once each (JWK-05)', async () => {
  await expectAdmitted(stage, {})
  let fetched = 0
  for (let i = 0; i < 5; i += 1) {
    const idToken = withHeader({ kid: `invented-${i}` })
    const keys = (answer: Answer) => {
      fetched += 1
      return answer
    }
    await expectRefusedWhileSignedIn({ tamper: { idToken, keys } })
  }
  expect(fetched).toBe(1)
  await clearUsers(stage)
})

test.each(['keep-old', 'drop-old'] as const)(
  'keys that change between two sign-ins (%s) are fetched, once, and the second succeeds (CONF-CFG-04, CONF-CFG-05)',
  async (old) => {
    await expectAdmitted(stage, {})
    await clearUsers(stage)
    let fetched = 0
    const keys = (answer: Answer) => {
      fetched += 1
      return answer
    }
    await stage.emulator.control.rotateKeys(old)
    await expectAdmitted(stage, { tamper: { keys } })
    await clearUsers(stage)
    await expectAdmitted(stage, { tamper: { keys } })
    await clearUsers(stage)
    expect(fetched).toBe(1)
  },
)

test.each([
  ['CONF-F-14', 'a token type in capitals', metadata({ token_type: 'BEARER' })],
  ['CONF-F-15', 'no lifetime and no scope', metadata({ expires_in: undefined, scope: undefined })],
  [
    'CONF-X-06',
    'a refresh token that nobody asked for, and nobody keeps',
    metadata({ refresh_token: 'r'.repeat(60) }),
  ],
] as [string, string, Tamper['tokenResponse']][])(
  '%s: %s is no reason to refuse',
  async (_id, _name, tokenResponse) => {
    await expectAdmitted(stage, { tamper: { tokenResponse } })
    await clearUsers(stage)
  },
)

async function expectRefusedWhileSignedIn(order: Play) {
  await expectRefused(stage, order, unusable)
}

function isPlay(what: Tamper | Play): what is Play {
  return 'faults' in what || 'start' in what || 'tamper' in what
}
