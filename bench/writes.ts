import pg from 'pg'

/** What a number of sign-ins wrote into the tables, by PostgreSQL's log. */
export type Writes = {
  /** Prints it, for each of so many sign-ins. */
  print(times: number): Promise<void>
  end(): Promise<void>
}

type Written = { table: string; rows: number; hot: number; entries: number; bytes: number }

/**
 * Follows PostgreSQL's log from now on, where each version of a row and each entry of an index is a record of its own.
 *
 * @param url of the database, with a role that may read its log.
 */
export async function watchWrites(url: string): Promise<Writes> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create extension pg_walinspect')
  const { rows: begun } = await client.query<{ at: string }>('select pg_current_wal_insert_lsn() as at')
  return {
    async print(times) {
      // Here commits do not wait for the disk, and only what is on it can be read.
      await client.query("select pg_logical_emit_message(false, 'bench', '', true)")
      const { rows } = await client.query<Written>(
        `select coalesce(indexed.indrelid, relation.oid)::regclass::text as table,
          count(*) filter (where record_type ~ '^(INSERT|UPDATE|HOT_UPDATE)' and indexed is null) as rows,
          count(*) filter (where record_type ~ '^HOT_UPDATE') as hot,
          count(*) filter (where record_type ~ '^INSERT_(LEAF|POST)') as entries,
          sum(block_data_length + block_fpi_length) as bytes
        from pg_get_wal_block_info($1, pg_current_wal_flush_lsn()) as written
          join pg_class as relation on pg_relation_filenode(relation.oid) = written.relfilenode
          left join pg_index as indexed on indexed.indexrelid = relation.oid
        where relation.relnamespace = 'public'::regnamespace and block_id = 0
        group by 1 having count(*) filter (where record_type ~ '^(INSERT|UPDATE|HOT_UPDATE)') > $2
        order by entries desc`,
        [begun[0]?.at, times / 4],
      )
      console.log('\nrows  in place  entries of indexes  bytes of the log  table')
      const line = (of: Omit<Written, 'table'>, name: string) => {
        const [versions, hot, entries] = [of.rows, of.hot, of.entries].map((n) =>
          (Number(n) / times).toFixed(2),
        )
        const bytes = (Number(of.bytes) / times).toFixed(0)
        console.log(
          `${versions?.padStart(4)} ${hot?.padStart(9)} ${entries?.padStart(19)} ${bytes.padStart(17)}  ${name}`,
        )
      }
      for (const row of rows) line(row, row.table)
      const sum = (key: keyof Omit<Written, 'table'>) => rows.reduce((all, row) => all + Number(row[key]), 0)
      line({ rows: sum('rows'), hot: sum('hot'), entries: sum('entries'), bytes: sum('bytes') }, 'together')
    },
    end: () => client.end(),
  }
}
