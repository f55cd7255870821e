import { createPublicKey, type KeyObject } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { CheckName } from '#shared/checks.ts'
import type { createEntra } from '../entra.ts'
import {
  acme,
  base64url,
  clientId,
  idToken,
  type Jwk,
  jwkOf,
  keys,
  type Microsoft,
  nonce,
  other,
  personal,
  type Reply,
  type Scenario,
  type TokenPlan,
  tokenResponse,
} from './microsoft.ts'

/**
 * One lie of Microsoft's, and what has to follow: the refusal and the check that failed, or `accepted` in rows that
 * keep us from refusing what is right. `id` is the row of `hostile-cases.json`; one row may have many variants.
 */
export type Attack = {
  id: string
  name: string
  expected: string
  path: string
  scenario: (authority: string) => Scenario
}

type Send = (response: ServerResponse) => void
type Wanted = `${string} by ${CheckName}` | 'accepted'

const guest = 'accepted as guest'
const member = 'accepted'
/** For accounts that are already linked: only a first sign-in needs the claim. */
const nameless = 'accepted without a login ID'
const now = () => Math.floor(Date.now() / 1000)
const minutes = 60

/** A token that differs from an honest one in a chosen way. */
function token(
  id: string,
  name: string,
  expected: Wanted | typeof guest | typeof nameless,
  plan: Omit<TokenPlan, 'authority'>,
  path = 'organizations',
) {
  return raw(id, name, expected, (authority) => idToken({ authority, ...plan }), path)
}

/**
 * Claims that need the authority, or the time at which the token is issued: workers keep this table loaded for minutes.
 */
function claims(
  id: string,
  name: string,
  expected: Wanted | typeof guest | typeof nameless,
  make: (authority: string) => Jwk,
  path?: string,
) {
  return raw(id, name, expected, (authority) => idToken({ authority, claims: make(authority) }), path)
}

function raw(
  id: string,
  name: string,
  expected: string,
  make: (authority: string) => unknown,
  path = 'organizations',
): Attack {
  return answer(id, name, expected, (authority) => ({ json: tokenResponse(make(authority)) }), path)
}

function answer(
  id: string,
  name: string,
  expected: string,
  make: (authority: string) => Reply,
  path = 'organizations',
): Attack {
  return { id, name, expected, path, scenario: (authority) => ({ token: () => make(authority) }) }
}

/** A set of keys, and a token signed with one of them. */
function keySet(
  id: string,
  name: string,
  expected: Wanted,
  set: (honest: Jwk[]) => Reply,
  plan: Omit<TokenPlan, 'authority'> = {},
): Attack {
  const scenario = (authority: string): Scenario => ({
    keys: set,
    token: () => ({ json: tokenResponse(idToken({ authority, ...plan })) }),
  })
  return { id, name, expected, path: 'organizations', scenario }
}

function metadata(
  id: string,
  name: string,
  expected: Wanted,
  change: (authority: string) => object,
  path = 'organizations',
): Attack {
  const scenario = (authority: string): Scenario => ({
    discovery: (honest) => ({ json: { ...honest, ...change(authority) } }),
    token: () => ({ json: tokenResponse(idToken({ authority })) }),
  })
  return { id, name, expected, path, scenario }
}

/** An installation in another cloud, whose key set may have the global host's template (docs/decisions/0023). */
function otherCloud(name: string, expected: Wanted, cloud: unknown, jwk: Jwk, claims: Jwk = {}): Attack {
  const scenario = (authority: string): Scenario => ({
    discovery: (honest) => ({ json: { ...honest, cloud_instance_name: cloud } }),
    keys: () => ({ json: { keys: [jwkOf('good', keys.good, { issuer: globalTemplate, ...jwk })] } }),
    token: () => ({ json: tokenResponse(idToken({ authority, claims })) }),
  })
  return { id: 'ISS-14', name, expected, path: 'organizations', scenario }
}

const globalHost = 'https://login.microsoftonline.com'
const globalTemplate = `${globalHost}/{tenantid}/v2.0`
const us = { cloud_instance_name: 'microsoftonline.us' }

function broken(id: string, name: string, expected: string, where: keyof Scenario, send: Send): Attack {
  return { id, name, expected, path: 'organizations', scenario: () => ({ [where]: () => ({ send }) }) }
}

/** The same attack with many values, one row each. */
function each(values: unknown[], make: (value: unknown, shown: string) => Attack): Attack[] {
  return values.map((value) => make(value, JSON.stringify(value)?.slice(0, 60) ?? 'absent'))
}

const format = 'invalid_response by format'
const algorithm = 'invalid_response by algorithm'
const noKey = 'invalid_response by key'
const badKeySet = 'invalid_response by key_set'
const signature = 'invalid_response by signature'
const keyIssuer = 'invalid_response by key_issuer'
const audience = 'invalid_response by audience'
const issuer = 'invalid_response by issuer'
const times = 'invalid_response by times'
const badNonce = 'invalid_response by nonce'
const tenant = 'invalid_response by tenant'
const badMetadata = 'invalid_response by metadata'
const redemption = 'invalid_response by redemption'

