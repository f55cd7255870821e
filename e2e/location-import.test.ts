import type { Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import type { Stage } from './stage.ts'

const words = messages.en.locationImport

/** A row that cannot be saved, and an undo that has to be confirmed or cannot be had, are answers that Chromium notes. */
const expected = /status of (400|409|412|503)/

const choose = (page: Page, name: string, content: string | Buffer) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })

const namesBelow = async ({ db }: Stage, name: string) => {
  const rows = await db
    .selectFrom('location')
    .innerJoin('location as parent', 'parent.id', 'location.parentId')
    .select('location.name')
    .where('parent.name', '=', name)
    .orderBy('location.name')
    .execute()
  return rows.map((row) => row.name)
}

test('a manager imports stores, corrects two cells in the page, sees what will be saved, and undoes it', async ({
  stage,
  visit,
}) => {
  const page = await visit({ expected })
  await page.goto('/administration/locations')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('link', { name: words.open, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  await expectAccessible(page)

  await choose(
    page,
    'stores.csv',
    [
      'Store name;Type;Parent;Location ID;E-mail;Opening hours',
      'Quay 2;;Lagoon;Q2;quay;9-17',
      'Quay 10;;Lagoone;Q10;;9-17',
      'Lagoon;Region;North Group;;;',
    ].join('\r\n'),
  )
  await page.getByText(words.faulty(2)).waitFor()
  await page.getByText(words.ignored('Opening hours')).waitFor()
  await expectAccessible(page)
  const email = page.getByRole('textbox', { name: words.cell(words.columns.contactEmail, 2) })
  await email.fill('quay@north.example')
  await page.getByRole('textbox', { name: words.cell(words.columns.parent, 3) }).fill('Lagoon')
  await page.getByText(words.edited(2)).waitFor()
  await page.getByRole('button', { name: words.checkAgain }).click()

  await page.getByText(words.willAdd(3)).waitFor()
  const row = page.getByRole('row').filter({ hasText: 'Quay 10' })
  await row.getByText('North Group › Lagoon').waitFor()
  await row.getByText('Q10').waitFor()
  expect(await namesBelow(stage, 'Lagoon')).toEqual([])
  await page.getByRole('button', { name: words.run(3) }).click()
  await page.getByText(words.added(3)).waitFor()
  expect(await namesBelow(stage, 'Lagoon')).toEqual(['Quay 10', 'Quay 2'])
  await expectAccessible(page)

  await page.getByRole('button', { name: words.undo }).click()
  await page.getByText(words.undone).waitFor()
  expect(await namesBelow(stage, 'North Group')).not.toContain('Lagoon')
})

test.for(['light', 'dark'] as const)(
  'the import of locations fits 320 pixels in %s colours, and is done with the keyboard alone (R24)',
  async (colorScheme, { stage, visit }) => {
    // As wide as a window of 1,280 pixels that is enlarged four times (WCAG 1.4.10).
    const page = await visit({ expected, colorScheme, viewport: { width: 320, height: 640 } })
    const fits = () =>
      expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.goto('/administration/locations/import')
    await signInWithPassword(page, 'max.manager')
    const choosing = page.getByRole('button', { name: words.choose, exact: true })
    await choosing.focus()
    await fits()
    await expectAccessible(page)
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choosing.press('Enter')])
    const name = `Jetty ${colorScheme}`
    const lines = ['name;parent;e-mail', `${name};Coast;jetty`, `Left out;Nowhere;`]
    await chooser.setFiles({ name: 'jetty.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })
    await page.getByText(words.faulty(2)).waitFor()
    await fits()
    await expectAccessible(page)
    await page.getByRole('textbox', { name: words.cell(words.columns.contactEmail, 2) }).focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('jetty@north.example')
    await page.getByRole('button', { name: words.leaveOutLine(3) }).press('Space')
    await page.getByRole('button', { name: words.checkAgain }).press('Enter')
    await page.getByText(words.willAdd(1)).waitFor()
    await fits()
    await page.getByRole('button', { name: words.run(1) }).press('Enter')
    await page.getByText(words.added(1)).waitFor()
    await fits()
    await expectAccessible(page)
    expect(await namesBelow(stage, 'Coast')).toContain(name)
    await page.getByRole('button', { name: words.undo }).press('Enter')
    await page.getByText(words.undone).waitFor()
  },
)

test('the downloaded workbook changes nothing as it is; with another parent it moves a store, after a confirmation', async ({
  stage,
  visit,
}) => {
  const page = await visit({ expected })
  await page.goto('/administration/locations/import')
  await signInWithPassword(page, 'max.manager')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: words.exportAll, exact: true }).click(),
  ])
  await page.locator('input[type=file]').setInputFiles(await download.path())
  await page.getByText(words.nothingDiffers).waitFor()
  await expect.poll(() => page.getByRole('button', { name: /^Import / }).count()).toBe(0)

  await page.getByRole('button', { name: words.chooseOther }).click()
  await choose(page, 'moves.csv', 'Location ID,Parent\nS2,North Group › Coast\n')
  await page.getByText(words.before('North Group › Coast › Bay Area')).waitFor()
  await page.getByRole('button', { name: words.run(1) }).click()
  const dialog = page.getByRole('dialog', { name: words.moveQuestion(1) })
  await dialog.getByText(messages.en.locations.consequences.locations(1)).waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: messages.en.locations.carryOut }).click()
  await page.getByText(words.changed(1)).waitFor()
  expect(await namesBelow(stage, 'Coast')).toContain('Station Square')
  await page.getByRole('button', { name: words.undo }).click()
  const back = page.getByRole('dialog', { name: words.undoQuestion(1) })
  await back.getByText(messages.en.locations.consequences.locations(1)).waitFor()
  await expectAccessible(page)
  await back.getByRole('button', { name: words.keepImport }).click()
  expect(await namesBelow(stage, 'Coast')).toContain('Station Square')
  await page.getByRole('button', { name: words.undo }).click()
  await back.getByRole('button', { name: messages.en.locations.carryOut }).click()
  await page.getByText(words.undone).waitFor()
  expect(await namesBelow(stage, 'Bay Area')).toContain('Station Square')
})

test('an undo that fails says why: what others have changed is named, and what is out of reach can be tried again (R32)', async ({
  stage,
  visit,
}) => {
  const page = await visit({ expected: /status of (412|503)|net::ERR_FAILED/ })
  await page.goto('/administration/locations/import')
  await signInWithPassword(page, 'max.manager')
  await choose(page, 'one.csv', 'Name,Type,Parent\nPier 9,Store,North Group › Coast\n')
  await page.getByRole('button', { name: words.run(1) }).click()
  await page.getByText(words.added(1)).waitFor()

  await page.route('**/locations/import/undo', (route) => route.abort())
  await page.getByRole('button', { name: words.undo }).click()
  await page.getByRole('alert').getByText(words.notUndone).waitFor()
  await page.unroute('**/locations/import/undo')

  const pier = () => stage.db.updateTable('location').where('name', '=', 'Pier 9')
  await pier().set({ country: 'Spain' }).execute()
  await page.getByRole('button', { name: words.undo }).click()
  await page.getByRole('alert').getByText(words.cannotUndo).waitFor()
  await page.getByText(words.changedSince('Pier 9')).waitFor()
  await expectAccessible(page)
  await pier().set({ country: null }).execute()
  await page.getByRole('button', { name: words.undo }).click()
  await page.getByText(words.undone).waitFor()
  expect(await namesBelow(stage, 'Coast')).not.toContain('Pier 9')
})
