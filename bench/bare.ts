/**
 * What the two programs for comparison (`least.ts`, `floor.ts`) have in common: the conversation with Microsoft, in bare
 * node:http and node:crypto, and a server. Like them, it must never be used.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { reportUsage } from './usage.ts'

export const env = process.env as Record<
  'DATABASE_URL' | 'AUTHORITY' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'PORT' | 'TENANT',
  string
>
const origin = `http://127.0.0.1:${env.PORT}`
const redirectUri = `${origin}/sign-in/microsoft/callback`
const agent = new Agent({ keepAlive: true })
const keys = new Map<string, KeyObject>()

type Claims = Record<'tid' | 'oid' | 'iss' | 'aud' | 'nonce' | 'ver' | 'preferred_username', string> &
  Record<'exp' | 'nbf' | 'iat', number>

/** Sends a browser to Microsoft. State, nonce and PKCE are bound to what its cookie says. */
export function leave(response: ServerResponse, state: string, browser: string): void {
  const query = new URLSearchParams({
    client_id: env.CLIENT_ID,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state,
    nonce: derived('nonce', state, browser),
    code_challenge: sha256(derived('verifier', state, browser)).toString('base64url'),
    code_challenge_method: 'S256',
  })
  response.writeHead(303, {
    location: `${env.AUTHORITY}/organizations/oauth2/v2.0/authorize?${query}`,
    'set-cookie': `attempt=${browser}; Path=/; HttpOnly; SameSite=Lax`,
  })
  response.end()
}

/** What Microsoft says of the person, once code, signature, issuer, audience, times and nonce are checked. */
export async function redeem(code: string, state: string, browser: string): Promise<Claims> {
  const form = new URLSearchParams({
    client_id: env.CLIENT_ID,
    client_secret: env.CLIENT_SECRET,
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: derived('verifier', state, browser),
  })
  const { id_token } = await ask('/organizations/oauth2/v2.0/token', form.toString())
  return checked(id_token ?? '', derived('nonce', state, browser))
}

function checked(token: string, nonce: string): Claims {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
  const key = alg === 'RS256' ? keys.get(kid) : undefined
  const signed = Buffer.from(`${header}.${payload}`)
  if (!key || !verify('sha256', signed, key, Buffer.from(signature, 'base64url')))
    throw new Error('signature')
  const claims: Claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const now = Date.now() / 1000
  if (claims.iss !== `${env.AUTHORITY}/${claims.tid}/v2.0` || claims.aud !== env.CLIENT_ID)
    throw new Error('issuer')
  if (claims.exp < now - 300 || claims.nbf > now + 300 || claims.iat > now + 300) throw new Error('times')
  if (claims.nonce !== nonce || claims.ver !== '2.0') throw new Error('nonce')
  return claims
}

/** Opens a session in the browser, and sends it on. */
export function admit(response: ServerResponse, secret: string, location: string): void {
  response.writeHead(303, {
    location,
    'set-cookie': `session=${secret}; Path=/; HttpOnly; SameSite=Lax`,
  })
  response.end()
}

/** A request to Microsoft: GET, or POST of a form. */
function ask(
  path: string,
  form?: string,
): Promise<Record<string, string> & { keys: Record<string, string>[] }> {
  return new Promise((resolve, reject) => {
    const headers = form && {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
    }
    const method = form ? 'POST' : 'GET'
    const asked = request(`${env.AUTHORITY}${path}`, { method, agent, ...(headers && { headers }) })
    asked.on('error', reject)
    asked.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('error', reject)
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
    })
    asked.end(form)
  })
}

export function cookieOf(incoming: IncomingMessage, name: string): string | undefined {
  const pair = incoming.headers.cookie?.split('; ').find((text) => text.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function derived(purpose: string, state: string, browser: string): string {
  return sha256(`${purpose} ${state} ${browser}`).toString('base64url')
}

/** Serves the three addresses that are compared, and reports what it uses. Microsoft's keys are fetched first. */
export async function serve(routes: {
  start: (incoming: IncomingMessage, response: ServerResponse) => Promise<void>
  finish: (incoming: IncomingMessage, response: ServerResponse) => Promise<void>
  lookUp: (incoming: IncomingMessage, response: ServerResponse) => Promise<void>
}): Promise<void> {
  const byPath: Record<string, (typeof routes)['start']> = {
    '/sign-in/microsoft': routes.start,
    '/sign-in/microsoft/callback': routes.finish,
    '/api/v1/session': routes.lookUp,
  }
  const server = createServer((incoming, response) => {
    const route = byPath[incoming.url?.split('?')[0] ?? '']
    if (!route) {
      response.writeHead(404).end()
      return
    }
    route(incoming, response).catch((error) => {
      process.stderr.write(`${error.stack}\n`)
      response.writeHead(500).end()
    })
  })
  const { keys: published } = await ask('/organizations/discovery/v2.0/keys')
  for (const jwk of published) keys.set(jwk.kid ?? '', createPublicKey({ key: jwk, format: 'jwk' }))
  server.listen(Number(env.PORT), '127.0.0.1', () => reportUsage(origin))
}
