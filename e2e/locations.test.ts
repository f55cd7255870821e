import type { Page } from 'playwright'
import { northTenantId, southTenantId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import { signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'

/** A refused or unconfirmed change is an answer that Chromium writes to its console as an error. */
const expected = /status of (409|422)/

test('a Chain Manager connects a brand of its own, and is asked before another tenant is saved (R3, R4, R5, R6)', async ({
  visit,
  stage,
}) => {
  const page = await visit({ expected })
  await openLocations(page)
  await addUnder(page, 'North Group', 'Brand', 'Chain')

  await page.getByRole('tab', { name: 'Advanced' }).click()
  const field = page.getByLabel('Azure Tenant ID')
  await page.getByText('Inherited from North Group').waitFor()
  await expect.poll(() => field.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Use its own settings' }).click()

  await field.fill('0b6b9f0e-1111-4222-8333-444455556666')
  await page.getByText('This is an application (client) ID').waitFor()
  await expectAccessible(page)
  await field.fill('south.example')
  await page.getByText(`Microsoft knows this tenant: ${southTenantId}`).waitFor()

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Cancel' }).last().waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('Verified: Microsoft knows this tenant').waitFor()
  await expect.poll(() => field.inputValue()).toBe(southTenantId)
  await expect
    .poll(() => page.getByLabel('Sign-in address of this chain').inputValue())
    .toContain('/sign-in?chain=')

  await page.getByRole('button', { name: 'Save', exact: true }).waitFor()
  await field.fill('')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('Inherited from North Group').waitFor()
  await expect.poll(() => field.inputValue()).toBe(northTenantId)
  const own = await stage.db.selectFrom('advancedSettings').select('locationId').execute()
  expect(own.map(({ locationId }) => locationId)).toContain(stage.northId)
})

test('a chain below sees who turned mandatory authentication on, cannot turn it off, and the top sees who differs (R5)', async ({
  visit,
  stage,
}) => {
  const set = (change: object) =>
    stage.db.updateTable('advancedSettings').set(change).where('locationId', '=', stage.northId).execute()
  const page = await visit({ expected })
  await openLocations(page)
  await addUnder(page, 'North Group', 'Label', 'Chain')
  await page.getByRole('tab', { name: 'Advanced' }).click()
  const mandatory = page.getByRole('switch', { name: 'Mandatory authentication' })
  await mandatory.press('Space')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()

  await set({ mandatoryAuthentication: true })
  await page.reload()
  await page.getByRole('tab', { name: 'Advanced' }).click()
  await page.getByText('On, set by North Group. It can only be turned off there.').first().waitFor()
  await expect.poll(() => mandatory.isDisabled()).toBe(true)
  await expectAccessible(page)

  await page.getByRole('treeitem', { name: 'North Group' }).first().click()
  await page.getByRole('tab', { name: 'Advanced' }).click()
  const below = page.getByRole('region', { name: 'Chains below that differ' })
  await below.getByText('Has turned on mandatory authentication for itself').waitFor()
  await expectAccessible(page)
  await set({ mandatoryAuthentication: false })
})

test('the tab of a location stands in the address, so that a reload keeps it; its users are one link away (R22)', async ({
  visit,
}) => {
  const page = await visit()
  await openLocations(page)
  await page.getByRole('link', { name: 'Station Square' }).click()
  await page.getByRole('tab', { name: 'Contact' }).click()
  await page.waitForURL((url) => url.searchParams.get('section') === 'contact')
  await page.reload()
  await expect
    .poll(() => page.getByRole('tab', { name: 'Contact' }).getAttribute('aria-selected'))
    .toBe('true')
  await page.getByRole('tab', { name: 'General' }).click()
  await page.waitForURL((url) => !url.searchParams.has('section'))
  await page.getByRole('link', { name: 'Show users' }).click()
  await page.getByText('With access to: Station Square').waitFor()
})

test('the tree is walked with the keyboard, and what is opened stands in the address', async ({ visit }) => {
  const page = await visit()
  await openLocations(page)
  await page.getByRole('tree').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.has('location'))
  const name = await page.getByRole('treeitem', { selected: true }).locator('[title]').innerText()
  await page.getByRole('heading', { level: 2, name }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 2, name }).waitFor()

  await page.getByLabel('Search locations').fill('station')
  await page.getByRole('treeitem', { name: /Station Square/ }).click()
  await page.getByRole('heading', { level: 2, name: 'Station Square' }).waitFor()
  await expectAccessible(page)
})

test('a location is added, moved after a confirmation, and deleted', async ({ visit }) => {
  const page = await visit({ expected })
  await openLocations(page)
  await addUnder(page, 'Coast', 'Pier 7', 'Store')
  await page.getByRole('button', { name: 'Move' }).click()
  await page.getByRole('combobox', { name: 'New parent location' }).click()
  await page.getByRole('listbox').getByRole('option', { name: 'North Group › Coast › Bay Area' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click()
  await page.getByText('1 location will move.').waitFor()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('North Group › Coast › Bay Area').waitFor()

  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { level: 2, name: 'Bay Area' }).waitFor()
  await expect.poll(() => page.getByRole('treeitem', { name: /Pier 7/ }).count()).toBe(0)
})

test('the page says what keeps a location from being deleted (R22)', async ({ visit, stage }) => {
  const page = await visit({ expected })
  await openLocations(page)
  await addUnder(page, 'Coast', 'Pier 9', 'Store')
  const { id, customerId } = await stage.db
    .selectFrom('location')
    .select(['id', 'customerId'])
    .where('name', '=', 'Pier 9')
    .executeTakeFirstOrThrow()
  const device = { id: crypto.randomUUID(), customerId, locationId: id, name: 'Till' }
  const marked = { ...device, secretHash: Buffer.from(device.id), markedAt: new Date() }
  await stage.db.insertInto('sharedDevice').values(marked).execute()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('1 shared computer is here, or is about to be.').waitFor()
  await expectAccessible(page)
  await stage.db.deleteFrom('sharedDevice').where('id', '=', device.id).execute()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { level: 2, name: 'Coast' }).waitFor()
})

test.for(['light', 'dark'] as const)(
  'the page fits a telephone and finds nothing for axe to say: %s',
  async (colorScheme, { visit }) => {
    const page = await visit({ viewport: { width: 360, height: 740 }, colorScheme })
    await openLocations(page)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'North Group' }).click()
    await page.getByRole('tab', { name: 'Advanced' }).click()
    // By the keyboard: a click would miss it where what loads above moves it.
    await page.getByRole('switch', { name: 'Mandatory authentication' }).press('Space')
    await page.getByRole('heading', { name: 'Who would be affected' }).waitFor()
    await expectAccessible(page)
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      .toBe(true)
  },
)

