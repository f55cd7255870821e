/**
 * Every refusal, produced as it happens: what the person reads, what their manager reads, and that neither learns what is
 * not theirs (R17, R18, R19). The table has a row for each code, or does not compile.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { attemptLifetime } from '#server/attempts/attempts.ts'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { explainAttempt } from '#server/attempts/microsofts-answer.ts'
import { wordsOfFault } from '#server/attempts/refusal-words.ts'
import { personalAccounts } from '#server/entra/entra.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  askMicrosoft,
  customerWithTenant,
  newestAttempt,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import type { Check, CheckName } from '#shared/checks.ts'
import { dayOf } from '#shared/end-date.ts'
import { reasons } from '#shared/explanation.ts'
import { type Language, languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Refusal, refusals } from '#shared/refusals.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

type Row = {
  /** Makes it happen, and says where the browser was sent. */
  produce(browser: Visitor): Promise<string>
  /** Which checks the manager reads as failed. */
  failed?: CheckName[]
  /** Nothing says whose attempt it was, so no manager reads it. */
  concernsNobody?: true
  /** The manager of the customer that it concerns, where that is not North. */
  manager?: () => ApiClient
}

let stage: Stage
let northBoss: ApiClient
let bareBoss: ApiClient
let strangersBoss: ApiClient
let bareId: string
let people = 0
/** What the person must never read, whatever happened. */
const hidden: string[] = []

beforeAll(async () => {
  stage = await openStage()
  bareId = (await customerWithTenant(stage, 'Bare Walls', null)).chainId
  const strangers = await customerWithTenant(stage, 'Complete Strangers', southTenantId.replace('8b', '9c'))
  hidden.push('Bare Walls', 'Complete Strangers', strangers.chainId, bareId, northTenantId, southTenantId)
})
afterAll(() => stage.close())
beforeEach(async () => {
  stage.emulator.control.reset()
  northBoss = (await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)).api
  bareBoss = (await signedInWith(stage, 'chain_and_user_manager', bareId)).api
  const strangers = await stage.db
    .selectFrom('location')
    .select('id')
    .where('name', '=', 'Complete Strangers')
    .executeTakeFirstOrThrow()
  strangersBoss = (await signedInWith(stage, 'chain_and_user_manager', strangers.id)).api
})

