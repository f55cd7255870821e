import { sql } from 'kysely'
import { type Db, preparedAs, type Trx } from '#server/platform/database.ts'
import { findHeld, lockRows } from '#server/platform/held-locks.queries.ts'
import { partsOf } from '#server/platform/slices.ts'
import type { Standing } from '#server/policy/doors.ts'
import { standingAt } from '#server/policy/roll-out.ts'
import { managerRoles } from '#shared/roles.ts'

/** What the rules need to know about a user who signs in. */
export type UserStanding = Standing & { userId: string; customerId: string }

/**
 * Locks these users, and shares the lock of their customers' policy, until the transaction ends. What is read after
 * this stays true until the session it allows is made. A change of policy locks the customer's row for update.
 */
export async function lockUsers(trx: Trx, userIds: readonly string[]): Promise<void> {
  const ids = sql`select unnest(${userIds}::uuid[])`
  const users = sql`select id, customer_id from user_account where id = any(${userIds}::uuid[])`
  const what = (db: Db) => findHeld(db, users)
  // Customers first, as a change of policy does, and all in the order of their IDs.
  const customers = sql`select customer_id from user_account where id = any(${userIds}::uuid[])`
  await lockRows(trx, { what, isShared: true, table: 'customer', ids: customers })
  await lockRows(trx, { what, isShared: false, table: 'user_account', ids })
}

/**
 * Columns: the end of the account, whether its customer is suspended, the tenant in force at the user's chain, which is the
 * nearest above everything that `user_account` holds (R12), and the memberships, each with the policies in force where the
 * role is held (R5), in the shape of `Standing` once they have passed `standingAt`. For statements that read more about a
 * user at the same time, from `standingTables` besides `user_account`.
 */
export const standingColumns = `
  user_account.ends_on,
  (select suspended_at is not null from customer where customer.id = user_account.customer_id) as suspended,
  standing.common_tenant_id, standing.memberships`

/**
 * What `standingColumns` are read from, after `user_account`. What is in force at a place takes PostgreSQL longer than all
 * the rest of a standing, so for the one place where almost everyone has their only role, it is asked for once. For others,
 * the function is called where columns stand: in the place of a table it would become a part of the statement, and cost
 * those who do not need it almost as much.
 */
export const standingTables = `
  cross join lateral (
    select
      case when count(*) = 1 then (array_agg(settings.azure_tenant_id))[1]
        else (select (effective_settings(common_place(user_account.id))).azure_tenant_id)
      end as common_tenant_id,
      coalesce(json_agg(json_build_object(
        'role', membership.role,
        'mandatoryAuthentication', settings.mandatory_authentication,
        'rehearsal', settings.rehearsal_since is not null,
        'secondFactorDay', case when settings.second_factor_required_from is not null then json_build_object(
          'startsOn', settings.second_factor_required_from, 'timeZone', time_zone_of(settings.second_factor_required_by)
        ) end,
        'upcomingWaves', waves_for(user_account.customer_id, user_account.id, settings.upcoming_waves),
        'exceptionEndsOn', (
          select max(exception.ends_on) from password_exception as exception
          where exception.customer_id = user_account.customer_id and exception.user_id = user_account.id
            and exception.chain_id in (
              select up.id from path_up(coalesce(settings.mandatory_authentication_from, membership.location_id)) as up
            )
        )
      )), '[]') as memberships
    from membership cross join lateral effective_settings(membership.location_id) as settings
    where membership.user_id = user_account.id
  ) as standing`

/** The standing of these users at a moment. */
export async function listStandings(
  db: Db | Trx,
  userIds: readonly string[],
  now: Date,
): Promise<UserStanding[]> {
  const query = sql<UserStanding>`
    select user_account.id as user_id, user_account.customer_id, user_account.enabled, ${sql.raw(standingColumns)}
    from user_account ${sql.raw(standingTables)}
    -- Unnested by PostgreSQL itself: otherwise it plans again for every length of the list, which takes longer than the query.
    where user_account.id = any(array(select unnest(${userIds}::uuid[])))`
  const rows = await preparedAs(db, 'standings', query)
  return rows.map((stored) => standingAt(stored, now))
}

/** Users of whom the rules are asked in one statement, where it is many. */
const askedAtOnce = 200

/**
 * The same of many users of a customer. Those who hold the same, and whom no exception names, have the same standing, which
 * is asked for once: an import brings thousands of people into few locations, and holds the customer's lock meanwhile.
 */
export async function listStandingsOfMany(
  db: Db | Trx,
  userIds: readonly string[],
  now: Date,
): Promise<Map<string, UserStanding>> {
  const { rows } = await sql<{ id: string; enabled: boolean; endsOn: string | null; like: string }>`
    select id, enabled, ends_on, case
      when exists (
        select from password_exception as exception
        where exception.customer_id = user_account.customer_id and exception.user_id = user_account.id
      ) then id::text
      else coalesce((
        select string_agg(location_id::text || role, ' ' order by location_id) from membership
        where user_id = user_account.id
      ), '')
    end as "like"
    from user_account where id = any(${userIds}::uuid[])`.execute(db)
  const firstLike = new Map<string, string>()
  for (const { id, like } of rows) if (!firstLike.has(like)) firstLike.set(like, id)
  const asked = new Map<string, UserStanding>()
  for (const some of partsOf([...firstLike.values()], askedAtOnce))
    for (const standing of await listStandings(db, some, now)) asked.set(standing.userId, standing)
  return new Map(
    rows.flatMap(({ id: userId, enabled, endsOn, like }): [string, UserStanding][] => {
      const standing = asked.get(firstLike.get(like) ?? '')
      return standing ? [[userId, { ...standing, userId, enabled, endsOn }]] : []
    }),
  )
}

/** The first day, as `2027-01-31`, on which a wave that has not begun closes the password to a user; null for managers. */
export async function findNextWave(db: Db | Trx, userId: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select min(wave ->> 'startsOn') as day
    from membership
      cross join lateral effective_settings(membership.location_id) as settings
      cross join lateral jsonb_array_elements(settings.upcoming_waves) as wave
    where membership.user_id = ${userId} and not exists (
      select from membership as other where other.user_id = ${userId} and other.role = any(${managerRoles})
    )`.execute(db)
  return rows[0]?.day ?? null
}
