import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import type * as Msal from '@azure/msal-browser'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from '../emulator/emulator.ts'
import { northTenantId, sampleDirectory, tmasClientId } from '../emulator/sample.ts'
import { headlessShellPath } from '../scripts/ensure-chromium.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'

// Nothing of TMAS is in here: Microsoft's own client for browsers, unchanged, on a page of its own, and the emulator.

let origin: string
let pages: Server
let emulator: Emulator
let browser: Browser
beforeAll(async () => {
  pages = createServer(({ url = '/' }, response) => {
    const file = scripts[url]
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html')
    response.end(file ?? (url.startsWith('/bridge') ? bridgePage : applicationPage))
  })
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(pages.address() as AddressInfo).port}`
  emulator = await startEmulator({ directory: sampleDirectory(origin), tls: true })
  browser = await chromium.launch({
    executablePath: headlessShellPath(),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
})
afterAll(async () => {
  await browser.close()
  await emulator.close()
  pages.close()
})
beforeEach(() => {
  emulator.control.reset()
  emulator.directory.consents = sampleDirectory(origin).consents
  const [app] = emulator.directory.apps
  if (!app) throw new Error('The sample has no application')
  app.redirectUris = [`${origin}/server`]
  app.spaRedirectUris = [`${origin}/page`, `${origin}/bridge`]
})

const bea = 'bea.first@north.example'

test.each(['organizations', northTenantId])(
  'a page signs in with a redirect of the type SPA on %s, and then without a question',
  async (path) => {
    const page = await openPage()
    await startRedirect(page, path)
    await pickAccount(page, bea)
    await answerConsent(page, 'Accept')
    expect(await finishRedirect(page, path)).toMatchObject({
      username: bea,
      tenantId: northTenantId,
      claims: { iss: `${emulator.url}/${northTenantId}/v2.0`, aud: tmasClientId },
    })
    await startRedirect(page, path)
    expect(await finishRedirect(page, path)).toMatchObject({ username: bea })
    await page.context().close()
  },
)

test('a pop-up signs in through the redirect bridge, although the pages cut the opener', async () => {
  const page = await openPage()
  await page.goto(`${origin}/page`)
  const opened = page.waitForEvent('popup')
  const username = page.evaluate(
    async ([clientId, authority, host]) => {
      const client = new msal.PublicClientApplication({
        auth: {
          clientId,
          authority: `${authority}/organizations`,
          knownAuthorities: [host],
          redirectUri: `${location.origin}/bridge`,
        },
      })
      await client.initialize()
      const { account } = await client.loginPopup({ scopes: ['openid', 'profile'] })
      return account.username
    },
    [tmasClientId, emulator.url, new URL(emulator.url).host] as const,
  )
  const popup = await opened
  await pickAccount(popup, 'ada.linked@north.example')
  expect(await username).toBe('ada.linked@north.example')
  await page.context().close()
})

test('an authority that the page was not told to trust is looked up by instance discovery', async () => {
  const page = await openPage()
  await page.context().route('https://login.microsoftonline.com/**', async (route) => {
    const url = route.request().url().replace('https://login.microsoftonline.com', emulator.url)
    await route.fulfill({ response: await route.fetch({ url }) })
  })
  await startRedirect(page, northTenantId, { known: false })
  await atMicrosoft(page, 'pick')
  await page.context().close()
})

const refusals: [what: string, set: () => void, number: number][] = [
  [
    'a redirect of the type Web',
    () => {
      const [app] = emulator.directory.apps
      app?.redirectUris.push(...(app.spaRedirectUris ?? []))
      if (app) app.spaRedirectUris = []
    },
    9002326,
  ],
  [
    'a tenant that is blocked',
    () => {
      emulator.control.tokenRefusal = { aadsts: 5000225 }
    },
    5000225,
  ],
]

test.each(refusals)('with %s the page reads the number', async (_, set, number) => {
  set()
  const page = await openPage()
  await startRedirect(page, 'organizations')
  await pickAccount(page, 'ada.linked@north.example')
  const refused = await finishRedirect(page, 'organizations')
  expect(refused.error).toContain(`AADSTS${number}`)
  await page.context().close()
})

test("foreign script does not run on Microsoft's pages, unless the policy is switched off", async () => {
  const page = await openPage()
  const inject = async () => {
    await page.goto(emulator.url)
    return page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = "document.body.dataset.injected = 'yes'"
      document.body.append(script)
      return document.body.dataset.injected
    })
  }
  expect(await inject()).toBeUndefined()
  emulator.control.csp = false
  expect(await inject()).toBe('yes')
  await page.context().close()
})

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

async function startRedirect(page: Page, path: string, { known = true } = {}): Promise<void> {
  await page.goto(`${origin}/page`)
  await page.evaluate(
    async ([clientId, authority, knownAuthorities]) => {
      const auth = { clientId, authority, knownAuthorities, redirectUri: `${location.origin}/page` }
      const client = new msal.PublicClientApplication({ auth })
      await client.initialize()
      // It never comes back to this page: what it waits for is a navigation.
      void client.loginRedirect({ scopes: ['openid', 'profile'] })
    },
    [tmasClientId, `${emulator.url}/${path}`, known ? [new URL(emulator.url).host] : []] as const,
  )
}

/** What the client makes of the address that it came back to. */
async function finishRedirect(page: Page, path: string) {
  await page.waitForURL(`${origin}/page#code=**`)
  return page.evaluate(
    async ([clientId, authority, host]) => {
      const auth = { clientId, authority, knownAuthorities: [host], redirectUri: `${location.origin}/page` }
      const client = new msal.PublicClientApplication({ auth })
      await client.initialize()
      try {
        const result = await client.handleRedirectPromise()
        return {
          username: result?.account.username,
          tenantId: result?.tenantId,
          claims: result?.idTokenClaims,
        }
      } catch (error) {
        return { error: String(error) }
      }
    },
    [tmasClientId, `${emulator.url}/${path}`, new URL(emulator.url).host] as const,
  )
}

declare const msal: typeof Msal

const library = dirname(createRequire(import.meta.url).resolve('@azure/msal-browser'))
const scripts: Record<string, string> = {
  '/msal.js': readFileSync(join(library, 'msal-browser.min.js'), 'utf8'),
  '/bridge.js': readFileSync(join(library, 'redirect-bridge/msal-redirect-bridge.min.js'), 'utf8'),
}
const applicationPage =
  '<!doctype html><title>An application</title><script src="/msal.js"></script><p>An application</p>'
const bridgePage =
  '<!doctype html><title>Bridge</title><script src="/bridge.js"></script><script>msalRedirectBridge.broadcastResponseToMainFrame()</script>'
