import { setDefaultCACertificates } from 'node:tls'
import { OIDCStrategy } from 'passport-azure-ad'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { signInAs } from '../person.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../sample.ts'
import { redirectUri } from '../testing.ts'

let emulator: Emulator
beforeAll(async () => {
  // It asks for nothing but https.
  emulator = await startEmulator({ tls: true })
  setDefaultCACertificates([emulator.certificate ?? ''])
})
afterAll(() => emulator.close())

const bea = 'bea.first@north.example'

const settings: [what: string, path: string, more: object][] = [
  ['its tenant', northTenantId, {}],
  ['a posted answer', northTenantId, { responseMode: 'form_post' }],
  ['every organization', 'organizations', { validateIssuer: false }],
]

test.each(settings)('the retired passport-azure-ad signs in, with %s', async (_, path, more) => {
  const strategy = openStrategy(path, more)
  const session = {}
  const ending = await signInAs(emulator, await strategy.start(session), bea)
  const profile = await strategy.finish(session, ending.kind === 'returned' ? ending.url : '')
  expect(profile).toMatchObject({
    oid: 'a0a00002-0000-4000-8000-000000000002',
    displayName: 'Bea First',
    _json: { tid: northTenantId, preferred_username: bea },
  })
})

test('its hybrid flow is refused, as by Entra where the boxes are empty (700054)', async () => {
  const strategy = openStrategy(northTenantId, { responseType: 'code id_token', responseMode: 'form_post' })
  const ending = await signInAs(emulator, await strategy.start({}), bea)
  const answer = new URL(ending.kind === 'returned' ? ending.url : '').searchParams
  expect(answer.get('error_description')).toMatch(/^AADSTS700054: /)
})

test('it refuses a token of another tenant', async () => {
  const strategy = openStrategy(northTenantId, {})
  const session = {}
  const ending = await signInAs(emulator, await strategy.start(session), bea)
  emulator.control.nextToken = { payload: { iss: `${emulator.url}/${tmasClientId}/v2.0` } }
  const finishing = strategy.finish(session, ending.kind === 'returned' ? ending.url : '')
  await expect(finishing).rejects.toThrow('jwt issuer is invalid')
})

/** The strategy as passport drives it: one request at a time, each with its way out. */
function openStrategy(path: string, more: object) {
  const strategy = new OIDCStrategy(
    {
      identityMetadata: `${emulator.url}/${path}/v2.0/.well-known/openid-configuration`,
      clientID: tmasClientId,
      clientSecret: tmasClientSecret,
      responseType: 'code',
      responseMode: 'query',
      redirectUrl: redirectUri,
      allowHttpForRedirectUrl: true,
      scope: ['profile', 'email'],
      loggingLevel: 'fatal',
      ...more,
    },
    (profile: unknown, done: (error: null, user: unknown) => void) => done(null, profile),
  )
  return {
    start: (session: object) =>
      authenticate<string>(strategy, { session, query: {}, body: {}, method: 'GET' }),
    finish(session: object, address: string) {
      const fields = Object.fromEntries(new URL(address).searchParams)
      const isPosted = 'responseMode' in more
      const request = isPosted
        ? { method: 'POST', query: {}, body: fields }
        : { method: 'GET', query: fields, body: {} }
      return authenticate<object>(strategy, { session, ...request })
    },
  }
}

function authenticate<T>(strategy: OIDCStrategy, request: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const once = Object.assign(Object.create(strategy), {
      redirect: resolve,
      success: resolve,
      fail: (reason: unknown) => reject(new Error(String(reason))),
      error: reject,
    })
    once.authenticate(request, { response: {} })
  })
}
