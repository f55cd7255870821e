import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  signedInWithPassword,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { northTenantId } from '../../emulator/sample.ts'

const bea = 'bea.first@north.example'

let door: FrontDoor
let chainId: string
let boss: Awaited<ReturnType<typeof signedInWith>>
let customers = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  customers += 1
  await sql`update user_account set email = id || '@gone.example'`.execute(door.db)
  await sql`update microsoft_link set ended_at = now() where ended_at is null`.execute(door.db)
  chainId = (await customerWithTenant(door, `North ${customers}`, northTenantId)).chainId
  boss = await signedInWith(door, 'chain_and_user_manager', chainId)
})

const settings = (change: unknown, id = chainId) => boss.api('PATCH', `/locations/${id}/advanced`, change)
const rehearsal = async (id = chainId) => (await boss.api('GET', `/locations/${id}/advanced/rehearsal`)).body
const records = async () =>
  (
    await door.db
      .selectFrom('auditRecord')
      .select('action')
      .where('customerId', '=', chainId)
      .where((eb) => eb.or([eb('action', 'like', 'rehearsal.%'), eb('action', '=', 'settings.changed')]))
      .orderBy('id')
      .execute()
  ).map(({ action }) => action)
const subjects = async () =>
  (await door.db.selectFrom('mail').select('subject').orderBy('id').execute())
    .map(({ subject }) => subject)
    .filter((subject) => subject.includes(`North ${customers}`))

test('a rehearsal refuses nobody, and shows who would have been, how often, and how far they are (R13, R15)', async () => {
  const eva = await signedInWith(door, 'viewer', chainId)
  await settings({ rehearsal: true })
  expect(await rehearsal()).toMatchObject({
    rehearsal: true,
    since: expect.any(String),
    counts: { affected: 1, ready: 0, neverTried: 1, lastRefused: 0, wouldBeRefused: 0 },
  })

  const { username } = eva
  for (let i = 0; i < 2; i += 1) {
    const browser = await signedInWithPassword(door, username, 'Front-Door-1')
    expect(await browser.session()).toMatchObject({ user: { id: eva.id }, signedInWith: 'password' })
    expect(await newestAttempt(door)).toMatchObject({
      outcome: 'succeeded',
      code: null,
      rehearsedCode: 'microsoft_required',
    })
  }
  expect(await rehearsal()).toMatchObject({
    counts: { wouldBeRefused: 1 },
    people: [
      {
        userId: eva.id,
        state: 'never_tried',
        wouldBeRefused: 2,
        lastPasswordSignInAt: expect.any(String),
      },
    ],
  })
})

test('a manager, and whoever comes in with Microsoft, would not have been refused (R14)', async () => {
  await userIn(door, chainId, bea)
  await settings({ rehearsal: true })
  await signedInWithPassword(door, boss.username, 'Front-Door-1')
  expect(await newestAttempt(door)).toMatchObject({ rehearsedCode: null })
  await signInWithMicrosoft(door, visitor(door), bea)
  expect(await newestAttempt(door)).toMatchObject({ rehearsedCode: null })
  expect((await rehearsal()).counts).toMatchObject({ affected: 1, ready: 1, wouldBeRefused: 0 })
})

test('without a rehearsal nothing is noted, and what was noted before one does not count', async () => {
  const eva = await signedInWith(door, 'viewer', chainId)
  expect(await newestAttempt(door)).toMatchObject({ rehearsedCode: null })
  expect(await rehearsal()).toMatchObject({ rehearsal: false, since: null, counts: { wouldBeRefused: 0 } })
  await settings({ rehearsal: true })
  await signedInWithPassword(door, eva.username, 'Front-Door-1')
  await settings({ rehearsal: false })
  expect(await rehearsal()).toMatchObject({ rehearsal: false, counts: { wouldBeRefused: 0 } })
  door.passTime(60_000)
  await settings({ rehearsal: true })
  expect(await rehearsal()).toMatchObject({ rehearsal: true, counts: { wouldBeRefused: 0 } })
})

test('a rehearsal above is one for every chain below, and is ended where it was started (R5)', async () => {
  const brand = (await boss.api('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Brand' }))
    .body.id
  const eva = await signedInWith(door, 'viewer', brand)
  await settings({ rehearsal: true })
  await signedInWithPassword(door, eva.username, 'Front-Door-1')
  expect(await rehearsal(brand)).toMatchObject({ rehearsal: true, counts: { wouldBeRefused: 1 } })
  expect((await boss.api('GET', `/locations/${brand}/advanced`)).body).toMatchObject({
    rehearsal: true,
    inheritedFrom: chainId,
  })
  expect(await settings({ rehearsal: false }, brand)).toMatchObject({
    status: 409,
    body: { code: 'set_above' },
  })
  await settings({ rehearsal: false })
  await signedInWithPassword(door, eva.username, 'Front-Door-1')
  expect(await newestAttempt(door)).toMatchObject({ rehearsedCode: null })
  expect(await rehearsal(brand)).toMatchObject({ rehearsal: false })
})

test('switching mandatory authentication on ends the rehearsal; the record and the mails say so (R23, R27)', async () => {
  await settings({ rehearsal: true })
  const since = (await rehearsal()).since
  await settings({ rehearsal: true })
  expect((await rehearsal()).since).toBe(since)
  expect(await records()).toEqual(['settings.changed', 'rehearsal.begun'])
  expect((await settings({ mandatoryAuthentication: true, confirm: true })).body).toMatchObject({
    mandatoryAuthentication: true,
    rehearsal: false,
    rehearsalSince: null,
  })
  expect((await records()).slice(2).sort()).toEqual(['rehearsal.ended', 'settings.changed'])
  const instead = { mandatoryAuthentication: false, rehearsal: true, confirm: true }
  expect((await settings(instead)).body).toMatchObject({
    mandatoryAuthentication: false,
    rehearsal: true,
  })
  await settings({ rehearsal: false })
  const mails = await subjects()
  expect(mails.filter((subject) => subject.includes('rehearsal'))).toHaveLength(2 * 3)
  expect(mails.filter((subject) => subject.includes('mandatory authentication was turned'))).toHaveLength(
    2 * 2,
  )
})

test('a rehearsal goes neither beside the real thing nor without a tenant', async () => {
  expect(await settings({ rehearsal: true, mandatoryAuthentication: true, confirm: true })).toMatchObject({
    status: 400,
    body: { code: 'invalid_request', errors: { rehearsal: expect.any(String) } },
  })
  await settings({ mandatoryAuthentication: true, confirm: true })
  expect(await settings({ rehearsal: true })).toMatchObject({
    status: 409,
    body: { code: 'mandatory_authentication_is_on' },
  })
  await settings({ mandatoryAuthentication: false, confirm: true })
  await settings({ azureTenantId: null, confirm: true })
  expect(await settings({ rehearsal: true })).toMatchObject({
    status: 409,
    body: { code: 'tenant_required' },
  })
})

test('who would be refused is told on their own page that Microsoft comes soon, until they have tried it (R24)', async () => {
  const eva = await signedInWith(door, 'viewer', chainId)
  const soon = async () => (await eva.api('GET', '/account')).body.microsoftSoon
  expect(await soon()).toBe(false)
  await settings({ rehearsal: true })
  expect(await soon()).toBe(true)
  expect((await boss.api('GET', '/account')).body.microsoftSoon).toBe(false)
  await door.db.updateTable('userAccount').set({ email: bea }).where('id', '=', eva.id).execute()
  await signInWithMicrosoft(door, visitor(door), bea)
  expect(await soon()).toBe(false)
})
