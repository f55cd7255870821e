import { sql } from 'kysely'
import type { Db } from '#server/platform/database.ts'
import type { StartDay } from '#server/policy/start-day.ts'
import { managerRoles } from '#shared/roles.ts'

/**
 * The next wave of a roll-out that will close the password to a user, how many days before it people are told, and with which
 * address they sign in then. Nothing for managers, who keep it, for people whose exception by name lasts beyond its day, and for anyone who is
 * linked already and so knows the way (R36).
 */
export async function findUnpreparedWave(
  db: Db,
  userId: string,
): Promise<(StartDay & { noticeDaysBefore: number; email: string }) | undefined> {
  const { rows } = await sql<StartDay & { noticeDaysBefore: number; email: string }>`
    select wave.starts_on, time_zone_of(wave.chain_id) as time_zone, wave.notice_days_before, user_account.email
    from membership
      join user_account on user_account.id = membership.user_id
      cross join lateral effective_settings(membership.location_id) as settings
      cross join lateral jsonb_array_elements(settings.upcoming_waves) as upcoming
      join roll_out_wave as wave on wave.customer_id = membership.customer_id
        and wave.chain_id = (upcoming ->> 'chainId')::uuid and wave.starts_on = (upcoming ->> 'startsOn')::date
    where membership.user_id = ${userId}
      and not exists (
        select from membership as other where other.user_id = ${userId} and other.role = any(${managerRoles})
      )
      and not exists (select from microsoft_link where microsoft_link.user_id = ${userId} and ended_at is null)
      and not exists (
        select from password_exception as exception
        where exception.customer_id = membership.customer_id and exception.user_id = ${userId}
          and exception.ends_on > wave.starts_on
      )
    order by wave.starts_on limit 1`.execute(db)
  return rows[0]
}
