import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAttempt } from '#server/attempts/end-attempt.queries.ts'
import { eraseWords } from '#server/audit/erase-words.ts'
import { verifyTrail } from '#server/audit/verify-trail.ts'
import { saveOffer } from '#server/devices/devices.queries.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { newReference } from '#server/platform/secret.ts'
import { insertDeviceLink } from '#server/second-factor/device-links.queries.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  callApi,
  customerWithTenant,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { northTenantId } from '../emulator/sample.ts'
import { runTmasHere } from './testing/program.ts'

const password = 'Quiet-Harbour-7'
let stage: Stage
let owner: Db
let environment: Record<string, string>

beforeAll(async () => {
  stage = await openStage()
  owner = openDatabase({ url: stage.ownerUrl, poolSize: 2, timeLimits: false })
  environment = { DATABASE_URL: stage.url, MIGRATION_DATABASE_URL: stage.ownerUrl }
})
afterAll(async () => {
  await owner.destroy()
  await stage.close()
})

const tmas = (...args: string[]) => runTmasHere([...args, '--json'], environment)

test('a person’s data can be had as one file: what they are, what they did, and no secret (R39)', async () => {
  const { id } = await person('Quilla', 'Export')
  const boss = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  const endsOn = inDays(30)
  await boss.api('PATCH', `/users/${id}`, { endsOn })
  await exempt(boss.api, id, 'Consultant until the spring', endsOn)
  const data = await tmas('user', 'export', 'quilla-name')
  expect(data).toMatchObject({
    status: 0,
    json: {
      user: [{ id, username: 'quilla-name', firstName: 'Quilla', hasPassword: true, endsOn }],
      exceptions: [
        {
          locationId: stage.north.chainId,
          reason: 'Consultant until the spring',
          endsOn,
          madeAt: expect.any(String),
        },
      ],
      roles: [{ role: 'viewer' }],
      microsoftLinks: [{ loginId: 'quilla@north.example' }],
    },
  })
  expect(data.json.signIns.length).toBeGreaterThanOrEqual(3)
  expect(data.json.sessions).toEqual([expect.objectContaining({ door: 'microsoft' })])
  expect(data.json.records.map(({ action }: { action: string }) => action)).toContain('link.made')
  expect(JSON.stringify(data.json)).not.toMatch(/hash|secret|argon2/i)

  const { api } = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  const file = await api('GET', `/users/${id}/data`)
  expect(file.body.user).toEqual(data.json.user)
  // That it was exported is on record itself.
  const actions = file.body.records.map(({ action }: { action: string }) => action)
  expect(actions).toContain('person.exported')
  expect((await tmas('user', 'export', 'who-is-this')).json.error.code).toBe('not_found')
})

test('links that make a device known, and computers that someone offered to mark, are in the file of that person alone (R30, R38, R39)', async () => {
  const { customerId, id } = { customerId: stage.north.chainId, ...(await person('Lioba', 'Links')) }
  await person('Tilda', 'Others')
  const [at, until] = [stage.now(), new Date(stage.now().getTime() + 60_000)]
  await stage.db.transaction().execute(async (trx) => {
    const emailFolded = 'lioba@north.example'
    await insertDeviceLink(trx, {
      customerId,
      userId: id,
      secretHash: randomBytes(32),
      emailFolded,
      expiresAt: until,
    })
    await saveOffer(trx, {
      customerId,
      id: randomUUIDv7(),
      locationId: customerId,
      name: 'Counter 4',
      secretHash: randomBytes(32),
      madeAt: at,
      madeBy: id,
      expiresAt: until,
    })
  })
  const { json } = await tmas('user', 'export', 'lioba-name')
  expect(json).toMatchObject({
    deviceLinks: [{ email: 'lioba@north.example', expiresAt: expect.any(String) }],
    offeredComputers: [
      { name: 'Counter 4', locationId: customerId, location: 'North', madeAt: expect.any(String) },
    ],
  })
  expect(JSON.stringify(json)).not.toMatch(/hash|secret/i)
  expect((await tmas('user', 'export', 'tilda-name')).json).toMatchObject({
    deviceLinks: [],
    offeredComputers: [],
  })
})

