import type { Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'

const words = messages.en.locations

/** An unconfirmed move is an answer that Chromium writes to its console as an error. */
const expected = /status of 409/

const line = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^▸?\\s*${name}`) })

async function centre(page: Page, name: string) {
  const box = await line(page, name).boundingBox()
  if (!box) throw new Error(`${name} is not in the tree`)
  return { x: box.x + 80, y: box.y + box.height / 2 }
}

test('a branch is dragged to its new parent, its consequences come first, and the tree shows where it is; the keyboard takes it back', async ({
  stage,
  visit,
}) => {
  const parentOf = async (name: string) => {
    const found = await stage.db
      .selectFrom('location')
      .innerJoin('location as parent', 'parent.id', 'location.parentId')
      .select('parent.name')
      .where('location.name', '=', name)
      .executeTakeFirstOrThrow()
    return found.name
  }
  const page = await visit({ expected })
  await page.goto('/administration/locations')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('link', { name: 'Station Square' }).click()
  await line(page, 'Station Square').waitFor()
  await page.getByRole('navigation', { name: words.path }).getByRole('link', { name: 'Coast' }).waitFor()

  const [from, to, store] = [
    await centre(page, 'Station Square'),
    await centre(page, 'Coast'),
    await centre(page, 'Bay Area'),
  ]
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(store.x, store.y, { steps: 4 })
  // It is there already.
  await expect.poll(() => line(page, 'Bay Area').getAttribute('data-place')).toBe('no')
  await page.getByRole('status').getByText(words.notUnder('Station Square', 'Bay Area')).waitFor()
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await expect.poll(() => line(page, 'Coast').getAttribute('data-place')).toBe('over')
  await page.getByRole('status').getByText(words.putUnder('Station Square', 'Coast')).waitFor()
  await page.mouse.up()
  const question = page.getByRole('dialog', { name: words.questions.move('Station Square', 'Coast') })
  await question.getByText(words.consequences.locations(1)).waitFor()
  expect(await parentOf('Station Square')).toBe('Bay Area')
  await expectAccessible(page)
  await question.getByRole('button', { name: words.carryOut }).click()
  await page.getByRole('status').getByText(words.moved('Station Square')).waitFor()
  expect(await parentOf('Station Square')).toBe('Coast')
  await expect.poll(() => line(page, 'Station Square').getAttribute('aria-level')).toBe('3')

  await page.getByRole('tree').focus()
  await page.keyboard.press('Control+x')
  await page.getByRole('status').getByText(words.pickedUp('Station Square')).waitFor()
  await page.keyboard.press('Home')
  await page.getByRole('status').getByText(words.putUnder('Station Square', 'North Group')).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('status').getByText(words.putUnder('Station Square', 'Bay Area')).waitFor()
  await page.keyboard.press('Control+v')
  await page.getByRole('button', { name: words.carryOut }).click()
  await expect.poll(() => parentOf('Station Square')).toBe('Bay Area')
})

test('at 320 pixels a store is cut and pasted with the keyboard, and a screen reader hears where it goes (R24)', async ({
  visit,
}) => {
  const page = await visit({ expected, viewport: { width: 320, height: 640 } })
  await page.goto('/administration/locations')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('searchbox').fill('old market')
  await line(page, 'Old Market').waitFor()
  await page.getByRole('tree').focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Control+x')
  await page.getByRole('status').getByText(words.pickedUp('Old Market')).waitFor()
  await page.keyboard.press('Home')
  await page.getByRole('status').getByText(words.putUnder('Old Market', 'North Group')).waitFor()
  await expectAccessible(page)
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.keyboard.press('Control+v')
  await page.getByRole('dialog', { name: words.questions.move('Old Market', 'North Group') }).waitFor()
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})

test('stores are added one after another below the same parent, and a searched one stays in sight after the search', async ({
  visit,
}) => {
  const page = await visit()
  await page.goto('/administration/locations')
  await signInWithPassword(page, 'max.manager')
  await line(page, 'Coast').click()
  await page.getByRole('button', { name: words.add }).click()
  const dialog = page.getByRole('dialog')
  for (const name of ['Pier 10', 'Pier 2']) {
    await dialog.getByRole('textbox', { name: words.name }).fill(name)
    await dialog.getByRole('button', { name: words.addAnother }).click()
    await page.getByRole('status').getByText(words.added(name)).waitFor()
    await expect.poll(() => dialog.getByRole('textbox', { name: words.name }).inputValue()).toBe('')
  }
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words.cancel }).click()
  await page.getByRole('searchbox').fill('pier 2')
  await line(page, 'Pier 2').click()
  await page.getByRole('searchbox').fill('')
  await expect.poll(() => line(page, 'Pier 2').getAttribute('aria-selected')).toBe('true')
  const piers = async () =>
    (await page.getByRole('treeitem').allInnerTexts()).flatMap((text) => text.match(/Pier \d+/g) ?? [])
  await expect.poll(piers).toEqual(['Pier 2', 'Pier 10'])
  await page.getByRole('navigation', { name: words.path }).getByRole('link', { name: 'Coast' }).click()
  await page.getByRole('heading', { level: 2, name: 'Coast' }).waitFor()
})
