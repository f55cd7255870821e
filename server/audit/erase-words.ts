import { openDatabase, type Trx } from '#server/platform/database.ts'
import { record } from './audit.ts'
import { digestOfErased, digestOfPersonal, impersonalOf } from './chain.ts'
import { eraseRecords, listErasures, listRecordsAbout, takeErasure } from './trail.queries.ts'

/** Records whose words are erased in one statement. */
const batch = 1_000

/**
 * Takes what names erased people out of the audit trail (R39). The digests of those words stay, so that the chain can
 * still be checked, and a record of the erasure names all records that it has changed (docs/decisions/0037, 0040). Each
 * person is a transaction of its own; many instances may do it at once.
 *
 * @param ownerUrl of the role that owns the tables: no other may.
 * @returns how many people are erased.
 */
export async function eraseWords(ownerUrl: string, stopping?: AbortSignal): Promise<number> {
  const db = openDatabase({ url: ownerUrl, poolSize: 1, timeLimits: false })
  let erased = 0
  try {
    for (const waiting of await listErasures(db)) {
      if (stopping?.aborted) break
      if (await db.transaction().execute((trx) => eraseWordsOf(trx, waiting))) erased += 1
    }
    return erased
  } finally {
    await db.destroy()
  }
}

async function eraseWordsOf(trx: Trx, waiting: { customerId: string; userId: string }): Promise<boolean> {
  const erasure = await takeErasure(trx, waiting)
  if (!erasure) return false
  const { customerId, userId, askedBy, askedAt } = erasure
  const records = await listRecordsAbout(trx, erasure)
  const named = digestOfErased(records.map(({ id }) => id))
  const by = await record(trx, askedBy, askedAt, {
    customerId,
    action: 'person.erased',
    detail: { userId, count: records.length, erased: named },
  })
  const changed = records.map((one) => ({
    id: one.id,
    digest: digestOfPersonal(one, one.salt ?? Buffer.alloc(0)),
    detail: impersonalOf(one.detail),
  }))
  for (let done = 0; done < changed.length; done += batch)
    await eraseRecords(trx, customerId, by, changed.slice(done, done + batch))
  return true
}
