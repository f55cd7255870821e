import type { Page, Response } from 'playwright'
import { languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectHome, microsoftButton, openPopup, openSignIn } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'

const every = languageCodes

test.for(every)(
  'the sign-in page with its style and script weighs less than 20 kB in %s, and comes from TMAS alone (R24)',
  async (language, { stage, visit }) => {
    const page = await visit()
    const responses = await loadedBy(page, async () => {
      await page.goto(`/sign-in?refused=unknown_user&reference=H3K7Q2MX&lang=${language}`)
      await microsoftButton(page, language).waitFor()
    })
    const names = responses.map(({ url }) => url.pathname.replace(/\.[\w-]{10}\./, '.'))
    expect(names.toSorted()).toEqual(['/assets/page.css', '/assets/sign-in.js', '/sign-in'])
    expect(responses.map(({ url }) => url.origin)).toEqual(Array(3).fill(stage.url))
    const bytes = responses.reduce((sum, { body }) => sum + body.length, 0)
    expect(bytes).toBeLessThan(20_000)
  },
)

test.for(every)(
  'an address that leads nowhere says so in %s, and leads back (R24)',
  async (language, { visit }) => {
    const page = await visit({ expected: /status of 404/ })
    const { notFoundTitle, backToSignIn } = messages[language].problem
    await page.goto(`/nowhere?lang=${language}`)
    await page.getByRole('heading', { name: notFoundTitle }).waitFor()
    await page.getByRole('link', { name: backToSignIn }).click()
    await microsoftButton(page, language).waitFor()
  },
)

test.for(every)(
  'the sign-in page in %s fits a phone, without scrolling sideways',
  async (language, { visit }) => {
    const page = await visit({ isMobile: true, hasTouch: true, viewport: { width: 320, height: 640 } })
    await page.goto(`/sign-in?refused=operator_configuration&reference=H3K7Q2MX&lang=${language}`)
    await microsoftButton(page, language).waitFor()
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(320)
  },
)

test('a code or a reference that is none of ours is shown as nothing (R18)', async ({ visit }) => {
  const page = await visit()
  await page.goto('/sign-in?refused=constructor&reference=H3K7Q2MX')
  await microsoftButton(page).waitFor()
  await expect.poll(() => page.getByRole('alert').count()).toBe(0)
  await page.goto('/sign-in?refused=expired&reference=call-0900-now')
  await page.getByRole('alert').waitFor()
  await expect.poll(() => page.getByRole('main').innerText()).not.toContain('0900')
})

test('the console loads the sentences of the reader’s language alone, and of another when they choose it (R24)', async ({
  stage,
  visit,
}) => {
  const page = await visit()
  const asked = languagesLoadedBy(page)
  const someone = await stage.newPerson()
  await openSignIn(page)
  const popup = await openPopup(page)
  await atMicrosoft(popup, 'pick')
  await pickAccount(popup, someone.loginId)
  await answerConsent(popup, 'Accept')
  await expectHome(page, someone.name)
  expect([...asked]).toEqual(['en'])
  await page.goto('/account')
  await page.getByRole('combobox', { name: messages.en.account.language }).selectOption('fr')
  await page.getByRole('heading', { name: messages.fr.account.language }).waitFor()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('fr')
  expect([...asked]).toEqual(['en', 'fr'])
})

/** The languages of the console whose sentences a page asks for from now on. */
function languagesLoadedBy(page: Page): Set<string> {
  const asked = new Set<string>()
  page.on('request', (request) => {
    const [, language] = /\/console\/assets\/(?:first\.)?(en|fr|es)-[^/]+\.js$/.exec(request.url()) ?? []
    if (language) asked.add(language)
  })
  return asked
}

/** Everything that is loaded meanwhile. */
async function loadedBy(page: Page, act: () => Promise<void>): Promise<{ url: URL; body: Buffer }[]> {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  await act()
  await page.waitForLoadState('load')
  return Promise.all(
    responses.map(async (response) => ({ url: new URL(response.url()), body: await response.body() })),
  )
}
