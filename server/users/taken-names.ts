import { record } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import { spanOf } from '#server/policy/time.ts'
import { messages } from '#shared/messages/messages.ts'
import { normalUsername } from '#shared/usernames.ts'
import type { Acting } from './acting.ts'
import { deleteToldNames, listToldNames, putToldNames } from './taken-names.queries.ts'
import { listEmails, listLooks } from './users.queries.ts'

/** How many usernames a customer is told are taken at another customer, and in how many milliseconds (R2). */
const mostTold = 50
const window = 24 * 60 * 60 * 1000

/** Anyone who chooses names, and for which customer. */
type Naming = Pick<Acting, 'actor' | 'customerId'>

/** What the customer was told lately, and how many names it may still be told. */
export type Telling = { isTold(look: string): boolean; left: number }

/**
 * Opens a look at names, in the customer's lock: that a username is taken at another customer says something about that
 * customer, so it is told a limited number of times a day, on record. Once that is spent, no name is looked at, for
 * even a refusal of only the taken ones would tell. Names taken at the same customer cost nothing, and neither does the
 * same name again. The operator, who can read all names anyway, has no limit.
 *
 * @throws {Problem} `too_many_taken_names` once the customer was told too much.
 */
export async function openTelling(trx: Trx, { actor, customerId }: Naming, now: Date): Promise<Telling> {
  if (actor.kind === 'operator') return { isTold: () => false, left: Number.POSITIVE_INFINITY }
  const told = await listToldNames(trx, customerId, spanOf(window, now))
  const left = mostTold - told.length
  const oldest = told[told.length - mostTold]
  if (oldest)
    throw new Problem('too_many_taken_names', messages.en.users.failed.too_many_taken_names, {
      retryAfterSeconds: Math.ceil((oldest.toldAt.getTime() + window - now.getTime()) / 1000),
    })
  const looks = new Set(told.map(({ look }) => look))
  return { isTold: (look) => looks.has(look), left }
}

/** Notes which names the customer is being told are taken elsewhere, and records it. */
export async function noteTold(
  trx: Trx,
  { actor, customerId }: Naming,
  telling: Telling,
  taken: readonly { username: string; look: string }[],
  now: Date,
): Promise<void> {
  const fresh = taken.filter(({ look }) => !telling.isTold(look))
  if (actor.kind === 'operator' || fresh.length === 0) return
  const looks = [...new Set(fresh.map(({ look }) => look))]
  await putToldNames(trx, customerId, looks, now)
  await record(trx, actor, now, {
    customerId,
    action: 'usernames.told',
    detail: { usernames: fresh.map(({ username }) => username), left: telling.left - looks.length },
  })
}

/** An answer that says something about another customer. That it was given is kept, although nothing else is done. */
class Told extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

/**
 * A transaction in which people get names. If someone else takes a name at this very moment, it is taken like any
 * other: the database has the last word (R2). Nothing may be written before `refuseTakenNames`, because what a refusal
 * tells is kept.
 *
 * @throws {Problem} `username_taken`, `email_taken`, and what `work` throws.
 */
export async function changeNames<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  try {
    const outcome = await db.transaction().execute(async (trx) => {
      try {
        return { done: await work(trx) }
      } catch (error) {
        if (error instanceof Told) return error
        throw error
      }
    })
    if (outcome instanceof Told) throw outcome.problem
    return outcome.done
  } catch (error) {
    const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
    if (constraint === 'user_account_username_folded_key' || constraint === 'user_account_username_look_key')
      throw usernameTaken()
    if (constraint === 'user_account_customer_id_email_folded_key') throw emailTaken()
    throw error
  }
}

/**
 * Call it in `changeNames`, under the customer's lock, before anything is written.
 *
 * @param names those of them that are new.
 * @throws {Problem} `username_taken` if another user, of any customer, has this username or one that looks like it;
 *   `email_taken` if another user of the customer has the address (R2); `too_many_taken_names` once too many names were told.
 */
export async function refuseTakenNames(
  trx: Trx,
  naming: Naming,
  { username, email }: { username?: string | undefined; email?: string | undefined },
  now: Date,
  ownId?: string,
): Promise<void> {
  const { customerId } = naming
  if (username !== undefined) {
    const telling = await openTelling(trx, naming, now)
    const looks = await listLooks(trx, [normalUsername(username)], ownId)
    const taken = looks.filter(({ takenAt }) => takenAt !== null)
    if (taken.some(({ takenAt }) => takenAt === customerId)) throw usernameTaken()
    if (taken.length > 0) {
      // Nothing is noted of what the operator is told, so nothing of what was done before is kept either.
      if (naming.actor.kind === 'operator') throw usernameTaken()
      await noteTold(trx, naming, telling, taken.slice(0, 1), now)
      throw new Told(usernameTaken())
    }
  }
  const having = email === undefined ? [] : await listEmails(trx, customerId, [foldAddress(email)])
  if (having.some(({ id }) => id !== ownId)) throw emailTaken()
}

/** Deletes what no longer counts. */
export function deleteOldToldNames(db: Db, now: Date): Promise<void> {
  return deleteToldNames(db, new Date(now.getTime() - window))
}

function usernameTaken() {
  const said = messages.en.users.faults.username_taken
  return new Problem('username_taken', said, { errors: { username: said } })
}

function emailTaken() {
  const said = messages.en.users.faults.email_taken
  return new Problem('email_taken', said, { errors: { email: said } })
}
