/**
 * The smallest correct program for a sign-in with Microsoft and a session lookup: bare node:http, pg with prepared
 * statements, node:crypto. It works on TMAS's own tables, so that the database does the same for both.
 *
 * Correct means: state, nonce and PKCE are bound to the browser; an attempt can be taken once; signature, issuer,
 * audience, times and nonce of the token are checked; link, session, attempt and audit record are one transaction.
 * Everything that serves people is left out: refusals, first sign-ins, pop-ups, languages, limits, headers, logs. It
 * is only for comparison and must never be used.
 */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import pg from 'pg'
import { admit, cookieOf, env, leave, redeem, serve, sha256 } from './bare.ts'

// Kept while the others have their turn, so that no turn begins with new connections.
const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10, idleTimeoutMillis: 0 })

const createAttempt = {
  name: 'create-attempt',
  text: `insert into sign_in_attempt (id, reference, door, started_at, browser_hash, state_hash, path, ip, network)
    values ($1, $2, 'microsoft', now(), $3, $4, 'organizations', $5, $5)`,
}
const claimAttempt = {
  name: 'claim-attempt',
  text: `update sign_in_attempt set returned_at = now()
    where state_hash = $1 and browser_hash = $2 and returned_at is null and started_at > now() - interval '15 minutes'
    returning id, reference, return_to`,
}
// One statement that finds, locks and decides: the link, its user, and the tenant in force where the user has a role.
const findUser = {
  name: 'find-user',
  text: `select user_account.id, user_account.customer_id
    from microsoft_link
      join user_account on user_account.id = microsoft_link.user_id
      join customer on customer.id = user_account.customer_id
    where microsoft_link.tenant_id = $1 and microsoft_link.object_id = $2 and microsoft_link.ended_at is null
      and user_account.enabled and exists (
        select from membership cross join lateral effective_settings(membership.location_id) as settings
        where membership.user_id = user_account.id and settings.azure_tenant_id = $1)
    for no key update of user_account for share of customer`,
}
const createSession = {
  name: 'create-session',
  text: `insert into session (id, secret_hash, customer_id, user_id, attempt_id, door, tenant_id, object_id, created_at,
      last_used_at, expires_at, ip)
    values ($1, $2, $3, $4, $5, 'microsoft', $6, $7, now(), now(), now() + interval '12 hours', $8)`,
}
const endAttempt = {
  name: 'end-attempt',
  text: `update sign_in_attempt set outcome = 'succeeded', ended_at = now(), user_id = $2, tenant_id = $3, object_id = $4,
      login_id = $5
    where id = $1 and outcome = 'pending'`,
}
const createRecord = {
  name: 'create-record',
  text: `insert into audit_record (id, customer_id, at, actor_kind, actor_user_id, action, detail, ip)
    values ($1, $2, now(), 'user', $3, 'sign-in.completed', $4, $5)`,
}
const findSession = {
  name: 'find-session',
  text: `select user_account.id, username, email, first_name, last_name, language, door, session.expires_at,
      customer.id as customer_id, customer.name as customer_name,
      (select json_agg(json_build_object('locationId', location.id, 'locationName', location.name,
          'locationType', location.type, 'role', role))
        from membership join location on location.id = location_id where user_id = user_account.id) as memberships
    from session
      join user_account on user_account.id = session.user_id
      join location as customer on customer.id = session.customer_id
    where secret_hash = $1 and expires_at > now() and last_used_at > now() - interval '1 hour' and enabled`,
}

async function start(incoming: IncomingMessage, response: ServerResponse) {
  const browser = cookieOf(incoming, 'attempt') ?? randomBytes(32).toString('base64url')
  const state = randomBytes(32).toString('base64url')
  const reference = Array.from(randomBytes(8), (byte) => '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[byte % 30]).join(
    '',
  )
  const ip = incoming.socket.remoteAddress
  await pool.query(createAttempt, [randomUUIDv7(), reference, sha256(browser), sha256(state), ip])
  leave(response, state, browser)
}

async function finish(incoming: IncomingMessage, response: ServerResponse) {
  const answer = new URLSearchParams(incoming.url?.split('?')[1])
  const state = answer.get('state') ?? ''
  const browser = cookieOf(incoming, 'attempt') ?? ''
  const { rows } = await pool.query(claimAttempt, [sha256(state), sha256(browser)])
  const attempt = rows[0]
  if (!attempt) throw new Error('no such attempt')
  const claims = await redeem(answer.get('code') ?? '', state, browser)

  const secret = randomBytes(32).toString('base64url')
  const ip = incoming.socket.remoteAddress
  const { tid, oid } = claims
  const client = await pool.connect()
  try {
    await client.query('begin')
    const user = (await client.query(findUser, [tid, oid])).rows[0]
    if (!user) throw new Error('no one is linked with this account')
    await client.query(endAttempt, [attempt.id, user.id, tid, oid, claims.preferred_username])
    const session = [randomUUIDv7(), sha256(secret), user.customer_id, user.id, attempt.id, tid, oid, ip]
    await client.query(createSession, session)
    const detail = JSON.stringify({ userId: user.id, door: 'microsoft', reference: attempt.reference })
    await client.query(createRecord, [randomUUIDv7(), user.customer_id, user.id, detail, ip])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  admit(response, secret, attempt.return_to)
}

async function lookUp(incoming: IncomingMessage, response: ServerResponse) {
  const { rows } = await pool.query(findSession, [sha256(cookieOf(incoming, 'session') ?? '')])
  const found = rows[0]
  if (!found) {
    response.writeHead(401).end()
    return
  }
  const { id, username, email, first_name, last_name, language, customer_id, customer_name } = found
  const body = JSON.stringify({
    user: { id, username, email, firstName: first_name, lastName: last_name, language },
    customer: { id: customer_id, name: customer_name },
    memberships: found.memberships ?? [],
    signedInWith: found.door,
    expiresAt: found.expires_at,
  })
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}

await serve({ start, finish, lookUp })
