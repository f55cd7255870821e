import type { JudgedMail, Verdict } from '#server/mail/judge.ts'
import type { Db } from '#server/platform/database.ts'
import { spanOf } from '#server/policy/time.ts'
import { writeEndingAccounts } from './ending-accounts.ts'
import { canBeConfirmed } from './own-address.queries.ts'
import { addressLinkLifetime } from './own-address.ts'

/** A new address is asked to confirm only what can still be confirmed: no newer one was asked for (R33). */
export async function judgeConfirmAddress(
  db: Db,
  { about }: JudgedMail<'confirm_address'>,
  now: Date,
): Promise<Verdict> {
  const isOpen = await canBeConfirmed(db, about.changeId, spanOf(addressLinkLifetime, now))
  return isOpen ? 'stands' : { withdrawn: 'link_over' }
}

/** A manager is told of the accounts that still end, and whose date they may change. */
export async function judgeAccountsEnd(
  db: Db,
  mail: JudgedMail<'accounts_end'>,
  origin: string,
  now: Date,
): Promise<Verdict> {
  const current = await writeEndingAccounts(db, mail, origin, now)
  if (!current) return { withdrawn: 'no_longer_true' }
  const isAsWritten = current.about.accounts.length === mail.about.accounts.length
  return isAsWritten ? 'stands' : { rewrite: async () => current }
}
