import { record } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import type { Language } from '#shared/languages.ts'
import type { Membership } from '#shared/permissions.ts'
import { faultsOfTexts, type TextField } from '#shared/user-fields.ts'
import { normalUsername } from '#shared/usernames.ts'
import { type Acting, isThemselves } from './acting.ts'
import { followNewAddress, freshLook, isNewAddress, usernameAfter } from './new-address.ts'
import { deleteAddressChanges } from './own-address.queries.ts'
import { askForOwnAddress } from './own-address.ts'
import type { TakenUser } from './take-user.ts'
import { refuseTakenNames } from './taken-names.ts'
import { setUser } from './users.queries.ts'
import { refuseFaults } from './users.ts'

export type UserChange = Partial<Record<TextField, string>> & {
  language?: Language
  enabled?: boolean
  /** The first day on which the account is no longer open; null for no end. */
  endsOn?: string | null
  /** Everything that the user holds from now on. */
  memberships?: readonly Membership[]
}

/**
 * Changes the texts of a user that a change names: names, address, language. A new address of one's own is only asked for
 * (R33); another's ends the links of the former one (R10).
 *
 * @throws {Problem} as `changeUser`.
 */
export async function changeTexts(
  trx: Trx,
  acting: Acting,
  user: TakenUser['user'],
  change: UserChange,
  now: Date,
): Promise<void> {
  const wanted = textsOf(change)
  // Choosing a language counts as a change even if it is the one that was used so far without being chosen.
  const had = { ...user, language: user.languageChosen ? user.language : '' }
  const fields = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (field) => wanted[field] !== had[field],
  )
  if (fields.length === 0) return
  const email = wanted.email ?? user.email
  const isOther = isNewAddress(user, email)
  const username = wanted.username ?? usernameAfter(user, email)
  // Only what changes is checked: what the user has may be older than a rule.
  const changed: typeof wanted = Object.fromEntries(fields.map((field) => [field, wanted[field]]))
  const names: typeof wanted = { ...changed, ...(username !== user.username && { username }) }
  refuseFaults(faultsOfTexts(names, email), names)
  await refuseTakenNames(trx, acting, names, now, user.id)
  // The reader of mails to it can set a new password, so one's own counts only once its owner has confirmed it (R33).
  if (isOther && (await isThemselves(trx, acting, user.id))) {
    await askForOwnAddress(trx, acting, user, email, now)
    const { email: _, ...others } = change
    return changeTexts(trx, acting, user, others, now)
  }
  if (isOther) await deleteAddressChanges(trx, user.id)

  const before = Object.fromEntries((Object.keys(names) as typeof fields).map((field) => [field, had[field]]))
  const more = { ...(wanted.language !== undefined && { languageChosen: true }), ...freshLook(names) }
  await setUser(trx, user.id, { ...names, ...more })
  const { customerId } = user
  await record(trx, acting.actor, now, {
    customerId,
    action: 'user.changed',
    detail: { userId: user.id, before, after: names },
  })
  if (isOther) await followNewAddress(trx, acting.actor, user, email, now)
}

/** The texts that a change names, in the form in which they are saved. */
function textsOf({
  enabled: _,
  endsOn: __,
  memberships: ___,
  ...texts
}: UserChange): Partial<Record<TextField | 'language', string>> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) =>
      text === undefined ? [] : [[field, field === 'username' ? normalUsername(text) : text.trim()]],
    ),
  )
}
