import type { Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'
import { tmasClientId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import {
  countSessions,
  expectHome,
  expectRefused,
  microsoftButton,
  openPopup,
  openSignIn,
} from './front-page.ts'
import { expect, wholeBrowserTest as test } from './journey.ts'
import { atMicrosoft, pickAccount } from './microsoft.ts'
import type { Stage, StagePerson } from './stage.ts'

/** What the page was still asking when the person signed out is refused, which Chromium writes to its console. */
const onTheWay = /status of 401/

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

test('the sign-in page leads home who is signed in already', async ({ stage, visit }) => {
  const { vera, page } = await signedInInThePage(stage, await visit())
  await page.goto('/sign-in')
  await expectHome(page, vera.name)
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

/** Signs somebody new in without a pop-up, so that every step is in the history of one window. */
async function signedInInThePage(
  stage: Stage,
  page: Page,
): Promise<{ vera: StagePerson; page: Page; callback: string }> {
  const vera = await consentedPerson(stage)
  const callbacks: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/sign-in/microsoft/callback') callbacks.push(request.url())
  })
  await openSignIn(page)
  await page.goto('/sign-in/microsoft')
  await pickAccount(page, vera.loginId)
  await expectHome(page, vera.name)
  return { vera, page, callback: callbacks[0] ?? '' }
}

/** Somebody whom Microsoft asks for nothing but the account. */
async function consentedPerson({ newPerson, emulator }: Stage): Promise<StagePerson> {
  const vera = await newPerson()
  const account = emulator.directory.people.find(({ loginId }) => loginId === vera.loginId)
  if (account) {
    const { tenantId, oid } = account
    emulator.directory.consents.push({ tenantId, oid, clientId: tmasClientId, at: new Date() })
  }
  return vera
}
