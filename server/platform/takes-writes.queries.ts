import { sql } from 'kysely'
import { type Db, undone } from './database.ts'
import { readOnly } from './host-pool.ts'

/** Why the database takes no writes, in words for the operator; undefined if it takes them. */
export type WritesRefused = 'the database is read-only' | 'the disk of the database is full'

/**
 * Asks whether the database takes writes. A full disk shows only in what needs more of it. So PostgreSQL sorts something
 * that does not fit into the memory it may use, and has to put it on its disk: that needs no right, and leaves nothing.
 *
 * @throws {Error} if it does not answer at all.
 */
export async function askForWrites(db: Db): Promise<WritesRefused | undefined> {
  try {
    return await undone(db, async (trx) => {
      const { rows } = await sql<{ readOnly: string }>`
        select current_setting('transaction_read_only') as read_only,
          set_config('work_mem', '64kB', true) as memory`.execute(trx)
      if (rows[0]?.readOnly === 'on') return 'the database is read-only'
      await sql`
        select count(*) from (
          select repeat('x', 200) || number as text from generate_series(1, 2000) as number order by text desc offset 1
        ) as sorted`.execute(trx)
      return undefined
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === diskFull) return 'the disk of the database is full'
    if (code === readOnly) return 'the database is read-only'
    // An operator has limited such files: then it cannot be known.
    if (code === limitReached) return undefined
    throw error
  }
}

const diskFull = '53100'
const limitReached = '53400'
