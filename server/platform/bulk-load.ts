import type pg from 'pg'

/**
 * What slows down the filling of empty tables, and is made faster afterwards: references, which are checked row by row,
 * and indexes, into which each row is sorted. Also the constraints that were added without a look at the rows from before
 * them (`not valid`), which would refuse these rows here, where they are new.
 *
 * Constraints first, because references need indexes.
 */
const asides = `
  select 1 as step, format('alter table %s drop constraint %I', conrelid::regclass, conname) as take,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as put
  from pg_constraint
  where connamespace = current_schema()::regnamespace and conrelid <> 0 and (contype = 'f' or not convalidated)
  union all
  (
    select 2, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index join pg_class on pg_class.oid = indrelid
    where relnamespace = current_schema()::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid)
  )
  order by step`

/**
 * Takes these away for the rest of the transaction, in which nothing else uses the tables.
 *
 * @returns what puts all of them back as they were. Every reference is checked then, for all rows at once.
 */
export async function takeAside(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ take: string; put: string }>(asides)
  for (const { take } of rows) await client.query(take)
  return async () => {
    await client.query("set local maintenance_work_mem = '256MB'")
    for (const { put } of rows.toReversed()) await client.query(put)
  }
}
