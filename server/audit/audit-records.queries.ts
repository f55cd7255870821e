import { sql } from 'kysely'
import { prepared, type Trx } from '#server/platform/database.ts'

/** What happened, to which customer's record it belongs. */
type Event = { id: string; customerId: string; action: string; detail: object }

/** Who did it, from where, and when. */
type Doing = {
  at: Date
  actorKind: string
  actorUserId: string | null
  actorApiKeyId: string | null
  ip: string | null
  userAgent: string | null
}

// Prepared, because almost every change writes one.
const inserted = {
  name: 'insert-audit-record',
  text: `
    insert into audit_record (id, customer_id, at, action, detail, actor_kind, actor_user_id, actor_api_key_id, ip, user_agent)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
}

export async function insertRecord(trx: Trx, row: Event & Doing): Promise<void> {
  const { id, customerId, at, action, detail } = row
  const who = [row.actorKind, row.actorUserId, row.actorApiKeyId, row.ip, row.userAgent]
  await prepared(trx, inserted, [id, customerId, at, action, JSON.stringify(detail), ...who])
}

/** Any number of records of one doing, in one statement. */
export async function insertRecords(trx: Trx, doing: Doing, events: readonly Event[]): Promise<void> {
  const { at, actorKind, actorUserId, actorApiKeyId, ip, userAgent } = doing
  await sql`
    insert into audit_record (id, customer_id, at, action, detail, actor_kind, actor_user_id, actor_api_key_id, ip, user_agent)
    select id, "customerId", ${at}, action, detail, ${actorKind}, ${actorUserId}, ${actorApiKeyId}, ${ip}, ${userAgent}
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as event(id uuid, "customerId" uuid, action text, detail jsonb)`.execute(
    trx,
  )
}
