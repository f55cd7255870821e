import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInWithMicrosoft, visitor } from '#server/testing/front-door.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../../emulator/sample.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const callback = '/sign-in/microsoft/callback'
const consent = `${callback}?admin_consent=True&tenant=${northTenantId}`

test.each(['', `&scope=openid%20profile%20email`, '&state=12345'])(
  'consent given in the portal is told as that, signed in or not, and leaves no refusal: %j (R17, R34)',
  async (more) => {
    const before = await left()
    const linked = visitor(stage)
    await signInWithMicrosoft(stage, linked, bea)
    const afterSignIn = await left()
    for (const browser of [visitor(stage), linked])
      for (const language of ['en', 'fr', 'es'] as const) {
        const answer = await browser.get(`${consent}${more}&lang=${language}`)
        expect(answer.status).toBe(200)
        const page = await answer.text()
        const { grantedTitle, check } = messages[language].consentVisit
        expect(page).toContain(grantedTitle)
        expect(page).toContain(check)
        expect(page).not.toContain(northTenantId)
      }
    expect(await left()).toEqual(afterSignIn)
    expect(afterSignIn.attempts - before.attempts).toBe(1)
  },
)

test('consent that was not given is told as that, with the reason, and leaves no refusal (R17, R34)', async () => {
  const before = await left()
  const description = 'AADSTS65004: User declined to consent to access the app.'
  const query = new URLSearchParams({
    admin_consent: 'True',
    error: 'consent_required',
    error_description: description,
  })
  const page = await (await visitor(stage).get(`${callback}?${query}`)).text()
  expect(page).toContain(messages.en.consentVisit.refusedTitle)
  expect(page).toContain(messages.en.refusalWords.consent_declined.person.sentence)
  expect(await left()).toEqual(before)
})

test.each(['', '?', '?login_hint=ada', '?utm_source=mail', '?code=&state='])(
  'a tile or a bookmark that points at the redirect URI (%j) leads to the sign-in page, and leaves nothing (R17, R34)',
  async (query) => {
    const before = await left()
    const answer = await visitor(stage).get(`${callback}${query}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in'])
    expect(await left()).toEqual(before)
  },
)

async function left() {
  const attempts = await stage.db.selectFrom('signInAttempt').select('id').execute()
  const records = await stage.db
    .selectFrom('auditRecord')
    .select('id')
    .where('action', '=', 'sign-in.refused')
    .execute()
  return { attempts: attempts.length, records: records.length }
}
