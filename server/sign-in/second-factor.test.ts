import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { codeOf, type Forgery, softPasskey } from '#server/testing/authenticator.ts'
import {
  callApi,
  customerWithTenant,
  newestAttempt,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import {
  addPasskey,
  challengeFor,
  enterPassword,
  password,
  sendCode,
  sendSigned,
  setUpApp,
  signedInWithCode,
  signIn,
  step,
} from '#server/testing/second-factors.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { recoverManager } from '#server/users/recover.ts'
import { northTenantId } from '../../emulator/sample.ts'

const minute = 60_000
const page = '/sign-in/second-factor'
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
  chainId = (await customerWithTenant(stage, `Factor ${count}`, northTenantId)).chainId
  max = await manager('max')
})

describe('the second step of the password door (R30)', () => {
  test('after the right password there is no session yet; the code of the app opens one, and leads where the person wanted to go', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username, '/account')
    expect((await browser.get('/account')).headers.get('location')).toContain('/sign-in?return_to=')
    const answer = await sendCode(browser, phone.code())
    expect(answer.headers.get('location')).toBe('/account')
    expect(await browser.session()).toMatchObject({ user: { id: max.id }, signedInWith: 'password' })
    expect(await newestAttempt(stage)).toMatchObject({ outcome: 'succeeded', userId: max.id })
    expect(await completed()).toMatchObject({ secondFactor: 'app', door: 'password' })
    expect(browser.cookies.has('tmas-second-factor')).toBe(false)
  })

  test('a person reads it off in groups of three', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    const code = phone.code()
    expect((await sendCode(browser, `${code.slice(0, 3)} ${code.slice(3)} `)).headers.get('location')).toBe(
      '/',
    )
  })

  test('a recovery code replaces it, once, however it is typed; its owner is told by mail', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    expect(phone.recoveryCodes).toHaveLength(10)
    const [code = ''] = phone.recoveryCodes
    const first = await enterPassword(stage, max.username)
    expect((await sendCode(first, code.toLowerCase().replaceAll('-', ' '))).headers.get('location')).toBe('/')
    expect(await first.session()).toBeDefined()
    expect(await completed()).toMatchObject({ secondFactor: 'recovery_code' })
    expect(await subjectsTo(max)).toContain('TMAS: a recovery code was used')
    expect(await told(await sendCode(await enterPassword(stage, max.username), code))).toBe('wrong')
  })

  test('a passkey opens it, and is asked only for the credentials of this person', async () => {
    const passkey = await addPasskey(await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    expect(await (await browser.get(page)).text()).toContain('data-passkey')
    const options = await challengeFor(browser)
    expect(options).toMatchObject({
      rpId: 'localhost',
      userVerification: 'required',
      allowCredentials: [{ id: passkey.id }],
    })
    const answer = await sendSigned(browser, passkey.get(options))
    expect(answer.headers.get('location')).toBe('/')
    expect(await browser.session()).toMatchObject({ user: { id: max.id } })
    expect(await completed()).toMatchObject({ secondFactor: 'passkey' })
  })

  test('who has none is not asked, and who signs in with Microsoft is not either', async () => {
    expect(await (await signIn(stage, max.username)).session()).toBeDefined()
    const loginId = 'sam.slow@north.example'
    const sam = await userIn(stage, chainId, loginId, {
      role: 'chain_manager',
      username: `sam-${count}`,
      passwordHash,
    })
    await setUpApp(stage, await signIn(stage, sam.username))
    const browser = visitor(stage)
    await signInWithMicrosoft(stage, browser, loginId, { start: `/sign-in/microsoft?chain=${chainId}` })
    expect(await browser.session()).toMatchObject({ signedInWith: 'microsoft', user: { id: sam.id } })
  })

  test('the session that the browser had ends with the new one, which has another secret (no fixation)', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await signedInWithCode(stage, max.username, phone)
    const before = browser.cookies.get('tmas') ?? ''
    await browser.post('/sign-in', { username: max.username, password })
    expect(browser.cookies.get('tmas')).toBe(before)
    await sendCode(browser, phone.code())
    expect(browser.cookies.get('tmas')).not.toBe(before)
    const old = visitor(stage)
    old.cookies.set('tmas', before)
    expect(await old.session()).toBeUndefined()
  })

  test('the right password says that a factor exists, a wrong one says nothing of it (R18, R29)', async () => {
    await setUpApp(stage, await signIn(stage, max.username))
    const other = await manager('none')
    const answers = []
    for (const username of [max.username, other.username, `nobody-${count}`]) {
      const response = await visitor(stage).post('/sign-in', { username, password: 'Wrong-horse-7!' })
      const { date: _, ...headers } = Object.fromEntries(response.headers)
      const api = await byApi({ username, password: 'Wrong-horse-7!', code: '123456' })
      const all = JSON.stringify({ headers, status: api.status, body: await api.text() })
      answers.push(all.replaceAll(/reference(=|\\?":\\?")[2-9A-Z]{8}/g, 'reference'))
    }
    expect(new Set(answers).size).toBe(1)
  })

  test('nothing of it is in the log, the records or the addresses (R17)', async () => {
    stage.logged.length = 0
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    const waitSecret = browser.cookies.get('tmas-second-factor') ?? expect.fail('nobody waits')
    const code = phone.code()
    const answer = await sendCode(browser, code)
    const attempts = await stage.db.selectFrom('signInAttempt').selectAll().execute()
    const audit = await stage.db.selectFrom('auditRecord').selectAll().execute()
    const kept =
      JSON.stringify({ attempts, audit, to: answer.headers.get('location') }) + stage.logged.join('')
    for (const secret of [waitSecret, phone.secret, ...phone.recoveryCodes])
      expect(kept).not.toContain(secret)
    const rows = await stage.db.selectFrom('authenticatorApp').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(phone.secret)
  })
})

