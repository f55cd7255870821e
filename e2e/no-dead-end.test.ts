import type { Page } from 'playwright'
import { mailsTo } from '#server/testing/mailbox.ts'
import type { SaidChoice } from '#shared/aadsts/said.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Refusal, refusals } from '#shared/refusals.ts'
import { expectAccessible } from './accessible.ts'
import {
  expectHome,
  microsoftButton,
  openPopup,
  openSignIn,
  popupOf,
  signInWithPassword,
} from './front-page.ts'
import { expect, test as journeyTest } from './journey.ts'
import { answerConsent, atMicrosoft, goBackToTmas, pickAccount } from './microsoft.ts'
import { openVisitor } from './visitor.ts'

const {
  explain,
  explainPerson,
  popup: waiting,
  refusalWords,
  returned,
  signIn,
  signIns,
  wasThisYou,
} = messages.en

/** With the manager of North Group, who stays signed in through the whole file. */
const test = journeyTest.extend('boss', { scope: 'file' }, async ({ stage }, { onCleanup }) => {
  const { page, context } = await openVisitor(stage)
  onCleanup(() => context.close())
  await page.goto('/administration/sign-ins')
  await signInWithPassword(page, 'max.manager')
  await page.getByRole('heading', { level: 1, name: signIns.title }).waitFor()
  return page
})

const timeout = 60_000
const phone = { isMobile: true, hasTouch: true, viewport: { width: 390, height: 844 } }
const desktop = { viewport: { width: 1280, height: 800 } }

/** The people whom Microsoft stops on a page of its own: how they answer, and what it then is. */
const stopped: {
  loginId: string
  name: string
  answer: { choice: SaidChoice } | { number: string } | 'the page'
  code: Refusal
  /** Through their chain's own address; otherwise from the page that everyone has. */
  byChain?: boolean
}[] = [
  {
    loginId: 'paul.policy@north.example',
    name: 'Paul Policy',
    answer: 'the page',
    code: 'blocked_by_policy',
  },
  {
    loginId: 'noah.unassigned@north.example',
    name: 'Noah Unassigned',
    answer: { number: '50105' },
    code: 'not_assigned',
  },
  {
    loginId: 'nina.admin@north.example',
    name: 'Nina Admin',
    answer: { choice: 'approval' },
    code: 'admin_consent_required',
  },
  {
    loginId: 'pia@outlook.example',
    name: 'Pia Personal',
    answer: { number: 'AADSTS500200' },
    code: 'personal_account',
  },
  {
    loginId: 'emil.other@south.example',
    name: 'Emil Other',
    answer: 'the page',
    code: 'account_problem_at_microsoft',
    byChain: true,
  },
]

for (const [kind, screen] of [
  ['a phone', phone],
  ['a desktop', desktop],
] as const)
  for (const { loginId, name, answer, code, byChain = false } of stopped)
    test(`${name} is stopped by Microsoft on ${kind}: back in TMAS the reason is explained, and the manager reads it (R17, R19)`, {
      timeout,
    }, async ({ stage, boss, visit }) => {
      const person = await visit(screen)
      const address = byChain ? `/sign-in?chain=${stage.northId}` : '/sign-in'
      const said = await (kind === 'a phone' ? stopOnPhone : stopInPopup)(person, loginId, address)
      const notice = person.getByRole('region', { name: returned.title })
      await notice.waitFor()
      const reference = (await notice.locator('code').innerText()).trim()
      // The same page at either size: axe, which takes a second, reads the smaller one.
      if (kind === 'a phone') await expectAccessible(person)

      if (answer === 'the page') await person.getByLabel(returned.text).fill(said)
      else if ('number' in answer) await person.getByLabel(returned.text).fill(answer.number)
      if (answer !== 'the page' && 'choice' in answer)
        await person.getByRole('button', { name: returned.choices[answer.choice] }).click()
      else await person.getByRole('button', { name: returned.explain }).click()
      const told = person.getByRole('alert')
      await told.getByText(reference).waitFor()
      if (kind === 'a phone') await expectAccessible(person)
      await person.getByLabel(signIns.help.email).fill(loginId)
      await person.getByRole('button', { name: signIns.help.send }).click()
      await person.getByText(signIns.help.asked).waitFor()

      await boss.goto('/administration/sign-ins')
      const row = boss.getByRole('row').filter({ hasText: reference })
      await row.getByText(signIns.unprovenName(name)).waitFor()
      await row.getByText(returned.manager.asSaid(refusalWords[code].short)).waitFor()
      await row.getByRole('link').click()
      const cause = boss.getByRole('region', { name: returned.manager.asSaid(refusalWords[code].short) })
      await cause.getByText(returned.manager.unproven).waitFor()
      const { remedy } = refusals[code]
      if (remedy === 'send_consent_kit') {
        await cause.getByRole('link', { name: explain.actions.send_consent_kit }).click()
        await boss.getByRole('heading', { name: messages.en.consentKit.panel.title }).waitFor()
      } else if (remedy) await cause.getByRole('button', { name: explain.actions[remedy] }).waitFor()
      else await cause.getByText(refusalWords[code].manager.remedy).waitFor()
    })

