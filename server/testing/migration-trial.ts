import pg from 'pg'
import { indexStatements, type Migration } from '#server/migrations/migration-files.ts'

/**
 * What the contract for migrations forbids (CONTRIBUTING.md), found by applying one to a real database and looking at
 * what it did: which locks it held, what it read and changed under them, and what is gone afterwards. So it does not
 * matter how a file is written.
 *
 * @param url of a database at the state before the file. It is left in the state after it, if nothing is wrong with it;
 *   with `isUndone`, in the one before, unless indexes are built concurrently.
 * @returns sentences that say what to do instead; none if it keeps the contract.
 */
export async function tryMigration(
  url: string,
  migration: Migration,
  { isUndone = false }: { isUndone?: boolean } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const before = await look(client)
    if (migration.runs === 'concurrently') {
      for (const { text } of indexStatements(migration.name, migration.text)) await client.query(text)
      return goneFrom(before, await look(client), migration)
    }
    await client.query('begin')
    // What can be found through an index is not read to its end, although the tables are small here.
    await client.query('set local enable_seqscan = off')
    await client.query(migration.text)
    const after = await look(client)
    const faults = [
      ...(migration.runs === 'whole' ? heldUp(before, after, await readWork(client)) : []),
      ...checkedAtOnce(before, after),
      ...askedForMore(before, after, migration),
      ...goneFrom(before, after, migration),
    ]
    await client.query(isUndone || faults.length > 0 ? 'rollback' : 'commit')
    return faults
  } finally {
    await client.end()
  }
}

/** Everything that a program can name, and where the rows of each table lie. */
type Look = {
  names: Set<string>
  files: Map<string, string>
  indexes: Map<string, string>
  /** By `table.column`. */
  columns: Map<string, Column>
  /** Foreign keys and checks, by `table.constraint`. */
  constraints: Map<string, Constraint>
}

type Column = {
  name: string
  table: string
  /** Also by a check, which binds new rows as soon as it is there. */
  isRequired: boolean
  hasDefault: boolean
}

type Constraint = {
  name: string
  table: string
  columns: string[]
  isValidated: boolean
  refersTo: string | null
}

async function look(client: pg.Client): Promise<Look> {
  const names = await client.query<{ name: string }>(`
    with own as (select oid, relname, relkind from pg_class where relnamespace = current_schema()::regnamespace)
    select case relkind when 'r' then 'table ' when 'i' then 'index ' when 'v' then 'view ' else 'relation ' end
      || relname as name from own where relkind in ('r', 'p', 'v', 'm', 'i', 'S')
    union all select format('column %s.%s (%s)', relname, attname, format_type(atttypid, atttypmod))
      from own join pg_attribute on attrelid = own.oid
      where relkind in ('r', 'p', 'v', 'm') and attnum > 0 and not attisdropped
    union all select format('trigger %s on %s', tgname, relname)
      from own join pg_trigger on tgrelid = own.oid where not tgisinternal
    union all select format('function %s(%s)', proname, oidvectortypes(proargtypes))
      from pg_proc where pronamespace = current_schema()::regnamespace
    union all select format('result %s of function %s', given.name, proname)
      from pg_proc, unnest(proargnames, proargmodes) as given (name, mode)
      where pronamespace = current_schema()::regnamespace and given.mode in ('o', 'b', 't')
    union all select 'type ' || typname from pg_type
      where typnamespace = current_schema()::regnamespace and typtype in ('e', 'd')`)
  const files = await client.query<{ name: string; file: string }>(`
    select relname as name, pg_relation_filenode(oid)::text as file from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r'`)
  const indexes = await client.query<{ name: string; of: string }>(`
    select indexrelid::regclass::text as name, indrelid::regclass::text as of from pg_index
    join pg_class on pg_class.oid = indrelid where relnamespace = current_schema()::regnamespace`)
  const columns = await client.query<Column>(`
    select relname || '.' || attname as name, relname as table,
      atthasdef or attidentity <> '' or attgenerated <> '' as "hasDefault",
      attnotnull or exists (select from pg_constraint where conrelid = attrelid and contype = 'c'
        and pg_get_expr(conbin, conrelid) = format('(%I IS NOT NULL)', attname)) as "isRequired"
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped`)
  const constraints = await client.query<Constraint>(`
    select relname || '.' || conname as name, relname as table, convalidated as "isValidated",
      (select relname from pg_class as target where target.oid = confrelid) as "refersTo",
      array(select relname || '.' || attname from pg_attribute
        where attrelid = conrelid and attnum = any(conkey)) as columns
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where relnamespace = current_schema()::regnamespace and contype in ('f', 'c')`)
  return {
    columns: new Map(columns.rows.map((column) => [column.name, column])),
    constraints: new Map(constraints.rows.map((constraint) => [constraint.name, constraint])),
    names: new Set(names.rows.map(({ name }) => name)),
    files: new Map(files.rows.map(({ name, file }) => [name, file])),
    indexes: new Map(indexes.rows.map(({ name, of }) => [name, of])),
  }
}