describe('over the API (R30)', () => {
  test('the right password without a code is answered second_factor_required, and opens nothing', async () => {
    await setUpApp(stage, await signIn(stage, max.username))
    const answer = await byApi({ username: max.username, password })
    expect(answer.status).toBe(401)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.json()).toMatchObject({ code: 'second_factor_required' })
    expect(await newestAttempt(stage)).toMatchObject({
      outcome: 'refused',
      code: 'wrong_password',
      userId: max.id,
    })
    expect(
      await stage.db.selectFrom('secondFactorWait').selectAll().where('userId', '=', max.id).execute(),
    ).toEqual([])
  })

  test('with the code it is 201; with another, or the same again, 401 second_factor_failed', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const code = phone.code()
    expect((await byApi({ username: max.username, password, code })).status).toBe(201)
    for (const wrong of [code, '000000', 'AAAA-AAAA-AAAA-AAAA']) {
      const answer = await byApi({ username: max.username, password, code: wrong })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ code: 'second_factor_failed' })
    }
    const [recovery = ''] = phone.recoveryCodes
    expect((await byApi({ username: max.username, password, code: recovery })).status).toBe(201)
  })

  test('who has none may send a code, which counts for nothing', async () => {
    expect((await byApi({ username: max.username, password, code: '123456' })).status).toBe(201)
  })
})

