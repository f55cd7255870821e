import { Auth, type AuthConfig, skipCSRFCheck } from '@auth/core'
import MicrosoftEntraId from '@auth/core/providers/microsoft-entra-id'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Emulator, startEmulator } from '../emulator.ts'
import { type CookieJar, signInAs } from '../person.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../sample.ts'
import { atEmulator, fetchFrom, microsoft } from './real-hosts.ts'

const origin = 'http://localhost:3000'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator({ authority: microsoft })
  emulator.directory.apps[0]?.redirectUris.push(`${origin}/auth/callback/microsoft-entra-id`)
  // The library takes no other `fetch` than the one that is there.
  vi.stubGlobal('fetch', fetchFrom(emulator, really))
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await emulator.close()
})
const really = globalThis.fetch

test.each([undefined, `${microsoft}/${northTenantId}/v2.0`])(
  'Auth.js signs in with the issuer %s',
  async (issuer) => {
    const browser = openApplication(issuer)
    const back = await browser.signIn('dora.capital@north.example')
    expect(back.headers.get('location')).toBe(`${origin}/home`)
    expect(await browser.session()).toMatchObject({
      user: { name: 'Dora Capital', email: 'dora.capital@north.example' },
    })
  },
)

test('Auth.js refuses what the person declines, and a token that is not for it', async () => {
  const declined = openApplication()
  const back = await declined.signIn('bea.first@north.example', 'decline')
  expect(back.headers.get('location')).toMatch(/error=OAuthCallbackError|error=AccessDenied|\/auth\/error/)
  expect(await declined.session()).toBeNull()

  emulator.control.nextToken = { payload: { aud: northTenantId } }
  const misled = openApplication()
  await misled.signIn('ada.linked@north.example')
  expect(await misled.session()).toBeNull()
})

/** A web application with nothing but Auth.js in it, and one browser in front of it. */
function openApplication(issuer?: string) {
  const config: AuthConfig = {
    secret: 'a secret of the test, and of nobody else',
    basePath: '/auth',
    trustHost: true,
    skipCSRFCheck,
    logger: { error: () => undefined },
    providers: [
      MicrosoftEntraId({
        clientId: tmasClientId,
        clientSecret: tmasClientSecret,
        ...(issuer !== undefined && { issuer }),
        authorization: { params: { scope: 'openid profile email' } },
        checks: ['pkce', 'state', 'nonce'],
      }),
    ],
  }
  const jar: CookieJar = new Map()
  async function visit(address: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const init = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
    const response = await Auth(
      new Request(new URL(address, origin), { ...init, headers: { cookie } }),
      config,
    )
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return response
  }
  return {
    async signIn(loginId: string, answer: 'accept' | 'decline' = 'accept'): Promise<Response> {
      const started = await visit('/auth/signin/microsoft-entra-id', { callbackUrl: `${origin}/home` })
      const address = started.headers.get('location') ?? ''
      const ending = await signInAs(emulator, atEmulator(emulator, address), loginId, { answer })
      if (ending.kind !== 'returned') throw new Error(`${loginId} stayed on ${ending.page}`)
      return visit(ending.url)
    },
    session: async () => (await visit('/auth/session')).json(),
  }
}
