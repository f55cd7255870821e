/** A computer that the people of a store share (R38): marked, used by Ada, handed to Bea, left alone. */

import type { Page } from 'playwright'
import { hashSecret, newSecret } from '#server/platform/secret.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { addUser } from '#server/users/users.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const { meanwhile, sharedComputers, signIn } = messages.en
const { bar, countdown, list, page: words } = sharedComputers

/** Answers that are refusals, which Chromium and the router write to the console. */
const expected = /status of 4\d\d|The API answered 403/

test('a manager marks a computer by link; Ada hands it to Bea, who comes to the same page (R38)', async ({
  stage,
  visit,
}) => {
  const manager = await managerAt(stage, await visit({ expected }))
  await manager.goto('/administration/devices')
  await manager.getByRole('heading', { level: 1, name: list.title }).waitFor()
  await expectAccessible(manager)
  await manager.getByRole('button', { name: list.byLink }).click()
  await fillIn(manager, 'Till 2')
  await expectAccessible(manager)
  await manager.getByRole('button', { name: list.makeLink }).click()
  const link = await manager.getByRole('textbox', { name: list.linkLabel, exact: true }).inputValue()

  const till = await visit({ expected })
  await till.goto(link)
  await expectAccessible(till)
  await till.getByRole('button', { name: words.mark }).click()
  await till.getByText(words.marked).waitFor()
  await manager.getByRole('dialog', { name: list.markedTitle('Till 2') }).waitFor()

  const [ada, bea] = [await stage.newPerson(), await stage.newPerson()]
  await till.goto('/sign-in/microsoft?return_to=/account')
  await pickAccount(till, ada.loginId)
  await answerConsent(till, 'Accept')
  const region = till.getByRole('region', { name: bar.label })
  await region.getByText(bar.named('Till 2')).waitFor()
  await region.getByText(bar.signedInAs(ada.name)).waitFor()
  await expectAccessible(till)
  await region.getByRole('button', { name: bar.notMe }).focus()
  await till.keyboard.press('Enter')
  await pickAccount(till, bea.loginId)
  await answerConsent(till, 'Accept')
  await region.getByText(bar.signedInAs(bea.name)).waitFor()
  expect(new URL(till.url()).pathname).toBe('/account')
  const ended = await stage.db
    .selectFrom('auditRecord')
    .select('detail')
    .where('action', '=', 'session.ended')
    .where('actorUserId', '=', ada.userId)
    .execute()
  expect(ended).toHaveLength(1)
})

test('a page that is not for the next person leads to their home (R38)', async ({ stage, visit }) => {
  const till = await sharedComputer(stage, await visit({ expected }))
  await signInByPassword(till, await newManager(stage), '/administration/users')
  await till.getByRole('heading', { level: 1, name: messages.en.users.title }).waitFor()
  await till.getByRole('button', { name: bar.notMe }).click()
  await till.getByRole('link', { name: signIn.microsoft, exact: true }).waitFor()
  const address = new URL(till.url())
  expect(address.searchParams.get('return_to')).toBe('/administration/users')
  const next = await stage.newPerson()
  await till.goto('/sign-in/microsoft?return_to=/administration/users')
  await pickAccount(till, next.loginId)
  await answerConsent(till, 'Accept')
  await till.getByText(bar.signedInAs(next.name)).waitFor()
  await expect.poll(() => new URL(till.url()).pathname).toBe('/')
})

