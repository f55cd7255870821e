import type { Page } from 'playwright'
import type { Db } from '#server/platform/database.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { addCustomer } from '#server/users/users.ts'
import { popupOf } from './front-page.ts'
import { answerConsent, pickAccount } from './microsoft.ts'

/**
 * The manager of a customer with nothing at all, whose Microsoft account is in a tenant that TMAS does not know yet.
 */
export const newcomer = {
  username: 'emil.newcomer',
  password: 'Quiet-7-lanterns',
  email: 'emil.other@south.example',
  firstName: 'Emil',
  lastName: 'Other',
  company: 'South Stores',
}

export type Newcomer = typeof newcomer

export async function addNewcomer(db: Db, who: Newcomer = newcomer): Promise<string> {
  const { username, email, firstName, lastName, password } = who
  const manager = { username, email, firstName, lastName, passwordHash: await leastHash(password) }
  const { chain } = await addCustomer(db, { kind: 'operator' }, { name: who.company }, manager, new Date())
  return chain.id
}

/** How a person takes their time. What they read or look for is reported. */
export type Pace = {
  read(what: string, text: string): Promise<void>
  /** Finding a button and moving to it, copying, typing. */
  act(what: string): Promise<void>
}

export const atOnce: Pace = { read: async () => {}, act: async () => {} }

