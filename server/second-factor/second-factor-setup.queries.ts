import type { Db, Trx } from '#server/platform/database.ts'

/** How long setting up a factor may take after the password, and how long a new passkey. In milliseconds. */
const setupLifetime = 10 * 60 * 1000
const challengeLifetime = 5 * 60 * 1000

/** Keeps what a session is setting up, in the place of what it began before. */
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

/** Takes what a session is setting up, once; undefined when there is nothing, or it is too old. */
export async function takeSetup(trx: Trx, sessionId: string, now: Date) {
  const taken = await trx
    .deleteFrom('secondFactorSetup')
    .where('sessionId', '=', sessionId)
    .returningAll()
    .executeTakeFirst()
  const lifetime = taken?.challenge ? challengeLifetime : setupLifetime
  return taken && taken.startedAt.getTime() > now.getTime() - lifetime ? taken : undefined
}

/** Removes what nobody finished; its time is over. */
export async function deleteEndedSetups(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - setupLifetime)
  await db.deleteFrom('secondFactorSetup').where('startedAt', '<', before).execute()
}
