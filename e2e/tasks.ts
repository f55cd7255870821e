import type { BrowserContext, Page } from 'playwright'
import { messages } from '#shared/messages/messages.ts'
import { leaveFor, signInWithPassword } from './front-page.ts'
import { pickAccount } from './microsoft.ts'
import { addNewcomer, atOnce, connectFromHome, newcomer, signInAtHome } from './newcomer.ts'
import type { Stage } from './stage.ts'
import { openVisitor, type Visitor } from './visitor.ts'

const {
  users,
  locations,
  signIns,
  overview,
  manyUsers,
  filterLine,
  find,
  correctAddress,
  explainPerson,
  userImport,
} = messages.en

/** What a person did with mouse and keyboard, as the pages themselves received it. */
export type Effort = { presses: number; keys: number; steps: number; seconds: number }

export type Task = {
  name: string
  /** Clicks in the console of before, where they were counted. */
  before: string
  /** What is there before it, and does not count. */
  prepare?(stage: Stage): Promise<unknown>
  /** From the home page to the end, by someone who knows the way. `step` is each thing that they think of. */
  play(page: Page, stage: Stage, step: () => void): Promise<unknown>
}

const menu = (page: Page, name: string) => page.getByRole('navigation').first().getByRole('link', { name })

/** Opens *Find* by its key, and the first of what is found. */
async function findAndOpen(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: find.title })
  const field = dialog.getByRole('combobox', { name: find.title })
  await field.waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox')
  await page.keyboard.type(text)
  await dialog.getByRole('status').getByText('Enter opens').waitFor()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

/** Carl signs in with the address that he has at Microsoft, which is not the one in TMAS. */
export async function refuseCarl(stage: Stage): Promise<void> {
  const { page, context } = await openVisitor(stage)
  await leaveFor(page, '/sign-in/microsoft')
  await pickAccount(page, 'carl.mail@north.example')
  const question = page.locator('body[data-page="consent"]')
  const end = page.getByRole('heading', { level: 1, name: 'Sign in' })
  await question.or(end).first().waitFor()
  if (await question.isVisible()) {
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await end.waitFor()
  }
  await context.close()
}

/** Two people of Station Square are signed in. */
async function signInTwoAtTheStore(stage: Stage): Promise<void> {
  const { db } = stage
  const store = await db
    .selectFrom('location')
    .select('id')
    .where('name', '=', 'Station Square')
    .executeTakeFirstOrThrow()
  for (let person = 0; person < 2; person += 1) {
    const { loginId, userId } = await stage.newPerson()
    const place = { locationId: store.id, locationType: 'store' }
    await db.updateTable('membership').set(place).where('userId', '=', userId).execute()
    const { page, context } = await openVisitor(stage)
    await leaveFor(page, '/sign-in/microsoft')
    await pickAccount(page, loginId)
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /^Welcome/ }).waitFor()
    await context.close()
  }
}

