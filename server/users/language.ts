import { type Actor, record } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import type { Language } from '#shared/languages.ts'
import { setUser } from './users.queries.ts'

/**
 * Sets the language in which a person reads TMAS and its mails (R24). Idempotent.
 *
 * @param wish null goes back to the browser's.
 */
export async function chooseLanguage(
  db: Db,
  actor: Actor,
  { user, customer }: Pick<SignedIn, 'user' | 'customer'>,
  wish: Language | null,
  now: Date,
): Promise<void> {
  const before = user.languageChosen ? user.language : null
  if (wish === before) return
  const change = wish === null ? { languageChosen: false } : { language: wish, languageChosen: true }
  await db.transaction().execute(async (trx) => {
    await setUser(trx, user.id, change)
    await record(trx, actor, now, {
      customerId: customer.id,
      action: 'language.chosen',
      detail: { userId: user.id, before, after: wish },
    })
  })
}