describe('what does not open it', () => {
  test('a code twice: a step is accepted once, and no older one after it (replay)', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const older = phone.code()
    stage.passTime(step)
    const now = phone.code()
    expect(await told(await sendCode(await enterPassword(stage, max.username), now))).toBe('/')
    expect(await told(await sendCode(await enterPassword(stage, max.username), now))).toBe('wrong')
    expect(await told(await sendCode(await enterPassword(stage, max.username), older))).toBe('wrong')
  })

  test('the code with which the app was set up', async () => {
    const browser = await signIn(stage, max.username)
    const { secret } = await (await callApi(browser, 'POST', '/account/authenticator-app')).json()
    const code = codeOf(secret, stage.now())
    await callApi(browser, 'POST', '/account/authenticator-app/confirm', { code })
    expect(await told(await sendCode(await enterPassword(stage, max.username), code))).toBe('wrong')
  })

  test('of twenty browsers with the same code at once one comes in', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browsers = await Promise.all(Array.from({ length: 8 }, () => enterPassword(stage, max.username)))
    const code = phone.code()
    const answers = await Promise.all(browsers.map(async (browser) => told(await sendCode(browser, code))))
    expect(answers.filter((answer) => answer === '/')).toHaveLength(1)
  })

  test('the code, and the recovery code, of another user', async () => {
    await setUpApp(stage, await signIn(stage, max.username))
    const eve = await manager('eve')
    const evesPhone = await setUpApp(stage, await signIn(stage, eve.username))
    const browser = await enterPassword(stage, max.username)
    expect(await told(await sendCode(browser, evesPhone.code()))).toBe('wrong')
    expect(await told(await sendCode(browser, evesPhone.recoveryCodes[0] ?? ''))).toBe('wrong')
    expect(await browser.session()).toBeUndefined()
  })

  test.each([
    '',
    '      ',
    '12345',
    '1234567',
    'abcdef',
    '１２３４５６',
    '\u0000',
    "' or true --",
    '-'.repeat(100),
  ])('%j', async (code) => {
    await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    expect(await told(await sendCode(browser, code))).toBe('wrong')
  })

  test('guessing: of 20 tries at once 10 are looked at, then the next waits at most 60 seconds, and the right code still opens (R29)', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    const wrong = phone.code() === '000000' ? '000001' : '000000'
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendCode(browser, wrong)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(10)
    const slowed = answers.filter(({ status }) => status === 429)
    expect(slowed).toHaveLength(10)
    for (const answer of slowed) expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await sendCode(browser, phone.code())).status).toBe(429)
    expect(
      (await subjectsTo(max)).filter((subject) => subject === 'TMAS: someone knows your password'),
    ).toHaveLength(1)
    stage.passTime(minute + 1000)
    expect(await told(await sendCode(browser, phone.code()))).toBe('/')
  })

  test('guessing over the API counts with the page', async () => {
    await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    for (let n = 0; n < 8; n += 1) await byApi({ username: max.username, password, code: 'AAAAAA' })
    expect((await sendCode(browser, 'AAAAAA')).status).toBe(303)
    expect((await sendCode(browser, 'AAAAAA')).status).toBe(303)
    expect((await sendCode(browser, 'AAAAAA')).status).toBe(429)
  })

  test('each wrong code is on record with what was right before it, and shown its reference (R17)', async () => {
    await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    const location = (await sendCode(browser, 'AAAAAA')).headers.get('location') ?? ''
    const attempt = await newestAttempt(stage)
    expect(attempt).toMatchObject({
      door: 'password',
      outcome: 'refused',
      code: 'wrong_password',
      userId: max.id,
    })
    expect(attempt.checks).toEqual([
      { name: 'password', passed: true },
      expect.objectContaining({ name: 'second_factor', passed: false }),
    ])
    const shown = await (await browser.get(location)).text()
    expect(shown).toContain(attempt.reference)
    expect(shown).toContain('role="alert"')
  })

  test('another browser than the one that gave the password, and a secret that is none', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    await enterPassword(stage, max.username)
    for (const secret of [undefined, '', 'x', 'A'.repeat(43), `${'A'.repeat(42)}'`]) {
      const other = visitor(stage)
      if (secret !== undefined) other.cookies.set('tmas-second-factor', secret)
      expect(await told(await sendCode(other, phone.code()))).toBe('expired')
      expect(await told(await other.get(page))).toBe('expired')
      expect(await other.session()).toBeUndefined()
    }
  })

  test('ten minutes after the password', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    stage.passTime(10 * minute)
    expect(await told(await sendCode(browser, phone.code()))).toBe('expired')
    stage.passTime(6 * minute)
    await closeUnreturned(stage.db, stage.now())
    const [attempt] = await stage.db
      .selectFrom('signInAttempt')
      .selectAll()
      .where('userId', '=', max.id)
      .where('outcome', '=', 'refused')
      .execute()
    expect(attempt).toMatchObject({ code: 'expired', door: 'password' })
  })

  test('the same wait a second time', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    const secret = browser.cookies.get('tmas-second-factor') ?? ''
    await sendCode(browser, phone.code())
    stage.passTime(step)
    const again = visitor(stage)
    again.cookies.set('tmas-second-factor', secret)
    expect(await told(await sendCode(again, phone.code()))).toBe('expired')
  })

  test.each<[string, (browser: Visitor) => Promise<unknown>, string]>([
    [
      'the person was disabled',
      () => stage.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', max.id).execute(),
      'account_disabled',
    ],
    [
      'the person was demoted where mandatory authentication is on',
      async () => {
        await mandatory()
        await stage.db
          .updateTable('membership')
          .set({ role: 'viewer' })
          .where('userId', '=', max.id)
          .execute()
      },
      'microsoft_required',
    ],
    [
      'the password was changed',
      () => stage.db.updateTable('userAccount').set({ passwordHash: 'x' }).where('id', '=', max.id).execute(),
      'wrong_password',
    ],
    [
      'the password was taken away',
      () =>
        stage.db.updateTable('userAccount').set({ passwordHash: null }).where('id', '=', max.id).execute(),
      'wrong_password',
    ],
    [
      'a manager removed the second factor',
      async () => {
        const boss = await manager('boss')
        const answer = await callApi(
          await signIn(stage, boss.username),
          'DELETE',
          `/users/${max.id}/second-factor`,
        )
        expect(answer.status).toBe(204)
      },
      'expired',
    ],
    [
      'the user was removed',
      () => stage.db.deleteFrom('userAccount').where('id', '=', max.id).execute(),
      'expired',
    ],
  ])('a code that comes after %s, between the two steps', async (_, change, refused) => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    await change(browser)
    expect(await told(await sendCode(browser, phone.code()))).toBe(refused)
    expect(await browser.session()).toBeUndefined()
    expect(browser.cookies.has('tmas-second-factor')).toBe(false)
  })

  test('a viewer whose chain made Microsoft mandatory between the two steps (R13)', async () => {
    const vic = await userIn(stage, chainId, `vic-${count}@factor.example`, {
      username: `vic-${count}`,
      passwordHash,
    })
    const phone = await setUpApp(stage, await signIn(stage, vic.username))
    const browser = await enterPassword(stage, vic.username)
    await mandatory()
    expect(await told(await sendCode(browser, phone.code()))).toBe('microsoft_required')
    expect(await browser.session()).toBeUndefined()
  })

  test('a mailed link: setting the password opens nothing, and the sign-in after it asks for the factor', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const boss = await manager('boss')
    const reset = await callApi(await signIn(stage, boss.username), 'POST', `/users/${max.id}/reset-password`)
    expect(reset.status).toBe(202)
    const token = await tokenMailedTo(max)
    const browser = visitor(stage)
    const set = await browser.post('/set-password', {
      token,
      password: 'Quiet-8-orchards',
      repeat: 'Quiet-8-orchards',
    })
    expect(set.headers.get('location')).toBe('/sign-in?password_set')
    expect(await browser.session()).toBeUndefined()
    const next = await browser.post('/sign-in', { username: max.username, password: 'Quiet-8-orchards' })
    expect(next.headers.get('location')).toBe(page)
    expect(await told(await sendCode(browser, phone.code()))).toBe('/')
  })
})

