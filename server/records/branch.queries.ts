import { type RawBuilder, sql } from 'kysely'

/** These locations and everything below them, as a part of `with recursive`. */
export function branchUnder(
  name: string,
  customerId: string,
  roots: readonly string[] | null,
): RawBuilder<unknown> {
  const branch = sql.ref(name)
  return sql`${branch} as (
      select id from location where id = any(${roots ?? []}::uuid[]) and customer_id = ${customerId}
      union
      select location.id from location join ${branch} on location.parent_id = ${branch}.id
    )`
}
