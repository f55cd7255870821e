import type { Page } from 'playwright'
import { makeConsentKit } from '#server/connection/consent-kits.ts'
import { languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId, tmasClientId } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import { expectHome, leaveFor, signInWithPassword } from './front-page.ts'
import { expect, test } from './journey.ts'
import { atMicrosoft, pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'

const words = messages.en.consentKit

test('Nina needs admin approval: her manager makes the kit, IT consents without an account, Nina comes in (R19, R21)', async ({
  visit,
  stage,
}) => {
  const nina = await visit()
  await leaveFor(nina, `/sign-in/microsoft?chain=${stage.northId}`)
  await pickAccount(nina, 'nina.admin@north.example')
  await atMicrosoft(nina, 'need-admin')

  const manager = await visit()
  await openPanel(manager, stage)
  await manager.getByRole('button', { name: words.panel.make }).click()
  const link = await manager.getByLabel(words.panel.link).inputValue()
  await manager.getByRole('cell', { name: words.panel.notMailed, exact: true }).waitFor()

  const it = await visit()
  await it.goto(link)
  await it.getByText(northTenantId, { exact: true }).waitFor()
  await expectState(it, 'accept', 'next')
  await it.getByRole('link', { name: words.page.consent.button }).click()
  await it.locator('body[data-page="admin-consent"]').waitFor()
  await it.getByRole('button', { name: 'Accept' }).click()
  await it.getByRole('heading', { name: words.page.answer.grantedTitle }).waitFor()
  // It is said, and not yet proved.
  await expectState(it, 'accept', 'next')

  await nina.goto(`/sign-in/microsoft?chain=${stage.northId}&prompt=select_account`)
  await pickAccount(nina, 'nina.admin@north.example')
  await expectHome(nina, 'Nina Admin')

  // The page at which IT stands follows by itself, and so does the one that the link opens.
  await it.getByText(words.page.steps.allDone).waitFor()
  await it.goto(link)
  await expectState(it, 'confirm', 'done')
  const applications = await it.goto(`${stage.emulator.url}/${northTenantId}/enterprise-applications`)
  expect(await applications?.text()).toContain(tmasClientId)

  await manager.reload()
  await manager.getByRole('cell', { name: /^Accepted, / }).waitFor()
})

test('a manager revokes a link, and whoever opens it is told that it does not work', async ({
  visit,
  stage,
}) => {
  const { link } = await kitOf(stage, stage.northId)
  const page = await visit({ expected: /status of 404/ })
  await openPanel(page, stage)
  await expectAccessible(page)
  const revoke = page.getByRole('button', { name: /^Revoke the link/ })
  for (let left = await revoke.count(); left > 0; left -= 1) {
    await revoke.first().click()
    await expect.poll(() => revoke.count()).toBe(left - 1)
  }
  await page.getByText(words.panel.none).waitFor()
  await page.goto(link)
  await page.getByRole('heading', { name: words.page.deadTitle }).waitFor()
  await expectAccessible(page)
})

test('a kit is mailed from the panel, and what is wrong is said before (R24)', async ({ visit, stage }) => {
  const page = await visit()
  await openPanel(page, stage)
  await page.getByRole('button', { name: words.panel.mail }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words.panel.send }).click()
  await dialog.getByText(messages.en.users.faults.missing).waitFor()
  await expectAccessible(page)
  await dialog.getByLabel(words.panel.email).fill('it@north.example')
  await dialog.getByLabel(words.panel.language).selectOption('fr')
  await dialog.getByLabel(words.panel.message).fill('As we said on the telephone.')
  await dialog.getByRole('button', { name: words.panel.send }).click()
  await dialog.getByText(words.panel.sent('it@north.example')).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('cell', { name: 'it@north.example', exact: true }).waitFor()

  const mail = await stage.db
    .selectFrom('mail')
    .select('textBody')
    .where('recipient', '=', 'it@north.example')
    .executeTakeFirstOrThrow()
  const [link = ''] = /http\S+consent-kit\S+/.exec(mail.textBody ?? '') ?? []
  const it = await visit()
  await it.goto(link)
  await it.getByRole('heading', { name: messages.fr.consentKit.page.consent.title }).waitFor()
})

