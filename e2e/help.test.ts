import { languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome, openPopup, openSignIn } from './front-page.ts'
import { expect, test } from './journey.ts'
import { pickAccount } from './microsoft.ts'

const every = languageCodes
const correlation = '7b000000-0000-4000-8000-000000000002'
const pasted = `Sorry, but we're having trouble signing you in.
AADSTS50105: Your administrator has configured the application TMAS to block users …
Correlation Id: ${correlation}
Timestamp: 2026-08-13T21:24:29Z`

test.for(every)(
  'without JavaScript, a stranger searches the help in %s, reads an article, and has an error explained (R24)',
  async (language, { visit }) => {
    const page = await visit({ javaScriptEnabled: false })
    const { help } = messages[language]
    await page.goto(`/sign-in?lang=${language}`)
    await page.getByRole('link', { name: help.toHelp, exact: true }).click()
    await page.getByRole('searchbox').fill('AADSTS50105')
    await page.getByRole('button', { name: help.submit }).click()
    await page.getByRole('link', { name: /^AADSTS50105/ }).click()
    await page.getByRole('textbox').fill(pasted)
    await page.getByRole('button', { name: help.microsoftError.submit }).click()
    await page.getByText(correlation).waitFor()
    expect(page.url()).toMatch(/\/help\/microsoft-error$/)
    await page.getByRole('link', { name: help.explainMore }).click()
    await page.waitForURL(/\/help\/cannot-sign-in#not-assigned$/)
  },
)

test('what IT needs is copied with a click, and the explanation is accessible', async ({ visit }) => {
  const page = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto('/help/microsoft-error')
  await page.getByRole('textbox').fill(pasted)
  await page.getByRole('button', { name: 'Explain' }).click()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('AADSTS50105')
  expect(copied).toContain(correlation)
  await expectAccessible(page)
})

test.for(every)('the help in %s fits a phone, without scrolling sideways', async (language, { visit }) => {
  const page = await visit({ isMobile: true, hasTouch: true, viewport: { width: 320, height: 640 } })
  const slugs = ['', '/cannot-sign-in', '/create-users', '/for-it', '/microsoft-error']
  for (const slug of slugs) {
    await page.goto(`/help${slug}?lang=${language}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect([slug, width]).toEqual([slug, 320])
  }
})

test('the help is in the menu of the console', async ({ visit }) => {
  const page = await visit()
  await openSignIn(page)
  await pickAccount(await openPopup(page), 'ada.linked@north.example')
  await expectHome(page, 'Ada Lind')
  await page.getByRole('navigation').getByRole('link', { name: 'Help' }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
})
