/**
 * What anyone can type is no one's cause (R17): in generated worlds, somebody types what the person would type, at
 * either door, again and again, and whatever comes of it.
 */
import { expect, test } from 'vitest'
import { refusalCodes } from '#shared/refusals.ts'
import type { Attempt, PersonFacts } from './person-facts.ts'
import { dice } from './testing/dice.ts'
import { factsOf, generate } from './testing/remedy-worlds.ts'
import { explainPerson } from './why.ts'

const worlds = 4000

/** What somebody makes who knows an address and a username, and nothing else. */
function typed(seed: number, at: Date): Attempt {
  const { pick, chance, id } = dice(seed)
  const door = pick(['microsoft', 'microsoft', 'password'] as const)
  const outcome = chance(0.2) ? 'pending' : 'refused'
  const ofMicrosoft = refusalCodes.filter((code) => code !== 'wrong_password')
  return {
    reference: id().slice(0, 8),
    at,
    door,
    outcome,
    code: outcome === 'pending' ? null : door === 'microsoft' ? pick(ofMicrosoft) : 'wrong_password',
    account: null,
    name: null,
    aadsts: pick([null, 53003, 50057, 90094]),
    lacksSecondFactor: false,
    typedOnly: true,
    throughChain: chance(0.3),
    said: pick([null, null, { choice: 'approval', codes: [], meaning: 'admin_consent_required' } as const]),
    checks: [],
  }
}

/** A person with all that is proved of them, and the same with what was typed besides, somewhere in between. */
function withAndWithout(seed: number): { alone: PersonFacts; disturbed: PersonFacts } {
  const facts = factsOf(generate(seed))
  const alone = { ...facts, attempts: facts.attempts.filter(({ typedOnly }) => !typedOnly) }
  const { pick } = dice(seed ^ 0x1234)
  const from = Date.UTC(2026, 0, 1)
  const more = [1, 2, 3].map((nth) => typed(seed * 7 + nth, new Date(from + pick([1, 2, 5, 9, 99]) * 45_000)))
  const attempts = [...alone.attempts, ...more].toSorted(
    (one, other) => other.at.getTime() - one.at.getTime(),
  )
  return { alone, disturbed: { ...alone, attempts } }
}

test('what is typed changes nothing of what is said of someone who has signed in, but for the note beside it (R17)', () => {
  let noted = 0
  for (let seed = 1; seed <= worlds; seed += 1) {
    const { alone, disturbed } = withAndWithout(seed)
    if (alone.lastSignInAt === null) continue
    const { perhaps, ...said } = explainPerson(disturbed)
    expect(JSON.stringify({ ...said, perhaps: null }), `world ${seed}`).toBe(
      JSON.stringify(explainPerson(alone)),
    )
    noted += Number(perhaps !== null)
  }
  expect(noted).toBeGreaterThan(300)
})

test('the note is of an attempt since they last signed in, and says what would help them if it was theirs (R17, R19)', () => {
  for (let seed = 1; seed <= worlds; seed += 1) {
    const { disturbed } = withAndWithout(seed)
    const { perhaps } = explainPerson(disturbed)
    if (perhaps === null) continue
    expect(perhaps.attempt.typedOnly && perhaps.attempt.outcome === 'refused', `world ${seed}`).toBe(true)
    if (disturbed.lastSignInAt)
      expect(perhaps.attempt.at.getTime()).toBeGreaterThan(disturbed.lastSignInAt.getTime())
    expect(perhaps.cause, `world ${seed}`).not.toBeNull()
  }
})

test('someone who has never signed in keeps the cause that is known, and has what was typed for one only where there is none (R17)', () => {
  const counts = { known: 0, typed: 0 }
  for (let seed = 1; seed <= worlds; seed += 1) {
    const { alone, disturbed } = withAndWithout(seed)
    if (alone.lastSignInAt !== null) continue
    const [before, after] = [explainPerson(alone), explainPerson(disturbed)]
    if (before.cause !== null && before.reference === null && !after.typedOnly) {
      counts.known += 1
      expect({ cause: after.cause, action: after.action }, `world ${seed}`).toEqual({
        cause: before.cause,
        action: before.action,
      })
    }
    // Through the chain's own address a guest is let in, so what their account met before says nothing; and an account
    // that looks like theirs is no surer than what was typed.
    const isUnsure = before.reference !== null || before.why === 'foreign_account'
    if (after.typedOnly) expect(before.cause === null || isUnsure, `world ${seed}`).toBe(true)
    counts.typed += Number(after.typedOnly && after.cause !== null)
  }
  expect(counts.known).toBeGreaterThan(300)
  expect(counts.typed).toBeGreaterThan(30)
})

test('what was typed before they last signed in is not noted, also where that sign-in is no longer on record (R17, R39)', () => {
  let compared = 0
  for (let seed = 1; seed <= 500; seed += 1) {
    const { alone } = withAndWithout(seed)
    const attempts = [
      { ...typed(seed, new Date(0)), outcome: 'refused' as const, code: 'consent_declined' as const },
    ]
    const { perhaps } = explainPerson({ ...alone, attempts, lastSignInAt: new Date(1) })
    expect(perhaps, `world ${seed}`).toBeNull()
    compared += Number(explainPerson({ ...alone, attempts, lastSignInAt: new Date(-1) }).perhaps !== null)
  }
  expect(compared).toBeGreaterThan(100)
})