test('the tree works with five thousand stores: it draws those in sight, and finds any', async ({
  visit,
  stage,
}) => {
  const region = {
    id: crypto.randomUUID(),
    parentId: stage.northId,
    type: 'region',
    name: 'Zone of thousands',
  }
  const common = { customerId: stage.northId, createdAt: new Date() }
  const stores = Array.from({ length: 5000 }, (_, i) => ({
    id: crypto.randomUUID(),
    parentId: region.id,
    type: 'store',
    name: `Shop ${i}`,
  }))
  await stage.db
    .insertInto('location')
    .values({ ...region, ...common })
    .execute()
  for (let i = 0; i < stores.length; i += 1000) {
    const batch = stores.slice(i, i + 1000).map((store) => ({ ...store, ...common }))
    await stage.db.insertInto('location').values(batch).execute()
  }

  const page = await visit()
  await openLocations(page)
  await page.getByRole('tree').focus()
  for (const key of ['End', 'ArrowRight', 'End']) await page.keyboard.press(key)
  await page.getByRole('treeitem', { name: 'Shop 4999' }).waitFor()
  await expect.poll(() => page.getByRole('treeitem').count()).toBeLessThan(60)
  await page.getByLabel('Search locations').fill('shop 2718')
  await page.getByRole('treeitem', { name: 'Shop 2718' }).click()
  await page.getByRole('heading', { level: 2, name: 'Shop 2718' }).waitFor()
})

async function openLocations(page: Page) {
  await page.goto('/administration/locations')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('heading', { level: 1, name: 'Manage Locations' }).waitFor()
}

async function addUnder(page: Page, parent: string, name: string, type: string) {
  await page.getByRole('treeitem', { name: parent }).first().click()
  await page.getByRole('button', { name: 'Add a location' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Type').selectOption(type)
  await dialog.getByRole('button', { name: 'Add a location' }).click()
  await page.getByRole('heading', { level: 2, name }).waitFor()
}
