import type { Page } from 'playwright'
import { expect } from 'vitest'

/** Microsoft's pages, by the names that the emulator gives them. */
export type MicrosoftPage = 'pick' | 'consent' | 'second-factor' | 'need-admin' | 'trouble'

/** Waits until the window shows this page of Microsoft. */
export async function atMicrosoft(page: Page, name: MicrosoftPage): Promise<void> {
  await page.locator(`body[data-page="${name}"]`).waitFor()
}

export async function pickAccount(page: Page, loginId: string): Promise<void> {
  await atMicrosoft(page, 'pick')
  await page.getByRole('button', { name: loginId }).click()
}

/** Presses Accept, or Cancel, on the request for permissions. */
export async function answerConsent(page: Page, answer: 'Accept' | 'Cancel'): Promise<void> {
  await atMicrosoft(page, 'consent')
  await page.getByRole('button', { name: answer, exact: true }).click()
}

/**
 * Presses Back until TMAS is there again. The browser may show a page as it kept it, without loading it. While it is
 * still putting one page in the place of another, it goes nowhere, and Back is pressed again.
 */
export async function goBackToTmas(page: Page): Promise<void> {
  const isBack = () => page.url().includes('/sign-in')
  await expect
    .poll(async () => {
      if (!isBack()) await page.goBack({ waitUntil: 'commit' }).catch(() => undefined)
      return isBack()
    })
    .toBe(true)
}