const rows: Record<Refusal, Row> = {
  unknown_user: {
    produce: (browser) => comeAs(browser, 'ines.typo@north.example'),
    failed: ['user'],
  },
  wrong_password: {
    async produce(browser) {
      const { username } = await person({ password: 'Right-One-1' })
      return withPassword(browser, username, 'Wrong-One-1')
    },
  },
  account_disabled: {
    async produce(browser) {
      const { loginId } = await person({ enabled: false })
      return comeAs(browser, loginId)
    },
    failed: ['enabled'],
  },
  account_ended: {
    async produce(browser) {
      const { loginId } = await person({ endsOn: dayOf(stage.now()) })
      return comeAs(browser, loginId)
    },
    failed: ['not_ended'],
  },
  customer_suspended: {
    async produce(browser) {
      const { loginId } = await person({})
      await suspended(true)
      const location = await comeAs(browser, loginId)
      await suspended(false)
      return location
    },
    failed: ['customer_active'],
  },
  microsoft_required: {
    async produce(browser) {
      const { username } = await person({ password: 'Right-One-1' })
      await mandatory(true)
      const location = await withPassword(browser, username, 'Right-One-1')
      await mandatory(false)
      return location
    },
  },
  microsoft_not_enabled: {
    async produce(browser) {
      await userIn(stage, bareId, 'gus@partner.example', { firstName: 'Gustav', lastName: 'Hidden' })
      return comeAs(browser, 'gus@partner.example')
    },
    failed: ['tenant_set'],
    manager: () => bareBoss,
  },
  tenant_mismatch: {
    async produce(browser) {
      await userIn(stage, stage.north.chainId, 'emil.other@south.example', {
        firstName: 'Emil',
        lastName: 'Hidden',
      })
      return comeAs(browser, 'emil.other@south.example')
    },
    failed: ['chain_tenant'],
  },
  linked_to_other_account: {
    async produce(browser) {
      const { loginId, account } = await person()
      await signInWithMicrosoft(stage, visitor(stage), loginId)
      Object.assign(account, { oid: crypto.randomUUID(), name: 'Hidden Person' })
      return comeAs(browser, loginId)
    },
    failed: ['link'],
  },
  password_needed_first: {
    async produce(browser) {
      const { id, loginId } = await person()
      await stage.db
        .updateTable('membership')
        .set({ role: 'user_manager' })
        .where('userId', '=', id)
        .execute()
      const saved = { tenantSavedByOperator: false, provedBy: null }
      const isNorths = (by: typeof saved | { tenantSavedByOperator: true }) =>
        stage.db
          .updateTable('advancedSettings')
          .set(by)
          .where('locationId', '=', stage.north.chainId)
          .execute()
      await isNorths(saved)
      const location = await comeAs(browser, loginId)
      await isNorths({ tenantSavedByOperator: true })
      return location
    },
    failed: ['vouched'],
  },
  personal_account: {
    produce(browser) {
      const iss = `${stage.emulator.url}/${personalAccounts}/v2.0`
      stage.emulator.control.tamper.idToken = ({ header, payload, keys, sign }) =>
        sign({ ...header, kid: keys.personal.kid }, { ...payload, tid: personalAccounts, iss }, keys.personal)
      return comeAs(browser, 'dora.capital@north.example', throughNorth())
    },
    failed: ['personal_account', 'tenant'],
  },
  consent_declined: {
    async produce(browser) {
      const start = throughNorth()
      return (
        await signInWithMicrosoft(stage, browser, 'cleo.declines@north.example', { start, answer: 'decline' })
      ).location
    },
  },
  // Microsoft keeps these on its own page as a rule. Where it does send them back, it is in this form.
  admin_consent_required: sentBack('access_denied', 90094),
  not_assigned: sentBack('access_denied', 50105),
  blocked_by_policy: sentBack('interaction_required', 53003),
  account_problem_at_microsoft: sentBack('invalid_grant', 50055),
  refused_by_microsoft: sentBack('invalid_grant', 424242),
  tenant_not_found: sentBack('invalid_request', 90002),
  popup_blocked: {
    async produce(browser) {
      const popup = crypto.randomUUID()
      await browser.get(`${throughNorth()}&popup=${popup}&blocked=1`)
      stage.passTime(attemptLifetime + 1000)
      return statusOf(browser, popup)
    },
  },
  popup_closed: {
    async produce(browser) {
      const popup = crypto.randomUUID()
      await browser.get(`${throughNorth()}&popup=${popup}&display=popup`)
      const answer = await browser.post('/sign-in/microsoft/cancel', { popup })
      return (await answer.json()).location
    },
  },
  not_returned: {
    async produce(browser) {
      const popup = crypto.randomUUID()
      await browser.get(`${throughNorth()}&popup=${popup}&display=popup`)
      stage.passTime(attemptLifetime + 1000)
      await closeUnreturned(stage.db, stage.now())
      return statusOf(browser, popup)
    },
  },
  expired: {
    async produce(browser) {
      const { loginId } = await person()
      const ending = await askMicrosoft(stage, browser, loginId, { start: throughNorth() })
      stage.passTime(attemptLifetime + 1000)
      return follow(browser, ending)
    },
  },
  replayed: sentBack('invalid_grant', 54005),
  invalid_response: {
    async produce(browser) {
      const { loginId } = await person()
      stage.emulator.control.nextToken = { payload: { aud: 'another application' } }
      return comeAs(browser, loginId, throughNorth())
    },
    failed: ['audience'],
  },
  microsoft_unreachable: {
    produce: (browser) => withFault(browser, { token: { drop: true } }),
    failed: ['redemption'],
  },
  throttled: {
    produce: (browser) => withFault(browser, { token: { throttle: 5 } }),
    failed: ['redemption'],
  },
  operator_configuration: {
    async produce(browser) {
      const { loginId } = await person()
      stage.emulator.control.expiredSecret = true
      return comeAs(browser, loginId, throughNorth())
    },
    failed: ['redemption'],
  },
  // The one that must not happen: a fault of ours, here of the database, where the session is to be made.
  internal: {
    async produce(browser) {
      const { loginId } = await person()
      await stage.asOwner(
        `create function fail() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`,
      )
      await stage.asOwner('create trigger fail before insert on session for each row execute function fail()')
      const location = await comeAs(browser, loginId, throughNorth())
      await stage.asOwner('drop function fail cascade')
      return location
    },
  },
}

