import type { Page } from 'playwright'
import { mailsTo, newestLinkTo } from '#server/testing/mailbox.ts'
import { addUser } from '#server/users/users.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome } from './front-page.ts'
import { expect, test } from './journey.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const { passwordDoor, signIn, account, audit } = messages.en

test.for([true, false])(
  'who has forgotten the password gets a link by mail, sets a new one and signs in (R26); JavaScript: %s',
  async (javaScriptEnabled, { stage, visit }) => {
    const { username, email } = await newPerson(stage)
    const page = await visit({ javaScriptEnabled })
    await page.goto('/sign-in')
    await page.getByRole('link', { name: passwordDoor.forgot }).click()
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel(passwordDoor.name).fill(username)
    await page.getByRole('button', { name: passwordDoor.sendLink }).click()
    await page.getByText(passwordDoor.asked).waitFor()

    await expect.poll(() => mailsTo(stage, email), { timeout: 10_000 }).toHaveLength(1)
    await page.goto(await newestLinkTo(stage, email))
    await page.getByLabel(passwordDoor.newPassword, { exact: true }).fill(password)
    if (javaScriptEnabled) {
      await page.getByText(`${passwordDoor.rules.no_special} ${passwordDoor.kept}`).waitFor()
      await expectAccessible(page)
    }
    await page.getByLabel(passwordDoor.repeat).fill(password)
    await page.getByRole('button', { name: passwordDoor.save }).click()
    await page.getByText(passwordDoor.isSet).waitFor()

    await page.getByLabel(signIn.username).fill(username)
    await page.getByLabel(signIn.password, { exact: true }).fill(password)
    await page.getByRole('button', { name: signIn.submit, exact: true }).click()
    await page.waitForURL('/')
    if (javaScriptEnabled) await expectHome(page, 'Petra Password')
  },
)

test('the account settings: another language, another device signed out, another password (R24, R26, R28)', async ({
  stage,
  visit,
}) => {
  const person = await newPerson(stage)
  const [laptop, phone] = [await visit(), await visit({ viewport: { width: 360, height: 740 } })]
  await setFirstPassword(stage, laptop, person)
  for (const page of [laptop, phone]) await signInAs(page, person.username, password)

  await phone.goto('/account')
  await phone.getByRole('heading', { level: 1, name: account.title }).waitFor()
  await expectAccessible(phone)
  await expect
    .poll(() => phone.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0)
  await phone.getByRole('button', { name: account.signOutOthers }).click()
  await phone.getByRole('button', { name: account.signOutOthers }).waitFor({ state: 'detached' })
  await laptop.goto('/account')
  await laptop.waitForURL(
    (url) => url.pathname === '/sign-in' && url.searchParams.get('return_to') === '/account',
  )

  await phone.getByLabel(account.currentPassword).fill(password)
  await phone.getByLabel(account.newPassword).fill('Quiet-8-orchards')
  await phone.getByRole('button', { name: account.changePassword }).click()
  await phone.getByText(account.passwordChanged).waitFor()

  await phone.getByRole('combobox', { name: account.language }).selectOption('fr')
  await phone.getByRole('heading', { level: 1, name: messages.fr.account.title }).waitFor()
})

test('a manager reads in the audit log what was done, narrows it down and takes it away as a file (R23)', async ({
  stage,
  visit,
}) => {
  const person = await newPerson(stage, 'user_manager')
  const page = await visit()
  await setFirstPassword(stage, page, person)
  await signInAs(page, person.username, password)
  await page.goto('/administration/audit')
  await page.getByRole('table', { name: audit.title }).waitFor()
  await page.getByRole('button', { name: messages.en.filterLine.add }).click()
  await page.getByRole('menuitem', { name: audit.action, exact: true }).click()
  await page.getByRole('menuitem', { name: audit.actions['password.set'], exact: true }).click()
  await page.waitForURL((url) => url.searchParams.get('action') === 'password.set')
  await page
    .getByText(audit.count(1))
    .or(page.getByText(/\d+ records/))
    .first()
    .waitFor()
  await page
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click()
  await expectAccessible(page)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: audit.exportCsv }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^tmas-audit-.+\.csv$/)
})

let people = 0

async function newPerson({ db, northId }: Stage, role: 'viewer' | 'user_manager' = 'viewer') {
  people += 1
  const user = { username: `petra${people}`, email: `petra.${people}@north.example` }
  const names = { firstName: 'Petra', lastName: 'Password' }
  await addUser(db, { kind: 'operator' }, { ...user, ...names }, { locationId: northId, role }, new Date())
  return user
}

async function setFirstPassword(stage: Stage, page: Page, person: { username: string; email: string }) {
  await page.goto('/forgot-password')
  await page.getByLabel(passwordDoor.name).fill(person.email)
  await page.getByRole('button', { name: passwordDoor.sendLink }).click()
  await expect
    .poll(() => newestLinkTo(stage, person.email).catch(() => ''), { timeout: 10_000 })
    .toContain('token')
  await page.goto(await newestLinkTo(stage, person.email))
  await page.getByLabel(passwordDoor.newPassword, { exact: true }).fill(password)
  await page.getByLabel(passwordDoor.repeat).fill(password)
  await page.getByRole('button', { name: passwordDoor.save }).click()
  await page.getByText(passwordDoor.isSet).waitFor()
}

async function signInAs(page: Page, username: string, password: string) {
  await page.goto('/sign-in')
  await page.getByLabel(signIn.username).fill(username)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
  await expectHome(page, 'Petra Password')
}
