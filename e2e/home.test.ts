import { languageCodes } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { firstHome, limits, sumOf } from './first-load.ts'
import { expectRefused, leaveFor, signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'

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
    const addresses = received.map(({ address }) => address)
    expect(addresses).toContain('/api/v1/home')
    expect(addresses.filter((address) => address.includes('/overview/connection'))).toEqual([])
  },
)

test('a manager reads on which days the connection to Microsoft failed, and a day leads to those sign-ins (R19)', async ({
  visit,
  stage,
}) => {
  const { loginId } = await stage.newPerson()
  const person = await visit()
  await leaveFor(person, `/sign-in/microsoft?chain=${stage.northId}`)
  await pickAccount(person, loginId)
  stage.emulator.control.faults = { token: { drop: true } }
  await answerConsent(person, 'Accept')
  await expectRefused(person, 'microsoft_unreachable')
  stage.emulator.control.reset()

  const page = await visit()
  await page.goto('/')
  await signInWithPassword(page, 'max.manager')
  const people = page.getByRole('region', { name: 'Your users and Microsoft' })
  await people.waitFor()
  const health = page.getByRole('region', { name: 'Connection to Microsoft in the last 30 days' })
  const failed = health.getByRole('img', { name: 'failed because of the connection' })
  // As a person scrolls: on, while what is further up still comes in and pushes the rest down.
  const scroll = async () => {
    await page.mouse.wheel(0, 5000)
    return failed.isVisible()
  }
  await expect.poll(scroll).toBe(true)
  await expectAccessible(page)
  const day = health.getByRole('listitem').filter({ hasText: 'Microsoft did not answer (1)' })
  await day.getByRole('link').click()
  await page.waitForURL((url) => url.searchParams.get('cause') === 'connection')
  await page.getByRole('search').getByText('Failures of the connection').waitFor()
  await page.getByRole('table').getByText('Microsoft did not answer').waitFor()
})

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
