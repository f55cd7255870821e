import type { Locator, Page } from 'playwright'
import { signInAddressOf } from '#server/passwords/password-links.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { explainAadsts } from '#shared/aadsts/explain.ts'
import { type Reason, reasons } from '#shared/explanation.ts'
import { messages } from '#shared/messages/messages.ts'
import type { CauseText } from '#shared/messages/refusals.en.ts'
import type { ToldRefusal } from '#shared/refusals.ts'
import { type Refusal, refusals, type WhoMustAct } from '#shared/refusals.ts'
import { northTenantId, sampleDirectory } from '../emulator/sample.ts'
import { expectAccessible } from './accessible.ts'
import {
  expectHome,
  expectRefused,
  microsoftButton,
  openPopup,
  openSignIn,
  popupOf,
  signInWithPassword,
} from './front-page.ts'
import { expect, test as journeyTest } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'
import type { Stage } from './stage.ts'
import { openVisitor } from './visitor.ts'

const {
  consentKit,
  correctAddress,
  explain,
  explainPerson,
  help,
  popup: waiting,
  refusalWords,
  signIns,
  users,
} = messages.en

/** With the manager of North Group, who stays signed in on one browser through the whole file. */
const test = journeyTest.extend('boss', { scope: 'file' }, async ({ stage }, { onCleanup }) => {
  const { page, context, faults } = await openVisitor(stage)
  onCleanup(async () => {
    await context.close()
    // A username that is taken is an answer, which Chromium writes to the console.
    expect(faults.filter((fault) => !/status of 409 .*\/admit/.test(fault))).toEqual([])
  })
  await page.goto('/administration/sign-ins')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('heading', { level: 1, name: signIns.title }).waitFor()
  return page
})

const timeout = 120_000
const played: string[] = []

/** The journey of one of the emulator's people, to whom nobody has consented that had not before. */
function journey(
  loginId: string,
  sentence: string,
  play: (cast: { loginId: string; stage: Stage; boss: Page; visit(): Promise<Page> }) => Promise<void>,
) {
  played.push(loginId)
  test(`${loginId} ${sentence}`, { timeout }, async ({ stage, boss, visit }) => {
    stage.emulator.directory.consents = sampleDirectory().consents
    await play({ loginId, stage, boss, visit })
  })
}

test('every person of the emulator has a journey here', () => {
  const people = sampleDirectory().people.map(({ loginId }) => loginId)
  expect(played.toSorted()).toEqual(people.toSorted())
})

// --- Who comes in ----------------------------------------------------------------------------------------------

const welcome: [
  loginId: string,
  name: string,
  sentence: string,
  asked: ('accept' | 'approve' | 'choose')[],
][] = [
  ['ada.linked@north.example', 'Ada Lind', 'is linked, and comes straight in', []],
  ['bea.first@north.example', 'Bea First', 'comes for the first time, and is linked', ['accept']],
  ['Dora.Capital@North.example', 'Dora Capital', 'comes in whatever the letters’ case', ['accept']],
  ['mia.nomail@north.example', 'Mia Nomail', 'has no mailbox, and comes in by the login ID', ['accept']],
  ['sam.slow@north.example', 'Sam Slow', 'approves on the telephone, and comes in', ['approve', 'accept']],
  ['max.manager@north.example', 'Max Manager', 'chooses between two customers, and comes in', ['choose']],
]

for (const [account, name, sentence, asked] of welcome)
  journey(
    account,
    `${sentence}; the manager reads that nothing stands in the way (R8, R19)`,
    async (cast) => {
      const { loginId, boss, visit } = cast
      const person = await visit()
      await openSignIn(person)
      const popup = await openPopup(person)
      await pickAccount(popup, loginId)
      for (const question of asked) {
        if (question === 'accept') await answerConsent(popup, 'Accept')
        else if (question === 'choose') await popup.getByRole('button', { name: 'North Group' }).click()
        else await popup.getByRole('button', { name: 'Approve' }).click()
      }
      await expectHome(person, name)

      await openRow(boss, name, [name, signIns.doors.microsoft, signIns.outcomes.succeeded])
      await boss.getByText(signIns.detail.succeeded).waitFor()
      await boss.getByRole('link', { name, exact: true }).click()
      await expectExplained(boss, explainPerson.clear.works)
      await boss.getByText(explainPerson.panel.nothingWrong).waitFor()
    },
  )

