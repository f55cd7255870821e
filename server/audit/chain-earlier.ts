import { randomBytes } from 'node:crypto'
import { openDatabase } from '#server/platform/database.ts'
import { digestOfContent, linkTo } from './chain.ts'
import {
  completeHead,
  listIncomplete,
  listUnchained,
  lockIncompleteHead,
  moveHead,
  type Place,
  placeRecords,
} from './trail.queries.ts'

/** Records that are chained in one transaction. Sign-ins of their customer wait for it. */
const batch = 1_000

/**
 * Gives the records from before the chain their places, while everything else goes on. It can be stopped at any moment,
 * and many instances may do it at once.
 *
 * @param ownerUrl of the role that owns the tables: no other may.
 * @returns how many records it has chained.
 */
export async function chainEarlierRecords(ownerUrl: string, stopping?: AbortSignal): Promise<number> {
  const db = openDatabase({ url: ownerUrl, poolSize: 1, timeLimits: false })
  let chained = 0
  try {
    for (const customerId of await listIncomplete(db))
      for (let some = -1; some !== 0 && !stopping?.aborted; chained += some)
        some = await db.transaction().execute(async (trx) => {
          const head = await lockIncompleteHead(trx, customerId)
          if (!head) return 0
          const records = await listUnchained(trx, customerId, batch)
          if (records.length === 0) {
            await completeHead(trx, customerId)
            return 0
          }
          const places: Place[] = []
          let { sequence, digest } = head
          for (const record of records) {
            const salt = randomBytes(16)
            sequence += 1
            digest = linkTo(digest, sequence, digestOfContent(record, salt))
            places.push({ id: record.id, sequence, digest, salt })
          }
          await placeRecords(trx, customerId, places)
          await moveHead(trx, customerId, { sequence, digest })
          return records.length
        })
    return chained
  } finally {
    await db.destroy()
  }
}
