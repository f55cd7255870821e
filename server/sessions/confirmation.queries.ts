import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Span } from '#server/policy/time.ts'

/** What Microsoft has to be asked about a session. */
export type ToConfirm = { tenantId: string; loginId: string | null }

/**
 * Notes that a window of this session leaves for Microsoft. Several windows at once are one question.
 *
 * @param together the span in which another window has left with this one.
 * @returns undefined if Microsoft has not opened the session.
 */
export async function setAsked(
  db: Db,
  sessionId: string,
  at: Date,
  together: Span,
): Promise<ToConfirm | undefined> {
  const { rows } = await sql<ToConfirm>`
    update session set confirmation_asked_at = case
      when confirmation_asked_at > ${together.since} and confirmation_asked_at <= ${together.until}
      then confirmation_asked_at else ${at}::timestamptz
    end
    where id = ${sessionId} and door = 'microsoft'
    returning tenant_id, (
      select login_id from microsoft_link
      where microsoft_link.user_id = session.user_id and microsoft_link.tenant_id = session.tenant_id
        and microsoft_link.object_id = session.object_id and ended_at is null
    ) as login_id`.execute(db)
  return rows[0]
}

/** What Microsoft has confirmed of a session; undefined if it has ended. */
export function findConfirmed(db: Db, sessionId: string) {
  return db
    .selectFrom('session')
    .select(['id', 'userId', 'customerId', 'tenantId', 'objectId'])
    .select((eb) => eb.fn.coalesce('confirmedAt', 'createdAt').as('confirmedAt'))
    .where('id', '=', sessionId)
    .executeTakeFirst()
}

/**
 * Notes that Microsoft has confirmed the account of a session, as of when it was asked. That is never later than now, and
 * an older answer never replaces a newer one, so that an answer that arrives twice changes nothing.
 *
 * @returns whether it is the account of that session.
 */
export async function setConfirmed(
  db: Db,
  { sessionId, askedAt }: { sessionId: string; askedAt: Date },
  account: { tenantId: string; objectId: string },
): Promise<boolean> {
  const { rows } = await sql`
    update session set confirmed_at = greatest(confirmed_at, ${askedAt}), confirmation_asked_at = null
    where id = ${sessionId} and door = 'microsoft'
      and tenant_id = ${account.tenantId} and object_id = ${account.objectId}
    returning id`.execute(db)
  return rows.length > 0
}

/** Notes that Microsoft could not be asked. @returns whether it is the first time since the session was confirmed. */
export async function setExcused(trx: Trx, sessionId: string, at: Date): Promise<boolean | undefined> {
  const { rows } = await sql<{ isFirst: boolean }>`
    update session set confirmation_excused_at = ${at}, confirmation_asked_at = null
    from (select * from session where id = ${sessionId} for update) as before
    where session.id = before.id and before.door = 'microsoft'
    returning before.confirmation_excused_at is null
      or before.confirmation_excused_at <= coalesce(before.confirmed_at, before.created_at) as is_first`.execute(
    trx,
  )
  return rows[0]?.isFirst
}
