import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newestAttempt, visitor } from '#server/testing/front-door.ts'
import { clearUsers, expectRefused, openStage, type Stage } from '#server/testing/stage.ts'
import { withClaims } from '#server/testing/tokens.ts'
import { loadAadstsTexts } from '#shared/aadsts/explain.ts'
import type { Check } from '#shared/checks.ts'
import { type Fault, faultIn } from '#shared/faults.ts'
import { languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Refusal } from '#shared/refusals.ts'
import { explainAttempt } from './microsofts-answer.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
afterEach(() => clearUsers(stage))

const correlation = '7b000000-0000-4000-8000-000000000002'
const texts = await loadAadstsTexts('en')

/** Microsoft refuses to redeem the code, with these numbers. */
const refusedWith = (stage: Stage, codes: number[], refusal: Refusal) =>
  expectRefused(
    stage,
    {
      tamper: {
        tokenResponse: () => ({
          status: 400,
          headers: { 'content-type': 'application/json' },
          body: {
            error: 'invalid_grant',
            error_description: 'Refused.',
            error_codes: codes,
            timestamp: '2026-08-13 21:24:29Z',
            correlation_id: correlation,
          },
        }),
      },
    },
    refusal,
  )

test('who is refused by Microsoft is told precisely why, who must act, and what IT needs (R17, R18)', async () => {
  const { browser, location } = await refusedWith(stage, [50057], 'account_problem_at_microsoft')
  for (const language of languageCodes) {
    const html = await (await browser.get(`${location}&lang=${language}`)).text()
    const { person, remedy, it } = (await loadAadstsTexts(language)).account_disabled
    for (const words of [person, remedy, it, messages[language].refused.actors.it])
      expect(html).toContain(words.replaceAll('>', '&gt;'))
    for (const trace of ['AADSTS50057', correlation, '2026-08-13 21:24:29Z']) expect(html).toContain(trace)
    expect(html).toContain('/help/cannot-sign-in#account')
  }
})

test('of several numbers the one that decided is explained', async () => {
  const { browser, location } = await refusedWith(stage, [70002, 53000], 'blocked_by_policy')
  const html = await (await browser.get(location)).text()
  expect(html).toContain(texts.device_not_compliant.person)
  expect(html).not.toContain('AADSTS70002')
})

test('another browser that knows the reference is told nothing of it (R18)', async () => {
  const { location } = await refusedWith(stage, [50057], 'account_problem_at_microsoft')
  const html = await (await visitor(stage).get(location)).text()
  expect(html).toContain(messages.en.refusalWords.account_problem_at_microsoft.person.sentence)
  for (const hidden of [correlation, 'AADSTS', texts.account_disabled.person])
    expect(html).not.toContain(hidden)
})

test('a code in the address that is not the attempt’s is explained in general words only', async () => {
  const { browser, location } = await refusedWith(stage, [50057], 'account_problem_at_microsoft')
  const html = await (
    await browser.get(location.replace('account_problem_at_microsoft', 'not_assigned'))
  ).text()
  expect(html).not.toContain('AADSTS')
})

test('where the record’s true code is hidden from the person, so is Microsoft’s number (R18)', async () => {
  const { browser, location } = await refusedWith(stage, [700005], 'tenant_mismatch')
  const html = await (await browser.get(location)).text()
  expect(html).not.toContain('AADSTS')
  expect(html).not.toContain(correlation)
  for (const code of ['tenant_mismatch', 'microsoft_not_enabled'])
    for (const told of [code, 'unknown_user'])
      expect(await explainAttempt({ code, microsoft: { aadsts: [700005] } }, told, 'en')).toBeUndefined()
})

test.each<[string, Record<string, unknown>, Fault, string | undefined]>([
  ['a clock that is wrong', { nbf: Math.floor(Date.now() / 1000) + 3600 }, 'clock', undefined],
  ['another audience', { aud: 'another application' }, 'audience', undefined],
  ['another browser’s nonce', { nonce: 'another' }, 'browser', undefined],
  ['no object ID', { oid: undefined }, 'claim', 'oid'],
  ['no login ID', { preferred_username: undefined }, 'claim', 'preferred_username'],
])(
  '%s has a sentence of its own, for the person and for the record (R17, R18)',
  async (_, claims, fault, claim) => {
    const { browser, location } = await expectRefused(
      stage,
      { tamper: { idToken: withClaims(claims) } },
      'invalid_response',
    )
    const { checks } = await newestAttempt(stage)
    expect(faultIn(checks as Check[])).toEqual({ fault, claim })
    for (const language of languageCodes) {
      const html = await (await browser.get(`${location}&lang=${language}`)).text()
      const { words } = messages[language].faults
      expect(html).toContain(words[fault].person.sentence)
      expect(html).toContain(words[fault].person.remedy)
      if (claim) expect(html).toContain(messages[language].faults.claim(claim))
      if (fault !== 'browser') expect(html).not.toContain('cookies')
    }
  },
)

test('keys that cannot be used are told as Microsoft’s own trouble, not as the browser’s', async () => {
  const { browser, location } = await expectRefused(
    { ...stage, app: stage.freshApp() },
    { tamper: { keys: (answer) => ({ ...answer, body: { keys: [] } }) } },
    'invalid_response',
  )
  const html = await (await browser.get(location)).text()
  expect(html).toContain(messages.en.faults.words.documents.person.sentence)
})

test('an unknown number is told as what it is, with the number and Microsoft’s own explanation', async () => {
  const { browser, location } = await refusedWith(stage, [123456], 'refused_by_microsoft')
  for (const language of languageCodes) {
    const html = await (await browser.get(`${location}&lang=${language}`)).text()
    const { sentence, remedy } = messages[language].refusalWords.refused_by_microsoft.person
    for (const words of [sentence, remedy, messages[language].refused.actors.it])
      expect(html).toContain(words)
    expect(html).toContain('AADSTS123456 <a href="https://login.microsoftonline.com/error?code=123456"')
  }
})
