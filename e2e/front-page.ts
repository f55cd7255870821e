import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { Db } from '#server/platform/database.ts'
import { loadAadstsTexts } from '#shared/aadsts/explain.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { ToldRefusal } from '#shared/refusals.ts'
import { samplePassword } from '../scripts/sample-customers.ts'

/** Opens TMAS as a stranger, who is sent to the sign-in page. */
export async function openSignIn(page: Page, address = '/'): Promise<void> {
  await page.goto(address)
  await microsoftButton(page).waitFor()
}

/** Leaves for Microsoft from a page of ours, without a pop-up. Where none of ours led, nothing is stored (R34). */
export async function leaveFor(page: Page, address: string): Promise<void> {
  await page.goto('/help')
  await page.evaluate((to) => window.location.assign(to), address)
  await page.waitForURL((url) => url.pathname !== '/help')
}

export function microsoftButton(page: Page, language: Language = 'en') {
  return page.getByRole('link', { name: messages[language].signIn.microsoft, exact: true })
}

/** Presses the button, and waits for the pop-up that it opens. */
export async function openPopup(page: Page, language: Language = 'en'): Promise<Page> {
  return popupOf(page, () => microsoftButton(page, language).click())
}

/** The pop-up that something opens. */
export async function popupOf(page: Page, press: () => Promise<unknown>): Promise<Page> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), press()])
  return popup
}

/** Fills in the English form of the sign-in page with a sample customer's person, and sends it. */
export async function signInWithPassword(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(samplePassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Waits for the console's home page of this person. */
export async function expectHome(page: Page, name: string, language: Language = 'en'): Promise<void> {
  await page.getByRole('heading', { level: 1, name: messages[language].home.welcome(name) }).waitFor()
}

/** Waits for the sign-in page with this refusal's sentence, who has to act, the remedy and a reference (R18). */
export async function expectRefused(page: Page, code: ToldRefusal, language: Language = 'en'): Promise<void> {
  await page.waitForURL((url) => url.searchParams.get('refused') === code)
  const { refused, refusalWords } = messages[language]
  const { sentence } = refusalWords[code].person
  const notice = page.getByRole('alert')
  await notice.getByRole('heading', { name: sentence, exact: true }).waitFor()
  const text = await notice.innerText()
  expect(text).toContain(refused.whatToDo)
  expect((await remediesOf(code, language)).filter((remedy) => text.includes(remedy))).toHaveLength(1)
  expect(text).toMatch(/\b[2-9A-HJKMNP-Z]{8}\b/)
}

/** What a person can be told to do about a refusal, in a journey. */
async function remediesOf(code: ToldRefusal, language: Language): Promise<string[]> {
  const { faults, refusalWords } = messages[language]
  // An answer that could not be accepted also says which check it failed: in a journey, that of the browser.
  if (code === 'invalid_response') return [faults.words.browser.person.remedy]
  if (code !== 'consent_declined') return [refusalWords[code].person.remedy]
  // Microsoft says whether it was the consent that was declined, or the sign-in that was canceled.
  const texts = await loadAadstsTexts(language)
  return [texts.consent_declined.remedy, texts.cancelled.remedy]
}

/** How many sessions a user has. */
export async function countSessions(db: Db, userId: string): Promise<number> {
  return (await db.selectFrom('session').select('id').where('userId', '=', userId).execute()).length
}
