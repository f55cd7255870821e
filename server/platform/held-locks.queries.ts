import { type RawBuilder, sql } from 'kysely'
import type { Db, Trx } from './database.ts'
import { type Held, lockInTurn, type What } from './held-locks.ts'

/**
 * Locks these rows, in the order of their IDs.
 *
 * @param ids their IDs, as SQL.
 * @throws {Held} if another transaction has one.
 */
export async function lockRows(
  trx: Trx,
  {
    what,
    isShared,
    table,
    ids,
  }: Pick<Held, 'what' | 'isShared'> & Pick<What, 'table'> & { ids: RawBuilder<unknown> },
): Promise<void> {
  const wanted = sql`${sql.table(table)} where id in (${ids})`
  const rows = sql`select id from ${wanted} order by id for ${isShared ? sql`share` : sql`no key update`}`
  await lockInTurn(trx, {
    what,
    isShared,
    table,
    take: async (wait) => {
      if (wait) {
        await rows.execute(trx)
        return true
      }
      const taken = await sql<{ all: boolean }>`
        with taken as (${rows} skip locked)
        select (select count(*) from taken) = (select count(*) from ${wanted}) as all`.execute(trx)
      return taken.rows[0]?.all === true
    },
    isIncomplete: (hasAll) => !hasAll,
  })
}

/**
 * What is held of these users and their customers: a customer whose policy is being changed, or a user's row.
 *
 * @param users their `id` and `customer_id`, as SQL.
 */
export async function findHeld(db: Db, users: RawBuilder<unknown>): Promise<What> {
  const { rows } = await sql<What>`
    with concerned as (${users}),
      free_customer as (
        select id from customer where id in (select customer_id from concerned) for share skip locked
      ),
      free_user as (
        select id from user_account where id in (select id from concerned) for no key update skip locked
      )
    select 'customer' as table, customer_id as id from concerned where customer_id not in (select id from free_customer)
    union all select 'user_account', id from concerned where id not in (select id from free_user)
    union all select 'customer', customer_id from concerned
    limit 1`.execute(db)
  return rows[0] ?? { table: 'user_account', id: '' }
}
