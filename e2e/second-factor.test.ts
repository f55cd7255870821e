import type { Page } from 'playwright'
import { codeOf } from '#server/testing/authenticator.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { addUser } from '#server/users/users.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome } from './front-page.ts'
import { expect, test } from './journey.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const { signIn, home, secondFactor } = messages.en
const { door, account, offer, console: words } = secondFactor

// Several browsers, one after the other.
const timeout = 180_000

test(
  'a manager is offered a second factor, sets up an app and a passkey, and signs in with each (R30)',
  async ({ stage, visit }) => {
    const { username } = await manager(stage)
    // A first code that is not right is one.
    const page = await visit({ expected: /status of 400/, own: true })
    await addVirtualAuthenticator(page)
    await givePassword(page, username)
    await expectHome(page, 'Petra Password')

    await page.getByRole('region', { name: offer.title }).waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: offer.setUp }).click()
    await page.getByRole('heading', { name: secondFactor.title }).waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: account.setUpApp }).click()
    await agree(page)
    await page.getByRole('img', { name: account.picture }).waitFor()
    await expectAccessible(page)
    const secret = ((await page.locator('[class*=secret]').textContent()) ?? '').replaceAll(' ', '')
    await page.getByRole('textbox', { name: account.code }).fill('000000')
    await page.getByRole('button', { name: account.confirm, exact: true }).click()
    await page.getByText(account.wrongCode).waitFor()
    await page.getByRole('textbox', { name: account.code }).fill(codeOf(secret, new Date()))
    await page.getByRole('button', { name: account.confirm, exact: true }).click()
    await page.getByText(account.codesHint).waitFor()
    const codes = await page.getByRole('dialog').getByRole('listitem').allTextContents()
    expect(codes).toHaveLength(10)
    await expectAccessible(page)
    await page.getByRole('button', { name: account.codesKept }).click()
    await page.getByText(account.codesLeft(10)).waitFor()

    await page.getByRole('button', { name: account.addPasskey }).click()
    await page.getByLabel(account.passkeyName).fill('Office laptop')
    await agree(page)
    await page.getByRole('button', { name: account.removePasskey('Office laptop') }).waitFor()
    await expectAccessible(page)

    await signOut(page)
    await givePassword(page, username)
    await page.getByRole('heading', { name: door.title }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: door.passkey }).click()
    await expectHome(page, 'Petra Password')
    await expect.poll(() => page.getByRole('region', { name: offer.title }).count()).toBe(0)

    // A script, or a passkey, is not needed: another browser, with what the phone shows next.
    const plain = await visit({ javaScriptEnabled: false })
    await givePassword(plain, username)
    await expect.poll(() => plain.getByRole('button', { name: door.passkey }).count()).toBe(0)
    await plain.getByLabel(door.code).fill('000000')
    await plain.getByRole('button', { name: door.submit }).first().click()
    await plain.getByRole('heading', { name: door.wrongTitle }).waitFor()
    await plain.getByLabel(door.code).fill(codeOf(secret, new Date(Date.now() + 30_000)))
    await plain.getByRole('button', { name: door.submit }).first().click()
    await plain.waitForURL('/')

    const paper = await visit({ viewport: { width: 360, height: 740 } })
    await givePassword(paper, username)
    await paper.getByText(door.recovery).click()
    await expectAccessible(paper)
    await expect
      .poll(() => paper.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0)
    await paper.getByLabel(door.recoveryCode).fill(codes[0] ?? '')
    await paper.getByRole('button', { name: door.submit }).last().click()
    await expectHome(paper, 'Petra Password')
  },
  timeout,
)

test('a passkey that the person does not confirm is said to be unused, and the codes are still there (R30)', async ({
  stage,
  visit,
}) => {
  const { username } = await manager(stage)
  const page = await visit({ own: true })
  const authenticator = await addVirtualAuthenticator(page)
  await givePassword(page, username)
  await page.goto('/account')
  await page.getByRole('button', { name: account.addPasskey }).click()
  await page.getByLabel(account.passkeyName).fill('Phone')
  await agree(page)
  await page.getByRole('button', { name: account.codesKept }).click()
  await signOut(page)

  await givePassword(page, username)
  await authenticator.refuse()
  await page.getByRole('button', { name: door.passkey }).click()
  await page.getByText(door.passkeyFailed).waitFor()
  await expect.poll(() => page.getByLabel(door.code).isVisible()).toBe(true)
})

test(
  'the console shows which managers have none, and one removes the factor of another who has lost the phone (R30)',
  async ({ stage, visit }) => {
    const [petra, boss] = [await manager(stage), await manager(stage)]
    await havePasskey(stage, petra.id)
    const other = await visit()
    await givePassword(other, boss.username)
    await other.goto('/administration/users?secondFactor=none')
    await other.getByRole('link', { name: boss.username, exact: true }).waitFor()
    await expect.poll(() => other.getByRole('link', { name: petra.username, exact: true }).count()).toBe(0)
    await expectAccessible(other)
    await other.getByRole('button', { name: messages.en.filterLine.add }).click()
    await other.getByRole('menuitem', { name: words.column }).click()
    await other.getByRole('menuitem', { name: words.filterSet }).click()
    await other.getByRole('link', { name: petra.username, exact: true }).waitFor()
    await other.getByRole('row', { name: petra.username }).getByRole('button').click()
    await other.getByRole('menuitem', { name: words.remove }).click()
    await other.getByText(words.removeHint).waitFor()
    await expectAccessible(other)
    await other.getByRole('button', { name: words.remove }).click()
    await other.getByRole('link', { name: petra.username, exact: true }).waitFor({ state: 'detached' })
    const page = await visit()
    await givePassword(page, petra.username)
    await expectHome(page, 'Petra Password')
  },
  timeout,
)

let people = 0

async function manager({ db, northId }: Stage) {
  people += 1
  const user = {
    username: `petra.factor.${people}`,
    email: `petra.factor.${people}@north.example`,
    firstName: 'Petra',
    lastName: 'Password',
    passwordHash: await leastHash(password),
  }
  const membership = { locationId: northId, role: 'chain_and_user_manager' as const }
  return addUser(db, { kind: 'operator' }, user, membership, new Date())
}

/** A passkey that is lost: nobody will ever sign with it. */
async function havePasskey({ db, northId }: Stage, userId: string) {
  const lost = {
    credentialId: Buffer.alloc(16, userId),
    publicKey: Buffer.alloc(1),
    counter: 0,
    name: 'Phone',
  }
  const row = { id: crypto.randomUUID(), customerId: northId, userId, ...lost, addedAt: new Date() }
  await db.insertInto('passkey').values(row).execute()
}

async function givePassword(page: Page, username: string) {
  await page.goto('/sign-in')
  await page.getByLabel(signIn.username).fill(username)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
}

async function agree(page: Page) {
  await page.getByRole('button', { name: account.continue }).click()
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: home.signOut, exact: true }).first().click()
  await page.getByText(signIn.signedOut).waitFor()
}

/** A device with a fingerprint reader, and somebody who touches it. */
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
    /** The finger is another's from now on. */
    refuse: () => browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
  }
}
