import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInWithMicrosoft, visitor } from '#server/testing/front-door.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
  await signInWithMicrosoft(stage, visitor(stage), bea)
})

afterAll(() => stage.close())

test.each([
  ['a reference that cannot be read out', "reference = 'O1'"],
  ['another door', "door = 'window'"],
  ['another purpose', "purpose = 'fun'"],
  ['another outcome', "outcome = 'perhaps'"],
  ['an open attempt with an end', "outcome = 'pending'"],
  ['an ended attempt without an end', 'ended_at = null'],
  ['a refusal without a reason', "outcome = 'refused'"],
  ['a success with a reason to refuse', "code = 'unknown_user'"],
  ['another kind of outage', "outage = 'weather'"],
  ['what was said, and not when', `said = '{}'`],
  ['when it was said, and not what', 'said_at = now()'],
  ['too much that was said', `said = to_jsonb(repeat('a', 1001)), said_at = now()`],
  ['a long address to return to', "return_to = repeat('a', 1001)"],
  ['a long name of a browser', "user_agent = repeat('a', 401)"],
  ['a long login ID', "login_id = repeat('a', 321)"],
  ['a long hint', "login_hint = repeat('a', 321)"],
  ['a long address in the token', "account_email = repeat('a', 321)"],
  ['a long name in the token', "account_name = repeat('a', 321)"],
  ['a long session ID at Entra', "entra_sid = repeat('a', 321)"],
])('the database stores no attempt with %s (R17)', async (_what, change) => {
  const changed = sql`update sign_in_attempt set ${sql.raw(change)}`.execute(stage.db)
  await expect(changed).rejects.toMatchObject({ code: '23514', constraint: 'sign_in_attempt_is_sound' })
})
