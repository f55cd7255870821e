import type { BrowserContextOptions } from 'playwright'
import type { Stage } from './stage.ts'
import { openVisitor, type Visitor } from './visitor.ts'

/**
 * Lends windows to one person after another. A window that has loaded TMAS before does so in half the time; what the
 * person before left in it, it has forgotten.
 */
export class Windows {
  readonly #stage: Pick<Stage, 'browser' | 'url' | 'emulator'>
  readonly #free = new Map<string, Visitor[]>()

  constructor(stage: Pick<Stage, 'browser' | 'url' | 'emulator'>) {
    this.#stage = stage
  }

  async take(options: BrowserContextOptions): Promise<Visitor> {
    return this.#like(options).pop() ?? (await openVisitor(this.#stage, options))
  }

  /** Empties a window for the next person. One that cannot be emptied, because a page holds it back, is closed. */
  async giveBack(visitor: Visitor, options: BrowserContextOptions): Promise<void> {
    try {
      await this.#empty(visitor)
      this.#like(options).push(visitor)
    } catch {
      await visitor.context.close()
    }
  }

  async close(): Promise<void> {
    for (const visitors of this.#free.values()) for (const { context } of visitors) await context.close()
  }

  #like(options: BrowserContextOptions): Visitor[] {
    const key = JSON.stringify(options)
    return this.#free.get(key) ?? this.#free.set(key, []).get(key) ?? []
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
