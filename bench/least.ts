/**
 * The least correct work of a sign-in with Microsoft and a session lookup: bare node:http, and one statement for each.
 *
 * Correct means: state, nonce and PKCE are bound to the browser; an answer is used once; signature, issuer, audience,
 * times and nonce of the token are checked; the session and its record are one transaction, in which the user is
 * locked. Nothing is kept of a sign-in that does not return, no one's policy can be changed, and no one reads anything
 * afterwards. It is a floor for comparison, and must never be used.
 */
import { createHash, createPublicKey, type KeyObject, randomBytes, randomUUIDv7, verify } from 'node:crypto'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import pg from 'pg'
import { people } from './people.ts'
import { reportUsage } from './usage.ts'

const env = process.env as Record<
  'DATABASE_URL' | 'AUTHORITY' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'PORT' | 'TENANT',
  string
>
const origin = `http://127.0.0.1:${env.PORT}`
const redirectUri = `${origin}/sign-in/microsoft/callback`
const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10 })
const agent = new Agent({ keepAlive: true })
const keys = new Map<string, KeyObject>()

type Claims = Record<'tid' | 'oid' | 'iss' | 'aud' | 'nonce' | 'ver', string> &
  Record<'exp' | 'nbf' | 'iat', number>

const tables = `
  create table least_person (
    id uuid primary key, tenant_id uuid not null, object_id uuid not null, name text not null,
    enabled boolean not null default true, unique (tenant_id, object_id)
  );
  create table least_session (
    secret_hash bytea primary key, state_hash bytea not null unique, person_id uuid not null references least_person,
    expires_at timestamptz not null
  );
  create table least_record (
    id uuid primary key, at timestamptz not null, person_id uuid not null, ip text not null
  )`

// Locks the person, spends the state, makes the session and records it: all of it, or nothing.
const signIn = {
  name: 'sign-in',
  text: `with who as (
      select id from least_person where tenant_id = $1 and object_id = $2 and enabled for no key update
    ),
    started as (
      insert into least_session (secret_hash, state_hash, person_id, expires_at)
      select $3, $4, id, now() + interval '12 hours' from who on conflict do nothing
      returning person_id
    )
    insert into least_record (id, at, person_id, ip) select $5, now(), person_id, $6 from started
    returning id`,
}
const whoAmI = {
  name: 'who-am-i',
  text: `select least_person.id, name, expires_at from least_session join least_person on least_person.id = person_id
    where secret_hash = $1 and expires_at > now() and enabled`,
}

async function start(_incoming: IncomingMessage, response: ServerResponse) {
  const browser = randomBytes(32).toString('base64url')
  const state = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    client_id: env.CLIENT_ID,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state,
    nonce: derived('nonce', state, browser).toString('base64url'),
    code_challenge: sha256(derived('verifier', state, browser).toString('base64url')).toString('base64url'),
    code_challenge_method: 'S256',
  })
  response.writeHead(303, {
    location: `${env.AUTHORITY}/organizations/oauth2/v2.0/authorize?${query}`,
    'set-cookie': `attempt=${browser}; Path=/; HttpOnly; SameSite=Lax`,
  })
  response.end()
}

async function finish(incoming: IncomingMessage, response: ServerResponse) {
  const answer = new URLSearchParams(incoming.url?.split('?')[1])
  const state = answer.get('state') ?? ''
  const browser = cookieOf(incoming, 'attempt')
  const verifier = derived('verifier', state, browser).toString('base64url')
  const nonce = derived('nonce', state, browser).toString('base64url')
  const { tid, oid } = checked(await redeem(answer.get('code') ?? '', verifier), nonce)
  const secret = randomBytes(32).toString('base64url')
  const values = [tid, oid, sha256(secret), sha256(state), randomUUIDv7(), incoming.socket.remoteAddress]
  const { rowCount } = await pool.query(signIn, values)
  if (rowCount !== 1) throw new Error('nobody, or used before')
  response.writeHead(303, {
    location: '/',
    'set-cookie': `session=${secret}; Path=/; HttpOnly; SameSite=Lax`,
  })
  response.end()
}

async function lookUp(incoming: IncomingMessage, response: ServerResponse) {
  const { rows } = await pool.query(whoAmI, [sha256(cookieOf(incoming, 'session'))])
  if (!rows[0]) {
    response.writeHead(401).end()
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows[0]))
}

async function redeem(code: string, verifier: string): Promise<string> {
  const form = new URLSearchParams({
    client_id: env.CLIENT_ID,
    client_secret: env.CLIENT_SECRET,
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  })
  const { id_token } = await ask('/organizations/oauth2/v2.0/token', form.toString())
  return id_token ?? ''
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

function cookieOf(incoming: IncomingMessage, name: string): string {
  const pair = incoming.headers.cookie?.split('; ').find((text) => text.startsWith(`${name}=`))
  return pair?.slice(name.length + 1) ?? ''
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function derived(purpose: string, state: string, browser: string): Buffer {
  return sha256(`${purpose} ${state} ${browser}`)
}

const routes: Record<string, (incoming: IncomingMessage, response: ServerResponse) => Promise<void>> = {
  '/sign-in/microsoft': start,
  '/sign-in/microsoft/callback': finish,
  '/api/v1/session': lookUp,
}

const server = createServer((incoming, response) => {
  const route = routes[incoming.url?.split('?')[0] ?? '']
  if (!route) {
    response.writeHead(404).end()
    return
  }
  route(incoming, response).catch((error) => {
    process.stderr.write(`${error.stack}\n`)
    response.writeHead(500).end()
  })
})

await pool.query(tables)
for (const { oid, loginId } of people)
  await pool.query('insert into least_person (id, tenant_id, object_id, name) values ($1, $2, $3, $4)', [
    randomUUIDv7(),
    env.TENANT,
    oid,
    loginId,
  ])
const { keys: published } = await ask('/organizations/discovery/v2.0/keys')
for (const jwk of published) keys.set(jwk.kid ?? '', createPublicKey({ key: jwk, format: 'jwk' }))
server.listen(Number(env.PORT), '127.0.0.1', () => reportUsage(origin))
