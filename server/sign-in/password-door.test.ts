import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { setMailSent } from '#server/mail/outbox.queries.ts'
import { answerForgottenPasswords, askForPasswordLink } from '#server/passwords/forgotten-passwords.ts'
import { deleteExpiredPasswordLinks } from '#server/passwords/password-links.queries.ts'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { mailsTo, newestLinkTo } from '#server/testing/mailbox.ts'
import { northTenantId } from '../../emulator/sample.ts'

const password = 'Harbour-7-lanterns'
const newPassword = 'Quiet-8-orchards'
let passwordHash: string
let door: FrontDoor
let north: { chainId: string }
let ada: { id: string; username: string; email: string }
let people = 0

beforeAll(async () => {
  door = await openFrontDoor()
  north = await customerWithTenant(door, 'North', northTenantId)
  passwordHash = await leastHash(password)
})
afterAll(() => door.close())
beforeEach(async () => {
  people += 1
  const email = `ada.${people}@north.example`
  ada = { ...(await userIn(door, north.chainId, email, { passwordHash, username: `ada${people}` })), email }
  // The limits of one test are not those of the next.
  await door.db.deleteFrom('passwordTries').execute()
})

test('who has forgotten the password gets a link by mail, sets a new one, and signs in with it (R26)', async () => {
  const browser = visitor(door)
  const asked = await forget(browser, ada.username)
  expect(asked.headers.get('location')).toBe('/forgot-password?asked')
  const link = await newestLinkTo(door, ada.email)

  expect(await (await browser.get(link)).text()).toContain('Set your password')
  const set = await setPassword(browser, link, newPassword)
  expect(set.headers.get('location')).toBe('/sign-in?password_set')
  expect(await (await browser.get('/sign-in?password_set')).text()).toContain('Your password is set.')
  // It proves the mailbox, not the password: nobody is signed in by it.
  expect(await browser.session()).toBeUndefined()

  expect((await signIn(browser, ada.username, newPassword)).status).toBe(201)
  expect((await signIn(visitor(door), ada.username, password)).status).toBe(401)
})

test('an e-mail address will do instead of the username', async () => {
  await forget(visitor(door), `  ${ada.email.toUpperCase()} `)
  expect(await mailsTo(door, ada.email)).toHaveLength(1)
})

test('the mail is in the user’s language (R24)', async () => {
  await door.db.updateTable('userAccount').set({ language: 'fr' }).where('id', '=', ada.id).execute()
  await forget(visitor(door), ada.username)
  expect((await mailsTo(door, ada.email))[0]?.subject).toBe('Définir un nouveau mot de passe TMAS')
})

test('known and unknown names, disabled and Microsoft-only users get the same answer, to the byte (R29)', async () => {
  await userIn(door, north.chainId, `off.${people}@north.example`, {
    enabled: false,
    username: `off${people}`,
  })
  const answers = []
  for (const name of [ada.username, `nobody${people}`, `off${people}`]) {
    const response = await visitor(door).post('/forgot-password', { name })
    answers.push([response.status, Object.fromEntries(response.headers), await response.text()])
  }
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
  await answer()
  expect(await mailsTo(door, `off.${people}@north.example`)).toEqual([])
})

test('a forgotten password is the same number of steps in the database, whoever has it (R29)', async () => {
  const steps = []
  for (const name of [ada.username, ada.email, `nobody${people}`]) {
    let statements = 0
    const db = door.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        statements += 1
        return result
      },
    })
    await askForPasswordLink(db, name, { ip: `192.0.2.${steps.length + 1}`, userAgent: 'test' }, door.now())
    steps.push(statements)
  }
  expect(steps[0]).toBeGreaterThan(0)
  expect(new Set(steps).size).toBe(1)
})

test('a name that no text can hold is a name like any other, and what is no form is told so (R29, INJ-05)', async () => {
  const asked = await visitor(door).post('/forgot-password', { name: 'ada\0@north.example' })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, '/forgot-password?asked'])
  for (const path of ['/forgot-password', '/set-password']) {
    const headers = { origin: tmasUrl, 'content-type': 'multipart/form-data; boundary=x' }
    const sent = await visitor(door).send(path, { method: 'POST', headers, body: 'no form' })
    expect(sent.status).toBe(400)
  }
})

test('the link is built from TMAS_URL, whatever the request calls us', async () => {
  const headers = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
  }
  await visitor(door).post('/forgot-password', { name: ada.username }, headers)
  await answer()
  const [mail] = await mailsTo(door, ada.email)
  expect(mail?.textBody).toContain(`${tmasUrl}/set-password?token=`)
  expect(`${mail?.textBody} ${mail?.htmlBody}`).not.toContain('evil.example')
})