/** What the transaction has done to a table so far. */
type Work = { table: string; modes: string[]; reads: number }

async function readWork(client: pg.Client): Promise<Work[]> {
  const { rows } = await client.query<Work>(`
    select relname as table, modes, seq_scan::int as reads from pg_stat_xact_user_tables
    join (select relation, array_agg(mode) as modes from pg_locks where pid = pg_backend_pid() and granted group by 1)
      as held on held.relation = relid
    order by relname`)
  return rows
}

/** With one of these on a table, no one can write it, and with the last no one can read it either. */
const keepsOut: ReadonlySet<string> = new Set([
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
])

/** What keeps others waiting for longer than a moment, if a table is large. Tables that the file itself makes are not. */
function heldUp(before: Look, after: Look, work: readonly Work[]): string[] {
  const existing = work.filter(({ table }) => before.files.has(table) && table !== 'schema_migration')
  const kept = existing
    .filter(({ modes }) => modes.some((mode) => keepsOut.has(mode)))
    .map(({ table }) => table)
  const faults: string[] = []
  // A new foreign key cannot do without the table that it refers to.
  const referred = new Set(
    [...after.constraints.values()]
      .filter(({ name }) => !before.constraints.has(name))
      .map(({ refersTo }) => refersTo),
  )
  const apart = kept.filter((table) => !referred.has(table))
  if (apart.length > 1)
    faults.push(
      `keeps others out of ${apart.join(' and ')} at the same time. Change each table in a file of its own.`,
    )
  for (const { table, modes, reads } of existing) {
    const file = before.files.get(table)
    const [other] = kept.filter((one) => one !== table)
    const built = [...after.indexes].filter(([index, of]) => of === table && !before.indexes.has(index))
    for (const [index] of built)
      faults.push(
        `builds the index ${index} while no one can write ${table}. Build it in a file that “runs: concurrently”; a primary key or unique constraint can then take it with “using index”.`,
      )
    if (after.files.has(table) && after.files.get(table) !== file)
      faults.push(
        `writes all of ${table} again. Add another column that is empty or has a constant default, and fill it in a file that “runs: in batches”.`,
      )
    else if (reads > 0 && built.length === 0 && modes.some((mode) => keepsOut.has(mode)))
      faults.push(
        `reads all of ${table} while no one can write it. Add a constraint as “not valid”, and validate it in a file of its own; before “set not null”, do so with a check that the column is not null.`,
      )
    else if (reads > 0 && built.length === 0 && other)
      faults.push(
        `reads all of ${table} while no one can write ${other}. Do one of them in a file of its own.`,
      )
    if (modes.includes('RowExclusiveLock'))
      faults.push(
        `changes rows of ${table} in one transaction, for which others wait. Do it in a file that “runs: in batches”.`,
      )
  }
  return faults
}

/** A constraint that is checked for all rows at once. An index may answer that, so that reading does not show it. */
function checkedAtOnce(before: Look, after: Look): string[] {
  return [...after.constraints.values()]
    .filter(({ name, isValidated }) => isValidated && !before.constraints.has(name))
    .filter(({ columns }) => columns.some((column) => before.columns.has(column)))
    .map(
      ({ name }) =>
        `checks all rows for the constraint ${name}. Add it as “not valid”, and validate it in a file of its own.`,
    )
}

/** What programs of the release before do not give when they add a row. */
function askedForMore(before: Look, after: Look, { needs }: Migration): string[] {
  if (needs !== undefined) return []
  return [...after.columns.values()].flatMap(({ name, table, isRequired, hasDefault }) => {
    const was = before.columns.get(name)
    if (!before.files.has(table) || hasDefault) return []
    if (was?.hasDefault)
      return `takes the default of ${name} away, on which programs of the release before rely. Leave it until a later release, and then say “needs: ”.`
    if (isRequired && !was?.isRequired)
      return `requires ${name}, which programs of the release before may leave empty. Give it a default, or leave it until a later release, and then say “needs: ”.`
    return []
  })
}

function goneFrom(before: Look, after: Look, { needs }: Migration): string[] {
  if (needs !== undefined) return []
  const gone = [...before.names].filter((name) => !after.names.has(name))
  // With a table goes all that is in it.
  const tables = gone.flatMap((name) => /^table (.*)$/.exec(name)?.[1] ?? [])
  const said = gone.filter(
    (name) => !tables.some((table) => name.includes(` ${table}.`) || name.endsWith(` on ${table}`)),
  )
  return said.map(
    (name) =>
      `takes ${name} away. Programs of the release before still use it: leave it until a later release, and then say “needs: ” with the number of a migration known only to programs that no longer use it.`,
  )
}
