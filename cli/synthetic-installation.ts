import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { beginningOf, digestOfContent, linkTo } from '#server/audit/chain.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'

export type Counts = { chains: number; locations: number; users: number; links: number }

/**
 * `usersPerStore`: one store for this many users; there are three regions for all of them. `usersOf`: how many a chain
 * has, where they have different numbers of them.
 */
export type Size = {
  chains: number
  usersPerChain: number
  usersPerStore?: number
  usersOf?: (chain: number) => number
}

/** Of ten users, nine have signed in with Microsoft once and are linked. */
const isLinked = (index: number) => index % 10 !== 9

/**
 * Adds customers like large ones, in bulk. Each chain has its own tenant, three regions, and a store for every ten
 * users (or for another number). It has one Chain and User Manager, and viewers at the stores; most are linked, and
 * none has a password. The audit records are there too, as if the users had been added one by one (R23).
 *
 * Names, addresses and Entra's IDs are the same in every installation: `seed-0001`, `seed-0001.00042`,
 * `seed-0001.00042@seed-0001.example`. TMAS's own IDs are not.
 *
 * Runs `analyze` at the end, because PostgreSQL keeps the plans that it made on empty tables.
 *
 * @param db with the role that owns the tables.
 * @throws {Problem} `name_taken` if such chains exist already.
 */
export async function seed(
  db: Db,
  { chains, usersPerChain, usersPerStore = 10, usersOf = () => usersPerChain }: Size,
  now: Date,
): Promise<Counts> {
  const total: Counts = { chains: 0, locations: 0, users: 0, links: 0 }
  await db.transaction().execute(async (trx) => {
    await refuseSecondSeed(trx)
    // PostgreSQL plans the checks of foreign keys once per connection, here on empty tables. It would then read each
    // table to its end for every row, which takes minutes instead of seconds.
    await sql`set local enable_seqscan = off`.execute(trx)
    // The index of parts of names takes many users at once: most of their parts are the same.
    await sql`set local gin_pending_list_limit = '256MB'`.execute(trx)
    await sql`set local work_mem = '256MB'`.execute(trx)
    for (let number = 1; number <= chains; number++) {
      const users = usersOf(number)
      const added = await seedChain(trx, nameOfChain(number), { users, perStore: usersPerStore }, now)
      total.chains += 1
      total.locations += added.locations
      total.users += added.users
      total.links += added.links
    }
  })
  // What waits for that index would slow down every search until it is cleared away.
  await sql`select gin_clean_pending_list(oid) from pg_class where relname = 'user_account_by_any_part'`.execute(
    db,
  )
  await sql`analyze`.execute(db)
  return total
}

async function refuseSecondSeed(trx: Trx): Promise<void> {
  const seeded = await trx
    .selectFrom('userAccount')
    .select('id')
    .where('usernameFolded', '=', 'seed-0001.00000')
    .executeTakeFirst()
  if (seeded) throw new Problem('name_taken', 'This database already has these made-up customers.')
}

async function seedChain(trx: Trx, name: string, count: { users: number; perStore: number }, now: Date) {
  const customerId = randomUUIDv7()
  const regions = Array.from({ length: 3 }, randomUUIDv7)
  const stores = Array.from({ length: Math.ceil(count.users / count.perStore) }, randomUUIDv7)
  const users = Array.from({ length: count.users }, randomUUIDv7)
  const tenantId = syntheticGuid(name)

  await sql`insert into customer (id, created_at) values (${customerId}, ${now})`.execute(trx)
  await sql`
    insert into location (id, customer_id, parent_id, type, name, created_at)
    values (${customerId}, ${customerId}, null, 'chain', ${name}, ${now})`.execute(trx)
  await sql`
    insert into location (id, customer_id, parent_id, type, name, code, created_at)
    select id, ${customerId}, ${customerId}, 'region', 'Region ' || number, 'R' || number, ${now}
    from unnest(${regions}::uuid[]) with ordinality as region (id, number)`.execute(trx)
  await sql`
    insert into location (id, customer_id, parent_id, type, name, code, created_at)
    select id, ${customerId}, (${regions}::uuid[])[1 + number % ${regions.length}::int], 'store',
      'Store ' || number, 'S' || number, ${now}
    from unnest(${stores}::uuid[]) with ordinality as store (id, number)`.execute(trx)
  await sql`
    insert into advanced_settings (
      location_id, customer_id, azure_tenant_id, tenant_saved_by_operator, verified_at, changed_at
    )
    values (${customerId}, ${customerId}, ${tenantId}, true, ${now}, ${now})`.execute(trx)

  const usernames = users.map((_, index) => usernameOf(name, index))
  const addingUsers = sql`
    insert into user_account (id, customer_id, username, email, first_name, last_name, created_at)
    select id, ${customerId}, username, username || '@' || ${name} || '.example', 'Person', username, ${now}
    from unnest(${users}::uuid[], ${usernames}::text[]) as person (id, username)`.execute(trx)
  // While PostgreSQL does that, this process has time for the records. First the statement has to be on its way.
  await setImmediate()
  const held = users.map((userId, index) => roleOf(userId, index, customerId, stores))
  const records = chained(customerId, recordsOf({ customerId, name, users, usernames, held }), now)
  await addingUsers
  await insertMemberships(trx, customerId, held)
  const links = await insertLinks(trx, customerId, tenantId, users, usernames, now)
  await insertRecords(trx, customerId, records, now)
  return { locations: 1 + regions.length + stores.length, users: users.length, links }
}

