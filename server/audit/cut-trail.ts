import { clockFault, databaseAhead } from '#server/platform/clock.ts'
import { type Db, openDatabase, type Trx } from '#server/platform/database.ts'
import { record } from './audit.ts'
import { cutRecords, findLastBefore, listTooOld, lockHead } from './cut-trail.queries.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Milliseconds by which the oldest record of a customer has to be too old before its chain is cut: each cut leaves a
 * record, and one a month is enough.
 */
const atMostEvery = 30 * day

/** Records that are cut off in one transaction: few, because sign-ins of their customer wait for it. */
const batch = 2_000

/**
 * At the least, a record is kept for so long, in milliseconds: what the setting allows, and what the check relies on.
 */
export const shortestKept = 365 * day

/**
 * Cuts off what is older than so many days, unless the clock of this machine is wrong: it would take records that are
 * young enough, for good.
 *
 * @param ownerUrl of the role that owns the tables: no other may.
 */
export async function cutOldRecords(
  db: Db,
  ownerUrl: string,
  days: number,
  now: () => Date,
  stopping?: AbortSignal,
): Promise<void> {
  const before = new Date(now().getTime() - days * day)
  if ((await listTooOld(db, longTooOld(before))).length === 0) return
  const fault = clockFault(await databaseAhead(db, now))
  if (fault) throw new Error(`${fault}: no audit record is deleted`)
  await cutTrails(ownerUrl, before, now(), stopping)
}

/**
 * Cuts what is too old off the beginning of the chains (R39). A record in the chain says up to where and with which
 * digest, so that the rest can still be checked, and a beginning that is gone without such a record is found
 * (docs/decisions/0043). Each customer is a transaction of its own; many instances may do it at once.
 *
 * @param ownerUrl of the role that owns the tables: no other may.
 * @param before records of an earlier time are too old.
 * @returns how many records were cut off.
 */
export async function cutTrails(
  ownerUrl: string,
  before: Date,
  now: Date,
  stopping?: AbortSignal,
): Promise<number> {
  const db = openDatabase({ url: ownerUrl, poolSize: 1, timeLimits: false })
  let cut = 0
  try {
    for (const customerId of await listTooOld(db, longTooOld(before))) {
      if (stopping?.aborted) break
      for (let some = batch; some === batch && !stopping?.aborted; cut += some)
        some = await db.transaction().execute((trx) => cutTrail(trx, customerId, before, now))
    }
    return cut
  } finally {
    await db.destroy()
  }
}

/** The time before which a record has been too old for so long that its chain is cut. */
function longTooOld(before: Date): Date {
  return new Date(before.getTime() - atMostEvery)
}

async function cutTrail(trx: Trx, customerId: string, before: Date, now: Date): Promise<number> {
  if (!(await lockHead(trx, customerId))) return 0
  const last = await findLastBefore(trx, customerId, before, batch)
  if (!last) return 0
  const { sequence, digest, count } = last
  await record(trx, { kind: 'operator' }, now, {
    customerId,
    action: 'trail.cut',
    detail: { sequence, digest: digest.toString('hex'), count, until: before.toISOString() },
  })
  await cutRecords(trx, customerId, last)
  return count
}
