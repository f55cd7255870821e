import { sql } from 'kysely'
import type { Page } from 'playwright'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { addLocation } from '#server/locations/locations.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { newestLinkTo } from '#server/testing/mailbox.ts'
import { recoverManager } from '#server/users/recover.ts'
import { addCustomer, addUser } from '#server/users/users.ts'
import { dayOf } from '#shared/end-date.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Role } from '#shared/roles.ts'
import { southTenantId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome, expectRefused, openPopup, openSignIn } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const operator = { kind: 'operator' } as const
const { signIn, home, advancedSettings, locations, users, userImport, account, passwordDoor, rollOut } =
  messages.en
const { settings } = locations

/** A change that is to be confirmed is an answer that Chromium writes to its console as an error. */
const expected = /status of (401|409)/

test('a new chain: from the recovery link to five users, one of whom comes in with Microsoft (R3, R15, R21, R26)', async ({
  stage,
  visit,
}) => {
  const { chainId, bossName, username } = await newChain(stage, {})
  const { link } = await recoverManager(stage.db, operator, username, stage.url, new Date())
  const boss = await visit({ expected })
  await boss.goto(link)
  await setPassword(boss)
  await signInWithPassword(boss, username)
  await expectHome(boss, bossName)

  await openAdvanced(boss)
  await boss.getByLabel(advancedSettings.azureTenantId.label).fill(southTenantId)
  await boss.getByText(settings.found(southTenantId)).waitFor()
  await boss.getByRole('button', { name: locations.save, exact: true }).click()
  await boss.getByText(settings.status.verified).waitFor()

  const addresses = Array.from({ length: 5 }, (_, i) => `sol.${chainId.slice(-6)}.${i}@south.example`)
  await boss.getByRole('link', { name: users.title }).click()
  await boss.getByRole('link', { name: users.import_, exact: true }).click()
  const rows = addresses.map((email) => `${email},${email},Sol,South,viewer,${chainId}`)
  const file = ['username,email,firstName,lastName,role,location', ...rows].join('\r\n')
  await boss
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await boss.getByRole('button', { name: userImport.run(5) }).click()
  await boss.getByText(userImport.added(5)).waitFor()

  const [loginId = ''] = addresses
  const sol = await visit()
  await comeWithMicrosoft(stage, sol, loginId)
  await expectHome(sol, 'Sol South')
  await openAdvanced(boss)
  await boss.getByText(/^Confirmed by the first sign-in/).waitFor()
})

test('mandatory authentication is turned on while a user works with a password session: their next click says so (R13); with an exception they keep it (R14)', async ({
  stage,
  visit,
}) => {
  const chain = await newChain(stage, { password: true, tenant: true })
  const eve = await personIn(stage, chain.chainId, 'viewer')
  const [boss, store] = [await visit({ expected }), await visit({ expected })]
  await signInWithPassword(store, eve.username)
  await expectHome(store, eve.name)

  await signInWithPassword(boss, chain.username)
  await openAdvanced(boss)
  await flip(boss, true)
  await boss.getByRole('button', { name: locations.save, exact: true }).click()
  await boss.getByRole('button', { name: locations.carryOut }).click()
  await boss.getByText(locations.saved, { exact: true }).waitFor()

  await expectOut(store, home.leftWithMicrosoft)
  await signInWithPassword(store, eve.username)
  await expectRefused(store, 'microsoft_required')

  // By name, with a reason and an end, she keeps it (R14).
  const { exceptions } = locations
  await boss.getByRole('button', { name: exceptions.add }).click()
  const dialog = boss.getByRole('dialog')
  await dialog.getByRole('combobox', { name: exceptions.person }).fill(eve.username)
  await boss.getByRole('option', { name: new RegExp(eve.username) }).click()
  await dialog.getByLabel(exceptions.reason).fill('Her account comes next week')
  await dialog.getByLabel(exceptions.endsOn).fill(dayOf(new Date(Date.now() + 14 * 24 * 60 * 60 * 1000)))
  await expectAccessible(boss)
  await dialog.getByRole('button', { name: exceptions.save, exact: true }).click()
  const section = boss.getByRole('region', { name: exceptions.title })
  await section.getByText('Her account comes next week').waitFor()
  // Her old password is not revived: she sets a new one with the link that was mailed.
  await store.goto(await newestLinkTo(stage, eve.loginId))
  await setPassword(store)
  await signInWithPassword(store, eve.username)
  await expectHome(store, eve.name)
  await section.getByRole('button', { name: new RegExp(`^${exceptions.remove}`) }).click()
  await boss.getByRole('dialog').getByRole('button', { name: exceptions.remove }).click()
  await section.getByText(exceptions.none).waitFor()
  await expectOut(store, home.leftWithMicrosoft)
  await comeWithMicrosoft(stage, store, eve.loginId)
  await expectHome(store, eve.name)
})

