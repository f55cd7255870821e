import { findEffectiveSettings } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { listPeopleOfArea, type Person } from './readiness.queries.ts'

export type Readiness = {
  counts: {
    affected: number
    linked: number
    neverTried: number
    refused: number
    exempt: number
    exemptWithoutPassword: number
  }
  affected: (Pick<Person, 'userId' | 'username' | 'email' | 'lastAttempt'> & {
    state: 'linked' | 'never_tried' | 'refused'
  })[]
  exempt: (Pick<Person, 'userId' | 'username' | 'hasPassword' | 'hasSecondFactor'> & {
    role: NonNullable<Person['managerRole']>
  })[]
}

/**
 * Who could sign in with Microsoft only if it were mandatory in this chain, how far each has come, and who is exempt
 * (R15).
 */
export async function readReadiness(db: Db, chain: { id: string; customerId: string }): Promise<Readiness> {
  const settings = await findEffectiveSettings(db, chain.id)
  const people = await listPeopleOfArea(db, chain, settings?.azureTenantId ?? null)
  const affected = people
    .filter(({ managerRole }) => managerRole === null)
    .map((person) => {
      const { userId, username, email, lastAttempt } = person
      return { userId, username, email, state: stateOf(person), lastAttempt }
    })
  const exempt = people.flatMap(({ userId, username, managerRole, hasPassword, hasSecondFactor }) =>
    managerRole === null ? [] : [{ userId, username, role: managerRole, hasPassword, hasSecondFactor }],
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
    exempt,
  }
}

function stateOf({ linked, lastAttempt }: Person): Readiness['affected'][number]['state'] {
  if (linked) return 'linked'
  return lastAttempt?.outcome === 'refused' ? 'refused' : 'never_tried'
}