export async function signInAtHome(page: Page, who: Newcomer, pace: Pace) {
  await page.goto('/')
  await pace.act('type username and password')
  await page.getByLabel('Username').fill(who.username)
  await page.getByLabel('Password').fill(who.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/**
 * A careful newcomer who has never connected anything, and takes what the home page offers first: *Connect with
 * Microsoft*. From there on nothing is typed (R4).
 *
 * @returns what the guide says at its end.
 */
export async function connectWithMicrosoft(
  page: Page,
  pace: Pace = atOnce,
  who: Newcomer = newcomer,
): Promise<string> {
  await signInAtHome(page, who, pace)
  return connectFromHome(page, pace, who)
}

/** The same for someone who is on the home page already. */
export async function connectFromHome(
  page: Page,
  pace: Pace = atOnce,
  who: Newcomer = newcomer,
): Promise<string> {
  const invitation = page.getByRole('region', { name: `Connect ${who.company} to Microsoft` })
  await pace.read('the invitation on the home page', await invitation.innerText())
  await pace.act('press Connect with Microsoft')
  const microsoft = await popupOf(page, () =>
    invitation.getByRole('button', { name: 'Connect with Microsoft' }).click(),
  )
  await pace.act('choose the account at Microsoft')
  await pickAccount(microsoft, who.email)
  await pace.read('Microsoft’s request', await microsoft.locator('body').innerText())
  await Promise.all([microsoft.waitForEvent('close'), answerConsent(microsoft, 'Accept')])

  const answer = page.getByRole('region', { name: 'Connect with Microsoft' })
  const confirm = answer.getByRole('button', { name: 'Yes, connect' })
  await confirm.waitFor()
  await pace.read('the question', await answer.innerText())
  await pace.act('press Yes, connect')
  const [own] = await Promise.all([page.waitForEvent('popup'), confirm.click()])
  const guide = page.getByRole('region', { name: 'Setup guide' })
  await guide.getByText('Confirmed', { exact: true }).waitFor()
  if (!own.isClosed()) await own.waitForEvent('close')
  const end = await guide.innerText()
  await pace.read('the end', end)
  return end
}

/**
 * A careful newcomer who pastes the tenant ID. They read each step of the guide, do what it says with what it offers,
 * and nothing else.
 *
 * @returns what the guide says at its end.
 */
export async function connectByTheGuide(
  page: Page,
  pace: Pace = atOnce,
  who: Newcomer = newcomer,
): Promise<string> {
  await signInAtHome(page, who, pace)
  const invitation = page.getByRole('region', { name: /^Connect / })
  await pace.read('the invitation on the home page', await invitation.innerText())
  await invitation.getByRole('link').click()

  const guide = page.getByRole('region', { name: 'Setup guide' })
  const step = guide.locator('[aria-current="step"]')
  await step.waitFor()
  await pace.read('the introduction', await guide.getByText('five steps').innerText())

  await pace.read('step 1', await step.innerText())
  const [portal] = await Promise.all([page.waitForEvent('popup'), step.getByRole('link').click()])
  const mine = await portal.getByRole('listitem').filter({ hasText: 'South Stores' }).first().innerText()
  await pace.read('the page of Entra', mine)
  await pace.act('find and copy the tenant ID')
  const [tenantId = ''] = /[0-9a-f-]{36}/.exec(mine) ?? []
  await portal.close()

  const paste = guide.locator('[data-step="paste_tenant"]')
  await pace.read('step 2', await paste.innerText())
  await paste.getByRole('button', { name: 'Go to the field' }).click()
  await pace.act('paste')
  await page.keyboard.insertText(tenantId)
  await page.getByText(/Microsoft knows this tenant/).waitFor()
  await pace.act('press Save')
  await page.getByRole('button', { name: 'Save', exact: true }).click()

  await guide.locator('[data-step="sign_in"][aria-current="step"]').waitFor()
  await pace.read('step 3', await step.innerText())
  const microsoft = await popupOf(page, () =>
    step.getByRole('button', { name: 'Sign in with Microsoft' }).click(),
  )
  await pace.act('choose the account at Microsoft')
  await pickAccount(microsoft, who.email)
  await pace.read('Microsoft’s request', await microsoft.locator('body').innerText())
  await answerConsent(microsoft, 'Accept')

  const confirmed = guide.getByText('Confirmed', { exact: true })
  await confirmed.waitFor()
  const end = await guide.innerText()
  await pace.read('the end', end)
  const [applications] = await Promise.all([
    page.waitForEvent('popup'),
    guide.getByRole('link', { name: 'Open Enterprise apps' }).click(),
  ])
  await applications.getByRole('heading', { name: 'TMAS' }).waitFor()
  await pace.read('Enterprise applications', await applications.locator('body').innerText())
  await applications.close()
  return end
}

/**
 * The rest of a new manager's first day, before and after the guide: a password by the link they were given, a store,
 * and five people, one by the form and four by a file.
 */
export async function setPasswordByLink(page: Page, link: string, pace: Pace = atOnce): Promise<void> {
  await page.goto(link)
  await pace.read('the page of the link', await page.locator('main').innerText())
  await pace.act('choose a password')
  await page.getByLabel('New password', { exact: true }).fill(newcomer.password)
  await pace.act('type it again')
  await page.getByLabel('Repeat new password').fill(newcomer.password)
  await page.getByRole('button', { name: 'Set password' }).click()
  await pace.read('what is next', await page.getByRole('status').innerText())
}

export async function addStore(page: Page, pace: Pace = atOnce): Promise<void> {
  await page.getByRole('link', { name: 'Manage Locations' }).click()
  await pace.read('what to do first', await page.getByText(/^So far there is only your chain/).innerText())
  await page.getByRole('link', { name: newcomer.company }).click()
  await pace.act('press Add a location')
  await page.getByRole('button', { name: 'Add a location' }).click()
  const dialog = page.getByRole('dialog')
  await pace.read('the form', await dialog.innerText())
  await pace.act('type its name')
  await dialog.getByLabel('Name').fill('Harbour Square')
  await pace.act('type its location ID')
  await dialog.getByLabel('Location ID').fill('117')
  await dialog.getByRole('button', { name: 'Add a location' }).click()
  await page.getByRole('status').getByText('Harbour Square was added.').waitFor()
}

export async function addFivePeople(page: Page, pace: Pace = atOnce): Promise<void> {
  await page.getByRole('link', { name: 'Manage User Accounts' }).click()
  await pace.read('what to do first', await page.getByText(/^You are the only one so far/).innerText())
  await page.getByRole('link', { name: 'Add a user' }).click()
  await page.getByLabel('Username').waitFor()
  await pace.read('the form, without the matrix', await page.getByRole('group').first().innerText())
  for (const [label, text] of [
    ['Username', 'nora.first'],
    ['E-mail', 'nora.first@south.example'],
    ['First name', 'Nora'],
    ['Last name', 'First'],
  ] as const) {
    await pace.act(`type the ${label.toLowerCase()}`)
    await page.getByRole('textbox', { name: label }).fill(text)
  }
  await pace.act('choose the store')
  await page.getByRole('combobox', { name: 'Location' }).click()
  await page
    .getByRole('listbox')
    .getByRole('option', { name: /Harbour Square/ })
    .click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const said = page.getByRole('status').filter({ hasText: 'Nora First was added.' })
  await said.waitFor()
  await pace.read('what was done', await said.innerText())

  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await page.locator('button', { hasText: 'Choose a file' }).waitFor()
  await pace.read('how the file is made', await page.locator('#content').innerText())
  for (let person = 1; person <= 4; person += 1)
    for (const cell of ['username', 'email', 'role', 'location'])
      await pace.act(`fill in the ${cell} of person ${person} in Excel`)
  const rows = [1, 2, 3, 4].map((person) => `store.${person};store.${person}@south.example;viewer;117`)
  const buffer = Buffer.from(['username;email;role;location', ...rows].join('\r\n'))
  await pace.act('choose the file')
  await page.locator('input[type=file]').setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer })
  await pace.read('the verdict', await page.getByText('4 users will be added.').innerText())
  await page.getByRole('button', { name: 'Import 4 users' }).click()
  const done = page.getByText('4 users were added.')
  await pace.read('what was done', await done.innerText())
}
