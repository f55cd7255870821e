import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import type { Refusal } from '#shared/refusals.ts'
import { northTenantId, southTenantId } from '../emulator/sample.ts'
import { discoveryEnd, keysEnd, tokenEnd } from './adapter.ts'
import { type Json, type MockServer, startMockServer, type Variation } from './mock-server.ts'
import { type SignInOptions, signIn } from './tmas.ts'

let stage: Stage
let double: MockServer
beforeAll(async () => {
  stage = await openStage()
  double = await startMockServer({ oid: 'a0a00002-0000-4000-8000-000000000002', loginId: bea })
})
afterAll(async () => {
  await double.close()
  await stage.close()
})
// Each row meets a Microsoft whose documents nobody has kept.
beforeEach(() => {
  stage.app = stage.freshApp({ authority: double.authority, timeoutMs: 1500 })
  double.play({})
})

const seconds = () => Math.floor(Date.now() / 1000)
const guids = (count: number) => Array.from({ length: count }, () => crypto.randomUUID())

test.each(['general', 'chain'] as const)('a sign-in completes, from the %s address', async (start) => {
  expect(await signIn(stage, { start })).toMatchObject({ user: expect.any(String), failed: undefined })
})

type Row = [what: string, variation: Variation, options?: SignInOptions]

describe('accepted, as Entra may send it', () => {
  test.each<Row>([
    ['a token that is five minutes old', { token: ageBy(300) }],
    ['a token that is valid only in five minutes', { token: token(() => ({ nbf: seconds() + 298 })) }],
    ['acct 0', { token: token({ acct: 0 }) }],
    ['the own tenant as idp', { token: token({ idp: `https://sts.windows.net/${northTenantId}/` }) }],
    ['keys that name the tenant in their issuer', { key: (key) => ({ ...key, issuer: own() }) }],
    [
      'keys with alg, without x5t and x5c',
      { key: ({ x5t: _, x5c: _c, ...key }) => ({ ...key, alg: 'RS256' }) },
    ],
    ['a cloud that both documents name', { discovery: cloud('emulated'), key: cloud('emulated') }],
    ['a cloud that the keys alone name', { key: cloud('emulated') }],
    ['a cloud that the metadata alone name', { discovery: cloud('emulated') }],
    [
      'keys of their registered media type',
      {
        answer: (path, answer) =>
          path.endsWith(keysEnd)
            ? { ...answer, headers: { ...answer.headers, 'content-type': 'application/jwk-set+json' } }
            : answer,
      },
    ],
    [
      'groups that did not fit in',
      {
        token: token({
          _claim_names: { groups: 'src1' },
          _claim_sources: { src1: { endpoint: 'https://graph.windows.net/x' } },
        }),
      },
    ],
    ['200 groups and the directory roles', { token: token({ groups: guids(200), wids: guids(3) }) }],
    ['nested claims', { token: token({ xms_cc: { a: [{ b: 1 }] } }) }],
    ['a list as email', { token: token({ email: ['a@north.example', 'b@north.example'] }) }],
    [
      'nothing of sid, uti, rh and aio',
      { token: token({ sid: undefined, uti: undefined, rh: undefined, aio: undefined }) },
    ],
    ['a header with x5t', { header: header({ x5t: 'abc' }) }],
    ['a header without typ', { header: header({ typ: undefined }) }],
    ['more parameters in the callback', { redirect: (url) => url.searchParams.set('client_info', 'x') }],
    [
      'the issuer in the callback',
      { redirect: (url) => url.searchParams.set('iss', 'https://evil.example') },
    ],
    ['an audience that is a list of one', { token: token((payload) => ({ aud: [payload.aud] })) }],
  ])('%s', async (_, variation, options) => {
    double.play(variation)
    expect(await signIn(stage, options)).toMatchObject({ user: expect.any(String), failed: undefined })
  })

  test.each<Row>([
    [
      'a telephone number as preferred_username',
      { token: token({ preferred_username: '+33 1 23 45 67 89' }) },
    ],
    ['no preferred_username', { token: token({ preferred_username: undefined }) }],
  ])('%s, for a person who is linked', async (_, variation) => {
    expect(await signIn(stage)).toMatchObject({ user: expect.any(String) })
    double.play(variation)
    expect(await signIn(stage, { isLinked: true })).toMatchObject({ user: expect.any(String) })
  })
})

type Refused = [what: string, variation: Variation, code: Refusal, failed?: string]
const unusable = 'invalid_response' as const
const unreachable = 'microsoft_unreachable' as const

