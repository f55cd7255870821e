import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import {
  countSessions,
  expectHome,
  expectRefused,
  microsoftButton,
  openPopup,
  openSignIn,
} from './front-page.ts'
import { expect, test } from './journey.ts'
import { atMicrosoft, pickAccount } from './microsoft.ts'
import { consentedPerson, onTheWay, signedInInThePage } from './without-pop-up.ts'

test('two tabs that sign in at once both arrive, and the browser has one session (R8)', async ({
  stage,
  visit,
}) => {
  const vera = await consentedPerson(stage)
  const one = await visit()
  const two = await one.context().newPage()
  await openSignIn(one)
  await openSignIn(two)
  const popups = [await openPopup(one), await openPopup(two)] as const
  for (const popup of popups) await atMicrosoft(popup, 'pick')
  await pickAccount(popups[0], vera.loginId)
  await expectHome(one, vera.name)
  await pickAccount(popups[1], vera.loginId)
  await expectHome(two, vera.name)
  expect(await countSessions(stage.db, vera.userId)).toBe(1)
})

test('the sign-in page leads home who is signed in already', async ({ stage, visit }) => {
  const { vera, page } = await signedInInThePage(stage, await visit())
  await page.goto('/sign-in')
  await expectHome(page, vera.name)
})

test('who signs out in one tab is sent to sign in by the other (R28)', async ({ stage, visit }) => {
  const { vera, page } = await signedInInThePage(stage, await visit({ expected: onTheWay }))
  const other = await page.context().newPage()
  await other.goto('/')
  await other.getByRole('button', { name: 'Sign out' }).click()
  await other.getByText('You are signed out.').waitFor()
  await page.reload()
  await microsoftButton(page).waitFor()
  expect(await page.content()).not.toContain(vera.name)
})

test('after the sign-out Microsoft asks which account; after the sign-out of Microsoft too, it knows none (R7)', async ({
  stage,
  visit,
}) => {
  const { vera, page } = await signedInInThePage(stage, await visit({ expected: onTheWay }))
  const account = page.getByRole('button', { name: vera.loginId })
  const { signIn, home } = messages.en
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: signIn.signOutOfMicrosoft }).waitFor()
  await page.goto('/sign-in/microsoft')
  await atMicrosoft(page, 'pick')
  await expect.poll(() => account.locator('..').innerText()).toContain('Signed in.')
  await account.click()
  await expectHome(page, vera.name)

  await page.getByRole('button', { name: home.accountMenu }).click()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: signIn.signOutOfMicrosoft }).click()
  await page.getByRole('heading', { name: 'You signed out of your account' }).waitFor()
  expect(await countSessions(stage.db, vera.userId)).toBe(0)
  await microsoftButton(page).waitFor()
  await page.goto('/sign-in/microsoft')
  await atMicrosoft(page, 'pick')
  await expect.poll(() => account.locator('..').innerText()).not.toContain('Signed in.')
})

test('refreshing after the callback, or opening its address again, makes no second session (R8)', async ({
  stage,
  visit,
}) => {
  const { vera, page, callback } = await signedInInThePage(stage, await visit({ expected: onTheWay }))
  await page.reload()
  await expectHome(page, vera.name)
  await page.goto(callback)
  await expectHome(page, vera.name)
  expect(await countSessions(stage.db, vera.userId)).toBe(1)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are signed out.').waitFor()
  await page.goto(callback)
  await expectRefused(page, 'replayed')
  expect(await countSessions(stage.db, vera.userId)).toBe(0)
})

test('the callback’s address opens nothing in another browser (R8)', async ({ stage, visit }) => {
  const { vera, callback } = await signedInInThePage(stage, await visit())
  const thief = await visit()
  await thief.goto(callback)
  await expectRefused(thief, 'invalid_response')
  expect(await countSessions(stage.db, vera.userId)).toBe(1)
})
