import { type Insertable, sql } from 'kysely'
import type { MicrosoftLink } from '#server/platform/database.generated.ts'
import { type Db, prepared, type Trx } from '#server/platform/database.ts'
import type { Account, Candidate } from '#server/policy/accounts.ts'
import { foldAddress } from '#server/policy/address.ts'
import type { Vouching } from '#server/policy/first-link.ts'
import { standingColumns } from '#server/sessions/standings.queries.ts'
import type { Language } from '#shared/languages.ts'

// PostgreSQL locks rows in the order in which they are written: the customer first, as everywhere.
const lockedForAccount = {
  name: 'lock-users-for-account',
  text: `
    select user_account.id
    from user_account join customer on customer.id = user_account.customer_id
    where user_account.id in (
      select user_id from microsoft_link where tenant_id = $1 and object_id = $2 and ended_at is null
      union
      select id from user_account where email_folded = $3
    )
    order by user_account.id
    for share of customer for no key update of user_account`,
}

/**
 * The users whom this account could be, in every customer: linked with it, or with its address. Locks them and shares
 * the lock of their customers' policy, as `lockUsers` does.
 */
export async function lockUsersForAccount(trx: Trx, account: Account): Promise<string[]> {
  const values = [account.tenantId, account.objectId, account.loginId && foldAddress(account.loginId)]
  return (await prepared<{ id: string }>(trx, lockedForAccount, values)).map((row) => row.id)
}

const candidates = {
  name: 'list-candidates',
  text: `
    select user_account.id as user_id, user_account.customer_id, user_account.enabled, user_account.email,
      microsoft_link.object_id as linked_object_id, exists (
        select from advanced_settings as own
        where own.customer_id = user_account.customer_id and own.azure_tenant_id = $2 and own.proved_at is not null
      ) as is_tenant_proved, ${standingColumns}
    from user_account
      left join microsoft_link on microsoft_link.user_id = user_account.id
        and microsoft_link.tenant_id = $2 and microsoft_link.ended_at is null
    where user_account.id = any($1::uuid[])`,
}

/** These users as the match needs them: their standing, their address, and their link in this tenant. */
export function listCandidates(trx: Trx, userIds: readonly string[], tenantId: string): Promise<Candidate[]> {
  return prepared<Candidate>(trx, candidates, [userIds, tenantId])
}

const vouching = {
  name: 'find-vouching',
  text: `
    select settings.tenant_saved_by_operator as is_by_operator,
      coalesce((
        select json_agg(json_build_object('userId', voucher.id, 'memberships', coalesce((
          select json_agg(json_build_object('locationId', location_id, 'role', role))
          from membership where membership.user_id = voucher.id
        ), '[]')))
        from user_account as voucher
        where voucher.id in (settings.tenant_saved_by, settings.proved_by) and voucher.enabled
          and voucher.customer_id = person.customer_id
      ), '[]') as vouchers,
      coalesce((
        select json_agg(json_build_object('role', role, 'place', array(
          select above.id from path_up(membership.location_id) as above order by height
        )))
        from membership where membership.user_id = person.id
      ), '[]') as held
    from user_account as person cross join lateral effective_settings(common_place(person.id)) as settings
    where person.id = $1`,
}

/** Who stands behind the tenant in force for a user, and what the user holds. */
export async function findVouching(db: Db | Trx, userId: string): Promise<Vouching> {
  const [found] = await prepared<Vouching>(db, vouching, [userId])
  return found ?? { isByOperator: false, vouchers: [], held: [] }
}

export async function insertLink(trx: Trx, link: Insertable<MicrosoftLink>): Promise<void> {
  await trx.insertInto('microsoftLink').values(link).execute()
}

const noted = {
  name: 'note-sign-in',
  text: `
    with used as (
      update microsoft_link set last_used_at = $4, login_id = coalesce($3, login_id)
      where user_id = $1 and tenant_id = $2 and ended_at is null
    )
    update user_account set last_sign_in_at = $4,
      language = case when language_chosen then language else coalesce($5, language) end
    where id = $1`,
}

/**
 * Notes that a user signed in through their link, the account's current login ID if it has one (R10), and the language
 * for mails until one is chosen (R24).
 */
export async function noteMicrosoftSignIn(
  trx: Trx,
  userId: string,
  account: Account,
  { language }: { language?: Language },
  now: Date,
): Promise<void> {
  await prepared(trx, noted, [userId, account.tenantId, account.loginId, now, language ?? null])
}

/** How many links of a user give access now. */
export async function countLinksOf(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('microsoftLink')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Of these users, those who are linked in the tenant in force where they belong: their account signs in. */
export async function listLinkedInForce(db: Db, userIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ userId: string }>`
    select link.user_id from microsoft_link as link
    where link.user_id = any(${userIds}::uuid[]) and link.ended_at is null
      and link.tenant_id = (select azure_tenant_id from effective_settings(common_place(link.user_id)))`.execute(
    db,
  )
  return new Set(rows.map(({ userId }) => userId))
}

/** Links that do not end: those made with the person's password, and those through this tenant. */
export type KeptLinks = { madeWithPassword: true; tenantId: string | null }

/** Ends the links of a user, and returns them. They stay on record and give no access (R10). */
export function endLinksOf(trx: Trx, userId: string, now: Date, kept?: KeptLinks) {
  return trx
    .updateTable('microsoftLink')
    .set({ endedAt: now })
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .$if(kept !== undefined, (query) =>
      query
        .where('madeWithPassword', '=', false)
        .where((eb) => eb.not(eb('tenantId', 'is not distinct from', kept?.tenantId ?? null))),
    )
    .returning(['tenantId', 'objectId', 'loginId'])
    .execute()
}
