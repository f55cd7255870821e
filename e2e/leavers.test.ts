import type { Page } from 'playwright'
import { onTestFinished } from 'vitest'
import { messages } from '#shared/messages/messages.ts'
import { setServicePrincipal } from '../emulator/directory.ts'
import { northTenantId, tmasClientId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'
import type { Stage, StagePerson } from './stage.ts'

const { users, renewal, home } = messages.en
const quarter = 15 * 60 * 1000

/** What the API answers to a session that Microsoft has to confirm is one that Chromium writes to its console. */
const expected = /status of 40[13]/

test('someone who is disabled at Microsoft is out at the next page after 15 minutes, and reads why (R37)', async ({
  stage,
  visit,
}) => {
  const person = await stage.newPerson()
  const page = await signedIn(await visit({ expected }), person)
  const elsewhere = await signedIn(await visit({ expected }), person)
  atMicrosoft(stage, person).disabled = true
  await page.goto('/account')
  expect(new URL(page.url()).pathname).toBe('/account')

  await passTime(stage, person, quarter)
  await page.goto('/account')
  await expect.poll(() => page.url()).toContain('refused=account_problem_at_microsoft')
  const { sentence } = messages.en.refusalWords.account_problem_at_microsoft.person
  await page.getByText(sentence).first().waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await expectAccessible(page)
  const reference = new URL(page.url()).searchParams.get('reference') ?? ''
  await page.getByText(reference).first().waitFor()

  // On every device.
  await elsewhere.goto('/account')
  await expect.poll(() => new URL(elsewhere.url()).pathname).toBe('/sign-in')
})

test('someone who is no longer assigned, or blocked by a policy, is out while they only click within the console (R37)', async ({
  stage,
  visit,
}) => {
  const ends = [
    ['not_assigned', (_: StagePerson) => requireAssignment(stage, true)],
    ['blocked_by_policy', (one: StagePerson) => block(stage, one)],
  ] as const
  onTestFinished(() => requireAssignment(stage, false))
  for (const [code, make] of ends) {
    requireAssignment(stage, false)
    const person = await newManager(stage)
    const page = await signedIn(await visit({ expected }), person)
    make(person)
    await passTime(stage, person, quarter)
    // Coming back to the window, the page hears that it is due; and then the person goes on.
    const heard = page.waitForResponse((one) => one.headers()['tmas-confirmation'] === 'due')
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await heard
    // The page reads the answer a moment after the browser has it: until then, the person only goes from page to page.
    const pages = [users.title, messages.en.locations.title]
    await expect
      .poll(
        async () => {
          const name = pages.reverse()[0] as string
          const link = page.getByRole('link', { name, exact: true }).first()
          if (new URL(page.url()).pathname !== '/sign-in') await link.dispatchEvent('click').catch(() => {})
          await page.waitForURL('**/sign-in?refused=**', { timeout: 10_000 }).catch(() => {})
          return page.url()
        },
        { timeout: 40_000 },
      )
      .toContain(`refused=${code}`)
    await page.getByText(messages.en.refusalWords[code].person.sentence).first().waitFor()
  }
})

test('a person whom Microsoft confirms notices nothing: the page they wanted is there, with its query (R37)', async ({
  stage,
  visit,
}) => {
  const person = await newManager(stage)
  const page = await signedIn(await visit(), person)
  await passTime(stage, person, quarter)
  const asked = page.waitForRequest((one) => one.url().startsWith(stage.emulator.url))
  await page.goto('/administration/users?search=vera')
  expect(new URL((await asked).url()).searchParams.get('prompt')).toBe('none')
  await page.getByRole('heading', { level: 1, name: users.title }).waitFor()
  expect(new URL(page.url()).search).toContain('search=vera')
})

test('a person whom Microsoft needs is asked for one click, in their language, on a phone and by keyboard (R37)', async ({
  stage,
  visit,
}) => {
  for (const language of ['en', 'fr', 'es'] as const) {
    const person = await newManager(stage)
    const words = messages[language].confirmSession
    const page = await signedIn(
      await visit({ locale: language, viewport: { width: 390, height: 780 }, hasTouch: true }),
      person,
    )
    // Microsoft has forgotten them.
    await page.context().clearCookies({ domain: '127.0.0.1' })
    await passTime(stage, person, quarter)
    await page.goto('/administration/users?search=vera')
    await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
    await page.getByText(words.account(person.loginId)).waitFor()
    await expectAccessible(page)
    const go = page.getByRole('link', { name: words.go })
    await go.focus()
    await page.keyboard.press('Enter')
    await pickAccount(page, person.loginId)
    await page.getByRole('heading', { level: 1, name: messages[language].users.title }).waitFor()
    expect(new URL(page.url()).search).toContain('search=vera')
  }
})

test('a form that is being filled in is not disturbed, and saved beside Microsoft’s window (R37)', async ({
  stage,
  visit,
}) => {
  const person = await newManager(stage)
  const page = await signedIn(await visit({ expected }), person)
  await page.goto('/administration/users/new')
  const username = `typed.${person.userId.slice(-6)}`
  await page.getByLabel(users.form.username).fill(username)
  await page.getByRole('textbox', { name: users.form.email }).fill(`${username}@north.example`)
  await page.getByRole('combobox', { name: users.form.location }).fill('stat')
  await page.getByRole('option', { name: /Station Square/ }).click()
  await page.getByLabel(users.form.description).fill('Half an hour of work')

  await passTime(stage, person, 2 * quarter)
  await page.getByRole('button', { name: users.save, exact: true }).dispatchEvent('click')
  const dialog = page.getByRole('dialog', { name: renewal.confirmTitle })
  await dialog.waitFor()
  await expectAccessible(page)
  expect(await page.getByLabel(users.form.description).inputValue()).toBe('Half an hour of work')
  await dialog.getByRole('button', { name: renewal.microsoft }).click()
  await page.getByRole('heading', { level: 1, name: users.title }).waitFor()
  const saved = await stage.db
    .selectFrom('userAccount')
    .select('description')
    .where('username', '=', username)
    .executeTakeFirst()
  expect(saved?.description).toBe('Half an hour of work')
})

test('a page that is left open leads to Microsoft only when the person does something (R28, R37)', async ({
  stage,
  visit,
}) => {
  const person = await newManager(stage)
  const opened = await visit({ expected, own: true })
  // To Chromium, what this test does is what a person does.
  await opened.addInitScript(() =>
    Object.defineProperty(navigator, 'userActivation', { value: { isActive: false } }),
  )
  const page = await signedIn(opened, person)
  await passTime(stage, person, 2 * quarter)
  const asked: string[] = []
  page.on('request', (one) => {
    if (one.isNavigationRequest()) asked.push(one.url())
  })
  const refused = page.waitForResponse((one) => one.status() === 403)
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await refused
  const dialog = page.getByRole('dialog', { name: renewal.confirmTitle })
  await dialog.waitFor()
  expect(asked).toEqual([])
  await expectAccessible(page)
  await dialog.getByRole('button', { name: messages.en.confirmSession.go }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => asked.some((url) => url.startsWith(stage.emulator.url))).toBe(true)
  await page.getByRole('button', { name: home.signOut }).waitFor()
})

async function signedIn(page: Page, { loginId }: StagePerson): Promise<Page> {
  await page.goto('/sign-in/microsoft?return_to=/')
  await pickAccount(page, loginId)
  if (await page.locator('body[data-page="consent"]').count()) await answerConsent(page, 'Accept')
  await expect.poll(() => new URL(page.url()).pathname).toBe('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function newManager(stage: Stage): Promise<StagePerson> {
  const person = await stage.newPerson()
  await stage.db
    .updateTable('membership')
    .set({ role: 'chain_and_user_manager' })
    .where('userId', '=', person.userId)
    .execute()
  return person
}

/** So much time passes for the sessions of a person. */
async function passTime({ db }: Stage, { userId }: StagePerson, ms: number): Promise<void> {
  const confirmedAt = new Date(Date.now() - ms - 1000)
  await db
    .updateTable('session')
    .set({ confirmedAt, confirmationAskedAt: null })
    .where('userId', '=', userId)
    .execute()
}

function atMicrosoft({ emulator }: Stage, { loginId }: StagePerson) {
  const person = emulator.directory.people.find((one) => one.loginId === loginId)
  if (!person) throw new Error('no such person at Microsoft')
  return person
}

function block(stage: Stage, person: StagePerson) {
  atMicrosoft(stage, person).trouble = { kind: 'stays', aadsts: 53003 }
}

function requireAssignment({ emulator }: Stage, assignmentRequired: boolean) {
  const principal = { tenantId: northTenantId, clientId: tmasClientId, signInEnabled: true, assigned: [] }
  setServicePrincipal(emulator.directory, { ...principal, assignmentRequired })
}
