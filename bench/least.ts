/**
 * The least correct work of a sign-in with Microsoft and a session lookup: bare node:http, and one statement for each.
 *
 * Correct means: state, nonce and PKCE are bound to the browser; an answer is used once; signature, issuer, audience,
 * times and nonce of the token are checked; the session and its record are one transaction, in which the user is
 * locked. Nothing is kept of a sign-in that does not return, no one's policy can be changed, and no one reads anything
 * afterwards. It is a floor for comparison, and must never be used.
 */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import pg from 'pg'
import { admit, cookieOf, env, leave, redeem, serve, sha256 } from './bare.ts'
import { people } from './people.ts'

// Kept while the others have their turn, so that no turn begins with new connections.
const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10, idleTimeoutMillis: 0 })

const tables = `
  create table if not exists least_person (
    id uuid primary key, tenant_id uuid not null, object_id uuid not null, name text not null,
    enabled boolean not null default true, unique (tenant_id, object_id)
  );
  create table if not exists least_session (
    secret_hash bytea primary key, state_hash bytea not null unique, person_id uuid not null references least_person,
    expires_at timestamptz not null
  );
  create table if not exists least_record (
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
  leave(response, state, browser)
}

async function finish(incoming: IncomingMessage, response: ServerResponse) {
  const answer = new URLSearchParams(incoming.url?.split('?')[1])
  const state = answer.get('state') ?? ''
  const browser = cookieOf(incoming, 'attempt') ?? ''
  const { tid, oid } = await redeem(answer.get('code') ?? '', state, browser)
  const secret = randomBytes(32).toString('base64url')
  const values = [tid, oid, sha256(secret), sha256(state), randomUUIDv7(), incoming.socket.remoteAddress]
  const { rowCount } = await pool.query(signIn, values)
  if (rowCount !== 1) throw new Error('no one, or used before')
  admit(response, secret, '/')
}

async function lookUp(incoming: IncomingMessage, response: ServerResponse) {
  const { rows } = await pool.query(whoAmI, [sha256(cookieOf(incoming, 'session') ?? '')])
  if (!rows[0]) {
    response.writeHead(401).end()
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows[0]))
}

await pool.query(tables)
for (const { oid, loginId } of people)
  await pool.query(
    'insert into least_person (id, tenant_id, object_id, name) values ($1, $2, $3, $4) on conflict do nothing',
    [randomUUIDv7(), env.TENANT, oid, loginId],
  )
await serve({ start, finish, lookUp })