const publicPem = createPublicKey(keys.good).export({ type: 'spki', format: 'pem' }).toString()
const signedBy = (kid: string, signWith: KeyObject) => ({ header: { kid }, signWith })
const withPayload = (payload: TokenPlan['payload']) => ({ payload })
const insert = (text: string) => withPayload((json) => `{${text},${json.slice(1)}`)
const bytes = (change: (json: Buffer) => Buffer) => withPayload((json) => change(Buffer.from(json)))
const html =
  (status: number): Send =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Welcome to the hotel</h1>')
const json =
  (status: number, text: string, headers = {}): Send =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
const spaces = (count: number) => ' '.repeat(count)
const flip = (segment: string, at: number) =>
  segment.slice(0, at) + (segment[at] === 'A' ? 'B' : 'A') + segment.slice(at + 1)

/** In addition to a key that must not be used, so that the set itself is usable. */
const spare = jwkOf('spare', keys.other)

export const attacks: Attack[] = [
  // --- The token as such
  token('TOK-02', 'HS256 with the RSA public key as the secret', algorithm, {
    header: { alg: 'HS256' },
    algorithm: { hmac: publicPem },
  }),
  token('TOK-02', 'signed as HS256, called RS256', signature, { algorithm: { hmac: publicPem } }),
  token('TOK-04', 'HMAC with an empty key, and a kid that nobody has', algorithm, {
    header: { alg: 'HS256', kid: 'x' },
    algorithm: { hmac: '' },
  }),
  raw(
    'TOK-04',
    'alg none, without a signature',
    algorithm,
    (authority) =>
      `${idToken({ authority, header: { alg: 'none' } })
        .split('.')
        .slice(0, 2)
        .join('.')}.`,
  ),
  ...each(['none', 'None', 'rs256', 'RS384', 'RS512', '', null, undefined, ['RS256'], 256], (alg, shown) =>
    token('TOK-02', `alg is ${shown}`, algorithm, { header: { alg } }),
  ),
  token('TOK-05', "the header brings the attacker's own key", signature, {
    header: {
      jwk: jwkOf('good', keys.other),
      jku: 'http://127.0.0.1:9/keys',
      x5u: 'http://127.0.0.1:9/x',
      x5c: ['AAAA'],
    },
    signWith: keys.other,
  }),
  token('TOK-05', 'a harmless jku beside a good signature is not looked at', member, {
    header: { jku: 'http://127.0.0.1:9/keys' },
  }),
  ...each(['at+jwt', 'logout+jwt', 'dpop+jwt', 'JWE', '', null, 7, ['JWT']], (typ, shown) =>
    token('TOK-08', `typ is ${shown}`, format, { header: { typ } }),
  ),
  ...each(['jwt', undefined], (typ, shown) =>
    token('TOK-08', `typ is ${shown}`, member, { header: { typ } }),
  ),
  ...each(['app', 'device', null, '', ['app'], 7], (idtyp, shown) =>
    token('TOK-08', `idtyp is ${shown}: no person`, 'invalid_response by subject', { claims: { idtyp } }),
  ),
  token('TOK-08', 'idtyp is user', member, { claims: { idtyp: 'user' } }),
  token('TOK-06', 'a critical extension', algorithm, { header: { crit: ['exp'], exp: 1 } }),
  token('TOK-06', 'an empty list of critical extensions', algorithm, { header: { crit: [] } }),
  token('TOK-06', 'b64 false', algorithm, { header: { b64: false } }),
  token('TOK-06', 'b64 true', algorithm, { header: { b64: true } }),
  raw('TOK-09', 'one character of the claims altered', signature, (authority) => {
    const [header, , end] = idToken({ authority }).split('.')
    return [
      header,
      base64url(
        Buffer.from(idToken({ authority, claims: { name: 'Eve' } }).split('.')[1] ?? '', 'base64url'),
      ),
      end,
    ].join('.')
  }),
  raw('TOK-09', 'the header altered', signature, (authority) => {
    const [, payload, end] = idToken({ authority }).split('.')
    return [base64url('{"alg":"RS256","kid":"good"}'), payload, end].join('.')
  }),
  raw('TOK-09', 'the signature of another valid token', signature, (authority) => {
    const [header, payload] = idToken({ authority }).split('.')
    return [header, payload, idToken({ authority, claims: { name: 'Eve' } }).split('.')[2]].join('.')
  }),
  token('TOK-10', 'another key with the same kid', signature, { signWith: keys.other }),
  ...each(
    [
      7,
      {},
      ['good'],
      null,
      undefined,
      '../../etc/passwd',
      "' or 1=1",
      'k'.repeat(10_000),
      '__proto__',
      'constructor',
      '',
    ],
    (kid, shown) => token('TOK-12', `kid is ${shown}`, noKey, { header: { kid } }),
  ),
  token('CONF-BASIC-06', 'no kid at all: stricter than the suite, for Entra always sends one', noKey, {
    header: { kid: undefined },
  }),
  raw('CONF-BASIC-10', 'every byte of the signature inverted', signature, (authority) => {
    const [header, payload, end = ''] = idToken({ authority }).split('.')
    return [
      header,
      payload,
      base64url(Buffer.from(Buffer.from(end, 'base64url').map((byte) => byte ^ 0x5a))),
    ].join('.')
  }),
  raw('TOK-35', 'a broken signature, over an untouched connection', signature, (authority) => {
    const [header, payload, end = ''] = idToken({ authority }).split('.')
    return [header, payload, flip(end, 20)].join('.')
  }),
  raw(
    'TOK-35',
    'an empty signature',
    signature,
    (authority) => `${idToken({ authority }).split('.').slice(0, 2).join('.')}.`,
  ),
  token('TOK-22', 'two tid, the last one right', format, insert(`"tid":"${other}"`)),
  token('TOK-22', 'two aud', format, insert('"aud":"somebody"')),
  token('TOK-22', 'two email', format, insert('"email":"boss@acme.example"')),
  token('TOK-22', 'tid and TID', format, insert(`"TID":"${other}"`)),
  token('TOK-22', 'oid and an escaped o\\u0069d', format, insert('"o\\u0069d":"x"')),
  token('TOK-22', 'a name twice in a nested object', format, insert('"x":{"y":1,"y":2}')),
  raw('TOK-22', 'two alg in the header', format, (authority) => {
    const [, payload, end] = idToken({ authority }).split('.')
    return [base64url('{"alg":"none","alg":"RS256","kid":"good"}'), payload, end].join('.')
  }),
  token(
    'TOK-24',
    '__proto__, constructor and prototype as claims',
    member,
    insert('"__proto__":{"tid":"x"},"constructor":{"x":1},"prototype":7'),
  ),
  token('TOK-24', 'a tid that is only inherited', 'invalid_response by key_issuer', {
    payload: (text) => text.replace('"tid":', '"__proto__":{"tid":"x"},"was":'),
  }),
  ...['[]', '"text"', '7', 'null', '{', '', '{}x', 'true', '{"a":1}{"b":2}', `[${'{'.repeat(20)}`].map(
    (text) =>
      token(
        'TOK-25',
        `the claims are ${text.slice(0, 20)}`,
        format,
        withPayload(() => text),
      ),
  ),
  token(
    'TOK-26',
    'not UTF-8',
    format,
    bytes((text) => Buffer.from(text.toString('latin1'), 'latin1').fill(0xff, 20, 21)),
  ),
  token(
    'TOK-26',
    'an overlong encoding',
    format,
    bytes((text) =>
      Buffer.concat([
        text.subarray(0, -1),
        Buffer.from(',"x":"'),
        Buffer.from([0xc0, 0xaf]),
        Buffer.from('"}'),
      ]),
    ),
  ),
  token(
    'TOK-26',
    'a byte order mark',
    format,
    bytes((text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text])),
  ),
  token(
    'TOK-26',
    'UTF-16',
    format,
    bytes((text) => Buffer.from(text.toString(), 'utf16le')),
  ),
  token('TOK-26', 'half of a surrogate pair', format, insert('"x":"\\ud800"')),
  raw('TOK-27', 'base64 with + and /', format, (authority) => {
    const [header, payload, end = ''] = idToken({ authority }).split('.')
    return [header, payload, Buffer.from(end, 'base64url').toString('base64').replace(/=+$/, '')]
      .join('.')
      .replace(/\.([^.]*)$/, (all) => (/[+/]/.test(all) ? all : `${all}+`))
  }),
  raw('TOK-27', 'padding', format, (authority) => `${idToken({ authority })}==`),
  raw('TOK-27', 'a line break in a segment', format, (authority) =>
    idToken({ authority }).replace(/^(.{9})/, '$1\n'),
  ),
  raw('TOK-27', 'a blank at the end', format, (authority) => `${idToken({ authority })} `),
  raw('TOK-27', 'bits hidden in the last character', format, (authority) => {
    const text = idToken({ authority })
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? '') + 1]
  }),
  ...[1, 2, 4, 5, 6].map((count) =>
    raw('TOK-28', `${count} segments`, format, (authority) =>
      [...idToken({ authority }).split('.'), 'AA', 'AA', 'AA'].slice(0, count).join('.'),
    ),
  ),
  raw('TOK-28', 'the JSON form of a JWS', redemption, (authority) => {
    const [header, payload, end] = idToken({ authority }).split('.')
    return { protected: header, payload, signature: end }
  }),
  raw('TOK-28', 'the JSON form as text', format, (authority) => {
    const [header, payload, end] = idToken({ authority }).split('.')
    return JSON.stringify({ protected: header, payload, signature: end })
  }),
  token('TOK-28', 'a token inside a token', format, { payload: (text) => `"${base64url(text)}"` }),
  token('TOK-29', 'a token of 40 kB', format, { claims: { x: 'y'.repeat(30_000) } }),
  token('TOK-29', 'a token of 64 kB', 'invalid_response by redemption', {
    claims: { x: 'y'.repeat(64_000) },
  }),
  token('TOK-29', 'a token of 1 MB', 'invalid_response by redemption', {
    claims: { x: 'y'.repeat(1_000_000) },
  }),
  token('TOK-29', 'ten thousand claims', 'invalid_response by redemption', {
    claims: Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`c${at}`, at])),
  }),
  token(
    'TOK-29',
    'ten thousand nested arrays',
    format,
    insert(`"x":${'['.repeat(10_000)}${']'.repeat(10_000)}`),
  ),
  token('TOK-29', 'twenty nested arrays', format, insert(`"x":${'['.repeat(20)}${']'.repeat(20)}`)),
  token('TOK-29', 'groups overage with an address', member, {
    claims: { _claim_names: { groups: 's' }, _claim_sources: { s: { endpoint: 'http://127.0.0.1:9/' } } },
  }),
  raw(
    'TOK-30',
    'an encrypted token with a huge p2c',
    format,
    () =>
      `${base64url('{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2147483647,"p2s":"AA"}')}.AA.AA.AA.AA`,
  ),

  // --- Whose key
  keySet(
    'TOK-31',
    'a key of 1024 bits',
    noKey,
    (set) => ({ json: { keys: [...set, jwkOf('weak', keys.weak)] } }),
    signedBy('weak', keys.weak),
  ),
  keySet('TOK-31', 'an exponent of 1', noKey, () => ({
    json: { keys: [jwkOf('good', keys.good, { e: 'AQ' }), spare] },
  })),
  keySet('TOK-31', 'an exponent of 3', noKey, () => ({
    json: { keys: [jwkOf('good', keys.good, { e: 'Aw' }), spare] },
  })),
  keySet('TOK-31', 'an even exponent', noKey, () => ({
    json: { keys: [jwkOf('good', keys.good, { e: 'AQAC' }), spare] },
  })),
  keySet('TOK-31', 'an even modulus', noKey, () => ({
    json: {
      keys: [jwkOf('good', keys.good, { n: `${String(jwkOf('', keys.good).n).slice(0, -2)}AA` }), spare],
    },
  })),
  keySet('TOK-31', 'a modulus of 9000 bits', noKey, () => ({
    json: { keys: [jwkOf('good', keys.good, { n: '_'.repeat(1500) }), spare] },
  })),
  keySet(
    'TOK-32',
    'an elliptic key with the right kid',
    noKey,
    () => ({ json: { keys: [jwkOf('good', keys.elliptic), spare] } }),
    { signWith: keys.elliptic, algorithm: 'ES256' },
  ),
  token('TOK-32', 'ES256', algorithm, {
    header: { alg: 'ES256' },
    signWith: keys.elliptic,
    algorithm: 'ES256',
  }),
  token('TOK-32', 'PS256 with the right key', algorithm, { header: { alg: 'PS256' }, algorithm: 'PS256' }),
  token('TOK-32', 'PS256, called RS256', signature, { algorithm: 'PS256' }),
  keySet('TOK-32', 'a key that is for PS256', noKey, () => ({
    json: { keys: [jwkOf('good', keys.good, { alg: 'PS256' }), spare] },
  })),
  keySet('JWK-04', 'a key with its private part', noKey, () => ({
    json: { keys: [{ ...keys.good.export({ format: 'jwk' }), kid: 'good' }, spare] },
  })),
  keySet('JWK-04', 'RSA numbers under another key type', noKey, () => ({
    json: { keys: [jwkOf('good', keys.good, { kty: 'EC' }), spare] },
  })),
  keySet('JWK-04', 'a symmetric key', noKey, () => ({
    json: { keys: [{ kty: 'oct', kid: 'good', k: 'AAAA' }, spare] },
  })),
  keySet('JWK-04', 'a key for encryption', noKey, () => ({
    json: { keys: [jwkOf('good', keys.good, { use: 'enc' }), spare] },
  })),
  keySet('JWK-04', 'one kid for two keys', noKey, (set) => ({
    json: { keys: [...set, jwkOf('good', keys.other)] },
  })),
  keySet('JWK-04', 'one kid for three keys, the third as the first', noKey, (set) => ({
    json: { keys: [...set, jwkOf('good', keys.other), set[0]] },
  })),
  keySet('JWK-04', 'one kid for two issuers', noKey, (set) => ({
    json: { keys: [...set, { ...set[0], issuer: 'x' }] },
  })),
  keySet('JWK-04', 'the same key twice', member, (set) => ({ json: { keys: [set[0], set[0]] } })),
  keySet('JWK-04', 'worthless entries beside the good key', member, (set) => ({
    json: { keys: [null, 7, 'x', [], {}, { kid: 'good' }, ...set] },
  })),
  keySet('CONF-BASIC-01', 'keys of every kind beside the good one', member, (set) => ({
    json: { keys: [jwkOf('e', keys.elliptic), jwkOf('enc', keys.other, { use: 'enc' }), ...set] },
  })),
  keySet(
    'ISS-07',
    "a key for personal accounts signs a company's token",
    keyIssuer,
    (set) => ({ json: { keys: set } }),
    signedBy('personal', keys.personal),
  ),
  keySet('ISS-07', 'a key of another tenant', keyIssuer, (set) => ({
    json: { keys: [{ ...set[0], issuer: `{authority}/${other}/v2.0` }] },
  })),
  keySet('ISS-07', 'a key without an issuer', keyIssuer, (set) => ({
    json: { keys: [{ ...set[0], issuer: undefined }] },
  })),
  keySet(
    'ISS-10',
    "a key of the US government's cloud",
    keyIssuer,
    (set) => ({ json: { keys: set } }),
    signedBy('government', keys.government),
  ),
  ...each([undefined, null, '', ' ', 7, ['microsoftonline.com']], (cloud_instance_name, shown) =>
    keySet('ISS-10', `a key whose cloud is ${shown}: it says none`, member, (set) => ({
      json: { keys: [{ ...set[0], cloud_instance_name }] },
    })),
  ),
  keySet(
    'ISS-07',
    'a key of personal accounts without a cloud',
    keyIssuer,
    (set) => ({ json: { keys: [{ ...set[2], cloud_instance_name: undefined }] } }),
    signedBy('personal', keys.personal),
  ),
  ...([{}, { keys: null }, { keys: {} }, { keys: [] }, [], null] as const).map((set) =>
    keySet('JWK-03', `the key set is ${JSON.stringify(set)}`, badKeySet, () => ({ json: set })),
  ),
  ...['application/jwk-set+json', 'application/jwk-set+json; charset=utf-8', 'Application/JSON'].map((type) =>
    keySet('JWK-03', `the key set is ${type}`, member, (set) => ({ json: { keys: set }, type })),
  ),
  ...['application/jwk+json', 'application/jwk-set+jsonx', 'text/plain'].map((type) =>
    keySet('JWK-03', `the key set is ${type}`, badKeySet, (set) => ({ json: { keys: set }, type })),
  ),

  // --- What the token says
  token('TOK-08', 'the access token in place of the ID token', audience, {
    claims: { aud: '00000003-0000-0000-c000-000000000000' },
  }),
  ...each(
    [
      undefined,
      [],
      null,
      {},
      [[clientId]],
      `${clientId}/`,
      clientId.toUpperCase(),
      ` ${clientId}`,
      '',
      7,
      [clientId, clientId],
    ],
    (aud, shown) => token('TOK-18', `aud is ${shown}`, audience, { claims: { aud } }),
  ),
  token('TOK-19', 'for us and for another, azp the other', audience, {
    claims: { aud: [clientId, 'x'], azp: 'x' },
  }),
  token('TOK-19', 'for us and for another, azp ours', audience, {
    claims: { aud: [clientId, 'x'], azp: clientId },
  }),
  ...each(['x', null, '', [clientId]], (azp, shown) =>
    token('TOK-20', `azp is ${shown}`, audience, { claims: { azp } }),
  ),
  token('CONF-X-01', 'no aud', audience, { claims: { aud: undefined } }),
  token('CONF-BASIC-04', 'aud is our client ID and a character more', audience, {
    claims: { aud: `${clientId}1` },
  }),
  token('CONF-F-10', 'a second audience', audience, { claims: { aud: [clientId, `${clientId}1`] } }),
  token('CONF-F-11', 'an array of exactly our client ID', member, { claims: { aud: [clientId] } }),

  claims('ISS-02', 'iss of one tenant, tid of another', keyIssuer, () => ({ tid: other })),
  ...[
    () => `https://evil.example/${acme}/v2.0`,
    (a: string) => `${a}/${other}/v2.0?x=${acme}`,
    (a: string) => `${a}.evil.example/${acme}/v2.0`,
    (a: string) => `${a}/${acme}/v2.0/`,
    (a: string) => `${a}/${acme.toUpperCase()}/v2.0`,
    (a: string) => `${a.replace('http:', 'HTTP:')}/${acme}/v2.0`,
    (a: string) => `${a.replace('http:', 'https:')}/${acme}/v2.0`,
    (a: string) => `${a}/${acme}/v2%2E0`,
    (a: string) => `${a}/{tenantid}/v2.0`,
  ].map((iss, at) =>
    claims(at < 3 ? 'ISS-04' : 'ISS-06', `iss is ${iss('…')}`, keyIssuer, (authority) => ({
      iss: iss(authority),
    })),
  ),
  claims('CONF-BASIC-02', 'iss and a character more', keyIssuer, (authority) => ({
    iss: `${authority}/${acme}/v2.01`,
  })),
  otherCloud("the global template on a key of the authority's own cloud", member, 'microsoftonline.us', us),
  otherCloud('the global template on a key of no cloud', keyIssuer, 'microsoftonline.us', {
    cloud_instance_name: undefined,
  }),
  otherCloud('the global template, and metadata of no cloud', keyIssuer, undefined, us),
  otherCloud('the global template on a key of a third cloud', keyIssuer, 'sovcloud-identity.fr', us),
  otherCloud(
    'the global template in the global cloud, on another host',
    keyIssuer,
    'microsoftonline.com',
    {},
  ),
  otherCloud('a fixed issuer of the global host', keyIssuer, 'microsoftonline.us', {
    ...us,
    issuer: `${globalHost}/${acme}/v2.0`,
  }),
  otherCloud("the global host's own token", keyIssuer, 'microsoftonline.us', us, {
    iss: `${globalHost}/${acme}/v2.0`,
  }),
  keySet(
    'ISS-14',
    "iss is what the key says, and not the authority's",
    issuer,
    (set) => ({ json: { keys: [{ ...set[0], issuer: 'https://evil.example/{tenantid}/v2.0' }] } }),
    {
      claims: { iss: `https://evil.example/${acme}/v2.0` },
    },
  ),
  keySet(
    'TOK-37',
    'a token of version 1, with its issuer',
    issuer,
    (set) => ({ json: { keys: [{ ...set[0], issuer: 'https://sts.windows.net/{tenantid}/' }] } }),
    {
      claims: { ver: '1.0', iss: `https://sts.windows.net/${acme}/` },
    },
  ),
  ...each(['1.0', undefined, 2, '2', ['2.0']], (ver, shown) =>
    token('TOK-37', `ver is ${shown}`, 'invalid_response by version', { claims: { ver } }),
  ),
  ...[
    'x/../y',
    `{${acme}}`,
    ` ${acme} `,
    acme.toUpperCase(),
    acme.replace('7', '７'),
    '',
    '$&',
    'contoso.com',
    'organizations',
  ].map((tid) =>
    claims('ISS-13', `tid is ${JSON.stringify(tid)}, and iss to match`, tenant, (authority) => ({
      tid,
      iss: `${authority}/${tid}/v2.0`,
    })),
  ),
  ...each([undefined, null, 7, [acme], {}], (tid, shown) =>
    claims('TOK-21', `tid is ${shown}, and iss to match`, keyIssuer, (authority) => ({
      tid,
      iss: `${authority}/${tid}/v2.0`,
    })),
  ),
  claims(
    'ISS-15',
    "another tenant's honest token, on a tenant's path",
    'tenant_mismatch by tenant',
    (authority) => ({ tid: other, iss: `${authority}/${other}/v2.0` }),
    acme,
  ),
  claims('ISS-16', "another tenant's honest token, on organizations", member, (authority) => ({
    tid: other,
    iss: `${authority}/${other}/v2.0`,
  })),
  claims('ISS-16', "the tenant's own token, on its path", member, () => ({}), acme),
  raw(
    'ISS-07',
    'a personal account, honestly signed (R12)',
    'personal_account by personal_account',
    (authority) =>
      idToken({
        authority,
        claims: { tid: personal, iss: `${authority}/${personal}/v2.0` },
        ...signedBy('personal', keys.personal),
      }),
  ),

  claims('TOK-14', 'expired 3 minutes ago', member, () => ({ exp: now() - 3 * minutes })),
  claims('CONF-F-06', 'expired 6 minutes ago', times, () => ({
    exp: now() - 6 * minutes,
    nbf: now() - 7 * minutes,
  })),
  claims('TOK-15', 'valid in 6 minutes', times, () => ({ nbf: now() + 6 * minutes })),
  claims('TOK-15', 'valid in 4 minutes', member, () => ({ nbf: now() + 4 * minutes })),
  claims('TOK-15', 'expires before it is valid', times, () => ({
    exp: now() - 2 * minutes,
    nbf: now() + 2 * minutes,
  })),
  claims('CONF-F-07', 'issued a week ago', times, () => ({ iat: now() - 7 * 24 * 60 * minutes })),
  claims('CONF-F-07', 'issued 16 minutes ago', times, () => ({ iat: now() - 16 * minutes })),
  claims('CONF-F-07', 'issued 9 minutes ago', member, () => ({ iat: now() - 9 * minutes })),
  claims('TOK-15', 'issued in 6 minutes', times, () => ({ iat: now() + 6 * minutes })),
  token('CONF-F-05', 'no exp', times, { claims: { exp: undefined } }),
  token('CONF-BASIC-05', 'no iat', times, { claims: { iat: undefined } }),
  token('TOK-15', 'no nbf', times, { claims: { nbf: undefined } }),
  ...(['exp', 'nbf', 'iat'] as const).flatMap((claim) =>
    each([String(now()), [now()], now() + 0.5, null, true], (value, shown) =>
      token('TOK-14', `${claim} is ${shown}`, times, { claims: { [claim]: value } }),
    ),
  ),
  token(
    'TOK-14',
    'exp is beyond all numbers',
    times,
    withPayload((text) => text.replace(/"exp":\d+/, '"exp":1e999')),
  ),

  token('CONF-BASIC-12', 'the nonce and a character more', badNonce, { claims: { nonce: `${nonce}1` } }),
  token('TOK-34', 'an earlier token of the same person', badNonce, { claims: { nonce: 'an-earlier-nonce' } }),
  ...each([undefined, null, '', [nonce], nonce.toUpperCase()], (value, shown) =>
    token('CONF-F-09', `nonce is ${shown === JSON.stringify([nonce]) ? 'an array' : shown}`, badNonce, {
      claims: { nonce: value },
    }),
  ),

  token('CONF-BASIC-03', 'no sub', 'invalid_response by subject', { claims: { sub: undefined } }),
  ...each(['', null, 7, ['x']], (sub, shown) =>
    token('TOK-21', `sub is ${shown}`, 'invalid_response by subject', { claims: { sub } }),
  ),
  ...each(
    [
      undefined,
      '',
      'x',
      null,
      7,
      ['6f19c0de-aaaa-4bbb-8ccc-1234567890ab'],
      '6F19C0DE-AAAA-4BBB-8CCC-1234567890AB',
    ],
    (oid, shown) => token('TOK-21', `oid is ${shown}`, 'invalid_response by object_id', { claims: { oid } }),
  ),
  ...each(
    [
      undefined,
      '',
      null,
      7,
      ['a@b.example'],
      {},
      `${'a'.repeat(320)}@b.example`,
      'a\u0000@b.example',
      'a\n@b.example',
    ],
    (preferred_username, shown) =>
      token('TOK-21', `preferred_username is ${shown}`, nameless, {
        claims: { preferred_username },
      }),
  ),

  ...(
    [
      ['aud', audience],
      ['azp', audience],
      ['iss', keyIssuer],
      ['tid', keyIssuer],
      ['exp', times],
      ['nbf', times],
      ['iat', times],
      ['nonce', badNonce],
      ['ver', 'invalid_response by version'],
      ['sub', 'invalid_response by subject'],
      ['oid', 'invalid_response by object_id'],
      ['preferred_username', nameless],
      ['email', member],
      ['idp', guest],
      ['acct', guest],
    ] as const
  ).map(([claim, expected]) =>
    token('INJ-07', `${claim} cannot be made a text`, expected, {
      claims: { [claim]: { toString: 1, valueOf: 1 } },
    }),
  ),

  // --- Guest or member
  ...each([undefined, 0, '0'], (acct, shown) =>
    token('TOK-38', `acct is ${shown}: a member`, member, { claims: { acct } }),
  ),
  ...each([1, '1', true, false, 'false', [], {}, null, 2, ''], (acct, shown) =>
    token('TOK-38', `acct is ${shown}: a guest (R12)`, guest, { claims: { acct } }),
  ),
  ...each(['live.com', `https://sts.windows.net/${other}/`, null, [], {}, '', 0], (idp, shown) =>
    token('TOK-38', `idp is ${shown}: a guest (R12)`, guest, { claims: { idp } }),
  ),
  token('TOK-38', 'idp is the tenant itself: a member', member, {
    claims: { idp: `https://sts.windows.net/${acme}/` },
  }),
  ...each(['1', 'true', 1, true, 0, {}], (xms_edov, shown) =>
    token('TOK-38', `xms_edov is ${shown}: not looked at`, member, { claims: { xms_edov } }),
  ),
  ...each([undefined, 7, [], {}, null, ''], (value, shown) =>
    token('TOK-38', `email, name, sid and login_hint are ${shown}`, member, {
      claims: { email: value, name: value, sid: value, login_hint: value },
    }),
  ),

  // --- The token endpoint's answer
  answer('CONF-F-14', 'token_type in other letters', member, (authority) => ({
    json: tokenResponse(idToken({ authority }), { token_type: 'bEARER' }),
  })),
  answer('CONF-F-15', 'no expires_in, no scope, no access token', member, (authority) => ({
    json: { token_type: 'Bearer', id_token: idToken({ authority }) },
  })),
  answer('CONF-F-14', 'another token_type', redemption, (authority) => ({
    json: tokenResponse(idToken({ authority }), { token_type: 'DPoP' }),
  })),
  answer('CONF-F-14', 'no token_type', redemption, (authority) => ({
    json: { id_token: idToken({ authority }) },
  })),
  ...each([undefined, null, 7, [], {}], (value, shown) =>
    raw('TOK-25', `id_token is ${shown}`, redemption, () => value),
  ),
  answer('FI-05', 'a good token with HTTP 400', redemption, (authority) => ({
    status: 400,
    json: tokenResponse(idToken({ authority })),
  })),
  answer('FI-05', 'two id_token', redemption, (authority) => ({
    send: json(200, `{"token_type":"Bearer","id_token":"x","id_token":"${idToken({ authority })}"}`),
  })),
  broken('FI-05', 'truncated JSON', redemption, 'token', json(200, '{"token_type":"Bearer"')),
  broken('FI-05', 'a body of 70 kB', redemption, 'token', json(200, `${spaces(70_000)}{}`)),
  broken('FI-04', '500 with HTML', 'microsoft_unreachable by redemption', 'token', html(500)),
  broken('FI-04', '503 with HTML', 'microsoft_unreachable by redemption', 'token', html(503)),
  broken(
    'FI-04',
    '503 with JSON',
    'microsoft_unreachable by redemption',
    'token',
    json(503, '{"error":"temporarily_unavailable"}'),
  ),
  broken('FI-04', '200 with HTML', redemption, 'token', html(200)),
  answer('FI-04', 'a good token that calls itself HTML', redemption, (authority) => ({
    send: (response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(JSON.stringify(tokenResponse(idToken({ authority }))))
    },
  })),
  broken('FI-04', 'no content type', redemption, 'token', (response) => void response.end('{}')),
  broken(
    'FI-02',
    'the connection is cut before the answer',
    'microsoft_unreachable by redemption',
    'token',
    (response) => void response.destroy(),
  ),
  broken(
    'FI-02',
    'the connection is cut after the headers',
    'microsoft_unreachable by redemption',
    'token',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 }).write('{"a":')
      setImmediate(() => response.destroy())
    },
  ),
  broken('FI-14', '429 with plain text', 'throttled by redemption', 'token', (response) => {
    response.writeHead(429, { 'retry-after': '5', 'content-type': 'text/plain' }).end('Too Many Requests')
  }),
  ...(['discovery', 'keys', 'token'] as const).flatMap((where) => {
    const check = { discovery: 'metadata', keys: 'key_set', token: 'redemption' }[where]
    return [
      broken(
        'FI-06',
        `${where} redirects elsewhere`,
        `invalid_response by ${check}`,
        where,
        json(302, '{}', { location: 'http://127.0.0.1:9/' }),
      ),
      broken('FI-01', `${where} never answers`, `microsoft_unreachable by ${check}`, where, () => undefined),
      broken('FI-04', `${where} is a captive portal`, `invalid_response by ${check}`, where, html(200)),
    ]
  }),
  broken('FI-01', 'the answer drips', 'microsoft_unreachable by redemption', 'token', (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const drip = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(drip))
  }),

  // --- Metadata and key set as documents
  ...[
    'http://169.254.169.254/keys',
    'https://login.microsoftonline.com.evil.example/keys',
    'http://localhost:1/keys',
    '//evil.example/keys',
    '',
    7,
    null,
    undefined,
  ].flatMap((url) =>
    ['jwks_uri', 'token_endpoint', 'authorization_endpoint'].map((member) =>
      metadata('JWK-02', `${member} is ${url}`, badMetadata, () => ({ [member]: url })),
    ),
  ),
  metadata('JWK-02', 'jwks_uri with another scheme', badMetadata, (authority) => ({
    jwks_uri: authority.replace('http:', 'https:'),
  })),
  metadata('ISS-14', 'organizations with the issuer of one tenant', badMetadata, (authority) => ({
    issuer: `${authority}/${acme}/v2.0`,
  })),
  metadata(
    'ISS-14',
    'a tenant with the issuer of another',
    badMetadata,
    (authority) => ({ issuer: `${authority}/${other}/v2.0` }),
    acme,
  ),
  metadata(
    'ISS-14',
    'a tenant with the template',
    badMetadata,
    (authority) => ({ issuer: `${authority}/{tenantid}/v2.0` }),
    acme,
  ),
  ...['https://login.microsoftonline.com/{tenantid}/v2.0', '', 7, null, undefined].map((value) =>
    metadata('ISS-14', `the issuer is ${value}`, badMetadata, () => ({ issuer: value })),
  ),
  metadata('ISS-14', 'the issuer of another host', badMetadata, (authority) => ({
    issuer: `${authority.replace('127', '128')}/{tenantid}/v2.0`,
  })),
  metadata('ISS-14', 'the issuer of another version', badMetadata, (authority) => ({
    issuer: `${authority}/{tenantid}/v1.0`,
  })),
  metadata('ISS-14', 'the issuer has more at its end', badMetadata, (authority) => ({
    issuer: `${authority}/{tenantid}/v2.0/`,
  })),
  ...each([undefined, null, '', 7], (cloud_instance_name, shown) =>
    metadata('ISS-10', `the cloud in the metadata is ${shown}: it says none`, member, () => ({
      cloud_instance_name,
    })),
  ),
  metadata('ISS-10', 'another cloud in the metadata than in the key', keyIssuer, () => ({
    cloud_instance_name: 'microsoftonline.us',
  })),
  metadata('JWK-03', 'metadata of 70 kB', badMetadata, () => ({ x: 'y'.repeat(70_000) })),
  broken('JWK-03', 'keys of 5 MB', badKeySet, 'keys', json(200, `${spaces(5_000_000)}{}`)),
  keySet('JWK-03', 'a hundred thousand keys', badKeySet, (set) => ({
    json: { keys: Array.from({ length: 100_000 }, () => set[0]) },
  })),
  keySet('JWK-03', 'keys with HTTP 404', badKeySet, (set) => ({ status: 404, json: { keys: set } })),
]

/**
 * Signs in against that lie, with a client that has nothing in memory. Returns the result in the words of the table.
 */
export async function run(attack: Attack, microsoft: Microsoft, create: typeof createEntra): Promise<string> {
  microsoft.play(attack.scenario(microsoft.authority))
  const entra = create({
    authority: microsoft.authority,
    clientId,
    credentials: [{ kind: 'secret', secret: 's' }],
    redirectUri: 'http://localhost:3000/sign-in/microsoft/callback',
    timeoutMs: attack.id === 'FI-01' ? 150 : 10_000,
  })
  const by = { browser: 'a browser', network: '192.0.2.0/24' }
  const redeemed = await entra.redeem({
    path: attack.path,
    code: 'c',
    codeVerifier: 'v'.repeat(43),
    nonce,
    by,
  })
  if (redeemed.ok) {
    const { guest: isGuest, loginId } = redeemed.account
    return loginId === undefined ? nameless : isGuest ? guest : member
  }
  return `${redeemed.refusal} by ${redeemed.checks.find((check) => !check.passed)?.name}`
}
