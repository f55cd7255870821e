import { type Insertable, sql } from 'kysely'
import type { ForgottenPassword } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { foldUsername } from '#server/policy/address.ts'

export async function insertForgottenPassword(db: Db, request: Insertable<ForgottenPassword>): Promise<void> {
  await db.insertInto('forgottenPassword').values(request).execute()
}

/** Takes the oldest request, and skips those that another instance is working on. */
export async function takeForgottenPassword(trx: Trx) {
  const { rows } = await sql<{ name: string; ip: string; userAgent: string; requestedAt: Date }>`
    delete from forgotten_password
    where id = (select id from forgotten_password order by id limit 1 for update skip locked)
    returning name, ip, user_agent, requested_at`.execute(trx)
  return rows[0]
}

/** The user with this username; or the users with this address, who may belong to several customers. */
export async function listUsersNamed(trx: Trx, foldedName: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from user_account where username_form = ${foldUsername(foldedName)}
    union
    select id from user_account where email_folded = ${foldedName}
    limit 20`.execute(trx)
  return rows.map(({ id }) => id)
}
