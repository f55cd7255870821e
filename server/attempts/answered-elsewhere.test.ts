import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import { askMicrosoft, newestAttempt, userIn, type Visitor, visitor } from '#server/testing/front-door.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { messages } from '#shared/messages/messages.ts'
import { attemptLifetime } from './attempts.ts'
import { closeUnreturned } from './close-attempts.ts'

let stage: Stage
let boss: ApiClient
beforeAll(async () => {
  stage = await openStage()
  boss = (await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)).api
})
afterAll(() => stage.close())

const { manager: words } = messages.en.faults.words.browser

test.each([
  ['another browser', () => visitor(stage)],
  ['another browser that has an attempt of its own', () => startedElsewhere()],
  ['a browser without its cookies', (browser: Visitor) => browser.cookies.clear()],
] as [string, (browser: Visitor) => unknown][])(
  'an answer that arrives in %s ends the attempt with that cause, under the reference that the person reads (R17)',
  async (_, change) => {
    const { browser, callback } = await atCallback('/account')
    const { reference } = await newestAttempt(stage)
    const other = ((await change(browser)) as Visitor | undefined) ?? browser
    const before = await count()
    const location = new URL((await other.get(callback)).headers.get('location') ?? '', 'http://x')
    expect(location.searchParams.get('refused')).toBe('invalid_response')
    expect(location.searchParams.get('reference')).toBe(reference)
    // Nothing of where the person was going is lost.
    expect(location.searchParams.get('return_to')).toBe('/account')
    expect(location.searchParams.get('chain')).toBe(stage.north.chainId)
    expect(await count()).toBe(before)
    expect(await (await other.get(location.href.slice('http://x'.length))).text()).toContain(reference)

    const { status, body } = await boss('GET', `/sign-ins/${reference}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ code: 'invalid_response', cause: words.cause })
    expect(body.checks).toMatchObject([{ name: 'browser', passed: false }])
    // It is not one of those who never came back.
    stage.passTime(attemptLifetime + 1000)
    await closeUnreturned(stage.db, stage.now())
    expect((await boss('GET', `/sign-ins/${reference}`)).body.code).toBe('invalid_response')
  },
)

test('the browser that asked signs in all the same, where a scanner of links was there first (R8, R17)', async () => {
  const { browser, callback } = await atCallback('/account')
  const { reference } = await newestAttempt(stage)
  await visitor(stage).get(callback)
  expect((await browser.get(callback)).headers.get('location')).toBe('/account')
  expect(await browser.session()).toMatchObject({ user: { id: stage.beaId } })
  expect((await boss('GET', `/sign-ins/${reference}`)).body).toMatchObject({
    code: null,
    outcome: 'succeeded',
  })
})

test('an answer that arrives after the attempt was closed says what is true of it now (R17)', async () => {
  const late = await atCallback('/account')
  const { reference } = await newestAttempt(stage)
  stage.passTime(attemptLifetime + 1000)
  await closeUnreturned(stage.db, stage.now())
  expect((await boss('GET', `/sign-ins/${reference}`)).body.code).toBe('not_returned')
  const location = (await late.browser.get(late.callback)).headers.get('location')
  expect(location).toContain(`refused=expired&reference=${reference}`)
  expect((await boss('GET', `/sign-ins/${reference}`)).body.code).toBe('expired')

  const elsewhere = await atCallback('/account')
  const other = await newestAttempt(stage)
  stage.passTime(attemptLifetime + 1000)
  await closeUnreturned(stage.db, stage.now())
  await visitor(stage).get(elsewhere.callback)
  const { body } = await boss('GET', `/sign-ins/${other.reference}`)
  expect(body).toMatchObject({ code: 'invalid_response', cause: words.cause })
})

test('an answer that was used before shows the reference of its attempt, and makes no other (R17, R34)', async () => {
  const { browser, callback } = await atCallback('/account')
  const { reference } = await newestAttempt(stage)
  await browser.get(callback)
  await browser.post('/sign-out', {})
  const before = await count()
  for (const who of [browser, visitor(stage)])
    expect((await who.get(callback)).headers.get('location')).toContain(`reference=${reference}`)
  expect(await count()).toBe(before)
  expect((await boss('GET', `/sign-ins/${reference}`)).body.outcome).toBe('succeeded')
})

test('words that were appended to the state do not hide whose answer it is (R17)', async () => {
  const { browser, callback } = await atCallback('/account')
  expect((await browser.get(`${callback}Sign in to your account`)).headers.get('location')).toBe('/account')
})

/** Bea has signed in at Microsoft, which is about to send her back. */
async function atCallback(returnTo: string) {
  await stage.db.deleteFrom('session').where('userId', '=', stage.beaId).execute()
  const browser = visitor(stage)
  const start = `/sign-in/microsoft?chain=${stage.north.chainId}&return_to=${returnTo}`
  const ending = await askMicrosoft(stage, browser, bea, { start })
  if (ending.kind !== 'returned') throw new Error('stayed at Microsoft')
  const url = new URL(ending.url)
  const state = url.searchParams.get('state') ?? ''
  url.searchParams.delete('state')
  return { browser, callback: `${url}&state=${state}` }
}

async function startedElsewhere() {
  const browser = visitor(stage)
  await userIn(stage, stage.north.chainId, `${crypto.randomUUID()}@north.example`)
  await browser.get('/sign-in/microsoft', { referer: '' })
  return browser
}

async function count() {
  return (await stage.db.selectFrom('signInAttempt').select('id').execute()).length
}
