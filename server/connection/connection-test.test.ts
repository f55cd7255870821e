import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { placeHints } from '#server/attempts/hints.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  setTenant,
  signInWithMicrosoft,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { signInAs } from '../../emulator/person.ts'
import { northTenantId, partnerTenantId, southTenantId } from '../../emulator/sample.ts'
import { readSetupFacts } from './setup-facts.ts'

const bea = 'bea.first@north.example'
const quarter = 15 * 60 * 1000

let door: FrontDoor
let chainId: string
let manager: Awaited<ReturnType<typeof signedInWith>>
let customers = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  door.emulator.control.reset()
  customers += 1
  // The emulator's people may belong to one test only.
  await sql`update user_account set email = id || '@gone.example'`.execute(door.db)
  await sql`update microsoft_link set ended_at = now() where ended_at is null`.execute(door.db)
  chainId = (await customerWithTenant(door, `North ${customers}`, northTenantId)).chainId
  manager = await signedInWith(door, 'chain_manager', chainId)
})

type Started = { id: string; address: string; result: string }

async function start(body?: unknown, api: ApiClient = manager.api): Promise<Started> {
  const answer = await api('POST', `/locations/${chainId}/advanced/test`, body)
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}

/** Goes to Microsoft with a window of this browser, and signs in there; the callback is not visited yet. */
async function leave(
  { address }: Pick<Started, 'address'>,
  loginId: string,
  browser: Visitor = manager.browser,
): Promise<URL> {
  const opened = await browser.get(address)
  expect(opened.status).toBe(303)
  const location = opened.headers.get('location') ?? ''
  const ending = await signInAs(door.emulator, location, loginId, { answer: 'accept' })
  if (ending.kind !== 'returned') throw new Error(`stayed on Microsoft's page ${ending.page}`)
  return new URL(ending.url)
}

const result = async ({ id }: Pick<Started, 'id'>) =>
  (await manager.api('GET', `/locations/${chainId}/advanced/test/${id}`)).body

/** A whole test with this account. */
async function play(loginId: string, body?: unknown) {
  const started = await start(body)
  const back = await manager.browser.get(String(await leave(started, loginId)))
  return { started, back, report: await result(started) }
}

const failedChecks = (report: { checks: { name: string; passed: boolean }[] }) =>
  report.checks.filter(({ passed }) => !passed).map(({ name }) => name)

