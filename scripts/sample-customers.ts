import { randomUUIDv7 } from 'node:crypto'
import type { Actor } from '#server/audit/audit.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { insertLocation, listChainsNamed, setProved } from '#server/locations/locations.queries.ts'
import { hashPassword } from '#server/passwords/passwords.ts'
import type { Db } from '#server/platform/database.ts'
import { insertLink } from '#server/users/links.queries.ts'
import { addCustomer, addUser } from '#server/users/users.ts'
import type { LocationType, Role } from '#shared/roles.ts'
import type { Directory, Person } from '../emulator/directory.ts'
import { northTenantId } from '../emulator/sample.ts'

/** The manager's password in the demo, which runs on this machine only. */
export const samplePassword = 'Demo-Pass-1'

const operator: Actor = { kind: 'operator' }

/**
 * The customers of the emulator's people: North Group, connected to its tenant, and Harbour Outlet, which shares that
 * tenant, so that someone who is in both has to choose (R11). Does nothing if they exist already.
 *
 * @param hash of the manager's password: at the product's cost, unless told otherwise.
 * @returns the ID of North Group, whose own address guests need.
 */
export async function addSampleCustomers(
  db: Db,
  directory: Directory,
  now: Date,
  hash = hashPassword,
): Promise<string> {
  const [existing] = await listChainsNamed(db, 'North Group')
  if (existing) return existing.id

  const passwordHash = await hash(samplePassword)
  const tenant = { tenantId: northTenantId, verified: true }
  const people = directory.people.filter((person) => person.tmas)
  const manager = people.find(({ tmas }) => tmas?.role === 'chain_and_user_manager')
  if (!manager?.tmas) throw new Error('The sample has no manager.')

  const north = await addCustomer(
    db,
    operator,
    { name: 'North Group' },
    { ...userOf(manager), passwordHash },
    now,
  )
  const stores = await addStores(db, north.chain.id, now)
  for (const [index, person] of people.filter((candidate) => candidate !== manager).entries()) {
    const locationId = stores[index % stores.length] ?? north.chain.id
    const role = (person.tmas?.role ?? 'viewer') as Role
    const { id } = await addUser(db, operator, userOf(person), { locationId, role }, now)
    await linkIfLinked(db, north.chain.id, id, person, now)
  }
  await changeAdvancedSettings(db, operator, north.chain.id, { azureTenantId: tenant }, now)
  await proveTenant(db, north, now)

  const harbourManager = {
    username: 'harbour.boss',
    email: 'boss@harbour.example',
    firstName: 'Hanna',
    lastName: 'Harbour',
  }
  const harbour = await addCustomer(
    db,
    operator,
    { name: 'Harbour Outlet' },
    { ...harbourManager, passwordHash },
    now,
  )
  const both = { username: 'max.harbour', email: manager.tmas.email, firstName: 'Max', lastName: 'Manager' }
  await addUser(db, operator, both, { locationId: harbour.chain.id, role: 'viewer' }, now)
  await changeAdvancedSettings(db, operator, harbour.chain.id, { azureTenantId: tenant }, now)
  await proveTenant(db, harbour, now)
  return north.chain.id
}

/** The sample customers are established: their managers have shown that they belong to the tenant (R31). */
async function proveTenant(db: Db, { chain, manager }: Awaited<ReturnType<typeof addCustomer>>, now: Date) {
  await db.transaction().execute((trx) => setProved(trx, chain.id, northTenantId, manager.id, now))
}

function userOf({ name, tmas }: Person) {
  if (!tmas) throw new Error(`${name} is no user of TMAS.`)
  const [firstName = '', ...rest] = name.split(' ')
  return {
    username: tmas.username,
    email: tmas.email,
    enabled: tmas.enabled ?? true,
    firstName,
    lastName: rest.join(' '),
  }
}

async function addStores(db: Db, customerId: string, now: Date): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const add = async (parentId: string, type: LocationType, name: string, code: string) => {
      const id = randomUUIDv7()
      await insertLocation(trx, { id, customerId, parentId, type, name, code, createdAt: now })
      return id
    }
    const district = await add(customerId, 'district', 'Coast', 'D1')
    const region = await add(district, 'region', 'Bay Area', 'R1')
    return [
      await add(region, 'store', 'Harbour Street', 'S1'),
      await add(region, 'store', 'Station Square', 'S2'),
      await add(district, 'store', 'Old Market', 'S3'),
    ]
  })
}

async function linkIfLinked(db: Db, customerId: string, userId: string, person: Person, now: Date) {
  const objectId = person.tmas?.linkedObjectId
  if (!objectId) return
  await db.transaction().execute((trx) =>
    insertLink(trx, {
      id: randomUUIDv7(),
      customerId,
      userId,
      tenantId: person.tenantId,
      objectId,
      loginId: person.loginId,
      linkedAt: now,
      lastUsedAt: now,
    }),
  )
}
