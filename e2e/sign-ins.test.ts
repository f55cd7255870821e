import type { Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId, southTenantId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import {
  expectHome,
  expectRefused,
  microsoftButton,
  openPopup,
  openSignIn,
  signInWithPassword,
} from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'

const { advancedSettings, correctAddress, explain, explainPerson, locations, refusalWords, signIns } =
  messages.en
const { detail } = signIns

test('a manager watches a person fail in another browser, corrects the address by the button, and the person comes in (R19)', async ({
  stage,
  visit,
}) => {
  const carl = 'carl.mail@north.example'
  const [boss, person] = [await visit(), await visit()]
  await openSignIns(boss)
  await boss.getByText(signIns.live.on).waitFor()
  await openSignIn(person)
  await comeAs(person, carl)
  await expectRefused(person, 'unknown_user')
  const reference = new URL(person.url()).searchParams.get('reference') ?? ''

  // Nobody loads anything again: the row comes by itself.
  await boss.getByRole('row', { name: new RegExp(reference) }).waitFor()
  await expectAccessible(boss)
  await boss.getByRole('link', { name: reference }).click()
  await boss.getByRole('heading', { level: 1, name: detail.title(reference) }).waitFor()
  await boss.getByText(refusalWords.unknown_user.manager.cause).waitFor()
  await boss.getByRole('row', { name: new RegExp(`${explain.checks.user}.*${explain.failed}`) }).waitFor()
  await expectAccessible(boss)

  await boss.getByRole('button', { name: explain.actions.correct_address }).click()
  const dialog = boss.getByRole('dialog')
  // The likely user stands there already, with the reason; nobody is chosen beforehand.
  await dialog.getByText(explainPerson.nearMisses.why.mail_is_address).waitFor()
  const save = dialog.getByRole('button', { name: correctAddress.save })
  await expect.poll(() => save.isDisabled()).toBe(true)
  await dialog.getByRole('radio', { name: 'Carl Mail, c.mail@north.example' }).check()
  await dialog.getByText(correctAddress.warning).waitFor()
  await expectAccessible(boss)
  await save.click()
  await dialog.getByText(correctAddress.saved('Carl Mail')).waitFor()

  await openSignIn(person, '/sign-in')
  // Microsoft knows who is signed in there, and asks nothing more.
  await openPopup(person)
  await expectHome(person, 'Carl Mail')
  expect(
    await stage.db.selectFrom('userAccount').select('email').where('username', '=', 'carl.mail').execute(),
  ).toEqual([{ email: carl }])
})

test('a tenant that does not match is proposed in the chain’s Advanced, and saved by nobody but the manager (R19)', async ({
  stage,
  visit,
}) => {
  const [boss, person] = [await visit({ expected: /status of 409/ }), await visit()]
  const setTenant = (azureTenantId: string) =>
    stage.db
      .updateTable('advancedSettings')
      .set({ azureTenantId, verifiedAt: null, confirmedAt: null })
      .where('locationId', '=', stage.northId)
      .execute()
  await setTenant(southTenantId)
  await openSignIn(person)
  await comeAs(person, 'bea.first@north.example')
  await expectRefused(person, 'unknown_user')
  const reference = new URL(person.url()).searchParams.get('reference') ?? ''
  await openSignIns(boss, `?reference=${reference}`)
  const row = boss.getByRole('row', { name: new RegExp(explain.checks.chain_tenant) })
  await expect.poll(() => row.locator('mark').count()).toBeGreaterThan(1)
  await expectAccessible(boss)
  await boss.getByRole('link', { name: explain.actions.correct_tenant_id }).click()
  await boss.getByText(locations.settings.found(northTenantId)).waitFor()
  await expect
    .poll(() => boss.getByLabel(advancedSettings.azureTenantId.label).inputValue())
    .toBe(northTenantId)
  const settings = stage.db.selectFrom('advancedSettings').select('azureTenantId')
  expect(await settings.where('locationId', '=', stage.northId).execute()).toEqual([
    { azureTenantId: southTenantId },
  ])
  await setTenant(northTenantId)
})

test('a person of whom Microsoft says nothing has the manager told; without JavaScript, too (R18)', async ({
  visit,
}) => {
  const [boss, person] = [await visit(), await visit({ javaScriptEnabled: false })]
  await person.goto('/sign-in')
  await microsoftButton(person).click()
  await pickAccount(person, 'cleo.declines@north.example')
  await answerConsent(person, 'Cancel')
  await expectRefused(person, 'consent_declined')
  await person.getByLabel(signIns.help.email).fill('cleo.declines@north.example')
  await person.getByRole('button', { name: signIns.help.send }).click()
  await person.getByText(signIns.help.asked).waitFor()
  const reference = new URL(person.url()).searchParams.get('reference') ?? ''
  await openSignIns(boss)
  await boss.getByRole('row', { name: new RegExp(`Cleo Declines\\?.*${reference}`) }).waitFor()
  await boss.getByRole('link', { name: reference }).click()
  await boss.getByText(detail.unproven).waitFor()
  await boss.getByRole('link', { name: explain.actions.send_consent_kit }).click()
  await boss.waitForURL((url) => url.hash === '#consent-kit')
})

test('a blocked pop-up is on record, beside whatever came of the sign-in (R7, R17)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const [boss, person] = [await visit(), await visit({ own: true })]
  await person.addInitScript(() => {
    window.open = () => null
  })
  await openSignIn(person)
  await person.getByLabel('Username').fill(vera.loginId)
  await microsoftButton(person).click()
  await person.waitForURL((url) => url.searchParams.has('login_hint'))
  expect(new URL(person.url()).searchParams.get('login_hint')).toBe(vera.loginId)
  await pickAccount(person, vera.loginId)
  await answerConsent(person, 'Accept')
  await expectHome(person, vera.name)
  await openSignIns(boss, `?search=${vera.loginId}`)
  await boss.getByRole('table').getByRole('link').first().click()
  await boss.getByText(detail.popupBlocked).waitFor()
})

