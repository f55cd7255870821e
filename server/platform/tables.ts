import pg from 'pg'
import { readHosts } from './database-hosts.ts'

export type Table = {
  name: string
  /** Without those that the database computes. */
  columns: string[]
  /** The tables that its rows refer to, except itself. */
  refersTo: string[]
}

/**
 * For a transaction that works on whole tables. The role may have limits of its own, which are for requests: copying a
 * table takes as long as it takes.
 */
export const withoutLimits = `
  select set_config(name, '0', true) from pg_settings
  where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')`

/** A single connection without time limits, to the first host that serves. For work on whole tables. */
export async function openConnection(url: string): Promise<pg.Client> {
  const { urls, mustBeWritable } = readHosts(url)
  let failure: unknown
  for (const connectionString of urls) {
    const client = new pg.Client({
      connectionString,
      application_name: 'tmas',
      connectionTimeoutMillis: 5_000,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query('show transaction_read_only')
      if (!mustBeWritable || rows[0].transaction_read_only === 'off') return client
      throw new Error('the database server is read-only')
    } catch (error) {
      failure = error
      await client.end().catch(() => {})
    }
  }
  throw failure
}

/**
 * The tables of the database, each after those that its rows refer to.
 * @throws {Error} if they refer to each other in a circle.
 */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select
      class.relname as name,
      (select array_agg(attname::text order by attnum) from pg_attribute
        where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      array(select distinct target.relname::text from pg_constraint join pg_class as target on target.oid = confrelid
        where contype = 'f' and conrelid = class.oid and confrelid <> class.oid) as "refersTo"
    from pg_class as class
    where class.relkind in ('r', 'p') and class.relnamespace = current_schema()::regnamespace
    order by class.relname`)
  return inOrder(rows)
}

function inOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  const left = new Set(tables)
  while (left.size > 0) {
    const waiting = new Set([...left].map(({ name }) => name))
    const ready = [...left].filter(({ refersTo }) => !refersTo.some((name) => waiting.has(name)))
    if (ready.length === 0)
      throw new Error(`tables refer to one another in a circle: ${[...waiting].join(', ')}`)
    for (const table of ready) {
      ordered.push(table)
      left.delete(table)
    }
  }
  return ordered
}