test('Cleo declines on a phone, comes back with an answer, and is asked nothing that TMAS knows (R17)', {
  timeout,
}, async ({ stage, boss, visit }) => {
  const person = await visit(phone)
  await openSignIn(person, `/sign-in?chain=${stage.northId}`)
  await microsoftButton(person).tap()
  await pickAccount(person, 'cleo.declines@north.example')
  await answerConsent(person, 'Cancel')
  const told = person.getByRole('alert')
  await told.getByRole('heading', { name: refusalWords.consent_declined.person.sentence }).waitFor()
  const reference = (await told.locator('code').first().innerText()).trim()
  await boss.goto('/administration/sign-ins')
  const row = boss.getByRole('row').filter({ hasText: reference })
  await row.getByText(refusalWords.consent_declined.short).waitFor()
})

test('without JavaScript, too, whoever comes back is asked, gets it explained, and tells the manager (R17)', {
  timeout,
}, async ({ boss, visit }) => {
  const person = await visit({ ...phone, javaScriptEnabled: false })
  await openSignIn(person, '/sign-in')
  await microsoftButton(person).click()
  await pickAccount(person, 'paul.policy@north.example')
  await atMicrosoft(person, 'trouble')
  await goBackToTmas(person)
  const notice = person.getByRole('region', { name: returned.title })
  const reference = (await notice.locator('code').innerText()).trim()
  await person.getByRole('button', { name: returned.choices.blocked }).click()
  await person.getByLabel(signIns.help.email).fill('paul.policy@north.example')
  await person.getByRole('button', { name: signIns.help.send }).click()
  await person.getByText(signIns.help.asked).waitFor()
  await boss.goto('/administration/sign-ins')
  const row = boss.getByRole('row').filter({ hasText: reference })
  await row.getByText(returned.manager.asSaid(refusalWords.blocked_by_policy.short)).waitFor()
})

test('a window that is still open at Microsoft can be completed, and the page that asks goes on by itself (R7)', {
  timeout,
}, async ({ stage, visit }) => {
  const vera = await stage.newPerson()
  const page = await visit(desktop)
  await openSignIn(page, '/sign-in')
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await atMicrosoft(popup, 'consent')
  await page.goto('/sign-in')
  await page.getByRole('region', { name: returned.title }).waitFor()
  await answerConsent(popup, 'Accept')
  await expectHome(page, vera.name)
})