test('a computer shows a code; a manager enters it, and the computer goes on by itself (R38)', async ({
  stage,
  visit,
}) => {
  const till = await visit({ expected })
  await till.goto('/sign-in')
  await till.getByRole('link', { name: words.link }).click()
  await till.getByRole('button', { name: words.show }).click()
  const code = (await till.locator('.shown-code').innerText()).trim()
  await expectAccessible(till)
  const manager = await managerAt(stage, await visit({ expected, viewport: { width: 390, height: 800 } }))
  await manager.goto('/administration/devices')
  await manager.getByRole('button', { name: list.byCode }).click()
  await manager.getByRole('textbox', { name: list.code, exact: true }).fill('WRONG')
  await fillIn(manager, 'Office')
  await manager.getByRole('button', { name: list.markByCode }).click()
  await manager.getByText(list.faults.code).waitFor()
  await manager.getByRole('textbox', { name: list.code, exact: true }).fill(code.toLowerCase())
  await manager.getByRole('button', { name: list.markByCode }).click()
  await till.getByText(words.marked).waitFor()
  await manager.getByRole('dialog', { name: list.markedTitle('Office') }).waitFor()
  await expectAccessible(manager)
  await manager.getByRole('button', { name: list.close }).click()

  await manager.getByRole('button', { name: list.editOne('Office') }).click()
  await manager.getByRole('textbox', { name: list.name, exact: true }).fill('Back office')
  await manager.getByRole('button', { name: list.save }).click()
  await manager.getByText(list.changed('Back office')).waitFor()
  await manager.getByRole('button', { name: list.unmarkOne('Back office') }).click()
  await manager.getByRole('dialog').getByRole('button', { name: list.unmark }).click()
  await manager.getByText(list.unmarked('Back office')).waitFor()
  await till.goto('/sign-in')
  await till.getByRole('link', { name: words.link }).waitFor()
})

test('someone whose second factor is a passkey reads on a shared computer where to make the change instead (R24, R33, R38)', async ({
  stage,
  visit,
}) => {
  const { apiKeys, proof } = messages.en
  const till = await sharedComputer(stage, await visit({ expected }))
  const username = await newManager(stage)
  await signInByPassword(till, username, '/administration/api-keys')
  await till.getByRole('heading', { level: 1, name: apiKeys.title }).waitFor()
  // They set the passkey up elsewhere, after they had signed in here.
  const { id: userId } = await stage.db
    .selectFrom('userAccount')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  const key = { credentialId: Buffer.alloc(16, 9), publicKey: Buffer.alloc(1), counter: 0, name: 'Phone' }
  await stage.db
    .insertInto('passkey')
    .values({ id: crypto.randomUUID(), customerId: stage.northId, userId, ...key, addedAt: new Date() })
    .execute()
  await stage.db
    .updateTable('session')
    .set({ provedAt: new Date(Date.now() - 6 * 60_000) })
    .where('userId', '=', userId)
    .execute()

  await till.getByRole('button', { name: apiKeys.make }).click()
  const form = till.getByRole('dialog', { name: apiKeys.makeTitle })
  await form.getByLabel(apiKeys.name).fill('Rota')
  await form.getByRole('combobox', { name: apiKeys.location }).fill('stat')
  await till.getByRole('option', { name: /Station Square/ }).click()
  await form.getByRole('button', { name: apiKeys.make }).click()
  const question = till.getByRole('dialog', { name: proof.title })
  await question.getByText(proof.noWayShared).waitFor()
  await expectAccessible(till)
})

test('the last of the idle time is counted; a key keeps the person signed in, and the end leaves nothing in view (R38)', async ({
  stage,
  visit,
}) => {
  const till = await sharedComputer(stage, await visit({ expected, own: true }))
  await till.clock.install()
  await signInByPassword(till, await newManager(stage), '/administration/users')
  await till.getByRole('heading', { level: 1, name: messages.en.users.title }).waitFor()
  const shown = till.locator('[data-countdown]')
  // The server's clock goes on by itself, and the page may ask it.
  await lastUsed(stage, 245_000)
  await till.clock.fastForward(245_000)
  await shown.getByText(/0:[0-5]\d/).waitFor()
  await expectAccessible(till)
  expect(await till.getByRole('status').allInnerTexts()).toContainEqual(
    expect.stringMatching(/signed out in \d+ seconds/),
  )
  await shown.getByRole('button', { name: countdown.stay }).focus()
  await till.keyboard.press('Enter')
  await till.clock.runFor(11_000)
  await shown.waitFor({ state: 'detached' })
  await lastUsed(stage, 3_600_000)
  await till.clock.fastForward(302_000)
  await expect.poll(() => new URL(till.url()).pathname).toBe('/sign-in')
  expect(await till.locator('body').innerText()).not.toContain('Mona')
})

