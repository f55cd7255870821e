import { type Insertable, sql } from 'kysely'
import type { MicrosoftLink } from '#server/platform/database.generated.ts'
import { type Db, prepared, preparedTogether, type Trx } from '#server/platform/database.ts'
import { findHeld } from '#server/platform/held-locks.queries.ts'
import { lockInTurn } from '#server/platform/held-locks.ts'
import type { Account, Candidate } from '#server/policy/accounts.ts'
import { foldAddress } from '#server/policy/address.ts'
import type { Vouching } from '#server/policy/first-link.ts'
import { standingColumns, standingTables } from '#server/sessions/standings.queries.ts'

const couldBe = `
      select user_id from microsoft_link where tenant_id = $1 and object_id = $2 and ended_at is null
      union
      select id from user_account where email_folded = $3`

// PostgreSQL locks rows in the order in which they are written: the customer first, as everywhere.
const lockedForAccount = (name: string, ofCustomer: string) => ({
  name,
  text: `
    select user_account.id
    from user_account join customer on customer.id = user_account.customer_id
    where user_account.id in (${couldBe})
    order by user_account.customer_id, user_account.id
    for share of customer ${ofCustomer} for no key update of user_account skip locked`,
})
const locking = {
  now: lockedForAccount('lock-users-for-account', 'skip locked'),
  afterChanges: lockedForAccount('lock-users-for-account-after-changes', ''),
}

const candidateColumns = `
      user_account.id as user_id, user_account.customer_id, user_account.enabled, user_account.email,
      microsoft_link.object_id as linked_object_id, exists (
        select from advanced_settings as own
        where own.customer_id = user_account.customer_id and own.azure_tenant_id = $1 and own.proved_at is not null
      ) as is_tenant_proved, ${standingColumns}`

const candidateTables = `
      user_account
      left join microsoft_link on microsoft_link.user_id = user_account.id
        and microsoft_link.tenant_id = $1 and microsoft_link.ended_at is null
      ${standingTables}`

const candidatesForAccount = {
  name: 'list-candidates-for-account',
  text: `
    select (select count(*) from session where session.user_id = user_account.id) as open_sessions, ${candidateColumns}
    from ${candidateTables}
    where user_account.id in (${couldBe})`,
}

/** A user whom an account could be, and how many sessions that user has. */
export type LockedCandidate = Candidate & { openSessions: number }

/**
 * The users whom this account could be, in every customer: linked with it, or with its address. Locks them and shares
 * the lock of their customers' policy, as `lockUsers` does, and then reads them as the match needs them: their
 * standing, their address, and their link in this tenant. Both are sent together, and the second is read once the locks
 * are held, so that it includes what changed while we waited.
 */
export async function lockCandidates(trx: Trx, account: Account): Promise<LockedCandidate[]> {
  const values = [account.tenantId, account.objectId, account.loginId && foldAddress(account.loginId)]
  const isLocked = (locked: { id: string }[]) => {
    const ids = new Set(locked.map(({ id }) => id))
    return ({ userId }: LockedCandidate) => ids.has(userId)
  }
  const [, found] = await lockInTurn(trx, {
    what: (db) => findHeld(db, usersOf(account)),
    isShared: true,
    table: 'customer',
    take: (wait) =>
      preparedTogether<{ id: string }, LockedCandidate>(
        trx,
        [wait ? locking.afterChanges : locking.now, values],
        [candidatesForAccount, values],
      ),
    // Someone who became one in between is not locked either, and this sign-in is repeated.
    isIncomplete: ([locked, all]) => !all.every(isLocked(locked)),
  })
  return found
}

function usersOf({ tenantId, objectId, loginId }: Account) {
  return sql`
    select id, customer_id from user_account
    where email_folded = ${loginId && foldAddress(loginId)} or id in (
      select user_id from microsoft_link where tenant_id = ${tenantId} and object_id = ${objectId} and ended_at is null
    )`
}

const candidates = {
  name: 'list-candidates',
  text: `select ${candidateColumns} from ${candidateTables} where user_account.id = any($2::uuid[])`,
}

/** These users as the match needs them, not locked: nothing may be decided with them. */
export function listCandidates(trx: Trx, userIds: readonly string[], tenantId: string): Promise<Candidate[]> {
  return prepared<Candidate>(trx, candidates, [tenantId, userIds])
}