type Held = { userId: string; locationId: string; role: 'chain_and_user_manager' | 'viewer' }

/** The first one manages the chain, the others look at a store each. */
function roleOf(userId: string, index: number, customerId: string, stores: readonly string[]): Held {
  const store = stores[index % stores.length]
  return index === 0 || store === undefined
    ? { userId, locationId: customerId, role: 'chain_and_user_manager' }
    : { userId, locationId: store, role: 'viewer' }
}

async function insertMemberships(trx: Trx, customerId: string, held: readonly Held[]) {
  const [users, places] = [held.map((one) => one.userId), held.map((one) => one.locationId)]
  await sql`
    insert into membership (user_id, location_id, customer_id, location_type, role)
    select user_id, location_id, ${customerId}::uuid, case when role = 'viewer' then 'store' else 'chain' end, role
    from unnest(${users}::uuid[], ${places}::uuid[], ${held.map(({ role }) => role)}::text[])
      as held (user_id, location_id, role)`.execute(trx)
}

async function insertLinks(
  trx: Trx,
  customerId: string,
  tenantId: string,
  users: string[],
  usernames: string[],
  now: Date,
): Promise<number> {
  const linked = users.flatMap((userId, index) =>
    isLinked(index) ? { id: randomUUIDv7(), userId, objectId: syntheticGuid(usernames[index] ?? '') } : [],
  )
  await sql`
    insert into microsoft_link (id, customer_id, user_id, tenant_id, object_id, login_id, linked_at, last_used_at)
    select link.id, ${customerId}, user_id, ${tenantId}, object_id, email, ${now}, ${now}
    from unnest(${linked.map(({ id }) => id)}::uuid[], ${linked.map(({ userId }) => userId)}::uuid[],
      ${linked.map(({ objectId }) => objectId)}::uuid[]) as link (id, user_id, object_id)
      join user_account on user_account.id = link.user_id`.execute(trx)
  return linked.length
}

type Event = { action: string; detail: Record<string, unknown> }

/** What would have been recorded if the chain and its users had been added one by one. */
function recordsOf(added: {
  customerId: string
  name: string
  users: readonly string[]
  usernames: readonly string[]
  held: readonly Held[]
}): Event[] {
  const { customerId, name, users, usernames, held } = added
  const people = users.map((userId, index) => {
    const username = usernames[index]
    return { action: 'user.added', detail: { userId, username, email: `${username}@${name}.example` } }
  })
  const roles = held.map((detail) => ({ action: 'role.given', detail }))
  return [{ action: 'chain.added', detail: { locationId: customerId, name } }, ...people, ...roles]
}

/** The events as records of a chain (decision 0034), with the digest of the last one. */
function chained(customerId: string, events: readonly Event[], now: Date) {
  let digest = beginningOf(customerId)
  const doer = { actorKind: 'operator', actorUserId: null, actorApiKeyId: null, ip: null, userAgent: null }
  const at = now.getTime() * 1000
  const records = events.map(({ action, detail }, index) => {
    // Made here, not by PostgreSQL: records are read in the order of their ids.
    const id = randomUUIDv7()
    const salt = randomBytes(16)
    const content = digestOfContent({ id, customerId, at, action, detail, ...doer }, salt)
    digest = linkTo(digest, index + 1, content)
    return { id, action, detail, digest: digest.toString('hex'), salt: salt.toString('hex') }
  })
  return { records, digest }
}

/** In bulk, and therefore with the rights of the table's owner. */
async function insertRecords(
  trx: Trx,
  customerId: string,
  { records, digest }: ReturnType<typeof chained>,
  now: Date,
) {
  const column = (name: 'id' | 'action' | 'digest' | 'salt') => records.map((record) => record[name])
  await sql`
    insert into audit_record (id, customer_id, at, actor_kind, action, detail, sequence, digest, salt)
    select id, ${customerId}, ${now}, 'operator', action, detail::jsonb, sequence, decode(digest, 'hex'), decode(salt, 'hex')
    from unnest(${column('id')}::uuid[], ${column('action')}::text[],
      ${records.map(({ detail }) => JSON.stringify(detail))}::text[], ${column('digest')}::text[],
      ${column('salt')}::text[]) with ordinality as record (id, action, detail, digest, salt, sequence)`.execute(
    trx,
  )
  await sql`
    insert into audit_head (customer_id, sequence, digest) values (${customerId}, ${records.length}, ${digest})`.execute(
    trx,
  )
}

const nameOfChain = (number: number) => `seed-${String(number).padStart(4, '0')}`

const usernameOf = (chain: string, index: number) => `${chain}.${String(index).padStart(5, '0')}`

/** One of these people as Entra knows them. @param index 0 is the manager of the chain. */
export function syntheticPerson(
  chainNumber: number,
  index: number,
): { loginId: string; tenantId: string; objectId: string } {
  const chain = nameOfChain(chainNumber)
  const username = usernameOf(chain, index)
  return {
    loginId: `${username}@${chain}.example`,
    tenantId: syntheticGuid(chain),
    objectId: syntheticGuid(username),
  }
}

/** A GUID that follows from a name, the same everywhere. */
function syntheticGuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