/** Every row of every table, but for what a test is itself. */
async function everythingElse() {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`.execute(door.db)
  const own: Record<string, string> = {
    connection_test: 'where false',
    sign_in_attempt: `where purpose <> 'test'`,
    sign_in_attempt_customer: `where attempt_id not in (select attempt_id from connection_test)`,
    audit_record: `where action <> 'connection.tested'`,
    // It moves with each record, and so with that of the test.
    audit_head: 'where false',
    // When it was last used is the API's doing.
    session: '',
  }
  const tables: Record<string, unknown> = {}
  for (const { name } of rows) {
    const columns = name === 'session' ? `to_jsonb(session) - 'last_used_at'` : `to_jsonb(${name})`
    tables[name] = (
      await sql`select ${sql.raw(columns)} as row from ${sql.table(name)} ${sql.raw(own[name] ?? '')} order by 1`.execute(
        door.db,
      )
    ).rows
  }
  return tables
}

test('a test says that an account would be let in, check by check, and changes nothing at all (R20)', async () => {
  const user = await userIn(door, chainId, bea)
  const before = await everythingElse()
  const { report, back } = await play(bea)
  expect(report).toMatchObject({
    state: 'passed',
    connected: true,
    code: null,
    azureTenantId: northTenantId,
    tenantId: northTenantId,
    loginId: bea,
    user: { id: user.id, email: bea },
    remedy: null,
  })
  expect(failedChecks(report)).toEqual([])
  expect(report.checks).toContainEqual({
    name: 'signature',
    rule: 'R8',
    passed: true,
    expected: null,
    seen: null,
  })
  expect(report.checks).toContainEqual({
    name: 'chain_tenant',
    rule: 'R8',
    passed: true,
    expected: northTenantId,
    seen: northTenantId,
  })
  expect(await everythingElse()).toEqual(before)
  expect(back.headers.get('location')).toBe(
    `/administration/locations?location=${chainId}&section=advanced&test=${report.id}`,
  )
  expect(await manager.browser.session()).toMatchObject({
    user: { id: manager.id },
    signedInWith: 'password',
  })
})

test('a test confirms nothing, ticks no step, and is nobody’s last attempt (R20, R21)', async () => {
  await userIn(door, chainId, bea)
  await play(bea)
  expect((await manager.api('GET', `/locations/${chainId}/advanced`)).body.tenant).toMatchObject({
    status: 'verified',
    confirmedAt: null,
  })
  const facts = await readSetupFacts(door.db, { id: chainId, customerId: chainId })
  expect(facts).toMatchObject({ triedAt: null, acceptedAt: null, lastAttempt: null, confirmedAt: null })
  const readiness = await manager.api('GET', `/locations/${chainId}/advanced/readiness`)
  expect(readiness.body.affected).toMatchObject([{ email: bea, state: 'never_tried', lastAttempt: null }])
})

test('a test whose window is still at Microsoft ticks no step either (R20, R21)', async () => {
  const { address } = await start()
  expect((await manager.browser.get(address)).status).toBe(303)
  expect(await newestAttempt(door)).toMatchObject({ purpose: 'test', outcome: 'pending' })
  const facts = await readSetupFacts(door.db, { id: chainId, customerId: chainId })
  expect(facts).toMatchObject({ triedAt: null, acceptedAt: null, lastAttempt: null })
})

test('a test is kept as an attempt that is marked, for this customer, and in the audit log by its manager (R17, R23)', async () => {
  await userIn(door, chainId, bea)
  const other = await customerWithTenant(door, `Elsewhere ${customers}`, northTenantId)
  await userIn(door, other.chainId, bea)
  const { report } = await play(bea)
  expect(await newestAttempt(door)).toMatchObject({ id: report.id, purpose: 'test', outcome: 'succeeded' })
  const concerned = await door.db
    .selectFrom('signInAttemptCustomer')
    .select('customerId')
    .where('attemptId', '=', report.id)
    .execute()
  expect(concerned).toEqual([{ customerId: chainId }])
  const records = await door.db
    .selectFrom('auditRecord')
    .select(['customerId', 'action', 'actorUserId', 'detail'])
    .where('action', '=', 'connection.tested')
    .where('customerId', 'in', [chainId, other.chainId])
    .execute()
  expect(records).toEqual([
    {
      customerId: chainId,
      action: 'connection.tested',
      actorUserId: manager.id,
      detail: { locationId: chainId, tenantId: northTenantId, reference: report.reference, code: null },
    },
  ])
})

test.each([
  ['nobody', async () => {}, 'unknown_user', 'correct_address', ['user']],
  [
    'somebody who is switched off',
    () => userIn(door, chainId, bea, { enabled: false }),
    'account_disabled',
    'switch_on',
    ['enabled'],
  ],
  [
    'somebody who is linked with another account',
    async () => {
      const { id: userId } = await userIn(door, chainId, bea)
      const [id, objectId, now] = [crypto.randomUUID(), crypto.randomUUID(), new Date()]
      const link = { id, customerId: chainId, userId, tenantId: northTenantId, objectId, loginId: bea }
      await door.db
        .insertInto('microsoftLink')
        .values({ ...link, linkedAt: now, lastUsedAt: now })
        .execute()
    },
    'linked_to_other_account',
    'remove_link',
    ['link'],
  ],
] as const)(
  'where the account is %s in this chain, the connection works, and the one thing to change is said (R20)',
  async (_, prepare, code, action, failed) => {
    await prepare()
    const before = await everythingElse()
    const { report } = await play(bea)
    expect(report).toMatchObject({ state: 'failed', connected: true, code, loginId: bea, remedy: { action } })
    expect(failedChecks(report)).toEqual(failed)
    expect(await everythingElse()).toEqual(before)
  },
)

test('an account from another tenant: only the tenant that came is said, even if it is a user of ours or of others (R20, R22)', async () => {
  await userIn(door, chainId, 'emil.other@south.example')
  const south = await customerWithTenant(door, `South ${customers}`, southTenantId)
  await userIn(door, south.chainId, 'emil.other@south.example', { username: `secret-${customers}` })
  const { report } = await play('emil.other@south.example')
  expect(report).toMatchObject({
    state: 'failed',
    connected: false,
    code: 'tenant_mismatch',
    tenantId: southTenantId,
    loginId: null,
    user: null,
    remedy: { action: 'correct_tenant_id' },
  })
  expect(failedChecks(report)).toEqual(['chain_tenant'])
  expect(JSON.stringify(report)).not.toContain('emil')
  expect(JSON.stringify(report)).not.toContain('secret')
  expect(await newestAttempt(door)).toMatchObject({ loginId: null, objectId: null })
})

test('a user of another customer, or of a branch that one does not manage, is nobody here (R18, R22)', async () => {
  const other = await customerWithTenant(door, `Other ${customers}`, northTenantId)
  await userIn(door, other.chainId, bea)
  expect((await play(bea)).report).toMatchObject({ code: 'unknown_user', user: null, connected: true })

  const boss = await signedInWith(door, 'chain_and_user_manager', chainId)
  const add = async (name: string) =>
    (await boss.api('POST', '/locations', { parentId: chainId, type: 'chain', name })).body.id
  const [mine, theirs] = [await add('Mine'), await add('Theirs')]
  await userIn(door, theirs, 'Dora.Capital@North.example', { username: `hidden-${customers}` })
  manager = await signedInWith(door, 'chain_manager', mine)
  chainId = mine
  const { report } = await play('Dora.Capital@North.example')
  expect(report).toMatchObject({ state: 'failed', code: 'unknown_user', user: null, connected: true })
  expect(JSON.stringify(report)).not.toContain('hidden')
})

test('a tenant ID is tested before it is saved, and by its domain; nothing is saved (R4, R20)', async () => {
  await userIn(door, chainId, 'emil.other@south.example')
  const before = await everythingElse()
  const { report } = await play('emil.other@south.example', { azureTenantId: 'south.example' })
  expect(report).toMatchObject({ state: 'passed', azureTenantId: southTenantId, tenantId: southTenantId })
  expect(await everythingElse()).toEqual(before)

  await setTenant(door, chainId, null)
  const fresh = await everythingElse()
  const again = await play('emil.other@south.example', { azureTenantId: southTenantId })
  expect(again.report).toMatchObject({ state: 'passed' })
  expect(await everythingElse()).toEqual(fresh)
})

test('a chain that inherits tests what is in force, and may try its own (R5)', async () => {
  const boss = await signedInWith(door, 'chain_and_user_manager', chainId)
  const brand = (await boss.api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' }))
    .body.id
  await userIn(door, brand, 'emil.other@south.example')
  manager = await signedInWith(door, 'chain_manager', brand)
  chainId = brand
  expect((await play(bea)).report).toMatchObject({ azureTenantId: northTenantId, code: 'unknown_user' })
  const own = await play('emil.other@south.example', { azureTenantId: southTenantId })
  expect(own.report).toMatchObject({ state: 'passed' })
})

test('without a tenant there is nothing to test, and what is no tenant is refused with the reason (R4)', async () => {
  await setTenant(door, chainId, null)
  const path = `/locations/${chainId}/advanced/test`
  expect(await manager.api('POST', path)).toMatchObject({ status: 409, body: { code: 'tenant_required' } })
  expect(await manager.api('POST', path, { azureTenantId: 'nobody.example' })).toMatchObject({
    status: 422,
    body: { code: 'not_a_tenant' },
  })
  expect(await manager.api('POST', path, { tenant: northTenantId })).toMatchObject({ status: 400 })
})

test('what Microsoft refuses is said, with who must act (R17, R20)', async () => {
  const started = await start()
  const opened = await manager.browser.get(started.address)
  const ending = await signInAs(
    door.emulator,
    opened.headers.get('location') ?? '',
    'cleo.declines@north.example',
    {
      answer: 'decline',
    },
  )
  if (ending.kind !== 'returned') throw new Error('did not return')
  const before = await everythingElse()
  await manager.browser.get(ending.url)
  expect(await result(started)).toMatchObject({
    state: 'failed',
    connected: false,
    code: 'consent_declined',
    remedy: { actor: 'person', action: 'send_consent_kit' },
  })
  expect(await everythingElse()).toEqual(before)
})

test('nobody’s manager is told of a test: it is no sign-in, and concerns who tests alone (R18, R20)', async () => {
  const elsewhere = (await customerWithTenant(door, `Elsewhere ${customers}`, null)).chainId
  await userIn(door, elsewhere, bea)
  const other = await signedInWith(door, 'chain_and_user_manager', elsewhere)
  const started = await start()
  const opened = await manager.browser.get(started.address)
  const state = new URL(opened.headers.get('location') ?? '').searchParams.get('state') ?? ''
  await manager.browser.get(`/sign-in/microsoft/callback?state=${state}&error=access_denied`)
  const { reference } = await result(started)
  const asked = { refused: 'consent_declined', reference, email: bea, return_to: '/' }
  expect((await manager.browser.post('/sign-in/tell-manager', asked)).status).toBe(303)
  await placeHints(door.db, door.now())
  expect((await other.api('GET', `/sign-ins/${reference}`)).status).toBe(404)
})

test('a token that fails a check fails the test at that check (R8, R20)', async () => {
  await userIn(door, chainId, bea)
  const started = await start()
  const url = await leave(started, bea)
  door.emulator.control.tamper = {
    idToken: ({ header, payload, sign }) => sign(header, { ...payload, nonce: 'another' }),
  }
  await manager.browser.get(String(url))
  const report = await result(started)
  expect(report).toMatchObject({ state: 'failed', code: 'invalid_response', connected: false })
})

test('a test that does not come back ends after 15 minutes, for this customer alone (R17, R20)', async () => {
  const [opened, unopened] = [await start(), await start()]
  const url = await leave(opened, bea)
  door.passTime(quarter + 1000)
  try {
    const before = await door.db.selectFrom('session').select('id').orderBy('id').execute()
    await closeUnreturned(door.db, door.now())
    for (const { id } of [opened, unopened]) {
      expect(await result({ id })).toMatchObject({ state: 'failed', code: 'not_returned' })
    }
    const late = await manager.browser.get(String(url))
    expect(late.headers.get('location')).toContain(`test=${opened.id}`)
    expect(await door.db.selectFrom('session').select('id').orderBy('id').execute()).toEqual(before)
    const concerned = await door.db
      .selectFrom('signInAttemptCustomer')
      .select('customerId')
      .where('attemptId', 'in', [opened.id, unopened.id])
      .execute()
    expect(concerned).toEqual([{ customerId: chainId }, { customerId: chainId }])
  } finally {
    door.passTime(-quarter - 1000)
  }
})

test('the window that Microsoft answered says that the test is complete, and that it may be closed', async () => {
  await userIn(door, chainId, bea)
  const started = await start()
  const url = await leave({ address: `${started.address}&display=popup` }, bea)
  const back = await manager.browser.get(String(url))
  expect(back.headers.get('location')).toBe(`/sign-in/microsoft/done?popup=${started.id}`)
  const page = await (await manager.browser.get(back.headers.get('location') ?? '')).text()
  expect(page).toContain('The test is complete')
  expect(page).not.toContain('You are signed in')
  const status = await (await manager.browser.get(`/sign-in/microsoft/status?popup=${started.id}`)).json()
  expect(status).toEqual({ location: expect.stringContaining(`test=${started.id}`) })
})

test('a test may be opened again until Microsoft has answered; the older window then answers in vain', async () => {
  await userIn(door, chainId, bea)
  const started = await start()
  const [older, newer] = [await leave(started, bea), await leave(started, bea)]
  await manager.browser.get(String(older))
  expect(await result(started)).toMatchObject({ state: 'pending' })
  await manager.browser.get(String(newer))
  expect(await result(started)).toMatchObject({ state: 'passed' })
  expect((await manager.browser.get(started.address)).status).toBe(404)
})

test('one manager starts so many tests and no more, and is told to wait', async () => {
  for (let i = 0; i < 30; i += 1) await start()
  expect(await manager.api('POST', `/locations/${chainId}/advanced/test`)).toMatchObject({
    status: 429,
    body: { code: 'throttled' },
  })
})

// --- Attacks: whatever is done with a test, nobody comes in by it -------------------------------------------------

type Attack = {
  name: string
  play: (url: URL, started: Started) => Promise<Visitor>
  /** What the test itself says afterwards. */
  says: { state: string; code?: string | null }
}

const attacks: Attack[] = [
  {
    name: 'its answer is replayed in another browser',
    play: async (url) => {
      const other = visitor(door)
      await other.get(String(url))
      return other
    },
    says: { state: 'pending' },
  },
  {
    name: 'its answer is replayed in a browser that has stolen the attempt’s cookie',
    play: async (url) => {
      const other = visitor(door)
      other.cookies.set('tmas-attempt', manager.browser.cookies.get('tmas-attempt') ?? '')
      await other.get(String(url))
      return other
    },
    says: { state: 'failed', code: 'expired' },
  },
  {
    name: 'its answer comes a second time',
    play: async (url) => {
      await manager.browser.get(String(url))
      manager.browser.cookies.delete('tmas')
      await manager.browser.get(String(url))
      return manager.browser
    },
    says: { state: 'passed', code: null },
  },
  {
    name: 'the manager has signed out meanwhile',
    play: async (url) => {
      await manager.browser.post('/sign-out', {})
      await manager.browser.get(String(url))
      return manager.browser
    },
    says: { state: 'failed', code: 'expired' },
  },
  {
    name: 'the manager’s session was ended elsewhere',
    play: async (url) => {
      await sql`delete from session where user_id = ${manager.id}`.execute(door.db)
      await manager.browser.get(String(url))
      return manager.browser
    },
    says: { state: 'failed', code: 'expired' },
  },
  {
    name: 'somebody else is signed in in this browser by now',
    play: async (url) => {
      const other = await signedInWith(door, 'chain_manager', chainId)
      manager.browser.cookies.set('tmas', other.browser.cookies.get('tmas') ?? '')
      await manager.browser.get(String(url))
      manager.browser.cookies.delete('tmas')
      return manager.browser
    },
    says: { state: 'failed', code: 'expired' },
  },
  {
    name: 'the manager was demoted meanwhile',
    play: async (url) => {
      await sql`update membership set role = 'viewer' where user_id = ${manager.id}`.execute(door.db)
      await manager.browser.get(String(url))
      manager.browser.cookies.delete('tmas')
      return manager.browser
    },
    says: { state: 'failed', code: 'expired' },
  },
  {
    name: 'a sign-in is started under the test’s own number',
    play: async (url, { id }) => {
      manager.browser.cookies.delete('tmas')
      const started = await manager.browser.get(`/sign-in/microsoft?popup=${id}`)
      const signIn = new URL(started.headers.get('location') ?? '')
      // The test's code under the state of the sign-in: Microsoft's nonce and verifier do not fit it.
      url.searchParams.set('state', signIn.searchParams.get('state') ?? '')
      await manager.browser.get(String(url))
      return manager.browser
    },
    says: { state: 'pending' },
  },
  {
    name: 'its state takes the code of a sign-in along',
    play: async (url) => {
      const stolen = visitor(door)
      const started = await stolen.get('/sign-in/microsoft')
      const ending = await signInAs(door.emulator, started.headers.get('location') ?? '', bea, {
        answer: 'accept',
      })
      if (ending.kind !== 'returned') throw new Error('did not return')
      url.searchParams.set('code', new URL(ending.url).searchParams.get('code') ?? '')
      await manager.browser.get(String(url))
      manager.browser.cookies.delete('tmas')
      return manager.browser
    },
    says: { state: 'failed' },
  },
  {
    name: 'a customer is chosen for it',
    play: async (_, { id }) => {
      manager.browser.cookies.delete('tmas')
      await manager.browser.post('/sign-in/microsoft/choose', { attempt: id, customer: chainId })
      return manager.browser
    },
    says: { state: 'pending' },
  },
  {
    name: 'it is cancelled before the answer comes',
    play: async (url, { id }) => {
      await manager.browser.post('/sign-in/microsoft/cancel', { popup: id })
      await manager.browser.get(String(url))
      manager.browser.cookies.delete('tmas')
      return manager.browser
    },
    says: { state: 'failed', code: 'popup_closed' },
  },
]

test.each(attacks)('nobody comes in by a test when $name (R20)', async ({ play: attack, says }) => {
  await userIn(door, chainId, bea)
  const started = await start()
  const url = await leave(started, bea)
  const people = async () => ({
    sessions: (await sql`select id from session where door = 'microsoft'`.execute(door.db)).rows,
    links: await door.db.selectFrom('microsoftLink').selectAll().orderBy('id').execute(),
    users: await door.db.selectFrom('userAccount').select(['id', 'lastSignInAt']).orderBy('id').execute(),
  })
  const before = await people()
  const browser = await attack(url, started)
  expect(await browser.session()).toBeUndefined()
  const { sessions, links, users } = await people()
  expect({ sessions, links }).toEqual({ sessions: before.sessions, links: before.links })
  // Somebody may have signed in with a password in the course of the attack; nobody whom the test concerns.
  for (const user of before.users) expect(users).toContainEqual(user)
  const reader = await signedInWith(door, 'chain_manager', chainId)
  expect((await reader.api('GET', `/locations/${chainId}/advanced/test/${started.id}`)).body).toMatchObject(
    says,
  )
})

test('a test is opened only in the session that started it (R20)', async () => {
  const started = await start()
  const colleague = await signedInWith(door, 'chain_manager', chainId)
  const sameManager = visitor(door)
  for (const browser of [visitor(door), colleague.browser, sameManager]) {
    const answer = await browser.get(started.address)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('location')).toBeNull()
  }
  expect(
    (
      await manager.browser.get(started.address, {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'no-cors',
        'sec-fetch-dest': 'image',
      })
    ).status,
  ).toBe(403)
})

test('another site can start no test in a manager’s browser', async () => {
  const answer = await manager.browser.send(`/api/v1/locations/${chainId}/advanced/test`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
  })
  expect(answer.status).toBe(403)
})

test('the database itself refuses a session that points to a test (R20)', async () => {
  const { id } = await start()
  await expect(
    sql`insert into session (id, secret_hash, customer_id, user_id, attempt_id, door, created_at, last_used_at, expires_at, ip)
      values (${crypto.randomUUID()}, '\\x00', ${chainId}, ${manager.id}, ${id}, 'password', now(), now(), now(), '')`.execute(
      door.db,
    ),
  ).rejects.toThrow(/foreign key/)
  await expect(
    sql`insert into session (id, secret_hash, customer_id, user_id, attempt_id, attempt_purpose, door, created_at, last_used_at, expires_at, ip)
      values (${crypto.randomUUID()}, '\\x00', ${chainId}, ${manager.id}, ${id}, 'test', 'password', now(), now(), now(), '')`.execute(
      door.db,
    ),
  ).rejects.toThrow(/check constraint/)
})

test('a result is for who may change these settings, and of this chain alone (R22)', async () => {
  const { started } = await play(bea)
  const colleague = await signedInWith(door, 'chain_and_user_manager', chainId)
  const path = `/locations/${chainId}/advanced/test/${started.id}`
  expect((await colleague.api('GET', path)).status).toBe(200)
  for (const role of ['user_manager', 'viewer'] as const)
    expect((await (await signedInWith(door, role, chainId)).api('GET', path)).status).toBe(403)
  const brand = (
    await colleague.api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' })
  ).body.id
  expect((await colleague.api('GET', `/locations/${brand}/advanced/test/${started.id}`)).status).toBe(404)
})

test('whatever happens in whatever order, a test opens no session and a sign-in no test (R20)', async () => {
  await userIn(door, chainId, bea)
  const step = fc.constantFrom('test', 'signIn', 'swap', 'again', 'cancel')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      manager = await signedInWith(door, 'chain_manager', chainId)
      const browser = manager.browser
      const session = browser.cookies.get('tmas') ?? ''
      const started = await start()
      let testUrl = await leave(started, bea)
      for (const what of steps) {
        browser.cookies.set('tmas', session)
        if (what === 'test') await browser.get(String(testUrl))
        if (what === 'again') {
          const opened = await browser.get(started.address)
          if (opened.status === 303) testUrl = await leave(started, bea)
        }
        if (what === 'cancel') await browser.post('/sign-in/microsoft/cancel', { popup: started.id })
        if (what === 'swap') {
          const signIn = new URL((await browser.get('/sign-in/microsoft')).headers.get('location') ?? '')
          const swapped = new URL(testUrl)
          swapped.searchParams.set('state', signIn.searchParams.get('state') ?? '')
          await browser.get(String(swapped))
        }
        if (what === 'signIn') {
          const stranger = visitor(door)
          await signInWithMicrosoft(door, stranger, bea)
          expect(await stranger.session()).toMatchObject({ signedInWith: 'microsoft' })
          continue
        }
        expect(browser.cookies.get('tmas')).toBe(session)
      }
      const { rows } = await sql`
        select from session join sign_in_attempt on sign_in_attempt.id = attempt_id where purpose <> 'sign_in'`.execute(
        door.db,
      )
      expect(rows).toEqual([])
      expect((await result(started)).state).toMatch(/^(?:pending|passed|failed)$/)
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('a test runs beside a change of settings, and beside another test', async () => {
  await userIn(door, chainId, bea)
  const [one, two] = [await start(), await start({ azureTenantId: southTenantId })]
  const [first, second] = [await leave(one, bea), await leave(two, bea)]
  await Promise.all([
    manager.browser.get(String(first)),
    manager.browser.get(String(second)),
    changeAdvancedSettings(
      door.db,
      { kind: 'operator' },
      chainId,
      { azureTenantId: { tenantId: partnerTenantId, verified: true } },
      door.now(),
    ),
  ])
  expect(await result(one)).toMatchObject({ azureTenantId: northTenantId, state: 'passed' })
  expect(await result(two)).toMatchObject({ code: 'tenant_mismatch', tenantId: northTenantId })
  expect((await manager.api('GET', `/locations/${chainId}/advanced`)).body.azureTenantId).toBe(
    partnerTenantId,
  )
})
