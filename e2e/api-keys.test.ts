import { makeApiKey } from '#server/users/api-keys.ts'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'

test('a Chain and User Manager makes a key, which is shown once and works, and revokes it (R22)', async ({
  stage,
  visit,
}) => {
  const page = await visit()
  await page.goto('/administration/api-keys')
  await signInWithPassword(page, 'max.manager')
  await page.getByText('There are no API keys yet.').waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Create a key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create a key' }).click()
  await dialog.getByText('Enter a name of 1 to 100 visible characters.').waitFor()
  await dialog.getByText('Choose a location.').waitFor()
  await dialog.getByLabel('Name').fill('Rota')
  await dialog.getByRole('combobox', { name: 'Location' }).fill('stat')
  await page.getByRole('option', { name: /Station Square/ }).click()
  await dialog.getByLabel('Valid for').selectOption('30 days')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create a key' }).click()

  await dialog.getByRole('heading', { name: 'Copy the key Rota now' }).waitFor()
  await expectAccessible(page)
  const key = await dialog.getByLabel('The key').inputValue()
  expect(key).toMatch(/^tmas_[\w-]{43}$/)
  const ask = () => fetch(`${stage.url}/api/v1/locations`, { headers: { authorization: `Bearer ${key}` } })
  const answer = await (await ask()).json()
  expect(answer.items).toMatchObject([{ name: 'Station Square' }])
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  expect(await page.content()).not.toContain(key)

  await page.getByRole('row', { name: /Rota/ }).getByText('Viewer').waitFor()
  await page.getByRole('button', { name: 'Revoke Rota' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('The key Rota was revoked. There are no API keys yet.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('was revoked')
  expect((await ask()).status).toBe(401)
})

test('one’s own keys stand on one’s account page, and signing out everywhere revokes them (R33)', async ({
  stage,
  visit,
}) => {
  const { apiKeys } = messages.en
  const manager = { kind: 'user' as const, userId: await idOf(stage, 'max.manager') }
  const expiresAt = new Date(Date.now() + 60 * 60_000)
  const page = await visit()
  await page.goto('/account')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('heading', { name: messages.en.account.devices }).waitFor()
  const { id: sessionId } = await stage.db
    .selectFrom('session')
    .select('id')
    .where('userId', '=', manager.userId)
    .executeTakeFirstOrThrow()
  const wish = { name: 'Rota of Max', role: 'viewer' as const, locationId: stage.northId, expiresAt }
  await makeApiKey(stage.db, manager, sessionId, wish, new Date())
  await page.reload()
  await page.getByRole('row', { name: /Rota of Max/ }).waitFor()
  await expectAccessible(page)
  await page.getByLabel(apiKeys.own.alsoRevoke(1)).waitFor()
  await page.getByRole('button', { name: messages.en.account.signOutOthers }).click()
  await page.getByRole('row', { name: /Rota of Max/ }).waitFor({ state: 'detached' })
})

test('who makes no keys is not offered the page of keys (R22)', async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await page.goto('/sign-in/microsoft')
  await pickAccount(page, vera.loginId)
  await answerConsent(page, 'Accept')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.getByRole('link', { name: 'API keys' }).count()).toBe(0)
})

async function idOf({ db }: Stage, username: string): Promise<string> {
  const user = db.selectFrom('userAccount').select('id').where('username', '=', username)
  return (await user.executeTakeFirstOrThrow()).id
}
