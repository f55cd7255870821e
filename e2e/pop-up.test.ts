import { sql } from 'kysely'
import { messages } from '#shared/messages/messages.ts'
import {
  countSessions,
  expectHome,
  expectRefused,
  microsoftButton,
  openPopup,
  openSignIn,
  popupOf,
} from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'

test.for([
  ['cut the pop-up off, as Microsoft does', true],
  ['leave it tied to its opener', false],
] as const)(
  'the pop-up reports and closes where Microsoft’s pages %s (R7)',
  async ([, coop], { stage, visit }) => {
    stage.emulator.control.coop = coop
    const vera = await stage.newPerson()
    const page = await visit()
    await openSignIn(page)
    const popup = await openPopup(page)
    await pickAccount(popup, vera.loginId)
    await answerConsent(popup, 'Accept')
    await expectHome(page, vera.name)
    await expect.poll(() => popup.isClosed()).toBe(true)
    stage.emulator.control.coop = true
  },
)

test('who closes the pop-up is offered to open it again, and that works (R7)', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const closed = await openPopup(page)
  await pickAccount(closed, vera.loginId)
  await atMicrosoft(closed, 'consent')
  await closed.close()

  await page.getByText('Waiting for the Microsoft window…').waitFor()
  const again = await popupOf(page, () => page.getByRole('button', { name: 'Open it again' }).click())
  await answerConsent(again, 'Accept')
  await expectHome(page, vera.name)
  expect(await countSessions(stage.db, vera.userId)).toBe(1)
})

test('who cancels the waiting is told so, and a late answer signs nobody in (R7)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await atMicrosoft(popup, 'consent')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expectRefused(page, 'popup_closed')

  await answerConsent(popup, 'Accept')
  await expect.poll(() => popup.isClosed()).toBe(true)
  expect(await countSessions(stage.db, vera.userId)).toBe(0)
})

test('the sign-in goes on in the page, and the pop-up left behind can no longer complete it (R7)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const left = await openPopup(page)
  await pickAccount(left, vera.loginId)
  await atMicrosoft(left, 'consent')
  await page.getByRole('button', { name: 'Continue in this window' }).click()
  await atMicrosoft(page, 'consent')

  await answerConsent(left, 'Accept')
  await expectRefused(left, 'invalid_response')
  expect(await countSessions(stage.db, vera.userId)).toBe(0)

  await answerConsent(page, 'Accept')
  await expectHome(page, vera.name)
  expect(await countSessions(stage.db, vera.userId)).toBe(1)
})

test('where the page that opened it is gone, the pop-up itself leads on', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await atMicrosoft(popup, 'consent')
  await page.close()
  await answerConsent(popup, 'Accept')
  await popup.getByRole('heading', { name: 'You are signed in' }).waitFor()
  await popup.getByRole('link', { name: 'Continue to TMAS' }).click()
  await expectHome(popup, vera.name)
})

test('where the page that opened it is gone, the pop-up itself shows why nobody is signed in', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await atMicrosoft(popup, 'consent')
  await page.close()
  await answerConsent(popup, 'Cancel')
  await popup.getByRole('link', { name: 'Show the reason here' }).click()
  await expectRefused(popup, 'consent_declined')
})

test('where window.open gives nothing, the sign-in goes on in the page (R7)', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit({ own: true })
  await page.addInitScript(() => {
    window.open = () => null
  })
  await openSignIn(page)
  await microsoftButton(page).click()
  await pickAccount(page, vera.loginId)
  await answerConsent(page, 'Accept')
  await expectHome(page, vera.name)
})

test('where windows cannot speak to each other, the page finds out by asking (R7)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit({ own: true })
  await page.context().addInitScript(() => {
    Reflect.deleteProperty(window, 'BroadcastChannel')
  })
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await answerConsent(popup, 'Accept')
  await expectHome(page, vera.name)
  await expect.poll(() => popup.isClosed()).toBe(true)
})

test('a double click opens one pop-up, which works', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await popupOf(page, () => microsoftButton(page).dblclick())
  await pickAccount(popup, vera.loginId)
  await answerConsent(popup, 'Accept')
  await expectHome(page, vera.name)
  expect(await countSessions(stage.db, vera.userId)).toBe(1)
})

test('where too many refusals came back, the waiting page says so, and the pop-up closes (R7)', async ({
  stage,
  visit,
}) => {
  await sql`
    insert into sign_in_attempt
      (id, reference, door, started_at, returned_at, ip, network, outcome, code, ended_at, kept_until)
    select gen_random_uuid(), 'FXD' || translate(to_char(n, 'FM00000'), '01', 'AB'), 'microsoft', now(), now(), network,
      network, 'refused', 'consent_declined', now(), now() + interval '1 day'
    from unnest(array['127.0.0.1', '::1']) with ordinality as own(network, place),
      generate_series(place * 5000, place * 5000 + 400) as n`.execute(stage.db)
  try {
    const page = await visit({ expected: /status of 429/ })
    await openSignIn(page)
    const popup = await popupOf(page, () => microsoftButton(page).click())
    // Nothing is recorded beyond the bound, so there is no reference either.
    await page.waitForURL((url) => url.searchParams.get('refused') === 'throttled')
    await page.getByRole('heading', { name: messages.en.refusalWords.throttled.person.sentence }).waitFor()
    await expect.poll(() => popup.isClosed()).toBe(true)
  } finally {
    await stage.db.deleteFrom('signInAttempt').where('reference', 'like', 'FXD%').execute()
  }
})
