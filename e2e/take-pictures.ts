/**
 * Pictures of every page, as a person sees it. `node e2e/take-pictures.ts <folder> [kind…]` stores each of them on five
 * screens, in three languages, in light and in dark colours; or only in the kinds that are named, such as
 * `phone-fr-dark`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { makeConsentKit } from '#server/connection/consent-kits.ts'
import { migrate } from '#server/migrations/migrate.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { languageCodes } from '#shared/languages.ts'
import { launchBrowser } from './browser.ts'
import { playSomePeople, type Records, shootConsole, shootHelp } from './console-pictures.ts'
import { atMicrosoft, pickAccount } from './microsoft.ts'
import { openStage, type Stage } from './stage.ts'
import { openVisitor } from './visitor.ts'

const touch = { isMobile: true, hasTouch: true }
const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  laptop: { viewport: { width: 1024, height: 700 } },
  tablet: { viewport: { width: 820, height: 1180 }, ...touch },
  phone: { viewport: { width: 390, height: 740 }, ...touch },
  small: { viewport: { width: 320, height: 640 }, ...touch },
}

type Shot = (name: string, page: Page) => Promise<unknown>

const [folder, ...kinds] = process.argv.slice(2)
if (!folder) {
  console.error('Say where to: node e2e/take-pictures.ts <folder> [kind…]')
  process.exit(2)
}
const cluster = await startThrowAwayCluster()
await migrate(cluster.url, { log: { info() {}, warn() {} } })
const browser = await launchBrowser('shell')
const stage = await openStage(cluster.url, browser)
try {
  const records = await playSomePeople(stage)
  for (const [screen, size] of Object.entries(screens)) {
    for (const language of languageCodes) {
      await stage.db.updateTable('userAccount').set({ language, languageChosen: true }).execute()
      for (const colorScheme of ['light', 'dark'] as const) {
        const kind = `${screen}-${language}-${colorScheme}`
        if (kinds.length > 0 && !kinds.includes(kind)) continue
        // Someone who is linked at one customer is not asked to choose.
        await stage.db
          .deleteFrom('microsoftLink')
          .where('loginId', '=', 'max.manager@north.example')
          .execute()
        const place = join(folder, kind)
        mkdirSync(place, { recursive: true })
        const { page, context } = await openVisitor(stage, { ...size, colorScheme, locale: language })
        await visitPages(stage, page, records, (name, shown) =>
          shown.screenshot({ path: join(place, `${name}.png`), fullPage: true }),
        )
        await context.close()
      }
    }
  }
} finally {
  await browser.close()
  await stage.close()
  await cluster.stop()
}

/** Every page in this browser's language, in the order in which a person may see them. */
async function visitPages(stage: Stage, page: Page, records: Records, shoot: Shot): Promise<void> {
  await page.goto('/sign-in')
  await shoot('sign-in', page)
  for (const code of ['unknown_user', 'wrong_password', 'admin_consent_required', 'operator_configuration']) {
    await page.goto(`/sign-in?refused=${code}&reference=H3K7Q2MX`)
    await shoot(`refused-${code}`, page)
  }
  await page.goto('/sign-in?signed_out')
  await shoot('signed-out', page)
  await page.goto('/nowhere')
  await shoot('not-found', page)

  await shootPopup(stage, page, shoot)
  await shootConsentKit(stage, page, shoot)
  await shootHelp(page, shoot)

  await page.goto('/sign-in/microsoft?prompt=select_account')
  await pickAccount(page, 'max.manager@north.example')
  await page.locator('.choices').waitFor()
  await shoot('choose', page)
  await page.getByRole('button', { name: 'North Group' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await shoot('home', page)
  await shootConsole(stage, page, shoot, records)
}

/** The waiting panel, and the pop-up's last page, which stays if the page that opened it is gone. */
async function shootPopup(stage: Stage, page: Page, shoot: Shot): Promise<void> {
  const opener = await page.context().newPage()
  // On a phone the page itself would continue.
  await opener.addInitScript(() => {
    const { matchMedia } = window
    window.matchMedia = (query) => matchMedia(query === '(pointer: coarse)' ? 'not all' : query)
  })
  await opener.goto('/sign-in')
  const [popup] = await Promise.all([opener.waitForEvent('popup'), opener.locator('.microsoft').click()])
  await atMicrosoft(popup, 'pick')
  await shoot('waiting', opener)
  await opener.close()
  await popup.setViewportSize({ width: 520, height: 680 })
  await pickAccount(popup, 'ada.linked@north.example')
  await popup.waitForURL((url) => url.href.startsWith(`${stage.url}/sign-in/microsoft/done`))
  await shoot('pop-up-done', popup)
  await popup.close()
}

/** The page for the customer's IT, and what it says about Microsoft's answers. */
async function shootConsentKit({ db, northId, url }: Stage, page: Page, shoot: Shot): Promise<void> {
  const boss = await db
    .selectFrom('userAccount')
    .select('id')
    .where('username', '=', 'max.manager')
    .executeTakeFirstOrThrow()
  const person = { kind: 'user', userId: boss.id } as const
  // Not of today, because a day has room for fewer links than there are screens, languages and colours.
  await db
    .updateTable('consentKit')
    .set({ createdAt: new Date(0) })
    .execute()
  const { link } = await makeConsentKit(db, person, northId, undefined, url, new Date())
  await page.goto(link)
  await shoot('consent-kit', page)
  const microsoft = await page.locator('[data-live="consent"] a').getAttribute('href')
  const { pathname, searchParams } = new URL(microsoft ?? '')
  const state = searchParams.get('state') ?? ''
  const [, tenant = ''] = pathname.split('/')
  const answers = {
    refused: { error: 'access_denied', error_subcode: 'cancel' },
    granted: { admin_consent: 'True', tenant },
  }
  for (const [name, answer] of Object.entries(answers)) {
    await page.goto(`/consent-kit/answer?${new URLSearchParams({ ...answer, state })}`)
    await shoot(`consent-kit-${name}`, page)
  }
}