test('a link works once, also when two use it at the same moment', async () => {
  await forget(visitor(door), ada.username)
  const link = await newestLinkTo(door, ada.email)
  const tries = await Promise.all(
    [1, 2, 3, 4].map((n) => setPassword(visitor(door), link, `${newPassword}${n}`)),
  )
  expect(tries.map(({ status }) => status).sort()).toEqual([303, 410, 410, 410])
  expect((await visitor(door).get(link)).status).toBe(410)
})

test('opening a link uses nothing up: mail scanners open links, too', async () => {
  await forget(visitor(door), ada.username)
  const link = await newestLinkTo(door, ada.email)
  for (let n = 0; n < 3; n += 1) expect((await visitor(door).get(link)).status).toBe(200)
})

test('a newer link ends the older one', async () => {
  await forget(visitor(door), ada.username)
  const older = await newestLinkTo(door, ada.email)
  await forget(visitor(door), ada.username)
  expect((await visitor(door).get(older)).status).toBe(410)
  expect((await visitor(door).get(await newestLinkTo(door, ada.email))).status).toBe(200)
})

test('a reset link lives 60 minutes', async () => {
  await forget(visitor(door), ada.username)
  const link = await newestLinkTo(door, ada.email)
  door.passTime(59 * 60 * 1000)
  expect((await visitor(door).get(link)).status).toBe(200)
  door.passTime(2 * 60 * 1000)
  expect((await setPassword(visitor(door), link, newPassword)).status).toBe(410)
})

test('a link that waited in the outbox lives 60 minutes from when its mail was sent, and not from a future time (R25, R28)', async () => {
  const send = async (at: Date) => {
    for (const { id } of await mailsTo(door, ada.email)) await setMailSent(door.db, id, at)
  }
  const opens = async (link: string) => (await visitor(door).get(link)).status
  const hour = 60 * 60 * 1000
  await forget(visitor(door), ada.username)
  const link = await newestLinkTo(door, ada.email)
  door.passTime(3 * hour)
  expect(await opens(link)).toBe(410)
  await deleteExpiredPasswordLinks(door.db, door.now())

  await send(new Date(door.now().getTime() + 2 * 60 * 1000))
  expect(await opens(link)).toBe(410)
  await send(door.now())
  door.passTime(hour - 60_000)
  await deleteExpiredPasswordLinks(door.db, door.now())
  expect(await opens(link)).toBe(200)
  door.passTime(2 * 60_000)
  expect(await opens(link)).toBe(410)
  await deleteExpiredPasswordLinks(door.db, door.now())
  expect(await door.db.selectFrom('passwordLink').where('userId', '=', ada.id).execute()).toEqual([])
})

test.each([
  ['the user is disabled', { enabled: false }],
  ['the user’s address is changed', { email: 'another@north.example' }],
])('a link is dead once %s', async (_, change) => {
  await forget(visitor(door), ada.username)
  const link = await newestLinkTo(door, ada.email)
  await door.db.updateTable('userAccount').set(change).where('id', '=', ada.id).execute()
  expect((await visitor(door).get(link)).status).toBe(410)
  expect((await setPassword(visitor(door), link, newPassword)).status).toBe(410)
})

test('a link is dead once mandatory authentication has closed the door, and no new one is sent (R13)', async () => {
  const south = await customerWithTenant(door, `South ${people}`, northTenantId)
  await userIn(door, south.chainId, `bea.${people}@south.example`, { passwordHash, username: `bea${people}` })
  await forget(visitor(door), `bea${people}`)
  const link = await newestLinkTo(door, `bea.${people}@south.example`)
  const on = { mandatoryAuthentication: true }
  await changeAdvancedSettings(door.db, { kind: 'operator' }, south.chainId, on, door.now())

  expect((await setPassword(visitor(door), link, newPassword)).status).toBe(410)
  await forget(visitor(door), `bea${people}`)
  const [mail] = await mailsTo(door, `bea.${people}@south.example`)
  expect(mail?.textBody).not.toContain('/set-password')
  expect(mail?.textBody).toContain('Sign in with Microsoft')
  expect(mail?.textBody).toContain(`bea.${people}@south.example`)
})

test('a link is dead if mandatory authentication closes the door while the new password is being set (R13)', async () => {
  const west = await customerWithTenant(door, `West ${people}`, northTenantId)
  const email = `wes.${people}@west.example`
  const { id } = await userIn(door, west.chainId, email, { passwordHash, username: `wes${people}` })
  await forget(visitor(door), `wes${people}`)
  const link = await newestLinkTo(door, email)
  const { setting } = await door.db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, west.chainId)
    await trx
      .updateTable('advancedSettings')
      .set({ mandatoryAuthentication: true })
      .where('locationId', '=', west.chainId)
      .execute()
    // The link was looked at, and is good; what is being saved has the lock that it waits for.
    const setting = setPassword(visitor(door), link, newPassword)
    await waitingOrSettled(door.db, setting)
    return { setting }
  })
  expect((await setting).status).toBe(410)
  const user = door.db.selectFrom('userAccount').select('passwordHash').where('id', '=', id)
  expect(await user.executeTakeFirst()).toEqual({ passwordHash })
})

