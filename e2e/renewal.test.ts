import type { Page } from 'playwright'
import { leastHash } from '#server/testing/least-hash.ts'
import { addUser } from '#server/users/users.ts'
import { messages } from '#shared/messages/messages.ts'
import { southTenantId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import { popupOf } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'
import { addNewcomer, newcomer } from './newcomer.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const { users, renewal, signIn } = messages.en

/** An answer to a session that has ended is one that Chromium writes to its console. */
const expected = /status of 401/

test('a session ends over a half-filled form: the person signs in beside it, and what they typed is saved (R32)', async ({
  stage,
  visit,
}) => {
  const { id, username } = await newManager(stage)
  const page = await visit({ expected })
  await page.goto('/sign-in?return_to=/administration/users/new')
  await page.getByLabel(signIn.username).fill(username)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
  await fillIn(page, `new.${username}`)

  await endSessions(stage, id)
  // Coming back to the page asks who is signed in.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  const dialog = page.getByRole('dialog', { name: renewal.title })
  await dialog.waitFor()
  await expectAccessible(page)
  // The keyboard starts at the password, stays in the dialog, and Escape closes it alone.
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('autocomplete'))
  await expect.poll(focused).toBe('current-password')
  for (let n = 0; n < 9; n += 1) {
    await page.keyboard.press('Tab')
    await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => page.getByLabel(users.form.description).inputValue()).toBe('Ten minutes of work')

  await save(page)
  await expect.poll(focused).toBe('current-password')
  await page.keyboard.type('not this one')
  await page.keyboard.press('Enter')
  await dialog.getByText(renewal.problems.wrong_password).waitFor()
  expect(await descriptionOf(stage, `new.${username}`)).toBe(undefined)
  await dialog.getByLabel(renewal.password).fill(password)
  await page.keyboard.press('Enter')
  // The refused request is sent again by itself.
  await page.getByRole('heading', { level: 1, name: users.title }).waitFor()
  expect(await descriptionOf(stage, `new.${username}`)).toBe('Ten minutes of work')

  // Where nothing is typed, the page goes to the sign-in, as always.
  await endSessions(stage, id)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  // More than one request may find it out, and lead there.
  await expect.poll(() => new URL(page.url()).pathname).toBe('/sign-in')
})

test('with Microsoft, someone else is told, and nothing is sent until the same person signs in (R32)', async ({
  stage,
  visit,
}) => {
  const [mine, other] = [await stage.newPerson(), await stage.newPerson()]
  await stage.db
    .updateTable('membership')
    .set({ role: 'chain_and_user_manager' })
    .where('userId', 'in', [mine.userId, other.userId])
    .execute()
  const page = await visit({ expected })
  await page.goto('/sign-in/microsoft?return_to=/administration/users/new')
  await pickAccount(page, mine.loginId)
  await answerConsent(page, 'Accept')
  const username = `kept.${mine.userId.slice(-6)}`
  await fillIn(page, username)
  await endSessions(stage, mine.userId)
  await save(page)
  await page.getByRole('dialog', { name: renewal.title }).waitFor()

  const tab = await page.context().newPage()
  await tab.goto('/sign-in/microsoft?prompt=select_account&return_to=/account')
  await pickAccount(tab, other.loginId)
  await answerConsent(tab, 'Accept')
  await tab.waitForURL((url) => url.pathname === '/account')
  await page.bringToFront()
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  const told = page.getByRole('dialog', { name: renewal.otherTitle })
  await told.getByText(renewal.other(other.name, mine.name)).waitFor()
  await expectAccessible(page)
  expect(await descriptionOf(stage, username)).toBe(undefined)

  // Microsoft knows them still, and asks nothing.
  await told.getByRole('button', { name: renewal.microsoft }).click()
  await page.getByRole('heading', { level: 1, name: users.title }).waitFor()
  expect(await descriptionOf(stage, username)).toBe('Ten minutes of work')
})

