/**
 * How long a manager of 20,000 users and 3,334 stores waits for the console: from a key or a click until the browser has
 * painted again, until anything on the page has changed, and until what was asked for is shown. Chromium measures the first
 * by itself (Event Timing, as “Interaction to Next Paint”).
 */
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright'
import { freePort } from '#server/platform/free-port.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { headlessShellPath } from '../scripts/ensure-chromium.ts'
import { fillWithBigCustomer, large, managers, password } from './big-customer.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { type Interaction, interactions } from './interactions.ts'
import { quantile } from './statistics.ts'

declare global {
  interface Window {
    /** What the page notes of itself. */
    noted: { paints: number[]; began: number | undefined; answered: number | undefined; frames: number[] }
    before: { rows: string | undefined }
  }
}

const { values } = parseArgs({
  // The other options are those of `main.ts`.
  strict: false,
  options: { times: { type: 'string' }, only: { type: 'string' } },
})

/** The first time of each warms up, and is not printed. */
const times = Number(values.times ?? 5)

/** Milliseconds from an input to the next paint. What takes less than a frame is not reported by the browser. */
const aim = 100
const leastReported = 16

/** Milliseconds after which what was asked for is taken not to come. */
const longest = 20_000

type Measured = { painted: number; answered: number; shown: number }

await buildConsole()
const cluster = await startThrowAwayCluster()
const children: Child[] = []
let browser: Browser | undefined
try {
  await execute(cluster.url, 'create database big')
  const customer = await fillWithBigCustomer(urlOf(cluster.url, 'big'), large)
  const url = `http://127.0.0.1:${await freePort()}`
  const emulator = await startChild('emulator.ts', { ORIGINS: url })
  children.push(emulator)
  const settings = {
    DATABASE_URL: urlOf(cluster.url, 'big'),
    TMAS_URL: url,
    ENTRA_AUTHORITY: emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
  children.push(await startChild('tmas.ts', settings, startFlags()))
  // As it is installed: the journeys' own browser compiles less, and is slower.
  browser = await chromium.launch({ executablePath: headlessShellPath(), args: ['--no-sandbox'] })
  const page = await openConsole(browser, url)
  console.log(
    `Interaction with ${customer.users} users and ${customer.locations} locations, ${times} times each, in milliseconds (aim: painted within ${aim})\n`,
  )
  console.log('                                            painted        answered   shown')
  console.log('                                            p50     max         p50     p50')
  for (const interaction of interactions) {
    if (typeof values.only === 'string' && !interaction.name.includes(values.only)) continue
    const measured: Measured[] = []
    for (let turn = 0; turn <= times; turn += 1) measured.push(await measure(page, interaction))
    print(interaction.name, measured.slice(1))
  }
} finally {
  await browser?.close()
  for (const child of children.reverse()) await child.stop()
  await cluster.stop()
}

/** A window of an office screen, in which the manager has signed in. */
async function openConsole(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(longest)
  const page = await context.newPage()
  await page.addInitScript(() => {
    window.noted = { paints: [], began: undefined, answered: undefined, frames: [] }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.noted.paints.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    new MutationObserver(() => {
      const { began, answered } = window.noted
      if (began !== undefined && answered === undefined)
        requestAnimationFrame(() => {
          window.noted.answered ??= performance.now() - began
        })
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    for (const kind of ['pointerdown', 'keydown', 'wheel'])
      addEventListener(kind, ({ timeStamp }) => (window.noted.began ??= timeStamp), true)
  })
  await page.goto('/sign-in')
  await page.getByLabel('Username').fill(managers.whole)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: /^Welcome/ }).waitFor()
  return page
}

async function measure(
  page: Page,
  { name, at, prepare, act, shows, isScrolling }: Interaction,
): Promise<Measured> {
  await page.goto(at)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settle(page)
  await prepare?.(page)
  await settle(page)
  await page.evaluate(() => {
    const rows = document.querySelector('main tbody')?.textContent ?? undefined
    window.before = { rows }
    window.noted = { paints: [], began: undefined, answered: undefined, frames: [] }
    let last = performance.now()
    const frame = (now: number) => {
      window.noted.frames.push(now - last)
      last = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  // As text, so that no policy of the page is in its way.
  const shown = page.evaluate(`new Promise((resolve) => {
    const giveUpAt = performance.now() + ${longest}
    const look = () => (window.noted.began !== undefined && (${shows})
      ? requestAnimationFrame(() => resolve(performance.now() - window.noted.began))
      : performance.now() > giveUpAt ? resolve(undefined) : requestAnimationFrame(look))
    look()
  })`) as Promise<number | undefined>
  await act(page)
  const shownAfter = await shown
  if (shownAfter === undefined) throw new Error(`what was asked for was never shown: ${name}`)
  await page.waitForTimeout(300)
  const { paints, answered = shownAfter, frames } = await page.evaluate(() => window.noted)
  const painted = isScrolling ? Math.max(...frames) : Math.max(leastReported, ...paints)
  return { painted, answered, shown: shownAfter }
}

/** Until the page is still: nothing more is loaded, and what was loaded is drawn. */
async function settle(page: Page): Promise<void> {
  // The stream of sign-ins never ends.
  if (!page.url().includes('/sign-ins')) await page.waitForLoadState('networkidle')
  await page.waitForTimeout(400)
}

function print(name: string, measured: readonly Measured[]): void {
  const painted = measured.map((one) => one.painted)
  const median = (what: keyof Measured) =>
    quantile(
      measured.map((one) => one[what]),
      0.5,
    )
  const missed = Math.max(median('painted'), median('answered')) > aim ? '  missed' : ''
  console.log(
    `${name.padEnd(40)}${number(median('painted'))} ${number(Math.max(...painted))}     ${number(median('answered'))} ${number(median('shown'))}${missed}`,
  )
}

function number(value: number): string {
  return value.toFixed(0).padStart(7)
}
