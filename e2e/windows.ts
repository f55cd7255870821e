import type { Browser, BrowserContextOptions } from 'playwright'
import type { Stage } from './stage.ts'
import { openVisitor, type Visitor } from './visitor.ts'

/** Each is a process, which takes some 80 MB. */
const mostFree = 8

/**
 * Lends windows to one person after another, of one stage after another that are all at one place. A window that has
 * loaded TMAS before does so in half the time; what the person before left in it, it has forgotten.
 */
export class Windows {
  readonly #stage: Pick<Stage, 'browser' | 'url'> & { emulator: { url: string } }
  /** The one that was given back last is the last. */
  readonly #free: { like: string; visitor: Visitor }[] = []

  constructor(browser: Browser, addresses: { url: string; emulator: { url: string } }) {
    this.#stage = { browser, ...addresses }
  }

  async take(options: BrowserContextOptions): Promise<Visitor> {
    const like = JSON.stringify(options)
    const at = this.#free.findLastIndex((free) => free.like === like)
    const [found] = at < 0 ? [] : this.#free.splice(at, 1)
    return found?.visitor ?? openVisitor(this.#stage, options)
  }

  /** Empties a window for the next person. One that cannot be emptied, because a page holds it back, is closed. */
  async giveBack(visitor: Visitor, options: BrowserContextOptions): Promise<void> {
    try {
      await this.#empty(visitor)
    } catch {
      return visitor.context.close()
    }
    this.#free.push({ like: JSON.stringify(options), visitor })
    if (this.#free.length > mostFree) await this.#free.shift()?.visitor.context.close()
  }

  async #empty({ page, context, faults }: Visitor): Promise<void> {
    for (const other of context.pages()) if (other !== page) await other.close()
    await page.removeAllListeners()
    const devtools = await context.newCDPSession(page)
    for (const origin of [this.#stage.url, this.#stage.emulator.url]) {
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
      const storageId = { storageKey: `${origin}/`, isLocalStorage: false }
      await devtools.send('DOMStorage.clear', { storageId })
    }
    await page.goto('about:blank')
    await context.clearCookies()
    await devtools.send('Page.resetNavigationHistory')
    await devtools.detach()
    faults.length = 0
  }
}
