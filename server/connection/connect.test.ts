import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  setTenant,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { signInAs } from '../../emulator/person.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

const bea = 'bea.first@north.example'
const emil = 'emil.other@south.example'

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
  chainId = (await customerWithTenant(door, `North ${customers}`, null)).chainId
  manager = await signedInWith(door, 'chain_manager', chainId)
})

type Started = { id: string; address: string; result: string }

const pathOf = (chain = chainId) => `/locations/${chain}/advanced`

async function start(api: ApiClient = manager.api): Promise<Started> {
  const answer = await api('POST', `${pathOf()}/connect`)
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}

/** Goes to Microsoft with a window of this browser, and signs in there; the callback is not visited yet. */
async function leave({ address }: Started, loginId: string, browser: Visitor = manager.browser) {
  const opened = await browser.get(address)
  expect(opened.status).toBe(303)
  const location = opened.headers.get('location') ?? ''
  expect(new URL(location).pathname).toContain('/organizations/')
  expect(new URL(location).searchParams.get('prompt')).toBe('select_account')
  const ending = await signInAs(door.emulator, location, loginId, { answer: 'accept' })
  if (ending.kind !== 'returned') throw new Error(`stayed on Microsoft's page ${ending.page}`)
  return ending.url
}

const read = async ({ id }: Pick<Started, 'id'>, api = manager.api) =>
  (await api('GET', `${pathOf()}/connect/${id}`)).body

async function connect(loginId: string) {
  const started = await start()
  const back = await manager.browser.get(await leave(started, loginId))
  return { started, back, found: await read(started) }
}

const settings = async () => (await manager.api('GET', pathOf())).body

const save = (azureTenantId: string, more: object = {}, headers: Record<string, string> = {}) =>
  manager.api('PATCH', pathOf(), { azureTenantId, ...more }, headers)

test('the tenant that answered is shown with the domains that are its own, and nothing is saved until it is confirmed; then it is proved (R4, R31)', async () => {
  for (const email of [
    'nora@south.example',
    'otto@south.example',
    'pia@north.example',
    'quin@nowhere.example',
  ])
    await userIn(door, chainId, email, { username: `${email.split('@')[0]}-${customers}` })
  const { found, back } = await connect(emil)
  expect(found).toMatchObject({
    state: 'answered',
    loginId: emil,
    tenant: {
      tenantId: southTenantId,
      domains: [{ domain: 'south.example', users: 2 }],
      otherDomains: expect.arrayContaining([
        { domain: 'north.example', users: 1 },
        { domain: 'nowhere.example', users: 1 },
      ]),
    },
    confirming: { replaces: null, consequences: {}, version: expect.stringMatching(/^".+"$/) },
  })
  expect(back.headers.get('location')).toBe(
    `/administration/locations?location=${chainId}&section=advanced&connect=${found.id}`,
  )
  expect(await settings()).toMatchObject({ azureTenantId: null, tenant: { status: 'unset', provedAt: null } })

  const saved = await save(southTenantId, {}, { 'if-match': found.confirming.version })
  expect(saved).toMatchObject({ status: 200 })
  expect(await settings()).toMatchObject({
    azureTenantId: southTenantId,
    tenant: { status: 'verified', provedAt: expect.any(String), provedBy: manager.id },
  })
  const { rows } = await sql`
    select action, detail from audit_record
    where customer_id = ${chainId} and action in ('connection.tested', 'settings.changed') order by id`.execute(
    door.db,
  )
  expect(rows).toMatchObject([
    { action: 'connection.tested', detail: { tenantId: southTenantId, reference: found.reference } },
    { action: 'settings.changed', detail: { after: { azureTenantId: southTenantId } } },
  ])
})

test('the manager whose account it is learns that they can sign in with it; any other account of the organization proves the tenant as well (R4, R31)', async () => {
  const user = await userIn(door, chainId, emil)
  expect((await connect(emil)).found).toMatchObject({ code: null, user: { id: user.id, email: emil } })
  await sql`update user_account set email = id || '@gone.example'`.execute(door.db)
  expect((await connect(emil)).found).toMatchObject({
    state: 'answered',
    code: 'unknown_user',
    user: null,
    tenant: { tenantId: southTenantId },
  })
})

