import { sql } from 'kysely'
import { type Reader, reader } from '#server/mail/readers.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { rolesThatMay } from '#shared/permissions.ts'
import type { Refusal } from '#shared/refusals.ts'

/** A person's request for help with signing in, as its managers are told of it. */
export type HelpRequest = {
  attemptId: string
  customerId: string
  reference: string
  code: Refusal
  saidCode: Refusal | null
  personId: string | null
  personName: string | null
  chainId: string | null
}

/**
 * Takes the requests of which the managers were not told yet, of customers that were told of none since a moment: what
 * comes meanwhile waits, and is told together. While a customer is suspended, its managers cannot help. Each is taken
 * once, whichever instance asks.
 *
 * @param since requests before it are too old to be told.
 */
export async function takeUntold(
  trx: Trx,
  now: Date,
  { quietSince, since }: { quietSince: Date; since: Date },
): Promise<HelpRequest[]> {
  const { rows } = await sql<HelpRequest>`
    with due as (
      select distinct untold.customer_id from sign_in_attempt_customer as untold
      where untold.asked_at is not null and untold.told_at is null
        and not exists (select from customer where id = untold.customer_id and suspended_at is not null)
        and not exists (
          select from sign_in_attempt_customer as told
          where told.customer_id = untold.customer_id and told.told_at > ${quietSince}
        )
      limit 50
    ),
    taken as (
      select customer_id, attempt_id from sign_in_attempt_customer
      where asked_at is not null and told_at is null and customer_id in (select customer_id from due)
      order by customer_id, attempt_id limit 1000 for update skip locked
    ),
    told as (
      update sign_in_attempt_customer as concerned set told_at = ${now} from taken
      where concerned.customer_id = taken.customer_id and concerned.attempt_id = taken.attempt_id
      returning concerned.*
    )
    select told.attempt_id, told.customer_id, attempt.reference, told.code, told.said_code, person.id as person_id,
      person_name(person) as person_name, chain.id as chain_id
    from told
      join sign_in_attempt as attempt on attempt.id = told.attempt_id
      left join user_account as person
        on person.id = coalesce(told.user_id, told.hinted_user_id) and person.customer_id = told.customer_id
      left join location as chain on chain.id = attempt.chain_id and chain.customer_id = told.customer_id
    where told.is_listed and told.code is not null and told.asked_at > ${since}
    order by told.asked_at`.execute(trx)
  return rows
}

/**
 * The managers who are mailed about requests, each with those requests that concern a user or a chain in their branch, by
 * their position.
 */
export async function listHelpers(
  db: Db | Trx,
  customerId: string,
  requests: readonly Pick<HelpRequest, 'personId' | 'chainId'>[],
  now: Date,
): Promise<(Reader & { requests: number[] })[]> {
  const asked = requests.map(({ personId, chainId }, number) => ({
    number,
    person_id: personId,
    chain_id: chainId,
  }))
  const { rows } = await sql<Reader & { requests: number[] }>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (number int, person_id uuid, chain_id uuid)
    ),
    place as (
      select number, location_id from asked join membership on membership.user_id = asked.person_id
      union select number, chain_id from asked where person_id is null and chain_id is not null
    ),
    above as (select distinct number, up.id from place cross join lateral path_up(place.location_id) as up)
    select ${reader}, array_agg(distinct above.number order by above.number) as requests
    from above
      join membership as held on held.location_id = above.id and held.role = any(${rolesThatMay('user.change')}::text[])
      join user_account on user_account.id = held.user_id
    where user_account.customer_id = ${customerId} and user_account.enabled and user_account.help_mails
      and not has_ended(user_account.ends_on, ${now})
    group by user_account.id
    order by user_account.id`.execute(db)
  return rows
}