// --- What the manager mends ------------------------------------------------------------------------------------

journey(
  'carl.mail@north.example',
  'has another address in TMAS: the manager sees both, corrects it, and he comes in (R9, R19)',
  async ({ loginId, boss, visit }) => {
    const person = await visit()
    await comeIn(person, loginId)
    await expectRowOf(boss, person, 'unknown_user', { who: loginId, told: 'unknown_user' })
    await boss.goto('/administration/users')
    await boss.getByRole('button', { name: 'Review' }).click()
    await boss.getByText('The account’s mailbox has the address of this user').waitFor()
    await expectAccessible(boss)

    await findOut(boss, 'c.mail@north.example')
    await expectExplained(boss, explainPerson.reasons.login_differs, 'manager')
    await boss.getByRole('button', { name: explain.actions.correct_address, exact: true }).last().click()
    const dialog = boss.getByRole('dialog', { name: correctAddress.titleOf('Carl Mail') })
    await dialog.getByText(correctAddress.hint(loginId)).waitFor()
    await dialog.getByText(correctAddress.warning).waitFor()
    await expectAccessible(boss)
    await dialog.getByRole('button', { name: correctAddress.save }).click()
    await dialog.getByText(correctAddress.saved('Carl Mail')).waitFor()
    await dialog.getByRole('button', { name: correctAddress.close }).click()
    await expectExplained(boss, explainPerson.clear.settled)
    await boss.goto('/administration/users')
    await boss.getByLabel(explainPerson.search.label).waitFor()
    await boss.getByRole('button', { name: 'Review' }).waitFor({ state: 'detached' })
    await tryAgain(person)
    await expectHome(person, 'Carl Mail')
  },
)

journey(
  'rex.recreated@north.example',
  'has an account that was made anew: the manager removes the old link, and he comes in (R10, R19)',
  async ({ loginId, boss, visit }) => {
    const person = await visit()
    await comeIn(person, loginId)
    const row = await expectRowOf(boss, person, 'linked_to_other_account', { who: 'Rex Recreated' })
    await findOut(boss, loginId)
    await expectExplained(boss, explainPerson.reasons.linked_elsewhere)
    await boss.getByText('Every rule, in order').click()
    await expectAccessible(boss)

    await boss.goto(row)
    await boss.getByRole('button', { name: explain.actions.remove_link }).click()
    const dialog = boss.getByRole('dialog', { name: users.confirm.unlink('Rex Recreated') })
    await dialog.getByRole('button', { name: explain.actions.remove_link }).click()
    await boss.getByText(signIns.remedies.done('Rex Recreated')).waitFor()
    await boss.getByRole('link', { name: explainPerson.title }).click()
    await expectExplained(boss, explainPerson.clear.settled)
    await tryAgain(person)
    await expectHome(person, 'Rex Recreated')
  },
)

journey(
  'sue.disabled@north.example',
  'is switched off: the manager reads so, switches her on, and she comes in (R12, R19)',
  async ({ loginId, boss, visit }) => {
    const person = await visit()
    await comeIn(person, loginId, [])
    await expectRowOf(boss, person, 'account_disabled', { who: 'Sue Disabled' })
    await boss.getByRole('link', { name: explainPerson.title }).click()
    await expectExplained(boss, explainPerson.reasons.disabled, 'manager')
    await boss.getByRole('button', { name: explain.actions.switch_on }).click()
    await boss.getByText('Done. This is the situation now.').waitFor()
    // The form knows of it, and would not disable the user again with the next save.
    await boss.getByRole('link', { name: 'Edit', exact: true }).click()
    await expect.poll(() => boss.getByLabel('Enabled').isChecked()).toBe(true)
    await tryAgain(person)
    await expectHome(person, 'Sue Disabled')
  },
)

