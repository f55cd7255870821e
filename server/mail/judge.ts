import type { Db, Trx } from '#server/platform/database.ts'
import { type MailTerms, obstacleTo } from '#server/policy/mail-terms.ts'
import type { Withdrawal } from '#shared/withdrawals.ts'
import type { AboutA, MailKind } from './about.ts'
import { type Addressee, spendMailBudget } from './budget.ts'
import type { Letter } from './letter.ts'
import { postponeMails, rewriteMail, setMailWithdrawn, type TakenMail } from './outbox.queries.ts'

/**
 * What becomes of a mail when its turn has come: it goes out as it is, in another form, later, or not at all. Rewriting
 * finds null if what was judged has changed since: the mail is then judged again.
 */
export type Verdict =
  | 'stands'
  | { rewrite: (trx: Trx) => Promise<Rewritten | null> }
  | { waits: WaitingFor }
  | { withdrawn: Withdrawal }

/** A mail in another form. */
export type Rewritten = { to: Addressee; letter: Letter; about: AboutA<MailKind> }

/** What a mail waits for that is judged again later, as the operator reads it. */
const waiting = {
  customer_suspended: 'It waits because the customer is suspended.',
  roll_out_paused: 'It waits because the roll-out is paused.',
} as const
type WaitingFor = keyof typeof waiting

/** Milliseconds after which a mail that waits is judged again. */
const pause = 60 * 60 * 1000

/** A mail that is judged, with what it speaks of. */
export type JudgedMail<K extends MailKind = MailKind> = TakenMail & { about: AboutA<K> }

/** The rule of a kind of mail. */
export type MailRule<K extends MailKind> = MailTerms & {
  /** Whether what it speaks of is still so. It is asked if nothing else keeps the mail from being sent. */
  judge?: (db: Db, mail: JudgedMail<K>, now: Date) => Promise<Verdict>
  /** Takes back what was noted when it was queued. */
  onWithdrawn?: (trx: Trx, mail: JudgedMail<K>) => Promise<void>
}

/** Every kind of mail with its rule. */
export type MailRules = { [K in MailKind]: MailRule<K> }

/**
 * Judges a mail when its turn has come, because what it speaks of may have changed since it was queued, and carries out
 * what follows. What is rewritten is counted as a mail of its own (R35), and judged again.
 *
 * @returns whether it goes out now, as it is.
 */
export async function judgeMail(db: Db, rules: MailRules, mail: TakenMail, now: Date): Promise<boolean> {
  // One that an earlier version has queued has no kind.
  if (!isJudged(mail)) return true
  const rule = ruleOf(rules, mail)
  // One that a later version has queued waits for it, and keeps nothing else from being sent.
  if (!rule) return false
  const judged = obstacleTo(rule, mail) ?? (await rule.judge?.(db, mail, now)) ?? 'stands'
  const verdict = judged === 'stands' ? atItsPlace(rule, mail) : judged
  if (verdict === 'stands') return true
  await db.transaction().execute(async (trx) => {
    if ('waits' in verdict) {
      const { waits } = verdict
      // What waits for a customer waits together: there may be thousands, and one look says it of all of them.
      const kinds = waits === 'customer_suspended' ? kindsThatWait(rules) : []
      const until = new Date(now.getTime() + pause)
      await postponeMails(
        trx,
        { id: mail.id, customerId: mail.customerId, kinds },
        { now, until },
        waiting[waits],
      )
    } else if ('withdrawn' in verdict) {
      await setMailWithdrawn(trx, mail.id, verdict.withdrawn, now)
      await rule.onWithdrawn?.(trx, mail)
    } else {
      const rewritten = await verdict.rewrite(trx)
      if (!rewritten) return
      const [due = now] = await spendMailBudget(trx, [rewritten], 'announcement', now)
      await rewriteMail(trx, mail.id, rewritten, due)
    }
  })
  return false
}

function kindsThatWait(rules: MailRules): string[] {
  return Object.entries(rules).flatMap(([kind, { whileSuspended }]) =>
    whileSuspended === 'waits' ? [kind] : [],
  )
}

/** What follows its reader goes where they read mail by now. */
function atItsPlace({ address }: MailTerms, mail: JudgedMail): Verdict {
  if (address !== 'where_they_read' || mail.recipient === mail.readsAt) return 'stands'
  const { customerId, userId, readsAt: email, subject, textBody: text, htmlBody: html, about } = mail
  return {
    rewrite: async () => ({ to: { customerId, userId, email }, letter: { subject, text, html }, about }),
  }
}

function isJudged(mail: TakenMail): mail is JudgedMail {
  return mail.about !== null
}

/** The compiler cannot follow that a mail's own kind names the rule for it. */
function ruleOf(rules: MailRules, mail: JudgedMail): MailRule<MailKind> | undefined {
  return rules[mail.about.kind] as MailRule<MailKind> | undefined
}
