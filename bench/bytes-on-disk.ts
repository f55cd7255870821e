import pg from 'pg'

/** What a database takes on its disk: each table with its indexes, and how much was ever written to the log. */
export type OnDisk = { tables: Map<string, number>; log: number }

/** @param url with the role that owns the tables. */
export async function readOnDisk(url: string): Promise<OnDisk> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const sizes = await client.query<{ name: string; bytes: string }>(
      `select relname as name, pg_total_relation_size(pg_class.oid) as bytes from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    )
    const log = await client.query<{ bytes: string }>(
      `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as bytes`,
    )
    const tables = new Map(sizes.rows.map(({ name, bytes }) => [name, Number(bytes)]))
    return { tables, log: Number(log.rows[0]?.bytes) }
  } finally {
    await client.end()
  }
}

/** Lines that say how much one of so many sign-ins added, the largest tables first. */
export function perSignIn(before: OnDisk, after: OnDisk, signIns: number): string {
  const grown = [...after.tables]
    .map(([name, bytes]) => ({ name, bytes: (bytes - (before.tables.get(name) ?? 0)) / signIns }))
    .filter(({ bytes }) => bytes >= 1)
    .toSorted((one, other) => other.bytes - one.bytes)
  const line = (name: string, bytes: number) => `  ${name.padEnd(32)} ${bytes.toFixed(0).padStart(7)}`
  const sum = grown.reduce((all, { bytes }) => all + bytes, 0)
  return [
    `Bytes on disk of one sign-in (of ${signIns}), with indexes and what is not yet cleared away`,
    ...grown.map(({ name, bytes }) => line(name, bytes)),
    line('together', sum),
    line('written to the log (WAL)', (after.log - before.log) / signIns),
  ].join('\n')
}
