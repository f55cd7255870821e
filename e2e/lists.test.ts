import type { Page } from 'playwright'
import { languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'

const lists = ['users', 'sign-ins', 'audit', 'api-keys', 'devices', 'locations'] as const
const { columns: words, users } = messages.en

test('a list that has no room for all columns says how many are hidden, shows them on request, and remembers it (R22)', async ({
  visit,
}) => {
  const page = await visit({ viewport: { width: 1024, height: 700 } })
  await page.goto('/administration/users')
  await signInWithPassword(page, 'max.manager')
  const chain = page.getByRole('columnheader', { name: users.columns.chain })
  const button = page.getByRole('button', { name: `${words.title} ${words.hidden(2)}` })
  await button.waitFor()
  await expect.poll(() => chain.count()).toBe(0)
  await button.click()
  await page.getByRole('checkbox', { name: users.columns.chain }).check()
  await page.getByRole('checkbox', { name: users.columns.link }).check()
  await chain.waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(words.title)
  await expect.poll(() => isWiderThanWindow(page)).toBe(false)

  await page.reload()
  await chain.waitFor()
  // The menu of a row is not cut off by the table, which may scroll.
  await page.getByRole('button', { name: users.actionsOn('Noah Unassigned') }).click()
  const item = page.getByRole('menuitem', { name: users.remove })
  await item.click({ trial: true })
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: words.title, exact: true }).click()
  await page.getByRole('button', { name: words.reset }).click()
  await expect.poll(() => chain.count()).toBe(0)
})

test.for(languageCodes)(
  'in %s, no list is wider than a small phone, and the card of a user says all that their row does (R24)',
  async (language, { stage, visit }) => {
    const page = await visit({ isMobile: true, hasTouch: true, viewport: { width: 320, height: 640 } })
    await stage.db
      .updateTable('userAccount')
      .set({ language, languageChosen: true })
      .where('username', '=', 'max.manager')
      .execute()
    await page.goto('/administration/users?search=bea')
    await signInWithPassword(page, 'max.manager')
    const card = page.getByRole('row').filter({ hasText: 'bea.first' })
    for (const text of ['Bea First', 'bea.first@north.example', 'North Group'])
      await card.getByText(text).first().waitFor()
    for (const list of lists) {
      await page.goto(`/administration/${list}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => isWiderThanWindow(page)).toBe(false)
    }
    await stage.db
      .updateTable('userAccount')
      .set({ language: 'en' })
      .where('username', '=', 'max.manager')
      .execute()
  },
)

test('the settings of a chain, with the links to its consent kit, fit a small laptop (R21)', async ({
  stage,
  visit,
}) => {
  const { consentKit } = messages.en
  const page = await visit({ viewport: { width: 1000, height: 700 } })
  const settings = `/administration/locations?location=${stage.northId}&section=advanced`
  await page.goto('/administration/users')
  await signInWithPassword(page, 'max.manager')
  await page.goto(settings)
  await page.getByRole('button', { name: consentKit.panel.make }).click()
  await page.reload()
  await page.getByRole('table', { name: consentKit.panel.living }).waitFor()
  await expect.poll(() => isWiderThanWindow(page)).toBe(false)
})

function isWiderThanWindow(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}
