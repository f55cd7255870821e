import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'

/** Titles of users, and the last title that the trail says of each. */
export async function readTitles(db: Db) {
  const { rows } = await sql<{ id: string; title: string | null; recorded: string | null }>`
    select id, title, (
      select detail -> 'after' ->> 'title' from audit_record
      where action = 'user.changed' and detail ->> 'userId' = user_account.id::text
      order by audit_record.id desc limit 1
    ) as recorded
    from user_account`.execute(db)
  return rows
}

/** The accounts that are linked. */
export async function readLinked(db: Db): Promise<Set<string>> {
  const links = await db.selectFrom('microsoftLink').select('objectId').where('endedAt', 'is', null).execute()
  return new Set(links.map(({ objectId }) => objectId))
}

/** What is there without its record, and records without what they are about. */
export async function countHalfDone(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    with record as (select action, detail from audit_record),
    signed_in as (select detail ->> 'reference' as reference from record where action = 'sign-in.completed')
    select
      (select count(*) from microsoft_link where ended_at is null and object_id::text not in
        (select detail ->> 'objectId' from record where action = 'link.made')) as "links without a record",
      (select count(*) from record where action = 'link.made' and detail ->> 'objectId' not in
        (select object_id::text from microsoft_link)) as "records without a link",
      (select count(*) from session) - (select count(*) from signed_in)
        + (select count(*) from record where action = 'session.ended') as "sessions more than sign-ins",
      (select count(*) from sign_in_attempt where outcome = 'succeeded' and reference not in
        (select reference from signed_in)) as "attempts that succeeded without a record",
      (select count(*) from signed_in where reference not in
        (select reference from sign_in_attempt where outcome = 'succeeded')) as "records without an attempt"
  `.execute(db)
  return rows[0] ?? {}
}
