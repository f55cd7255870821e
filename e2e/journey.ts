import type { BrowserContextOptions, Page } from 'playwright'
import { test as base, expect } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { type BrowserKind, sharedBrowser } from './browser.ts'
import { openStage } from './stage.ts'
import { openVisitor, type Visitor } from './visitor.ts'

export { expect } from 'vitest'

type Visit = BrowserContextOptions & {
  /** Errors that belong to this journey: a page that is not found is also an error in the console. */
  expected?: RegExp
}

/**
 * A test with a stage, which its whole file shares, and with `visit`: fresh cookies and storage for each person in it.
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
    .extend('database', { scope: 'file' }, testDatabase)
    .extend('stage', { scope: 'file' }, async ({ browser, database }, { onCleanup }) => {
      const stage = await openStage(database.url, browser)
      onCleanup(async () => {
        await stage.close()
        await database.close()
      })
      return stage
    })
    .extend('visit', async ({ stage }, { onCleanup }) => {
      const visitors: { visitor: Visitor; expected: RegExp | undefined }[] = []
      onCleanup(async () => {
        for (const { visitor } of visitors) await visitor.context.close()
        const faults = visitors.flatMap(({ visitor, expected }) =>
          visitor.faults.filter((fault) => !expected?.test(fault)),
        )
        expect(faults).toEqual([])
      })
      return async ({ expected, ...options }: Visit = {}): Promise<Page> => {
        const visitor = await openVisitor(stage, options)
        visitors.push({ visitor, expected })
        return visitor.page
      }
    })
}
