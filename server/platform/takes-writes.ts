import type { Db } from './database.ts'
import type { Log } from './log.ts'
import { askForWrites, type WritesRefused } from './takes-writes.queries.ts'

/** Milliseconds for which an answer is good: while all is well, and while writes are refused. */
const goodFor = { well: 5_000, refused: 1_000 }

/**
 * Knows whether the database takes writes, for as long as the server runs, and tells the log when that changes. However
 * many ask, the database is asked once in some seconds.
 */
export function watchWrites(
  db: Db,
  log: Pick<Log, 'info' | 'error'>,
): () => Promise<WritesRefused | undefined> {
  let seen: { at: number; refused: WritesRefused | undefined } | undefined
  let asking: Promise<WritesRefused | undefined> | undefined

  async function ask() {
    const refused = await askForWrites(db)
    if (refused && refused !== seen?.refused)
      log.error(
        `${refused}: no one can sign in and nothing can be changed. TMAS goes on by itself when there is room`,
      )
    if (!refused && seen?.refused) log.info('the database takes writes again')
    seen = { at: performance.now(), refused }
    return refused
  }

  return async () => {
    if (seen && performance.now() - seen.at < goodFor[seen.refused ? 'refused' : 'well']) return seen.refused
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}
