import type { Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import type { Stage } from './stage.ts'

const words = messages.en.manyUsers

/** People whom a search for their last name finds, by their first names. */
async function peopleNamed(stage: Stage, lastName: string, firstNames: readonly string[]) {
  const ids: string[] = []
  for (const firstName of firstNames) {
    const { userId } = await stage.newPerson()
    await stage.db.updateTable('userAccount').set({ firstName, lastName }).where('id', '=', userId).execute()
    ids.push(userId)
  }
  return ids
}

const areEnabled = async ({ db }: Stage, ids: readonly string[]) => {
  const rows = await db
    .selectFrom('userAccount')
    .select(['id', 'enabled'])
    .where('id', 'in', [...ids])
    .execute()
  return ids.map((id) => rows.find((row) => row.id === id)?.enabled)
}

const box = (page: Page, name: string) =>
  page.getByRole('checkbox', { name: words.select(name), exact: true })

test('a manager disables three people at once, sees who is left as they are, and undoes it (R22, R23, R32)', async ({
  stage,
  visit,
}) => {
  const ids = await peopleNamed(stage, 'Quorn', ['Ada', 'Ben', 'Cleo', 'Dan'])
  await stage.db
    .updateTable('userAccount')
    .set({ enabled: false })
    .where('id', '=', ids[3] as string)
    .execute()
  const page = await visit()
  await page.goto('/administration/users?search=quorn')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('status').getByText('4 users').waitFor()

  // With the keyboard, and with Shift for those between.
  await box(page, 'Ada Quorn').focus()
  await page.keyboard.press('Space')
  await page.getByRole('status').getByText(words.selected(1)).waitFor()
  await box(page, 'Dan Quorn').click({ modifiers: ['Shift'] })
  await page.getByRole('status').getByText(words.selected(4)).waitFor()
  await expectAccessible(page)

  const bar = page.getByRole('region', { name: words.bar })
  await bar.getByRole('button', { name: words.action.disable, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: words.title.disable(3) })
  await dialog.getByText('Ada Quorn, Ben Quorn, and Cleo Quorn').waitFor()
  await dialog.getByText(words.unchanged.disable(1)).waitFor()
  expect(await areEnabled(stage, ids)).toEqual([true, true, true, false])
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words.action.disable, exact: true }).click()

  await page.getByRole('status').getByText(words.done.disable(3)).waitFor()
  // The dialog had the focus. The keyboard goes on where Undo is.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toContain(words.done.disable(3))
  expect(await areEnabled(stage, ids)).toEqual([false, false, false, false])
  await expect.poll(() => box(page, 'Ada Quorn').isChecked()).toBe(false)
  await expectAccessible(page)

  // Someone else has changed one of them since.
  await stage.db
    .updateTable('userAccount')
    .set({ title: 'On leave' })
    .where('id', '=', ids[1] as string)
    .execute()
  await page.getByRole('button', { name: words.undo }).click()
  await page.getByRole('status').getByText(words.done.undo(2)).waitFor()
  await page.getByText(words.refused.changed_meanwhile(1)).waitFor()
  await page.getByRole('link', { name: 'Ben Quorn' }).first().waitFor()
  expect(await areEnabled(stage, ids)).toEqual([true, false, true, false])
  await expectAccessible(page)
})

