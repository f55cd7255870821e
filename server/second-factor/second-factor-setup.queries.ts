import type { Db, Trx } from '#server/platform/database.ts'
import { isWithin } from '#server/policy/time.ts'

/** Milliseconds that setting up a factor may take after the password, and how long a new passkey may take. */
const setupLifetime = 10 * 60 * 1000
const challengeLifetime = 5 * 60 * 1000

/** Stores what a session is setting up, replacing what it started before. */
export async function saveSetup(
  trx: Trx,
  sessionId: string,
  what: { sealedSecret: Buffer } | { challenge: string },
  now: Date,
): Promise<void> {
  const setup = { sealedSecret: null, challenge: null, ...what, startedAt: now }
  await trx
    .insertInto('secondFactorSetup')
    .values({ sessionId, ...setup })
    .onConflict((conflict) => conflict.column('sessionId').doUpdateSet(setup))
    .execute()
}

/** Takes what a session is setting up, once; undefined if there is nothing, or it is too old. */
export async function takeSetup(trx: Trx, sessionId: string, now: Date) {
  const taken = await trx
    .deleteFrom('secondFactorSetup')
    .where('sessionId', '=', sessionId)
    .returningAll()
    .executeTakeFirst()
  const lifetime = taken?.challenge ? challengeLifetime : setupLifetime
  return taken && isWithin(lifetime, taken.startedAt, now) ? taken : undefined
}

/** Deletes what no one finished in time. */
export async function deleteEndedSetups(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - setupLifetime)
  await db.deleteFrom('secondFactorSetup').where('startedAt', '<', before).execute()
}
