import { constants, createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A Microsoft that answers whatever a test wants, over real HTTP. Unlike the emulator, it is no product: it is there
 * to lie.
 */
export type Microsoft = {
  authority: string
  received: { method: string; url: string; headers: IncomingHttpHeaders; form: URLSearchParams }[]
  /** Applies from now on. What a scenario does not name is answered honestly. */
  play(scenario: Scenario): void
  stop(): Promise<void>
}

export type Scenario = {
  discovery?: (honest: object) => Reply
  keys?: (honest: Jwk[]) => Reply
  token?: (form: URLSearchParams) => Reply
}

/** A value is sent as JSON with status 200. */
export type Reply =
  | { json: unknown; status?: number; type?: string }
  | { send: (response: ServerResponse) => void }
export type Jwk = Record<string, unknown>

export const clientId = '0b6b9f0e-1111-4222-8333-444455556666'
export const acme = '7f0d3c1e-2b58-4c7e-9c0a-5a1c2f3b4d5e'
export const other = '2a9c0d4f-1c5e-4b7a-8f3d-9e8d7c6b5a40'
export const personal = '9188040d-6c67-4c5b-b112-36a304b66dad'
export const nonce = 'the-nonce-of-this-attempt'

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey

export const keys = {
  good: rsa(2048),
  other: rsa(2048),
  government: rsa(2048),
  personal: rsa(2048),
  weak: rsa(1024),
  elliptic: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
}

export function jwkOf(kid: string, key: KeyObject, more: Jwk = {}): Jwk {
  const { d, p, q, dp, dq, qi, ...jwk } = key.export({ format: 'jwk' })
  const cloud = { cloud_instance_name: 'microsoftonline.com', issuer: '{authority}/{tenantid}/v2.0' }
  return { ...jwk, use: 'sig', kid, ...cloud, ...more }
}

const honestKeys = [
  jwkOf('good', keys.good),
  jwkOf('government', keys.government, { cloud_instance_name: 'microsoftonline.us' }),
  jwkOf('personal', keys.personal, { issuer: `{authority}/${personal}/v2.0` }),
]

export async function startMicrosoft(): Promise<Microsoft> {
  let scenario: Scenario = {}
  const received: Microsoft['received'] = []

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const url = request.url ?? ''
    received.push({ method: request.method ?? '', url, headers: request.headers, form })

    const path = url.split('/')[1] ?? ''
    const answer = (reply: Reply) => {
      if ('send' in reply) return reply.send(response)
      const { status = 200, type = 'application/json; charset=utf-8' } = reply
      response.writeHead(status, { 'content-type': type })
      response.end(JSON.stringify(reply.json).replaceAll('{authority}', authority))
    }
    if (url.endsWith('/v2.0/.well-known/openid-configuration')) {
      const honest = discoveryDocument(authority, path)
      answer(scenario.discovery?.(honest) ?? { json: honest })
    } else if (url.endsWith('/discovery/v2.0/keys')) {
      answer(scenario.keys?.(honestKeys) ?? { json: { keys: honestKeys } })
    } else {
      answer(scenario.token?.(form) ?? { json: tokenResponse(idToken({ authority })) })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    authority,
    received,
    play: (next) => {
      scenario = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function discoveryDocument(authority: string, path: string) {
  const tenant = path === 'organizations' ? '{tenantid}' : path.includes('.') ? acme : path
  return {
    token_endpoint: `${authority}/${path}/oauth2/v2.0/token`,
    jwks_uri: `${authority}/${path}/discovery/v2.0/keys`,
    issuer: `${authority}/${tenant}/v2.0`,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    authorization_endpoint: `${authority}/${path}/oauth2/v2.0/authorize`,
    cloud_instance_name: 'microsoftonline.com',
  }
}

export function tokenResponse(id_token: unknown, more: object = {}) {
  return {
    token_type: 'Bearer',
    scope: 'email openid profile',
    expires_in: 4372,
    access_token: 'x',
    id_token,
    ...more,
  }
}

/** What Entra says about Amélie, a member of Acme, in a token made just now and back-dated by five minutes. */
export function amelie(authority: string, now = new Date()) {
  const issued = Math.floor(now.getTime() / 1000) - 300
  return {
    aud: clientId,
    iss: `${authority}/${acme}/v2.0`,
    iat: issued,
    nbf: issued,
    exp: issued + 3900,
    email: 'Amelie.Roy@acme.example',
    name: 'Amélie Roy',
    nonce,
    oid: '6f19c0de-aaaa-4bbb-8ccc-1234567890ab',
    preferred_username: 'Amelie.Roy@acme.example',
    rh: '1.AXkA.',
    sid: '00a1b2c3-d4e5-6789-abcd-ef0123456789',
    sub: 'kUd3q8m0ZxJ0c3pZ9f0yQeI1bqv9y2mS7n5Tj0wX4gE',
    tid: acme as string,
    uti: randomUUID(),
    ver: '2.0',
  }
}

export type TokenPlan = {
  authority: string
  now?: Date
  header?: Jwk
  /** Replaces claims; undefined removes one. */
  claims?: Jwk
  /** The bytes of the claims, for values that JSON.stringify cannot write. */
  payload?: (json: string) => string | Buffer
  signWith?: KeyObject
  /** How the signature is made, whatever the header says. */
  algorithm?: 'RS256' | 'PS256' | 'ES256' | { hmac: string }
}

export function idToken({ authority, now, header, claims, payload, signWith, algorithm }: TokenPlan): string {
  const json = JSON.stringify({ ...amelie(authority, now), ...claims })
  const signed = [
    JSON.stringify({ typ: 'JWT', alg: 'RS256', kid: 'good', ...header }),
    payload ? payload(json) : json,
  ].map(base64url)
  return [
    ...signed,
    base64url(signature(signed.join('.'), signWith ?? keys.good, algorithm ?? 'RS256')),
  ].join('.')
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text as string).toString('base64url')
}

function signature(text: string, key: KeyObject, algorithm: NonNullable<TokenPlan['algorithm']>): Buffer {
  if (typeof algorithm === 'object') return createHmac('sha256', algorithm.hmac).update(text).digest()
  const data = Buffer.from(text)
  if (algorithm === 'PS256')
    return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })
  if (algorithm === 'ES256') return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })
  return sign('sha256', data, key)
}
