import type { Page } from 'playwright'
import { leaveFor } from './front-page.ts'
import { pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'
import { openVisitor } from './visitor.ts'

type Shot = (name: string, page: Page) => Promise<unknown>

/** The references of people who met trouble before the pictures are taken, by the kind of trouble. */
export type Records = { unknown: string; otherTenant: string; recreated: string; closed: string }

/** Some people sign in and some cannot, so that the pages of the console have something to show. */
export async function playSomePeople(stage: Stage): Promise<Records> {
  const come = async (loginId: string, { typed = false } = {}) => {
    const { page, context } = await openVisitor(stage)
    const hint = typed ? `&login_hint=${loginId}` : ''
    await leaveFor(page, `/sign-in/microsoft?chain=${typed ? stage.northId : ''}${hint}`)
    await pickAccount(page, loginId)
    const question = page.locator('body[data-page="consent"]')
    const end = page.getByRole('heading', { level: 1, name: /Welcome|Sign in/ })
    await question.or(end).or(page.locator('body[data-page="trouble"]')).first().waitFor()
    if (await question.isVisible()) {
      await page.getByRole('button', { name: 'Accept', exact: true }).click()
      await end.waitFor()
    }
    const reference = new URL(page.url()).searchParams.get('reference') ?? ''
    await context.close()
    return reference
  }
  await come('bea.first@north.example')
  const unknown = await come('carl.mail@north.example')
  const otherTenant = await come('emil.other@south.example')
  const recreated = await come('rex.recreated@north.example')
  for (let gone = 0; gone < 3; gone += 1) await come('noah.unassigned@north.example', { typed: true })
  await stage.db
    .updateTable('signInAttempt')
    .set({ startedAt: new Date(Date.now() - 16 * 60 * 1000) })
    .where('outcome', '=', 'pending')
    .execute()
  const isPending = () =>
    stage.db.selectFrom('signInAttempt').select('id').where('outcome', '=', 'pending').executeTakeFirst()
  while (await isPending()) await new Promise((resolve) => setTimeout(resolve, 500))
  const { reference: closed } = await stage.db
    .selectFrom('signInAttempt')
    .select('reference')
    .where('code', '=', 'not_returned')
    .executeTakeFirstOrThrow()
  return { unknown, otherTenant, recreated, closed }
}

/** The pages of the console, for a manager who is signed in on this page. */
export async function shootConsole(
  { db, northId }: Stage,
  page: Page,
  shoot: Shot,
  { unknown, otherTenant, recreated, closed }: Records,
): Promise<void> {
  const open = async (name: string, address: string) => {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await shoot(name, page)
  }
  const idOf = async (username: string) => {
    const user = db.selectFrom('userAccount').select('id').where('username', '=', username)
    return (await user.executeTakeFirstOrThrow()).id
  }
  // The stream of live sign-ins never falls silent, so there is no waiting for that.
  const openLive = async (name: string, address: string) => {
    await page.goto(address)
    await page.getByRole('table').first().waitFor()
    await page.waitForTimeout(1000)
    await shoot(name, page)
  }
  await openLive('sign-ins', '/administration/sign-ins')
  await openLive('sign-in-unknown', `/administration/sign-ins?reference=${unknown}`)
  await page.locator('#what-happened ~ div button').first().click()
  await page.getByRole('radio').first().check()
  await page.waitForTimeout(300)
  await shoot('correct-address', page)
  await openLive('sign-in-other-tenant', `/administration/sign-ins?reference=${otherTenant}`)
  await openLive('sign-in-recreated', `/administration/sign-ins?reference=${recreated}`)
  await open('sign-in-not-returned', `/administration/sign-ins?reference=${closed}`)
  await open('users', '/administration/users')
  await open('user-explained', `/administration/users/${await idOf('carl.mail')}#explain`)
  await page.locator('details summary').last().click()
  await shoot('user-checks', page)
  await open('user-new', '/administration/users/new')
  await open('user-edit', `/administration/users/${await idOf('carl.mail')}/edit`)
  await open('user-import', '/administration/users/import')
  await page.goto('/administration/users')
  await page.getByRole('main').getByRole('checkbox').nth(2).check()
  await page.getByRole('main').getByRole('checkbox').nth(3).check()
  await shoot('users-selected', page)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('be')
  await page.waitForTimeout(600)
  await shoot('find', page)
  await open('locations', '/administration/locations')
  const store = db.selectFrom('location').select('id').where('name', '=', 'Station Square')
  const { id: storeId } = await store.executeTakeFirstOrThrow()
  await open('location-store', `/administration/locations?location=${storeId}`)
  await shootImport(page, shoot)
  await open('location-with-kit', `/administration/locations?location=${northId}#consent-kit`)
  await open('set-up-guide', `/administration/locations?location=${northId}&section=advanced`)
  await open('audit', '/administration/audit')
  await open('api-keys', '/administration/api-keys')
  await open('devices', '/administration/devices')
  await open('account', '/account')
}

/** The import of locations: the choice of a file, and the review of one with a mistake. */
async function shootImport(page: Page, shoot: Shot): Promise<void> {
  await page.goto('/administration/locations/import')
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
  await shoot('location-import', page)
  const lines = [
    'name,type,parent,code',
    'Pier 7,Store,Coast,S7',
    'Old Market,Store,Bay Area,S3',
    'Pier 8,Shop,Coast,',
  ]
  const buffer = Buffer.from(lines.join('\r\n'))
  await page.locator('input[type=file]').setInputFiles({ name: 'stores.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('table').waitFor()
  await page.waitForTimeout(300)
  await shoot('location-import-review', page)
}

/** The help, which is for everyone. */
export async function shootHelp(page: Page, shoot: Shot): Promise<void> {
  for (const [name, address] of [
    ['help', '/help'],
    ['help-search', '/help?q=50105'],
    ['help-cannot-sign-in', '/help/cannot-sign-in'],
    ['help-for-it', '/help/for-it'],
    ['help-microsoft-error', '/help/microsoft-error?code=53003'],
  ] as const) {
    await page.goto(address)
    await shoot(name, page)
  }
}
