import type { Page } from 'playwright'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { addLocation, changeLocation } from '#server/locations/locations.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { changeUser } from '#server/users/change-users.ts'
import { addCustomer, addUser } from '#server/users/users.ts'
import { messages } from '#shared/messages/messages.ts'
import { southTenantId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './journey.ts'
import type { Stage } from './stage.ts'

const password = 'Harbour-7-lanterns'
const operator = { kind: 'operator' } as const
const { users, locations, roles, advancedSettings, meanwhile, signIn } = messages.en

/** A change that is refused, or asks for a confirmation, is an answer that Chromium writes to its console. */
const expected = /status of (409|412)/

test('two managers change one user: nothing is saved late, both changes are shown, and each field is decided (R32)', async ({
  stage,
  visit,
}) => {
  const { chainId, username } = await newChain(stage)
  const store = await newStore(stage, chainId, 'Pier')
  const { id } = await addUser(
    stage.db,
    operator,
    {
      username: `lea.${username}`,
      email: `lea.${username}@south.example`,
      firstName: 'Lea',
      title: 'Cashier',
    },
    { locationId: store, role: 'viewer' },
    new Date(),
  )
  const page = await visit({ expected })
  await signInAs(page, username)
  await page.goto(`/administration/users/${id}/edit`)
  await page.getByLabel(users.form.title).fill('Baker')
  await page.getByLabel(users.form.lastName).fill('Ver')

  await change(stage, chainId, id, {
    title: 'Butcher',
    enabled: false,
    memberships: [
      { locationId: store, role: 'location_manager' },
      { locationId: chainId, role: 'viewer' },
    ],
  })
  await page.getByRole('button', { name: users.save, exact: true }).click()

  const dialog = page.getByRole('dialog', { name: meanwhile.title })
  await dialog.waitFor()
  await expectAccessible(page)
  const field = (name: string) => dialog.getByRole('radiogroup', { name, exact: true })
  const side = (name: string, which: string) =>
    field(name).getByRole('radio', { name: new RegExp(`^${which}`) })
  await expect.poll(() => dialog.getByRole('radiogroup').count()).toBe(4)
  await field(users.form.title).getByText('Baker').waitFor()
  await field(users.form.title).getByText('Butcher').waitFor()
  // What only the other one has changed stays theirs, unless the person says otherwise.
  await expect.poll(() => side(users.form.enabled, meanwhile.theirs).isChecked()).toBe(true)
  await field(meanwhile.roleAt('Pier')).getByText(roles.location_manager).waitFor()

  await dialog.getByRole('button', { name: meanwhile.back }).click()
  await expect.poll(() => page.getByLabel(users.form.title).inputValue()).toBe('Baker')
  await page.getByRole('button', { name: users.save, exact: true }).click()
  await dialog.getByRole('button', { name: meanwhile.save }).click()
  await dialog.getByText(meanwhile.choose).waitFor()
  await side(users.form.title, meanwhile.yours).check()
  await side(meanwhile.roleAt('Pier'), meanwhile.untouched).check()
  await dialog.getByRole('button', { name: meanwhile.save }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1, name: users.title }).waitFor()

  expect(await userNow(stage, id)).toEqual({
    title: 'Baker',
    lastName: 'Ver',
    enabled: false,
    held: [
      { locationId: chainId, role: 'viewer' },
      { locationId: store, role: 'viewer' },
    ].sort((a, b) => (a.locationId < b.locationId ? -1 : 1)),
  })
})

test('two managers change one location and one chain’s settings: what was typed stays until it is decided (R32)', async ({
  stage,
  visit,
}) => {
  const { chainId, username } = await newChain(stage)
  const store = await newStore(stage, chainId, 'Quay')
  const page = await visit({ expected })
  await signInAs(page, username)
  await page.goto(`/administration/locations?location=${store}`)
  await page.getByLabel(locations.country).fill('Chile')
  await changeLocation(stage.db, operator, store, { region: 'North', country: 'Peru' }, new Date())
  await page.getByRole('button', { name: locations.save, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: meanwhile.title })
  await dialog
    .getByRole('radiogroup', { name: locations.country })
    .getByRole('radio', { name: new RegExp(`^${meanwhile.yours}`) })
    .check()
  await dialog.getByRole('button', { name: meanwhile.save }).click()
  await page.getByText(locations.saved, { exact: true }).waitFor()
  await expect.poll(() => page.getByLabel(locations.region).inputValue()).toBe('North')
  expect(await locationNow(stage, store)).toEqual({ country: 'Chile', region: 'North' })

  await page.goto(`/administration/locations?location=${chainId}`)
  await page.getByRole('tab', { name: locations.advanced }).click()
  await page.getByLabel(advancedSettings.azureTenantId.label).fill('north.example')
  const azureTenantId = { tenantId: southTenantId, verified: true }
  await changeAdvancedSettings(
    stage.db,
    operator,
    chainId,
    { azureTenantId, mandatoryAuthentication: true },
    new Date(),
  )
  // Coming back to the page loads the settings again. What was typed is still there.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page.getByRole('button', { name: locations.save, exact: true }).click()
  await dialog.waitFor()
  const tenant = page.locator('input[autocomplete=off][spellcheck=false]')
  await expect.poll(() => tenant.inputValue()).toBe('north.example')
  await dialog
    .getByRole('radiogroup', { name: advancedSettings.azureTenantId.label })
    .getByRole('radio', { name: new RegExp(`^${meanwhile.theirs}`) })
    .check()
  await dialog.getByRole('button', { name: meanwhile.save }).click()
  await page.getByText(locations.saved, { exact: true }).waitFor()
  expect(await settingsNow(stage, chainId)).toEqual({
    azureTenantId: southTenantId,
    mandatoryAuthentication: true,
  })
})

let chains = 0
async function newChain({ db }: Stage) {
  chains += 1
  const username = `mara.${chains}`
  const boss = { username, email: `${username}@south.example`, passwordHash: await leastHash(password) }
  const { chain } = await addCustomer(db, operator, { name: `Twice ${chains}` }, boss, new Date())
  return { chainId: chain.id, username }
}

function newStore({ db }: Stage, parentId: string, name: string) {
  return addLocation(db, operator, { parentId, type: 'store', name }, new Date())
}

function change({ db }: Stage, chainId: string, id: string, wanted: Parameters<typeof changeUser>[3]) {
  const memberships = [{ locationId: chainId, role: 'chain_and_user_manager' as const }]
  return changeUser(db, { actor: operator, customerId: chainId, memberships }, id, wanted, new Date())
}

async function signInAs(page: Page, username: string) {
  await page.goto('/sign-in')
  await page.getByLabel(signIn.username).fill(username)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.submit, exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/')
}

async function userNow({ db }: Stage, id: string) {
  const user = await db
    .selectFrom('userAccount')
    .select(['title', 'lastName', 'enabled'])
    .where('id', '=', id)
    .executeTakeFirst()
  const held = await db
    .selectFrom('membership')
    .select(['locationId', 'role'])
    .where('userId', '=', id)
    .orderBy('locationId')
    .execute()
  return { ...user, held }
}

function locationNow({ db }: Stage, id: string) {
  return db.selectFrom('location').select(['country', 'region']).where('id', '=', id).executeTakeFirst()
}

function settingsNow({ db }: Stage, id: string) {
  return db
    .selectFrom('advancedSettings')
    .select(['azureTenantId', 'mandatoryAuthentication'])
    .where('locationId', '=', id)
    .executeTakeFirst()
}