describe('refused, and named', () => {
  test.each<Refused>([
    ['no nbf', { token: token({ nbf: undefined }) }, unusable, 'times'],
    ['a key without an issuer', { key: ({ issuer: _, ...key }) => key }, unusable, 'key_issuer'],
    ['a key of another cloud', { discovery: cloud('here'), key: cloud('elsewhere') }, unusable, 'key_issuer'],
    ['an object ID in capitals', { token: token({ oid: 'A0A00002-0000-4000-8000-000000000002' }) }, unusable],
    ['a token of more than 32 kB', { token: token({ groups: guids(700) }) }, unusable, 'format'],
    ['a token that is 20 minutes old', { token: ageBy(1200) }, unusable, 'times'],
    ['a wrong audience', { token: token({ aud: northTenantId }) }, unusable, 'audience'],
    ['a wrong issuer', { token: token(() => ({ iss: 'https://evil.example' })) }, unusable],
    [
      "another tenant's issuer",
      { token: token(() => ({ iss: `${double.authority}/${southTenantId}/v2.0` })) },
      unusable,
    ],
    ['a token that has expired', { token: token(() => ({ exp: seconds() - 400 })) }, unusable],
    ['a token of nobody in particular', { token: token({ oid: undefined }) }, unusable, 'object_id'],
    ['another nonce', { token: token({ nonce: 'another' }) }, unusable, 'nonce'],
    ['version 1.0', { token: token({ ver: '1.0' }) }, unusable, 'version'],
    ['a bad signature', { signed: withBadSignature }, unusable, 'signature'],
    ['a key that nobody publishes', { header: header({ kid: 'unknown' }) }, unusable, 'key'],
    [
      'keys on another host',
      { discovery: (document) => ({ ...document, jwks_uri: 'http://127.0.0.1:9/keys' }) },
      unusable,
    ],
    ['429 at the redemption', { answer: status(tokenEnd, 429, 'Too Many Requests') }, 'throttled'],
    ['500 at the redemption', { answer: status(tokenEnd, 500, '<html></html>') }, unreachable],
    ['no answer in time', { wait: (path) => (path.endsWith(tokenEnd) ? 4 : 0) }, unreachable],
    ['access_denied', { redirect: error('access_denied') }, 'consent_declined'],
    ['interaction_required', { redirect: error('interaction_required') }, 'refused_by_microsoft'],
    ['server_error', { redirect: error('server_error') }, 'refused_by_microsoft'],
    ['temporarily_unavailable', { redirect: error('temporarily_unavailable') }, unreachable],
    [
      'a tenant that nobody here has',
      { token: token(() => ({ iss: `${double.authority}/${southTenantId}/v2.0`, tid: southTenantId })) },
      'tenant_mismatch',
    ],
  ])('%s', async (_, variation, code, failed) => {
    double.play(variation)
    const { user, ...seen } = await signIn(stage)
    expect(user).toBeUndefined()
    expect(seen.code).toBe(code)
    if (failed !== undefined) expect(seen.failed).toBe(failed)
  })

  test('a person whom TMAS has not linked, and whose token has no preferred_username', async () => {
    double.play({ token: token({ preferred_username: undefined }) })
    expect(await signIn(stage)).toMatchObject({ user: undefined, code: unusable })
  })

  test('a callback with a parameter twice', async () => {
    const callback = (address: URL) => `${address}&code=another`
    expect(await signIn(stage, { callback })).toMatchObject({ user: undefined, code: unusable })
  })
})

describe('survived, by what is kept', () => {
  test.each<Row>([
    ['keys that answer 500', { answer: status(keysEnd, 500, '<html></html>') }],
    ['keys that are none', { answer: status(keysEnd, 200, '{"keys":') }],
    ['metadata that are none', { answer: status(discoveryEnd, 200, '<html></html>') }],
  ])('%s', async (_, variation) => {
    expect(await signIn(stage)).toMatchObject({ user: expect.any(String) })
    double.play(variation)
    expect(await signIn(stage)).toMatchObject({ user: expect.any(String) })
  })

  test('a new signing key, fetched at once', async () => {
    expect(await signIn(stage)).toMatchObject({ user: expect.any(String) })
    await double.newSigningKey()
    expect(await signIn(stage)).toMatchObject({ user: expect.any(String) })
  })
})

function own() {
  return `${double.authority}/${northTenantId}/v2.0`
}

function ageBy(age: number): Variation['token'] {
  return token(({ iat }) => ({ iat: Number(iat) - age, nbf: Number(iat) - age }))
}

function cloud(name: string) {
  return (document: Json): Json => ({ ...document, cloud_instance_name: name })
}

function withBadSignature(signed: string): string {
  const [header, payload, signature = ''] = signed.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  bytes[10] = (bytes[10] ?? 0) ^ 1
  return [header, payload, bytes.toString('base64url')].join('.')
}

function status(end: string, code: number, body: string): NonNullable<Variation['answer']> {
  const type = body.startsWith('{') ? 'application/json' : 'text/html'
  return (path, answer) =>
    path.endsWith(end) ? { status: code, headers: { 'content-type': type }, body } : answer
}

function error(name: string): Variation['redirect'] {
  return (url) => {
    url.searchParams.delete('code')
    url.searchParams.set('error', name)
  }
}

/** Members to set in the token; undefined takes one away. */
function token(changes: Json | ((payload: Json) => Json)): Variation['token'] {
  return (payload) => {
    Object.assign(payload, typeof changes === 'function' ? changes(payload) : changes)
  }
}

function header(changes: Json): Variation['header'] {
  return (head) => {
    Object.assign(head, changes)
  }
}
