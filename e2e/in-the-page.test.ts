import { countSessions, expectHome, expectRefused, microsoftButton, openSignIn } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'

test('without JavaScript the button is a plain link that works (R7)', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit({ javaScriptEnabled: false })
  await openSignIn(page)
  await expect.poll(() => page.getByText('Waiting for the Microsoft window…').count()).toBe(0)
  await microsoftButton(page).click()
  await pickAccount(page, vera.loginId)
  await answerConsent(page, 'Accept')
  await page.waitForURL(`${stage.url}/`)
  expect(await countSessions(stage.db, vera.userId)).toBe(1)
})

test('without JavaScript a refusal is told, and another account can be tried (R7, R18)', async ({
  visit,
}) => {
  const page = await visit({ javaScriptEnabled: false })
  await openSignIn(page)
  await microsoftButton(page).click()
  await pickAccount(page, 'ines.typo@north.example')
  await answerConsent(page, 'Accept')
  await expectRefused(page, 'unknown_user')
  await page.getByRole('link', { name: 'Use another Microsoft account' }).click()
  await pickAccount(page, 'max.manager@north.example')
  await page.getByRole('button', { name: 'North Group' }).click()
  await page.waitForURL(({ pathname }) => pathname === '/')
})

test('on a phone the sign-in goes on in the page, without a pop-up (R7)', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit({ isMobile: true, hasTouch: true, viewport: { width: 360, height: 740 } })
  await openSignIn(page)
  await microsoftButton(page).tap()
  await pickAccount(page, vera.loginId)
  await answerConsent(page, 'Accept')
  await expectHome(page, vera.name)
  expect(page.context().pages()).toHaveLength(1)
})
