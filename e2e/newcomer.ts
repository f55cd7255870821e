import type { Page } from 'playwright'
import type { Db } from '#server/platform/database.ts'
import { hashPassword } from '#server/users/passwords.ts'
import { addCustomer } from '#server/users/users.ts'
import { popupOf } from './front-page.ts'
import { answerConsent, pickAccount } from './microsoft.ts'

/** The manager of a customer with nothing at all, whose Microsoft account lives in a tenant that TMAS does not know yet. */
export const newcomer = {
  username: 'emil.newcomer',
  password: 'New-Comer-1',
  email: 'emil.other@south.example',
  firstName: 'Emil',
  lastName: 'Other',
  company: 'South Stores',
}

export async function addNewcomer(db: Db): Promise<string> {
  const { username, email, firstName, lastName, password } = newcomer
  const manager = { username, email, firstName, lastName, passwordHash: await hashPassword(password) }
  const { chain } = await addCustomer(db, { kind: 'operator' }, { name: 'South Stores' }, manager, new Date())
  return chain.id
}

/** Somebody's way of taking their time; what they read or look for is told. */
export type Pace = {
  read(what: string, text: string): Promise<void>
  /** Finding a button and moving to it, copying, typing. */
  act(what: string): Promise<void>
}

export const atOnce: Pace = { read: async () => {}, act: async () => {} }

/**
 * A careful newcomer who has never connected anything: reads each step of the guide, does what it says with what it offers,
 * and nothing else.
 *
 * @returns what stands in the guide at its end.
 */
export async function connectByTheGuide(page: Page, pace: Pace = atOnce): Promise<string> {
  await page.goto('/')
  await pace.act('type username and password')
  await page.getByLabel('Username').fill(newcomer.username)
  await page.getByLabel('Password').fill(newcomer.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()

  const invitation = page.getByRole('region', { name: /Connect your chain/ })
  await pace.read('the invitation on the home page', await invitation.innerText())
  await invitation.getByRole('link').click()

  const guide = page.getByRole('region', { name: 'Set-up guide' })
  const step = guide.locator('[aria-current="step"]')
  await step.waitFor()
  await pace.read('the introduction', await guide.getByText('Five steps').innerText())

  await pace.read('step 1', await step.innerText())
  const [portal] = await Promise.all([page.waitForEvent('popup'), step.getByRole('link').click()])
  const mine = await portal.getByRole('listitem').filter({ hasText: newcomer.company }).first().innerText()
  await pace.read('the page of Entra', mine)
  await pace.act('find and copy the tenant ID')
  const [tenantId = ''] = /[0-9a-f-]{36}/.exec(mine) ?? []
  await portal.close()

  const paste = guide.locator('[data-step="paste_tenant"]')
  await pace.read('step 2', await paste.innerText())
  await paste.getByRole('button', { name: 'Go to the field' }).click()
  await pace.act('paste')
  await page.keyboard.insertText(tenantId)
  await page.getByText(/Microsoft knows this tenant/).waitFor()
  await pace.act('press Save')
  await page.getByRole('button', { name: 'Save', exact: true }).click()

  await guide.locator('[data-step="sign_in"][aria-current="step"]').waitFor()
  await pace.read('step 3', await step.innerText())
  const microsoft = await popupOf(page, () =>
    step.getByRole('button', { name: 'Sign in with Microsoft' }).click(),
  )
  await pace.act('choose the account at Microsoft')
  await pickAccount(microsoft, newcomer.email)
  await pace.read('Microsoft’s request', await microsoft.locator('body').innerText())
  await answerConsent(microsoft, 'Accept')

  const confirmed = guide.getByText('Confirmed', { exact: true })
  await confirmed.waitFor()
  const end = await guide.innerText()
  await pace.read('the end', end)
  const [applications] = await Promise.all([
    page.waitForEvent('popup'),
    guide.getByRole('link', { name: 'Open Enterprise applications' }).click(),
  ])
  await applications.getByRole('heading', { name: 'TMAS' }).waitFor()
  await pace.read('Enterprise applications', await applications.locator('body').innerText())
  await applications.close()
  return end
}
