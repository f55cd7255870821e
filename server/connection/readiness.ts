import { type AreaUser, listPeopleOfArea } from '#server/locations/people-of-area.queries.ts'
import { isAffected, type PersonState, stateOf } from '#server/locations/people-of-area.ts'
import type { Db } from '#server/platform/database.ts'
import { type TriedLast, withReasons } from './last-attempt.ts'

type Affected = Pick<AreaUser, 'userId' | 'username' | 'email' | 'endsOn'> & {
  state: PersonState
  lastAttempt: TriedLast | null
}

export type Readiness = {
  counts: {
    affected: number
    linked: number
    neverTried: number
    refused: number
    exempt: number
    exemptWithoutPassword: number
  }
  affected: Affected[]
  /** People with an exception by name, and until when they keep a password. They are not among the affected. */
  excepted: (Affected & { exceptionEndsOn: string })[]
  exempt: (Pick<AreaUser, 'userId' | 'username' | 'hasPassword' | 'hasSecondFactor' | 'endsOn'> & {
    role: NonNullable<AreaUser['managerRole']>
  })[]
}

/**
 * Who could sign in with Microsoft only if it were mandatory in this chain, how far each has come, and who is exempt,
 * by their role or by name (R15).
 */
export async function readReadiness(
  db: Db,
  chain: { id: string; customerId: string },
  now: Date,
): Promise<Readiness> {
  const people = await listPeopleOfArea(db, chain, now)
  const belowManagers = people.filter(({ managerRole }) => managerRole === null)
  const tried = await withReasons(db, chain.customerId, belowManagers, now)
  const affected = tried.filter(isAffected).map(shown)
  const excepted = tried.flatMap((person) =>
    person.exceptionEndsOn === null ? [] : [{ ...shown(person), exceptionEndsOn: person.exceptionEndsOn }],
  )
  const exempt = people.flatMap(({ userId, username, managerRole, hasPassword, hasSecondFactor, endsOn }) =>
    managerRole === null
      ? []
      : [{ userId, username, role: managerRole, hasPassword, hasSecondFactor, endsOn }],
  )
  const inState = (state: string) => affected.filter((person) => person.state === state).length
  return {
    counts: {
      affected: affected.length,
      linked: inState('linked'),
      neverTried: inState('never_tried'),
      refused: inState('refused'),
      exempt: exempt.length,
      exemptWithoutPassword: exempt.filter(({ hasPassword }) => !hasPassword).length,
    },
    affected,
    excepted,
    exempt,
  }
}

function shown(person: Omit<AreaUser, 'lastAttempt'> & { lastAttempt: TriedLast | null }): Affected {
  const { userId, username, email, endsOn, lastAttempt } = person
  return { userId, username, email, endsOn, state: stateOf(person), lastAttempt }
}