test.each(Object.entries(rows) as [Refusal, Row][])(
  '%s: the person reads their sentence, the manager the truth, and neither what is not theirs',
  async (code, { produce, failed = [], concernsNobody, manager = () => northBoss }) => {
    const browser = visitor(stage)
    const address = new URL(await produce(browser), tmasUrl)
    const attempt = await newestAttempt(stage)
    expect(attempt).toMatchObject({ outcome: 'refused', code })
    const { reference } = attempt

    const { told, actor } = refusals[code]
    expect(address.pathname).toBe('/sign-in')
    expect(address.searchParams.get('refused')).toBe(told)
    expect(address.searchParams.get('reference')).toBe(reference)
    for (const language of languageCodes) {
      address.searchParams.set('lang', language)
      const page = (await (await browser.get(String(address))).text()).replaceAll('&gt;', '>')
      // Where Microsoft gave a number that says more than the refusal, its remedy stands in for the general one.
      const explained = await explainAttempt(attempt, told, language)
      const fault = wordsOfFault(attempt.checks as Check[], language)
      const ofFault = told === 'invalid_response' ? fault.person.remedy : undefined
      const precise = explained?.isMorePrecise ? explained.explanation?.remedy : ofFault
      expectPersonsPage(page, language, code, reference, precise)
    }

    const read = async (boss: ApiClient) => boss('GET', `/sign-ins/${reference}`)
    expect((await read(strangersBoss)).status).toBe(404)
    const { status, body } = await read(manager())
    expect(status).toBe(concernsNobody ? 404 : 200)
    if (concernsNobody) return
    // Of an account in another tenant, everyone's sign-ins say whether the setting is wrong: here it is the account.
    const isMismatch = code === 'tenant_mismatch'
    const expected = isMismatch ? reasons.foreign_account : { actor, action: refusals[code].remedy }
    const { manager: words } = isMismatch
      ? { manager: messages.en.explainPerson.reasons.foreign_account }
      : code === 'invalid_response'
        ? wordsOfFault(attempt.checks as Check[], 'en')
        : messages.en.refusalWords[code]
    expect(body).toMatchObject({
      code,
      outcome: 'refused',
      cause: words.cause,
      remedy: { actor: expected.actor, action: expected.action },
    })
    // What to make sure of follows, where the remedy could admit somebody else (unsafe-remedies.test.ts).
    expect(body.remedy.text.startsWith(words.remedy)).toBe(true)
    expect(body.remedy.text.length > words.remedy.length).toBe(body.remedy.makeSure !== null)
    const failures = body.checks.filter(({ passed }: { passed: boolean }) => !passed)
    expect(failures.map(({ name }: { name: string }) => name)).toEqual(failed)
    const others =
      manager() === bareBoss ? [stage.north.chainId, northTenantId, '"North"'] : [bareId, 'Bare Walls']
    for (const text of [...others, 'Complete Strangers']) expect(JSON.stringify(body)).not.toContain(text)
  },
)

