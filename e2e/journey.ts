import type { BrowserContextOptions, Page } from 'playwright'
import { test as base, expect } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { type BrowserKind, sharedBrowser } from './browser.ts'
import { addressesOf, findPlace, openStage } from './stage.ts'
import { openVisitor } from './visitor.ts'
import { Windows } from './windows.ts'

export { expect } from 'vitest'

type Visit = BrowserContextOptions & {
  /** Errors that belong to this journey: a page that is not found is also an error in the console. */
  expected?: RegExp
  /** The journey changes the browser itself, with scripts of its own, say: no one else gets it afterwards. */
  own?: true
}

/**
 * A test with a stage, which its whole file shares, and with `visit`: fresh cookies and storage for each person in it.
 * The stages of all files that a worker plays are at one place, so that its windows have loaded TMAS before.
 * In the end nothing may have gone wrong in any of them unseen.
 */
export const test = testIn('shell')

/** The same in a whole browser. */
export const wholeBrowserTest = testIn('whole')

function testIn(kind: BrowserKind) {
  return base
    .extend('kind', { scope: 'worker' }, () => kind)
    .extend('browser', { scope: 'worker' }, async ({ kind }, { onCleanup }) => {
      const browser = await sharedBrowser(kind)
      onCleanup(() => browser.close())
      return browser
    })
    .extend('place', { scope: 'worker' }, findPlace)
    .extend('windows', { scope: 'worker' }, ({ browser, place }) => new Windows(browser, addressesOf(place)))
    .extend('database', { scope: 'file' }, testDatabase)
    .extend('stage', { scope: 'file' }, async ({ browser, database, place }, { onCleanup }) => {
      const stage = await openStage(database.url, browser, place)
      onCleanup(async () => {
        await stage.close()
        await database.close()
      })
      return stage
    })
    .extend('visit', async ({ stage, windows }, { onCleanup }) => {
      const leave: (() => Promise<string[]>)[] = []
      onCleanup(async () => {
        const faults: string[] = []
        for (const one of leave) faults.push(...(await one()))
        expect(faults).toEqual([])
      })
      return async ({ expected, own, ...options }: Visit = {}): Promise<Page> => {
        const visitor = own ? await openVisitor(stage, options) : await windows.take(options)
        leave.push(async () => {
          const faults = visitor.faults.filter((fault) => !expected?.test(fault))
          if (own) await visitor.context.close()
          else await windows.giveBack(visitor, options)
          return faults
        })
        return visitor.page
      }
    })
}