/** So long ago, the sessions on shared computers were used for the last time. In milliseconds. */
test('a rename that conflicts with another shows both, and the person decides (R32, R38)', async ({
  stage,
  visit,
}) => {
  await sharedComputer(stage, await visit(), 'Till 3')
  const manager = await managerAt(stage, await visit({ expected }))
  await manager.goto('/administration/devices?search=Till 3')
  await manager.getByRole('button', { name: list.editOne('Till 3') }).click()
  const form = manager.getByRole('dialog', { name: list.editTitle })
  await form.getByRole('textbox', { name: list.name, exact: true }).fill('Till by the window')
  await stage.db
    .updateTable('sharedDevice')
    .set({ name: 'Till by the door' })
    .where('name', '=', 'Till 3')
    .execute()
  await form.getByRole('button', { name: list.save }).click()

  const both = manager.getByRole('dialog', { name: meanwhile.title })
  const names = both.getByRole('radiogroup', { name: list.name, exact: true })
  await names.getByText('Till by the window').waitFor()
  await names.getByText('Till by the door').waitFor()
  await expectAccessible(manager)
  await both.getByRole('button', { name: meanwhile.back }).click()
  // Nothing that was typed is lost.
  await form.getByRole('button', { name: list.save }).click()
  await names.getByRole('radio', { name: new RegExp(`^${meanwhile.yours}`) }).check()
  await both.getByRole('button', { name: meanwhile.save }).click()
  await manager.getByText(list.changed('Till by the window')).waitFor()
  const { name } = await stage.db
    .selectFrom('sharedDevice')
    .select('name')
    .where('name', 'like', 'Till by the%')
    .executeTakeFirstOrThrow()
  expect(name).toBe('Till by the window')
})

async function lastUsed({ db }: Stage, ago: number): Promise<void> {
  await db
    .updateTable('session')
    .set({ lastUsedAt: new Date(Date.now() - ago) })
    .where('deviceId', 'is not', null)
    .execute()
}

async function sharedComputer(stage: Stage, page: Page, name = 'Till 9'): Promise<Page> {
  const secret = newSecret()
  const device = {
    customerId: stage.northId,
    id: crypto.randomUUID(),
    locationId: stage.northId,
    name,
  }
  await stage.db
    .insertInto('sharedDevice')
    .values({ ...device, secretHash: hashSecret(secret), markedAt: new Date() })
    .execute()
  await page
    .context()
    .addCookies([
      { name: 'tmas-shared-computer', value: secret, url: stage.url, httpOnly: true, sameSite: 'Lax' },
    ])
  return page
}

let people = 0
async function newManager(stage: Stage): Promise<string> {
  people += 1
  const username = `shared.manager.${people}`
  const user = {
    username,
    email: `${username}@north.example`,
    firstName: 'Mona',
    lastName: `Number ${people}`,
  }
  const passwordHash = await leastHash(password)
  const membership = { locationId: stage.northId, role: 'chain_and_user_manager' as const }
  await addUser(stage.db, { kind: 'operator' }, { ...user, passwordHash }, membership, new Date())
  return username
}

async function managerAt(stage: Stage, page: Page): Promise<Page> {
  await signInByPassword(page, await newManager(stage), '/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function signInByPassword(page: Page, username: string, returnTo: string) {
  await page.goto(`/sign-in?return_to=${returnTo}`)
  await page.getByLabel(signIn.username).fill(username)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
}

async function fillIn(page: Page, name: string) {
  await page.getByRole('textbox', { name: list.name, exact: true }).fill(name)
  await page.getByRole('combobox', { name: list.location }).fill('North')
  await page.getByRole('option').first().click()
}
