import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { type CookieJar, signInAs } from '../person.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../sample.ts'

const origin = 'http://localhost:3000'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
  emulator.directory.apps[0]?.redirectUris.push(`${origin}/api/auth/callback/microsoft`)
})
afterEach(() => emulator.close())

test.each([undefined, northTenantId])('better-auth signs in on the tenant %s', async (tenantId) => {
  const browser = openApplication(tenantId)
  const back = await browser.signIn('dora.capital@north.example')
  expect(back).toBe('/home')
  expect(await browser.session()).toMatchObject({
    user: { name: 'Dora Capital', email: 'dora.capital@north.example' },
  })
})

test('better-auth wants an address: a person without a mailbox is turned away', async () => {
  const browser = openApplication()
  expect(await browser.signIn('mia.nomail@north.example')).toContain('error=email_not_found')
  expect(await browser.session()).toBeNull()
})

test('better-auth comes to nothing when the person cancels, or when the client secret has expired', async () => {
  const cancelled = openApplication()
  expect(await cancelled.signIn('bea.first@north.example', 'cancel')).toContain('error=access_denied')
  expect(await cancelled.session()).toBeNull()
  emulator.control.expiredSecret = true
  const late = openApplication()
  expect(await late.signIn('ada.linked@north.example')).toMatch(/^\/error\?error=/)
  expect(await late.session()).toBeNull()
})

/** A web application with nothing but better-auth in it, and one browser in front of it. */
function openApplication(tenantId?: string) {
  const auth = betterAuth({
    baseURL: origin,
    secret: 'a secret of the test, and of nobody else',
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    logger: { disabled: true },
    rateLimit: { enabled: false },
    socialProviders: {
      microsoft: {
        clientId: tmasClientId,
        clientSecret: tmasClientSecret,
        authority: emulator.url,
        disableProfilePhoto: true,
        ...(tenantId !== undefined && { tenantId }),
      },
    },
  })
  const jar: CookieJar = new Map()
  async function visit(address: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = {
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      origin,
    }
    const init =
      body === undefined
        ? { headers }
        : {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { ...headers, 'content-type': 'application/json' },
          }
    const response = await auth.handler(new Request(new URL(address, origin), init))
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return response
  }
  return {
    /** Where the application sends the browser in the end. */
    async signIn(loginId: string, answer: 'accept' | 'cancel' = 'accept'): Promise<string> {
      const order = { provider: 'microsoft', callbackURL: '/home', errorCallbackURL: '/error' }
      const { url } = await (await visit('/api/auth/sign-in/social', order)).json()
      const ending = await signInAs(emulator, url, loginId, { answer })
      if (ending.kind !== 'returned') throw new Error(`${loginId} stayed on ${ending.page}`)
      return (await visit(ending.url)).headers.get('location') ?? ''
    },
    session: async () => (await visit('/api/auth/get-session')).json(),
  }
}
