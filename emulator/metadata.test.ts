import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { northTenantId } from './sample.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

/** The members of Microsoft's document, in its order (entra 1.3, captured 2026). */
const shape = (base: string, segment: string) => ({
  token_endpoint: `${base}/oauth2/v2.0/token`,
  token_endpoint_auth_methods_supported: [
    'client_secret_post',
    'private_key_jwt',
    'client_secret_basic',
    'self_signed_tls_client_auth',
  ],
  jwks_uri: `${base}/discovery/v2.0/keys`,
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  issuer: expect.any(String),
  request_uri_parameter_supported: false,
  userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
  authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
  device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
  http_logout_supported: true,
  frontchannel_logout_supported: true,
  end_session_endpoint: `${base}/oauth2/v2.0/logout`,
  claims_supported: [
    ...['sub', 'iss', 'cloud_instance_name', 'cloud_instance_host_name', 'cloud_graph_host_name'],
    ...['msgraph_host', 'aud', 'exp', 'iat', 'auth_time', 'acr', 'nonce', 'preferred_username', 'name'],
    ...['tid', 'ver', 'at_hash', 'c_hash', 'email'],
  ],
  kerberos_endpoint: `${base}/kerberos`,
  mtls_endpoint_aliases: { token_endpoint: `https://mtlsauth.microsoft.com/${segment}/oauth2/v2.0/token` },
  tls_client_certificate_bound_access_tokens: true,
  tenant_region_scope: expect.toSatisfy((scope) => scope === null || typeof scope === 'string'),
  cloud_instance_name: 'microsoftonline.com',
  cloud_graph_host_name: 'graph.windows.net',
  msgraph_host: 'graph.microsoft.com',
  rbac_url: 'https://pas.windows.net',
})

test.each([
  ['organizations', 'organizations', '{tenantid}', null],
  ['common', 'common', '{tenantid}', null],
  ['consumers', 'consumers', '9188040d-6c67-4c5b-b112-36a304b66dad', null],
  [northTenantId, northTenantId, northTenantId, 'EU'],
  [northTenantId.toUpperCase(), northTenantId, northTenantId, 'EU'],
  ['north.example', northTenantId, northTenantId, 'EU'],
  ['NorthGroup.onmicrosoft.example', northTenantId, northTenantId, 'EU'],
])(
  "the discovery document of %s has Microsoft's members, in its order",
  async (path, segment, issuer, region) => {
    const response = await fetch(`${emulator.url}/${path}/v2.0/.well-known/openid-configuration`)
    const document = await response.json()
    const expected = shape(`${emulator.url}/${segment}`, segment)
    expect(response.status).toBe(200)
    expect(document).toEqual(expected)
    expect(Object.keys(document)).toEqual(Object.keys(expected))
    expect(document.issuer).toBe(`${emulator.url}/${issuer}/v2.0`)
    expect(document.tenant_region_scope).toBe(region)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('max-age=86400, private')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  },
)

test('an unknown tenant is a 400 invalid_tenant that says so (R4)', async () => {
  const guess = '11111111-2222-4333-8444-555555555555'
  const response = await fetch(`${emulator.url}/${guess}/v2.0/.well-known/openid-configuration`)
  expect(response.status).toBe(400)
  const body = await response.json()
  expect(Object.keys(body)).toEqual([
    'error',
    'error_description',
    'error_codes',
    'timestamp',
    'trace_id',
    'correlation_id',
    'error_uri',
  ])
  expect(body).toMatchObject({ error: 'invalid_tenant', error_codes: [90002] })
  expect(body.error_description).toMatch(
    /^AADSTS90002: Tenant '11111111-2222-4333-8444-555555555555' not found\. .* Trace ID: \S{36} Correlation ID: \S{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
  )
})

test('the key set has work, US Government and personal keys, each with its own issuer and no alg', async () => {
  const { keys } = await (await fetch(`${emulator.url}/common/discovery/v2.0/keys`)).json()
  const template = `${emulator.url}/{tenantid}/v2.0`
  expect(keys.map((key: Record<string, string>) => [key.cloud_instance_name, key.issuer])).toEqual([
    ['microsoftonline.com', template],
    ['microsoftonline.com', template],
    ['microsoftonline.us', template],
    ['microsoftonline.com', `${emulator.url}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`],
  ])
  for (const key of keys) {
    expect(Object.keys(key)).toEqual([
      ...['kty', 'use', 'kid', 'x5t', 'n', 'e', 'x5c', 'cloud_instance_name', 'issuer'],
    ])
    expect(key).toMatchObject({ kty: 'RSA', use: 'sig', e: 'AQAB', x5t: key.kid })
    const certificate = new X509Certificate(Buffer.from(key.x5c[0], 'base64'))
    expect(certificate.publicKey.export({ format: 'jwk' }).n).toBe(key.n)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url')).toBe(
      key.x5t,
    )
  }
})
