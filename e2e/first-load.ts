import type { Page } from 'playwright'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { samplePassword } from '../scripts/sample-customers.ts'
import type { Stage } from './stage.ts'

/** What a browser received: bytes as they came, compressed. */
export type Received = { address: string; kind: string; body: number; headers: number }

/** What the first load of the console's home page may take, at most (R24 reaches people on slow lines, too). */
export const limits = { bytes: 130_000, requests: 12 }

/** Loads the home page of a manager into an empty cache, in their language. */
export async function firstHome(stage: Stage, page: Page, language: Language): Promise<Received[]> {
  await stage.db
    .updateTable('userAccount')
    .set({ language, languageChosen: true })
    .where('username', '=', 'max.manager')
    .execute()
  await page.goto('/sign-in')
  await page.locator('[name=username]').fill('max.manager')
  await page.locator('[name=password]').fill(samplePassword)
  await page.locator('[name=password]').press('Enter')
  await page.getByRole('heading', { level: 1, name: messages[language].home.welcome('').trim() }).waitFor()
  // What this page still asks for is not part of it.
  await page.waitForLoadState('networkidle')
  const received = await firstLoad(page, '/')
  await stage.db
    .updateTable('userAccount')
    .set({ language: 'en' })
    .where('username', '=', 'max.manager')
    .execute()
  return received
}

/** Loads a page into an empty cache, and waits until nothing more is asked for. */
async function firstLoad(page: Page, address: string): Promise<Received[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  const asked = new Map<string, Received>()
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    // What the headers weigh, and what has come of the body so far.
    const { pathname, search } = new URL(response.url)
    asked.set(requestId, {
      address: pathname + search,
      kind: type,
      body: 0,
      headers: response.encodedDataLength,
    })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId)
    if (one) one.body = encodedDataLength - one.headers
  })
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await session.detach()
  return [...asked.values()]
}

export const sumOf = (received: readonly Received[], what: 'body' | 'headers'): number =>
  received.reduce((sum, one) => sum + one[what], 0)