test('a region is rolled out on its day: its people have Microsoft alone, others and managers keep the password (R36)', async ({
  stage,
  visit,
}) => {
  const chain = await newChain(stage, { password: true, tenant: true })
  const place = { parentId: chain.chainId, type: 'store' as const }
  const [north = '', south = ''] = await Promise.all(
    ['Harbour', 'Mill'].map((name) => addLocation(stage.db, operator, { ...place, name }, new Date())),
  )
  const eve = await personIn(stage, north, 'viewer')
  const other = await personIn(stage, south, 'viewer')
  const [boss, store, elsewhere] = [
    await visit({ expected }),
    await visit({ expected }),
    await visit({ expected }),
  ]
  await signInWithPassword(store, eve.username)
  await expectHome(store, eve.name)
  await signInWithPassword(elsewhere, other.username)

  await signInWithPassword(boss, chain.username)
  await openAdvanced(boss)
  const section = boss.getByRole('region', { name: rollOut.title, exact: true })
  await section.getByRole('button', { name: rollOut.plan }).click()
  await section.getByRole('combobox', { name: rollOut.branches }).fill('Harbour')
  await boss.getByRole('option', { name: /^Harbour/ }).click()
  const inTwoDays = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  await section.getByLabel(rollOut.startsOn).fill(inTwoDays)
  await expectAccessible(boss)
  await section.getByRole('button', { name: locations.save, exact: true }).click()
  const row = section.getByRole('row').filter({ hasText: 'Harbour' })
  await row.getByText(rollOut.states.planned).waitFor()
  await row.getByText(rollOut.ready(0, 1)).waitFor()

  // The day comes.
  await sql`update roll_out_wave set starts_on = current_date - 1 where chain_id = ${chain.chainId}`.execute(
    stage.db,
  )
  await expectOut(store, home.leftWithMicrosoft)
  await signInWithPassword(store, eve.username)
  await expectRefused(store, 'microsoft_required')
  await comeWithMicrosoft(stage, store, eve.loginId)
  await expectHome(store, eve.name)
  await elsewhere.getByRole('link', { name: account.title }).click()
  await elsewhere.getByRole('heading', { level: 1, name: account.title }).waitFor()

  await openAdvanced(boss)
  await row.getByText(rollOut.states.running, { exact: true }).waitFor()
  await row.getByText(rollOut.ready(1, 1)).waitFor()
  await expectAccessible(boss)
  await row.getByRole('button', { name: rollOut.pause }).click()
  await section.getByRole('button', { name: rollOut.resume }).click()
  await section.getByRole('button', { name: rollOut.resume }).waitFor({ state: 'detached' })
})

test('a manager who is demoted loses the password door at once, and comes in with Microsoft as what they are now (R14, R22)', async ({
  stage,
  visit,
}) => {
  const chain = await newChain(stage, { password: true, tenant: true, mandatory: true })
  const dan = await personIn(stage, chain.chainId, 'user_manager')
  const [boss, manager] = [await visit(), await visit({ expected })]
  await signInWithPassword(manager, dan.username)
  await expectHome(manager, dan.name)
  await manager.getByRole('link', { name: users.title }).waitFor()

  await signInWithPassword(boss, chain.username)
  await boss.goto(`/administration/users/${dan.id}/edit`)
  await boss.getByLabel(users.form.role).selectOption({ label: messages.en.roles.viewer })
  await boss.getByRole('button', { name: users.save, exact: true }).click()
  await boss.getByRole('heading', { level: 1, name: users.editUser(dan.name) }).waitFor({ state: 'detached' })

  await expectOut(manager, home.leftWithMicrosoft)
  await signInWithPassword(manager, dan.username)
  await expectRefused(manager, 'microsoft_required')
  await comeWithMicrosoft(stage, manager, dan.loginId)
  await expectHome(manager, dan.name)
  await expect.poll(() => manager.getByRole('link', { name: users.title }).count()).toBe(0)
})

