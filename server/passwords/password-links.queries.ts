import { type Insertable, sql } from 'kysely'
import type { PasswordLinkKind } from '#server/audit/audit.ts'
import type { PasswordLink } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { spanOf } from '#server/policy/time.ts'

/** PostgreSQL takes 65,535 parameters in a statement; a link has 9. */
const linksAtOnce = 5000

export async function insertPasswordLinks(
  trx: Trx,
  links: readonly Insertable<PasswordLink>[],
): Promise<void> {
  for (let from = 0; from < links.length; from += linksAtOnce)
    await trx
      .insertInto('passwordLink')
      .values(links.slice(from, from + linksAtOnce))
      .execute()
}

/** Deletes the links of these users: all, or those of some kinds. */
export async function deletePasswordLinks(
  trx: Trx,
  userIds: readonly string[],
  kinds?: readonly PasswordLinkKind[],
): Promise<void> {
  const links = trx.deleteFrom('passwordLink').where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
  await (kinds ? links.where('kind', 'in', kinds) : links).execute()
}

export type FoundLink = {
  id: string
  userId: string
  customerId: string
  kind: PasswordLinkKind
  username: string
  email: string
}

/**
 * When a link expires: its mail may have waited, and its time begins when that was sent. A mail from the future lengthens
 * nothing (R28).
 */
function expiryAt(now: Date) {
  return sql`greatest(link.expires_at, (
    select mail.sent_at + (link.expires_at - link.created_at) from mail
    where mail.id = link.mail_id and mail.sent_at <= ${spanOf(0, now).until}
  ))`
}

/** A link that has not expired, and was made for the address that its user still has. */
export async function findPasswordLink(
  db: Db | Trx,
  secretHash: Buffer,
  now: Date,
): Promise<FoundLink | undefined> {
  const { rows } = await sql<FoundLink>`
    select link.id, link.user_id, link.customer_id, link.kind, user_account.username, user_account.email
    from password_link as link join user_account on user_account.id = link.user_id
    where link.secret_hash = ${secretHash} and ${expiryAt(now)} > ${now}
      and link.created_at <= ${spanOf(0, now).until}
      and link.email_folded = user_account.email_folded`.execute(db)
  return rows[0]
}

/** Uses up a link. Of many at once, exactly one gets true. */
export async function takePasswordLink(trx: Trx, id: string): Promise<boolean> {
  const taken = await trx.deleteFrom('passwordLink').where('id', '=', id).executeTakeFirst()
  return taken.numDeletedRows > 0n
}

/** The mailed link was opened, so the address is read by this person. */
export async function noteMailboxShown(trx: Trx, userId: string): Promise<void> {
  await sql`update user_account set shown_email = email where id = ${userId}`.execute(trx)
}

/** Notes that TMAS has written to these people how to sign in. */
export async function noteWelcomed(trx: Trx, userIds: readonly string[]): Promise<void> {
  await sql`
    update user_account set welcomed_email = email
    where id = any(${userIds}::uuid[]) and welcomed_email is distinct from email`.execute(trx)
}

/** Notes that TMAS has not written to these people. */
export async function forgetWelcomed(trx: Trx, userIds: readonly string[]): Promise<void> {
  await sql`update user_account set welcomed_email = null where id = any(${userIds}::uuid[])`.execute(trx)
}

/** Notes that TMAS has not written to a user, if the address it noted was sent no mail and no other welcome waits. */
export async function forgetUnsentWelcome(trx: Trx, userId: string): Promise<void> {
  await sql`
    update user_account set welcomed_email = null
    where id = ${userId} and not exists (
      select from mail
      where user_id = user_account.id and recipient = welcomed_email
        and (sent_at is not null or (kind = 'welcome' and failed_at is null))
    )`.execute(trx)
}

/** Whether the link that a mail brings still exists: it is deleted once it was used, or replaced by another. */
export async function hasLinkOf(
  db: Db | Trx,
  { id, userId }: { id: string; userId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from password_link where user_id = ${userId} and mail_id = ${id}`.execute(db)
  return rows.length > 0
}

/** What of a welcome that waits may have become moot. */
export async function findWelcomeFacts(
  db: Db | Trx,
  { id, userId }: { id: string; userId: string },
): Promise<{ hasLink: boolean; isReplaced: boolean; isLinked: boolean }> {
  const { rows } = await sql<{ hasLink: boolean; isReplaced: boolean; isLinked: boolean }>`
    select
      exists (select from password_link where user_id = ${userId} and mail_id = ${id}) as has_link,
      exists (
        select from mail where user_id = ${userId} and kind = 'welcome' and id > ${id} and withdrawn_because is null
      ) as is_replaced,
      exists (select from microsoft_link where user_id = ${userId} and ended_at is null) as is_linked`.execute(
    db,
  )
  return rows[0] ?? { hasLink: false, isReplaced: true, isLinked: false }
}

export async function setPasswordHash(trx: Trx, userId: string, passwordHash: string): Promise<void> {
  await trx.updateTable('userAccount').set({ passwordHash }).where('id', '=', userId).execute()
}

/** Deletes links that have expired and no longer gave access; not those whose mail still waits. */
export async function deleteExpiredPasswordLinks(db: Db, now: Date): Promise<void> {
  await sql`
    delete from password_link as link
    where link.expires_at <= ${now} and ${expiryAt(now)} <= ${now} and not exists (
      select from mail where mail.id = link.mail_id and mail.sent_at is null and mail.failed_at is null
    )`.execute(db)
}

/** Of each of these users, the nearest chain above one of their roles that has a tenant: it has a sign-in address. */
export async function listSignInChains(
  db: Db | Trx,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  // Looked up for each location once, because an import brings thousands of people into few of them.
  const { rows } = await sql<{ userId: string; chainId: string }>`
    with held as (
      select user_id, min(location_id::text)::uuid as location_id from membership
      where user_id = any(${userIds}::uuid[]) group by user_id
    ),
    place as (
      select location_id, (
        select id from path_up(location_id) where type = 'chain' order by height limit 1
      ) as chain_id
      from (select distinct location_id from held) as held
      where exists (
        select from effective_settings(location_id) as settings where settings.azure_tenant_id is not null
      )
    )
    select held.user_id, place.chain_id from held join place using (location_id)
    where place.chain_id is not null`.execute(db)
  return new Map(rows.map(({ userId, chainId }) => [userId, chainId]))
}
