/** Accounts that end on a day (R12, R16, R28). */

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCsv } from '#server/sheets/csv.ts'
import {
  customerWithTenant,
  setTenant,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { dayOf, hasEnded, isDay, sayDay } from '#shared/end-date.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { tellOfEndingAccounts } from './ending-accounts.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'

const password = 'Harbour-7-lanterns'
const minute = 60_000
const day = 24 * 60 * minute

let house: House
let boss: Asking
let bossId: string

beforeAll(async () => {
  house = await openHouse()
  const { id, username } = await house.person(house.north, 'chain_and_user_manager')
  bossId = id
  boss = await house.signIn(username)
})
afterAll(() => house.close())

const today = () => dayOf(house.now())
const dayFromNow = (days: number) => dayOf(new Date(house.now().getTime() + days * day))
/** Someone's browser, which has no session, tries the password. */
async function tries(username: string) {
  const response = await visitor(house).send('/api/v1/session', {
    method: 'POST',
    headers: { origin: tmasUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  return { status: response.status, body: await response.json() }
}
const isSignedIn = async (device: Asking) => (await device.ask('GET', '/session')).status === 200

test.each([
  ['2026-12-31', '2026-12-30T23:59:59.999Z', false],
  ['2026-12-31', '2026-12-31T00:00:00Z', true],
  ['2026-12-31', '2027-06-01T00:00:00Z', true],
  [null, '2027-06-01T00:00:00Z', false],
])(
  'an account that ends on %s has, at %s, ended: %s, in the rule and in the database (R28)',
  async (endsOn, at, ended) => {
    expect(hasEnded({ endsOn }, new Date(at))).toBe(ended)
    const { rows } = await sql<{ ended: boolean }>`
    select has_ended(${endsOn}::date, ${new Date(at)}) as ended`.execute(house.db)
    expect(rows).toEqual([{ ended }])
  },
)

test.each(['', '2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00', '9999-01-01'])(
  '%j is no day on which an account could end',
  async (text) => {
    expect(isDay(text)).toBe(false)
    const { id } = await house.person(house.store, 'viewer')
    const { status, body } = await boss.ask('PATCH', `/users/${id}`, { endsOn: text })
    expect({ status, fields: Object.keys(body.errors) }).toEqual({ status: 400, fields: ['endsOn'] })
  },
)

test('on the day, both doors refuse: the person reads that the account is disabled, the manager that it ended (R12, R18)', async () => {
  await setTenant(house, house.east, northTenantId)
  const clerk = await house.person(house.store, 'viewer')
  const dora = await userIn(house, house.east, 'dora.capital@north.example')
  for (const id of [clerk.id, dora.id])
    expect(await boss.ask('PATCH', `/users/${id}`, { endsOn: dayFromNow(1) })).toMatchObject({
      status: 200,
      body: { endsOn: dayFromNow(1), enabled: true },
    })
  expect((await tries(clerk.username)).status).toBe(201)
  for (const id of [clerk.id, dora.id]) await boss.ask('PATCH', `/users/${id}`, { endsOn: today() })

  expect(await tries(clerk.username)).toMatchObject({ status: 403, body: { code: 'account_disabled' } })
  const browser = visitor(house)
  const { location } = await signInWithMicrosoft(house, browser, 'Dora.Capital@North.example')
  expect(location).toContain('refused=account_disabled')
  expect(location).not.toContain('ended')

  const { items } = (await boss.ask('GET', '/sign-ins?limit=2')).body
  expect(items.map(({ code }: { code: string }) => code)).toEqual(['account_ended', 'account_ended'])
  for (const id of [clerk.id, dora.id]) {
    const { body } = await boss.ask('GET', `/users/${id}/explain`)
    expect(body).toMatchObject({
      cause: 'account_ended',
      remedy: { actor: 'manager', action: 'change_end_date' },
    })
    const check = body.checks.find(({ name }: { name: string }) => name === 'not_ended')
    expect(check).toMatchObject({ passed: false, stops: true })
  }

  // Without a date, they sign in as before.
  await boss.ask('PATCH', `/users/${clerk.id}`, { endsOn: null })
  expect((await tries(clerk.username)).status).toBe(201)
})

test('a date that has come ends open sessions at once, and the trail says who set it (R28, R23)', async () => {
  const clerk = await house.person(house.store, 'viewer')
  const device = await house.signIn(clerk.username)
  const answer = await boss.ask('PATCH', `/users/${clerk.id}`, { endsOn: today() })
  expect(answer.body).toMatchObject({ endsOn: today(), endedSessions: 1 })
  expect(await isSignedIn(device)).toBe(false)

  const { items } = (await boss.ask('GET', '/audit?limit=20')).body
  const changed = items.find(
    ({ action, detail }: { action: string; detail: { userId?: string } }) =>
      action === 'user.changed' && detail.userId === clerk.id,
  )
  expect(changed).toMatchObject({
    actor: { kind: 'user', id: bossId },
    detail: { before: { endsOn: '' }, after: { endsOn: today() } },
  })
})

test('no one sets a date for themselves, or above their role, and a program none for a manager (R22, R33)', async () => {
  const clerk = await house.person(house.store, 'viewer')
  const manager = await house.person(house.north, 'user_manager')
  const own = await house.signIn(manager.username)
  const endsOn = dayFromNow(30)
  expect((await own.ask('PATCH', `/users/${manager.id}`, { endsOn })).status).toBe(403)
  expect((await own.ask('PATCH', `/users/${bossId}`, { endsOn })).status).toBe(403)
  expect((await own.ask('PATCH', `/users/${clerk.id}`, { endsOn })).status).toBe(200)
  const made = await boss.ask('POST', '/api-keys', {
    name: 'HR',
    role: 'user_manager',
    locationId: house.north,
    expiresAt: new Date(house.now().getTime() + day).toISOString(),
  })
  const withKey = { authorization: `Bearer ${made.body.key}` }
  const byKey = (id: string) => boss.ask('PATCH', `/users/${id}`, { endsOn: null }, withKey)
  expect((await byKey(clerk.id)).status).toBe(200)
  expect((await byKey(manager.id)).status).toBe(403)
})

test('someone with an end date is no way in: the last manager gets none, and with one counts for nothing (R16)', async () => {
  const { chainId, id, username } = await customer('Ends')
  const first = await house.signIn(username)
  const second = await house.person(chainId, 'chain_and_user_manager')
  expect(await first.ask('PATCH', `/users/${second.id}`, { endsOn: dayFromNow(90) })).toMatchObject({
    status: 200,
  })
  const asSecond = await house.signIn(second.username)
  const path = `/users/${id}`
  for (const change of [{ endsOn: dayFromNow(400) }, { enabled: false }])
    expect(await asSecond.ask('PATCH', path, change)).toMatchObject({
      status: 409,
      body: { code: 'last_manager' },
    })
  expect((await asSecond.ask('DELETE', path)).status).toBe(409)
  expect((await first.ask('PATCH', `/users/${second.id}`, { endsOn: null })).status).toBe(200)
  expect((await asSecond.ask('PATCH', path, { endsOn: dayFromNow(400) })).status).toBe(200)
})

test('a date is set when a user is added or imported, is exported, and can be filtered by', async () => {
  const endsOn = dayFromNow(60)
  const added = await boss.ask('POST', '/users', {
    username: 'temp.one',
    email: 'temp.one@north.example',
    memberships: [{ locationId: house.store, role: 'viewer' }],
    endsOn,
  })
  expect(added).toMatchObject({ status: 201, body: { endsOn } })
  const file = (cell: string) =>
    `username,email,role,location,endsOn\ntemp.two,temp.two@north.example,viewer,STORE-1,${cell}\n`
  const dry = await boss.ask('POST', '/users/import?dryRun=true', file('31.12.2026'))
  expect(dry.body.rows).toMatchObject([{ faults: { endsOn: 'not_a_day' } }])
  expect((await boss.ask('POST', '/users/import', file(endsOn))).status).toBe(201)

  const { body } = await boss.ask('GET', '/users?format=csv&hasEnd=true&search=temp.')
  const [columns, ...rows] = await parseCsv(String(body).replace(/^\uFEFF/, ''))
  const at = columns?.cells.indexOf('endsOn') ?? -1
  expect(rows.map(({ cells }) => [cells[0], cells[at]])).toEqual([
    ['temp.one', endsOn],
    ['temp.two', endsOn],
  ])
  expect((await boss.ask('GET', '/users?hasEnd=false&search=temp.')).body.total).toBe(0)
})

test('the list and its CSV are filtered by the end of accounts, from one UTC day to another (R22)', async () => {
  const ends = { passed: 2, tomorrow: 1, last: 30, later: 31, never: null }
  for (const [name, days] of Object.entries(ends))
    await boss.ask('POST', '/users', {
      username: `ends.${name}`,
      email: `ends.${name}@north.example`,
      memberships: [{ locationId: house.store, role: 'viewer' }],
      endsOn: days === null ? null : dayFromNow(days),
    })
  const { items } = (await boss.ask('GET', '/users?search=ends.passed')).body
  await house.db
    .updateTable('userAccount')
    .set({ endsOn: dayFromNow(0) })
    .where('id', '=', items[0].id)
    .execute()
  // Someone who is disabled has nothing that could end, and has ended when the day has come.
  for (const [name, days] of [
    ['disabled', 5],
    ['disabled.passed', -1],
  ] as const)
    await house.person(house.store, 'viewer', {
      username: `ends.${name}`,
      endsOn: dayFromNow(days),
      enabled: false,
    })
  const listed = async (end: string) => {
    const { body } = await boss.ask('GET', `/users?search=ends.&sort=username&end=${end}`)
    expect(body.total).toBe(body.items.length)
    const file = await boss.ask('GET', `/users?format=csv&search=ends.&sort=username&end=${end}`)
    const names = body.items.map(({ username }: { username: string }) => username)
    const [, ...rows] = await parseCsv(String(file.body).replace(/^\uFEFF/, ''))
    expect(rows.map(({ cells }) => cells[0])).toEqual(names)
    return names
  }
  expect(await listed('within_30_days')).toEqual(['ends.last', 'ends.tomorrow'])
  expect(await listed('ended')).toEqual(['ends.disabled.passed', 'ends.passed'])
  expect((await boss.ask('GET', '/users?end=soon')).status).toBe(400)
  const east = await house.signIn((await house.person(house.east, 'user_manager')).username)
  expect((await east.ask('GET', '/users?end=ended&search=ends.')).body.total).toBe(0)
})

test('a form over an end date that someone else has changed saves nothing (R32)', async () => {
  const { id } = await house.person(house.store, 'viewer')
  const { headers } = await boss.ask('GET', `/users/${id}`)
  await boss.ask('PATCH', `/users/${id}`, { endsOn: dayFromNow(9) })
  const late = await boss.ask(
    'PATCH',
    `/users/${id}`,
    { endsOn: null },
    { 'if-match': headers.get('etag') ?? '' },
  )
  expect(late).toMatchObject({
    status: 412,
    body: { changes: { endsOn: { yours: null, theirs: dayFromNow(9) } } },
  })
})

test('readiness shows who is left only for a while, and no one whose account has ended (R15)', async () => {
  const { chainId, username } = await customer('Ready')
  const head = await house.signIn(username)
  const soon = await house.person(chainId, 'viewer', { endsOn: dayFromNow(20) })
  await house.person(chainId, 'viewer', { endsOn: dayFromNow(-1) })
  const { body } = await head.ask('GET', `/locations/${chainId}/advanced/readiness`)
  expect(body.affected).toMatchObject([{ userId: soon.id, endsOn: dayFromNow(20) }])
})

const endingMails = async (to: { username: string }) =>
  (await mailsTo(house, `${to.username}@north.example`)).filter(({ subject }) =>
    /ends? soon|finaliza|bientôt fin/.test(subject),
  )
const tell = (at: Date) =>
  tellOfEndingAccounts(house.db, { warn: (...what: unknown[]) => expect(what).toEqual([]) }, tmasUrl, at)
const in14Days = () => new Date(house.now().getTime() + 14 * day)

test('a week before an account ends, the managers who may change the date are mailed once, by two instances, and again if it is moved (R27)', async () => {
  const { chainId, username } = await customer('Told')
  const head = await house.signIn(username)
  const lead = await house.person(chainId, 'user_manager', { language: 'es' })
  const settings = await house.person(chainId, 'chain_manager')
  const clerk = await house.person(chainId, 'viewer', { endsOn: dayFromNow(20) })
  await tell(house.now())
  expect(await endingMails(lead)).toEqual([])

  await Promise.all([tell(in14Days()), tell(in14Days())])
  await tell(in14Days())
  for (const to of [lead, { username }]) {
    const [mail, ...others] = await endingMails(to)
    expect(others).toEqual([])
    expect(mail?.textBody).toContain(clerk.username)
    expect(mail?.textBody).toContain(`${tmasUrl}/administration/users/${clerk.id}/edit`)
  }
  const when = sayDay(dayFromNow(20), 'es')
  expect((await endingMails(lead))[0]?.textBody).toContain(`${clerk.username}: ${when}`)
  expect(await endingMails(settings)).toEqual([])

  await head.ask('PATCH', `/users/${clerk.id}`, { endsOn: dayFromNow(40) })
  await tell(in14Days())
  expect(await endingMails(lead)).toHaveLength(1)
  await tell(new Date(house.now().getTime() + 34 * day))
  expect(await endingMails(lead)).toHaveLength(2)

  // A manager's end is mailed to those who may change that manager, and not to the manager.
  await head.ask('PATCH', `/users/${settings.id}`, { endsOn: dayFromNow(15) })
  const second = await house.person(chainId, 'chain_and_user_manager')
  await head.ask('PATCH', `/users/${second.id}`, { endsOn: dayFromNow(16) })
  await tell(in14Days())
  const [toHead, toSecond] = [await endingMails({ username }), await endingMails(second)]
  expect(toHead).toHaveLength(3)
  const both = new RegExp(`${settings.username}: .*\n${second.username}: `)
  const [told, ...others] = toHead.filter(({ textBody }) => both.test(textBody ?? ''))
  expect(others).toEqual([])
  expect(told?.textBody).toContain('/administration/users?end=within_30_days')
  expect(toSecond).toHaveLength(1)
  expect(toSecond[0]?.textBody).not.toContain(`${second.username}: `)
  expect(await endingMails(lead)).toHaveLength(2)
})

test('an end of which no manager could be told yet is told to one who comes later, once, and again if it is set again (R27)', async () => {
  const { chainId, username } = await customer('Alone')
  const head = await house.signIn(username)
  const setEnd = (userId: string, endsOn: string | null) =>
    head.ask('PATCH', `/users/${userId}`, { endsOn }, { 'if-match': '*' })
  // The only one left who may change it is the person themselves, who is not told of it.
  await house.db
    .updateTable('userAccount')
    .set({ enabled: false })
    .where('customerId', '=', chainId)
    .where('username', '<>', username)
    .execute()
  const { id } = await house.db
    .selectFrom('userAccount')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  await house.db
    .updateTable('userAccount')
    .set({ endsOn: dayFromNow(18) })
    .where('id', '=', id)
    .execute()
  await tell(in14Days())
  expect(await endingMails({ username })).toEqual([])

  const second = await house.person(chainId, 'chain_and_user_manager')
  await Promise.all([tell(in14Days()), tell(in14Days())])
  await tell(in14Days())
  const [mail, ...others] = await endingMails(second)
  expect(others).toEqual([])
  expect(mail?.textBody).toContain(`${username}: `)

  const clerk = await house.person(chainId, 'viewer')
  for (const told of [2, 3]) {
    expect((await setEnd(clerk.id, dayFromNow(20))).status).toBe(200)
    await tell(in14Days())
    await tell(in14Days())
    expect(await endingMails(second)).toHaveLength(told)
    expect((await setEnd(clerk.id, null)).status).toBe(200)
  }
})

test('nothing is mailed about an account that is disabled or has ended, or to managers of another branch (R27, R31)', async () => {
  const lead = await house.person(house.north, 'user_manager')
  const elsewhere = await house.person(house.east, 'user_manager')
  const left = await house.person(house.store, 'viewer', { endsOn: dayFromNow(3), enabled: false })
  const ended = [dayFromNow(-3), today()].map((endsOn) => house.person(house.store, 'viewer', { endsOn }))
  const namedTo = async (to: { username: string }) => {
    const texts = (await endingMails(to)).map(({ textBody }) => textBody).join()
    return [left, ...(await Promise.all(ended))].map(({ username }) => texts.includes(`${username}: `))
  }
  await tell(house.now())
  expect(await namedTo(lead)).toEqual([false, false, false])
  // It is mailed once the account is enabled again.
  await boss.ask('PATCH', `/users/${left.id}`, { enabled: true })
  await tell(house.now())
  expect(await namedTo(lead)).toEqual([true, false, false])
  expect(await namedTo(elsewhere)).toEqual([false, false, false])
})

// The last test: it moves the clock.
test('at midnight (UTC) sessions and API keys end by the clock alone, and stay closed when the date is moved (R28)', async () => {
  const untilMidnight = Date.parse(`${dayFromNow(1)}T00:00:00Z`) - house.now().getTime()
  house.passTime((untilMidnight - 5 * minute + day) % day)
  const maker = await house.person(house.north, 'chain_and_user_manager')
  const other = await house.person(house.store, 'viewer')
  const [device, others] = [await house.signIn(maker.username), await house.signIn(other.username)]
  const late = await house.signIn((await house.person(house.north, 'chain_and_user_manager')).username)
  const made = await device.ask('POST', '/api-keys', {
    name: 'Rota',
    role: 'viewer',
    locationId: house.store,
    expiresAt: new Date(house.now().getTime() + day).toISOString(),
  })
  const withKey = { authorization: `Bearer ${made.body.key}` }
  const isKeyOpen = async () => (await visitorAsks(withKey)).status === 200
  await late.ask('PATCH', `/users/${maker.id}`, { endsOn: dayFromNow(1) })
  expect([await isSignedIn(device), await isKeyOpen(), await isSignedIn(others)]).toEqual([true, true, true])

  house.passTime(10 * minute)
  expect([await isSignedIn(device), await isKeyOpen(), await isSignedIn(others)]).toEqual([
    false,
    false,
    true,
  ])
  const keys = (await late.ask('GET', '/api-keys')).body.items
  expect(keys.find(({ id }: { id: string }) => id === made.body.id)).toMatchObject({ state: 'asleep' })

  // As with someone who is enabled again: the key works again, and the person signs in again.
  await late.ask('PATCH', `/users/${maker.id}`, { endsOn: dayFromNow(5) })
  expect([await isSignedIn(device), await isKeyOpen()]).toEqual([false, true])
  expect(await isSignedIn(await house.signIn(maker.username))).toBe(true)
})

const visitorAsks = (headers: Record<string, string>) => boss.ask('GET', '/locations', undefined, headers)

/** A customer of its own with one manager who has a password. */
async function customer(name: string) {
  const { chainId } = await customerWithTenant(house, name, null)
  return { chainId, ...(await house.person(chainId, 'chain_and_user_manager')) }
}
