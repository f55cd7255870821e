import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { hashPassword } from '#server/passwords/passwords.ts'
import type { Db } from '#server/platform/database.ts'
import { addCustomer, addUser } from '#server/users/users.ts'
import { northTenantId } from '../../emulator/sample.ts'

/** Those who sign in: with their password and, from the first time on, with Microsoft. */
export type People = readonly { username: string; loginId: string; oid: string }[]

export const password = 'Harbour-7-lanterns'
export const manager = { username: 'fay.manager', email: 'fay.manager@north.example' }

export function namePeople(count: number): People {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(4, '0')
    const username = `fred.${number}`
    return {
      username,
      loginId: `${username}@north.example`,
      oid: `f0f00000-0000-4000-8000-00000000${number}`,
    }
  })
}

/** One customer with these people. @returns their IDs, in the same order. */
export async function addPeople(db: Db, people: People): Promise<string[]> {
  const now = new Date()
  const operator = { kind: 'operator' } as const
  const passwordHash = await hashPassword(password)
  const { chain } = await addCustomer(
    db,
    operator,
    { name: 'North Group' },
    { ...manager, passwordHash },
    now,
  )
  const azureTenantId = { tenantId: northTenantId, verified: true }
  await changeAdvancedSettings(db, operator, chain.id, { azureTenantId }, now)
  const ids: string[] = []
  for (const { username, loginId } of people) {
    const membership = { locationId: chain.id, role: 'viewer' as const }
    const added = await addUser(db, operator, { username, email: loginId, passwordHash }, membership, now)
    ids.push(added.id)
  }
  return ids
}
