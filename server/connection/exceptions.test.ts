/** Exceptions from mandatory authentication, by name and with an end (R14). */

import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { insertLocation } from '#server/locations/locations.queries.ts'
import { queueManagerNotice, dayOf as sayLongDay } from '#server/mail/manager-notices.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { listStandings } from '#server/sessions/standings.queries.ts'
import { type ApiClient, apiOf, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  setTenant,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { dayOf } from '#shared/end-date.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { tellOfEndingExceptions } from './ending-exceptions.ts'
import { saveWaves } from './roll-out.queries.ts'
import { tellComingWaves } from './wave-notices.ts'

const password = 'Harbour-7-lanterns'
const minute = 60_000
const day = 24 * 60 * minute
const operator = { kind: 'operator' as const }

let door: FrontDoor
let passwordHash: string
let customers = 0
beforeAll(async () => {
  door = await openFrontDoor()
  passwordHash = await leastHash(password)
})
afterAll(() => door.close())

let chainId: string
let boss: ApiClient
let bossEmail: string
beforeEach(async () => {
  customers += 1
  chainId = (await customerWithTenant(door, `Except ${customers}`, northTenantId)).chainId
  const { api, username } = await signedInWith(door, 'chain_manager', chainId)
  boss = api
  bossEmail = username
})

const dayFromNow = (days: number) => dayOf(new Date(door.now().getTime() + days * day))
const mandatory = (isOn: boolean, at = chainId) =>
  changeAdvancedSettings(door.db, operator, at, { mandatoryAuthentication: isOn, confirm: true }, door.now())

let people = 0
async function person(at = chainId, more: object = {}) {
  people += 1
  const email = `clerk.${people}@except.example`
  return { ...(await userIn(door, at, email, { passwordHash, ...more })), email }
}

/** As if they had signed in with Microsoft. */
const linkOf = ({ id, email }: { id: string; email: string }) =>
  door.db
    .insertInto('microsoftLink')
    .values({
      id: randomUUIDv7(),
      customerId: chainId,
      userId: id,
      tenantId: northTenantId,
      objectId: randomUUIDv7(),
      loginId: email,
      linkedAt: door.now(),
      lastUsedAt: door.now(),
    })
    .execute()

async function triesPassword(username: string): Promise<{ status: number; code?: string; browser: Visitor }> {
  const browser = visitor(door)
  const { status, body } = await apiOf(door, browser)('POST', '/session', { username, password })
  return { status, code: body?.code, browser }
}

const path = (userId: string, at = chainId) => `/locations/${at}/advanced/exceptions/${userId}`
const until = (days: number, reason = 'Consultant of the auditors') => ({ reason, endsOn: dayFromNow(days) })

const waveOver = (locationId: string, isBegun: boolean) => ({
  id: randomUUIDv7(),
  locationIds: [locationId],
  startsOn: dayFromNow(0),
  noticeDaysBefore: 0,
  begunAt: isBegun ? door.now() : null,
  noticedAt: null,
  noticedUpTo: null,
  pausedAt: null,
  pausedBecause: null,
})

/** As the link does that was mailed. */
const setPassword = (userId: string) =>
  door.db.updateTable('userAccount').set({ passwordHash }).where('id', '=', userId).execute()

async function chainBelow(
  name = 'East',
  type: 'chain' | 'region' = 'chain',
  parentId = chainId,
): Promise<string> {
  const id = randomUUIDv7()
  const place = {
    id,
    customerId: chainId,
    parentId,
    type,
    name,
    createdAt: door.now(),
  }
  await door.db.transaction().execute((trx) => insertLocation(trx, place))
  return id
}

test('under mandatory authentication, only the person named keeps the password, until the exception is ended (R13, R14)', async () => {
  const [named, other] = [await person(), await person()]
  await mandatory(true)
  expect(await triesPassword(named.username)).toMatchObject({ status: 403, code: 'microsoft_required' })

  expect(await boss('PUT', path(named.id), until(30))).toMatchObject({
    status: 200,
    body: { userId: named.id, reason: 'Consultant of the auditors', endsOn: dayFromNow(30), hasEnded: false },
  })
  // The old password is not revived: a link to set a new one was mailed.
  expect(await triesPassword(named.username)).toMatchObject({ status: 401 })
  const [mail] = await mailsTo(door, named.email)
  expect(mail?.textBody).toContain('/set-password?token=')
  await setPassword(named.id)
  const { status, browser } = await triesPassword(named.username)
  expect(status).toBe(201)
  expect(await triesPassword(other.username)).toMatchObject({ status: 403, code: 'microsoft_required' })
  const { items } = (await boss('GET', '/audit?action=sign-in.completed')).body
  expect(
    items.find(({ detail }: { detail: { userId: string } }) => detail.userId === named.id).detail.exempt,
  ).toBe(true)

  expect((await boss('DELETE', path(named.id))).status).toBe(204)
  expect(await browser.session()).toBeUndefined()
  expect(await triesPassword(named.username)).toMatchObject({ status: 403, code: 'microsoft_required' })
  expect((await boss('DELETE', path(named.id))).status).toBe(404)
})

test('it is recorded, and every manager is mailed who, why and until when (R23, R27)', async () => {
  const { id, username } = await person()
  const other = await signedInWith(door, 'chain_and_user_manager', chainId)
  await boss('PUT', path(id), until(30, 'Shared mailbox of the counter'))
  await boss('DELETE', path(id))
  for (const to of [other.username, bossEmail]) {
    const mails = await mailsTo(door, to)
    const text = mails.map(({ subject, textBody }) => `${subject} ${textBody}`).join(' ')
    expect(text).toContain('Shared mailbox of the counter')
    expect(text).toContain(username)
    expect(mails.length).toBeGreaterThanOrEqual(2)
  }
  const { items } = (await boss('GET', '/audit?limit=20')).body
  const about = items.filter(({ action }: { action: string }) => action.startsWith('exception.'))
  expect(about.map(({ action }: { action: string }) => action)).toEqual([
    'exception.removed',
    'exception.made',
  ])
  expect(about[1].detail).toMatchObject({ userId: id, locationId: chainId, endsOn: dayFromNow(30) })
})

test('readiness lists people with an exception separately, and the list and the explanation show it (R14, R15)', async () => {
  const [{ id }, other] = [await person(), await person()]
  await mandatory(true)
  await boss('PUT', path(id), until(20))
  const { body } = await boss('GET', `/locations/${chainId}/advanced/readiness`)
  expect(body.affected).toMatchObject([{ userId: other.id, state: 'never_tried' }])
  expect(body.excepted).toMatchObject([
    { userId: id, exceptionEndsOn: dayFromNow(20), state: 'never_tried', lastAttempt: null },
  ])
  expect(body.counts).toMatchObject({ affected: 1, neverTried: 1 })
  const listed = (await boss('GET', `/locations/${chainId}/advanced/exceptions`)).body.items
  expect(listed).toMatchObject([{ userId: id, hasEnded: false, madeBy: { name: expect.any(String) } }])
  const { api } = await signedInWith(door, 'chain_and_user_manager', chainId)
  const { checks } = (await api('GET', `/users/${id}/explain`)).body
  expect(checks.find(({ name }: { name: string }) => name === 'password_door')).toMatchObject({
    passed: true,
  })
})

test('turning it on does not count people with an exception among those left without a way to sign in (R14, R15)', async () => {
  const [named, other] = [await person(), await person()]
  await boss('PUT', path(named.id), until(20))
  const on = { mandatoryAuthentication: true }
  const asked = await boss('PATCH', `/locations/${chainId}/advanced`, on)
  expect(asked).toMatchObject({
    status: 409,
    body: { consequences: { usersWithMicrosoftOnly: 1, usersNeverTried: 1 } },
  })
  expect((await boss('PUT', path(other.id), until(20))).status).toBe(200)
  expect((await boss('PATCH', `/locations/${chainId}/advanced`, on)).status).toBe(200)
  // An exception made below does not hold against a chain above.
  const east = await chainBelow()
  await mandatory(false)
  const clerk = await person(east)
  const eastBoss = (await signedInWith(door, 'chain_manager', east)).api
  await eastBoss('PUT', path(clerk.id, east), until(20))
  const readinessOf = async (at: string) => (await boss('GET', `/locations/${at}/advanced/readiness`)).body
  expect((await readinessOf(east)).excepted).toMatchObject([{ userId: clerk.id }])
  expect((await readinessOf(chainId)).affected).toMatchObject([{ userId: clerk.id }])
})

test('a wave counts people with an exception separately, and notifies those whose exception ends by its day (R14, R15, R36)', async () => {
  const [long, short] = [await person(), await person()]
  await boss('PUT', path(long.id), until(20))
  await boss('PUT', path(short.id), until(5))
  const wave = { ...waveOver(chainId, false), startsOn: dayFromNow(6), noticeDaysBefore: 30 }
  await door.db
    .transaction()
    .execute((trx) => saveWaves(trx, { id: chainId, customerId: chainId }, [wave], door.now()))
  const { waves } = (await boss('GET', `/locations/${chainId}/advanced/roll-out/readiness`)).body
  expect(waves).toMatchObject([
    {
      counts: { affected: 1, neverTried: 1 },
      notReady: [{ userId: short.id }],
      excepted: [{ userId: long.id, exceptionEndsOn: dayFromNow(20) }],
    },
  ])
  expect(waves[0].notReady[0]).not.toHaveProperty('exceptionEndsOn')
  await tellComingWaves(
    door.db,
    { warn: (...what: unknown[]) => expect(what).toEqual([]) },
    tmasUrl,
    door.now(),
  )
  expect(await mailsTo(door, short.email)).toHaveLength(1)
  expect(await mailsTo(door, long.email)).toEqual([])
  // Each is told once: of the wave, or of the end of their exception under it.
  await tellOfEndingExceptions(door.db, tmasUrl, door.now())
  await tellOfEndingExceptions(door.db, tmasUrl, new Date(door.now().getTime() + 14 * day))
  expect(await mailsTo(door, short.email)).toHaveLength(1)
  const when = sayLongDay('en', dayFromNow(20))
  expect(await mailsTo(door, long.email)).toMatchObject([
    { subject: messages.en.letters.rollOutNotice.subject(when) },
  ])
})

test('an older page neither overwrites nor removes what someone else has changed since (R32)', async () => {
  const { id } = await person()
  const listed = async () => (await boss('GET', `/locations/${chainId}/advanced/exceptions`)).body
  const { unmade } = await listed()
  const basedOn = (version: string) => ({ 'if-match': version })
  expect((await boss('PUT', path(id), until(30), basedOn(unmade))).status).toBe(200)
  const conflict = { status: 412, body: { code: 'changed_meanwhile' } }
  // As if it were made for the first time.
  expect(await boss('PUT', path(id), until(60), basedOn(unmade))).toMatchObject(conflict)
  const { version } = (await listed()).items[0]
  expect((await boss('PUT', path(id), until(5), basedOn(version))).status).toBe(200)
  expect(await boss('PUT', path(id), until(60), basedOn(version))).toMatchObject({
    ...conflict,
    body: { changes: { endsOn: { yours: dayFromNow(60), theirs: dayFromNow(5) } } },
  })
  expect(await boss('DELETE', path(id), undefined, basedOn(version))).toMatchObject(conflict)
  const { items } = await listed()
  expect(items).toMatchObject([{ endsOn: dayFromNow(5) }])
  expect((await boss('DELETE', path(id), undefined, basedOn(items[0].version))).status).toBe(204)
})

test.each([
  ['no reason', { reason: '  ' }, 'reason'],
  ['a link in the reason', { reason: 'see https://evil.example' }, 'reason'],
  ['a reason of two lines', { reason: 'a\nb' }, 'reason'],
  ['today', { days: 0 }, 'endsOn'],
  ['more than a year', { days: 400 }, 'endsOn'],
])(
  '%s makes no exception (R35)',
  async (_, { reason = 'Auditor', days = 5 }: { reason?: string; days?: number }, field) => {
    const { id } = await person()
    const answer = await boss('PUT', path(id), until(days, reason))
    expect(answer.status).toBe(400)
    expect(Object.keys(answer.body.errors)).toEqual([field])
  },
)

test('a manager needs none, and no one outside the chain or another customer gets one (R14, R22)', async () => {
  const manager = await person(chainId, { role: 'user_manager' })
  expect(await boss('PUT', path(manager.id), until(5))).toMatchObject({
    status: 400,
    body: { errors: { userId: expect.any(String) } },
  })
  const east = await chainBelow()
  const above = await person()
  const eastBoss = (await signedInWith(door, 'chain_manager', east)).api
  expect((await eastBoss('PUT', path(above.id, east), until(5))).status).toBe(404)
  expect((await eastBoss('PUT', path(above.id), until(5))).status).toBe(403)
  const stranger = await customerWithTenant(door, `Stranger ${customers}`, null)
  const foreign = await person(stranger.chainId)
  expect((await boss('PUT', path(foreign.id), until(5))).status).toBe(404)
})

test('what is on above is not lifted below: neither by a new exception, nor by one that was there before (R5)', async () => {
  const east = await chainBelow()
  await setTenant(door, east, northTenantId)
  const clerk = await person(east)
  const eastBoss = (await signedInWith(door, 'chain_manager', east)).api
  await mandatory(true, east)
  expect((await eastBoss('PUT', path(clerk.id, east), until(5))).status).toBe(200)
  await setPassword(clerk.id)
  expect((await triesPassword(clerk.username)).status).toBe(201)
  await mandatory(true)
  expect(await triesPassword(clerk.username)).toMatchObject({ status: 403, code: 'microsoft_required' })
  expect(await eastBoss('PUT', path(clerk.id, east), until(9))).toMatchObject({
    status: 409,
    body: { code: 'set_above' },
  })
  // One above holds below.
  expect((await boss('PUT', path(clerk.id), until(5))).status).toBe(200)
  await setPassword(clerk.id)
  expect((await triesPassword(clerk.username)).status).toBe(201)
})

test('an exception made while the password still opens the door leaves the password as it is (R14)', async () => {
  const { id, username, email } = await person()
  expect((await boss('PUT', path(id), until(5))).status).toBe(200)
  await mandatory(true)
  expect((await boss('PUT', path(id), until(9))).status).toBe(200)
  expect((await triesPassword(username)).status).toBe(201)
  expect(await mailsTo(door, email)).toEqual([])
})

test('an exception ends with what it was made for: the person becomes a manager, leaves the chain, or is moved out of it with their place (R14, R23)', async () => {
  const [east, west] = [await chainBelow('East'), await chainBelow('West')]
  const store = await chainBelow('Harbour', 'region', east)
  await setTenant(door, east, northTenantId)
  const { api } = await signedInWith(door, 'chain_and_user_manager', chainId)
  const people = [await person(east), await person(east), await person(store)]
  const [promoted, mover, moved] = people
  for (const one of people) expect((await api('PUT', path(one.id, east), until(5))).status).toBe(200)
  const give = (id: string, locationId: string, role: string) =>
    api('PATCH', `/users/${id}`, { memberships: [{ locationId, role }] })
  expect((await give(promoted?.id ?? '', east, 'user_manager')).status).toBe(200)
  expect((await give(mover?.id ?? '', west, 'viewer')).status).toBe(200)
  expect((await api('PATCH', `/locations/${store}`, { parentId: west, confirm: true })).status).toBe(200)
  expect((await api('GET', `/locations/${east}/advanced/exceptions`)).body.items).toEqual([])
  const { items } = (await api('GET', '/audit?action=exception.removed')).body
  const ended = items.map(({ detail }: { detail: { userId: string } }) => detail.userId)
  expect(ended.toSorted()).toEqual([promoted, mover, moved].map((one) => one?.id).toSorted())
})

test.each([
  ['that has begun', true],
  ['whose day has come, though no one has written it down', false],
])(
  'a chain below lifts no wave of a chain above %s, even with a switch of its own (R5, R14, R36)',
  async (_, isBegun) => {
    const east = await chainBelow()
    await setTenant(door, east, northTenantId)
    const [clerk, other] = [await person(east), await person(east)]
    const eastBoss = (await signedInWith(door, 'chain_manager', east)).api
    await mandatory(true, east)
    expect((await eastBoss('PUT', path(clerk.id, east), until(5))).status).toBe(200)
    await setPassword(clerk.id)
    await door.db
      .transaction()
      .execute((trx) =>
        saveWaves(trx, { id: chainId, customerId: chainId }, [waveOver(east, isBegun)], door.now()),
      )
    expect(await triesPassword(clerk.username)).toMatchObject({ status: 403, code: 'microsoft_required' })
    for (const { id } of [clerk, other])
      expect(await eastBoss('PUT', path(id, east), until(9))).toMatchObject({
        status: 409,
        body: { code: 'set_above' },
      })
    expect((await boss('PUT', path(other.id), until(5))).status).toBe(200)
    const [standing] = await listStandings(door.db, [other.id], door.now())
    expect(standing && refusalAtDoor({ door: 'password' }, standing, door.now())).toBeNull()
  },
)

test('a week before the end every manager is mailed, once, and again if the day is moved (R27)', async () => {
  const { id } = await person()
  await boss('PUT', path(id), until(20))
  const ending = async () =>
    (await mailsTo(door, bossEmail)).filter(({ subject }) => subject.includes('ends on')).length
  await tellOfEndingExceptions(door.db, tmasUrl, door.now())
  expect(await ending()).toBe(0)
  const later = new Date(door.now().getTime() + 14 * day)
  await tellOfEndingExceptions(door.db, tmasUrl, later)
  await tellOfEndingExceptions(door.db, tmasUrl, later)
  expect(await ending()).toBe(1)
  await boss('PUT', path(id), until(21))
  await tellOfEndingExceptions(door.db, tmasUrl, later)
  expect(await ending()).toBe(2)
})

test('the person is told once when the end of an exception leaves them with Microsoft alone, and what to do, in their language (R14, R36)', async () => {
  const letters = async ({ email }: { email: string }) =>
    (await mailsTo(door, email)).filter(({ subject }) => /Microsoft$/.test(subject))
  const [linked, fresh] = [await person(), await person(chainId, { language: 'fr' })]
  const stranger = { email: `clerk.${customers}@elsewhere.example` }
  const strange = { ...(await userIn(door, chainId, stranger.email, { passwordHash })), ...stranger }
  const all = [linked, fresh, strange]
  for (const { id } of all) await boss('PUT', path(id), until(20))
  const later = new Date(door.now().getTime() + 14 * day)
  // As long as nothing asks for Microsoft, no password stops.
  await tellOfEndingExceptions(door.db, tmasUrl, later)
  for (const one of all) expect(await letters(one)).toEqual([])

  await mandatory(true)
  await linkOf(linked)
  for (const { id } of all) await boss('PUT', path(id), until(21))
  await Promise.all([1, 2].map(() => tellOfEndingExceptions(door.db, tmasUrl, later)))
  await tellOfEndingExceptions(door.db, tmasUrl, later)
  const texts = await Promise.all(all.map(letters))
  expect(texts.map((mails) => mails.length)).toEqual([1, 1, 1])
  const { en, fr } = messages
  const endsOn = dayFromNow(21)
  const name = `Except ${customers}`
  expect(texts[0]?.[0]?.textBody).toContain(
    en.letters.rollOutNotice.linked(name, sayLongDay('en', endsOn)).split('.')[0],
  )
  expect(texts[0]?.[0]?.textBody).toContain('nothing to prepare')
  expect(texts[1]?.[0]?.subject).toBe(fr.letters.rollOutNotice.subject(sayLongDay('fr', endsOn)))
  expect(texts[1]?.[0]?.textBody).toContain(`${tmasUrl}/sign-in?chain=${chainId}`)
  expect(texts[2]?.[0]?.textBody).toContain('does not look like a Microsoft work account')
  const toBoss = (await mailsTo(door, bossEmail)).map(({ textBody }) => textBody)
  expect(toBoss.filter((text) => text?.includes(strange.username) && text.includes('operator'))).not.toEqual(
    [],
  )
})

test('managers of a sister chain learn that something was done, but no names and no reasons (R27, R31)', async () => {
  const [east, west] = [await chainBelow('East'), await chainBelow('West')]
  const clerk = await person(east)
  const eastBoss = await signedInWith(door, 'chain_manager', east)
  const westBoss = await signedInWith(door, 'chain_and_user_manager', west)
  await boss('PUT', path(clerk.id, east), until(20, 'Waits for her account'))
  await tellOfEndingExceptions(door.db, tmasUrl, new Date(door.now().getTime() + 14 * day))
  await boss('DELETE', path(clerk.id, east))
  const wave = { startsOn: dayFromNow(0), branches: ['East'] }
  const usernames = [clerk.username]
  const causes = [{ code: 'admin_consent_required' as const, usernames }]
  const because = { refused: 1, causes }
  await door.db.transaction().execute(async (trx) => {
    const at = { chainId: east, chain: 'East' }
    for (const notice of [
      { kind: 'roll_out_paused', ...at, wave, because } as const,
      { kind: 'roll_out_unmatched', ...at, startsOn: dayFromNow(9), usernames } as const,
    ])
      await queueManagerNotice(trx, chainId, operator, notice, door.now())
  })
  const texts = async (to: string) =>
    (await mailsTo(door, to)).map(({ subject, textBody }) => `${subject} ${textBody}`)
  const [there, elsewhere] = [await texts(eastBoss.username), await texts(westBoss.username)]
  expect(there.filter((text) => text.includes(clerk.username))).toHaveLength(5)
  expect(there.filter((text) => text.includes('Waits for her account'))).toHaveLength(2)
  // Made, removed, paused.
  expect(elsewhere.filter((text) => text.includes('East'))).toHaveLength(3)
  for (const text of elsewhere) {
    expect(text).not.toContain(clerk.username)
    expect(text).not.toContain('Waits for her account')
  }
})

// The last test: it moves the clock.
test('on its day the exception is over by the clock alone, and the password session with it (R13, R28)', async () => {
  const untilMidnight = Date.parse(`${dayFromNow(1)}T00:00:00Z`) - door.now().getTime()
  door.passTime((untilMidnight - 5 * minute + day) % day)
  const [named, kept] = [await person(), await person()]
  const fresh = (await signedInWith(door, 'chain_manager', chainId)).api
  await mandatory(true)
  await fresh('PUT', path(named.id), until(1))
  await fresh('PUT', path(kept.id), until(2))
  await setPassword(named.id)
  await setPassword(kept.id)
  const [soon, later] = [await triesPassword(named.username), await triesPassword(kept.username)]
  expect([soon.status, later.status]).toEqual([201, 201])

  door.passTime(10 * minute)
  expect(await soon.browser.session()).toBeUndefined()
  expect(await later.browser.session()).toBeDefined()
  expect(await triesPassword(named.username)).toMatchObject({ status: 403, code: 'microsoft_required' })
  const { items } = (await fresh('GET', `/locations/${chainId}/advanced/exceptions`)).body
  expect(items.map(({ hasEnded }: { hasEnded: boolean }) => hasEnded)).toEqual([true, false])
})
