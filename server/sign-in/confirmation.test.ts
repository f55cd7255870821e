import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { addLocation } from '#server/locations/locations.ts'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { password, signIn } from '#server/testing/second-factors.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Person, Trouble } from '../../emulator/directory.ts'
import { setServicePrincipal } from '../../emulator/directory.ts'
import { type CookieJar, signInAs } from '../../emulator/person.ts'
import { northTenantId, tmasClientId } from '../../emulator/sample.ts'

const minute = 60_000
let door: FrontDoor
let chainId: string
let person: Person
let userId: string
let people = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  // Microsoft's clock stays, so TMAS's has to be right again.
  door.passTime(Date.now() - door.now().getTime())
  door.emulator.control.reset()
  setServicePrincipal(door.emulator.directory, {
    tenantId: northTenantId,
    clientId: tmasClientId,
    signInEnabled: true,
    assignmentRequired: false,
    assigned: [],
  })
  chainId ??= (await customerWithTenant(door, 'North', northTenantId)).chainId
  people += 1
  const loginId = `lea.${people}@north.example`
  person = { loginId, name: 'Lea', tenantId: northTenantId, oid: crypto.randomUUID() }
  door.emulator.directory.people.push(person)
  userId = (await userIn(door, chainId, loginId)).id
})

