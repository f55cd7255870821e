import type { Page } from 'playwright'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import type { Db } from '#server/platform/database.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { recoverManager } from '#server/users/recover.ts'
import { addCustomer } from '#server/users/users.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId, southTenantId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import { popupOf, signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'
import {
  addFivePeople,
  addNewcomer,
  addStore,
  connectByTheGuide,
  connectWithMicrosoft,
  newcomer,
  setPasswordByLink,
} from './newcomer.ts'

test('a newcomer with nothing at all connects with Microsoft from the recovery link to Confirmed, types nothing but a password, and gets to a store and five people (R4, R21, R25, R31)', async ({
  visit,
  stage,
}) => {
  const chainId = await addNewcomer(stage.db)
  // What the page was asking when the sign-in in the window ended its former session is asked again with the new one.
  const page = await visit({ expected: /status of 401 .*\/advanced\// })
  const operator = { kind: 'operator' as const }
  const { link } = await recoverManager(stage.db, operator, newcomer.username, stage.url, new Date())
  await setPasswordByLink(page, link)
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('username')
  const end = await connectWithMicrosoft(page)
  expect(end).toContain('5 of 5 steps are done')
  expect(end).toContain('Emil Other was the first to sign in with Microsoft')
  const settings = await stage.db
    .selectFrom('advancedSettings')
    .selectAll()
    .where('locationId', '=', chainId)
    .executeTakeFirstOrThrow()
  expect(settings).toMatchObject({
    azureTenantId: southTenantId,
    confirmedAt: expect.any(Date),
    provedAt: expect.any(Date),
  })
  await expectAccessible(page)

  await page.goto('/')
  await page.getByRole('heading', { name: 'Your details' }).waitFor()
  await expect.poll(() => page.getByRole('heading', { name: /Connect your chain/ }).count()).toBe(0)

  await addStore(page)
  await addFivePeople(page)
  const people = await stage.db
    .selectFrom('userAccount')
    .select('email')
    .where('customerId', '=', chainId)
    .where('username', '<>', newcomer.username)
    .execute()
  expect(people).toHaveLength(5)
  for (const { email } of people)
    expect((await mailsTo(stage, email)).map(({ subject }) => subject)).toEqual(['Welcome to TMAS'])
})

test('a newcomer who pastes the tenant ID gets to Confirmed by the guide alone (R3, R20, R21)', async ({
  visit,
  stage,
}) => {
  const who = {
    ...newcomer,
    username: 'ida.newcomer',
    email: 'ida.other@south.example',
    company: 'Ida Stores',
  }
  stage.emulator.directory.people.push({
    loginId: who.email,
    name: 'Ida Other',
    tenantId: southTenantId,
    oid: crypto.randomUUID(),
  })
  await addNewcomer(stage.db, who)
  const end = await connectByTheGuide(await visit(), undefined, who)
  expect(end).toContain('5 of 5 steps are done')
})

test('an account of another organization is asked about before anything is saved, and another one can be used instead; on a phone in the page itself (R4)', async ({
  visit,
  stage,
}) => {
  const who = {
    ...newcomer,
    username: 'ada.newcomer',
    email: 'ada.other@south.example',
    company: 'Ada Stores',
  }
  const chainId = await addNewcomer(stage.db, who)
  const page = await visit({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
  await page.goto(`/administration/locations?location=${chainId}&section=advanced`)
  await page.getByLabel('Username').fill(who.username)
  await page.getByLabel('Password').fill(who.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).tap()
  const guide = page.getByRole('region', { name: 'Setup guide' })
  await guide.getByRole('button', { name: 'Connect with Microsoft' }).tap()
  const person = await stage.newPerson()
  await pickAccount(page, person.loginId)
  await answerConsent(page, 'Accept')
  const question = page.getByRole('heading', { name: 'Connect Ada Stores to north.example?' })
  await question.waitFor()
  await expect.poll(() => question.evaluate((title) => title === document.activeElement)).toBe(true)
  await expectAccessible(page)
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.getByRole('button', { name: 'No, use another account' }).tap()
  await atMicrosoft(page, 'pick')
  const saved = await stage.db.selectFrom('advancedSettings').where('locationId', '=', chainId).execute()
  expect(saved).toEqual([])
})

test('pages are in the language of the browser from the first link on, until one is chosen (R24)', async ({
  visit,
  stage,
}) => {
  const { account, home, passwordDoor, signIn } = messages.fr
  const manager = { username: 'claire.first', email: 'claire.first@east.example' }
  await addCustomer(stage.db, { kind: 'operator' }, { name: 'Magasins du Sud' }, manager, new Date())
  const { link } = await recoverManager(
    stage.db,
    { kind: 'operator' },
    manager.username,
    stage.url,
    new Date(),
  )
  const page = await visit({ locale: 'fr-FR' })
  await page.goto(link)
  await page.getByLabel(passwordDoor.newPassword, { exact: true }).fill(newcomer.password)
  await page.getByLabel(passwordDoor.repeat).fill(newcomer.password)
  await page.getByRole('button', { name: passwordDoor.save }).click()
  await page.getByLabel(signIn.username).fill(manager.username)
  await page.getByLabel(signIn.password).fill(newcomer.password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: home.welcome(manager.username) }).waitFor()

  await page.getByRole('link', { name: account.title }).click()
  await page.getByRole('combobox', { name: account.language }).selectOption('es')
  await page.getByRole('heading', { level: 1, name: messages.es.account.title }).waitFor()
  await page.getByRole('status').filter({ hasText: messages.es.account.saved }).waitFor()
})

test('the steps tick by themselves while somebody else signs in (R21)', async ({ visit, stage }) => {
  const page = await visit()
  await openAdvanced(page, stage.northId)
  const guide = page.getByRole('region', { name: 'Setup guide' })
  await guide.locator('[data-step="sign_in"][aria-current="step"]').waitFor()
  const person = await stage.newPerson()
  const theirs = await visit()
  await theirs.goto(`/sign-in?chain=${stage.northId}`)
  const window = await popupOf(theirs, () =>
    theirs.getByRole('link', { name: 'Sign in with Microsoft', exact: true }).click(),
  )
  await pickAccount(window, person.loginId)
  await guide.locator('[data-step="accept"][aria-current="step"]').waitFor()
  await answerConsent(window, 'Accept')
  await guide.getByText(`${person.name} was the first to sign in with Microsoft`).waitFor()
  await expectAccessible(page)
})

test('a manager tests the connection in a window, and reads every check; nobody is signed in by it (R20)', async ({
  visit,
  stage,
}) => {
  const person = await stage.newPerson()
  const page = await visit()
  await openAdvanced(page, stage.northId)
  const section = page.getByRole('region', { name: 'Test the connection' })
  const window = await popupOf(page, () =>
    section.getByRole('button', { name: 'Test the connection' }).click(),
  )
  await pickAccount(window, person.loginId)
  await section.getByText('Waiting for the Microsoft window').waitFor()
  await Promise.all([window.waitForEvent('close'), answerConsent(window, 'Accept')])
  await section.getByRole('heading', { name: 'The connection works', exact: true }).waitFor()
  await expect.poll(() => section.innerText()).toContain(`${person.loginId} would be allowed in`)
  await expect
    .poll(() => section.getByRole('row').filter({ hasText: 'It has not been altered' }).innerText())
    .toContain('Passed')
  await expectAccessible(page)
  const links = await stage.db
    .selectFrom('microsoftLink')
    .select('id')
    .where('userId', '=', person.userId)
    .execute()
  expect(links).toEqual([])
  const session = await page.evaluate(async () => (await fetch('/api/v1/session')).json())
  expect(session).toMatchObject({ user: { username: 'max.manager' }, signedInWith: 'password' })
})

test('a wrong tenant is found by the test before it is saved, and put right with one click (R4, R20)', async ({
  visit,
  stage,
}) => {
  const person = await stage.newPerson()
  const page = await visit()
  await openAdvanced(page, stage.northId)
  const field = page.getByLabel('Azure Tenant ID')
  await field.fill(southTenantId)
  const section = page.getByRole('region', { name: 'Test the connection' })
  await section.getByText('before it is saved').waitFor()
  const window = await popupOf(page, () =>
    section.getByRole('button', { name: 'Test the connection' }).click(),
  )
  await pickAccount(window, person.loginId)
  await answerConsent(window, 'Accept')
  await section.getByRole('heading', { name: 'The connection does not work yet' }).waitFor()
  await expectAccessible(page)
  await section.getByRole('button', { name: 'Put the tenant ID that was received into the field' }).click()
  await expect.poll(() => field.inputValue()).toBe(northTenantId)
})

test('on a telephone, or where the window is blocked, the test goes on in the page and comes back to Advanced (R7, R20)', async ({
  visit,
  stage,
}) => {
  const person = await stage.newPerson()
  const page = await visit({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
  await openAdvanced(page, stage.northId)
  await page.getByRole('button', { name: 'Test the connection' }).tap()
  await pickAccount(page, person.loginId)
  await answerConsent(page, 'Accept')
  await page.getByRole('heading', { name: 'The connection works', exact: true }).waitFor()
  expect(new URL(page.url()).searchParams.get('section')).toBe('advanced')
  await expectAccessible(page)
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('a rehearsal shows who would have been refused, and ends at a click (R15)', async ({ visit, stage }) => {
  const page = await visit()
  await openAdvanced(page, stage.northId)
  const section = page.getByRole('region', { name: 'Rehearsal of mandatory authentication' })
  await section.getByRole('button', { name: 'Start the rehearsal' }).click()
  await section.getByText('No one has signed in with a password since').waitFor()
  await giveAPassword(stage.db, 'bea.first')
  await signIn(await visit(), 'bea.first')

  await page.reload()
  await section.getByText('1 user would have been refused').waitFor()
  await expect
    .poll(() => section.getByRole('row').filter({ hasText: 'bea.first' }).innerText())
    .toContain('once, on')
  await expectAccessible(page)
  await section.getByRole('button', { name: 'End the rehearsal' }).click()
  await section.getByRole('button', { name: 'Start the rehearsal' }).waitFor()
})

test('who would be refused is told on their home page, and not hindered (R24)', async ({ visit, stage }) => {
  await giveAPassword(stage.db, 'carl.mail')
  await changeAdvancedSettings(stage.db, { kind: 'operator' }, stage.northId, { rehearsal: true }, new Date())
  const page = await visit()
  await signIn(page, 'carl.mail')
  await page.getByRole('heading', { name: 'You will soon sign in with Microsoft only' }).waitFor()
  await expectAccessible(page)
  await changeAdvancedSettings(
    stage.db,
    { kind: 'operator' },
    stage.northId,
    { rehearsal: false },
    new Date(),
  )
})

/** The password of the sample's manager, which everybody can read in the demo. */
async function giveAPassword(db: Db, username: string) {
  const { passwordHash } = await db
    .selectFrom('userAccount')
    .select('passwordHash')
    .where('username', '=', 'max.manager')
    .executeTakeFirstOrThrow()
  await db.updateTable('userAccount').set({ passwordHash }).where('username', '=', username).execute()
}

async function signIn(page: Page, username: string) {
  await page.goto('/')
  await signInWithPassword(page, username)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

async function openAdvanced(page: Page, chainId: string) {
  await signIn(page, 'max.manager')
  await page.goto(`/administration/locations?location=${chainId}&section=advanced`)
  await page.getByLabel('Azure Tenant ID').waitFor()
}