journey(
  'ines.typo@north.example',
  'is nobody in TMAS: the manager adds her with one click and the address that Microsoft proved, and she comes in (R1, R19)',
  async ({ loginId, boss, visit }) => {
    const person = await visit()
    await comeIn(person, loginId)
    const row = await expectRowOf(boss, person, 'unknown_user', { who: loginId })
    await findOut(boss, 'nonsense')
    await boss.getByText('This is not an address, a reference, or the name of exactly one user.').waitFor()
    await findOut(boss, loginId)
    await expectExplained(boss, explainPerson.reasons.nobody, 'manager')
    await expectAccessible(boss)
    await boss.goto(row)
    await boss.getByRole('button', { name: explainPerson.admit.openOf(loginId) }).click()
    const dialog = boss.getByRole('dialog')
    await dialog.getByRole('combobox', { name: users.form.location }).fill('stat')
    await boss.getByRole('option', { name: /Station Square/ }).click()
    const username = dialog.getByRole('textbox', { name: users.form.username })
    expect(await username.inputValue()).toBe(loginId)
    await username.fill('someone@north.example')
    await dialog.getByRole('button', { name: explainPerson.admit.add, exact: true }).click()
    await dialog.getByText(users.faults.not_own_address).waitFor()
    await username.fill('ada.linked')
    await dialog.getByRole('button', { name: explainPerson.admit.add, exact: true }).click()
    await dialog.getByText(users.faults.username_taken).waitFor()
    await expectAccessible(boss)
    await username.fill('ines-newcomer')
    await dialog.getByRole('button', { name: explainPerson.admit.add, exact: true }).click()
    await dialog.getByRole('status').getByText(loginId).waitFor()
    await dialog.getByRole('button', { name: explainPerson.admit.close }).click()
    await tryAgain(person)
    await expectHome(person, 'Ines')
  },
)

// --- Who must come another way ---------------------------------------------------------------------------------

journey(
  'gus@partner.example',
  'is a guest: the manager mails him the address of the chain, and by it he comes in (R12, R19)',
  async ({ loginId, stage, boss, visit }) => {
    const person = await visit()
    await comeIn(person, loginId)
    await expectRowOf(boss, person, 'tenant_mismatch', {
      who: 'Gus Guest',
      told: 'unknown_user',
      reason: 'foreign_account',
    })
    await mailInstructions(boss, loginId)
    await openAddressFromMail(person, stage, loginId)
    await answerConsent(await openPopup(person), 'Accept')
    await expectHome(person, 'Gus Guest')
  },
)

journey(
  'emil.other@south.example',
  'has his account in another organisation: IT invites him, the manager mails him the address, he comes in (R12, R19)',
  async ({ loginId, stage, boss, visit }) => {
    const [person, it] = [await visit(), await visit()]
    await comeIn(person, loginId)
    await expectRowOf(boss, person, 'tenant_mismatch', {
      who: 'Emil Other',
      told: 'unknown_user',
      reason: 'foreign_account',
    })
    await mailInstructions(boss, loginId, async (dialog) => {
      await expect.poll(() => dialog.getByLabel('Message').inputValue()).toBe(explainPerson.mail.microsoft)
      await expectAccessible(boss)
    })
    await openEnterpriseApplications(it, stage)
    await it.getByLabel('Login ID of someone from another tenant').fill(loginId)
    await it.getByRole('button', { name: 'Invite' }).click()
    await openAddressFromMail(person, stage, loginId)
    await answerConsent(await openPopup(person), 'Accept')
    await expectHome(person, 'Emil Other')
  },
)

journey(
  'pia@outlook.example',
  'has the address of a personal account: the manager reads it, enters that of her new work account, she comes in (R12, R19)',
  async ({ loginId, stage, boss, visit }) => {
    const person = await visit()
    await giveUp(person, loginId, 500200, { typed: true })
    await expectRowOf(boss, person, 'popup_closed', { who: signIns.unprovenName('Pia Personal') })
    await boss.getByRole('link', { name: explainPerson.title }).click()
    await expectExplained(boss, explainPerson.reasons.personal_address, 'manager')

    const work = { loginId: 'pia.personal@north.example', name: 'Pia Personal', tenantId: northTenantId }
    stage.emulator.directory.people.push({ ...work, oid: crypto.randomUUID() })
    await boss.getByRole('button', { name: explain.actions.correct_address }).click()
    const dialog = boss.getByRole('dialog', { name: correctAddress.titleOf('Pia Personal') })
    await dialog.getByLabel(correctAddress.newAddress).fill(work.loginId)
    await dialog.getByRole('button', { name: correctAddress.save }).click()
    await dialog.getByText(correctAddress.saved('Pia Personal')).waitFor()
    await dialog.getByRole('button', { name: correctAddress.close }).click()

    const popup = await popupOf(person, () =>
      person.getByRole('link', { name: messages.en.refused.otherAccount }).click(),
    )
    await pickAccount(popup, work.loginId)
    await answerConsent(popup, 'Accept')
    await expectHome(person, 'Pia Personal')
  },
)

