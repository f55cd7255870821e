import { northTenantId } from '../emulator/sample.ts'
import { samplePassword } from '../scripts/sample-customers.ts'
import { expectHome, expectRefused, microsoftButton, openPopup, openSignIn } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'

test('the first sign-in asks for consent in the pop-up, makes the link and leads home (R7, R10)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await answerConsent(popup, 'Accept')

  await expectHome(page, vera.name)
  const text = await page.getByRole('main').innerText()
  for (const fact of ['North Group', vera.loginId, 'Microsoft', 'Viewer']) expect(text).toContain(fact)
  const link = await stage.db
    .selectFrom('microsoftLink')
    .selectAll()
    .where('userId', '=', vera.userId)
    .executeTakeFirst()
  expect(link).toMatchObject({ tenantId: northTenantId, loginId: vera.loginId, endedAt: null })
})

test('the second sign-in needs no consent and no click at Microsoft, and the pop-up closes by itself (R7)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const first = await openPopup(page)
  await pickAccount(first, vera.loginId)
  await answerConsent(first, 'Accept')
  await expectHome(page, vera.name)
  // The session is over without a sign-out, after which Microsoft would ask for the account. No page is open meanwhile:
  // one that notices it leaves for the sign-in page by itself.
  await page.goto('about:blank')
  await stage.db.deleteFrom('session').where('userId', '=', vera.userId).execute()
  await openSignIn(page)

  await microsoftButton(page).click()
  await expectHome(page, vera.name)
  await expect.poll(() => page.context().pages().length).toBe(1)
})

test('who declines the consent is told so, and how to go on (R18)', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await answerConsent(popup, 'Cancel')
  await expectRefused(page, 'consent_declined')

  // Microsoft remembers who it is, so that "Try again" leads straight to the question.
  const [again] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Try again' }).click(),
  ])
  await answerConsent(again, 'Accept')
  await expectHome(page, vera.name)
})

test('who took the wrong Microsoft account is shown which, and may use another (R18)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, 'ines.typo@north.example')
  await answerConsent(popup, 'Accept')
  await expectRefused(page, 'unknown_user')
  await page.getByText('You signed in to Microsoft as ines.typo@north.example.').waitFor()

  const [another] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Use another Microsoft account' }).click(),
  ])
  await pickAccount(another, vera.loginId)
  await answerConsent(another, 'Accept')
  await expectHome(page, vera.name)
})

test('who is somebody at two customers chooses, after Microsoft has answered (R11)', async ({ visit }) => {
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, 'max.manager@north.example')
  await popup.getByRole('heading', { name: 'Where do you want to sign in?' }).waitFor()
  expect(await popup.getByRole('button').allInnerTexts()).toEqual(['Harbour Outlet', 'North Group'])
  await popup.getByRole('button', { name: 'Harbour Outlet' }).click()

  await expectHome(page, 'Max Manager')
  const text = await page.getByRole('main').innerText()
  expect(text).toContain('Harbour Outlet')
  expect(text).not.toContain('North Group')
})

test('a guest comes in through the chain’s own address, which stays with them when they try again (R12)', async ({
  stage,
  visit,
}) => {
  const page = await visit()
  await openSignIn(page, `/sign-in?chain=${stage.northId}`)
  const popup = await openPopup(page)
  await pickAccount(popup, 'gus@partner.example')
  await answerConsent(popup, 'Cancel')
  await expectRefused(page, 'consent_declined')

  const again = await openPopup(page)
  await answerConsent(again, 'Accept')
  await expectHome(page, 'Gus Guest')
})

test('a manager signs in with username and password, and hears when they are wrong (R14)', async ({
  visit,
}) => {
  const page = await visit()
  await openSignIn(page)
  const signInWith = async (password: string) => {
    await page.getByLabel('Username').fill('max.manager')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await signInWith('Not-The-One-1')
  await expectRefused(page, 'wrong_password')
  await signInWith(samplePassword)
  await expectHome(page, 'Max Manager')
  await expect.poll(() => page.getByRole('main').innerText()).toContain('Username and password')
})

test.for([
  ['/?view=stores', '/?view=stores'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example/', '/'],
])(
  'with return_to=%s a sign-in leads to %s of our own origin',
  async ([returnTo = '', path], { stage, visit }) => {
    const page = await visit()
    await openSignIn(page, `/sign-in?return_to=${encodeURIComponent(returnTo)}`)
    await pickAccount(await openPopup(page), 'ada.linked@north.example')
    await expectHome(page, 'Ada Lind')
    expect(page.url()).toBe(stage.url + path)
  },
)

test('a language chosen on the sign-in page is kept, with everything else in its address (R24)', async ({
  visit,
}) => {
  const page = await visit()
  await openSignIn(page, '/?view=stores')
  await page.getByRole('link', { name: 'Français' }).click()
  await microsoftButton(page, 'fr').waitFor()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('fr')
  expect(new URL(page.url()).searchParams.get('return_to')).toBe('/?view=stores')

  const popup = await openPopup(page, 'fr')
  await atMicrosoft(popup, 'pick')
  await popup.getByRole('button', { name: 'Cancel' }).click()
  await expectRefused(page, 'consent_declined', 'fr')
  await page.getByRole('link', { name: 'Español' }).click()
  await expectRefused(page, 'consent_declined', 'es')
})

test('everything can be done with the keyboard (R7)', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  await tabTo(page, 'Sign in with Microsoft')
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Enter')])
  await atMicrosoft(popup, 'pick')
  await tabTo(popup, vera.loginId)
  await popup.keyboard.press('Enter')
  await atMicrosoft(popup, 'consent')
  await tabTo(popup, 'Accept')
  await popup.keyboard.press('Enter')

  await expectHome(page, vera.name)
  await page.keyboard.press('Tab')
  expect(await focusedText(page)).toBe('Skip to content')
  await tabTo(page, 'Sign out')
  await page.keyboard.press('Enter')
  await page.getByText('You are signed out.').waitFor()
})

type Keyboarded = Parameters<typeof openSignIn>[0]

/** Presses Tab until the thing with this text has the focus. */
async function tabTo(page: Keyboarded, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await focusedText(page)).includes(text)) return
  }
  throw new Error(`The Tab key never reaches ${text}`)
}

function focusedText(page: Keyboarded): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}