/** The ten tasks of the issue, in its order. */
export const tasks: readonly Task[] = [
  {
    name: 'connect the chain to Microsoft',
    before: '9 and a paste',
    prepare: ({ db }) => addNewcomer(db),
    async play(page, _, step) {
      await connectFromHome(page, { ...atOnce, act: async () => step() })
    },
  },
  {
    name: 'add a person',
    before: '5',
    async play(page, _, step) {
      step()
      await menu(page, users.title).click()
      await page.getByRole('link', { name: users.add }).click()
      step()
      await page.getByRole('textbox', { name: users.form.username }).waitFor()
      await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
      await page.keyboard.type('nora.new')
      await page.keyboard.press('Tab')
      await page.keyboard.type('nora.new@north.example')
      step()
      const location = page.getByRole('combobox', { name: users.form.location })
      await location.click()
      await page.keyboard.type('station')
      await page.getByRole('option', { name: /Station Square/ }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      step()
      await page.getByRole('button', { name: users.save, exact: true }).click()
      await page.getByRole('status').getByText('nora.new').waitFor()
    },
  },
  {
    name: 'import 200 people',
    before: 'not counted',
    async play(page, _, step) {
      step()
      await menu(page, users.title).click()
      await page.getByRole('link', { name: users.import_, exact: true }).click()
      step()
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.locator('button', { hasText: userImport.choose }).click(),
      ])
      const rows = Array.from({ length: 200 }, (_, n) => `staff.${n};staff.${n}@north.example;viewer;S1`)
      const buffer = Buffer.from(['username;email;role;location', ...rows].join('\r\n'))
      await chooser.setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
      step()
      await page.getByRole('button', { name: userImport.run(200) }).click()
      await page.getByText(userImport.added(200)).waitFor()
    },
  },
  {
    name: 'find why someone cannot sign in',
    before: '2',
    async play(page, _, step) {
      step()
      await menu(page, users.title).click()
      step()
      await page.getByLabel(explainPerson.search.label).click()
      await page.keyboard.type('rex.recreated@north.example')
      await page.keyboard.press('Enter')
      await page.locator('#explain').waitFor()
    },
  },
  {
    name: 'correct an address that does not match',
    before: 'not counted',
    prepare: refuseCarl,
    async play(page, _, step) {
      step()
      await page.getByRole('link', { name: overview.compare }).click()
      step()
      await page
        .getByRole('button', {
          name: explainPerson.nearMisses.correctOf('Carl Mail', 'carl.mail@north.example'),
        })
        .click()
      step()
      await page.getByRole('dialog').getByRole('button', { name: correctAddress.save }).click()
      await page.getByRole('status').getByText(correctAddress.saved('Carl Mail')).waitFor()
    },
  },
  {
    name: 'disable someone who has left',
    before: '4',
    prepare: (stage) =>
      stage.db
        .updateTable('userAccount')
        .set({ firstName: 'Lee', lastName: 'Leaver' })
        .where('username', '=', 'ada.linked')
        .execute(),
    async play(page, _, step) {
      step()
      await findAndOpen(page, 'lee leav')
      step()
      await page.getByRole('button', { name: users.disable, exact: true }).click()
      step()
      await page.getByRole('dialog').getByRole('button', { name: users.disable, exact: true }).click()
      await page.getByRole('status').getByText('Lee Leaver').waitFor()
    },
  },
  {
    name: 'turn mandatory authentication on',
    before: '5, and nothing asked',
    async play(page, _, step) {
      step()
      await findAndOpen(page, 'mandatory')
      step()
      await page.getByRole('switch', { name: 'Mandatory authentication' }).click()
      step()
      await page.getByRole('button', { name: locations.save, exact: true }).click()
      step()
      await page.getByRole('dialog').getByRole('button', { name: locations.carryOut }).click()
      await page.getByText('Saved.').waitFor()
    },
  },
  {
    name: 'find last week’s refusals of one region',
    before: '4 for those of today',
    async play(page, _, step) {
      step()
      await page
        .getByRole('region', { name: overview.signIns })
        .getByRole('link', { name: overview.outcomes.refused })
        .first()
        .click()
      step()
      await page.getByRole('button', { name: filterLine.add }).click()
      await page.getByRole('menuitem', { name: signIns.filters.since }).click()
      await page.getByRole('menuitem', { name: filterLine.lastDays(7) }).click()
      step()
      await page.getByRole('button', { name: filterLine.add }).click()
      await page.getByRole('menuitem', { name: signIns.filters.location }).click()
      await page.keyboard.type('bay')
      await page.getByRole('option', { name: /Bay Area/ }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.searchParams.has('location') && url.searchParams.has('from'))
    },
  },
  {
    name: 'move a store to another region',
    before: 'not counted',
    async play(page, _, step) {
      step()
      await findAndOpen(page, 'old market')
      const line = (name: string) => page.getByRole('treeitem', { name: new RegExp(`^▸?\\s*${name}`) })
      await line('Old Market').waitFor()
      step()
      const [from, to] = [await line('Old Market').boundingBox(), await line('Bay Area').boundingBox()]
      if (!from || !to) throw new Error('the tree does not show them')
      await page.mouse.move(from.x + 80, from.y + from.height / 2)
      await page.mouse.down()
      await page.mouse.move(to.x + 80, to.y + to.height / 2, { steps: 6 })
      await page.mouse.up()
      step()
      await page.getByRole('dialog').getByRole('button', { name: locations.carryOut }).click()
      await page.getByRole('status').getByText(locations.moved('Old Market')).waitFor()
    },
  },
  {
    name: 'sign out everyone at a store',
    before: 'one by one',
    prepare: signInTwoAtTheStore,
    async play(page, _, step) {
      step()
      await findAndOpen(page, 'station square')
      step()
      await page.getByRole('link', { name: locations.users }).click()
      step()
      await page.getByRole('columnheader').getByRole('checkbox').click()
      step()
      await page
        .getByRole('region', { name: manyUsers.bar })
        .getByRole('button', { name: manyUsers.action.sign_out, exact: true })
        .click()
      step()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: manyUsers.action.sign_out, exact: true })
        .click()
      await page
        .getByRole('status')
        .getByText(/signed out/)
        .first()
        .waitFor()
    },
  },
]

/** Seconds that a practised person takes (Card, Moran and Newell's keystroke-level model): to think, to point and press, and to type. */
const [think, press, key] = [1.35, 1.3, 0.28]

/** Plays a task from the home page of a manager, and counts what the pages received. */
export async function playTask(stage: Stage, task: Task): Promise<Effort> {
  await task.prepare?.(stage)
  const visitor = await openVisitor(stage, { viewport: { width: 1280, height: 800 } })
  const counted = await countEvents(visitor.context)
  const isConnecting = task === tasks[0]
  if (isConnecting) await signInAtHome(visitor.page, newcomer, atOnce)
  else await signInAsManager(visitor)
  await visitor.page.getByRole('heading', { level: 1, name: /^Welcome/ }).waitFor()
  await visitor.page.waitForLoadState('networkidle')
  counted.presses = 0
  counted.keys = 0
  let steps = 0
  const begun = performance.now()
  await task.play(visitor.page, stage, () => {
    steps += 1
  })
  const machine = (performance.now() - begun) / 1000
  await visitor.context.close()
  const { presses, keys } = counted
  return { presses, keys, steps, seconds: steps * think + presses * press + keys * key + machine }
}

async function signInAsManager({ page }: Visitor): Promise<void> {
  await page.goto('/')
  await signInWithPassword(page, 'max.manager')
}

/** Counts what the browser itself dispatched, in every window, also at Microsoft. */
async function countEvents(context: BrowserContext): Promise<{ presses: number; keys: number }> {
  const counted = { presses: 0, keys: 0 }
  await context.exposeBinding('countPress', () => {
    counted.presses += 1
  })
  await context.exposeBinding('countKey', () => {
    counted.keys += 1
  })
  await context.addInitScript(() => {
    const { countPress, countKey } = window as unknown as Record<'countPress' | 'countKey', () => void>
    addEventListener('pointerdown', ({ isTrusted }) => isTrusted && countPress(), true)
    addEventListener(
      'keydown',
      ({ isTrusted, key }) => isTrusted && !['Control', 'Shift', 'Alt', 'Meta'].includes(key) && countKey(),
      true,
    )
  })
  return counted
}
