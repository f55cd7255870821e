import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { dayIn, daysBefore } from '#server/policy/roll-out.ts'
import { listLiveSessions } from '#server/sessions/live-sessions.ts'
import { codeOf, softPasskey } from '#server/testing/authenticator.ts'
import {
  callApi,
  customerWithTenant,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import {
  enterPassword,
  password,
  sendCode,
  setUpApp,
  signIn,
  withoutSealingKey,
} from '#server/testing/second-factors.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { recoverManager } from '#server/users/recover.ts'
import { northTenantId } from '../../emulator/sample.ts'

const day = 24 * 60 * 60 * 1000
const page = '/sign-in/second-factor/set-up'
let stage: Stage
let passwordHash: string
let chainId: string
let max: { id: string; username: string }
let count = 0

beforeAll(async () => {
  stage = await openStage()
  passwordHash = await leastHash(password)
})
afterAll(() => stage.close())
beforeEach(async () => {
  await stage.db.deleteFrom('passwordTries').execute()
  await stage.db.deleteFrom('passwordNameTried').execute()
  count += 1
  chainId = (await customerWithTenant(stage, `Required ${count}`, northTenantId)).chainId
  max = await manager('max')
})

test('from the day on, no manager gets a session for a password alone; before it, everything is as it was (R30)', async () => {
  await requireFrom(daysFromNow(1))
  const before = await signIn(stage, max.username)
  expect(await before.session()).toBeDefined()
  stage.passTime(day)
  const after = visitor(stage)
  await after.post('/sign-in', { username: max.username, password, return_to: '/account' })
  expect(await after.session()).toBeUndefined()
  const api = await callApi(visitor(stage), 'POST', '/session', { username: max.username, password })
  expect(await api.json()).toMatchObject({ status: 403, code: 'second_factor_setup_required' })
  // A code of which nothing is known does not help either.
  const withCode = { username: max.username, password, code: '123456' }
  const again = await callApi(visitor(stage), 'POST', '/session', withCode)
  expect(await again.json()).toMatchObject({ status: 403, code: 'second_factor_setup_required' })
})

test('a manager without one sets up an app on the way, is shown recovery codes, and is where they wanted to go (R30)', async () => {
  const browser = await knownBrowser()
  await requireFrom(today())
  await enter(browser, '/administration/users')
  const html = await (await browser.get(page)).text()
  expect(html).toContain('Since ')
  // Read again, it shows the same secret: what was scanned stays right.
  expect(secretIn(await (await browser.get(page)).text())).toBe(secretIn(html))
  expect((await browser.post(page, { code: '000000' })).status).toBe(422)
  expect(await browser.session()).toBeUndefined()
  const done = await browser.post(page, { code: codeOf(secretIn(html), stage.now()) })
  const codes = await done.text()
  expect(codes.match(/<code>[0-9A-Z-]{29}<\/code>/g)).toHaveLength(10)
  expect(codes).toContain('href="/administration/users"')
  expect(await browser.session()).toMatchObject({ user: { id: max.id }, signedInWith: 'password' })
  expect(await detailsOf('second-factor.added')).toEqual([{ userId: max.id, kind: 'app' }])
  expect((await detailsOf('sign-in.completed')).at(-1)).toMatchObject({ secondFactor: 'app' })
  // From now on it is asked for, as anyone's is.
  stage.passTime(60_000)
  const next = await enterPassword(stage, max.username)
  expect((await sendCode(next, codeOf(secretIn(html), stage.now()))).headers.get('location')).toBe('/')
})

test('while a key is missing no app is set up on the way, and the same code sets it up afterwards (R30, R34)', async () => {
  const browser = await knownBrowser()
  await requireFrom(today())
  await enter(browser)
  const code = codeOf(secretIn(await (await browser.get(page)).text()), stage.now())
  expect(await withoutSealingKey(stage, async () => (await browser.post(page, { code })).status)).toBe(503)
  expect(await browser.session()).toBeUndefined()
  expect((await browser.post(page, { code })).status).toBe(200)
  expect(await browser.session()).toMatchObject({ user: { id: max.id } })
})

test('a manager without one sets up a passkey on the way (R30)', async () => {
  const browser = await knownBrowser()
  await requireFrom(today())
  await enter(browser)
  expect(await (await browser.get(page)).text()).toContain('data-passkey')
  const passkey = softPasskey({ url: tmasUrl })
  const asked = await browser.post(`${page}/passkey/options`, {})
  const made = await asked.json()
  const first = JSON.stringify(passkey.create(made))
  // A challenge is for one answer, right or wrong.
  const forged = JSON.stringify(softPasskey({ url: 'https://tmas.evil.example' }).create(made))
  expect((await browser.post(`${page}/passkey`, { response: forged })).status).toBe(422)
  expect((await browser.post(`${page}/passkey`, { response: first })).status).toBe(422)
  expect(await browser.session()).toBeUndefined()
  const next = await browser.post(`${page}/passkey/options`, {})
  const response = JSON.stringify(softPasskey({ url: tmasUrl }).create(await next.json()))
  const done = await browser.post(`${page}/passkey`, { response })
  expect(await done.text()).toContain('class="codes"')
  expect(await browser.session()).toMatchObject({ user: { id: max.id } })
})

test('the person who set it up is told by mail, and so are the other managers (R30)', async () => {
  const other = await manager('olga')
  const browser = await knownBrowser()
  await requireFrom(today())
  await setUpOnTheWay(browser)
  expect(await subjectsTo(max)).toContain('TMAS: a second factor was added')
  expect(await subjectsTo(max)).not.toContain(`TMAS: ${max.username} set up a second factor`)
  expect((await subjectsTo(other)).some((subject) => subject.includes('set up a second factor'))).toBe(true)
})

test('on a device that the manager has never used, nothing can be set up until the link mailed to them was opened there (R30)', async () => {
  await requireFrom(today())
  const thief = visitor(stage)
  await enter(thief)
  const html = await (await thief.get(page)).text()
  expect(html).toContain('Confirm this device')
  expect(html).not.toContain('class="secret"')
  // Neither without the page: the secret was never made, and a challenge is not given.
  expect((await thief.post(`${page}/passkey/options`, {})).status).toBe(404)
  expect(await (await thief.post(page, { code: '123456' })).text()).toContain('Confirm this device')
  await thief.post(`${page}/device`, {})

  const link = await deviceLinkTo(max)
  const token = new URL(link, tmasUrl).searchParams.get('token') ?? ''
  // A mail scanner that opens the link uses nothing up.
  expect((await visitor(stage).get(link)).status).toBe(200)
  const own = visitor(stage)
  await enter(own)
  expect((await own.post('/sign-in/device', { token })).headers.get('location')).toBe(page)
  await setUpOnTheWay(own)
  expect(await own.session()).toMatchObject({ user: { id: max.id } })
  // The link made no other browser known, and works once.
  expect((await thief.post('/sign-in/device', { token })).status).toBe(410)
  expect(await thief.session()).toBeUndefined()
  await thief.post(page, { code: '123456' })
  expect(await thief.session()).toBeUndefined()
})

test('the device is asked for again when the factor is set up (R30)', async () => {
  const browser = await knownBrowser()
  await requireFrom(today())
  await enter(browser)
  const secret = secretIn(await (await browser.get(page)).text())
  browser.cookies.delete('tmas-device')
  const done = await browser.post(page, { code: codeOf(secret, stage.now()) })
  expect(await done.text()).toContain('Confirm this device')
  expect(await browser.session()).toBeUndefined()
})

test('a link to confirm a device ends after an hour and with a changed address, and few are mailed however often one asks (R30, R35)', async () => {
  await requireFrom(today())
  const browser = visitor(stage)
  await enter(browser)
  for (let asked = 0; asked < 6; asked += 1) await browser.post(`${page}/device`, {})
  const mailed = (await subjectsTo(max)).filter((subject) => subject === 'TMAS: confirm your device')
  expect(mailed).toHaveLength(3)
  const link = await deviceLinkTo(max)
  await stage.db
    .updateTable('userAccount')
    .set({ email: 'x@factor.example' })
    .where('id', '=', max.id)
    .execute()
  expect((await visitor(stage).get(link)).status).toBe(410)
  await stage.db
    .updateTable('userAccount')
    .set({ email: `${max.username}@factor.example` })
    .where('id', '=', max.id)
    .execute()
  expect((await visitor(stage).get(link)).status).toBe(200)
  stage.passTime(60 * 60 * 1000)
  expect((await visitor(stage).get(link)).status).toBe(410)
})

test('without mail there is still a way in: the operator’s recovery link makes the device known (R16, R30)', async () => {
  await requireFrom(today())
  const { link } = await recoverManager(stage.db, { kind: 'operator' }, max.username, tmasUrl, stage.now())
  const browser = visitor(stage)
  const token = new URL(link).searchParams.get('token') ?? ''
  const again = 'Another-lantern-8'
  await browser.post('/set-password', { token, password: again, repeat: again })
  await browser.post('/sign-in', { username: max.username, password: again, return_to: '/' })
  await setUpOnTheWay(browser, { isThere: true })
  expect(await browser.session()).toMatchObject({ user: { id: max.id } })
})

test('when the day begins, a session that was opened with a password alone opens nothing, by the clock and without a write (R30)', async () => {
  await requireFrom(daysFromNow(1))
  stage.passTime(startOfTomorrow() - stage.now().getTime() - 60_000)
  const browser = await signIn(stage, max.username)
  const { id } = await stage.db
    .selectFrom('session')
    .select('id')
    .where('userId', '=', max.id)
    .orderBy('createdAt', 'desc')
    .executeTakeFirstOrThrow()
  expect(await listLiveSessions(stage.db, [id], stage.now())).toEqual(new Set([id]))
  stage.passTime(60_000)
  expect(await browser.session()).toBeUndefined()
  expect(await listLiveSessions(stage.db, [id], stage.now())).toEqual(new Set())
  expect((await callApi(browser, 'GET', '/users')).status).toBe(401)
  const sent = (await browser.get('/account')).headers.get('location') ?? ''
  expect(await (await browser.get(sent)).text()).toContain('Your chain now requires a second factor')
  // Nothing was written, so a later day gives it back.
  await requireFrom(daysFromNow(5))
  expect(await browser.session()).toMatchObject({ user: { id: max.id } })
})

test('a session with a second factor, one through Microsoft, and people below the manager levels are not asked (R30)', async () => {
  await requireFrom(daysFromNow(1))
  const own = await signIn(stage, max.username)
  await setUpApp(stage, own)
  const loginId = 'sam.slow@north.example'
  const sam = await userIn(stage, chainId, loginId, {
    role: 'chain_manager',
    username: `sam-${count}`,
    passwordHash,
  })
  const known = await signIn(stage, sam.username)
  await signInWithMicrosoft(stage, known, loginId, { start: `/sign-in/microsoft?chain=${chainId}` })
  const vera = await userIn(stage, chainId, `vera-${count}@factor.example`, {
    username: `vera-${count}`,
    role: 'viewer',
    passwordHash,
  })
  stage.passTime(startOfTomorrow() - stage.now().getTime() - 1000)
  const viewer = await signIn(stage, vera.username)
  const ofSam = visitor(stage)
  await signInWithMicrosoft(stage, ofSam, loginId, { start: `/sign-in/microsoft?chain=${chainId}` })
  stage.passTime(2000)
  expect(await viewer.session()).toBeDefined()
  expect(await ofSam.session()).toMatchObject({ signedInWith: 'microsoft' })
  expect(await (await signIn(stage, vera.username)).session()).toBeDefined()
})

test('the last second factor cannot be removed while the chain requires one; another manager’s reset leads to the set-up (R30)', async () => {
  const boss = await manager('boss')
  const bosses = await knownBrowser(boss)
  const own = await signIn(stage, max.username)
  await setUpApp(stage, own)
  await requireFrom(daysFromNow(1))
  // Before the day, it may still be removed.
  expect((await callApi(own, 'POST', '/account/authenticator-app/remove')).status).toBe(204)
  await setUpApp(stage, own)
  await requireFrom(today())
  const refused = await callApi(own, 'POST', '/account/authenticator-app/remove')
  expect(await refused.json()).toMatchObject({ status: 409, code: 'last_second_factor' })

  await setUpOnTheWay(bosses, { username: boss.username })
  const reset = await callApi(bosses, 'DELETE', `/users/${max.id}/second-factor`)
  expect(reset.status).toBe(204)
  expect(await own.session()).toBeUndefined()
  await setUpOnTheWay(own)
  expect(await own.session()).toMatchObject({ user: { id: max.id } })
})

test('what was set up elsewhere meanwhile, another password and a closed door end the set-up without a session (R30)', async () => {
  const olga = await manager('olga')
  const [first, second, third] = [await knownBrowser(), await knownBrowser(), await knownBrowser(olga)]
  await requireFrom(today())
  await enter(first)
  await enter(second)
  const html = await (await second.get(page)).text()
  await setUpOnTheWay(first, { isThere: true })
  const late = await second.post(page, { code: codeOf(secretIn(html), stage.now()) })
  expect(late.headers.get('location')).toContain('refused=expired')
  expect(await second.session()).toBeUndefined()

  await enter(third, '/', olga.username)
  const secret = secretIn(await (await third.get(page)).text())
  await stage.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', olga.id).execute()
  const closed = await third.post(page, { code: codeOf(secret, stage.now()) })
  expect(closed.headers.get('location')).toContain('refused=account_disabled')
  expect(await third.session()).toBeUndefined()
})

test('a set-up that is not finished is recorded as what it is (R17, R30)', async () => {
  const browser = await knownBrowser()
  await requireFrom(today())
  await enter(browser)
  stage.passTime(16 * 60_000)
  await closeUnreturned(stage.db, stage.now())
  const attempt = await stage.db
    .selectFrom('signInAttempt')
    .select(['outcome', 'code', 'checks'])
    .orderBy('startedAt', 'desc')
    .executeTakeFirstOrThrow()
  expect(attempt).toMatchObject({ outcome: 'refused', code: 'expired' })
  expect(attempt.checks).toMatchObject([
    { name: 'password', passed: true },
    { name: 'second_factor', passed: false },
  ])
  expect((await browser.get(page)).headers.get('location')).toContain('refused=expired')
})

function manager(name: string) {
  const username = `${name}-${count}`
  return userIn(stage, chainId, `${username}@factor.example`, {
    username,
    role: 'chain_and_user_manager',
    passwordHash,
  })
}

function requireFrom(from: string | null) {
  const change = { secondFactorRequiredFrom: from }
  return changeAdvancedSettings(stage.db, { kind: 'operator' }, chainId, change, stage.now())
}

const today = () => dayIn('UTC', stage.now())
const daysFromNow = (count: number) => daysBefore(today(), -count)
const startOfTomorrow = () => new Date(`${daysFromNow(1)}T00:00:00Z`).getTime()

/** A browser in which this manager has signed in before, and out again. */
async function knownBrowser({ username } = max): Promise<Visitor> {
  const browser = await signIn(stage, username)
  await browser.post('/sign-out', {})
  return browser
}

async function deviceLinkTo({ id }: { id: string }): Promise<string> {
  const mail = await stage.db
    .selectFrom('mail')
    .select('textBody')
    .where('userId', '=', id)
    .where('textBody', 'like', '%/sign-in/device?token=%')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const link = /\/sign-in\/device\?token=[\w-]{43}/.exec(mail.textBody ?? '')?.[0]
  if (!link) throw new Error('no link was mailed')
  return link
}

/** Sends the right password, after which a second factor is to be set up. */
async function enter(browser: Visitor, returnTo = '/', username = max.username) {
  const answer = await browser.post('/sign-in', { username, password, return_to: returnTo })
  const next = await browser.get(answer.headers.get('location') ?? '')
  expect(next.headers.get('location')).toBe(page)
}

async function setUpOnTheWay(browser: Visitor, { isThere = false, username = max.username } = {}) {
  if (!isThere) await enter(browser, '/', username)
  const html = await (await browser.get(page)).text()
  expect((await browser.post(page, { code: codeOf(secretIn(html), stage.now()) })).status).toBe(200)
}

function secretIn(html: string): string {
  return (/class="secret">([A-Z2-7 ]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '')
}

async function subjectsTo({ id }: { id: string }) {
  const mails = await stage.db.selectFrom('mail').select('subject').where('userId', '=', id).execute()
  return mails.map(({ subject }) => subject)
}

async function detailsOf(action: string) {
  const records = await stage.db
    .selectFrom('auditRecord')
    .select('detail')
    .where('customerId', '=', chainId)
    .where('action', '=', action)
    .orderBy('id')
    .execute()
  return records.map(({ detail }) => detail)
}