test('what IT is given holds the reference, the correlation ID and the time in UTC, in the reader’s language (R24)', async ({
  stage,
  visit,
}) => {
  const [boss, person] = [await visit({ permissions: ['clipboard-read', 'clipboard-write'] }), await visit()]
  await person.goto(`/sign-in/microsoft?chain=${stage.northId}`)
  await pickAccount(person, 'cleo.declines@north.example')
  await answerConsent(person, 'Cancel')
  await expectRefused(person, 'consent_declined')
  await expectAccessible(person)
  const reference = new URL(person.url()).searchParams.get('reference') ?? ''
  await openSignIns(boss, `?reference=${reference}`)
  await boss.getByRole('button', { name: detail.copyForIt }).click()
  await boss.getByText(detail.copied).waitFor()
  const text = await boss.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain(reference)
  expect(text).toMatch(/Correlation ID: [0-9a-f-]{36}/)
  expect(text).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/)
  expect(text).toContain('AADSTS65004')
})

test('who reads further down is not moved: what is new waits behind a button that says how many (R19)', async ({
  stage,
  visit,
}) => {
  const boss = await visit()
  await openSignIns(boss)
  await boss.getByRole('row').nth(1).hover()
  const before = await boss.getByRole('row').nth(1).innerText()
  await fetch(`${stage.url}/sign-in/microsoft?chain=${stage.northId}`, {
    redirect: 'manual',
    headers: { referer: stage.url },
  })
  await fetch(`${stage.url}/sign-in/microsoft?chain=${stage.northId}`, {
    redirect: 'manual',
    headers: { referer: stage.url },
  })
  await boss.getByRole('button', { name: signIns.live.show(2) }).waitFor()
  await expect.poll(() => boss.getByRole('row').nth(1).innerText()).toBe(before)
  await boss.getByRole('button', { name: signIns.live.show(2) }).click()
  await expect.poll(() => boss.getByRole('row').nth(1).innerText()).not.toBe(before)
})

test.for([
  ['fr', 'dark'],
  ['es', 'light'],
] as const)(
  'the page in %s, in %s colours, on a phone, is accessible and not wider than it (R24)',
  async ([language, colorScheme], { stage, visit }) => {
    const boss = await visit({
      colorScheme,
      viewport: { width: 390, height: 800 },
      isMobile: true,
      hasTouch: true,
    })
    await stage.db.updateTable('userAccount').set({ language, languageChosen: true }).execute()
    await openSignIns(boss, '', language)
    await expectAccessible(boss)
    await expect
      .poll(() => boss.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(390)
    await boss.getByRole('table').getByRole('link').first().click()
    await boss.getByRole('heading', { level: 1, name: messages[language].signIns.detail.title('') }).waitFor()
    await expectAccessible(boss)
    await expect
      .poll(() => boss.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(390)
    await stage.db.updateTable('userAccount').set({ language: 'en', languageChosen: true }).execute()
  },
)

/** Signs the manager of North Group in, on the page of sign-ins. */
async function openSignIns(page: Page, query = '', language: 'en' | 'fr' | 'es' = 'en') {
  await page.goto(`/sign-in?lang=en&return_to=${encodeURIComponent(`/administration/sign-ins${query}`)}`)
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (query === '')
    await page.getByRole('heading', { level: 1, name: messages[language].signIns.title }).waitFor()
}

/** In the pop-up: picks the account, and accepts what is asked. */
async function comeAs(page: Page, loginId: string) {
  const popup = await openPopup(page)
  await pickAccount(popup, loginId)
  await answerConsent(popup, 'Accept')
}
