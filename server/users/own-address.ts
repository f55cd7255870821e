import { randomUUIDv7 } from 'node:crypto'
import { type Actor, record } from '#server/audit/audit.ts'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { writeLetter } from '#server/mail/letter.ts'
import { queueMail } from '#server/mail/outbox.ts'
import { findReader } from '#server/mail/readers.queries.ts'
import { mayMailLink } from '#server/passwords/password-tries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { foldAddress } from '#server/policy/address.ts'
import { spanOf } from '#server/policy/time.ts'
import { requireProof } from '#server/sessions/proof.ts'
import { type Client, endSessionsOfUser } from '#server/sessions/sessions.ts'
import { isOpen } from '#shared/end-date.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Acting, forbidden } from './acting.ts'
import { revokeKeysOf } from './api-keys.ts'
import { setAddress, usernameAfter } from './new-address.ts'
import {
  deleteAddressChanges,
  deleteAddressChangesBefore,
  endConfirming,
  findAddressChange,
  insertAddressChange,
} from './own-address.queries.ts'
import { changeNames, refuseTakenNames } from './taken-names.ts'

/** Milliseconds in which a new address can be confirmed, and stopped or undone by the former one. */
export const addressLinkLifetime = 24 * 60 * 60 * 1000

/**
 * A person wants another address of their own (R33). Nothing changes yet: the new address is mailed a link, and counts
 * once someone has opened it there; the former one is mailed a link that stops it.
 *
 * Call it under the lock of the customer, and for no one but themselves.
 *
 * @throws {Problem} `proof_required`; `forbidden` where no mail can be sent; `throttled` after three in 15 minutes;
 *   `too_many_mails`.
 */
export async function askForOwnAddress(
  trx: Trx,
  acting: Acting,
  user: { id: string; customerId: string; email: string },
  email: string,
  now: Date,
): Promise<void> {
  await requireProof(trx, { userId: user.id, sessionId: acting.sessionId }, now)
  const reader = await findReader(trx, user.id)
  if (!reader || acting.origin === undefined) throw forbidden()
  if (!(await mayMailLink(trx, user.id, now)))
    throw new Problem('throttled', 'Too many links were mailed. Wait a few minutes.', {
      retryAfterSeconds: 60,
    })

  const [confirm, stop, changeId] = [newSecret(), newSecret(), randomUUIDv7()]
  await insertAddressChange(trx, {
    id: changeId,
    userId: user.id,
    customerId: user.customerId,
    email,
    formerEmail: user.email,
    confirmHash: hashSecret(confirm),
    stopHash: hashSecret(stop),
    requestedAt: now,
  })
  await record(trx, acting.actor, now, {
    customerId: user.customerId,
    action: 'address.requested',
    detail: { userId: user.id, before: user.email, after: email },
  })
  const { language, name } = reader
  const words = messages[language].ownAddress.letters
  const asked = writeLetter(language, name, {
    subject: words.confirm.subject,
    paragraphs: [words.confirm.text(reader.username, user.email)],
    action: { label: words.confirm.action, url: `${acting.origin}/confirm-address?token=${confirm}` },
    after: [words.confirm.after],
  })
  await queueMail(trx, { ...reader, email }, asked, { kind: 'confirm_address', changeId }, 'customer', now)
  const told = writeLetter(language, name, {
    subject: words.stop.subject,
    paragraphs: [words.stop.text(reader.username, email)],
    action: { label: words.stop.action, url: `${acting.origin}/stop-address?token=${stop}` },
    after: [words.stop.after],
  })
  // Asked for again and again, this would otherwise be mail to someone who never showed that the address is theirs.
  const isRead = reader.shownEmail !== null && foldAddress(reader.shownEmail) === reader.emailFolded
  await queueMail(trx, reader, told, { kind: 'notice' }, isRead ? 'notice' : 'customer', now)
}

/** What a link of either mail is about, as long as it works. */
export async function findAddressLink(
  db: Db | Trx,
  kind: 'confirm' | 'stop',
  token: string | undefined,
  now: Date,
) {
  if (!isSecret(token)) return undefined
  const hash = hashSecret(token)
  const by = kind === 'confirm' ? { confirmHash: hash } : { stopHash: hash }
  const found = await findAddressChange(db, by, spanOf(addressLinkLifetime, now))
  return found && isOpen(found, now) ? found : undefined
}

