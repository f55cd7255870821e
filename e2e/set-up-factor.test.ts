import type { Page } from 'playwright'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { codeOf } from '#server/testing/authenticator.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { addUser } from '#server/users/users.ts'
import { sayDay } from '#shared/end-date.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome } from './front-page.ts'
import { expect, test } from './journey.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const timeout = 180_000
/** Days that have come, and that have not, whenever this runs. */
const [past, future] = ['2020-01-01', '2099-01-01']

test(
  'a manager is told of the day, and after it sets up a passkey on the way, with the keyboard alone (R30)',
  async ({ stage, visit }) => {
    const { home, secondFactor, signIn } = messages.en
    const { username } = await manager(stage)
    await requireFrom(stage, future)
    // When the day has come, what the open page asks is answered 401.
    const page = await visit({ own: true, expected: /status of 401/ })
    const authenticator = await addVirtualAuthenticator(page)
    await givePassword(page, username)
    await expectHome(page, 'Petra Password')
    const notice = page.getByRole('region', { name: secondFactor.offer.requiredTitle(sayDay(future, 'en')) })
    await notice.waitFor()
    await expectAccessible(page)
    await notice.getByRole('button', { name: secondFactor.offer.notYet }).click()
    await expect.poll(() => notice.count()).toBe(0)

    await requireFrom(stage, past)
    await page.goto('/account')
    await page.getByText(secondFactor.setUp.held).waitFor()
    await expectAccessible(page)
    await page.getByLabel(signIn.username).fill(username)
    await page.getByLabel(signIn.password, { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: secondFactor.setUp.title }).waitFor()
    await expectAccessible(page)

    const make = page.getByRole('button', { name: secondFactor.setUp.makePasskey })
    await authenticator.verify(false)
    await make.focus()
    await page.keyboard.press('Enter')
    await page.getByText(secondFactor.account.passkeyFailed).waitFor()
    await authenticator.verify(true)
    await make.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: secondFactor.setUp.ready }).waitFor()
    await expect.poll(() => page.getByRole('listitem').count()).toBe(10)
    await expectAccessible(page)
    await page.getByRole('link', { name: secondFactor.setUp.continue }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toBe(`${stage.url}/account`)
    await page.getByRole('heading', { name: secondFactor.title }).waitFor()

    await page.goto('/')
    await page.getByRole('button', { name: home.signOut, exact: true }).first().click()
    await page.getByText(signIn.signedOut).waitFor()
    await givePassword(page, username)
    await page.getByRole('button', { name: secondFactor.door.passkey }).click()
    await expectHome(page, 'Petra Password')
  },
  timeout,
)

test.for<Language>(['en', 'fr', 'es'])(
  'on a new phone without JavaScript, in %s, the mailed link leads to an app that is set up on the way (R24, R30)',
  { timeout },
  async (language, { stage, visit }) => {
    const { secondFactor, signIn } = messages[language]
    const { setUp, account } = secondFactor
    const { id, username } = await manager(stage)
    await requireFrom(stage, past)
    const phone = { width: 360, height: 740 }
    const page = await visit({
      viewport: phone,
      javaScriptEnabled: false,
      locale: language,
      colorScheme: 'dark',
      expected: /status of 422/,
    })
    await givePassword(page, username, signIn)
    await page.getByRole('heading', { name: setUp.unknownDevice }).waitFor()
    await page.getByRole('button', { name: setUp.send }).click()
    await page.getByText(setUp.sent).waitFor()
    await page.goto(await linkMailedTo(stage, id))
    await page.getByText(setUp.deviceHint(username)).waitFor()
    await page.getByRole('button', { name: setUp.deviceConfirm }).click()

    await page.getByRole('heading', { name: setUp.title, exact: true }).waitFor()
    await page.getByText(setUp.why(sayDay(past, language))).waitFor()
    await page.getByRole('img', { name: account.picture }).waitFor()
    await expect.poll(() => page.getByRole('button', { name: setUp.makePasskey }).count()).toBe(0)
    const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel(account.code, { exact: true }).fill('000000')
    await page.getByRole('button', { name: setUp.submit }).click()
    await page.getByText(setUp.wrongCode).waitFor()
    await page.getByLabel(account.code, { exact: true }).fill(codeOf(secret, new Date()))
    await page.getByRole('button', { name: setUp.submit }).click()
    await page.getByRole('heading', { name: setUp.ready }).waitFor()
    await page.getByRole('link', { name: setUp.continue }).click()
    await expect.poll(() => page.url()).toBe(`${stage.url}/`)
  },
)

test(
  'the pages of the set-up fit a phone and are accessible (R30)',
  async ({ stage, visit }) => {
    const { secondFactor } = messages.en
    const { username } = await manager(stage)
    await requireFrom(stage, null)
    const page = await visit({ viewport: { width: 360, height: 740 }, own: true })
    await addVirtualAuthenticator(page)
    await givePassword(page, username)
    await expectHome(page, 'Petra Password')
    // Nothing of the page is under way any more when its session ends.
    await page.goto('about:blank')
    await requireFrom(stage, past)
    await givePassword(page, username)
    await page.getByRole('button', { name: secondFactor.setUp.makePasskey }).waitFor()
    await expectAccessible(page)
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0)
    const stranger = await visit({ viewport: { width: 360, height: 740 } })
    await givePassword(stranger, username)
    await stranger.getByRole('heading', { name: secondFactor.setUp.unknownDevice }).waitFor()
    await expectAccessible(stranger)
  },
  timeout,
)

let people = 0

async function manager({ db, northId }: Stage) {
  people += 1
  const user = {
    username: `petra.required.${people}`,
    email: `petra.required.${people}@north.example`,
    firstName: 'Petra',
    lastName: 'Password',
    passwordHash: await leastHash(password),
  }
  const membership = { locationId: northId, role: 'chain_and_user_manager' as const }
  return addUser(db, { kind: 'operator' }, user, membership, new Date())
}

function requireFrom({ db, northId }: Stage, secondFactorRequiredFrom: string | null) {
  return changeAdvancedSettings(db, { kind: 'operator' }, northId, { secondFactorRequiredFrom }, new Date())
}

async function linkMailedTo({ db }: Stage, userId: string): Promise<string> {
  const mail = await db
    .selectFrom('mail')
    .select('textBody')
    .where('userId', '=', userId)
    .where('textBody', 'like', '%/sign-in/device?token=%')
    .executeTakeFirstOrThrow()
  return /\/sign-in\/device\?token=[\w-]{43}/.exec(mail.textBody ?? '')?.[0] ?? ''
}

async function givePassword(page: Page, username: string, words = messages.en.signIn) {
  await page.goto('/sign-in')
  await page.getByLabel(words.username).fill(username)
  await page.getByLabel(words.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: words.submit, exact: true }).click()
}

/** A device with a fingerprint reader, and someone who touches it. */
async function addVirtualAuthenticator(page: Page) {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    verify: (isUserVerified: boolean) =>
      browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}