describe('a session that was opened through Microsoft (R37)', () => {
  test('is confirmed in silence by the first page after 15 minutes, which comes back with its query', async () => {
    const { browser, jar } = await signedIn()
    door.passTime(14 * minute)
    expect((await open(browser, '/account')).status).toBe(200)
    door.passTime(minute + 1000)
    const wanted = '/administration/users?search=a%20b&sort=name'
    const asked = await open(browser, wanted)
    expect(asked.status).toBe(303)
    const leaving = new URL(asked.location)
    expect(leaving.origin + leaving.pathname).toBe(
      `${door.emulator.url}/${northTenantId}/oauth2/v2.0/authorize`,
    )
    expect(leaving.searchParams.get('prompt')).toBe('none')
    expect(leaving.searchParams.get('login_hint')).toBe(person.loginId)
    expect(await comeBack(browser, jar, asked.location)).toBe(wanted)
    expect((await open(browser, wanted)).status).toBe(200)
    // Nothing is kept but when: no attempt, and nothing in the records.
    expect(await attempts()).toHaveLength(1)
    expect(await recorded('session')).toEqual([])
    door.passTime(14 * minute)
    expect((await open(browser, '/')).status).toBe(200)
    door.passTime(minute + 1000)
    expect((await open(browser, '/')).status).toBe(303)
  })

  test('is confirmed by a page that a window goes to, and by nothing that a page loads by itself or fetches in advance', async () => {
    const { browser } = await signedIn()
    door.passTime(16 * minute)
    const byThemselves: Record<string, string>[] = [
      { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
      { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch' },
    ]
    for (const headers of byThemselves) expect((await browser.get('/', headers)).status).toBe(200)
    expect((await open(browser, '/')).status).toBe(303)
  })

  test('is used for 20 minutes at most without it: the API says when it is due, and then opens nothing', async () => {
    const { browser, jar } = await signedIn()
    const ask = async () => {
      const answer = await browser.get('/api/v1/session')
      return [answer.status, answer.headers.get('tmas-confirmation')]
    }
    expect(await ask()).toEqual([200, null])
    door.passTime(15 * minute + 1000)
    expect(await ask()).toEqual([200, 'due'])
    door.passTime(5 * minute)
    expect(await ask()).toEqual([403, 'overdue'])
    for (const path of ['/account', '/sessions', '/locations', '/users'])
      expect
        .soft(await (await browser.get(`/api/v1${path}`)).json(), path)
        .toMatchObject({ code: 'confirmation_due' })
    const change = await callApi(browser, 'PATCH', '/account', { language: 'fr' })
    expect(await change.json()).toMatchObject({ code: 'confirmation_due' })
    // It is no use either, so it does not keep the session alive.
    const asked = await open(browser, '/account')
    expect(await comeBack(browser, jar, asked.location)).toBe('/account')
    expect(await ask()).toEqual([200, null])
  })

  test('that is overdue can still be ended by its person', async () => {
    const { browser } = await signedIn()
    door.passTime(21 * minute)
    expect((await callApi(browser, 'DELETE', '/session')).status).toBe(204)
    expect(await sessions()).toEqual([])
  })

  test('with a password is never asked about, and neither is an API key', async () => {
    const username = `pia.${people}`
    const role = 'chain_and_user_manager'
    await userIn(door, chainId, `${username}@north.example`, {
      username,
      role,
      passwordHash: await leastHash(password),
    })
    const browser = await signIn(door, username)
    const expiresAt = new Date(door.now().getTime() + 86_400_000).toISOString()
    const made = await callApi(browser, 'POST', '/api-keys', {
      name: 'k',
      role: 'viewer',
      locationId: chainId,
      expiresAt,
    })
    const { key } = await made.json()
    door.passTime(40 * minute)
    expect((await open(browser, '/account')).status).toBe(200)
    expect((await browser.get('/api/v1/session')).status).toBe(200)
    const asked = await door.app.request(`${tmasUrl}/api/v1/locations`, {
      headers: { host: new URL(tmasUrl).host, authorization: `Bearer ${key}` },
    })
    expect(asked.status).toBe(200)
  })

  test('asks once for all its windows, and never in a loop: what stays unanswered leaves the page as it is', async () => {
    const { browser, jar } = await signedIn()
    door.passTime(15 * minute + 1000)
    // A browser that is opened again opens all its windows at once.
    const [one, other] = [await open(browser, '/account'), await open(browser, '/help-me?')]
    expect([one.status, other.status]).toEqual([303, 404])
    const another = await open(browser, '/administration/audit')
    expect(another.status).toBe(303)
    // The person presses Back: nothing came.
    door.passTime(minute)
    expect((await open(browser, '/account')).status).toBe(200)
    // The answers that come after all still count, each for its window.
    expect(await comeBack(browser, jar, one.location)).toBe('/account')
    expect(await comeBack(browser, jar, another.location)).toBe('/administration/audit')
    expect((await browser.get('/api/v1/session')).headers.get('tmas-confirmation')).toBeNull()
  })
})

describe('who is out at Microsoft is out here (R37)', () => {
  const outs: [name: string, refusal: string, make: () => void][] = [
    ['disabled', 'account_problem_at_microsoft', () => Object.assign(person, { disabled: true })],
    ['deleted', 'account_problem_at_microsoft', () => remove(person)],
    ['blocked by a policy', 'blocked_by_policy', () => trouble({ kind: 'stays', aadsts: 53003 })],
    ['unassigned', 'not_assigned', () => requireAssignment()],
    [
      'disabled, as the token endpoint says',
      'account_problem_at_microsoft',
      () => trouble({ kind: 'at_token', refusal: { aadsts: 50057, error: 'invalid_grant' } }),
    ],
  ]
  test.each(outs)(
    '%s: every session of theirs through Microsoft ends, and both sides read why',
    async (_, refusal, make) => {
      const here = await signedIn()
      const elsewhere = await signedIn()
      make()
      expect((await open(here.browser, '/')).status).toBe(200)
      door.passTime(15 * minute + 1000)
      const asked = await open(here.browser, '/account?tab=devices')
      const end = await comeBack(here.browser, here.jar, asked.location)
      const refused = new URL(end, tmasUrl)
      expect(refused.pathname).toBe('/sign-in')
      expect(refused.searchParams.get('refused')).toBe(refusal)
      expect(refused.searchParams.get('return_to')).toBe('/account?tab=devices')
      const attempt = await newestAttempt(door)
      expect(attempt).toMatchObject({ code: refusal, userId, outcome: 'refused' })
      expect(refused.searchParams.get('reference')).toBe(attempt.reference)
      const page = await (await here.browser.get(end)).text()
      expect(page).toContain(messages.en.refusalWords[refusal as 'not_assigned'].person.sentence)
      expect(page).toContain(attempt.reference)
      expect(await here.browser.session()).toBeUndefined()
      expect(await elsewhere.browser.session()).toBeUndefined()
      expect((await recorded('session.ended')).map(({ reason }) => reason)).toEqual([
        'refused_by_microsoft',
        'refused_by_microsoft',
      ])
    },
  )

  test('their sessions with a password, and those of others, stay', async () => {
    const { browser, jar } = await signedIn()
    const loginId = `colleague.${people}@north.example`
    const colleague: Person = {
      loginId,
      name: 'Colleague',
      tenantId: northTenantId,
      oid: crypto.randomUUID(),
    }
    door.emulator.directory.people.push(colleague)
    await userIn(door, chainId, loginId)
    const other = await signedIn(colleague)
    await door.db
      .updateTable('userAccount')
      .set({ passwordHash: await leastHash(password) })
      .where('id', '=', userId)
      .execute()
    const { username } = await door.db
      .selectFrom('userAccount')
      .select('username')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow()
    const withPassword = await signIn(door, username)
    person.disabled = true
    door.passTime(15 * minute + 1000)
    await comeBack(browser, jar, (await open(browser, '/')).location)
    expect(await browser.session()).toBeUndefined()
    expect(await withPassword.session()).toMatchObject({ signedInWith: 'password' })
    expect(await other.browser.session()).toMatchObject({ signedInWith: 'microsoft' })
  })
})

describe('who is only needed loses nothing (R37)', () => {
  test('one click, and they are on the page they wanted, in the same session', async () => {
    const { browser, jar } = await signedIn()
    const [before] = await sessions()
    door.passTime(15 * minute + 1000)
    const wanted = '/administration/users?search=a'
    // Microsoft has forgotten them.
    const end = await comeBack(browser, new Map(), (await open(browser, wanted)).location)
    expect(end).toBe(`/sign-in/microsoft/confirm?${new URLSearchParams({ return_to: wanted })}`)
    const page = await (await browser.get(end)).text()
    expect(page).toContain(messages.en.confirmSession.title)
    const go =
      /href="(\/sign-in\/microsoft\/confirm\/go[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    // Until the grace is over, what they are in the middle of goes on, and nothing sends them there again.
    expect((await browser.get('/api/v1/session')).status).toBe(200)
    door.passTime(minute)
    expect((await open(browser, '/account')).status).toBe(200)
    door.passTime(4 * minute)
    expect((await browser.get('/api/v1/session')).status).toBe(403)
    expect((await open(browser, '/account')).location).toBe('/sign-in/microsoft/confirm?return_to=%2Faccount')
    const left = await open(browser, go)
    expect(new URL(left.location).searchParams.get('prompt')).toBeNull()
    expect(await comeBack(browser, jar, left.location)).toBe(wanted)
    expect((await open(browser, wanted)).status).toBe(200)
    expect((await sessions()).map(({ id }) => id)).toEqual([before?.id])
    // No manager sees a sign-in that failed.
    expect(await attempts()).toHaveLength(1)
  })

  test('another account that answers neither confirms the session nor takes its place', async () => {
    const { browser, jar } = await signedIn()
    const mine = person
    const loginId = `other.${people}@north.example`
    const other: Person = { loginId, name: 'Other', tenantId: northTenantId, oid: crypto.randomUUID() }
    door.emulator.directory.people.push(other)
    await userIn(door, chainId, loginId)
    await signedIn(other)
    door.passTime(15 * minute + 1000)
    const asked = new URL((await open(browser, '/account')).location)
    // Someone at the browser takes the hint away, and signs in as someone else.
    asked.searchParams.delete('login_hint')
    asked.searchParams.delete('prompt')
    const ending = await signInAs(door.emulator, asked.href, other.loginId)
    if (ending.kind !== 'returned') throw new Error('did not return')
    const end = (await browser.get(ending.url)).headers.get('location')
    expect(end).toBe('/sign-in/microsoft/confirm?return_to=%2Faccount')
    expect(await browser.session()).toMatchObject({ user: { id: userId } })
    door.passTime(5 * minute)
    expect((await browser.get('/api/v1/session')).status).toBe(403)
    const go = await open(browser, '/sign-in/microsoft/confirm/go?return_to=/account')
    expect(await comeBack(browser, jar, go.location, mine)).toBe('/account')
    expect(await browser.session()).toMatchObject({ user: { id: userId } })
  })

  test.each([
    ['a device that does not comply', 53000],
    ['a second factor', 50076],
    ['a terms of use', 50158],
    ['an unknown login ID, which may only have another name now', 50034],
  ])('Microsoft wants %s: no session ends', async (_, aadsts) => {
    const { browser, jar } = await signedIn()
    trouble({ kind: 'returns', aadsts })
    door.passTime(15 * minute + 1000)
    const end = await comeBack(browser, jar, (await open(browser, '/account')).location)
    expect(end).toBe('/sign-in/microsoft/confirm?return_to=%2Faccount')
    expect(await sessions()).toHaveLength(1)
  })
})

describe('what comes by the browser is not believed (R37)', () => {
  test.each([
    ['an outage that Microsoft knows nothing of', { error: 'temporarily_unavailable' }],
    ['a server error', { error: 'server_error', error_description: 'AADSTS90033: A transient error.' }],
    ['a made-up code', { code: 'made-up' }],
    ['nothing but a state', {}],
  ])('%s lengthens nothing', async (_, made: Record<string, string>) => {
    const { browser } = await signedIn()
    door.passTime(15 * minute + 1000)
    const state = new URL((await open(browser, '/account')).location).searchParams.get('state') ?? ''
    await browser.get(`/sign-in/microsoft/callback?${new URLSearchParams({ ...made, state })}`)
    door.passTime(5 * minute)
    expect((await browser.get('/api/v1/session')).status).toBe(403)
  })

  test('an answer counts in the browser that asked, for its session, and from when it was asked', async () => {
    const { browser, jar } = await signedIn()
    const other = await signedIn()
    door.passTime(15 * minute + 1000)
    const asked = await open(browser, '/account')
    const answer = await answerOf(jar, asked.location)
    expect((await other.browser.get(answer)).headers.get('location')).toBe('/')
    door.passTime(4 * minute)
    expect((await browser.get(answer)).headers.get('location')).toBe('/account')
    expect((await open(browser, '/account')).status).toBe(200)
    // It counts from the question on, not from the answer.
    door.passTime(11 * minute + 1000)
    expect((await open(browser, '/account')).status).toBe(303)
    // Twice is once.
    expect((await browser.get(answer)).headers.get('location')).toBe('/account')
    expect((await browser.get('/api/v1/session')).headers.get('tmas-confirmation')).toBe('due')
  })

  test('the session of someone who has signed in meanwhile is not confirmed by the answer of the one before', async () => {
    const { browser, jar } = await signedIn()
    door.passTime(15 * minute + 1000)
    const answer = await answerOf(jar, (await open(browser, '/account')).location)
    await callApi(browser, 'DELETE', '/session')
    const again = await signedIn(person, browser)
    expect(again.browser).toBe(browser)
    door.passTime(14 * minute)
    await browser.get(answer)
    door.passTime(minute + 1000)
    expect((await open(browser, '/account')).status).toBe(303)
  })
})

describe('a Microsoft that cannot be asked (R37)', () => {
  test('leaves the session as it is, says so once in the record, and is asked again later', async () => {
    const { browser, jar } = await signedIn()
    const { faults } = door.emulator.control
    door.passTime(15 * minute + 1000)
    const asked = await open(browser, '/account')
    // The browser shows an error of its own, and the person goes back.
    faults.discovery = { outage: true }
    door.passTime(minute)
    expect((await open(browser, '/account')).status).toBe(200)
    for (let quarter = 0; quarter < 3; quarter += 1) {
      door.passTime(5 * minute)
      expect((await open(browser, '/account')).status).toBe(200)
      expect((await browser.get('/api/v1/session')).status).toBe(200)
      door.passTime(15 * minute)
      expect((await open(browser, '/account')).status).toBe(303)
    }
    expect(await recorded('session.unconfirmed')).toHaveLength(1)
    // It is there again.
    delete faults.discovery
    door.passTime(minute)
    expect(await comeBack(browser, jar, asked.location)).toBeDefined()
    door.passTime(5 * minute)
    const go = await open(browser, '/sign-in/microsoft/confirm/go?return_to=/account')
    expect(await comeBack(browser, jar, go.location)).toBe('/account')
    expect((await browser.get('/api/v1/session')).headers.get('tmas-confirmation')).toBeNull()
  })

  test.each([
    ['an outage', { outage: true }],
    ['a cut connection', { drop: true }],
  ])(
    '%s of the token endpoint excuses the session, and a busy page does if this server finds it so',
    async (_, fault) => {
      const { browser, jar } = await signedIn()
      const { faults } = door.emulator.control
      door.passTime(15 * minute + 1000)
      faults.token = fault
      expect(await comeBack(browser, jar, (await open(browser, '/account')).location)).toBe('/account')
      expect((await browser.get('/api/v1/session')).headers.get('tmas-confirmation')).toBeNull()
      door.passTime(15 * minute + 1000)
      delete faults.token
      faults.discovery = fault
      const state = new URL((await open(browser, '/account')).location).searchParams.get('state') ?? ''
      const busy = new URLSearchParams({ error: 'temporarily_unavailable', state })
      expect((await browser.get(`/sign-in/microsoft/callback?${busy}`)).headers.get('location')).toBe(
        '/account',
      )
      expect((await browser.get('/api/v1/session')).headers.get('tmas-confirmation')).toBeNull()
      expect(await recorded('session.unconfirmed')).toHaveLength(1)
    },
  )
})

describe('a customer that has turned it off (R5, R37)', () => {
  test('sends no one to Microsoft; a chain below turns it on for itself, and the managers read of both', async () => {
    const top = (await customerWithTenant(door, `Off ${people}`, northTenantId)).chainId
    const operator = { kind: 'operator' } as const
    const change = (id: string, sessionConfirmation: boolean) =>
      changeAdvancedSettings(door.db, operator, id, { sessionConfirmation }, door.now())
    const brand = await addLocation(
      door.db,
      operator,
      { parentId: top, type: 'chain', name: 'Brand' },
      door.now(),
    )
    // At the top it is on without anyone's doing, and below no one turns it off.
    await expect(change(brand, false)).rejects.toMatchObject({ code: 'set_above' })
    await door.db
      .updateTable('userAccount')
      .set({ email: 'gone@gone.example' })
      .where('id', '=', userId)
      .execute()
    userId = (await userIn(door, brand, person.loginId, { username: `off.${people}` })).id
    const { browser, jar } = await signedIn()
    await change(top, false)
    door.passTime(40 * minute)
    expect((await browser.get('/api/v1/session')).headers.get('tmas-confirmation')).toBeNull()
    expect((await open(browser, '/account')).status).toBe(200)
    await change(brand, true)
    // From the next request on, wherever it comes from.
    expect((await browser.get('/api/v1/session')).status).toBe(403)
    expect(await comeBack(browser, jar, (await open(browser, '/account')).location)).toBe('/account')
    await change(brand, false)
    door.passTime(40 * minute)
    expect((await open(browser, '/account')).status).toBe(200)
    const words = messages.en.letters.notices
    const { rows } = await sql<{ subject: string }>`
      select subject from mail where customer_id = ${top} and subject like '%confirm%' order by id`.execute(
      door.db,
    )
    expect(rows.map(({ subject }) => subject)).toEqual([
      words.confirmationOff(`Off ${people}`).subject,
      words.confirmationOn('Brand').subject,
      words.confirmationOff('Brand').subject,
    ])
  })
})

describe('a clock that was set (R28, R37)', () => {
  test.each([-60 * minute, -2 * minute])('by %d ms lengthens no confirmation', async (step) => {
    const { browser, jar } = await signedIn()
    door.passTime(20 * minute)
    expect(await comeBack(browser, jar, (await open(browser, '/account')).location)).toBe('/account')
    // The stamp of the confirmation is from the future now; the session itself is not.
    await door.db
      .updateTable('session')
      .set((eb) => ({ createdAt: eb.val(new Date(0)), lastUsedAt: new Date(door.now().getTime() + step) }))
      .where('userId', '=', userId)
      .execute()
    door.passTime(step)
    expect((await browser.get('/api/v1/session')).status).toBe(403)
  })
})

async function signedIn(who = person, browser: Visitor = visitor(door)) {
  const jar: CookieJar = new Map()
  const started = await browser.get(`/sign-in/microsoft?${new URLSearchParams({ login_hint: who.loginId })}`)
  expect(await comeBack(browser, jar, started.headers.get('location') ?? '', who)).toBe('/')
  return { browser, jar }
}

/** Goes to a page as a person does, in a window. */
async function open(browser: Visitor, address: string) {
  const headers = {
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-fetch-site': 'same-origin',
  }
  const answer = await browser.get(address, headers)
  return { status: answer.status, location: answer.headers.get('location') ?? '' }
}

async function answerOf(jar: CookieJar, leaving: string, who = person): Promise<string> {
  const ending = await signInAs(door.emulator, leaving, who.loginId, { jar })
  if (ending.kind !== 'returned') throw new Error(`stayed on Microsoft's page ${ending.page}`)
  return ending.url
}

/** Microsoft answers. @returns where TMAS then sends the browser. */
async function comeBack(browser: Visitor, jar: CookieJar, leaving: string, who = person): Promise<string> {
  const answer = await browser.get(await answerOf(jar, leaving, who))
  return answer.headers.get('location') ?? ''
}

const attempts = () => door.db.selectFrom('signInAttempt').select('id').where('userId', '=', userId).execute()
const sessions = () => door.db.selectFrom('session').select('id').where('userId', '=', userId).execute()

/** The details of what was recorded about the person, of the actions that begin like this. */
async function recorded(action: string): Promise<Record<string, unknown>[]> {
  const records = await door.db
    .selectFrom('auditRecord')
    .select(['action', 'detail'])
    .orderBy('sequence')
    .execute()
  return records
    .filter((one) => one.action.startsWith(action))
    .map(({ detail }) => detail as Record<string, unknown>)
    .filter((detail) => detail.userId === userId)
}

function trouble(what: Trouble) {
  person.trouble = what
}

function remove(one: Person) {
  const { people: all } = door.emulator.directory
  all.splice(all.indexOf(one), 1)
}

function requireAssignment() {
  const principal = { tenantId: northTenantId, clientId: tmasClientId, signInEnabled: true }
  setServicePrincipal(door.emulator.directory, { ...principal, assignmentRequired: true, assigned: [] })
}
