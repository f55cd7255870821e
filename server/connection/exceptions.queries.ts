import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { StartDay } from '#server/policy/start-day.ts'

/** An exception from mandatory authentication, as managers see it. */
export type ExceptionRow = {
  userId: string
  username: string
  email: string
  name: string
  reason: string
  endsOn: string
  madeAt: Date
  madeBy: string | null
  /** Null if it was not a person, or one who was removed. */
  madeByName: string | null
}

type Chain = { id: string; customerId: string }

/** The exceptions of a chain, those that end first on top; also those that have ended. */
export async function listExceptions(
  db: Db | Trx,
  { id, customerId }: Chain,
  userId?: string,
): Promise<ExceptionRow[]> {
  const { rows } = await sql<ExceptionRow>`
    select exception.user_id, person.username, person.email, person_name(person) as name, exception.reason,
      exception.ends_on, exception.made_at, exception.made_by, person_name(maker) as made_by_name
    from password_exception as exception
      join user_account as person on person.id = exception.user_id
      left join user_account as maker on maker.id = exception.made_by and maker.customer_id = exception.customer_id
    where exception.customer_id = ${customerId} and exception.chain_id = ${id}
      ${userId === undefined ? sql`` : sql`and exception.user_id = ${userId}`}
    order by exception.ends_on, person.username_folded`.execute(db)
  return rows
}

/** Makes or changes an exception. People who were told that it ends soon are told again. */
export async function saveException(
  trx: Trx,
  { id, customerId }: Chain,
  exception: { userId: string; reason: string; endsOn: string; madeAt: Date; madeBy: string | null },
): Promise<void> {
  const { userId, reason, endsOn, madeAt, madeBy } = exception
  await sql`
    insert into password_exception (customer_id, user_id, chain_id, reason, ends_on, made_at, made_by)
    values (${customerId}, ${userId}, ${id}, ${reason}, ${endsOn}, ${madeAt}, ${madeBy})
    on conflict (customer_id, user_id, chain_id) do update
      set reason = excluded.reason, ends_on = excluded.ends_on, made_at = excluded.made_at, made_by = excluded.made_by,
        told_at = null`.execute(trx)
}

export async function deleteException(trx: Trx, { id, customerId }: Chain, userId: string): Promise<void> {
  await trx
    .deleteFrom('passwordException')
    .where('customerId', '=', customerId)
    .where('chainId', '=', id)
    .where('userId', '=', userId)
    .execute()
}

/**
 * For each role of a user in this chain or below it: the chains above this one that ask for Microsoft there, now
 * (`isOnAbove`) or from a day on. Without a role in the chain, none.
 */
export async function listHeldInChain(
  trx: Trx,
  { id, customerId }: Chain,
  userId: string,
): Promise<{ isOnAbove: boolean; wavesAbove: StartDay[] }[]> {
  const { rows } = await sql<{ isOnAbove: boolean; wavesAbove: StartDay[] }>`
    with above as (select up.id from path_up(${id}) as up where up.height > 0)
    select settings.mandatory_authentication_from in (select id from above) is true as is_on_above, coalesce((
      select jsonb_agg(wave) from jsonb_array_elements(settings.upcoming_waves) as wave
      where (wave ->> 'chainId')::uuid in (select id from above)
    ), '[]') as waves_above
    from membership cross join lateral effective_settings(membership.location_id) as settings
    where membership.customer_id = ${customerId} and membership.user_id = ${userId}
      and membership.location_id in (select id from branch_of(${customerId}, array[${id}]::uuid[]))`.execute(
    trx,
  )
  return rows
}

export type EndingException = {
  customerId: string
  userId: string
  chainId: string
  chain: string
  reason: string
  endsOn: string
}

/**
 * Takes the exceptions that end before a day and of which no manager was told, and notes that they were. A few at a
 * time; what another instance has taken is left out, and what is a suspended customer's waits until it is resumed.
 */
export async function takeEndingExceptions(
  trx: Trx,
  { after, until, now }: { after: string; until: string; now: Date },
): Promise<EndingException[]> {
  const { rows } = await sql<EndingException>`
    with ending as (
      select customer_id, user_id, chain_id from password_exception
      where told_at is null and ends_on > ${after}::date and ends_on <= ${until}::date
        and not exists (select from customer where id = customer_id and suspended_at is not null)
      order by customer_id, user_id, chain_id limit 100 for update skip locked
    )
    update password_exception as exception set told_at = ${now}
    from ending, location as chain
    where exception.customer_id = ending.customer_id and exception.user_id = ending.user_id
      and exception.chain_id = ending.chain_id and chain.id = exception.chain_id
    returning exception.customer_id, exception.user_id, exception.chain_id, chain.name as chain, exception.reason, exception.ends_on`.execute(
    trx,
  )
  return rows
}
