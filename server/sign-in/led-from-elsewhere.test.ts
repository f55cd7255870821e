import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  customerWithTenant,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { safeReturnTo } from './return-to.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
const start = () => `/sign-in/microsoft?chain=${stage.north.chainId}&return_to=%2Faccount`
const attempts = async () =>
  (await stage.db.selectFrom('signInAttempt').select('id').execute()).map(({ id }) => id)

test.each([
  ['another site', { ...navigation, 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' }],
  [
    'a site beside ours',
    { ...navigation, 'sec-fetch-site': 'same-site', referer: 'https://other.tmas.example/' },
  ],
  ['a program that says nothing, such as a link preview', { referer: '' }],
])(
  'a sign-in at a customer that %s leads to starts with a click on a page that names the customer (R11)',
  async (_, headers) => {
    const before = await attempts()
    const browser = visitor(stage)
    const answer = await browser.get(start(), headers)
    expect(answer.status).toBe(200)
    const page = await answer.text()
    expect(page).toContain('Sign in at North?')
    expect(page).toMatch(/href="\/sign-in\/microsoft\?chain=[0-9a-f-]{36}&amp;return_to=%2Faccount"/)
    expect(await attempts()).toEqual(before)

    const clicked = await browser.get(start(), { ...navigation, 'sec-fetch-site': 'same-origin' })
    expect(clicked.status).toBe(303)
    expect(clicked.headers.get('location')).toContain(stage.emulator.url)
  },
)

test.each([
  ['a page of ours', { ...navigation, 'sec-fetch-site': 'same-origin' }],
  ['a bookmark', { ...navigation, 'sec-fetch-site': 'none' }],
  ['a page of ours in an older browser', { referer: `${tmasUrl}/sign-in` }],
])('a sign-in that %s starts asks for no other click (R11)', async (_, headers) => {
  expect((await visitor(stage).get(start(), headers)).status).toBe(303)
})

test('an unknown customer is treated as none, and named to nobody', async () => {
  const answer = await visitor(stage).get(`/sign-in/microsoft?chain=${crypto.randomUUID()}`, {
    ...navigation,
    'sec-fetch-site': 'cross-site',
  })
  expect(answer.status).toBe(303)
})

test('a sign-in that would end a session at another customer says so first (R11)', async () => {
  const browser = visitor(stage)
  await signInWithMicrosoft(stage, browser, bea)
  const second = await customerWithTenant(stage, 'Second Group', northTenantId)
  await userIn(stage, second.chainId, bea)
  const { location } = await signInWithMicrosoft(stage, browser, bea, {
    start: `/sign-in/microsoft?chain=${second.chainId}`,
  })
  expect(location).toMatch(/^\/sign-in\/microsoft\/choose\?/)
  expect((await browser.session())?.user.id).toBe(stage.beaId)
  const page = await (await browser.get(location)).text()
  expect(page).toContain('Second Group')
  expect(page).toContain('In this browser you are signed in at North.')

  const attempt = new URL(location, tmasUrl).searchParams.get('attempt') ?? ''
  await browser.post('/sign-in/microsoft/choose', { attempt, customer: second.chainId })
  expect((await browser.session())?.user.id).not.toBe(stage.beaId)
})

test.each([
  '/sign-in/microsoft?chain=x',
  '/sign-in',
  '/SIGN-IN/microsoft',
  '/%73ign-in/microsoft?chain=x',
  '/%2573ign-in/microsoft',
  '/account/../sign-in/microsoft',
  '/sign-out/front-channel?sid=x',
  '/set-password?token=x',
  '/consent-kit/answer',
  '/api/v1/session',
])('%s is no page to return to after a sign-in (R11)', (address) => {
  expect(safeReturnTo(address)).toBe('/')
})

test.each([
  '/',
  '/account',
  '/administration/users?search=a',
  '/help',
  '/sign-ins-of-today',
  '/reports/today',
])('%s is one', (address) => {
  expect(safeReturnTo(address)).toBe(address)
})