/**
 * The owner of the new address has confirmed it, so it counts from now on, and nothing else does (R10).
 *
 * @returns `dead` if the link does not work, or no longer; `taken` if another user has the address by now.
 */
export async function confirmOwnAddress(
  db: Db,
  client: Client,
  token: string,
  now: Date,
): Promise<'confirmed' | 'dead' | 'taken'> {
  const before = await findAddressLink(db, 'confirm', token, now)
  if (!before) return 'dead'
  try {
    return await changeNames(db, async (trx) => {
      await lockCustomerPolicy(trx, before.customerId)
      // Read again under the lock: another request may have been faster.
      const found = await findAddressLink(trx, 'confirm', token, now)
      if (!found) return 'dead' as const
      const { userId, customerId, email } = found
      const actor: Actor = { kind: 'user', userId, ...client }
      await refuseTakenNames(trx, { actor, customerId }, namesWith(found, email), now, userId)
      await setAddress(trx, actor, userOf(found), email, now)
      await endConfirming(trx, userId)
      return 'confirmed' as const
    })
  } catch (error) {
    if (isTaken(error)) return 'taken'
    throw error
  }
}

/**
 * The owner of the former address wants nothing of it. What was asked for then and since is forgotten and, if it is
 * confirmed, undone. Someone else was at the account, so every session and every API key of the person ends, even where
 * the former address or username was given to another user meanwhile.
 *
 * @returns `dead` if the link does not work, or no longer; `taken` if the address could not be given back.
 */
export async function stopOwnAddress(
  db: Db,
  client: Client,
  token: string,
  now: Date,
): Promise<'stopped' | 'dead' | 'taken'> {
  const before = await findAddressLink(db, 'stop', token, now)
  if (!before) return 'dead'
  try {
    return await changeNames(db, async (trx) => {
      await lockCustomerPolicy(trx, before.customerId)
      const found = await findAddressLink(trx, 'stop', token, now)
      if (!found) return 'dead' as const
      const { userId, customerId, email, formerEmail, currentEmail } = found
      const actor: Actor = { kind: 'user', userId, ...client }
      const isChanged = foldAddress(currentEmail) !== foldAddress(formerEmail)
      const isFree = !isChanged || (await canBeGivenBack(trx, found, now))
      if (isChanged && isFree) await setAddress(trx, actor, userOf(found), formerEmail, now)
      await deleteAddressChanges(trx, userId, found.requestedAt)
      await endSessionsOfUser(trx, userId, { exceptId: null }, 'address_stopped', actor, now)
      await revokeKeysOf(trx, actor, userId, now)
      await record(trx, actor, now, {
        customerId,
        action: 'address.stopped',
        detail: { userId, before: formerEmail, after: email },
      })
      return isFree ? ('stopped' as const) : ('taken' as const)
    })
  } catch (error) {
    // Given to someone else in this very moment: the second time, it is seen.
    if (isTaken(error)) return stopOwnAddress(db, client, token, now)
    throw error
  }
}

/** Whether no one else has the former address, or the username that goes with it. What a customer may be told does not matter. */
async function canBeGivenBack(trx: Trx, found: Found, now: Date): Promise<boolean> {
  const { userId, customerId, formerEmail } = found
  const naming = { actor: { kind: 'operator' } as const, customerId }
  try {
    await refuseTakenNames(trx, naming, namesWith(found, formerEmail), now, userId)
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}

/** The address, and the username if it follows the address (R2). */
function namesWith(found: Found, email: string) {
  const username = usernameAfter(userOf(found), email)
  return { email, ...(username !== found.username && { username }) }
}

function isTaken(error: unknown): boolean {
  return error instanceof Problem && ['email_taken', 'username_taken'].includes(error.code)
}

type Found = NonNullable<Awaited<ReturnType<typeof findAddressLink>>>

function userOf({ userId: id, customerId, username, currentEmail: email, shownEmail }: Found) {
  return { id, customerId, username, email, shownEmail }
}

/** Deletes what can no longer be confirmed or stopped. */
export function deleteOldAddressChanges(db: Db, now: Date): Promise<void> {
  return deleteAddressChangesBefore(db, new Date(now.getTime() - addressLinkLifetime))
}
