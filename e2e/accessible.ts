import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright'
import { expect } from 'vitest'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/**
 * Checks that axe finds nothing wrong on the page as it is now, once what moves has come to rest: half faded out, every
 * text has too little contrast.
 *
 * axe is loaded into a document once, in its small form, and reports only violations: getting half a megabyte into the
 * page costs more than everything that axe does there.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // Until its content is there, a page is not complete.
  await page.locator('h1').first().waitFor({ state: 'attached' })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${await source};0`)
  const found = await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
    // A fade that is broken off rejects, and is at rest all the same.
    await Promise.allSettled(ending.map(({ finished }) => finished))
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`))
  })
  expect(found).toEqual([])
}

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