test('a session ends while a newcomer connects their chain: what was pasted stays, and the guide goes on to Confirmed (R3, R21, R32)', async ({
  stage,
  visit,
}) => {
  const who = {
    ...{ ...newcomer, firstName: 'Rosa', username: 'rosa.newcomer' },
    ...{ email: 'rosa.other@south.example', company: 'Rosa Stores' },
  }
  stage.emulator.directory.people.push({
    ...{ loginId: who.email, name: 'Rosa Other' },
    ...{ tenantId: southTenantId, oid: crypto.randomUUID() },
  })
  const chainId = await addNewcomer(stage.db, who)
  const { id: userId } = await stage.db
    .selectFrom('userAccount')
    .select('id')
    .where('username', '=', who.username)
    .executeTakeFirstOrThrow()
  const page = await visit({ expected })
  await page.goto(`/sign-in?return_to=/administration/locations?location=${chainId}%26section=advanced`)
  await page.getByLabel(signIn.username).fill(who.username)
  await page.getByLabel(signIn.password, { exact: true }).fill(who.password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
  const field = page.getByLabel('Azure Tenant ID')
  await field.fill(southTenantId)
  await page.getByText('Microsoft knows this tenant').waitFor()

  await endSessions(stage, userId)
  await save(page)
  const dialog = page.getByRole('dialog', { name: renewal.title })
  await dialog.getByLabel(renewal.password).fill(who.password)
  expect(await field.inputValue()).toBe(southTenantId)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  // The refused request is sent again by itself, and the steps go on.
  const guide = page.getByRole('region', { name: 'Setup guide' })
  await guide.locator('[data-step="sign_in"][aria-current="step"]').waitFor()
  const saved = stage.db.selectFrom('advancedSettings').selectAll().where('locationId', '=', chainId)
  expect(await saved.executeTakeFirst()).toMatchObject({ azureTenantId: southTenantId })

  await endSessions(stage, userId)
  const window = await popupOf(page, () =>
    guide.getByRole('button', { name: 'Sign in with Microsoft' }).click(),
  )
  await pickAccount(window, who.email)
  await answerConsent(window, 'Accept')
  await guide.getByText('Rosa Other was the first to sign in with Microsoft').waitFor()
})

let managers = 0

async function newManager({ db, northId }: Stage) {
  managers += 1
  const username = `nils.renewal.${managers}`
  const user = { username, email: `${username}@north.example`, passwordHash: await leastHash(password) }
  const membership = { locationId: northId, role: 'chain_and_user_manager' as const }
  const { id } = await addUser(db, { kind: 'operator' }, user, membership, new Date())
  return { id, username }
}

async function fillIn(page: Page, username: string) {
  await page.getByLabel(users.form.username).fill(username)
  await page.getByRole('textbox', { name: users.form.email }).fill(`${username}@north.example`)
  await page.getByRole('combobox', { name: users.form.location }).fill('stat')
  await page.getByRole('option', { name: /Station Square/ }).click()
  await page.getByLabel(users.form.description).fill('Ten minutes of work')
}

/**
 * *Save* is pressed. The page may have found by itself, a moment before, that the session has ended, and then the
 * dialog lies over the button: the press still counts, and is sent when the person is back.
 */
const save = (page: Page) =>
  page.getByRole('button', { name: users.save, exact: true }).dispatchEvent('click')

/** An hour and more passes without use. */
async function endSessions({ db }: Stage, userId: string) {
  const lastUsedAt = new Date(Date.now() - 61 * 60 * 1000)
  const open = db.selectFrom('session').select('id').where('userId', '=', userId)
  await expect.poll(() => open.executeTakeFirst()).toBeDefined()
  await db.updateTable('session').set({ lastUsedAt }).where('userId', '=', userId).execute()
}

async function descriptionOf({ db }: Stage, username: string) {
  const user = await db
    .selectFrom('userAccount')
    .select('description')
    .where('username', '=', username)
    .executeTakeFirst()
  return user?.description
}
