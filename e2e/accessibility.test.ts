import { languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { refusalCodes, refusals } from '#shared/refusals.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome, microsoftButton, openPopup, openSignIn } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'

const told = refusalCodes.filter((code) => messages.en.refusalWords[code].person)
const schemes = ['light', 'dark'] as const

test('every refusal that a person may be told has its words', () => {
  expect(told.toSorted()).toEqual(
    [...new Set(Object.values(refusals).map((refusal) => refusal.told))].toSorted(),
  )
})

test.for(schemes)(
  'the sign-in page in %s colours is accessible in every language (R24)',
  async (colorScheme, { visit }) => {
    const page = await visit({ colorScheme })
    for (const language of languageCodes) {
      await page.goto(`/sign-in?lang=${language}`)
      await microsoftButton(page, language).waitFor()
      await expectAccessible(page)
    }
    await page.goto('/sign-in?signed_out&lang=en')
    await page.getByText('You are signed out.').waitFor()
    await expectAccessible(page)
  },
)

test('the sign-in page is accessible whatever refusal it tells (R18)', async ({ visit }) => {
  const page = await visit()
  for (const code of told) {
    await page.goto(`/sign-in?refused=${code}&reference=H3K7Q2MX`)
    await page.locator(`[data-refused="${code}"]`).waitFor()
    await expectAccessible(page)
  }
})

test('a refusal in dark colours is accessible (R18)', async ({ visit }) => {
  const page = await visit({ colorScheme: 'dark' })
  await page.goto('/sign-in?refused=unknown_user&reference=H3K7Q2MX')
  await page.getByRole('alert').waitFor()
  await expectAccessible(page)
})

test.for(schemes)(
  'waiting for the pop-up, in %s colours, is accessible (R7)',
  async (colorScheme, { visit }) => {
    const page = await visit({ colorScheme })
    await openSignIn(page)
    await atMicrosoft(await openPopup(page), 'pick')
    await page.getByRole('button', { name: 'Continue in this window' }).waitFor()
    await expectAccessible(page)
  },
)

test.for(schemes)(
  'the choice among customers, in %s colours, is accessible (R11)',
  async (colorScheme, { visit }) => {
    const page = await visit({ colorScheme })
    await page.goto('/sign-in/microsoft')
    await pickAccount(page, 'max.manager@north.example')
    await page.getByRole('heading', { name: 'Where do you want to sign in?' }).waitFor()
    await expectAccessible(page)
  },
)

test.for([
  ['Accept', 'You are signed in'],
  ['Cancel', 'You are not signed in'],
] as const)('the pop-up’s last page after %s is accessible', async ([answer, title], { stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await atMicrosoft(popup, 'consent')
  await page.close()
  await answerConsent(popup, answer)
  await popup.getByRole('heading', { name: title }).waitFor()
  await expectAccessible(popup)
})

test.for(schemes)(
  'the page for an address that leads nowhere, in %s colours, is accessible',
  async (colorScheme, { visit }) => {
    const page = await visit({ colorScheme, expected: /status of 404/ })
    const response = await page.goto('/nowhere')
    expect(response?.status()).toBe(404)
    await page.getByRole('heading', { name: 'This page does not exist' }).waitFor()
    await expectAccessible(page)
  },
)

test.for(schemes)('the home page in %s colours is accessible', async (colorScheme, { visit }) => {
  const page = await visit({ colorScheme })
  await openSignIn(page)
  await pickAccount(await openPopup(page), 'ada.linked@north.example')
  await expectHome(page, 'Ada Lind')
  await expectAccessible(page)
})

const helpAddresses = ['/help', '/help?q=tenant', '/help/cannot-sign-in', '/help/microsoft-error']

test.for(helpAddresses.flatMap((address) => schemes.map((colorScheme) => [address, colorScheme] as const)))(
  '%s in %s colours is accessible in every language (R24)',
  async ([address, colorScheme], { visit }) => {
    const page = await visit({ colorScheme })
    for (const language of languageCodes) {
      await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
    }
  },
)
