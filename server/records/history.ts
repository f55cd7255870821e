import type { Db } from '#server/platform/database.ts'
import type { Acting } from '#server/users/acting.ts'
import { currentMemberships } from '#server/users/acting.ts'
import { readUser } from '#server/users/user-list.ts'
import { type AuditRecord, listRecords } from './audit.queries.ts'
import {
  countHistory,
  type HistoryKind,
  type HistoryPosition,
  type HistoryScope,
  listHistory,
  listMailsTo,
  type MailToPerson,
} from './history.queries.ts'
import { scopeOf } from './reading-scope.ts'
import { findView, listActivity, type SeenAttempt } from './sign-ins.queries.ts'

/** Something that happened to a person, as its own list has it. */
export type Happening = { id: string; kind: HistoryKind; at: Date } & (
  | { source: 'attempt'; attempt: SeenAttempt }
  | { source: 'record'; record: AuditRecord }
  | { source: 'mail'; mail: MailToPerson }
)

/**
 * What happened to one person, newest first: sign-ins, sessions, changes and mails in one time line. Each is read by the
 * rule of its own list, so that no one reads here what they may not read there: attempts by R31 and the reader's branch,
 * records by the audit trail's rule, and mails by those who may change the person.
 *
 * @throws {Problem} `not_found` for another customer's user; `forbidden` outside the reader's branch.
 */
export async function readHistory(
  db: Db,
  acting: Acting,
  userId: string,
  {
    kind,
    after,
    limit,
  }: { kind?: HistoryKind | undefined; after: HistoryPosition | undefined; limit: number },
): Promise<{ items: Happening[]; next: HistoryPosition | undefined; total: number }> {
  const { mayChange } = await readUser(db, acting, userId)
  const records = scopeOf(acting.customerId, await currentMemberships(db, acting))
  const view = await findView(db, records)
  const scope: HistoryScope = { userId, view, records, mayReadMails: mayChange, kind }
  const [found, total] = await Promise.all([
    listHistory(db, scope, { after, limit: limit + 1 }),
    countHistory(db, scope),
  ])
  const page = found.slice(0, limit)
  const idsFrom = (wanted: Happening['source']) =>
    page.filter(({ source }) => source === wanted).map(({ id }) => id)
  const [attempts, trail, mails] = [idsFrom('attempt'), idsFrom('record'), idsFrom('mail')]
  const told = new Map<string, object>()
  const put = <T extends { id: string }>(rows: readonly T[], tell: (row: T) => object) => {
    for (const row of rows) told.set(row.id, tell(row))
  }
  if (attempts.length > 0)
    put(await listActivity(db, view, { ids: attempts }, { limit: attempts.length }), (attempt) => ({
      attempt,
    }))
  if (trail.length > 0)
    put(
      await listRecords(db, records, { ids: trail }, { after: undefined, limit: trail.length }),
      (record) => ({
        record,
      }),
    )
  put(await listMailsTo(db, userId, mails), (mail) => ({ mail }))

  // What was deleted between the two looks is told no more.
  const items = page.flatMap((entry) => {
    const more = told.get(entry.id)
    return more ? [{ ...entry, ...more } as Happening] : []
  })
  const last = page.at(-1)
  const next = found.length > limit && last ? ([last.at.getTime(), last.id] as const) : undefined
  return { items, next, total }
}
