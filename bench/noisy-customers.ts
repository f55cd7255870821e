import { openDatabase } from '#server/platform/database.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { addCustomer, addUser } from '#server/users/users.ts'

export const password = 'Harbour-7-lanterns'
const watchingCustomers = 5

export type Customer = { chainId: string; managers: string[]; people: string[] }

/** Customers with managers who watch and import, and people whose passwords cost next to nothing to compute. */
export async function addNoisyCustomers(url: string): Promise<Customer[]> {
  const db = openDatabase({ url })
  const operator = { kind: 'operator' } as const
  const now = new Date()
  const passwordHash = await leastHash(password)
  const customers: Customer[] = []
  // The manager of the quiet customer looks at lists.
  await db.updateTable('userAccount').set({ passwordHash }).where('username', '=', 'max.manager').execute()
  for (let n = 0; n < watchingCustomers; n += 1) {
    const boss = { username: `noisy${n}-boss`, email: `boss@noisy${n}.example`, passwordHash }
    const { chain } = await addCustomer(db, operator, { name: `Noisy ${n}` }, boss, now)
    const add = async (name: string, role: 'viewer' | 'user_manager') => {
      const user = { username: `noisy${n}-${name}`, email: `${name}@noisy${n}.example`, passwordHash }
      return (await addUser(db, operator, user, { locationId: chain.id, role }, now)).username
    }
    const managers = [boss.username]
    for (let m = 1; m < 25; m += 1) managers.push(await add(`manager${m}`, 'user_manager'))
    const people: string[] = []
    for (let p = 0; p < 60; p += 1) people.push(await add(`person${p}`, 'viewer'))
    customers.push({ chainId: chain.id, managers, people })
  }
  await db.destroy()
  return customers
}
