/** What the headless shell does not do: it blocks no pop-ups, and Back loads a page that a whole browser has kept. */
import { messages } from '#shared/messages/messages.ts'
import { countSessions, expectHome, microsoftButton, openSignIn } from './front-page.ts'
import { expect, wholeBrowserTest as test } from './journey.ts'
import { answerConsent, atMicrosoft, goBackToTmas, pickAccount } from './microsoft.ts'
import { onTheWay, signedInInThePage } from './without-pop-up.ts'

test('where the browser blocks the pop-up, the sign-in goes on in the page (R7)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit({ own: true })
  await openSignIn(page)
  // Without a person's click Chromium's own blocker steps in.
  await page.addInitScript(() => {
    addEventListener('load', () => document.querySelector<HTMLElement>('[data-microsoft]')?.click())
  })
  await page.reload()
  await pickAccount(page, vera.loginId)
  await answerConsent(page, 'Accept')
  await expectHome(page, vera.name)
  expect(page.context().pages()).toHaveLength(1)
})

test('back at Microsoft’s page after the sign-in, the same answer again makes no second session (R8)', async ({
  stage,
  visit,
}) => {
  const { vera, page } = await signedInInThePage(stage, await visit())
  // The browser may show the page as it kept it, without loading it again.
  await page.goBack({ waitUntil: 'commit' })
  await pickAccount(page, vera.loginId)
  await expectHome(page, vera.name)
  expect(await countSessions(stage.db, vera.userId)).toBe(1)
})

test('the back button leads from home to no sign-in page, because the person is signed in', async ({
  stage,
  visit,
}) => {
  const { vera, page } = await signedInInThePage(stage, await visit())
  await page.goBack({ waitUntil: 'commit' })
  await atMicrosoft(page, 'pick')
  await page.goBack({ waitUntil: 'commit' })
  await expectHome(page, vera.name)
  expect(await countSessions(stage.db, vera.userId)).toBe(1)
})

test('after the sign-out the back button shows nothing private (R28)', async ({ stage, visit }) => {
  const { vera, page } = await signedInInThePage(stage, await visit({ expected: onTheWay }))
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  expect(await countSessions(stage.db, vera.userId)).toBe(0)
  await page.goBack()
  await microsoftButton(page).waitFor()
  expect(await page.content()).not.toContain(vera.name)
})

test('back from a page of Microsoft’s that leads nowhere, the page that the phone has kept asks what stood there (R17)', async ({
  visit,
}) => {
  const page = await visit({ isMobile: true, hasTouch: true, viewport: { width: 390, height: 844 } })
  await openSignIn(page)
  await microsoftButton(page).tap()
  await pickAccount(page, 'paul.policy@north.example')
  await atMicrosoft(page, 'trouble')
  await goBackToTmas(page)
  await page.getByRole('region', { name: messages.en.returned.title }).waitFor()
})
