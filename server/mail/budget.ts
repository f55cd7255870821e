import { randomUUIDv7 } from 'node:crypto'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress, mailboxOf } from '#server/policy/address.ts'
import { spanOf } from '#server/policy/time.ts'
import { messages } from '#shared/messages/messages.ts'
import {
  deleteMailsCaused,
  findStrangersDue,
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

/** The part of them that minor notices may take up: what is left is for those that cannot wait (R27). */
export const partOfMinor = 0.5

/**
 * Why a mail is sent. What a `customer` wants to say to a person is limited, and refused beyond that. An `announcement`
 * to many people has the same limits, and beyond them it is sent later. A `notice` that someone has to get is never
 * refused either, and later only for its reader's sake. A `minor_notice` is one that can wait: however many there are,
 * they leave room for the others. What is `bounded` elsewhere is not counted.
 */
export type MailCause = 'customer' | 'announcement' | 'notice' | 'minor_notice' | 'bounded'

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
    const strangersFrom =
      cause === 'announcement' && strangers > 0
        ? freeFrom(await findStrangersDue(trx, customerId, Math.max(1, mostToStrangers - strangers + 1)))
        : 0
    const recipients = [...new Set(counted.map(({ recipient }) => recipient))]
    const before = await listRecipients(trx, customerId, recipients, { ...span, most: mostNotices })
    const past = new Map(before.map((one) => [one.recipient, one]))
    for (const [recipient, some] of Map.groupBy(counted, (one) => one.recipient)) {
      const { asked = 0, oldest = null, askedDue, noticesDue, noticesUntilNow } = past.get(recipient) ?? {}
      if (cause === 'customer' && asked + some.length > mostToOne) throw tooMany(oldest, now)
      let newestFirst = (isNotice(cause) ? noticesDue : askedDue) ?? []
      let untilNow = noticesUntilNow ?? []
      for (const { mail, toStranger } of some) {
        const most = mostOf(mail.to, cause)
        // Minor notices that wait for their turn take no room from one that cannot wait.
        const hasRoom = cause === 'notice' && freeFrom(untilNow[most - 1]) <= now.getTime()
        const earliest = Math.max(
          hasRoom ? 0 : freeFrom(newestFirst[most - 1]),
          toStranger ? strangersFrom : 0,
        )
        const at = cause !== 'customer' && earliest > now.getTime() ? new Date(earliest) : now
        due.set(mail, at)
        newestFirst = newestOf([...newestFirst, at])
        if (at <= now) untilNow = newestOf([...untilNow, at])
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
        isNotice: isNotice(cause),
      })),
    )
  }
  return mails.map((mail) => due.get(mail) ?? now)
}

/** How many mails to people who are not linked with Microsoft the customer can still cause today, for showing it. */
export async function countMailLeft(trx: Trx, customerId: string, now: Date): Promise<number> {
  const { count } = await findStrangersMail(trx, customerId, spanOf(window, now))
  return Math.max(0, mostToStrangers - count)
}

const isNotice = (cause: MailCause) => cause === 'notice' || cause === 'minor_notice'

const newestOf = (times: Date[]) => times.toSorted((one, other) => other.getTime() - one.getTime())

/** How many mails of a cause a person gets in a day. */
function mostOf({ email, shownEmail }: Addressee, cause: MailCause): number {
  if (!isNotice(cause)) return mostToOne
  const most = email === shownEmail ? mostNotices : mostNoticesUnread
  return cause === 'minor_notice' ? most * partOfMinor : most
}

/** From when there is room for another mail, in milliseconds, if the one that fills the budget was due then. */
function freeFrom(due: Date | null | undefined): number {
  return due ? due.getTime() + window : 0
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