test('the companion ticks while one looks on, and an ended link says so by itself (R21)', async ({
  visit,
  stage,
}) => {
  const chain = await newChain(stage)
  const it = await visit({ expected: /status of 404/ })
  await it.goto(chain.link)
  await expectState(it, 'find_tenant', 'next')
  await it.getByText(words.page.steps.live).waitFor()
  await it.getByText(words.page.consent.noTenant).waitFor()
  await stage.db
    .insertInto('advancedSettings')
    .values({
      locationId: chain.id,
      customerId: stage.northId,
      azureTenantId: northTenantId,
      changedAt: new Date(),
      verifiedAt: new Date(),
    })
    .execute()
  await it.getByRole('link', { name: words.page.consent.button }).waitFor()
  await stage.db.deleteFrom('consentKit').where('locationId', '=', chain.id).execute()
  await it.getByRole('heading', { name: words.page.deadTitle }).waitFor()
})

test('without JavaScript the page works, and is looked at again by a link', async ({ visit, stage }) => {
  const { link } = await newChain(stage)
  const page = await visit({ javaScriptEnabled: false })
  await page.goto(link)
  await expect.poll(() => page.getByText(words.page.steps.live).isVisible()).toBe(false)
  await page.getByRole('link', { name: words.page.steps.checkAgain }).click()
  await expectState(page, 'find_tenant', 'next')
  await page.getByRole('link', { name: 'Français' }).click()
  await page.getByRole('heading', { name: messages.fr.consentKit.page.undo.title }).waitFor()
})

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  languageCodes.map((language) => [colorScheme, language] as const),
)

test.for(looks)(
  'the page fits a telephone and finds nothing for axe to say: %s, %s (R24)',
  async ([colorScheme, language], { visit, stage }) => {
    const { link } = await newChain(stage, northTenantId)
    const page = await visit({ viewport: { width: 360, height: 740 }, colorScheme })
    const { consent } = messages[language].consentKit.page
    await page.goto(`${link}&lang=${language}`)
    const button = page.getByRole('link', { name: consent.button })
    await expectAccessible(page)
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      .toBe(true)
    const state = new URL((await button.getAttribute('href')) ?? '').searchParams.get('state') ?? ''
    await page.goto(`/consent-kit/answer?error=access_denied&error_subcode=cancel&state=${state}`)
    await page.locator('[data-answer="consent_declined"]').waitFor()
    await expectAccessible(page)
  },
)

async function openPanel(page: Page, stage: Stage) {
  const address = `/administration/locations?location=${stage.northId}#consent-kit`
  await page.goto('/sign-in')
  await signInWithPassword(page, 'max.manager')
  await expectHome(page, 'Max Manager')
  await page.goto(address)
  const heading = page.getByRole('heading', { name: words.panel.title })
  await heading.waitFor()
  await page
    .getByText(/^(?:No active links|Created)/)
    .first()
    .waitFor()
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true)
}

/** A chain of its own under North Group's customer, with a link to its kit. */
async function newChain(stage: Stage, tenantId?: string) {
  const id = crypto.randomUUID()
  const common = { customerId: stage.northId, createdAt: new Date() }
  await stage.db
    .insertInto('location')
    .values({ ...common, id, parentId: stage.northId, type: 'chain', name: `Brand ${id.slice(0, 4)}` })
    .execute()
  // Settings of its own: it does not take those above.
  if (tenantId)
    await stage.db
      .insertInto('advancedSettings')
      .values({ locationId: id, customerId: stage.northId, azureTenantId: tenantId, changedAt: new Date() })
      .execute()
  else await stage.db.deleteFrom('advancedSettings').where('locationId', '=', stage.northId).execute()
  const { link } = await kitOf(stage, id)
  return { id, link }
}

/** A link to the kit of a chain, as Max Manager makes it. */
async function kitOf({ db, url }: Stage, chainId: string) {
  const boss = await db
    .selectFrom('userAccount')
    .select('id')
    .where('username', '=', 'max.manager')
    .executeTakeFirstOrThrow()
  return makeConsentKit(db, { kind: 'user', userId: boss.id }, chainId, undefined, url, new Date())
}

async function expectState(page: Page, step: string, state: string) {
  await page.locator(`[data-step="${step}"][data-state="${state}"]`).waitFor()
}
