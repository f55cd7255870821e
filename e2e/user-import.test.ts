import type { Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'
import { expectAccessible } from './accessible.ts'
import { signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'

const words = messages.en.userImport

/** A row that cannot be saved is an answer that Chromium notes; so is a connection that breaks. */
const expected = /status of (400|409|412|503)|net::ERR_FAILED/

const choose = (page: Page, name: string, content: string | Buffer) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })

const userNamed = ({ db }: Stage, username: string) =>
  db.selectFrom('userAccount').selectAll().where('username', '=', username).executeTakeFirst()

test('a manager imports people, corrects two cells in the page, sees what will be saved and who was added', async ({
  stage,
  visit,
}) => {
  const page = await visit({ expected })
  await page.goto('/administration/users/import')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  await expectAccessible(page)

  await choose(
    page,
    'people.csv',
    [
      'User name;E-mail;First name;Permission type;Store;Fist name;Badge',
      'imp.one;imp.one@north.example;Ina;viewer;S2;x;7',
      'imp.two;imp.two;Ito;Location Manager;S9;;',
    ].join('\r\n'),
  )
  await page.getByText(words.faulty(1)).waitFor()
  await page.getByText(words.perhaps('Fist name', words.columns.firstName)).waitFor()
  await page.getByText(words.ignored('Badge')).waitFor()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: words.cell(words.columns.email, 3) }).fill('imp.two@north.example')
  await page.getByRole('textbox', { name: words.cell(words.columns.location, 3) }).fill('Station Square')
  await page.getByText(words.edited(2)).waitFor()
  await page.getByRole('button', { name: words.checkAgain }).click()

  await page.getByText(words.willAdd(2)).waitFor()
  expect(await userNamed(stage, 'imp.two')).toBeUndefined()
  await page.getByLabel(words.sendWelcome(2)).uncheck()
  await page.getByRole('button', { name: words.run(2) }).click()
  await page.getByText(words.added(2)).waitFor()
  await page.getByRole('link', { name: 'imp.two' }).waitFor()
  await expectAccessible(page)
  expect(await userNamed(stage, 'imp.two')).toMatchObject({ firstName: 'Ito' })

  await page.getByRole('button', { name: words.undo }).click()
  const dialog = page.getByRole('dialog', { name: words.undoQuestion })
  await dialog.getByText(words.undoConsequences.usersRemoved(2)).waitFor()
  await expectAccessible(page)
  expect(await userNamed(stage, 'imp.two')).toBeDefined()
  await dialog.getByRole('button', { name: words.undo }).click()
  await page.getByText(words.undone(2, 0)).waitFor()
  expect(await userNamed(stage, 'imp.two')).toBeUndefined()
})

test('what changes is shown beside what was there, what ends is confirmed, and a lost answer is made up for', async ({
  stage,
  visit,
}) => {
  const page = await visit({ expected })
  await page.goto('/administration/users/import')
  await signInWithPassword(page, 'max.manager')
  const added = 'username,email,role,location\nchg.one,chg.one@north.example,viewer,S2\n'
  await choose(page, 'new.csv', added)
  await page.getByLabel(words.sendWelcome(1)).uncheck()
  await page.getByRole('button', { name: words.run(1) }).click()
  await page.getByText(words.added(1)).waitFor()
  await page.getByRole('button', { name: words.again }).click()

  await choose(page, 'same.csv', added)
  await page.getByText(words.nothingDiffers).waitFor()
  await page.getByRole('button', { name: words.chooseOther }).click()

  // Cells that were copied in a spreadsheet.
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, 'username\temail\ttitle\nchg.one\tchg.new@north.example\tClerk\n')
  await page.getByText(words.before('chg.one@north.example')).waitFor()
  await page.getByText(words.consequences.usersWithNewAddress(1)).waitFor()
  await page.getByRole('button', { name: words.run(1) }).click()
  const dialog = page.getByRole('dialog', { name: words.question(1) })
  await dialog.getByText(words.consequences.usersWithNewAddress(1)).waitFor()
  await expectAccessible(page)
  // The server saves it, and the answer does not come through.
  await page.route('**/users/import?confirm=true*', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await dialog.getByRole('button', { name: messages.en.locations.carryOut }).click()
  await page.getByText(words.lostButSaved).waitFor()
  expect(await userNamed(stage, 'chg.one')).toMatchObject({ email: 'chg.new@north.example', title: 'Clerk' })
})

