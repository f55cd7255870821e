import type { Page } from 'playwright'
import { mailsTo } from '#server/testing/mailbox.ts'
import { dayOf } from '#shared/end-date.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome, signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'

test('a User Manager finds, adds and disables people; the address keeps what was chosen (R22)', async ({
  stage,
  visit,
}) => {
  const page = await visit()
  await page.goto('/administration/users?status=enabled')
  await signIn(page)
  await page.getByRole('heading', { level: 1, name: 'Manage User Accounts' }).waitFor()
  expect(new URL(page.url()).searchParams.get('status')).toBe('enabled')
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Add a user' }).click()
  await page.getByLabel('Username').fill('olga.new')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('olga.new@nort.example')
  await page.getByText('No user here has an address at nort.example yet.').waitFor()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('olga.new@north.example')
  await page.getByRole('combobox', { name: 'Location' }).fill('stat')
  await page.getByRole('option', { name: /Station Square/ }).click()
  await page.getByLabel('Permission type').selectOption({ label: 'Location Manager' })
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()

  await page.getByRole('heading', { level: 1, name: 'Manage User Accounts' }).waitFor()
  const said = page.getByRole('status').filter({ hasText: 'olga.new was added.' })
  await said.getByText('The welcome e-mail is on its way to olga.new@north.example.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  await expectAccessible(page)
  await page.getByLabel('Search').fill('olga')
  await page.getByRole('status').getByText('1 user').waitFor()
  await page.getByRole('button', { name: 'Actions for olga.new' }).click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  // The list shows the enabled only, so she leaves it.
  await page.getByText('olga.new was disabled. No users match.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('was disabled')
  const olga = await stage.db
    .selectFrom('userAccount')
    .selectAll()
    .where('username', '=', 'olga.new')
    .executeTakeFirst()
  expect(olga).toMatchObject({ enabled: false, email: 'olga.new@north.example' })
})

test('the list can be filtered by accounts that end soon, and the address and the file keep the filter (R22)', async ({
  stage,
  visit,
}) => {
  const { filterLine, users } = messages.en
  const [soon, later] = [await stage.newPerson(), await stage.newPerson()]
  for (const [{ userId }, days] of [
    [soon, 10],
    [later, 60],
  ] as const)
    await stage.db
      .updateTable('userAccount')
      .set({ endsOn: dayOf(new Date(Date.now() + days * 24 * 60 * 60 * 1000)) })
      .where('id', '=', userId)
      .execute()
  const page = await visit()
  await page.goto('/administration/users')
  await signIn(page)
  await page.getByRole('button', { name: filterLine.add }).click()
  await page.getByRole('menuitem', { name: users.form.endsOn, exact: true }).click()
  await page.getByRole('menuitem', { name: users.ends.within_30_days, exact: true }).click()
  await page.getByText(filterLine.chip(users.form.endsOn, users.ends.within_30_days)).waitFor()
  await expect.poll(() => new URL(page.url()).searchParams.get('end')).toBe('within_30_days')
  await page.getByText(soon.loginId).first().waitFor()
  await expect.poll(() => page.getByText(later.loginId).count()).toBe(0)
  await expectAccessible(page)
  const file = await page.getByRole('link', { name: users.export_ }).getAttribute('href')
  expect(file).toContain('end=within_30_days')
})

test('a User Manager resets a password and mails a user, from the list and from the user’s page (R22, R25)', async ({
  stage,
  visit,
}) => {
  const user = await stage.db
    .selectFrom('userAccount')
    .select(['id', 'email', 'firstName', 'lastName'])
    .where('username', 'like', 'bea%')
    .executeTakeFirstOrThrow()
  const name = `${user.firstName} ${user.lastName}`
  const page = await visit()
  await page.goto('/administration/users?search=bea&status=disabled')
  await signIn(page)
  await page.getByText('No users match.').waitFor()
  await page.getByRole('button', { name: 'Remove the filter “Status: Disabled”' }).click()
  // A slow answer does not take the line away, nor the keyboard's place in it.
  await page.route(/users\?.*role=viewer/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await route.continue()
  })
  await page.getByRole('button', { name: 'Add filter' }).click()
  await page.getByRole('menuitem', { name: 'Permission type' }).click()
  await page.getByRole('menuitem', { name: 'Viewer' }).click()
  await page.getByRole('button', { name: 'Remove the filter “Permission type: Viewer”' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Add filter')
  expect(new URL(page.url()).search).toBe('?search=bea&role=viewer')
  await expectAccessible(page)
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Reset password' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('heading', { name: `E-mail ${name} a link to set a new password?` }).waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByText(`An e-mail to ${user.email} is on its way.`).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('link', { name: /^bea/ }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('button', { name: 'Send e-mail', exact: true }).click()
  await dialog.getByLabel('Subject').fill('Inventory')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByText('This is required.').waitFor()
  await dialog.getByLabel('Message').fill('Please count.')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByText(`An e-mail to ${user.email} is on its way.`).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Send e-mail', exact: true }).click()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByText(`An e-mail to ${user.email} is on its way.`).waitFor()
  const subjects = (await mailsTo(stage, user.email)).map(({ subject }) => subject)
  expect(subjects).toEqual([
    'Welcome to TMAS',
    'Message through TMAS: Inventory',
    expect.stringMatching(/password/i),
  ])
})

test('the page of a user tells whether they can sign in, where they are signed in and what happened, and signs them out in one click (R37, R23)', async ({
  stage,
  visit,
}) => {
  const { userId, name, loginId } = await stage.newPerson()
  const [page, person] = [await visit(), await visit({ own: true, expected: /status of 401/ })]
  await person.goto('/sign-in/microsoft')
  await pickAccount(person, loginId)
  await answerConsent(person, 'Accept')
  await expectHome(person, name)
  await page.goto(`/administration/users/${userId}`)
  await signIn(page)
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByText(messages.en.explainPerson.panel.nothingWrong).waitFor()
  const history = page.getByRole('region', { name: 'History' })
  await history.getByText('Signed in with Microsoft.').waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByText(`${name} was signed out: 1 session ended.`).waitFor()
  await page.getByRole('region', { name: 'Signed in on' }).getByText('Not signed in anywhere.').waitFor()
  await history.getByRole('button', { name: 'Sessions' }).click()
  await history.getByText('Max Manager signed this person out.').waitFor()
  await person.goto('/account')
  await person.waitForURL((url) => url.pathname === '/sign-in')

  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByLabel('Title').fill('Cashier')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  // The page comes back as it was left, with the sessions alone.
  await history.getByRole('button', { name: 'Everything' }).click()
  await page.getByText('Max Manager changed this person’s details: Title.').waitFor()
})

test('a Chain and User Manager downloads the data of a person, and erases them once their username is typed (R39)', async ({
  stage,
  visit,
}) => {
  const { userId } = await stage.newPerson()
  const { username } = await stage.db
    .selectFrom('userAccount')
    .select('username')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const page = await visit()
  await page.goto(`/administration/users/${userId}`)
  await signIn(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download their data' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('tmas-person.json')

  await page.getByRole('button', { name: 'Erase this person' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Erase this person' }).click()
  await dialog.getByText('This is not the username.').waitFor()
  await dialog.getByLabel(/type the username/).fill(username)
  await dialog.getByRole('button', { name: 'Erase this person' }).click()
  await page.getByRole('heading', { level: 1, name: 'Manage User Accounts' }).waitFor()
  const left = stage.db.selectFrom('userAccount').select('id').where('id', '=', userId)
  expect(await left.execute()).toEqual([])
})

async function signIn(page: Page) {
  await signInWithPassword(page, 'max.manager')
}