test('where another tenant is in force, what confirming would end is said before, and confirmed by it (R6)', async () => {
  await setTenant(door, chainId, northTenantId)
  const { id: userId } = await userIn(door, chainId, bea)
  const [id, objectId, now] = [crypto.randomUUID(), crypto.randomUUID(), new Date()]
  await door.db
    .insertInto('microsoftLink')
    .values({
      ...{ id, customerId: chainId, userId, tenantId: northTenantId, objectId, loginId: bea },
      ...{ linkedAt: now, lastUsedAt: now },
    })
    .execute()
  const { found } = await connect(emil)
  expect(found.confirming).toMatchObject({ replaces: northTenantId, consequences: { linkedUsers: 1 } })
  expect(await settings()).toMatchObject({ azureTenantId: northTenantId })
  const basis = { 'if-match': found.confirming.version }
  expect(await save(southTenantId, {}, basis)).toMatchObject({ status: 409 })
  expect(await save(southTenantId, { confirm: true }, basis)).toMatchObject({ status: 200 })
})

test('a manager who answers for the tenant that is saved already proves it at once (R31)', async () => {
  await setTenant(door, chainId, southTenantId, { claimed: true })
  const { found } = await connect(emil)
  expect(found.confirming).toMatchObject({ replaces: southTenantId, consequences: {} })
  expect((await settings()).tenant).toMatchObject({ provedAt: expect.any(String), provedBy: manager.id })
})

test('a tenant that another customer has proved is answered like any other, and nothing is learned of that customer (R18, R31)', async () => {
  const alone = (await connect(emil)).found
  const other = await customerWithTenant(door, `Elsewhere ${customers}`, southTenantId)
  await sql`update advanced_settings set proved_at = now() where location_id = ${other.chainId}`.execute(
    door.db,
  )
  await userIn(door, other.chainId, emil, { username: `secret-${customers}` })
  const { found } = await connect(emil)
  const same = ({ state, code, loginId, user, tenant, confirming }: typeof found) =>
    JSON.stringify({ state, code, loginId, user, tenant, confirming })
  expect(same(found)).toBe(same(alone))
  expect(JSON.stringify(found)).not.toContain('secret')
})

test('if someone changes the settings while the question is open, confirming saves nothing (R32)', async () => {
  const { found } = await connect(emil)
  const colleague = await signedInWith(door, 'chain_and_user_manager', chainId)
  await colleague.api('PATCH', pathOf(), { azureTenantId: northTenantId })
  expect(
    await save(southTenantId, { confirm: true }, { 'if-match': found.confirming.version }),
  ).toMatchObject({
    status: 412,
    body: { code: 'changed_meanwhile', changes: { azureTenantId: { theirs: northTenantId } } },
  })
  expect(await settings()).toMatchObject({ azureTenantId: northTenantId })
})

// --- Attacks ------------------------------------------------------------------------------------------------------

test.each([
  ['a guest by `acct`', { acct: 1 }],
  ['a guest by `idp`', { idp: 'https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/' }],
  ['a guest by an address of elsewhere', { idp: 'live.com' }],
])('%s proves nothing, and is offered nothing to confirm (R31)', async (_, payload) => {
  door.emulator.control.nextToken = { payload }
  const { found } = await connect(emil)
  expect(found).toMatchObject({
    state: 'failed',
    code: 'tenant_mismatch',
    tenant: null,
    confirming: null,
    loginId: null,
  })
  await save(southTenantId)
  expect((await settings()).tenant).toMatchObject({ provedAt: null })
})

test('a guest does not prove a tenant by the test of the connection either (R31)', async () => {
  await setTenant(door, chainId, southTenantId, { claimed: true })
  door.emulator.control.nextToken = { payload: { acct: 1 } }
  const { body: started } = await manager.api('POST', `${pathOf()}/test`)
  await manager.browser.get(await leave(started, emil))
  expect((await manager.api('GET', `${pathOf()}/test/${started.id}`)).body).toMatchObject({
    state: 'failed',
    connected: false,
  })
  expect((await settings()).tenant).toMatchObject({ provedAt: null })
})

test('a personal account is refused, and proves nothing (R4, R12)', async () => {
  const personal = '9188040d-6c67-4c5b-b112-36a304b66dad'
  const started = await start()
  const url = await leave(started, emil)
  door.emulator.control.tamper = {
    idToken: ({ header, payload, keys, sign }) =>
      sign(
        { ...header, kid: keys.personal.kid },
        { ...payload, tid: personal, iss: String(payload.iss).replace(southTenantId, personal) },
        keys.personal,
      ),
  }
  await manager.browser.get(url)
  expect(await read(started)).toMatchObject({ state: 'failed', code: 'personal_account', tenant: null })
})

