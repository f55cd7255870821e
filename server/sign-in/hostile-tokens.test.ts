import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerWithTenant, setTenant, userIn } from '#server/testing/front-door.ts'
import {
  bea,
  clearUsers,
  expectAdmitted,
  expectRefused,
  openStage,
  play,
  type Stage,
  snapshot,
} from '#server/testing/stage.ts'
import {
  base64url,
  type Forge,
  type Json,
  signBytes,
  tamperedWith,
  withClaims,
  withHeader,
  withPayloadBytes,
} from '#server/testing/tokens.ts'
import type { Refusal } from '#shared/refusals.ts'
import { signJwt } from '../../emulator/keys.ts'
import { northTenantId, partnerTenantId, southTenantId, tmasClientId } from '../../emulator/sample.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

type Row = [id: string, name: string, forge: Forge, code?: Refusal]

const now = () => Math.floor(Date.now() / 1000)
const minutes = 60
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const attacker = { ...rsa, kid: 'attackers-own', certificate: Buffer.from('none') }
const claims = (id: string, name: string, change: Json | ((payload: Json) => Json), code?: Refusal): Row => [
  id,
  name,
  withClaims(change),
  code,
]
const many = (values: unknown[], make: (value: unknown, shown: string) => Row): Row[] =>
  values.map((value) => make(value, JSON.stringify(value)?.slice(0, 60) ?? 'absent'))
const insert = (text: string) => withPayloadBytes((json) => `{${text},${json.slice(1)}`)

function hmac(secretOf: (key: KeyObject) => string | Buffer, kid?: string): Forge {
  return ({ header, payload, keys }) => {
    const input = [{ ...header, alg: 'HS256', ...(kid && { kid }) }, payload]
      .map((part) => base64url(JSON.stringify(part)))
      .join('.')
    return `${input}.${createHmac('sha256', secretOf(keys.current.publicKey)).update(input).digest('base64url')}`
  }
}

function otherAlgorithm(alg: string, key: KeyObject, options: object = {}): Forge {
  return ({ header, payload }) => {
    const input = [{ ...header, alg }, payload].map((part) => base64url(JSON.stringify(part))).join('.')
    const digest = alg === 'EdDSA' ? null : 'sha256'
    return `${input}.${sign(digest, Buffer.from(input), { key, ...options }).toString('base64url')}`
  }
}

