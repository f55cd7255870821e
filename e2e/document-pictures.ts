/**
 * The pictures of the documents and the help: `npm run pictures` takes all of them again, in Chromium, of the demo's
 * customer with a month of sign-ins. Run it after a page has changed so much that its picture misleads.
 *
 * The help has its pictures in each language; the documents are in English. Both have them in light and in dark colours.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright'
import { fileOfPicture, type PictureName, pictureNames, pictureSize } from '#server/help/pictures.ts'
import { migrate } from '#server/migrations/migrate.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { languageCodes } from '#shared/languages.ts'
import { fillWithAttempts } from '../bench/attempts.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { samplePassword } from '../scripts/sample-customers.ts'
import { launchBrowser } from './browser.ts'
import { openStage, type Stage } from './stage.ts'
import { refuseCarl } from './tasks.ts'
import { openVisitor } from './visitor.ts'

const root = join(import.meta.dirname, '..')
const folders = { help: join(root, 'server/help/assets/pictures'), docs: join(root, 'docs/pictures') }

/** Small enough for a repository and a slow line; letters are still sharp on screens with more than one pixel to a point. */
const [scale, quality] = [1.25, 60]
const phone = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }

/** Where each of the help's pages is. */
const addresses: Record<PictureName, (ids: Ids) => string> = {
  'sign-in': () => '/sign-in',
  advanced: ({ north }) => `/administration/locations?location=${north}&section=advanced`,
  locations: ({ store }) => `/administration/locations?location=${store}`,
  user: ({ carl }) => `/administration/users/${carl}`,
  'sign-ins': () => '/administration/sign-ins',
}

/** Only in the documents: the front page, and what is on the screen first for the manager of a chain. */
const shownInDocs = [
  ['front-page', '/sign-in', { viewport: { width: 560, height: 660 } }],
  ['home', '/', {}],
  ['home.phone', '/', phone],
  ['users', '/administration/users', {}],
  ['users.phone', '/administration/users', phone],
] as const

type Ids = { north: string; store: string; carl: string }

await buildConsole()
for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true })
const cluster = await startThrowAwayCluster()
await migrate(cluster.url, { log: { info() {}, warn() {} } })
const browser = await launchBrowser('shell')
const stage = await openStage(cluster.url, browser)
try {
  const ids = await prepare(stage)
  for (const language of languageCodes) {
    await stage.db.updateTable('userAccount').set({ language, languageChosen: true }).execute()
    for (const color of ['light', 'dark'] as const) {
      const look = { colorScheme: color, locale: language, deviceScaleFactor: scale } as const
      const { page, context } = await openVisitor(stage, { ...look, viewport: pictureSize })
      for (const name of pictureNames) {
        if (name === 'advanced') await signIn(page)
        await take(page, addresses[name](ids), join(folders.help, fileOfPicture(name, language, color)))
      }
      await context.close()
      if (language !== 'en') continue
      for (const [name, address, screen] of shownInDocs) {
        const visitor = await openVisitor(stage, { ...look, viewport: pictureSize, ...screen })
        if (address !== '/sign-in') await signIn(visitor.page)
        await take(visitor.page, address, join(folders.docs, `${name}.${color}.webp`))
        await visitor.context.close()
      }
    }
  }
} finally {
  await browser.close()
  await stage.close()
  await cluster.stop()
}

/** A month of sign-ins, and the people and stores that the pages show. */
async function prepare(stage: Stage): Promise<Ids> {
  const { db, northId } = stage
  await fillWithAttempts(db, northId, 1500, new Date())
  // Fewer at weekends, and on some days than on others, as in a chain of stores.
  await sql`delete from sign_in_attempt
    where (hashtext(reference) & 7) < (hashtext(started_at::date::text) & 3) + case when extract(isodow from started_at) > 5 then 3 else 0 end`.execute(
    db,
  )
  await db
    .updateTable('advancedSettings')
    .set({ confirmedAt: new Date() })
    .where('locationId', '=', northId)
    .execute()
  await sql`update user_account set last_sign_in_at = now() - (hashtext(username) & 4095) * interval '1 minute'
    where customer_id = ${northId}`.execute(db)
  const { id: store } = await db
    .selectFrom('location')
    .select('id')
    .where('name', '=', 'Station Square')
    .executeTakeFirstOrThrow()
  const { id: carl } = await db
    .selectFrom('userAccount')
    .select('id')
    .where('username', '=', 'carl.mail')
    .executeTakeFirstOrThrow()
  // Nothing but his own attempt is known of him, and it was refused.
  await db.deleteFrom('signInAttempt').where('userId', '=', carl).execute()
  await refuseCarl(stage)
  return { north: northId, store, carl }
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('[name=username]').fill('max.manager')
  await page.locator('[name=password]').fill(samplePassword)
  await page.locator('[name=password]').press('Enter')
  await page.waitForURL((url) => url.pathname === '/')
}

async function take(page: Page, address: string, path: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  // The stream of sign-ins never ends.
  if (!address.includes('/sign-ins')) await page.waitForLoadState('networkidle')
  await page.waitForTimeout(700)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
  await session.detach()
  writeFileSync(path, Buffer.from(data, 'base64'))
  console.log(path)
}
