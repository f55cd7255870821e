import { type Actor, record } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import { setUser, wantsHelpMails } from './users.queries.ts'

/** Sets whether a manager is mailed when someone asks for help to sign in (R17). Idempotent. */
export async function chooseHelpMails(
  db: Db,
  actor: Actor,
  { user, customer }: Pick<SignedIn, 'user' | 'customer'>,
  after: boolean,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if ((await wantsHelpMails(trx, user.id)) === after) return
    await setUser(trx, user.id, { helpMails: after })
    await record(trx, actor, now, {
      customerId: customer.id,
      action: 'help-mails.chosen',
      detail: { userId: user.id, after },
    })
  })
}
