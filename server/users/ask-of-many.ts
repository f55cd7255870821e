import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { mustBeOnlyPreview } from '#server/locations/preview.ts'
import { countMailLeft } from '#server/mail/budget.ts'
import { asPart, type Db, type Trx, undone } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { ManyChange } from '#shared/many-users.ts'
import { type Acting, noSuchUser } from './acting.ts'
import { failedOutcome, mustExist } from './many-users.ts'
import { actOn, type Outcome, outcomeOf, type Target } from './one-of-many.ts'
import { listUserIdsOf } from './users.queries.ts'

/** Milliseconds for which the customer's sign-ins wait at most for one answer. */
const longest = 500

/**
 * What `actOnMany` would do. It is done, one user after the other, and rolled back (decision 0015), so that also what one
 * refuses because of another is said: the last manager, or the last mail of a day. The customer's sign-ins wait
 * meanwhile, so those who are not reached in time are `not_tried`, and there is one such question at a time.
 *
 * @param most milliseconds for which the customer is held. The first user is always reached.
 * @returns an outcome for each, in their order, and how many mails the customer may still send today.
 * @throws {Problem} as `actOnMany`; `unavailable` while another question of this customer is being answered.
 */
export async function askOfMany(
  db: Db,
  acting: Acting & { origin: string },
  change: ManyChange,
  targets: readonly Target[],
  now: Date,
  most = longest,
): Promise<{ outcomes: Outcome[]; mailsLeft: number }> {
  await mustExist(db, acting, change)
  return undone(db, async (trx) => {
    await mustBeOnlyPreview(trx, acting.customerId)
    // One transaction for many users, who are locked in no order: no one else gets there before it has ended.
    await lockCustomerPolicy(trx, acting.customerId)
    const until = performance.now() + most
    const ids = await listUserIdsOf(
      trx,
      acting.customerId,
      targets.map(({ id }) => id),
    )
    const mailsLeft = await countMailLeft(trx, acting.customerId, now)
    const outcomes: Outcome[] = []
    for (const target of targets) {
      if (outcomes.length > 0 && performance.now() > until)
        outcomes.push(outcomeOf(target, { outcome: 'not_tried' }))
      // Nor is another customer's user locked.
      else if (!ids.has(target.id)) outcomes.push(failedOutcome(target, noSuchUser()))
      else outcomes.push(await askOf(trx, acting, change, target, now))
    }
    return { outcomes, mailsLeft }
  })
}

async function askOf(
  trx: Trx,
  acting: Acting & { origin: string },
  change: ManyChange,
  target: Target,
  now: Date,
): Promise<Outcome> {
  try {
    return await asPart(trx, async () => {
      const left = await countMailLeft(trx, acting.customerId, now)
      const found = await actOn(trx, acting, change, target, now)
      const mails = left - (await countMailLeft(trx, acting.customerId, now))
      // It is the version as it is, for what is asked for next.
      return outcomeOf(target, { ...found, mails, version: found.before ?? null })
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return failedOutcome(target, error)
  }
}