test('everyone who matches is selected beyond the page, keeps that from page to page, and loses it with the filter (R22)', async ({
  stage,
  visit,
}) => {
  const names = Array.from({ length: 12 }, (_, at) => `P${String.fromCharCode(65 + at)}`)
  const ids = await peopleNamed(stage, 'Ruddock', names)
  const page = await visit({ viewport: { width: 390, height: 844 } })
  await page.goto('/administration/users?search=ruddock&limit=10')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('status').getByText('12 users').waitFor()
  await page.getByRole('checkbox', { name: words.selectPage }).last().check()
  await page.getByRole('status').getByText(words.selected(10)).waitFor()
  await page.getByRole('button', { name: words.selectAll(12) }).click()
  await page.getByRole('status').getByText(words.selected(12)).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: messages.en.users.next }).click()
  await box(page, 'PL Ruddock').waitFor()
  expect(await box(page, 'PL Ruddock').isChecked()).toBe(true)
  await box(page, 'PL Ruddock').uncheck()
  await page.getByRole('status').getByText(words.selected(11)).waitFor()

  const bar = page.getByRole('region', { name: words.bar })
  await bar.getByRole('button', { name: words.actions }).click()
  await page.getByRole('menuitem', { name: words.action.give_role }).click()
  const choice = page.getByRole('dialog')
  await choice
    .getByLabel(messages.en.users.form.role)
    .selectOption({ label: messages.en.roles.location_manager })
  await expectAccessible(page)
  await choice.getByRole('button', { name: words.next }).click()
  const title = words.title.give_role(11, messages.en.roles.location_manager, '')
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('button', { name: words.action.give_role }).click()
  await page.getByRole('status').getByText(words.done.give_role(11)).waitFor()
  const rolesOf = async () => {
    const rows = await stage.db.selectFrom('membership').select('role').where('userId', 'in', ids).execute()
    return rows.filter(({ role }) => role === 'location_manager').length
  }
  expect(await rolesOf()).toBe(11)
  await page.getByRole('button', { name: words.undo }).click()
  await page.getByRole('status').getByText(words.done.undo(11)).waitFor()
  expect(await rolesOf()).toBe(0)

  await box(page, 'PL Ruddock').check()
  await page.getByRole('status').getByText(words.selected(1)).waitFor()
  await page.getByLabel(messages.en.users.search).fill('ruddock pa')
  await page.getByRole('status').getByText('1 user', { exact: false }).first().waitFor()
  await expect.poll(() => page.getByText(words.selected(1)).count()).toBe(0)
})

test('a run is stopped between its requests, and goes on with those who were not reached (R32)', async ({
  stage,
  visit,
}) => {
  const ids = await peopleNamed(
    stage,
    'Sedge',
    Array.from({ length: 30 }, (_, at) => `S${String.fromCharCode(65 + (at % 26))}${at}`),
  )
  const page = await visit()
  await page.goto('/administration/users?search=sedge&limit=50')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('status').getByText('30 users').waitFor()
  await page.getByRole('checkbox', { name: words.selectPage }).first().check()
  await page.getByRole('button', { name: words.action.disable, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: words.action.disable, exact: true })
  await confirm.waitFor()
  await page.route(/users\/actions\?dryRun=false/, async (route) => {
    await page.getByRole('button', { name: words.stop }).dispatchEvent('click')
    await route.continue()
  })
  await confirm.click()
  await page.getByText(words.stopped(20)).waitFor()
  expect((await areEnabled(stage, ids)).filter((is) => is)).toHaveLength(20)
  await page.unroute(/users\/actions\?dryRun=false/)
  await page.getByRole('button', { name: words.goOn }).click()
  await page.getByRole('status').getByText(words.done.disable(30)).waitFor()
  expect((await areEnabled(stage, ids)).filter((is) => is)).toHaveLength(0)
})

test('if the connection fails in between, it says of whom nothing is known, and goes on from there (R32)', async ({
  stage,
  visit,
}) => {
  const ids = await peopleNamed(
    stage,
    'Teasel',
    Array.from({ length: 25 }, (_, at) => `T${at}`),
  )
  const page = await visit({ expected: /ERR_FAILED/ })
  await page.goto('/administration/users?search=teasel&limit=50')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('status').getByText('25 users').waitFor()
  await page.getByRole('checkbox', { name: words.selectPage }).first().check()
  await page.getByRole('button', { name: words.action.disable, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: words.action.disable, exact: true })
  await confirm.waitFor()
  let sent = 0
  await page.route(/users\/actions\?dryRun=false/, (route) => {
    sent += 1
    return sent === 2 ? route.abort() : route.continue()
  })
  await confirm.click()
  await page.getByRole('status').getByText(words.done.disable(10)).waitFor()
  await page.getByText(words.brokenOff(10)).waitFor()
  await page.getByText(words.notReached(5)).waitFor()
  await page.getByText(words.undoUnknown(10)).waitFor()
  expect((await areEnabled(stage, ids)).filter((is) => is)).toHaveLength(15)
  await expectAccessible(page)
  await page.getByRole('button', { name: words.goOn }).click()
  await page.getByRole('status').getByText(words.done.disable(25)).waitFor()
  expect((await areEnabled(stage, ids)).filter((is) => is)).toHaveLength(0)
  await page.getByRole('button', { name: words.undo }).click()
  await page.getByRole('status').getByText(words.done.undo(25)).waitFor()
  expect((await areEnabled(stage, ids)).filter((is) => is)).toHaveLength(25)
})
