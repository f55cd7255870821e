import type { Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome, expectRefused, openPopup, openSignIn, signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'

/** In each, three people sit down at a browser of their own, one after the other. */
const timeout = 180_000

type Visit = () => Promise<Page>

test('a manager sees whose account it was, corrects the address, and the person gets in (R19)', {
  timeout,
}, async ({ visit }) => {
  await expectNoWayIn(visit, 'carl.mail@north.example', 'unknown_user')
  const page = await manage(visit, '/administration/users')
  await page.getByRole('button', { name: 'Review' }).click()
  await page.getByText('The account’s mailbox has the address of this user').waitFor()
  await expectAccessible(page)
  await page
    .getByRole('button', { name: 'Correct the address of Carl Mail to carl.mail@north.example' })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(messages.en.correctAddress.warning).waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Correct the address' }).click()
  await dialog.getByText('The address of Carl Mail was corrected.').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Review' }).waitFor({ state: 'detached' })
  await expectWayIn(visit, 'carl.mail@north.example', 'Carl Mail')
})

test('an account that was made anew: the explanation says so, the link is removed, and the person gets in (R10)', {
  timeout,
}, async ({ visit }) => {
  await expectNoWayIn(visit, 'rex.recreated@north.example', 'linked_to_other_account')
  const page = await manage(visit, '/administration/users')
  await findOut(page, 'rex.recreated@north.example')
  await page.getByText(messages.en.explainPerson.reasons.linked_elsewhere.cause, { exact: true }).waitFor()
  await page.getByText('Every rule, in order').click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Remove the link' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the link' }).click()
  await page.getByText('Done. This is the situation now.').waitFor()
  await page.getByText(messages.en.explainPerson.clear.settled.cause, { exact: true }).waitFor()
  await expectWayIn(visit, 'rex.recreated@north.example', 'Rex Recreated')
})

test('who is switched off is switched on where it is explained, and gets in (R12)', { timeout }, async ({
  visit,
}) => {
  await expectNoWayIn(visit, 'sue.disabled@north.example', 'account_disabled')
  const page = await manage(visit, '/administration/users')
  await findOut(page, 'sue.disabled@north.example')
  await page.getByText(messages.en.explainPerson.reasons.disabled.cause, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Enable the user' }).click()
  await page.getByText('Done. This is the situation now.').waitFor()
  // The form above knows of it, and would not switch the user off again.
  expect(await page.getByLabel('Enabled').isChecked()).toBe(true)
  await expectWayIn(visit, 'sue.disabled@north.example', 'Sue Disabled')
})

test('an account of another organisation is explained, and the person is mailed how to come in (R12)', {
  timeout,
}, async ({ stage, visit }) => {
  await expectNoWayIn(visit, 'emil.other@south.example', 'unknown_user')
  const page = await manage(visit, '/administration/users')
  await findOut(page, 'emil.other@south.example')
  await page.getByText(messages.en.explainPerson.reasons.foreign_account.cause, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'E-mail sign-in instructions' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByLabel('Message').inputValue()).toContain(`/sign-in?chain=${stage.northId}`)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByText('An e-mail to emil.other@south.example is on its way.').waitFor()
})

test('somebody who is no user is explained by their address, and added with it (R1)', { timeout }, async ({
  visit,
}) => {
  const page = await manage(visit, '/administration/users')
  await findOut(page, 'nonsense')
  await page.getByText('This is neither an address nor a reference.').waitFor()
  await findOut(page, 'ines.typo@north.example')
  await page.getByText('No user has this address.').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Add the user' }).click()
  const email = page.getByRole('textbox', { name: 'E-mail' })
  await email.waitFor()
  expect(await email.inputValue()).toBe('ines.typo@north.example')
})

async function manage(visit: Visit, address: string): Promise<Page> {
  const page = await visit()
  await page.goto(address)
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('heading', { level: 1, name: 'Manage User Accounts' }).waitFor()
  return page
}

async function findOut(page: Page, text: string) {
  await page.getByLabel('Why can’t someone sign in?').fill(text)
  await page.getByRole('button', { name: 'Find out why' }).click()
}

async function expectNoWayIn(
  visit: Visit,
  loginId: string,
  told: 'unknown_user' | 'linked_to_other_account' | 'account_disabled',
) {
  const page = await leaveFor(visit, loginId)
  await expectRefused(page, told)
}

async function expectWayIn(visit: Visit, loginId: string, name: string) {
  const page = await leaveFor(visit, loginId)
  await expectHome(page, name)
}

/** Presses the button, picks the account, and accepts where Microsoft asks for it. */
async function leaveFor(visit: Visit, loginId: string): Promise<Page> {
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, loginId)
  const asked = popup.locator('body[data-page="consent"]')
  const closed = popup.waitForEvent('close')
  await Promise.race([asked.waitFor().catch(() => {}), closed])
  if (!popup.isClosed() && (await asked.count().catch(() => 0)) > 0) await answerConsent(popup, 'Accept')
  return page
}