test('the operator signs a person out everywhere, on record, and says what ended (R37, R23)', async () => {
  const { id } = await person('Sonia', 'Signout')
  const ended = await tmas('user', 'sign-out', 'sonia-name')
  expect(ended).toMatchObject({ status: 0, json: { sessions: 1, apiKeys: 0 } })
  const { stdout } = await runTmasHere(['user', 'sign-out', 'sonia-name'], environment)
  expect(stdout).toBe('Signed out sonia-name: ended 0 sessions, revoked 0 API keys.\n')
  const { records, sessions } = (await tmas('user', 'export', 'sonia-name')).json
  expect(sessions).toEqual([])
  expect(records).toContainEqual(
    expect.objectContaining({
      action: 'session.ended',
      detail: expect.objectContaining({ userId: id, reason: 'signed_out_by_manager' }),
    }),
  )
  expect((await tmas('user', 'sign-out', 'who-is-this')).json.error.code).toBe('not_found')
})

test('of an erased person no table has a name or an address, and the trail is whole (R39, R23)', async () => {
  const { id } = await person('Zubrowka', 'Erased')
  const { api } = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  await mention('zubrowka', id)
  const before = await trail()
  expect(await holding(/zubrowka/i)).not.toEqual([])

  expect((await api('POST', `/users/${id}/erase`)).status).toBe(204)
  expect((await api('GET', `/users/${id}`)).status).toBe(404)
  expect(await holding(/zubrowka/i)).toEqual(['audit_record', 'erasure'])
  expect(await eraseWords(stage.ownerUrl)).toBe(1)
  expect(await eraseWords(stage.ownerUrl)).toBe(0)
  expect(await holding(/zubrowka/i)).toEqual([])

  // What happened stays on record, and that somebody was erased.
  const after = await trail()
  expect(after.slice(0, before.length).map(({ action, at }) => [action, at])).toEqual(
    before.map(({ action, at }) => [action, at]),
  )
  expect(after.at(-1)).toMatchObject({ action: 'person.erased', detail: { userId: id } })
  const { records, faults } = await verifyTrail(owner, new Map())
  expect(faults).toEqual([])
  expect(records).toBeGreaterThan(before.length)
  expect((await tmas('audit', 'verify')).status).toBe(0)
})

test('of an erased person no table has the reason of an exception, and the trail is whole (R39, R14)', async () => {
  const { id } = await person('Ottilie', 'Exempt')
  const { api } = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  await exempt(api, id, 'Cares for a peregrine', inDays(30))
  // The managers have their mail, and one that was sent keeps no text.
  await sql`update mail set sent_at = created_at, text_body = null, html_body = null`.execute(owner)
  expect(await holding(/peregrine/)).toEqual(['audit_record', 'password_exception'])
  expect((await api('POST', `/users/${id}/erase`)).status).toBe(204)
  await eraseWords(stage.ownerUrl)
  expect(await holding(/peregrine/)).toEqual([])
  expect((await verifyTrail(owner, new Map())).faults).toEqual([])
})

test('only a Chain and User Manager erases, never oneself, and never the last manager (R39, R16, R22)', async () => {
  const { id } = await person('Wolfram', 'Guarded')
  const manager = await signedInWith(stage, 'user_manager', stage.north.chainId)
  for (const way of ['erase', 'data'] as const) {
    const method = way === 'erase' ? 'POST' : 'GET'
    expect((await manager.api(method, `/users/${id}/${way}`)).body.code).toBe('forbidden')
  }
  const boss = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  expect((await boss.api('POST', `/users/${boss.id}/erase`)).body.code).toBe('forbidden')
  stage.passTime(6 * 60_000)
  expect((await boss.api('POST', `/users/${id}/erase`)).body.code).toBe('proof_required')
  expect((await tmas('user', 'export', 'wolfram-name')).json.user[0].id).toBe(id)
  expect((await tmas('user', 'erase', 'wolfram-name')).json.error.code).toBe('confirmation_required')
})