const forgedTokens: Row[] = [
  ['TOK-02', 'HS256 with the public key as PEM', hmac((key) => key.export({ type: 'spki', format: 'pem' }))],
  ['TOK-02', 'HS256 with the public key as DER', hmac((key) => key.export({ type: 'spki', format: 'der' }))],
  [
    'TOK-02',
    'HS256 with the public key as JWK',
    hmac((key) => JSON.stringify(key.export({ format: 'jwk' }))),
  ],
  ['TOK-04', 'HS256 with an empty key and an unknown kid', hmac(() => '', 'nobody')],
  [
    'TOK-05',
    'a jwk in the header',
    ({ header, payload }) =>
      signJwt({ ...header, jwk: attacker.publicKey.export({ format: 'jwk' }) }, payload, attacker),
  ],
  [
    'TOK-05',
    'an x5u, and the attacker’s kid',
    ({ header, payload }) =>
      signJwt({ ...header, kid: attacker.kid, x5u: 'http://127.0.0.1:9/cert.pem' }, payload, attacker),
  ],
  [
    'TOK-05',
    'an x5c of the attacker',
    ({ header, payload }) =>
      signJwt({ ...header, x5c: [attacker.certificate.toString('base64')] }, payload, attacker),
  ],
  ['TOK-06', 'a critical extension', withHeader({ crit: ['urn:example:new'], 'urn:example:new': 1 })],
  ['TOK-06', 'an unencoded payload', withHeader({ b64: false, crit: ['b64'] })],
  ['TOK-06', 'b64 without crit', withHeader({ b64: false })],
  claims('TOK-08', 'an access token for Graph', { aud: '00000003-0000-0000-c000-000000000000' }),
  [
    'TOK-09',
    'one byte of the payload changed',
    tamperedWith(([h, p, s]) => {
      const json = Buffer.from(p, 'base64url').toString().replace('Bea First', 'Bea Thirst')
      return [h, base64url(json), s].join('.')
    }),
  ],
  [
    'TOK-09',
    'the header changed',
    tamperedWith(([h, p, s]) => {
      const json = Buffer.from(h, 'base64url').toString().replace('"JWT"', '"jwt"')
      return [base64url(json), p, s].join('.')
    }),
  ],
  [
    'TOK-09',
    'segments of two valid tokens',
    async ({ header, payload, sign }) => {
      const one = (await sign(header, payload)).split('.')
      const two = (await sign(header, { ...payload, name: 'Another' })).split('.')
      return [one[0], one[1], two[2]].join('.')
    },
  ],
  ['TOK-10', 'another key under the same kid', ({ header, payload }) => signJwt(header, payload, attacker)],
  ...many(
    [
      7,
      {},
      [],
      null,
      true,
      '',
      '../../etc/passwd',
      "' or '1'='1",
      'x'.repeat(10_000),
      '__proto__',
      'constructor',
    ],
    (kid, shown) => [
      'TOK-12',
      `kid is ${shown}`,
      ({ header, payload, sign }) => sign({ ...header, kid }, payload),
    ],
  ),
  claims('TOK-14', 'expired 6 minutes ago', () => ({ exp: now() - 6 * minutes, nbf: now() - 20 * minutes })),
  claims('TOK-15', 'not valid for another 6 minutes', () => ({ nbf: now() + 6 * minutes })),
  claims('TOK-15', 'nbf after exp', () => ({ nbf: now() + 4 * minutes, exp: now() + 3 * minutes })),
  ...many(
    [
      undefined,
      [],
      null,
      {},
      [[tmasClientId]],
      `${tmasClientId}/`,
      ` ${tmasClientId}`,
      `api://${tmasClientId}`,
      '',
    ],
    (aud, shown) => claims('TOK-18', `aud is ${shown}`, { aud }),
  ),
  claims('TOK-18', 'aud in capitals', { aud: tmasClientId.toUpperCase() }),
  claims('TOK-19', 'two audiences, azp another', { aud: [tmasClientId, 'other'], azp: 'other' }),
  claims('TOK-19', 'two audiences, azp ours', { aud: [tmasClientId, 'other'], azp: tmasClientId }),
  claims('TOK-20', 'azp is another client', { azp: partnerTenantId }),
  ...many([undefined, '', 7, []], (sub, shown) => claims('TOK-21', `sub is ${shown}`, { sub })),
  ...many([undefined, '', 'bea', 7, [], {}, ['a0a00002-0000-4000-8000-000000000002']], (oid, shown) =>
    claims('TOK-21', `oid is ${shown}`, { oid }),
  ),
  claims('TOK-21', 'no tid', { tid: undefined }),
  ...many(['tid', 'aud', 'oid', 'preferred_username', 'nonce'], (name) => [
    'TOK-22',
    `${name} comes twice`,
    withPayloadBytes(
      (json) => `{"${name}":${JSON.stringify(JSON.parse(json)[String(name)])},${json.slice(1)}`,
    ),
  ]),
  [
    'TOK-22',
    'the second email in escapes',
    insert('"e\\u006dail":"a@north.example","email":"b@north.example"'),
  ],
  [
    'TOK-24',
    'an oid that is only inherited',
    withPayloadBytes((json) => {
      const { oid, ...rest } = JSON.parse(json)
      return `{"__proto__":{"oid":"${oid}"},${JSON.stringify(rest).slice(1)}`
    }),
  ],
  ...many(['[]', '"text"', '7', 'null', 'true', '{', '{"a":1}trailing', ''], (payload) => [
    'TOK-25',
    `the payload is ${payload || 'empty'}`,
    withPayloadBytes(() => String(payload)),
  ]),
  [
    'TOK-26',
    'invalid UTF-8',
    withPayloadBytes((json) => {
      const bytes = Buffer.from(json)
      return Buffer.concat([bytes.subarray(0, -1), Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])])
    }),
  ],
  ['TOK-26', 'a byte order mark', withPayloadBytes((json) => `\uFEFF${json}`)],
  ['TOK-26', 'UTF-16', withPayloadBytes((json) => Buffer.from(json, 'utf16le'))],
  ['TOK-26', 'a lone surrogate in the login ID', withPayloadBytes((json) => json.replace(bea, '\\ud800'))],
  [
    'TOK-26',
    'an overlong slash',
    withPayloadBytes((json) => {
      const [before = '', after = ''] = json.split('Bea First')
      return Buffer.concat([Buffer.from(before), Buffer.from([0xc0, 0xaf]), Buffer.from(after)])
    }),
  ],
  ['TOK-27', 'padding', tamperedWith(([h, p, s]) => `${h}.${p}==.${s}`)],
  ['TOK-27', 'a line end', tamperedWith(([h, p, s]) => `${h}.${p}\n.${s}`)],
  ['TOK-27', 'a blank before it', tamperedWith(([h, p, s]) => ` ${h}.${p}.${s}`)],
  [
    'TOK-27',
    'base64',
    async (token) => {
      // Wide bytes, so that the two alphabets differ.
      const written = await token.sign(token.header, { ...token.payload, name: '\u00ff\u00fe?>\u00ff\u00fb' })
      return written.replaceAll('-', '+').replaceAll('_', '/')
    },
  ],
  ['TOK-28', 'two segments', tamperedWith(([h, p]) => `${h}.${p}`)],
  ['TOK-28', 'an empty signature', tamperedWith(([h, p]) => `${h}.${p}.`)],
  ['TOK-28', 'four segments', tamperedWith((parts) => `${parts.join('.')}.x`)],
  ['TOK-28', 'five segments', tamperedWith((parts) => `${parts.join('.')}.x.y`)],
  ['TOK-28', 'six segments', tamperedWith((parts) => `${parts.join('.')}.x.y.z`)],
  [
    'TOK-28',
    'JSON serialisation',
    tamperedWith(([h, payload, signature]) => JSON.stringify({ payload, protected: h, signature })),
  ],
  [
    'TOK-28',
    'a token in a token',
    async ({ header, payload, sign, keys }) =>
      signBytes(
        JSON.stringify({ ...header, cty: 'JWT' }),
        await sign(header, payload),
        keys.current.privateKey,
      ),
  ],
  claims('TOK-29', '40 kB', { padding: 'x'.repeat(30_000) }),
  claims('TOK-29', '64 kB', { padding: 'x'.repeat(48_000) }),
  claims('TOK-29', '1 MB', { padding: 'x'.repeat(1_000_000) }),
  claims(
    'TOK-29',
    '10 000 claims',
    Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`c${i}`, i])),
  ),
  ['TOK-29', '10 000 nested arrays', insert(`"x":${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
  [
    'TOK-30',
    'an encrypted token that wants ten million rounds',
    ({ header }) =>
      `${base64url(JSON.stringify({ ...header, alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', zip: 'DEF', p2c: 10_000_000, p2s: 'x' }))}.x.y.z.w`,
  ],
  claims('TOK-34', 'a nonce of an earlier sign-in', { nonce: 'x'.repeat(43) }),
  [
    'TOK-35',
    'a broken signature over an intact connection',
    tamperedWith(([h, p, s]) => {
      const broken = Buffer.from(s, 'base64url').map((byte) => byte ^ 1)
      return `${h}.${p}.${Buffer.from(broken).toString('base64url')}`
    }),
  ],
  [
    'TOK-32',
    'PS256 by the honest key',
    (token) =>
      otherAlgorithm('PS256', token.keys.current.privateKey, {
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: 32,
      })(token),
  ],
  [
    'TOK-02',
    'alg none',
    ({ header, payload }) =>
      `${base64url(JSON.stringify({ ...header, alg: 'none' }))}.${base64url(JSON.stringify(payload))}.`,
  ],
  claims('TOK-37', 'a v1 token', ({ tid }) => ({ ver: '1.0', iss: `https://sts.windows.net/${tid}/` })),
  claims('TOK-37', 'a v1 token with the v2 issuer', { ver: '1.0' }),
]

const wrongTenants: Row[] = [
  claims('ISS-02', 'iss of South, tid of North', ({ iss }) => ({
    iss: String(iss).replace(northTenantId, southTenantId),
  })),
  claims('ISS-02', 'iss of North, tid of South', { tid: southTenantId }),
  claims('ISS-04', 'the right tenant on another host', { iss: `https://evil.example/${northTenantId}/v2.0` }),
  claims('ISS-04', 'the right tenant in the query', ({ iss }) => ({
    iss: `${String(iss).replace(northTenantId, southTenantId)}?x=${northTenantId}`,
  })),
  claims('ISS-04', 'a host that begins alike', ({ iss }) => ({
    iss: String(iss).replace('127.0.0.1', '127.0.0.1.evil.example'),
  })),
  claims('ISS-06', 'a slash at its end', ({ iss }) => ({ iss: `${iss}/` })),
  claims('ISS-06', 'capitals in the tenant', ({ iss }) => ({
    iss: String(iss).replace(northTenantId, northTenantId.toUpperCase()),
  })),
  claims('ISS-06', 'capitals in the scheme', ({ iss }) => ({ iss: String(iss).replace('http:', 'HTTP:') })),
  claims('ISS-06', 'https where it is http', ({ iss }) => ({ iss: String(iss).replace('http:', 'https:') })),
  claims('ISS-06', 'a percent escape', ({ iss }) => ({ iss: String(iss).replace('v2.0', 'v2%2e0') })),
  [
    'ISS-07',
    'signed by the key of personal accounts',
    ({ header, payload, keys, sign }) => sign({ ...header, kid: keys.personal.kid }, payload, keys.personal),
  ],
  [
    'ISS-10',
    'signed by a key of another cloud',
    ({ header, payload, keys, sign }) =>
      sign({ ...header, kid: keys.usGovernment.kid }, payload, keys.usGovernment),
  ],
  ...many(
    [
      `{${northTenantId}}`,
      ` ${northTenantId}`,
      northTenantId.toUpperCase(),
      northTenantId.replace('3', '\u0663'),
      'common',
      'organizations',
      '',
      [],
      null,
      7,
    ],
    (tid, shown) =>
      claims('ISS-13', `tid is ${shown}`, ({ iss }) => ({
        tid,
        iss: String(iss).replace(northTenantId, String(tid)),
      })),
  ),
]

const conformance: Row[] = [
  claims('CONF-BASIC-02', 'iss with something after it', ({ iss }) => ({ iss: `${iss}1` })),
  claims('CONF-BASIC-03', 'no sub', { sub: undefined }),
  claims('CONF-BASIC-04', 'aud with something after it', { aud: `${tmasClientId}1` }),
  claims('CONF-BASIC-05', 'no iat', { iat: undefined }),
  ['CONF-BASIC-06', 'no kid: Entra always sends one', withHeader({ kid: undefined })],
  [
    'CONF-BASIC-10',
    'every byte of the signature changed',
    tamperedWith(([h, p, s]) => {
      const broken = Buffer.from(s, 'base64url').map((byte) => byte ^ 0x5a)
      return `${h}.${p}.${Buffer.from(broken).toString('base64url')}`
    }),
  ],
  claims('CONF-BASIC-12', 'nonce with something after it', ({ nonce }) => ({ nonce: `${nonce}1` })),
  claims('CONF-F-05', 'no exp', { exp: undefined }),
  claims('CONF-F-06', 'expired 6 minutes ago', () => ({ exp: now() - 6 * minutes })),
  claims('CONF-F-07', 'issued a week ago', () => ({ iat: now() - 7 * 24 * 60 * minutes })),
  claims('CONF-F-09', 'no nonce', { nonce: undefined }),
  claims('CONF-F-10', 'a second audience', { aud: [tmasClientId, `${tmasClientId}1`] }),
  claims('CONF-X-01', 'no aud', { aud: undefined }),
]

describe.each([
  ['token', forgedTokens],
  ['tenant-issuer', wrongTenants],
  ['oidf', conformance],
])('%s', (_, rows) => {
  test.each(rows)('%s: %s is refused, and nothing changes (R8)', async (_id, _name, idToken, code) => {
    await expectRefused(stage, { tamper: { idToken } }, code ?? 'invalid_response')
  })
})

test('TOK-05: a jku is not followed: nobody is asked for the attacker’s keys (R8)', async () => {
  let asked = 0
  await expectRefused(
    stage,
    {
      tamper: {
        idToken: ({ header, payload }) => {
          const jku = `${stage.emulator.url}/${partnerTenantId}/discovery/v2.0/keys`
          asked = stage.emulator.control.requests.keys
          return signJwt({ ...header, jku }, payload, attacker)
        },
        keys: (answer) => {
          asked += 100
          return answer
        },
      },
    },
    'invalid_response',
  )
  expect(asked).toBeLessThan(100)
})

test('TOK-34: an ID token of an earlier sign-in opens nothing (R8)', async () => {
  let first = ''
  await expectAdmitted(stage, {
    tamper: { idToken: async ({ header, payload, sign }) => (first = await sign(header, payload)) },
  })
  await clearUsers(stage)
  await expectRefused(stage, { tamper: { idToken: () => first } }, 'invalid_response')
})

test('a token with an attack in it does not pollute what objects inherit (TOK-24)', async () => {
  await play(stage, {
    tamper: { idToken: insert('"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}') },
  })
  expect(({} as Json).polluted).toBeUndefined()
  await clearUsers(stage)
})

const admitted: Row[] = [
  ['CONF-BASIC-01', 'an honest token', ({ header, payload, sign }) => sign(header, payload)],
  claims('CONF-F-11', 'our audience as an array of one', { aud: [tmasClientId] }),
  claims('TOK-14', 'expired 4 minutes ago, within the tolerance', () => ({ exp: now() - 4 * minutes })),
  claims('TOK-20', 'azp is us', { azp: tmasClientId }),
  claims('TOK-29', 'an overage of groups, whose address nobody asks', {
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: 'http://127.0.0.1:9/groups' } },
  }),
  ...many(['0', 0, 'false', [], {}, 7], (acct, shown) => claims('TOK-38', `acct is ${shown}`, { acct })),
  ...many(['1', 'true', 1, true, [], {}], (xms_edov, shown) =>
    claims('TOK-38', `xms_edov is ${shown}`, { xms_edov }),
  ),
  ...many([[], {}, 7, null, 's'.repeat(101), 's'.repeat(300)], (sid, shown) =>
    claims('TOK-38', `sid is ${shown}`, { sid }),
  ),
  ...many([[], {}, 7, 'x'.repeat(2000), 'null\u0000byte'], (value, shown) =>
    claims('TOK-38', `email and name are ${shown}`, { email: value, name: value }),
  ),
  claims('MATCH-27', 'roles, groups and extensions of its own', {
    roles: ['chain_and_user_manager'],
    groups: ['admins'],
    extension_role: 'chain_manager',
    wids: ['62e90394-69f5-4237-9190-012177145e10'],
  }),
]

test.each(admitted)(
  '%s: %s comes in, with the role that TMAS gave and no other (R8)',
  async (_id, _name, idToken) => {
    const before = await snapshot(stage)
    await expectAdmitted(stage, { tamper: { idToken } })
    const after = await snapshot(stage)
    expect(after.memberships).toEqual(before.memberships)
    expect(after.users.map(({ lastSignInAt, ...user }) => user)).toEqual(
      before.users.map(({ lastSignInAt, ...user }) => user),
    )
    await clearUsers(stage)
  },
)

describe('the tenant that answers', () => {
  test('ISS-15, ISS-16: who asked on North’s path is not let in by South, whatever the token says (R8)', async () => {
    const start = `/sign-in/microsoft?chain=${stage.north.chainId}`
    const idToken = withClaims(({ iss }) => ({
      tid: southTenantId,
      iss: String(iss).replace(northTenantId, southTenantId),
    }))
    await expectRefused(stage, { start, tamper: { idToken } }, 'tenant_mismatch')
  })

  test('ISS-17: of two customers with the same address, only the one whose tenant answered opens (R8)', async () => {
    const south = await customerWithTenant(stage, 'South Stores', southTenantId)
    const emil = 'emil.other@south.example'
    const inSouth = await userIn(stage, south.chainId, emil)
    const inNorth = await userIn(stage, stage.north.chainId, emil)
    await expectAdmitted(stage, { loginId: emil }, inSouth.id)
    const links = await stage.db.selectFrom('microsoftLink').select('userId').execute()
    expect(links.map(({ userId }) => userId)).not.toContain(inNorth.id)
    await clearUsers(stage)
  })

  test('ISS-18: a callback that names another chain is refused where it names anything twice, and not led astray', async () => {
    const other = await customerWithTenant(stage, 'Elsewhere', partnerTenantId)
    const played = await expectAdmitted(stage, {
      start: `/sign-in/microsoft?chain=${stage.north.chainId}`,
      callback: (url) => `${url}&chain=${other.chainId}&tenant=${partnerTenantId}`,
    })
    expect(played.location).toBe('/')
    await clearUsers(stage)
  })

  test('ISS-20: a tenant ID that is changed on one instance counts on the other at once (R6)', async () => {
    await setTenant(stage, stage.north.chainId, southTenantId)
    await expectRefused({ ...stage, app: stage.freshApp() }, {}, 'tenant_mismatch')
    await setTenant(stage, stage.north.chainId, northTenantId)
    await expectAdmitted(stage, {})
    await clearUsers(stage)
  })
})