test('setting a password ends every session of the user, and is recorded (R28, R23)', async () => {
  const elsewhere = visitor(door)
  await signIn(elsewhere, ada.username, password)
  await forget(visitor(door), ada.username)
  await setPassword(visitor(door), await newestLinkTo(door, ada.email), newPassword)
  expect(await elsewhere.session()).toBeUndefined()
  const records = await door.db
    .selectFrom('auditRecord')
    .selectAll()
    .where('actorUserId', '=', ada.id)
    .execute()
  expect(records.map(({ action, detail }) => ({ action, detail }))).toEqual(
    expect.arrayContaining([
      { action: 'password.set', detail: { userId: ada.id, by: 'reset' } },
      { action: 'session.ended', detail: expect.objectContaining({ reason: 'password_changed' }) },
    ]),
  )
})

test('a password that lacks something is refused with each fault, and the link still works (R26)', async () => {
  await forget(visitor(door), ada.username)
  const link = await newestLinkTo(door, ada.email)
  const weak = await setPassword(visitor(door), link, 'abc')
  expect(weak.status).toBe(422)
  const page = await weak.text()
  for (const fault of ['at least 8 characters', 'a capital letter', 'a number', 'a special character'])
    expect(page).toContain(`It needs ${fault}`)
  expect(await (await setPassword(visitor(door), link, 'Password1!')).text()).toContain(
    'This password is too common',
  )
  expect((await setPassword(visitor(door), link, newPassword, 'another')).status).toBe(422)
  expect((await setPassword(visitor(door), link, newPassword)).status).toBe(303)
})

test('one person is mailed three links in 15 minutes at most, whoever asks and by whichever name', async () => {
  for (const name of [ada.username, ada.email, ada.username, ada.email, ada.username])
    await forget(visitor(door), name)
  expect(await mailsTo(door, ada.email)).toHaveLength(3)
  door.passTime(16 * 60 * 1000)
  await forget(visitor(door), ada.username)
  expect(await mailsTo(door, ada.email)).toHaveLength(4)
})

test('one address may ask 20 times in 15 minutes; it is answered the same beyond that', async () => {
  for (let n = 0; n < 20; n += 1) await forget(visitor(door), `nobody${n}`)
  expect((await forget(visitor(door), ada.username)).headers.get('location')).toBe('/forgot-password?asked')
  expect(await mailsTo(door, ada.email)).toEqual([])
})

test('a request for a link that could not be answered for an hour is forgotten: the person has asked again since (R29)', async () => {
  await visitor(door).post('/forgot-password', { name: ada.username })
  door.passTime(60 * 60 * 1000 + 1000)
  await answer()
  expect(await mailsTo(door, ada.email)).toEqual([])

  await visitor(door).post('/forgot-password', { name: ada.username })
  door.passTime(59 * 60 * 1000)
  await answer()
  expect(await mailsTo(door, ada.email)).toHaveLength(1)
})

test('what is kept of a link does not open it', async () => {
  await forget(visitor(door), ada.username)
  const link = await newestLinkTo(door, ada.email)
  const [kept] = await door.db.selectFrom('passwordLink').selectAll().where('userId', '=', ada.id).execute()
  expect(kept?.secretHash.toString('base64url')).not.toBe(new URL(link, tmasUrl).searchParams.get('token'))
  const [mail] = await mailsTo(door, ada.email)
  await setMailSent(door.db, mail?.id ?? '', door.now())
  expect(JSON.stringify(await mailsTo(door, ada.email))).not.toContain('token=')
})

test.each(['', 'x', 'A'.repeat(43), '../../etc/passwd', "' or 1=1 --"])(
  'the token %j opens nothing',
  async (token) => {
    const response = await visitor(door).get(`/set-password?token=${encodeURIComponent(token)}`)
    expect(response.status).toBe(410)
  },
)

async function answer() {
  await answerForgottenPasswords(door.db, tmasUrl, door.now)
}

/** Fills in the page, and lets the server look at it. */
async function forget(browser: Visitor, name: string) {
  const response = await browser.post('/forgot-password', { name })
  await answer()
  return response
}

function setPassword(browser: Visitor, link: string, password: string, repeat = password) {
  const token = new URL(link, tmasUrl).searchParams.get('token') ?? ''
  return browser.post('/set-password', { token, password, repeat })
}

function signIn(browser: Visitor, username: string, password: string) {
  return callApi(browser, 'POST', '/session', { username, password })
}
