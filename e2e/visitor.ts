import type { BrowserContext, BrowserContextOptions, Page } from 'playwright'
import type { Stage } from './stage.ts'

/** A person's fresh browser: no cookies here, and no one signed in at Microsoft. */
export type Visitor = {
  page: Page
  context: BrowserContext
  /** What went wrong on TMAS's pages unnoticed: script errors, refused content, failed requests. */
  faults: string[]
}

export async function openVisitor(
  stage: Pick<Stage, 'browser' | 'url'> & { emulator: { url: string } },
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await stage.browser.newContext({
    baseURL: stage.url,
    locale: 'en-GB',
    // Menus and dialogs open and close at once: no test waits for them to fade.
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(15_000)
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(`script error: ${error.error()}`))
  context.on('console', (message) => {
    // What Microsoft's pages lack does not concern us.
    if (message.type() === 'error' && !message.location().url.startsWith(stage.emulator.url))
      faults.push(`${message.text()} (${message.location().url})`)
  })
  // Chromium writes most refusals to the console, but not those of a policy that only reports, and not every kind.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`Content security policy: ${event.violatedDirective} refused ${event.blockedURI}`)
    })
  })
  return { page: await context.newPage(), context, faults }
}
