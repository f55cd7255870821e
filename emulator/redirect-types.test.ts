import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { northTenantId, tmasClientId } from './sample.ts'
import { askForCode, type Changes, order, redeem, redirectUri } from './testing.ts'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const ada = 'ada.linked@north.example'
const pageUri = 'http://localhost:3000/page'
const fromPage = { origin: 'http://localhost:3000' }

/** A code for a page of the application, which has an address of its own for that. */
async function codeForPage(changes: Changes = {}) {
  const [app] = emulator.directory.apps
  if (app) app.spaRedirectUris = [pageUri]
  return (await askForCode(emulator, ada, { changes: { redirect_uri: pageUri, ...changes } })).get('code')
}

const asPage: Changes = { redirect_uri: pageUri, client_secret: null }

test('a page redeems its own code, without a secret, and may read the answer', async () => {
  const { status, headers, body } = await redeem(emulator, await codeForPage(), {
    changes: asPage,
    headers: fromPage,
  })
  expect([status, body.token_type]).toEqual([200, 'Bearer'])
  expect(headers.get('access-control-allow-origin')).toBe('*')
})

test("a server does not redeem a page's code (9002327), be its secret right or not there", async () => {
  const code = await codeForPage()
  const answer = await redeem(emulator, code, { changes: { redirect_uri: pageUri } })
  expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request'])
  expect(answer.body.error_codes).toEqual([9002327])
  expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  const again = await redeem(emulator, code, { changes: asPage, headers: fromPage })
  expect(again.status, 'the code is not spent').toBe(200)
})

test("a page's code that was asked without PKCE is not redeemed (9002325)", async () => {
  const code = await codeForPage({ code_challenge: null, code_challenge_method: null })
  const changes = { ...asPage, code_verifier: null }
  const { status, body } = await redeem(emulator, code, { changes, headers: fromPage })
  expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_request', [9002325]])
})

test('a page that sends a secret is told that it should have none (700025)', async () => {
  const changes = { redirect_uri: pageUri }
  const { status, body } = await redeem(emulator, await codeForPage(), { changes, headers: fromPage })
  expect([status, body.error, body.error_codes]).toEqual([401, 'invalid_client', [700025]])
})

test("a page does not redeem a server's code (9002326), and may read that", async () => {
  for (const secret of [null, 'any']) {
    const code = (await askForCode(emulator, ada)).get('code')
    const changes = { client_secret: secret }
    const { status, headers, body } = await redeem(emulator, code, { changes, headers: fromPage })
    expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_request', [9002326]])
    expect(headers.get('access-control-allow-origin')).toBe('*')
  }
})

test('the registration can be of the wrong type: what a server gets then is 9002327', async () => {
  await order(emulator, { registrations: { [tmasClientId]: { redirectType: 'spa' } } })
  const wrong = await redeem(emulator, (await askForCode(emulator, ada)).get('code'))
  expect(wrong.body.error_codes).toEqual([9002327])
  await order(emulator, { registrations: { [tmasClientId]: { redirectType: 'web' } } })
  const right = await redeem(emulator, (await askForCode(emulator, ada)).get('code'))
  expect(right.status).toBe(200)
  expect(emulator.directory.apps[0]?.redirectUris[0]).toBe(redirectUri)
})

const orders: [first: string, changes: Changes, code: 'made up' | 'right', aadsts: number][] = [
  ['client', { client_secret: 'wrong' }, 'made up', 7000215],
  ['client', {}, 'made up', 9002313],
  ['grant', { client_secret: 'wrong' }, 'made up', 9002313],
  ['grant', { client_secret: 'wrong' }, 'right', 7000215],
  ['grant', { client_secret: 'wrong', code_verifier: null }, 'right', 501481],
]

test.each(orders)(
  'looking at the %s first, %o with a code that is %s is %i',
  async (first, changes, kind, aadsts) => {
    await order(emulator, { checksFirst: first })
    const code = kind === 'right' ? (await askForCode(emulator, ada)).get('code') : '1.Amade-up'
    expect((await redeem(emulator, code, { changes })).body.error_codes).toEqual([aadsts])
  },
)

test('a wrong secret leaves the code as it is, unless it is ordered to spend it', async () => {
  const tryTwice = async () => {
    const code = (await askForCode(emulator, ada)).get('code')
    await redeem(emulator, code, { changes: { client_secret: 'wrong' } })
    return (await redeem(emulator, code)).body.error_codes
  }
  expect(await tryTwice()).toBeUndefined()
  await order(emulator, { wrongProofSpendsCode: true })
  expect(await tryTwice()).toEqual([54005])
})

test('a tenant of another cloud has no sign-in here: a page at first (90038), 900432 at the token endpoint', async () => {
  const agency = 'agency.example'
  await expect(askForCode(emulator, ada, { path: agency })).rejects.toThrow('stayed on trouble 90038')
  const code = (await askForCode(emulator, ada)).get('code')
  expect((await redeem(emulator, code, { path: agency })).body.error_codes).toEqual([900432])
  const [first] = emulator.directory.people
  if (first) first.tenantId = 'c1d00001-5a1e-4d0c-9b3f-000000000001'
  await expect(askForCode(emulator, ada)).rejects.toThrow('stayed on trouble 900382')
  await expect(askForCode(emulator, ada, { path: northTenantId })).rejects.toThrow('stayed on trouble 50020')
})
