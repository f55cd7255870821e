/** A roll-out as people see it (R36): a store employee before and after their day, and a wave that pauses and resumes. */

import { sql } from 'kysely'
import type { Page } from 'playwright'
import { beginDueWaves, planRollOut } from '#server/connection/roll-out.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { addLocation } from '#server/locations/locations.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { addCustomer, addUser } from '#server/users/users.ts'
import { dayOf, sayDay } from '#shared/end-date.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { southTenantId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome, expectRefused, microsoftButton, openPopup } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const operator = { kind: 'operator' } as const
const day = 24 * 60 * 60 * 1000

/** Chromium writes to its console that a session has ended, or that others have changed a plan. */
const expected = /status of 40[139]/

test('a store employee reads their day in advance, and signs in with Microsoft on it, in French on a phone (R24, R36)', async ({
  stage,
  visit,
}) => {
  const { signIn, setup, home } = messages.fr
  const chain = await newChain(stage)
  const [person] = await peopleIn(stage, chain, 1)
  if (!person) throw new Error('no one works there')
  const startsOn = dayOf(new Date(Date.now() + 3 * day))
  await plan(stage, chain, startsOn)

  const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, locale: 'fr' }
  const page = await visit({ ...phone, expected })
  await givePassword(page, person.username, 'fr')
  await page.getByRole('heading', { level: 1, name: setup.home.soonTitle }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in/soon')
  await page.getByText(setup.home.from(sayDay(startsOn, 'fr'))).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: setup.home.soonGoOn }).click()
  await expectHome(page, person.name, 'fr')
  const notice = page.getByRole('region', { name: setup.home.soonTitle })
  await notice.getByText(sayDay(startsOn, 'fr')).waitFor()
  await expectAccessible(page)

  await theDayComes(stage, chain)
  await page.goto('/account')
  await page.getByText(home.leftWithMicrosoft).waitFor()
  await expectAccessible(page)
  await givePassword(page, person.username, 'fr')
  await expectRefused(page, 'microsoft_required', 'fr')
  await expectAccessible(page)
  // On a phone the sign-in continues in the page.
  await microsoftButton(page, 'fr').click()
  await pickAccount(page, person.loginId)
  await answerConsent(page, 'Accept')
  await expectHome(page, person.name, 'fr')
  await expect.poll(() => page.getByRole('region', { name: setup.home.soonTitle }).count()).toBe(0)
  await expect.poll(() => page.getByText(signIn.microsoft, { exact: true }).count()).toBe(0)
})

test('a wave whose people are refused pauses by itself, their passwords work, and the manager resumes it by keyboard (R13, R36)', async ({
  stage,
  visit,
}) => {
  const { rollOut, refusalWords, account } = messages.en
  const chain = await newChain(stage)
  const people = await peopleIn(stage, chain, 3)
  await plan(stage, chain, dayOf(new Date(Date.now() + 2 * day)))
  await theDayComes(stage, chain)
  // No one has been assigned to TMAS at Microsoft.
  for (const { loginId } of people)
    for (const one of stage.emulator.directory.people)
      if (one.loginId === loginId) one.trouble = { kind: 'returns', aadsts: 50105 }
  for (const { username, loginId } of people) {
    const page = await visit({ expected })
    await givePassword(page, username)
    await expectRefused(page, 'microsoft_required')
    const popup = await openPopup(page)
    await pickAccount(popup, loginId)
    await expectRefused(page, 'not_assigned')
  }
  await expect.poll(() => isPaused(stage, chain), { timeout: 30_000 }).toBe(true)

  const [first] = people
  if (!first) throw new Error('no one works there')
  const store = await visit({ expected })
  await givePassword(store, first.username)
  await expectHome(store, first.name)

  const boss = await visit({ expected })
  await givePassword(boss, chain.manager)
  await expectHome(boss, 'Bruno Boss')
  await boss.goto(`/administration/locations?location=${chain.id}&section=advanced`)
  const section = boss.getByRole('region', { name: rollOut.title, exact: true })
  const notice = section.getByRole('alert')
  await notice.getByText(rollOut.pausedByItself(3)).waitFor()
  await notice.getByText(refusalWords.not_assigned.short).waitFor()
  for (const { username } of people) await notice.getByText(username).waitFor()
  await expectAccessible(boss)
  await notice.getByRole('button', { name: rollOut.resume }).focus()
  await boss.keyboard.press('Enter')
  await notice.waitFor({ state: 'detached' })
  await section.getByText(rollOut.planStates.done).waitFor()
  await expectAccessible(boss)

  // A session that the pause made possible ends at the next click.
  await store.getByRole('link', { name: account.title }).click()
  await store.getByText(messages.en.home.leftWithMicrosoft).waitFor()
  await microsoftButton(store).waitFor()
})

type Chain = { id: string; store: string; manager: string }

let chains = 0
/** A chain of the tenant South, with one store and a manager who has a password. */
async function newChain({ db }: Stage): Promise<Chain> {
  chains += 1
  const manager = `bruno.waves.${chains}`
  const names = { username: manager, email: `${manager}@south.example`, firstName: 'Bruno', lastName: 'Boss' }
  const boss = { ...names, passwordHash: await leastHash(password) }
  const { chain } = await addCustomer(db, operator, { name: `South Waves ${chains}` }, boss, new Date())
  const azureTenantId = { tenantId: southTenantId, verified: true }
  await changeAdvancedSettings(db, operator, chain.id, { azureTenantId }, new Date())
  const place = { parentId: chain.id, type: 'store' as const, name: 'Harbour' }
  return { id: chain.id, store: await addLocation(db, operator, place, new Date()), manager }
}

/** People of the store, with a password and an account at Microsoft that TMAS has never seen. */
async function peopleIn(stage: Stage, { store }: Chain, count: number) {
  const passwordHash = await leastHash(password)
  const people = Array.from({ length: count }, (_, n) => {
    const username = `eve.waves.${chains}.${n + 1}`
    return { username, loginId: `${username}@south.example`, lastName: `Store ${n + 1}` }
  })
  for (const { username, loginId, lastName } of people) {
    const user = { username, email: loginId, firstName: 'Eve', lastName, passwordHash }
    await addUser(stage.db, operator, user, { locationId: store, role: 'viewer' }, new Date())
    const account = { loginId, name: `Eve ${lastName}`, tenantId: southTenantId, oid: crypto.randomUUID() }
    stage.emulator.directory.people.push(account)
  }
  return people.map(({ username, loginId, lastName }) => ({ username, loginId, name: `Eve ${lastName}` }))
}

async function plan({ db }: Stage, { id, store }: Chain, startsOn: string) {
  const waves = [{ locationIds: [store], startsOn, noticeDaysBefore: 7 }]
  await planRollOut(db, operator, id, { waves }, new Date())
}

/** The clock is the machine's, so the day is moved. What the server does every few seconds is done at once. */
async function theDayComes({ db }: Stage, { id }: Chain) {
  await sql`update roll_out_wave set starts_on = current_date - 1 where chain_id = ${id}`.execute(db)
  await beginDueWaves(db, { warn: () => {} }, new Date())
}

async function isPaused({ db }: Stage, { id }: Chain): Promise<boolean> {
  const waves = await db.selectFrom('rollOutWave').select('pausedAt').where('chainId', '=', id).execute()
  return waves.every(({ pausedAt }) => pausedAt !== null)
}

async function givePassword(page: Page, username: string, language: Language = 'en') {
  const { signIn } = messages[language]
  await page.goto('/sign-in')
  await page.getByLabel(signIn.username).fill(username)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
}
