import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { expect } from 'vitest'

/** Nothing that axe knows of is wrong on the page as it stands now. */
export async function expectAccessible(page: Page): Promise<void> {
  // The "legacy" mode is the one without a second page, which only frames of other origins would need.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html}`),
  )
  expect(found).toEqual([])
}
