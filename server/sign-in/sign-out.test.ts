import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signInWithMicrosoft,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { northTenantId } from '../../emulator/sample.ts'

const loginId = 'ada.linked@north.example'
const password = 'Quiet-Harbour-7'

let door: FrontDoor

beforeAll(async () => {
  door = await openFrontDoor()
  const { chainId } = await customerWithTenant(door, 'North', northTenantId)
  await userIn(door, chainId, loginId, { username: 'ada', passwordHash: await leastHash(password) })
})
afterAll(() => door.close())

test.each([
  ['on the page', (browser: Visitor) => browser.post('/sign-out', {})],
  ['through the API', (browser: Visitor) => callApi(browser, 'DELETE', '/session')],
])(
  'after signing out %s, Microsoft asks which account the next time, and no more after that (R7)',
  async (_, leave) => {
    const browser = visitor(door)
    await signInWithMicrosoft(door, browser, loginId)
    expect(await promptOf(browser)).toBe(null)
    await leave(browser)
    expect(await promptOf(browser)).toBe('select_account')
    await signInWithMicrosoft(door, browser, loginId)
    expect(await promptOf(browser)).toBe(null)
  },
)

test('with the choice of an account goes no hint, because Microsoft then does neither well (R7)', async () => {
  const browser = visitor(door)
  await browser.post('/sign-out', {})
  const location = await startOf(browser, `?login_hint=${loginId}`)
  expect(location.searchParams.get('prompt')).toBe('select_account')
  expect(location.searchParams.has('login_hint')).toBe(false)
})

test('only a person who signed in with Microsoft is offered to sign out of it too (R7)', async () => {
  const microsoft = visitor(door)
  await signInWithMicrosoft(door, microsoft, loginId)
  expect(await pageAfterSignOut(microsoft)).toContain('href="/sign-out/microsoft"')
  const withPassword = visitor(door)
  await withPassword.post('/sign-in', { username: 'ada', password, return_to: '/' })
  expect(await withPassword.session()).toMatchObject({ signedInWith: 'password' })
  expect(await pageAfterSignOut(withPassword)).not.toContain('/sign-out/microsoft')
})

test('the way out of Microsoft leads back to an address that is registered there, and changes nothing here (R7)', async () => {
  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, loginId)
  const answer = await browser.get('/sign-out/microsoft')
  const address = new URL(answer.headers.get('location') ?? '')
  expect(address.origin).toBe(door.emulator.url)
  expect(address.pathname).toBe('/organizations/oauth2/v2.0/logout')
  const back = address.searchParams.get('post_logout_redirect_uri')
  expect(door.emulator.directory.apps.flatMap(({ redirectUris }) => redirectUris)).toContain(back)
  expect(await browser.session()).toMatchObject({ user: { username: 'ada' } })
})

async function startOf(browser: Visitor, query = ''): Promise<URL> {
  const started = await browser.get(`/sign-in/microsoft${query}`)
  return new URL(started.headers.get('location') ?? '')
}

async function promptOf(browser: Visitor): Promise<string | null> {
  return (await startOf(browser)).searchParams.get('prompt')
}

async function pageAfterSignOut(browser: Visitor): Promise<string> {
  const out = await browser.post('/sign-out', {})
  return (await browser.get(out.headers.get('location') ?? '')).text()
}