test('a part of a sheet can be saved: what the file or a row of it lacks stays as it is (R32)', async ({
  stage,
  visit,
}) => {
  const page = await visit({ expected })
  await page.goto('/administration/users/import')
  await signInWithPassword(page, 'max.manager')
  const added = [
    'title,description,username,email,role,location',
    'Clerk,Nights,part.one,part.one@north.example,viewer,S2',
    'Clerk,Days,part.two,part.two@north.example,viewer,S2',
  ]
  await choose(page, 'new.csv', added.join('\r\n'))
  await page.getByLabel(words.sendWelcome(2)).uncheck()
  await page.getByRole('button', { name: words.run(2) }).click()
  await page.getByText(words.added(2)).waitFor()
  await page.getByRole('button', { name: words.again }).click()

  // One name is mistyped, and one row is cut short.
  const part = ['username,title,description', 'part.one,Baker,Noon', 'part.tow,Cook,Noon', 'part.two,Cook']
  await choose(page, 'part.csv', part.join('\r\n'))
  await page.getByText(words.faulty(1)).waitFor()
  await page.getByRole('button', { name: words.leaveOutLine(3) }).click()
  await page.getByRole('button', { name: words.checkAgain }).click()
  await page.getByText(words.willChange(2)).waitFor()
  await page.getByRole('button', { name: words.run(2) }).click()
  await page.getByText(words.changed(2)).waitFor()
  expect(await userNamed(stage, 'part.one')).toMatchObject({ title: 'Baker', description: 'Noon' })
  expect(await userNamed(stage, 'part.two')).toMatchObject({
    ...{ title: 'Cook', description: 'Days', email: 'part.two@north.example' },
  })
})

test('an import that would take away the last top manager marks the row, and goes on once it is left out (R22, R27)', async ({
  stage,
  visit,
}) => {
  // She signs in with Microsoft only, so Max is the last one with a password.
  const other = await stage.newPerson()
  await stage.db
    .updateTable('membership')
    .set({ role: 'chain_and_user_manager' })
    .where('userId', '=', other.userId)
    .execute()
  const page = await visit({ expected })
  await page.goto('/sign-in/microsoft?return_to=/administration/users/import')
  await pickAccount(page, other.loginId)
  await answerConsent(page, 'Accept')
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  const rows = ['username,role,location,title', 'max.manager,viewer,S2,Boss', 'bea.first,viewer,S1,Clerk']
  await choose(page, 'roles.csv', rows.join('\r\n'))
  await page.getByText(words.obstacles.last_manager(1)).waitFor()
  const marked = page.getByRole('row').filter({ hasText: words.marked.last_manager })
  await marked.getByText('max.manager').waitFor()
  // It comes first, and nothing can be saved with it.
  await expect.poll(() => page.getByRole('row').nth(1).innerText()).toContain('max.manager')
  await expect.poll(() => page.getByRole('button', { name: words.run(2) }).count()).toBe(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: words.leaveOutLine(2) }).click()
  await page.getByRole('button', { name: words.checkAgain }).click()
  await page.getByText(words.willChange(1)).waitFor()
  await page.getByRole('button', { name: words.run(1) }).click()
  const dialog = page.getByRole('dialog', { name: words.question(1) })
  await dialog.getByRole('button', { name: messages.en.locations.carryOut }).click()
  await page.getByText(words.changed(1)).waitFor()
  expect(await userNamed(stage, 'bea.first')).toMatchObject({ title: 'Clerk' })
})