// --- What the customer’s IT mends ------------------------------------------------------------------------------

journey(
  'cleo.declines@north.example',
  'declines: the manager makes the consent kit, IT accepts for everybody, and she is not asked again (R19)',
  async ({ loginId, boss, visit }) => {
    const [person, it] = [await visit(), await visit()]
    await openSignIn(person)
    const popup = await openPopup(person)
    await pickAccount(popup, loginId)
    await answerConsent(popup, 'Cancel')
    await expectRefused(person, 'consent_declined')
    await tellManager(person, loginId)
    await expectRowOf(boss, person, 'consent_declined', { who: signIns.unprovenName('Cleo Declines') })
    await boss.getByRole('link', { name: explainPerson.title }).click()
    await expectExplained(boss, refusalWords.consent_declined.manager, 'person')
    await consentByKit(boss, it)
    await tryAgain(person)
    await expectHome(person, 'Cleo Declines')
  },
)

journey(
  'nina.admin@north.example',
  'needs an administrator’s approval: hers opens the consent kit, accepts, and she comes in (R19)',
  async ({ loginId, boss, visit }) => {
    const [person, it] = [await visit(), await visit()]
    await giveUp(person, loginId, 90094, { typed: false })
    await tellManager(person, loginId)
    await expectRowOf(boss, person, 'popup_closed', { who: signIns.unprovenName('Nina Admin') })
    await boss.getByRole('link', { name: explainPerson.title }).click()
    await expectExplained(boss, refusalWords.popup_closed.manager, 'person')
    await consentByKit(boss, it)
    await tryAgain(person)
    await expectHome(person, 'Nina Admin')
  },
)

const heldBack = [
  ['noah.unassigned@north.example', 'Noah Unassigned', 50105, 'assignment', 'is not assigned'],
  ['paul.policy@north.example', 'Paul Policy', 53003, 'conditionalAccess', 'is blocked by a policy'],
] as const

for (const [account, name, aadsts, obstacle, sentence] of heldBack)
  journey(
    account,
    `${sentence}: the manager explains Microsoft’s page, IT reads the consent kit, mends it in Entra, and he comes in (R19)`,
    async ({ loginId, stage, boss, visit }) => {
      const [person, it] = [await visit(), await visit()]
      const said = await giveUp(person, loginId, aadsts, { typed: true })
      const row = await expectRowOf(boss, person, 'popup_closed', { who: signIns.unprovenName(name) })
      await boss.getByRole('link', { name: explainPerson.title }).click()
      await expectExplained(boss, refusalWords.popup_closed.manager, 'person')

      // What the person read at Microsoft, and TMAS was not told.
      await boss.goto('/help/microsoft-error')
      await boss.getByLabel(help.microsoftError.label).fill(said)
      await boss.getByRole('button', { name: help.microsoftError.submit }).click()
      const { person: sentenceOfIt, who, remedy } = await explainAadsts(aadsts, 'en')
      if (who !== 'it') throw new Error(`AADSTS${aadsts} is not for IT`)
      await boss.getByRole('heading', { name: sentenceOfIt }).waitFor()
      await boss.getByText(remedy).first().waitFor()
      await boss.getByText(messages.en.refused.actors[who], { exact: true }).waitFor()

      await boss.goto(row)
      await boss.getByRole('link', { name: explain.actions.send_consent_kit }).click()
      await it.goto(await makeKit(boss))
      await it.getByText(consentKit.page.obstacles.items[obstacle].title).waitFor()
      await openEnterpriseApplications(it, stage)
      await it.getByRole('button', { name: new RegExp(loginId) }).click()
      await it.getByText(loginId).waitFor({ state: 'detached' })
      await tryAgain(person, ['accept'])
      await expectHome(person, name)
    },
  )

// --- Besides ---------------------------------------------------------------------------------------------------

