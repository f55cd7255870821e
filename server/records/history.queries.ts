import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import type { Withdrawal } from '#shared/withdrawals.ts'
import { branchOf, conditions as recordConditions } from './audit.queries.ts'
import type { RecordScope } from './reading-scope.ts'
import { conditions as attemptConditions, type View } from './sign-ins.queries.ts'

export const historyKinds = ['sign_in', 'session', 'change', 'mail'] as const
export type HistoryKind = (typeof historyKinds)[number]

/** Something in a person's history: what kind of thing, and where it is read. */
export type HistoryEntry = {
  kind: HistoryKind
  source: 'attempt' | 'record' | 'mail'
  at: Date
  id: string
}

/** A mail to a person, without its text, which may hold a link. */
export type MailToPerson = {
  id: string
  recipient: string
  subject: string
  sentAt: Date | null
  failedAt: Date | null
  lastError: string | null
  withdrawnBecause: Withdrawal | null
}

/** Whose history, and what of it the reader may read and asks for. */
export type HistoryScope = {
  userId: string
  /** The rule of the list of sign-ins (R31), and that of the audit trail. */
  view: View
  records: RecordScope
  mayReadMails: boolean
  kind?: HistoryKind | undefined
}

/** The position of an entry: its time, in milliseconds, and its ID. */
export type HistoryPosition = readonly [at: number, id: string]

/** What happened to a person, newest first, after the entry at a position. */
export async function listHistory(
  db: Db,
  scope: HistoryScope,
  { after, limit }: { after: HistoryPosition | undefined; limit: number },
): Promise<HistoryEntry[]> {
  const parts = partsOf(scope).map(
    (part) => sql`(
      select kind, source, at, id from (${part}) as part
      where ${after ? sql`(at, id) < (${new Date(after[0])}, ${after[1]}::uuid)` : sql`true`}
      order by at desc, id desc limit ${limit}
    )`,
  )
  if (parts.length === 0) return []
  const { rows } = await sql<HistoryEntry>`
    ${branchOf(scope.records)}
    select kind, source, at, id from (${sql.join(parts, sql` union all `)}) as entry
    order by at desc, id desc limit ${limit}`.execute(db)
  return rows
}

export async function countHistory(db: Db, scope: HistoryScope): Promise<number> {
  const parts = partsOf(scope)
  if (parts.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    ${branchOf(scope.records)}
    select count(*) as count from (${sql.join(parts, sql` union all `)}) as entry`.execute(db)
  return rows[0]?.count ?? 0
}

/** Each source of the history that is asked for, as a table of `kind`, `source`, `at` and `id`. */
function partsOf({ userId, view, records, mayReadMails, kind }: HistoryScope): RawBuilder<unknown>[] {
  const isAsked = (...kinds: HistoryKind[]) => kind === undefined || kinds.includes(kind)
  const parts: RawBuilder<unknown>[] = []
  if (isAsked('sign_in'))
    parts.push(sql`
      select 'sign_in' as kind, 'attempt' as source, attempt_started_at as at, attempt_id as id
      from sign_in_attempt_customer as concerned where ${attemptConditions(view, { userId })}`)
  if (isAsked('sign_in', 'session', 'change')) parts.push(recordsOf(records, userId, kind))
  if (mayReadMails && isAsked('mail'))
    parts.push(sql`
      select 'mail' as kind, 'mail' as source, created_at as at, id from mail
      where customer_id = ${view.customerId} and user_id = ${userId}`)
  return parts
}

/** A sign-in is told by its attempt. Its record is kept for longer, and tells it once the attempt is gone (R39). */
function recordsOf(records: RecordScope, userId: string, kind: HistoryKind | undefined) {
  const kindOfRecord = sql`case
    when record.action = 'sign-in.completed' then 'sign_in'
    when record.action like 'session.%' then 'session'
    else 'change' end`
  const asked = kind === undefined ? sql`true` : sql`${kindOfRecord} = ${kind}`
  return sql`
    select ${kindOfRecord} as kind, 'record' as source, record.at, record.id from audit_record as record
    where ${recordConditions(records, { about: userId })} and ${asked}
      and not (record.action = 'sign-in.completed' and exists (
        select from sign_in_attempt as attempt where attempt.reference = record.detail ->> 'reference'
      ))`
}

export async function listMailsTo(db: Db, userId: string, ids: readonly string[]): Promise<MailToPerson[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('mail')
    .select(['id', 'recipient', 'subject', 'sentAt', 'failedAt', 'lastError'])
    .select((eb) => eb.ref('withdrawnBecause').$castTo<Withdrawal | null>().as('withdrawnBecause'))
    .where('userId', '=', userId)
    .where('id', 'in', ids)
    .execute()
}