const vouching = {
  name: 'find-vouching',
  text: `
    select person.id as user_id, settings.tenant_saved_by_operator as is_by_operator,
      coalesce((
        select json_agg(json_build_object('userId', voucher.id, 'memberships', coalesce((
          select json_agg(json_build_object('locationId', location_id, 'role', role))
          from membership where membership.user_id = voucher.id
        ), '[]')))
        from user_account as voucher
        where voucher.id in (settings.tenant_saved_by, settings.proved_by) and voucher.enabled
          and not has_ended(voucher.ends_on, $2)
          and voucher.customer_id = person.customer_id
      ), '[]') as vouchers,
      coalesce((
        select json_agg(json_build_object('role', role, 'place', array(
          select above.id from path_up(membership.location_id) as above order by height
        )))
        from membership where membership.user_id = person.id
      ), '[]') as held
    from user_account as person cross join lateral effective_settings(common_place(person.id)) as settings
    where person.id = any($1::uuid[])`,
}

/** Who stands behind the tenant in force for a user, and what the user holds. */
export async function findVouching(db: Db | Trx, userId: string, now: Date): Promise<Vouching> {
  return (
    (await listVouchings(db, [userId], now)).get(userId) ?? { isByOperator: false, vouchers: [], held: [] }
  )
}

/** The same of many users. */
export async function listVouchings(
  db: Db | Trx,
  userIds: readonly string[],
  now: Date,
): Promise<Map<string, Vouching>> {
  const found = await prepared<Vouching & { userId: string }>(db, vouching, [userIds, now])
  return new Map(found.map(({ userId, ...one }) => [userId, one]))
}

/** Makes a link, as a first sign-in does. */
export async function insertLink(trx: Trx, link: Insertable<MicrosoftLink>): Promise<void> {
  await trx.insertInto('microsoftLink').values(link).execute()
  await sql`update user_account set shown_email = email where id = ${link.userId}`.execute(trx)
}

type NotedSignIn = Record<'userId' | 'tenantId' | 'loginId' | 'now' | 'language', string>

/**
 * Parts of the statement that completes a sign-in: note that the user signed in through their link, the account's
 * current login ID if it has one (R10), and the language for mails until one is chosen (R24). Microsoft has named the
 * person by their address, so they read mail there (R35). The parameters are as `$1`, and `when` is a condition.
 */
export const signInNoted = (at: NotedSignIn, when: string) => `
    used as (
      update microsoft_link set last_used_at = ${at.now}, login_id = coalesce(${at.loginId}, login_id)
      where user_id = ${at.userId} and tenant_id = ${at.tenantId} and ended_at is null and ${when}
    ),
    noted as (
      update user_account set last_sign_in_at = ${at.now}, shown_email = email,
        language = case when language_chosen then language else coalesce(${at.language}, language) end
      where id = ${at.userId} and ${when}
    )`

/** The same for the first sign-in, which makes the link (R10). It is made once for each row of `from`. */
export const linkMade = (
  at: Record<
    'id' | 'customerId' | 'userId' | 'tenantId' | 'objectId' | 'loginId' | 'now' | 'madeWithPassword',
    string
  >,
  from: string,
) => `
    linked as (
      insert into microsoft_link
        (id, customer_id, user_id, tenant_id, object_id, login_id, linked_at, last_used_at, made_with_password)
      select ${at.id}::uuid, ${at.customerId}::uuid, ${at.userId}::uuid, ${at.tenantId}::uuid, ${at.objectId}::uuid,
        ${at.loginId}, ${at.now}::timestamptz, ${at.now}::timestamptz, ${at.madeWithPassword}::boolean
      from ${from}
    )`

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

/** Ends the links of some users, and returns them. They stay on record and give no access (R10). */
export function endLinksOf(trx: Trx, userIds: readonly string[], now: Date, kept?: KeptLinks) {
  return trx
    .updateTable('microsoftLink')
    .set({ endedAt: now })
    .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
    .where('endedAt', 'is', null)
    .$if(kept !== undefined, (query) =>
      query
        .where('madeWithPassword', '=', false)
        .where((eb) => eb.not(eb('tenantId', 'is not distinct from', kept?.tenantId ?? null))),
    )
    .returning(['userId', 'tenantId', 'objectId', 'loginId'])
    .execute()
}