test('an account of the sign-in that was sent along from another browser is not taken for the manager’s (R8, R31)', async () => {
  const started = await start()
  const other = visitor(door)
  const theirs = await other.get('/sign-in/microsoft')
  const ending = await signInAs(door.emulator, theirs.headers.get('location') ?? '', bea, {
    answer: 'accept',
  })
  if (ending.kind !== 'returned') throw new Error('did not return')
  const mine = new URL(await leave(started, emil))
  mine.searchParams.set('code', new URL(ending.url).searchParams.get('code') ?? '')
  await manager.browser.get(String(mine))
  expect(await read(started)).toMatchObject({ state: 'failed', tenant: null })
})

test('it is opened and ended only in the session that started it, and by no other site (R31)', async () => {
  const started = await start()
  const colleague = await signedInWith(door, 'chain_manager', chainId)
  for (const browser of [visitor(door), colleague.browser])
    expect((await browser.get(started.address)).status).toBe(404)
  const fromElsewhere = await manager.browser.send(`/api/v1${pathOf()}/connect`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
  })
  expect(fromElsewhere.status).toBe(403)

  const url = await leave(started, emil)
  manager.browser.cookies.set('tmas', colleague.browser.cookies.get('tmas') ?? '')
  await manager.browser.get(url)
  expect(await read(started, colleague.api)).toMatchObject({ state: 'failed', code: 'expired' })
  await colleague.api('PATCH', pathOf(), { azureTenantId: southTenantId })
  expect((await colleague.api('GET', pathOf())).body.tenant).toMatchObject({ provedAt: null })
})

test('what one manager proved is not proof for another, nor at another customer (R22, R31)', async () => {
  const { found } = await connect(emil)
  const elsewhere = (await customerWithTenant(door, `Elsewhere ${customers}`, null)).chainId
  const stranger = await signedInWith(door, 'chain_manager', elsewhere)
  expect((await stranger.api('GET', `${pathOf()}/connect/${found.id}`)).status).toBe(404)
  expect((await stranger.api('GET', `${pathOf(elsewhere)}/connect/${found.id}`)).status).toBe(404)
  await stranger.api('PATCH', pathOf(elsewhere), { azureTenantId: southTenantId })
  expect((await stranger.api('GET', pathOf(elsewhere))).body.tenant).toMatchObject({ provedAt: null })
  const colleague = await signedInWith(door, 'chain_manager', chainId)
  await colleague.api('PATCH', pathOf(), { azureTenantId: southTenantId })
  expect((await settings()).tenant).toMatchObject({ provedAt: null })
})

test('a proof of one tenant does not prove another that is saved instead (R31)', async () => {
  await connect(emil)
  await save(northTenantId)
  expect((await settings()).tenant).toMatchObject({ provedAt: null })
})

test('what is declined at Microsoft, or never returns, shows no tenant and says who has to act (R17)', async () => {
  const started = await start()
  const opened = await manager.browser.get(started.address)
  const answer = { answer: 'decline' as const }
  const cleo = 'cleo.declines@north.example'
  const ending = await signInAs(door.emulator, opened.headers.get('location') ?? '', cleo, answer)
  if (ending.kind !== 'returned') throw new Error('did not return')
  await manager.browser.get(ending.url)
  expect(await read(started)).toMatchObject({
    state: 'failed',
    code: 'consent_declined',
    tenant: null,
    confirming: null,
    remedy: { actor: 'person' },
  })
  const [left, quarter] = [await start(), 15 * 60 * 1000 + 1000]
  door.passTime(quarter)
  try {
    manager = await signedInWith(door, 'chain_manager', chainId)
    expect(await read(left)).toMatchObject({ state: 'failed', code: 'not_returned' })
  } finally {
    door.passTime(-quarter)
  }
})

test('Microsoft is not asked about domains without limit, and silence claims no domain (R34)', async () => {
  for (let n = 0; n < 8; n += 1)
    await userIn(door, chainId, `person@shop${n}.example`, { username: `shop-${n}-${customers}` })
  const { found } = await connect(emil)
  expect(found.tenant.domains).toEqual([{ domain: 'south.example', users: 0 }])
  expect(found.tenant.otherDomains).toHaveLength(4)
})
