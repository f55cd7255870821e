import { openConnection, withoutLimits } from './tables.ts'

/**
 * Does some work that only one of several instances may do at a time. The lock is a transaction's, so that it also
 * works through a pooler, and it goes with the connection, even after kill -9.
 *
 * @param key any number that nothing else locks in this database.
 * @returns undefined if another instance is doing it.
 */
export async function ifOnlyOne<T>(url: string, key: number, work: () => Promise<T>): Promise<T | undefined> {
  const client = await openConnection(url)
  try {
    await client.query('begin')
    await client.query(withoutLimits)
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_xact_lock(${key}) as taken`,
    )
    return rows[0]?.taken ? await work() : undefined
  } finally {
    await client.end()
  }
}
