import type { Page } from 'playwright'
import { leastHash } from '#server/testing/least-hash.ts'
import { addUser } from '#server/users/users.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const { signIn, proof, apiKeys } = messages.en

test('a form that needs fresh proof asks for it over itself, goes on, and loses nothing that was typed (R33)', async ({
  stage,
  visit,
}) => {
  const { username, id } = await manager(stage)
  // It is asked for, and the first password is not right.
  const page = await visit({ expected: /status of (?:400|403)/ })
  await page.goto('/sign-in?return_to=/administration/api-keys')
  await page.getByLabel(signIn.username).fill(username)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
  await forgetProofs(stage, id)

  await fillKey(page, 'Rota')
  const form = page.getByRole('dialog', { name: apiKeys.makeTitle })
  const question = page.getByRole('dialog', { name: proof.title })
  await question.waitFor()
  await expectAccessible(page)
  // The keyboard starts in the question, stays in it, and Escape closes it alone.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('autocomplete')))
    .toBe('current-password')
  for (let n = 0; n < 8; n += 1) {
    await page.keyboard.press('Tab')
    await expect.poll(() => question.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await form.getByText(proof.notConfirmed).waitFor()
  await expect.poll(() => form.getByLabel(apiKeys.name).inputValue()).toBe('Rota')

  await form.getByRole('button', { name: apiKeys.make }).click()
  await question.getByLabel(proof.password).fill('not this one')
  await page.keyboard.press('Enter')
  await question.getByText(proof.wrongPassword).waitFor()
  await question.getByLabel(proof.password).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: apiKeys.madeTitle('Rota') }).waitFor()
  await page.getByRole('button', { name: apiKeys.done }).click()

  // For five minutes nothing is asked.
  await fillKey(page, 'Till')
  await page.getByRole('heading', { name: apiKeys.madeTitle('Till') }).waitFor()
})

test('someone who signs in with Microsoft confirms there, in a window, and the form behind it goes on (R33)', async ({
  stage,
  visit,
}) => {
  const { loginId, userId } = await stage.newPerson()
  await stage.db
    .updateTable('membership')
    .set({ role: 'chain_and_user_manager' })
    .where('userId', '=', userId)
    .execute()
  const page = await visit({ expected: /status of 403/ })
  await page.goto('/sign-in/microsoft?return_to=/administration/api-keys')
  await pickAccount(page, loginId)
  await answerConsent(page, 'Accept')
  await page.getByRole('heading', { name: apiKeys.title }).waitFor()
  await forgetProofs(stage, userId)

  await fillKey(page, 'Rota')
  const question = page.getByRole('dialog', { name: proof.title })
  await question.waitFor()
  await expect.poll(() => question.getByLabel(proof.password).count()).toBe(0)
  await expectAccessible(page)
  const opened = page.waitForEvent('popup')
  await question.getByRole('button', { name: proof.microsoft }).click()
  const popup = await opened
  await atMicrosoft(popup, 'pick')
  await popup.getByRole('button', { name: loginId }).click()
  await page.getByRole('heading', { name: apiKeys.madeTitle('Rota') }).waitFor()
})

let people = 0

async function manager({ db, northId }: Stage) {
  people += 1
  const user = {
    username: `petra.proof.${people}`,
    email: `petra.proof.${people}@north.example`,
    passwordHash: await leastHash(password),
  }
  return addUser(
    db,
    { kind: 'operator' },
    user,
    { locationId: northId, role: 'chain_and_user_manager' },
    new Date(),
  )
}

/** As if the person had signed in six minutes ago. */
async function forgetProofs({ db }: Stage, userId: string) {
  const provedAt = new Date(Date.now() - 6 * 60_000)
  const proved = db.selectFrom('session').select('id').where('userId', '=', userId)
  await expect.poll(() => proved.executeTakeFirst()).toBeDefined()
  await db.updateTable('session').set({ provedAt }).where('userId', '=', userId).execute()
}

async function fillKey(page: Page, name: string) {
  await page.getByRole('button', { name: apiKeys.make }).click()
  const dialog = page.getByRole('dialog', { name: apiKeys.makeTitle })
  await dialog.getByLabel(apiKeys.name).fill(name)
  await dialog.getByRole('combobox', { name: apiKeys.location }).fill('stat')
  await page.getByRole('option', { name: /Station Square/ }).click()
  await dialog.getByRole('button', { name: apiKeys.make }).click()
}