test('a reference that names no one is confirmed by its person, whom the manager asks; then the manager reads why (R17, R31)', {
  timeout,
}, async ({ stage, boss, visit }) => {
  const vera = await stage.newPerson()
  const person = await visit(phone)
  await stopOnPhone(person, 'noah.unassigned@north.example', '/sign-in')
  const notice = person.getByRole('region', { name: returned.title })
  const reference = (await notice.locator('code').innerText()).trim()
  await person.getByLabel(returned.text).fill('50105')
  await person.getByRole('button', { name: returned.explain }).click()

  await boss.goto('/administration/users')
  await boss.getByLabel(explainPerson.search.label).fill(reference)
  await boss.getByRole('button', { name: explainPerson.search.button }).click()
  const question = boss.getByRole('region', { name: wasThisYou.ask.title })
  await question.getByLabel(wasThisYou.ask.who).fill(vera.loginId)
  await question.getByRole('radio', { name: vera.name }).check()
  await expectAccessible(boss)
  await question.getByRole('button', { name: wasThisYou.ask.send }).click()
  await question.getByText(wasThisYou.ask.sent(vera.name, vera.loginId)).waitFor()

  const [mail] = await mailsTo(stage, vera.loginId)
  await person.goto(/http\S+was-this-you\S+/.exec(mail?.textBody ?? '')?.[0] ?? '')
  await expectAccessible(person)
  await person.getByRole('button', { name: wasThisYou.yes }).click()
  await person.getByText(wasThisYou.done(reference)).waitFor()
  await boss.reload()
  await boss
    .getByRole('heading', { name: returned.manager.asSaid(refusalWords.not_assigned.short) })
    .waitFor()
})

test('the manager’s home page counts who asks for help, and the list marks them (R17)', {
  timeout,
}, async ({ stage, boss, visit }) => {
  // From elsewhere: the journeys before have used up what one network may ask for in 15 minutes.
  await stage.db.updateTable('signInAttempt').set({ network: '192.0.2.1' }).execute()
  const person = await visit(desktop)
  await openSignIn(person, '/sign-in')
  await person.getByLabel(signIn.workAddress).fill('nina.admin@north.example')
  const popup = await openPopup(person)
  await stopAt(popup, 'nina.admin@north.example')
  await person.getByRole('button', { name: waiting.cancel, exact: true }).click()
  await person.getByRole('button', { name: returned.choices.approval }).click()
  const told = person.getByLabel(signIns.help.email)
  if ((await told.inputValue()) !== 'nina.admin@north.example')
    throw new Error('the address is not there already')
  await person.getByRole('button', { name: signIns.help.send }).click()
  await person.getByText(signIns.help.asked).waitFor()
  const requests = boss.getByRole('region', { name: /to sign in$/ })
  const nina = requests.getByRole('link', { name: signIns.unprovenName('Nina Admin') }).first()
  // Her managers are found a moment after she asked, and the home page asks again only after a minute.
  const isCounted = async () => {
    await boss.goto('/')
    return nina.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    )
  }
  await expect.poll(isCounted, { timeout: 30_000 }).toBe(true)
  await expectAccessible(boss)
  await requests.getByRole('link', { name: signIns.helpRequests.showAll }).click()
  await boss.getByRole('row').filter({ hasText: 'Nina Admin' }).first().getByText(signIns.asked).waitFor()
  await expectAccessible(boss)
})

/** On a phone the sign-in goes on in the page itself: the only way out of Microsoft's page is Back. */
async function stopOnPhone(person: Page, loginId: string, address: string): Promise<string> {
  await openSignIn(person, address)
  await microsoftButton(person).tap()
  const said = await stopAt(person, loginId)
  await goBackToTmas(person)
  return said
}

/** On a desktop the window is closed, which nobody can notice; the person looks at the page that opened it. */
async function stopInPopup(person: Page, loginId: string, address: string): Promise<string> {
  await openSignIn(person, address)
  const popup = await popupOf(person, () => microsoftButton(person).click())
  const said = await stopAt(popup, loginId)
  await popup.close()
  await person.bringToFront()
  await person.evaluate(() => dispatchEvent(new Event('focus')))
  await person.getByRole('link', { name: returned.sayIt }).click()
  return said
}

/** @returns what Microsoft's page says. */
async function stopAt(page: Page, loginId: string): Promise<string> {
  await pickAccount(page, loginId)
  await page.locator('body[data-page="trouble"], body[data-page="need-admin"]').waitFor()
  return page.getByRole('main').innerText()
}