test('someone who was removed before is erased, too (R39)', async () => {
  const { id } = await person('Xanthe', 'Removed')
  const { api } = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  expect((await api('DELETE', `/users/${id}`)).status).toBe(204)
  expect(await holding(/xanthe/i)).toContain('audit_record')
  expect((await tmas('user', 'erase', 'xanthe-name', '--confirm', 'xanthe-name')).status).toBe(0)
  expect(await holding(/xanthe/i)).toEqual([])
  expect((await verifyTrail(owner, new Map())).faults).toEqual([])
})

test('what others did and who they are stays, and so does what another customer reads (R39, R31)', async () => {
  const other = await customerWithTenant(stage, 'Vesper Stores', northTenantId)
  await userIn(stage, other.chainId, 'yolanda@north.example', { username: 'yolanda-of-vesper' })
  const { id } = await person('Yolanda', 'Shared')
  const { id: keeper } = await person('Kestrel', 'Kept')
  const theirs = await holding(/yolanda-of-vesper|kestrel/i)
  const erased = await tmas('user', 'erase', 'yolanda-name', '--confirm', 'yolanda-name')
  expect(erased).toMatchObject({
    status: 0,
    json: { erased: [{ userId: id, customerId: stage.north.chainId }] },
  })
  expect(await holding(/yolanda-of-vesper|kestrel/i)).toEqual(theirs)
  expect(await holding(/yolanda-name/i)).toEqual([])
  const { rows } = await sql`select from user_account where email = 'yolanda@north.example'`.execute(owner)
  expect(rows.length).toBe(1)
  expect((await tmas('user', 'export', 'kestrel-name')).json.user[0].id).toBe(keeper)
})

test('once a person is erased, or their customer is removed, no sign-in says that it was in their browser (R34, R39)', async () => {
  const { id } = await person('Wilhelmina', 'Browser')
  await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  const other = await customerWithTenant(stage, 'Walnut Stores', null)
  const { id: ofOther } = await userIn(stage, other.chainId, 'wanda@walnut.example')
  for (const browserUserId of [id, ofOther]) await isRefusedAtHome(browserUserId)
  const inBrowserOf = async () =>
    (await stage.db.selectFrom('signInAttempt').select('browserUserId').orderBy('browserUserId').execute())
      .map(({ browserUserId }) => browserUserId)
      .filter((one) => one === id || one === ofOther)
  // Two attempts of one millisecond are in no order.
  expect(await inBrowserOf()).toEqual([id, ofOther].toSorted())
  const { json } = await tmas('user', 'erase', 'wilhelmina-name', '--confirm', 'wilhelmina-name')
  expect(json).toMatchObject({ erased: [{ userId: id }] })
  expect(await inBrowserOf()).toEqual([ofOther])
  await tmas('chain', 'suspend', 'Walnut Stores')
  expect((await tmas('chain', 'remove', 'Walnut Stores', '--confirm', 'Walnut Stores')).status).toBe(0)
  expect(await inBrowserOf()).toEqual([])
})

/** A sign-in that names no one, in a browser in which only this person had signed in. */
async function isRefusedAtHome(browserUserId: string): Promise<void> {
  const now = new Date()
  const attempt = {
    id: randomUUIDv7(),
    reference: newReference(),
    door: 'microsoft',
    outcome: 'refused',
    code: 'not_assigned',
    startedAt: now,
    endedAt: now,
    ip: '192.0.2.7',
    browserUserId,
  }
  await stage.db.transaction().execute((trx) => insertAttempt(trx, attempt))
}

