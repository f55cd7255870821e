import { X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { northTenantId } from './sample.ts'
import { order } from './testing.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.control.reset())
afterAll(() => emulator.close())

const documentOf = (path: string) => fetch(`${emulator.url}/${path}/v2.0/.well-known/openid-configuration`)
const keysOf = () => fetch(`${emulator.url}/common/discovery/v2.0/keys`)

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

test.each([
  ['agency.example', 'login.microsoftonline.us', 'microsoftonline.us', 'graph.microsoft.us', 'USGov'],
  [
    'c1d00002-5a1e-4d0c-9b3f-000000000002',
    'login.partner.microsoftonline.cn',
    'partner.microsoftonline.cn',
    'microsoftgraph.chinacloudapi.cn',
    'AS',
  ],
  ['bleue.example', 'login.sovcloud-identity.fr', 'sovcloud-identity.fr', 'graph.svc.sovcloud.fr', 'FG'],
  ['amt.example', 'login.sovcloud-identity.de', 'sovcloud-identity.de', 'graph.svc.sovcloud.de', 'GG2'],
  ['bureau.example', 'login.sovcloud-identity.sg', 'sovcloud-identity.sg', 'graph.svc.sovcloud.sg', 'GG3'],
])(
  'the tenant %s of another cloud is answered with the addresses of %s',
  async (path, host, name, graph, region) => {
    const response = await documentOf(path)
    const document = await response.json()
    expect(response.status).toBe(200)
    expect(document).toMatchObject({
      cloud_instance_name: name,
      msgraph_host: graph,
      tenant_region_scope: region,
    })
    expect(document.issuer).toMatch(new RegExp(`^https://${host}/c1d0000\\d-[-\\da-f]+/v2.0$`))
    for (const endpoint of ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'end_session_endpoint']) {
      expect(new URL(document[endpoint]).host).toBe(host)
    }
  },
)

test('a cloud whose tenants are unknown here is answered as no tenant at all', async () => {
  await order(emulator, { unknownClouds: ['china'] })
  const response = await documentOf('east.example')
  expect([response.status, (await response.json()).error]).toEqual([400, 'invalid_tenant'])
  expect((await documentOf('agency.example')).status).toBe(200)
})

test('documents and keys can come without cloud_instance_name', async () => {
  await order(emulator, { cloudInstanceName: { keys: false } })
  expect(await (await documentOf('common')).json()).toHaveProperty('cloud_instance_name')
  const { keys } = await (await keysOf()).json()
  expect(keys).toHaveLength(4)
  for (const key of keys) {
    expect(key).not.toHaveProperty('cloud_instance_name')
    expect(key).toHaveProperty('issuer')
  }
  await order(emulator, { cloudInstanceName: { discovery: false } })
  expect(await (await documentOf('common')).json()).not.toHaveProperty('cloud_instance_name')
})

test('the key document can have its registered type, no keys, or no end', async () => {
  await order(emulator, { keyDocument: 'jwk-set' })
  const registered = await keysOf()
  expect(registered.headers.get('content-type')).toBe('application/jwk-set+json')
  expect((await registered.json()).keys).toHaveLength(4)
  await order(emulator, { keyDocument: 'empty' })
  expect(await (await keysOf()).json()).toEqual({ keys: [] })
  await order(emulator, { keyDocument: 'broken' })
  const broken = await keysOf()
  expect(broken.status).toBe(200)
  await expect(broken.json()).rejects.toThrow(SyntaxError)
})

test('instance discovery knows the hosts of every cloud, and itself as the global one', async () => {
  const ask = async (authority: string) => {
    const endpoint = encodeURIComponent(`${authority}/organizations/oauth2/v2.0/authorize`)
    const query = `api-version=1.1&authorization_endpoint=${endpoint}`
    const response = await fetch(`${emulator.url}/common/discovery/instance?${query}`)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    return { status: response.status, body: await response.json() }
  }
  const own = await ask(emulator.url)
  expect(own.body).toMatchObject({
    tenant_discovery_endpoint: `${emulator.url}/organizations/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
  })
  const { host } = new URL(emulator.url)
  expect(own.body.metadata).toEqual([
    { preferred_network: host, preferred_cache: host, aliases: [host] },
    expect.objectContaining({ aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net'] }),
    expect.objectContaining({ aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'] }),
    ...['fr', 'de', 'sg'].map((country) =>
      expect.objectContaining({ aliases: [`login.sovcloud-identity.${country}`] }),
    ),
  ])
  expect(await ask('https://login.evil.example')).toMatchObject({
    status: 400,
    body: { error: 'invalid_instance', error_codes: [50049] },
  })
})

test.each([
  ['/common/v2.0/.well-known/openid-configuration', 'GET, OPTIONS'],
  ['/common/discovery/v2.0/keys', 'GET, OPTIONS'],
  ['/common/discovery/instance', 'GET, OPTIONS'],
  ['/common/oauth2/v2.0/token', 'POST, OPTIONS'],
])('a page of any site may ask %s', async (path, methods) => {
  const response = await fetch(`${emulator.url}${path}`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-client-sku',
    },
  })
  expect([response.status, await response.text()]).toEqual([204, ''])
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('access-control-allow-methods')).toBe(methods)
  expect(response.headers.get('access-control-allow-headers')).toBe('content-type,x-client-sku')
})
