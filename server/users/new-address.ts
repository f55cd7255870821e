import { type Actor, type AuditEvent, record, recordAll } from '#server/audit/audit.ts'
import { type AddressChange, queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Trx } from '#server/platform/database.ts'
import { foldAddress, foldUsername } from '#server/policy/address.ts'
import { endSessionsOfUsers } from '#server/sessions/sessions.ts'
import type { Membership } from '#shared/permissions.ts'
import { managerRoles } from '#shared/roles.ts'
import { endLinksOf, type KeptLinks } from './links.queries.ts'
import { listMemberships, setUser } from './users.queries.ts'

/** Gives a user the address at which they have just opened a mailed link, with everything that follows from it. */
export async function setAddress(
  trx: Trx,
  actor: Actor,
  user: { id: string; customerId: string; username: string; email: string; shownEmail: string | null },
  email: string,
  now: Date,
): Promise<void> {
  const { id: userId, customerId } = user
  const username = usernameAfter(user, email)
  const isNewName = username !== user.username
  await setUser(trx, userId, {
    email,
    shownEmail: email,
    ...(isNewName && { username, ...freshLook({ username }) }),
  })
  await record(trx, actor, now, {
    customerId,
    action: 'user.changed',
    detail: {
      userId,
      before: { email: user.email, ...(isNewName && { username: user.username }) },
      after: { email, ...(isNewName && { username }) },
    },
  })
  await followNewAddress(trx, actor, user, email, now)
}

/** The username that a user has with this address: if it is the address that they had, it follows (R2). */
export function usernameAfter(user: { username: string; email: string }, email: string): string {
  const isAddress = foldUsername(user.username) === foldAddress(user.email)
  return isAddress && foldAddress(email) !== foldAddress(user.email) ? email : user.username
}

/** Whether this is another address, and not the same in other letters: only that ends links, and is confirmed (R10, R33). */
export function isNewAddress({ emailFolded }: { emailFolded: string }, email: string | undefined): boolean {
  return email !== undefined && foldAddress(email) !== emailFolded
}

/** A new username is never one that looks like another, whatever the former one was. */
export function freshLook(change: { username?: string }): { sharesLook?: false } {
  return change.username === undefined ? {} : { sharesLook: false }
}

/**
 * What follows from another address: the link with Microsoft was made through the former one (R10), and every manager is
 * told of a manager's, because anyone who has it can sign in as them (R27).
 */
export async function followNewAddress(
  trx: Trx,
  actor: Actor,
  user: { id: string; customerId: string; email: string; shownEmail: string | null },
  email: string,
  now: Date,
): Promise<void> {
  await endLinks(trx, actor, user, 'email_changed', now)
  await tellOfNewAddress(trx, actor, user, await listMemberships(trx, user.id), email, now)
}

/** Tells the managers of another one's new address (R27). */
async function tellOfNewAddress(
  trx: Trx,
  actor: Actor,
  user: { id: string; customerId: string; email: string; shownEmail: string | null },
  held: readonly Membership[],
  email: string,
  now: Date,
): Promise<void> {
  if (!held.some(({ role }) => managerRoles.includes(role))) return
  const notice = {
    kind: 'manager_address_changed' as const,
    userId: user.id,
    before: user.email,
    after: email,
    read: user.shownEmail,
  }
  await queueManagerNotice(trx, user.customerId, actor, notice, now)
}

/** The same of many managers, in one notice: a flood of notices would delay others. */
export async function tellOfNewAddresses(
  trx: Trx,
  actor: Actor,
  customerId: string,
  changes: readonly (AddressChange & { read: string | null })[],
  now: Date,
): Promise<void> {
  const [first] = changes
  if (!first) return
  const { username: _, ...one } = first
  const notice =
    changes.length === 1
      ? ({ kind: 'manager_address_changed', ...one } as const)
      : ({ kind: 'managers_addresses_changed', changes } as const)
  await queueManagerNotice(trx, customerId, actor, notice, now)
}

/**
 * Ends a user's links with Microsoft, except those that are kept, and the sessions that depend on them.
 *
 * @returns how many links ended.
 */
export async function endLinks(
  trx: Trx,
  actor: Actor,
  { id, customerId }: { id: string; customerId: string },
  reason: LinkEnd,
  now: Date,
  kept?: KeptLinks,
): Promise<number> {
  return (await endLinksOfUsers(trx, actor, { ids: [id], customerId }, reason, now, kept)).length
}

type LinkEnd = 'unlinked' | 'email_changed' | 'not_vouched_for'

/** The same of many users of a customer. @returns whose link ended, for each that did. */
export async function endLinksOfUsers(
  trx: Trx,
  actor: Actor,
  { ids, customerId }: { ids: readonly string[]; customerId: string },
  reason: LinkEnd,
  now: Date,
  kept?: KeptLinks,
): Promise<string[]> {
  const ended = await endLinksOf(trx, ids, now, kept)
  if (ended.length === 0) return []
  await recordAll(
    trx,
    actor,
    now,
    ended.map((link): AuditEvent => ({ customerId, action: 'link.ended', detail: { ...link, reason } })),
  )
  const lost = [...new Set(ended.map(({ userId }) => userId))]
  await endSessionsOfUsers(trx, lost, { door: 'microsoft' }, 'unlinked', actor, now)
  return ended.map(({ userId }) => userId)
}
