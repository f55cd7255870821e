import { afterAll, beforeEach, expect, test } from 'vitest'
import { createApp } from '#server/http/app.ts'
import {
  askMicrosoft,
  callApi,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { bea, openStage, play, type Stage } from '#server/testing/stage.ts'
import { type TroubleWatch, watchForTrouble } from '#server/trouble-watch.ts'
import { languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { tmasClientId } from '../../emulator/sample.ts'
import { readDisturbance } from './disturbance.ts'

let stage: Stage
let trouble: TroubleWatch
const opened: { close(): Promise<void> }[] = []
const logged: { level: string; fields: object; sentence: string }[] = []

beforeEach(async () => {
  logged.length = 0
  const house = await openStage()
  opened.push(house)
  trouble = watchOf(house)
  stage = { ...house, app: appOf(house) }
  await trouble.look()
})
afterAll(async () => {
  for (const house of opened) await house.close()
})

test('an expired secret is everybody’s trouble at once: one error in the log of all instances, until somebody comes in', async () => {
  const other = watchOf(stage)
  stage.emulator.control.expiredSecret = true
  await fail()
  for (const one of [trouble, other, trouble]) await one.look()
  expect(trouble.disturbance()).toMatchObject({ kind: 'registration' })
  expect(other.disturbance()).toMatchObject({ kind: 'registration' })
  expect(logged.map(({ level }) => level)).toEqual(['error'])
  expect(logged[0]?.sentence).toContain('tmas doctor')

  await signInWithMicrosoft(stage, visitor(stage), bea)
  for (const one of [trouble, other]) await one.look()
  expect(trouble.disturbance()).toBeUndefined()
  expect(logged.map(({ level }) => level)).toEqual(['error', 'info'])
  await other.stop()
})

test('while Microsoft is silent for several networks the sign-in page says so, in each language, and passwords go on', async () => {
  const passwordHash = await leastHash('Front-Door-1')
  await userIn(stage, stage.north.chainId, 'pat@north.example', { username: 'pat', passwordHash })
  for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await fail({ token: { drop: true } }, ip)
  await trouble.look()
  expect(trouble.disturbance()).toMatchObject({ kind: 'microsoft' })
  for (const language of languageCodes)
    expect(await page(language)).toContain(messages[language].disturbance.onSignInPage)

  const browser = visitor(stage)
  await browser.post('/sign-in', { username: 'pat', password: 'Front-Door-1', return_to: '/' })
  const { status, body } = await statusFor(browser)
  expect({ status, kind: body.disturbance.kind }).toEqual({ status: 200, kind: 'microsoft' })

  await signInWithMicrosoft(stage, visitor(stage), bea)
  await trouble.look()
  expect(await page('en')).not.toContain(messages.en.disturbance.onSignInPage)
  expect((await statusFor(browser)).body).toEqual({ disturbance: null })
})

test('a disturbance without a new sign ends with time', async () => {
  stage.emulator.control.expiredSecret = true
  await fail()
  await trouble.look()
  stage.passTime(11 * 60 * 1000)
  await trouble.look()
  expect(trouble.disturbance()).toBeUndefined()
})

test('what was seen before the database became unreachable is believed for ten minutes, and then nothing is said', async () => {
  stage.emulator.control.expiredSecret = true
  await fail()
  await trouble.look()
  await opened.pop()?.close()
  stage.passTime(9 * 60 * 1000)
  await expect(trouble.look()).rejects.toThrow()
  expect(trouble.disturbance()).toMatchObject({ kind: 'registration' })
  stage.passTime(60 * 1000)
  expect(trouble.disturbance()).toBeUndefined()
})

test('an error that somebody writes into the address of the callback disturbs nobody', async () => {
  for (const description of ['AADSTS7000222: expired', 'AADSTS7000215: wrong', 'AADSTS700016: unknown']) {
    const callback = (url: URL) => {
      url.searchParams.delete('code')
      url.searchParams.set('error', 'invalid_client')
      url.searchParams.set('error_description', description)
      return url
    }
    await play(stage, { callback })
  }
  const codes = await stage.db.selectFrom('signInAttempt').select(['code', 'outage']).execute()
  expect(codes).toEqual(Array(3).fill({ code: 'operator_configuration', outage: null }))
  await trouble.look()
  expect(trouble.disturbance()).toBeUndefined()
})

test('a code that somebody invents is no sign of a disturbance either', async () => {
  const callback = (url: URL) => {
    url.searchParams.set('code', 'invented')
    return url
  }
  await play(stage, { callback })
  await trouble.look()
  expect(trouble.disturbance()).toBeUndefined()
})

test('one foreign tenant that switches TMAS off changes nothing on anybody else’s page, log or doctor (R34)', async () => {
  const answers: [number, object][] = [
    [400, { error: 'unauthorized_client', error_codes: [7000112] }],
    [400, { error: 'unauthorized_client', error_codes: [7000116] }],
    [400, { error: 'unauthorized_client', error_codes: [700016] }],
    [401, { error: 'invalid_client', error_codes: [7000229] }],
    [503, { error: 'temporarily_unavailable', error_codes: [90033] }],
    [500, { error: 'server_error', error_codes: [50000] }],
  ]
  for (const [status, body] of answers) {
    // From several networks, as often as it likes.
    for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3', '198.51.100.9']) {
      stage.emulator.control.tamper.tokenResponse = (answer) => ({ ...answer, status, body })
      await fail({}, ip)
    }
    await trouble.look()
    expect([status, trouble.disturbance()]).toEqual([status, undefined])
    // What `tmas doctor` reads.
    expect(await readDisturbance(stage.db, stage.now())).toBeUndefined()
  }
  expect(logged.filter(({ level }) => level === 'error')).toEqual([])
  expect(await page('en')).not.toContain(messages.en.disturbance.onSignInPage)
})

test('one network that does not reach Microsoft, or one customer’s tenant, is not everybody', async () => {
  for (let time = 0; time < 4; time++) await fail({ token: { drop: true } }, '192.0.2.1')
  await trouble.look()
  expect(trouble.disturbance()).toBeUndefined()
})

test('a disturbance that comes back within minutes is the same episode, and is not logged again', async () => {
  stage.emulator.control.expiredSecret = true
  await fail()
  await trouble.look()
  await signInWithMicrosoft(stage, visitor(stage), bea)
  await trouble.look()
  stage.passTime(1000)
  stage.emulator.control.expiredSecret = true
  await fail()
  await trouble.look()
  expect(trouble.disturbance()).toMatchObject({ kind: 'registration' })
  expect(logged.filter(({ level }) => level === 'error')).toHaveLength(1)
  expect(await stage.db.selectFrom('disturbance').selectAll().execute()).toHaveLength(1)
})

test('a stranger learns of a disturbance from the page alone: the state is for who is signed in', async () => {
  expect((await statusFor(visitor(stage))).status).toBe(401)
})

/** A sign-in of Bea's from an address, which meets what is broken at the token endpoint; by default nothing more. */
async function fail(faults: Stage['emulator']['control']['faults'] = {}, ip = '192.0.2.9') {
  const { control } = stage.emulator
  const browser = visitor({ app: from(ip) })
  const { expiredSecret } = control
  const { tokenResponse } = control.tamper
  const ending = await askMicrosoft(stage, browser, bea)
  if (ending.kind !== 'returned') throw new Error('stayed at Microsoft')
  Object.assign(control, { faults, expiredSecret })
  if (tokenResponse) control.tamper.tokenResponse = tokenResponse
  await browser.get(ending.url)
  control.reset()
}

/** TMAS as it is reached from an address. */
function from(ip: string): Stage['app'] {
  const incoming = { socket: { remoteAddress: ip, remotePort: 1, remoteFamily: 'IPv4' } }
  const request = (url: string, init: RequestInit) => stage.app.request(url, init, { incoming } as never)
  return { request } as never
}

function appOf({ db, now, entra, emulator, sealer }: Stage) {
  const redirectUri = `${tmasUrl}/sign-in/microsoft/callback`
  const config = {
    url: tmasUrl,
    secure: false,
    entra: { authority: emulator.url, clientId: tmasClientId, credentials: [], redirectUri },
    trustedProxies: [],
  }
  const log = { debug() {}, info() {}, warn() {}, error() {}, fatal() {} }
  const { disturbance } = trouble
  return createApp({ config, db, entra, log, sealer, now, readiness: async () => undefined, disturbance })
}

function watchOf({ db, now }: Stage): TroubleWatch {
  const note = (level: string) => (fields: object, sentence?: string) =>
    logged.push({ level, fields, sentence: sentence ?? String(fields) })
  const log = { info: note('info'), warn: note('warn'), error: note('error') } as never
  return watchForTrouble({ db, log, now }, [])
}

async function page(language: string) {
  return (await visitor(stage).get(`/sign-in?lang=${language}`)).text()
}

async function statusFor(browser: ReturnType<typeof visitor>) {
  const response = await callApi(browser, 'GET', '/microsoft-status')
  return { status: response.status, body: await response.json() }
}