test('an account that only looks like a user is turned down with one click, and not offered again (R19)', {
  timeout,
}, async ({ stage, boss, visit }) => {
  const vera = await stage.newPerson()
  const loginId = vera.loginId.replace('@north.example', '@northgroup.onmicrosoft.example')
  const stranger = { loginId, name: 'Somebody Else', tenantId: northTenantId, oid: crypto.randomUUID() }
  stage.emulator.directory.people.push(stranger)
  const person = await visit()
  await comeIn(person, loginId)
  await expectRowOf(boss, person, 'unknown_user', { who: loginId })
  await boss.getByRole('button', { name: explain.actions.correct_address }).click()
  const dialog = boss.getByRole('dialog', { name: correctAddress.title })
  const likely = dialog.getByRole('radio', { name: new RegExp(vera.loginId) })
  await likely.waitFor()
  await dialog.getByRole('button', { name: new RegExp(`^${correctAddress.notTheSame}`) }).click()
  await dialog.getByText(correctAddress.noted(loginId, vera.name)).waitFor()
  await likely.waitFor({ state: 'detached' })
  await dialog.getByLabel(correctAddress.find).waitFor()
  await boss.keyboard.press('Escape')
  const { email } = await stage.db
    .selectFrom('userAccount')
    .select('email')
    .where('id', '=', vera.userId)
    .executeTakeFirstOrThrow()
  expect(email).toBe(vera.loginId)
})

test('three who do not come back are one notice, with what it is typical of and the consent kit (R19)', {
  timeout,
}, async ({ stage, boss }) => {
  for (let gone = 0; gone < 3; gone += 1)
    await fetch(`${stage.url}/sign-in/microsoft?chain=${stage.northId}`, {
      redirect: 'manual',
      headers: { referer: stage.url },
    })
  const longAgo = new Date(Date.now() - 16 * 60 * 1000)
  await stage.db
    .updateTable('signInAttempt')
    .set({ startedAt: longAgo })
    .where('outcome', '=', 'pending')
    .where('chainId', '=', stage.northId)
    .execute()
  const pending = () =>
    stage.db.selectFrom('signInAttempt').select('id').where('outcome', '=', 'pending').execute()
  await expect.poll(pending, { timeout: 20_000 }).toEqual([])
  await boss.goto('/administration/sign-ins')
  const notices = boss.getByRole('region', { name: signIns.patterns.title })
  const notice = notices.getByRole('alert').filter({ hasText: refusalWords.not_returned.short })
  await notice.getByText(refusalWords.blocked_by_policy.short).waitFor()
  await notice.getByText(refusalWords.not_assigned.short).waitFor()
  await notice.getByRole('link', { name: explain.actions.send_consent_kit }).click()
  await boss.getByRole('heading', { name: consentKit.panel.title }).waitFor()
})

// --- What they do ----------------------------------------------------------------------------------------------

/** Presses the button, picks the account and accepts; where it ends is not waited for. */
async function comeIn(person: Page, loginId: string, asked: readonly 'accept'[] = ['accept']) {
  await openSignIn(person)
  const popup = await openPopup(person)
  await pickAccount(popup, loginId)
  for (const _ of asked) await answerConsent(popup, 'Accept')
}

/** Again, in the same browser: Microsoft knows who it is. */
async function tryAgain(person: Page, asked: readonly 'accept'[] = []) {
  await openSignIn(person, '/sign-in')
  const popup = await openPopup(person)
  for (const _ of asked) await answerConsent(popup, 'Accept')
}

/**
 * Is left standing on a page of Microsoft that never returns, and gives up.
 *
 * @returns what the page said
 */
async function giveUp(person: Page, loginId: string, aadsts: number, { typed }: { typed: boolean }) {
  await openSignIn(person)
  if (typed) await person.getByLabel('Username').fill(loginId)
  const popup = await openPopup(person)
  await pickAccount(popup, loginId)
  await atMicrosoft(popup, aadsts === 90094 ? 'need-admin' : 'trouble')
  const said = await popup.getByRole('main').innerText()
  expect(said).toContain(`AADSTS${aadsts}`)
  await person.getByRole('button', { name: waiting.cancel, exact: true }).click()
  await expectRefused(person, 'popup_closed')
  return said
}

async function tellManager(person: Page, loginId: string) {
  await person.getByLabel(signIns.help.email).fill(loginId)
  await person.getByRole('button', { name: signIns.help.send }).click()
  await person.getByText(signIns.help.asked).waitFor()
}

/** What was mailed to the person leads them to the page of their own chain. */
async function openAddressFromMail(person: Page, stage: Stage, loginId: string) {
  const [mail] = await mailsTo(stage, loginId)
  // Written under every mail to a user when it is sent.
  const address = await signInAddressOf(stage.db, mail?.userId ?? '', stage.url)
  expect(address).toContain(`?chain=${stage.northId}`)
  await person.goto(address)
  await microsoftButton(person).waitFor()
}