/** The sentence, the remedy and the reference, and nothing that tells who is known here. */
function expectPersonsPage(
  page: string,
  language: Language,
  code: Refusal,
  reference: string,
  precise: string | undefined,
) {
  const { told } = refusals[code]
  const { sentence, remedy } = messages[language].refusalWords[told].person
  expect(page).toContain(sentence)
  expect(page).toContain(precise ?? remedy)
  expect(page).toContain(reference)
  const { cause } = messages[language].refusalWords[code].manager
  // What happened is at times the same sentence for both.
  const forManagers = cause === sentence ? [] : [cause]
  for (const text of [...hidden, 'Hidden', ...forManagers, ...(told === code ? [] : [code])])
    expect(page).not.toContain(text)
}

/** Somebody new: with an account at Microsoft, and a user in North. */
async function person(more: { enabled?: boolean; endsOn?: string; password?: string } = {}) {
  people += 1
  const loginId = `person.${people}@north.example`
  const account = { loginId, name: `Person ${people}`, tenantId: northTenantId, oid: crypto.randomUUID() }
  stage.emulator.directory.people.push(account)
  const { enabled = true, endsOn = null, password } = more
  const { id, username } = await userIn(stage, stage.north.chainId, loginId, {
    username: loginId,
    firstName: 'Hidden',
    enabled,
    endsOn,
    ...(password && { passwordHash: await leastHash(password) }),
  })
  hidden.push(id)
  return { id, loginId, username, account }
}

/** What Microsoft says with a number, at its own end of the way back. */
function sentBack(error: string, aadsts: number): Row {
  return {
    async produce(browser) {
      stage.emulator.control.tamper.callback = (parameters) => [
        ...parameters.filter(([name]) => name === 'state'),
        ['error', error],
        [
          'error_description',
          `AADSTS${aadsts}: Something. Trace ID: ${crypto.randomUUID()} Correlation ID: ${crypto.randomUUID()}`,
        ],
      ]
      return comeAs(browser, 'dora.capital@north.example', throughNorth())
    },
  }
}

async function withFault(browser: Visitor, faults: Stage['emulator']['control']['faults']) {
  const { loginId } = await person()
  const ending = await askMicrosoft(stage, browser, loginId, { start: throughNorth() })
  stage.emulator.control.faults = faults
  return follow(browser, ending)
}

async function comeAs(browser: Visitor, loginId: string, start = '/sign-in/microsoft'): Promise<string> {
  return follow(browser, await askMicrosoft(stage, browser, loginId, { start }))
}

async function follow(browser: Visitor, ending: Awaited<ReturnType<typeof askMicrosoft>>): Promise<string> {
  if (ending.kind !== 'returned') throw new Error(`stayed at Microsoft, on ${ending.page}`)
  return (await browser.get(ending.url)).headers.get('location') ?? ''
}

async function withPassword(browser: Visitor, username: string, password: string): Promise<string> {
  const answer = await browser.post('/sign-in', { username, password, return_to: '/' })
  return answer.headers.get('location') ?? ''
}

async function statusOf(browser: Visitor, popup: string): Promise<string> {
  const answer = await browser.get(`/sign-in/microsoft/status?popup=${popup}`)
  return (await answer.json()).location
}

function throughNorth() {
  return `/sign-in/microsoft?chain=${stage.north.chainId}`
}

/** As `tmas chain suspend` notes it; the manager who reads the attempt afterwards stays signed in here. */
async function suspended(isSuspended: boolean) {
  await stage.db
    .updateTable('customer')
    .set({ suspendedAt: isSuspended ? stage.now() : null })
    .where('id', '=', stage.north.chainId)
    .execute()
}

async function mandatory(mandatoryAuthentication: boolean) {
  const operator = { kind: 'operator' } as const
  await changeAdvancedSettings(
    stage.db,
    operator,
    stage.north.chainId,
    { mandatoryAuthentication },
    stage.now(),
  )
}
