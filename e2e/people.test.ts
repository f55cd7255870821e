import type { Page } from 'playwright'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { ToldRefusal } from '#shared/refusals.ts'
import { sampleDirectory } from '../emulator/sample.ts'
import { expectHome, expectRefused, openPopup, openSignIn } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, atMicrosoft, type MicrosoftPage, pickAccount } from './microsoft.ts'

/** Where a person's sign-in ends: at home, on our page with a refusal, or on a page of Microsoft that never returns. */
type End = { home: string } | { refused: ToldRefusal } | { stays: MicrosoftPage; aadsts: number }

/** Whom the emulator has, what Microsoft asks them, and where they end. */
const journeys: [loginId: string, asked: ('accept' | 'decline' | 'approve' | 'choose')[], End][] = [
  ['ada.linked@north.example', [], { home: 'Ada Lind' }],
  ['bea.first@north.example', ['accept'], { home: 'Bea First' }],
  ['carl.mail@north.example', ['accept'], { refused: 'unknown_user' }],
  ['Dora.Capital@North.example', ['accept'], { home: 'Dora Capital' }],
  ['emil.other@south.example', ['accept'], { refused: 'unknown_user' }],
  ['gus@partner.example', ['accept'], { refused: 'unknown_user' }],
  ['pia@outlook.example', [], { stays: 'trouble', aadsts: 500200 }],
  ['cleo.declines@north.example', ['decline'], { refused: 'consent_declined' }],
  ['nina.admin@north.example', [], { stays: 'need-admin', aadsts: 90094 }],
  ['noah.unassigned@north.example', [], { stays: 'trouble', aadsts: 50105 }],
  ['paul.policy@north.example', [], { stays: 'trouble', aadsts: 53003 }],
  ['mia.nomail@north.example', ['accept'], { home: 'Mia Nomail' }],
  ['rex.recreated@north.example', ['accept'], { refused: 'linked_to_other_account' }],
  ['sam.slow@north.example', ['approve', 'accept'], { home: 'Sam Slow' }],
  ['max.manager@north.example', ['choose'], { home: 'Max Manager' }],
  ['sue.disabled@north.example', [], { refused: 'account_disabled' }],
  ['ines.typo@north.example', ['accept'], { refused: 'unknown_user' }],
]

const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', es: 'es-ES' }

/**
 * Each in a language that is not the default, French and Spanish in turn. In English they are played in
 * `remedies.test.ts`; every refusal's page in every language is read in `server/sign-in/every-refusal.test.ts`.
 */
const rows = journeys.map(([loginId, asked, end], row) => {
  const language: Language = row % 2 === 0 ? 'fr' : 'es'
  return { language, loginId, asked, end }
})

test('every person of the emulator has a journey here', () => {
  expect(journeys.map(([loginId]) => loginId)).toEqual(sampleDirectory().people.map(({ loginId }) => loginId))
})

test.for(rows)(
  '$loginId, in $language, ends on the right page with the right sentence (R18, R24)',
  async ({ language, loginId, asked, end }, { stage, visit }) => {
    // As if nobody had been here before, in another language.
    stage.emulator.directory.consents = sampleDirectory().consents
    await stage.db.updateTable('userAccount').set({ language }).execute()
    // Someone who is linked goes where they are linked, and is not asked (R11).
    if (asked.includes('choose'))
      await stage.db.deleteFrom('microsoftLink').where('loginId', '=', loginId).execute()

    const page = await visit({ locale: locales[language] })
    await openSignInIn(page, language)
    const popup = await openPopup(page, language)
    await pickAccount(popup, loginId)
    for (const question of asked) await answer(popup, question, language)

    if ('home' in end) await expectHome(page, end.home, language)
    else if ('refused' in end) await expectRefused(page, end.refused, language)
    else {
      await atMicrosoft(popup, end.stays)
      await expect.poll(() => popup.getByRole('main').innerText()).toContain(`AADSTS${end.aadsts}`)
      await page.getByText(messages[language].popup.waiting).waitFor()
      await page.getByRole('button', { name: messages[language].popup.cancel, exact: true }).click()
      await expectRefused(page, 'popup_closed', language)
    }
  },
)

test('who goes back from “Need admin approval” is told that permission is missing (R18)', async ({
  visit,
}) => {
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, 'nina.admin@north.example')
  await popup.getByRole('link', { name: /^Return to the application/ }).click()
  await expectRefused(page, 'consent_declined')
})

async function openSignInIn(page: Page, language: Language) {
  await page.goto('/')
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(language)
}

async function answer(
  popup: Page,
  question: 'accept' | 'decline' | 'approve' | 'choose',
  language: Language,
) {
  if (question === 'accept') return answerConsent(popup, 'Accept')
  if (question === 'decline') return answerConsent(popup, 'Cancel')
  if (question === 'choose') {
    await popup.getByRole('heading', { name: messages[language].choose.title }).waitFor()
    return popup.getByRole('button', { name: 'North Group' }).click()
  }
  await atMicrosoft(popup, 'second-factor')
  return popup.getByRole('button', { name: 'Approve' }).click()
}