// --- What the manager reads and does ---------------------------------------------------------------------------

/** The newest attempt of which this is written: it may come while one looks on, and its row says these words. Opens it. */
async function openRow(boss: Page, written: string, words: readonly string[]) {
  await boss.goto('/administration/sign-ins')
  const row = boss.getByRole('row').filter({ hasText: written }).first()
  for (const text of words) await row.getByText(text).first().waitFor()
  await row.getByRole('link').click()
  await boss.getByRole('heading', { level: 2, name: signIns.detail.checks }).waitFor()
}

/**
 * The person's page tells them no more than it may; the manager's row and page have the true cause, and who must act.
 *
 * @returns the address of the manager's page
 */
async function expectRowOf(
  boss: Page,
  person: Page,
  code: Refusal,
  {
    who,
    told = code as ToldRefusal,
    reason,
  }: {
    who: string
    told?: ToldRefusal
    /** What the row says where everyone's sign-ins know more than the code. */
    reason?: Reason
  },
): Promise<string> {
  if (!(await person.getByText(signIns.help.asked).isVisible())) await expectRefused(person, told)
  const reference = new URL(person.url()).searchParams.get('reference') ?? ''
  await openRow(boss, reference, [who, signIns.outcomes.refused, refusalWords[code].short])
  const { cause, remedy } = reason ? explainPerson.reasons[reason] : refusalWords[code].manager
  const actor = reason ? reasons[reason].actor : refusals[code].actor
  const shown = boss.getByRole('region', { name: refusalWords[code].short })
  await shown.getByText(cause, { exact: true }).waitFor()
  await shown.getByText(signIns.detail.actors[actor], { exact: true }).waitFor()
  // A sentence about how to make sure of the person may follow in the same paragraph.
  await shown.getByText(remedy).waitFor()
  return boss.url()
}

/** “Why can’t someone sign in?” */
async function findOut(boss: Page, address: string) {
  await boss.goto('/administration/users')
  await boss.getByLabel(explainPerson.search.label).fill(address)
  await boss.getByRole('button', { name: explainPerson.search.button }).click()
}

async function expectExplained(boss: Page, { cause, remedy }: CauseText, actor?: WhoMustAct) {
  // What only the typed address suggests is said in the same sentence.
  await boss.getByText(cause).first().waitFor()
  await boss.getByText(remedy).first().waitFor()
  if (actor) await boss.getByText(explainPerson.panel.actor[actor], { exact: true }).waitFor()
}

/** From the page of the sign-in, where two chains’ tenant IDs can be compared, to the person, for whom it is no fault of the chain. */
async function mailInstructions(
  boss: Page,
  email: string,
  look: (dialog: Locator) => Promise<void> = async () => {},
) {
  await boss.getByRole('link', { name: explainPerson.title }).click()
  await expectExplained(boss, explainPerson.reasons.foreign_account, 'person')
  await boss.getByRole('button', { name: explain.actions.mail_instructions }).click()
  const dialog = boss.getByRole('dialog')
  await look(dialog)
  await dialog.getByRole('button', { name: users.mailing.send }).click()
  await dialog.getByText(users.mailing.sent(email)).waitFor()
}

async function makeKit(boss: Page): Promise<string> {
  await boss.getByRole('heading', { name: consentKit.panel.title }).waitFor()
  await boss.getByRole('button', { name: consentKit.panel.make }).click()
  return boss.getByLabel(consentKit.panel.link).inputValue()
}

/** From the explanation to the kit, and IT accepts by it for everybody. */
async function consentByKit(boss: Page, it: Page) {
  await boss.getByRole('link', { name: explain.actions.send_consent_kit }).click()
  await it.goto(await makeKit(boss))
  await it.getByRole('link', { name: consentKit.page.consent.button }).click()
  await it.locator('body[data-page="admin-consent"]').waitFor()
  await it.getByRole('button', { name: 'Accept' }).click()
  await it.getByRole('heading', { name: consentKit.page.answer.grantedTitle }).waitFor()
}

async function openEnterpriseApplications(it: Page, { emulator }: Stage) {
  await it.goto(`${emulator.url}/${northTenantId}/enterprise-applications`)
}