describe('a passkey', () => {
  test.each<[string, Forgery]>([
    ['for another origin', { origin: 'https://tmas.evil.example' }],
    ['for our name on another port', { origin: 'http://localhost:3999' }],
    ['for another relying party', { rpId: 'evil.example' }],
    ['without the person being verified', { userVerified: false }],
    ['of another challenge', { challenge: 'c29tZXRoaW5nLWVsc2U' }],
    ['made as for a new passkey', { type: 'webauthn.create' }],
    ['by another key', { wrongKey: true }],
    ['under an unknown id', { id: 'AAAA' }],
  ])('that signs %s opens nothing', async (_, forgery) => {
    const passkey = await addPasskey(await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    const signed = passkey.get(await challengeFor(browser), forgery)
    expect(await told(await sendSigned(browser, signed))).toBe('wrong')
    expect(await browser.session()).toBeUndefined()
  })

  test('of another user opens nothing, under its own id or posing as one’s own', async () => {
    const mine = await addPasskey(await signIn(stage, max.username))
    const eve = await manager('eve')
    const eves = await addPasskey(await signIn(stage, eve.username))
    const browser = await enterPassword(stage, max.username)
    expect(await told(await sendSigned(browser, eves.get(await challengeFor(browser))))).toBe('wrong')
    expect(
      await told(await sendSigned(browser, eves.get(await challengeFor(browser), { id: mine.id }))),
    ).toBe('wrong')
  })

  test('answers a challenge once, whether it was right or wrong, within five minutes, and only the newest', async () => {
    const passkey = await addPasskey(await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    const spent = await challengeFor(browser)
    expect(await told(await sendSigned(browser, passkey.get(spent, { wrongKey: true })))).toBe('wrong')
    expect(await told(await sendSigned(browser, passkey.get(spent)))).toBe('wrong')
    const older = await challengeFor(browser)
    const newest = await challengeFor(browser)
    expect(await told(await sendSigned(browser, passkey.get(older)))).toBe('wrong')
    expect(await told(await sendSigned(browser, passkey.get(newest)))).toBe('wrong')
    const late = await challengeFor(browser)
    stage.passTime(5 * minute)
    expect(await told(await sendSigned(browser, passkey.get(late)))).toBe('wrong')
    expect(await told(await sendSigned(browser, passkey.get(await challengeFor(browser))))).toBe('/')
  })

  test('signs only for the browser that was asked', async () => {
    const passkey = await addPasskey(await signIn(stage, max.username))
    const [one, other] = [await enterPassword(stage, max.username), await enterPassword(stage, max.username)]
    const challenge = await challengeFor(one)
    await challengeFor(other)
    expect(await told(await sendSigned(other, passkey.get(challenge)))).toBe('wrong')
    const stranger = visitor(stage)
    expect(await told(await sendSigned(stranger, passkey.get(challenge)))).toBe('expired')
    expect((await stranger.post(`${page}/passkey/options`, {})).status).toBe(404)
  })

  test('whose counter stands still or goes back is refused, and on record: there is a copy of it', async () => {
    const passkey = await addPasskey(await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    await sendSigned(browser, passkey.get(await challengeFor(browser), { counter: 7 }))
    for (const counter of [7, 3, 0]) {
      const again = await enterPassword(stage, max.username)
      expect(await told(await sendSigned(again, passkey.get(await challengeFor(again), { counter })))).toBe(
        'wrong',
      )
    }
    expect(await recordsOf('passkey.suspected')).toHaveLength(3)
    const last = await enterPassword(stage, max.username)
    expect(await told(await sendSigned(last, passkey.get(await challengeFor(last), { counter: 8 })))).toBe(
      '/',
    )
  })

  test('that does not count, as those kept in a cloud, works again and again', async () => {
    const passkey = await addPasskey(await signIn(stage, max.username), 'Cloud', { counts: false })
    for (let n = 0; n < 3; n += 1) {
      const browser = await enterPassword(stage, max.username)
      expect(await told(await sendSigned(browser, passkey.get(await challengeFor(browser))))).toBe('/')
    }
  })

  test.each(['', '{}', 'null', '[]', '{"id":7}', '{"id":"AAAA","response":null}', 'x'.repeat(5000)])(
    '%.30s is no answer of one',
    async (response) => {
      await addPasskey(await signIn(stage, max.username))
      const browser = await enterPassword(stage, max.username)
      await challengeFor(browser)
      expect((await browser.post(`${page}/passkey`, { response })).status).toBe(400)
    },
  )

  test('is not to be had for who has none', async () => {
    await setUpApp(stage, await signIn(stage, max.username))
    const browser = await enterPassword(stage, max.username)
    expect(await (await browser.get(page)).text()).not.toContain('data-passkey')
    expect((await browser.post(`${page}/passkey/options`, {})).status).toBe(404)
    expect(
      await told(await sendSigned(browser, softPasskey({ url: tmasUrl }).get({ challenge: 'AAAA' }))),
    ).toBe('wrong')
  })
})

describe('who has lost everything', () => {
  test('another manager removes it: all of it, sessions too, with mails to the person and the managers (R27, R28)', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const session = await signedInWithCode(stage, max.username, phone)
    await addPasskey(session)
    const boss = await manager('boss')
    const answer = await callApi(
      await signIn(stage, boss.username),
      'DELETE',
      `/users/${max.id}/second-factor`,
    )
    expect(answer.status).toBe(204)
    expect(await session.session()).toBeUndefined()
    expect(await (await signIn(stage, max.username)).session()).toBeDefined()
    expect(await recordsOf('second-factor.removed')).toEqual([{ userId: max.id, kind: 'all', by: 'manager' }])
    expect(await subjectsTo(max)).toContain('TMAS: a second factor was removed')
    expect((await subjectsTo(boss)).join()).toContain('the second factor of')
    for (const table of ['authenticatorApp', 'passkey', 'recoveryCode'] as const)
      expect(
        await stage.db.selectFrom(table).select('userId').where('userId', '=', max.id).execute(),
      ).toEqual([])
  })

  test('nobody removes their own that way, and nobody that of somebody above them (R22)', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await signedInWithCode(stage, max.username, phone)
    expect((await callApi(browser, 'DELETE', `/users/${max.id}/second-factor`)).status).toBe(403)
    const ursula = await manager('ursula', 'user_manager')
    const below = await signIn(stage, ursula.username)
    expect((await callApi(below, 'DELETE', `/users/${max.id}/second-factor`)).status).toBe(403)
    expect(
      await stage.db.selectFrom('authenticatorApp').select('userId').where('userId', '=', max.id).execute(),
    ).toHaveLength(1)
  })

  test('nor by an API key that they have made: a stolen session can make one, and would need no password (R30)', async () => {
    const phone = await setUpApp(stage, await signIn(stage, max.username))
    const browser = await signedInWithCode(stage, max.username, phone)
    const made = await callApi(browser, 'POST', '/api-keys', {
      name: 'Program',
      role: 'chain_and_user_manager',
      locationId: chainId,
      expiresAt: new Date(stage.now().getTime() + 60 * minute).toISOString(),
    })
    const { key } = await made.json()
    const byKey = (userId: string) =>
      visitor(stage).send(`/api/v1/users/${userId}/second-factor`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${key}` },
      })
    expect((await byKey(max.id)).status).toBe(403)
    expect((await byKey((await manager('other')).id)).status).toBe(403)
    expect(await told(await sendCode(await enterPassword(stage, max.username), phone.code()))).toBe('/')
  })

  test('the operator’s recovery link says that it removes the second factor, and does, on record', async () => {
    await setUpApp(stage, await signIn(stage, max.username))
    const { link } = await recoverManager(stage.db, { kind: 'operator' }, max.username, tmasUrl, stage.now())
    const token = new URL(link).searchParams.get('token') ?? ''
    const browser = visitor(stage)
    expect(await (await browser.get(link)).text()).toContain('also removes your second factor')
    const set = { token, password: 'Quiet-8-orchards', repeat: 'Quiet-8-orchards' }
    expect((await browser.post('/set-password', set)).headers.get('location')).toBe('/sign-in?password_set')
    const next = await browser.post('/sign-in', { username: max.username, password: 'Quiet-8-orchards' })
    expect(next.headers.get('location')).toBe('/')
    expect(await recordsOf('second-factor.removed')).toEqual([
      { userId: max.id, kind: 'all', by: 'recovery' },
    ])
  })
})

describe('marked in the records (R30)', () => {
  test('a password sign-in by a manager of a chain with mandatory authentication is marked as exempt, in the reader’s language, and can be filtered', async () => {
    await signIn(stage, max.username)
    expect(await completed()).not.toHaveProperty('exempt')
    await mandatory()
    const browser = await signIn(stage, max.username)
    expect(await completed()).toMatchObject({ exempt: true })
    const found = await (await callApi(browser, 'GET', '/audit?action=sign-in.exempted')).json()
    expect(found).toMatchObject({
      total: 1,
      items: [
        {
          action: 'sign-in.completed',
          sentence: 'Signed in with a password although mandatory authentication is on',
          detail: { exempt: true },
        },
      ],
    })
    const all = await (await callApi(browser, 'GET', '/audit?action=sign-in.completed')).json()
    expect(all.total).toBe(2)
    await callApi(browser, 'PATCH', '/account', { language: 'fr' })
    const french = await (await callApi(browser, 'GET', '/audit?action=sign-in.exempted')).json()
    expect(french.items[0].sentence).toContain('bien que l’authentification obligatoire')
  })

  test('the other managers are mailed that it was used: on a known device at most once a day, from elsewhere always, and never who used it (R30)', async () => {
    const other = await userIn(stage, chainId, `other.${count}@north.example`, { role: 'chain_manager' })
    const about = async (id: string) =>
      (await subjectsTo({ id })).filter((subject) => subject.includes('signed in with a password'))
    await signIn(stage, max.username)
    expect(await about(other.id)).toEqual([])
    await mandatory()
    const own = await signIn(stage, max.username)
    expect(await about(other.id)).toHaveLength(1)
    await own.post('/sign-in', { username: max.username, password, return_to: '/' })
    expect(await about(other.id)).toHaveLength(1)
    // An hour later, from a device that the manager has never used.
    stage.passTime(60 * 60 * 1000)
    await signIn(stage, max.username)
    expect(await about(other.id)).toHaveLength(2)
    expect(await about(max.id)).toEqual([])
  })

  test('one with Microsoft is not', async () => {
    const loginId = 'sam.slow@north.example'
    await userIn(stage, chainId, loginId, { role: 'chain_manager', username: `sam-${count}` })
    await mandatory()
    const browser = visitor(stage)
    await signInWithMicrosoft(stage, browser, loginId, { start: `/sign-in/microsoft?chain=${chainId}` })
    expect(await completed()).not.toHaveProperty('exempt')
  })
})

test('an instance without the key says that it is not available, and a recovery code opens all the same', async () => {
  const phone = await setUpApp(stage, await signIn(stage, max.username))
  const browser = await enterPassword(stage, max.username)
  await stage.db
    .updateTable('authenticatorApp')
    .set({ sealedSecret: Buffer.alloc(60, 1) })
    .where('userId', '=', max.id)
    .execute()
  stage.logged.length = 0
  expect((await sendCode(browser, phone.code())).status).toBe(503)
  expect(stage.logged.join('')).toContain('which encrypted this secret, is not in')
  expect(await told(await sendCode(browser, phone.recoveryCodes[0] ?? ''))).toBe('/')
  await stage.db.deleteFrom('authenticatorApp').where('userId', '=', max.id).execute()
})

test('a factor is set up only on an instance with the key of the others', async () => {
  await setUpApp(stage, await signIn(stage, max.username))
  await stage.db
    .updateTable('authenticatorApp')
    .set({ sealedSecret: Buffer.alloc(60, 1) })
    .where('userId', '=', max.id)
    .execute()
  const eve = await manager('eve')
  const answer = await callApi(await signIn(stage, eve.username), 'POST', '/account/authenticator-app', {
    password,
  })
  expect(answer.status).toBe(503)
  await stage.db.deleteFrom('authenticatorApp').execute()
})

function manager(name: string, role: 'chain_and_user_manager' | 'user_manager' = 'chain_and_user_manager') {
  const username = `${name}-${count}`
  return userIn(stage, chainId, `${username}@factor.example`, { username, role, passwordHash })
}

function mandatory() {
  const on = { mandatoryAuthentication: true }
  return changeAdvancedSettings(stage.db, { kind: 'operator' }, chainId, on, stage.now())
}

function byApi(body: { username: string; password: string; code?: string }) {
  return callApi(visitor(stage), 'POST', '/session', body)
}

/** Where it leads: an address, “wrong” for the same page again, or the refusal that the sign-in page tells. */
async function told(response: Response): Promise<string> {
  const location = new URL(response.headers.get('location') ?? `/${response.status}`, tmasUrl)
  if (location.searchParams.has('wrong')) return 'wrong'
  return location.searchParams.get('refused') ?? location.pathname
}

async function recordsOf(action: string) {
  const records = await stage.db
    .selectFrom('auditRecord')
    .select('detail')
    .where('customerId', '=', chainId)
    .where('action', '=', action)
    .orderBy('id')
    .execute()
  return records.map(({ detail }) => detail)
}

async function completed() {
  return (await recordsOf('sign-in.completed')).at(-1)
}

async function subjectsTo({ id }: { id: string }) {
  const mails = await stage.db.selectFrom('mail').select('subject').where('userId', '=', id).execute()
  return mails.map(({ subject }) => subject)
}

async function tokenMailedTo({ id }: { id: string }) {
  const mail = await stage.db
    .selectFrom('mail')
    .select('textBody')
    .where('userId', '=', id)
    .where('textBody', 'like', '%token=%')
    .executeTakeFirstOrThrow()
  return /token=([\w-]{43})/.exec(mail.textBody ?? '')?.[1] ?? ''
}