test('a tenant is removed, and who has no password is mailed the way back (R6, R14)', async ({
  stage,
  visit,
}) => {
  const chain = await newChain(stage, { password: true, tenant: true, mandatory: true })
  const eve = await personIn(stage, chain.chainId, 'viewer', { password: false })
  const [boss, store] = [await visit({ expected }), await visit({ expected })]
  await comeWithMicrosoft(stage, store, eve.loginId)
  await expectHome(store, eve.name)

  await signInWithPassword(boss, chain.username)
  await openAdvanced(boss)
  await flip(boss, false)
  await boss.getByText(locations.passwordLinks.withoutPassword).waitFor()
  await expectAccessible(boss)
  await boss.getByRole('button', { name: locations.save, exact: true }).click()
  await boss.getByRole('dialog').getByText(locations.consequences.usersStillWithoutPassword(1)).waitFor()
  await boss.getByRole('dialog').getByRole('button', { name: locations.carryOut }).click()
  await boss.getByText(locations.passwordLinks.withoutPassword).waitFor({ state: 'detached' })

  await boss.getByLabel(advancedSettings.azureTenantId.label).fill('')
  await boss.getByRole('button', { name: locations.save, exact: true }).click()
  const dialog = boss.getByRole('dialog')
  await dialog.getByText(locations.consequences.usersWithoutPassword(1)).waitFor()
  await dialog.getByRole('button', { name: locations.passwordLinks.send }).click()
  await dialog.getByText(locations.passwordLinks.sent(1)).waitFor()
  await expectAccessible(boss)
  await dialog.getByRole('button', { name: locations.carryOut }).click()
  await boss.getByText(settings.status.unset).waitFor()

  await expectOut(store, home.sessionEnded)
  await store.goto(await newestLinkTo(stage, eve.loginId))
  await setPassword(store)
  await signInWithPassword(store, eve.username)
  await expectHome(store, eve.name)
})

let chains = 0
let people = 0

type Chain = { chainId: string; username: string; bossName: string }

/** A customer of its own, with a Chain and User Manager; connected to South Stores where a tenant is asked for. */
async function newChain(
  { db }: Stage,
  wish: { password?: boolean; tenant?: boolean; mandatory?: boolean },
): Promise<Chain> {
  chains += 1
  const now = new Date()
  const username = `bruno.${chains}`
  const boss = { username, email: `${username}@south.example`, firstName: 'Bruno', lastName: 'Boss' }
  const { chain } = await addCustomer(
    db,
    operator,
    { name: `South Stores ${chains}` },
    { ...boss, ...(wish.password && { passwordHash: await leastHash(password) }) },
    now,
  )
  if (wish.tenant) {
    const azureTenantId = { tenantId: southTenantId, verified: true }
    const mandatoryAuthentication = wish.mandatory ?? false
    await changeAdvancedSettings(db, operator, chain.id, { azureTenantId, mandatoryAuthentication }, now)
  }
  return { chainId: chain.id, username, bossName: 'Bruno Boss' }
}

/** Somebody in a chain, whom South Stores has, too. */
async function personIn(stage: Stage, locationId: string, role: Role, wish = { password: true }) {
  people += 1
  const username = `eve.${people}`
  const loginId = `${username}@south.example`
  const names = { username, email: loginId, firstName: 'Eve', lastName: 'Store' }
  const user = { ...names, ...(wish.password && { passwordHash: await leastHash(password) }) }
  const { id } = await addUser(stage.db, operator, user, { locationId, role }, new Date())
  return { id, username, loginId, name: 'Eve Store' }
}

/** Signs in with the pop-up, with an account of South Stores that has not been asked for its consent yet. */
async function comeWithMicrosoft({ emulator }: Stage, page: Page, loginId: string) {
  emulator.directory.people.push({
    loginId,
    name: 'Account of South',
    tenantId: southTenantId,
    oid: crypto.randomUUID(),
  })
  await openSignIn(page, '/sign-in')
  const popup = await openPopup(page)
  await pickAccount(popup, loginId)
  await answerConsent(popup, 'Accept')
}

async function setPassword(page: Page) {
  await page.getByLabel(passwordDoor.newPassword, { exact: true }).fill(password)
  await page.getByLabel(passwordDoor.repeat).fill(password)
  await page.getByRole('button', { name: passwordDoor.save }).click()
  await page.getByText(passwordDoor.isSet).waitFor()
}

async function signInWithPassword(page: Page, username: string) {
  await page.goto('/sign-in')
  await page.getByLabel(signIn.username).fill(username)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/' || url.searchParams.has('refused'))
}

async function openAdvanced(page: Page) {
  await page.goto('/administration/locations')
  await page.getByRole('treeitem').first().click()
  await page.getByRole('tab', { name: locations.advanced }).click()
  await page.getByLabel(advancedSettings.azureTenantId.label).waitFor()
}

/** Turns mandatory authentication on or off, by the keyboard: where the switch is does not matter then. */
async function flip(page: Page, isOn: boolean) {
  const mandatory = page.getByRole('switch', { name: advancedSettings.mandatoryAuthentication.label })
  await mandatory.press('Space')
  expect(await mandatory.isChecked()).toBe(isOn)
}

/** The next click finds no session: the sign-in page says so. */
async function expectOut(page: Page, sentence: string) {
  await page.getByRole('link', { name: account.title }).click()
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await page.getByText(sentence).waitFor()
}