test('no one can have the trail of others emptied by what they call a person before they erase them (R39, R23)', async () => {
  const { api, id: bossId } = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  const { id: witness } = await person('Quentin', 'Witness')
  const before = (await trail()).filter(({ action }) => /^(?:settings|user|chain|tenant|role)\./.test(action))
  // What all records have, as a name, as a username, and as what somebody else typed.
  const { body } = await api('POST', '/users', {
    username: 'tmas',
    email: 'mule@north.example',
    firstName: '"locationId":',
    lastName: '"username":',
    memberships: [{ locationId: stage.north.chainId, role: 'viewer' }],
  })
  await signInWithMicrosoft(stage, visitor(stage), 'quentin@north.example', {
    start: '/sign-in/microsoft?login_hint=mule@north.example',
  })
  const attempts = () =>
    stage.db.selectFrom('signInAttempt').select('id').where('userId', '=', witness).execute()
  const signedIn = await attempts()
  expect((await api('POST', `/users/${body.id}/erase`)).status).toBe(204)
  await eraseWords(stage.ownerUrl)
  expect(await attempts()).toEqual(signedIn)
  const after = await trail()
  for (const record of before) expect(after).toContainEqual(record)
  const { rows } = await sql`
    select from audit_record where erased_digest is not null and detail ->> 'userId' in (${witness}, ${bossId})`.execute(
    owner,
  )
  expect(rows).toEqual([])
})

/** Someone with a life in TMAS: a user who was refused and signed in by both doors, and asked for a password. */
async function person(firstName: string, lastName: string) {
  const name = firstName.toLowerCase()
  const loginId = `${name}@north.example`
  stage.emulator.directory.people.push({
    loginId,
    name: `${firstName} ${lastName}`,
    tenantId: northTenantId,
    oid: crypto.randomUUID(),
  })
  // Before they were a user.
  await signInWithMicrosoft(stage, visitor(stage), loginId)
  const user = await userIn(stage, stage.north.chainId, loginId, {
    username: `${name}-name`,
    firstName,
    lastName,
    passwordHash: await leastHash(password),
  })
  await callApi(visitor(stage), 'POST', '/session', { username: `${name}-name`, password: 'Wrong-Harbour-7' })
  await signInWithMicrosoft(stage, visitor(stage), loginId)
  return user
}

const inDays = (days: number) =>
  new Date(stage.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

async function exempt(api: ApiClient, id: string, reason: string, endsOn: string): Promise<void> {
  const path = `/locations/${stage.north.chainId}/advanced/exceptions/${id}`
  expect((await api('PUT', path, { reason, endsOn })).status).toBe(200)
}

/** Names someone where only others' rows do. */
async function mention(name: string, id: string) {
  const { api } = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  await api('POST', '/locations', {
    type: 'store',
    name: `Store of ${crypto.randomUUID()}`,
    parentId: stage.north.chainId,
    contactEmail: `${name}@north.example`,
  })
  await api('PATCH', `/users/${id}`, { email: `${name}.other@north.example` })
  await api('PATCH', `/users/${id}`, { email: `${name}@north.example` })
  await api('POST', '/consent-kits', {
    locationId: stage.north.chainId,
    recipient: `${name}@north.example`,
  })
  await api('PATCH', `/users/${id}`, { firstName: 'Renamed' })
  await visitor(stage).post('/forgot-password', { name: `${name}@north.example` })
  await api('POST', '/users', {
    username: `friend-of-${name.slice(0, 3)}-${id.slice(0, 4)}`,
    email: `friend.${id.slice(0, 8)}@north.example`,
    memberships: [{ locationId: stage.north.chainId, role: 'viewer' }],
  })
}

async function trail() {
  const { rows } = await sql<{ action: string; at: Date; detail: object }>`
    select action, at, detail from audit_record where customer_id = ${stage.north.chainId} order by sequence`.execute(
    owner,
  )
  return rows
}

/** The tables of which a row has such a text in any column, in the order of their names. */
async function holding(pattern: RegExp): Promise<string[]> {
  const { rows } = await sql<{ table: string; content: string }>`
    select c.relname as table, query_to_xml(format('select * from %I', c.relname), true, false, '')::text as content
    from pg_class as c where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(
    owner,
  )
  return rows.filter(({ content }) => pattern.test(content)).map(({ table }) => table)
}
