import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { addCustomer } from './users.ts'

type Customer = { chainId: string; userId: string }

const { db, close } = await testDatabase()
const operator = { kind: 'operator' as const }
const now = new Date()
let north: Customer
let south: Customer
beforeAll(async () => {
  north = await customer('North')
  south = await customer('South')
})
afterAll(close)

test.each<[string, () => ReturnType<typeof sql>]>([
  [
    'a role of one customer’s user at another’s location',
    () => sql`
      insert into membership (user_id, location_id, customer_id, location_type, role)
      values (${north.userId}, ${south.chainId}, ${north.chainId}, 'chain', 'viewer')`,
  ],
  [
    'a role at one customer’s location for another’s user',
    () => sql`
      insert into membership (user_id, location_id, customer_id, location_type, role)
      values (${north.userId}, ${south.chainId}, ${south.chainId}, 'chain', 'viewer')`,
  ],
  [
    'a location of one customer under another’s',
    () => sql`
      insert into location (id, customer_id, parent_id, type, name, created_at)
      values (${randomUUIDv7()}, ${north.chainId}, ${south.chainId}, 'store', 'Store', ${now})`,
  ],
  [
    'settings of one customer for another’s chain',
    () => sql`
      update advanced_settings set customer_id = ${north.chainId} where location_id = ${south.chainId}`,
  ],
  [
    'a link of one customer to another’s user',
    () => sql`
      insert into microsoft_link (id, customer_id, user_id, tenant_id, object_id, login_id, linked_at, last_used_at)
      values (${randomUUIDv7()}, ${north.chainId}, ${south.userId}, ${randomUUIDv7()}, ${randomUUIDv7()}, 'x', ${now}, ${now})`,
  ],
  [
    'a session of one customer for another’s user',
    () => sql`
      with attempt as (
        insert into sign_in_attempt (id, reference, door, started_at, return_to, ip, user_agent, network)
        values (${randomUUIDv7()}, 'ABCDEFGH', 'password', ${now}, '/', '192.0.2.1', '', '192.0.2.1')
        returning id
      )
      insert into session (id, secret_hash, customer_id, user_id, attempt_id, door, created_at, last_used_at, expires_at, ip)
      select ${randomUUIDv7()}, '\\x00', ${north.chainId}, ${south.userId}, id, 'password', ${now}, ${now}, ${now}, '192.0.2.1'
      from attempt`,
  ],
  [
    'a mail of one customer to another’s user',
    () => sql`
      insert into mail (id, customer_id, user_id, recipient, subject, created_at, next_attempt_at)
      values (${randomUUIDv7()}, ${north.chainId}, ${south.userId}, 'x@south.example', 'x', ${now}, ${now})`,
  ],
])('the database refuses %s', async (_, statement) => {
  await expect(statement().execute(db)).rejects.toMatchObject({ code: '23503' })
})

test('whatever belongs to a customer refers to a user or a location only together with its customer', async () => {
  const { rows } = await sql<{ reference: string }>`
    select con.conrelid::regclass || ' refers to ' || con.confrelid::regclass as reference
    from pg_constraint con
    where con.contype = 'f' and con.confrelid in ('user_account'::regclass, 'location'::regclass)
      and exists (select from pg_attribute where attrelid = con.conrelid and attname = 'customer_id')
      and not exists (
        select from pg_attribute where attrelid = con.conrelid and attname = 'customer_id' and attnum = any(con.conkey)
      )`.execute(db)
  expect(rows).toEqual([])
})

async function customer(name: string): Promise<Customer> {
  const boss = { username: `boss-${name}`, email: `boss@${name}.example` }
  const { chain, manager } = await addCustomer(db, operator, { name }, boss, now)
  const azureTenantId = { tenantId: randomUUIDv7(), verified: true }
  await changeAdvancedSettings(db, operator, chain.id, { azureTenantId }, now)
  return { chainId: chain.id, userId: manager.id }
}
