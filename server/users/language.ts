import { type Actor, record } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import type { SignedIn } from '#server/sessions/sessions.ts'
import type { Language } from '#shared/languages.ts'

/** Sets the language in which one reads TMAS and its mails (R24). Idempotent. */
export async function chooseLanguage(
  db: Db,
  actor: Actor,
  { user, customer }: Pick<SignedIn, 'user' | 'customer'>,
  language: Language,
  now: Date,
): Promise<void> {
  if (language === user.language) return
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('userAccount').set({ language }).where('id', '=', user.id).execute()
    await record(trx, actor, now, {
      customerId: customer.id,
      action: 'language.chosen',
      detail: { userId: user.id, before: user.language, after: language },
    })
  })
}
