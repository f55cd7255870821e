import type { Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'

const { users, manyUsers, filterLine, locations, find, signIns } = messages.en

/** Something that a manager does with the console, once. */
export type Interaction = {
  name: string
  /** Where it is done; the page is opened again only if it is another one. */
  at: string
  /** What comes before it, and is not measured. */
  prepare?(page: Page): Promise<unknown>
  /** The interaction itself, with the mouse or the keyboard. */
  act(page: Page): Promise<unknown>
  /** Whether the page shows what was asked for: an expression that the page evaluates. */
  shows: string
  /** What is measured while the page scrolls: its longest frame, because scrolling is no event of its own. */
  isScrolling?: true
}

const usersPage = '/administration/users'
const locationsPage = '/administration/locations'

const rowsChanged = `document.querySelector('main tbody')?.textContent !== window.before.rows`
const dialogShown = `document.querySelector('[role=dialog] h2')`

const search = (page: Page) => page.getByRole('main').getByRole('searchbox').first()
const key = (page: Page, text: string) => page.keyboard.type(text, { delay: 80 })
const treeLine = (page: Page, name: string) =>
  page.getByRole('treeitem', { name: new RegExp(`^▸?\\s*${name}\\b`) })
const arrowOf = (page: Page, name: string) => treeLine(page, name).locator('[aria-hidden]').first()

/** Opens a user of the list, which has those whom the search left. */
const aUser = (page: Page) => page.getByRole('main').locator('tbody a').nth(3)

/** What the issue asks for, and what else a manager does often. The order is that of a morning. */
export const interactions: readonly Interaction[] = [
  {
    name: 'users: type a name into the search',
    at: usersPage,
    prepare: (page) => search(page).focus(),
    act: (page) => key(page, 'ada'),
    shows: rowsChanged,
  },
  {
    name: 'users: open the menu of filters',
    at: usersPage,
    act: (page) => page.getByRole('button', { name: filterLine.add }).click(),
    shows: `document.querySelector('[role=menuitem]')`,
  },
  {
    name: 'users: sort by e-mail',
    at: usersPage,
    act: (page) => page.getByRole('button', { name: users.columns.email }).click(),
    shows: rowsChanged,
  },
  {
    name: 'users: next page',
    at: usersPage,
    act: (page) => page.getByRole('button', { name: users.next }).click(),
    shows: rowsChanged,
  },
  {
    name: 'users: select everyone on the page',
    at: `${usersPage}?search=ada`,
    act: (page) => page.getByRole('columnheader').getByRole('checkbox').click(),
    shows: `document.querySelector('section[data-empty=false]')`,
  },
  {
    name: 'users: select all 2,500 that match',
    at: `${usersPage}?search=ada`,
    prepare: (page) => page.getByRole('columnheader').getByRole('checkbox').click(),
    act: (page) => page.getByRole('button', { name: /^Select all [\d,]+ that match$/ }).click(),
    shows: `/\\d,\\d{3} users selected/.test(document.querySelector('section[data-empty=false]')?.textContent)`,
  },
  {
    name: 'users: open the dialog to disable them',
    at: `${usersPage}?search=ada`,
    prepare: async (page) => {
      await page.getByRole('columnheader').getByRole('checkbox').click()
      await page.getByRole('button', { name: /^Select all [\d,]+ that match$/ }).click()
    },
    act: (page) =>
      page
        .getByRole('region', { name: manyUsers.bar })
        .getByRole('button', { name: manyUsers.action.disable, exact: true })
        .click(),
    shows: dialogShown,
  },
  {
    name: 'users: open a user',
    at: usersPage,
    act: (page) => aUser(page).click(),
    shows: `document.querySelector('h2#account')`,
  },
  {
    name: 'user: open the dialog to disable them',
    at: usersPage,
    prepare: async (page) => {
      await aUser(page).click()
      await page.getByRole('heading', { name: users.form.account }).waitFor()
    },
    act: (page) => page.getByRole('button', { name: users.disable, exact: true }).click(),
    shows: dialogShown,
  },
  {
    name: 'user: edit',
    at: usersPage,
    prepare: async (page) => {
      await aUser(page).click()
      await page.getByRole('heading', { name: users.form.account }).waitFor()
    },
    act: (page) => page.getByRole('link', { name: users.edit, exact: true }).click(),
    shows: `document.querySelector('main fieldset textarea')`,
  },
  {
    name: 'user: type a store into the picker',
    at: `${usersPage}/new`,
    prepare: (page) => page.getByRole('combobox', { name: users.form.location }).click(),
    act: (page) => key(page, 'store 199'),
    shows: `/Store 199/.test(document.querySelector('[role=option]')?.textContent)`,
  },
  {
    name: 'locations: open the page',
    at: usersPage,
    act: (page) => page.getByRole('navigation').getByRole('link', { name: locations.title }).click(),
    shows: `document.querySelector('[role=treeitem]')`,
  },
  {
    name: 'tree: open a region of 1,111 stores',
    at: locationsPage,
    act: (page) => arrowOf(page, 'Region 3').click(),
    shows: `document.querySelectorAll('[role=treeitem]').length > 6`,
  },
  {
    name: 'tree: choose a store',
    at: locationsPage,
    prepare: (page) => arrowOf(page, 'Region 3').click(),
    act: (page) => page.getByRole('treeitem', { level: 3 }).nth(4).click(),
    shows: `document.querySelector('main h3, main h2[class*=Title]') && location.search.includes('location=')
      && document.querySelector('input[name=name]')`,
  },
  {
    name: 'tree: twenty lines down by the keyboard',
    at: locationsPage,
    prepare: async (page) => {
      await arrowOf(page, 'Region 3').click()
      await page.getByRole('tree').focus()
    },
    act: async (page) => {
      for (let line = 0; line < 20; line += 1) await page.keyboard.press('ArrowDown')
    },
    shows: `document.querySelector('[role=treeitem][data-active]')`,
  },
  {
    name: 'tree: type into its search',
    at: locationsPage,
    prepare: (page) => page.getByRole('searchbox', { name: locations.search }).focus(),
    act: (page) => key(page, '199'),
    shows: `/Store 199/.test(document.querySelector('[role=tree]')?.textContent)`,
  },
  {
    name: 'tree: scroll (longest frame)',
    at: locationsPage,
    prepare: async (page) => {
      await arrowOf(page, 'Region 3').click()
      await page.getByRole('tree').hover()
    },
    act: async (page) => {
      for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, 400)
    },
    shows: `document.querySelector('[role=tree]').scrollTop > 4000`,
    isScrolling: true,
  },
  {
    name: 'location: open the dialog to move it',
    at: locationsPage,
    prepare: async (page) => {
      await arrowOf(page, 'Region 3').click()
      await page.getByRole('treeitem', { level: 3 }).nth(4).click()
    },
    act: (page) => page.getByRole('button', { name: locations.move }).click(),
    shows: dialogShown,
  },
  {
    name: 'locations: show 50 more of the list',
    at: locationsPage,
    act: (page) => page.getByRole('button', { name: locations.more }).click(),
    shows: rowsChanged,
  },
  {
    name: 'Ctrl K: open',
    at: usersPage,
    act: (page) => page.keyboard.press('Control+k'),
    shows: dialogShown,
  },
  {
    name: 'Ctrl K: type a store',
    at: usersPage,
    prepare: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox', { name: find.title }).focus()
    },
    act: (page) => key(page, 'store 199'),
    shows: `/Store 199/.test(document.querySelector('[role=dialog] [role=option]')?.textContent)`,
  },
  {
    name: 'sign-ins: open the page',
    at: usersPage,
    act: (page) => page.getByRole('navigation').getByRole('link', { name: signIns.title }).click(),
    shows: `document.querySelector('main table time')`,
  },
  {
    name: 'sign-ins: open the filter by location',
    at: '/administration/sign-ins',
    prepare: (page) => page.getByRole('button', { name: filterLine.add }).click(),
    act: (page) => page.getByRole('menuitem', { name: signIns.filters.location }).click(),
    shows: `document.querySelector('[role=option]')`,
  },
  {
    name: 'sign-ins: type a store into it',
    at: '/administration/sign-ins',
    prepare: async (page) => {
      await page.getByRole('button', { name: filterLine.add }).click()
      await page.getByRole('menuitem', { name: signIns.filters.location }).click()
    },
    act: (page) => key(page, 'store 199'),
    shows: `/Store 199/.test(document.querySelector('[role=option]')?.textContent)`,
  },
  {
    name: 'advanced: open the tab of the chain',
    at: locationsPage,
    prepare: (page) => treeLine(page, 'seed-0001').click(),
    act: (page) => page.getByRole('tab', { name: locations.advanced }).click(),
    shows: `document.querySelector('[role=tabpanel] input')`,
  },
]
