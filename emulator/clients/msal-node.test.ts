import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
} from '@azure/msal-node'
import { expect, test } from 'vitest'
import { startEmulator } from '../emulator.ts'
import { signInAs } from '../person.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../sample.ts'
import { redirectUri } from '../testing.ts'

/** Microsoft's client wants https; the emulator calls itself by this name and is reached by its real one. */
const publicName = 'https://login.tmas.example'

test.each(['organizations', northTenantId, 'north.example'])(
  "Microsoft's own client signs in on %s, with consent at first and without it then",
  async (path) => {
    const emulator = await startEmulator({ authority: publicName })
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: tmasClientId,
        clientSecret: tmasClientSecret,
        authority: `${publicName}/${path}`,
        knownAuthorities: [new URL(publicName).host],
      },
      system: { networkClient: networkTo(emulator.url) },
    })
    const bea = 'bea.first@north.example'
    const scopes = ['openid', 'profile', 'email']

    const first = await client.getAuthCodeUrl({ scopes, redirectUri, nonce: 'n-1', state: 's-1' })
    const declined = await signInAs(emulator, first.replace(publicName, emulator.url), bea, {
      answer: 'decline',
    })
    expect(declined, 'the consent is asked').toMatchObject({ url: expect.stringContaining('AADSTS65004') })

    for (const [answer, nonce] of [
      ['accept', 'n-2'],
      ['decline', 'n-3'],
    ] as const) {
      const url = await client.getAuthCodeUrl({ scopes, redirectUri, nonce, state: 's-2' })
      const ending = await signInAs(emulator, url.replace(publicName, emulator.url), bea, { answer })
      if (ending.kind !== 'returned') throw new Error(`Bea stayed on ${ending.page}`)
      const parameters = new URL(ending.url).searchParams
      const result = await client.acquireTokenByCode({
        code: parameters.get('code') ?? '',
        clientInfo: parameters.get('client_info') ?? undefined,
        scopes,
        redirectUri,
        nonce,
      })
      expect(result).toMatchObject({
        tenantId: northTenantId,
        uniqueId: 'a0a00002-0000-4000-8000-000000000002',
        account: {
          username: bea,
          name: 'Bea First',
          homeAccountId: `a0a00002-0000-4000-8000-000000000002.${northTenantId}`,
        },
        idTokenClaims: { nonce, iss: `${publicName}/${northTenantId}/v2.0` },
      })
    }
    await emulator.close()
  },
)

test("Microsoft's own client understands the emulator's errors", async () => {
  const emulator = await startEmulator({ authority: publicName })
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: tmasClientId,
      clientSecret: 'wrong',
      authority: `${publicName}/organizations`,
      knownAuthorities: [new URL(publicName).host],
    },
    system: { networkClient: networkTo(emulator.url) },
  })
  const redeeming = client.acquireTokenByCode({ code: 'any', scopes: ['openid'], redirectUri })
  await expect(redeeming).rejects.toMatchObject({ errorCode: 'invalid_client', errorNo: 7000215 })
  await emulator.close()
})

function networkTo(emulatorUrl: string): INetworkModule {
  async function send<T>(method: 'GET' | 'POST', url: string, options: NetworkRequestOptions = {}) {
    const response = await fetch(url.replace(publicName, emulatorUrl), {
      method,
      headers: options.headers,
      body: options.body,
    })
    const headers = Object.fromEntries(response.headers)
    return { status: response.status, headers, body: (await response.json()) as T }
  }
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  }
}
