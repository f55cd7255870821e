import { randomUUIDv7 } from 'node:crypto'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress, mailboxOf } from '#server/policy/address.ts'
import { spanOf } from '#server/policy/time.ts'
import { messages } from '#shared/messages/messages.ts'
import {
  deleteMailsCaused,
  findStrangersMail,
  insertMailsCaused,
  listKnownReaders,
  listRecipients,
  lockMailBudget,
} from './budget.queries.ts'

/** Milliseconds for which a mail counts. */
export const window = 24 * 60 * 60 * 1000

/** Mails a day that a customer can cause to people who are not linked with Microsoft. */
export const mostToStrangers = 5_000

/** Mails a day that a customer can cause to one mailbox, whatever follows a plus sign in its address. */
export const mostToOne = 10

/** Notices a day to an address at which the person was seen to read mail; more are sent later. */
export const mostNotices = 50

/** Notices a day to any other address, which may be that of someone who has nothing to do with the customer. */
export const mostNoticesUnread = 10

/**
 * Why a mail is sent. What a `customer` wants to say to a person is limited, and refused beyond that. A `notice` that
 * someone has to get is never refused: beyond the limit it is sent later. What is `bounded` elsewhere is not counted.
 */
export type MailCause = 'customer' | 'notice' | 'bounded'

export type Addressee = {
  customerId: string
  userId: string
  email: string
  /** Where the person was last seen to read mail, if it matters. */
  shownEmail?: string | null
}

/**
 * Counts mails against the budgets of their customer and of their recipients (R35). No one can then use TMAS to send
 * mail to strangers, and nothing is lost: either the whole change is refused, or the mail goes out later.
 *
 * @returns when each mail may be sent, in their order.
 * @throws {Problem} `too_many_mails`
 */
export async function spendMailBudget(
  trx: Trx,
  mails: readonly { to: Addressee }[],
  cause: MailCause,
  now: Date,
): Promise<Date[]> {
  if (cause === 'bounded') return mails.map(() => now)
  const due = new Map<(typeof mails)[number], Date>()
  const byCustomer = [...Map.groupBy(mails, ({ to }) => to.customerId)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [customerId, theirs] of byCustomer) {
    await lockMailBudget(trx, customerId)
    const span = spanOf(window, now)
    const known = new Map(
      (await listKnownReaders(trx, [...new Set(theirs.map(({ to }) => to.userId))])).map((one) => [
        one.id,
        one.email,
      ]),
    )
    const counted = theirs.map((mail) => {
      const toStranger = known.get(mail.to.userId) !== foldAddress(mail.to.email)
      return { mail, recipient: mailboxOf(mail.to.email), toStranger }
    })
    const strangers = counted.filter(({ toStranger }) => toStranger).length
    if (cause === 'customer' && strangers > 0) {
      const { count, oldest } = await findStrangersMail(trx, customerId, span)
      if (count + strangers > mostToStrangers) throw tooMany(oldest, now)
    }
    const recipients = [...new Set(counted.map(({ recipient }) => recipient))]
    const before = await listRecipients(trx, customerId, recipients, {
      ...span,
      seen: mostNotices,
      unseen: mostNoticesUnread,
    })
    const past = new Map(before.map((one) => [one.recipient, one]))
    for (const [recipient, some] of Map.groupBy(counted, (one) => one.recipient)) {
      const { asked = 0, oldest = null, dueIfSeen = null, dueIfUnseen = null } = past.get(recipient) ?? {}
      if (cause === 'customer' && asked + some.length > mostToOne) throw tooMany(oldest, now)
      for (const { mail } of some) {
        const before = mail.to.email === mail.to.shownEmail ? dueIfSeen : dueIfUnseen
        const earliest = (before?.getTime() ?? 0) + window
        due.set(mail, cause === 'notice' && earliest > now.getTime() ? new Date(earliest) : now)
      }
    }
    await insertMailsCaused(
      trx,
      counted.map(({ mail, recipient, toStranger }) => ({
        id: randomUUIDv7(),
        customerId,
        recipient,
        causedAt: now,
        dueAt: due.get(mail) ?? now,
        toStranger,
        isNotice: cause === 'notice',
      })),
    )
  }
  return mails.map((mail) => due.get(mail) ?? now)
}

function tooMany(oldest: Date | null, now: Date) {
  const freeAt = (oldest ?? now).getTime() + window
  return new Problem('too_many_mails', messages.en.users.failed.too_many_mails, {
    retryAfterSeconds: Math.max(1, Math.ceil((freeAt - now.getTime()) / 1000)),
  })
}

/** Deletes what no longer counts. */
export function deleteOldMailsCaused(db: Db, now: Date): Promise<void> {
  return deleteMailsCaused(db, new Date(now.getTime() - window))
}
