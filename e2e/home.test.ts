import { languageCodes } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { firstHome, limits, sumOf } from './first-load.ts'
import { signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'

test('a manager’s home page counts sign-ins and people, and each number leads to that list (R19, R31)', async ({
  visit,
}) => {
  const page = await visit()
  await page.goto('/')
  await signInWithPassword(page, 'max.manager')
  const chart = page.getByRole('region', { name: 'Sign-ins of the last 30 days' })
  await chart.getByRole('img', { name: /succeeded/ }).waitFor()
  const people = page.getByRole('region', { name: 'Your users and Microsoft' })
  const neverTried = people.getByRole('link', { name: 'Never tried' })
  const [count = ''] = /\d+/.exec(await neverTried.innerText()) ?? []
  await expectAccessible(page)
  await chart.getByText('Show as a table').click()
  await chart.getByRole('table').getByRole('link').first().waitFor()
  await expectAccessible(page)
  await neverTried.click()
  await page.waitForURL((url) => url.searchParams.get('unlinked') === 'never_tried')
  await page.getByText(`${count} users`, { exact: true }).waitFor()
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto('/')
  await chart.waitFor()
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test.for(languageCodes)(
  'the home page comes with at most 130 kB and 12 requests in %s, from an empty cache',
  async (language, { stage, visit }) => {
    const received = await firstHome(stage, await visit({ locale: language }), language)
    // The browser's own request for the icon is not among them.
    expect(received.length).toBeLessThanOrEqual(limits.requests - 1)
    expect(sumOf(received, 'body')).toBeLessThanOrEqual(limits.bytes)
    expect(received.map(({ address }) => address)).toContain('/api/v1/home')
  },
)

test('Ctrl K finds a person, a page and a reference by the keyboard alone', async ({ visit, stage }) => {
  const page = await visit()
  await page.goto('/')
  await signInWithPassword(page, 'max.manager')
  // The sign-in page has a heading, too.
  await page.getByRole('button', { name: 'Find' }).waitFor()
  const dialog = page.getByRole('dialog', { name: 'Find or go to' })
  const field = dialog.getByRole('combobox', { name: 'Find or go to' })
  async function find(text: string) {
    await page.keyboard.press('Control+k')
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.type(text)
  }
  const { id } = await stage.db
    .selectFrom('userAccount')
    .select('id')
    .where('username', '=', 'bea.first')
    .executeTakeFirstOrThrow()
  await find('bea')
  await dialog.getByRole('option', { name: /Bea First/ }).waitFor()
  await dialog.getByRole('status').getByText('Enter opens Bea First.').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === `/administration/users/${id}`)
  await find('audit')
  await dialog.getByRole('status').getByText('Enter opens Audit log.').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/administration/audit')
  await find('23456789')
  await dialog.getByRole('option', { name: 'Open the sign-in 23456789' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => dialog.count()).toBe(0)
})
