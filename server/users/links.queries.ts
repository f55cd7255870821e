import { type Insertable, sql } from 'kysely'
import type { MicrosoftLink } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Account } from '#server/policy/matching.ts'

/** Users whom this account could be: linked with it, or bearing its address; in every customer. */
export async function listUsersForAccount(
  db: Db | Trx,
  account: Account,
  foldedLoginId: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select user_id as id from microsoft_link
    where tenant_id = ${account.tenantId} and object_id = ${account.objectId} and ended_at is null
    union
    select id from user_account where email_folded = ${foldedLoginId}`.execute(db)
  return rows.map((row) => row.id)
}

/** What a match asks of users besides their standing: their address, and the account they are linked with in this tenant. */
export function listIdentities(db: Db | Trx, userIds: readonly string[], tenantId: string) {
  return db
    .selectFrom('userAccount')
    .leftJoin('microsoftLink', (join) =>
      join
        .onRef('microsoftLink.userId', '=', 'userAccount.id')
        .on('microsoftLink.tenantId', '=', tenantId)
        .on('microsoftLink.endedAt', 'is', null),
    )
    .select(['userAccount.id as userId', 'userAccount.email', 'microsoftLink.objectId as linkedObjectId'])
    .where('userAccount.id', 'in', userIds)
    .execute()
}

export async function insertLink(trx: Trx, link: Insertable<MicrosoftLink>): Promise<void> {
  await trx.insertInto('microsoftLink').values(link).execute()
}

/** Notes that a link was used, and what the account is called by now (R10). */
export async function touchLink(trx: Trx, userId: string, account: Account, now: Date): Promise<void> {
  await trx
    .updateTable('microsoftLink')
    .set({ lastUsedAt: now, loginId: account.loginId })
    .where('userId', '=', userId)
    .where('tenantId', '=', account.tenantId)
    .where('endedAt', 'is', null)
    .execute()
}

/** Ends the links of a user: they stay on record and open nothing (R10). Tells which there were. */
export function endLinksOf(trx: Trx, userId: string, now: Date) {
  return trx
    .updateTable('microsoftLink')
    .set({ endedAt: now })
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .returning(['tenantId', 'objectId', 'loginId'])
    .execute()
}
