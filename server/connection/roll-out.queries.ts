import { sql } from 'kysely'
import { deleteRollOut } from '#server/locations/locations.queries.ts'
import { foldedAddress } from '#server/platform/addresses.queries.ts'
import { type Db, preparedAs, type Trx } from '#server/platform/database.ts'
import { naturalOrder } from '#server/platform/natural-order.queries.ts'
import type { Remedy, WaveSignIn } from '#server/policy/roll-out-pause.ts'
import type { Refusal } from '#shared/refusals.ts'
import { managerRoles } from '#shared/roles.ts'

/**
 * Why a wave was paused by itself: how many people were refused, and who for which reason. By their IDs, so that the
 * name of a person who is erased is not kept here (R39).
 */
export type PauseCause = { refused: number; causes: { code: Refusal; userIds: string[] }[] }

export type WaveRow = {
  id: string
  locationIds: string[]
  startsOn: string
  noticeDaysBefore: number
  begunAt: Date | null
  /** When its people were told. */
  noticedAt: Date | null
  /** Of its people, who are told in the order of their IDs, the last one who was; null before and afterwards. */
  noticedUpTo: string | null
  pausedAt: Date | null
  pausedBecause: PauseCause | null
}

type Chain = { id: string; customerId: string }

/** The waves of a chain's plan, by their day. */
export async function listWaves(db: Db | Trx, { id, customerId }: Chain): Promise<WaveRow[]> {
  const { rows } = await sql<WaveRow>`
    select wave.id, starts_on, notice_days_before, begun_at, noticed_at, noticed_up_to, paused_at, paused_because, coalesce((
      select array_agg(branch.location_id order by ${naturalOrder(sql`location.name`)}, location.id)
      from roll_out_branch as branch join location on location.id = branch.location_id
      where branch.customer_id = wave.customer_id and branch.wave_id = wave.id
    ), '{}') as location_ids
    from roll_out_wave as wave
    where wave.customer_id = ${customerId} and wave.chain_id = ${id}
    order by starts_on`.execute(db)
  return rows
}

/** Writes a whole plan in place of the one before. */
export async function saveWaves(
  trx: Trx,
  { id: chainId, customerId }: Chain,
  waves: readonly WaveRow[],
  now: Date,
): Promise<void> {
  await deleteRollOut(trx, { id: chainId, customerId })
  if (waves.length === 0) return
  await trx.insertInto('rollOut').values({ customerId, chainId, plannedAt: now }).execute()
  await trx
    .insertInto('rollOutWave')
    .values(
      waves.map(({ locationIds: _, pausedBecause, ...wave }) => ({
        ...wave,
        customerId,
        chainId,
        pausedBecause: pausedBecause === null ? null : JSON.stringify(pausedBecause),
      })),
    )
    .execute()
  const branches = waves.flatMap(({ id: waveId, locationIds }) =>
    locationIds.map((locationId) => ({ customerId, waveId, locationId })),
  )
  if (branches.length > 0) await trx.insertInto('rollOutBranch').values(branches).execute()
}

export async function setPaused(
  trx: Trx,
  { customerId, waveId }: { customerId: string; waveId: string },
  pausedAt: Date,
  because: PauseCause | null,
): Promise<void> {
  await trx
    .updateTable('rollOutWave')
    .set({ pausedAt, pausedBecause: because && JSON.stringify(because) })
    .where('customerId', '=', customerId)
    .where('id', '=', waveId)
    .execute()
}

/** Lets paused waves go on. What is watched of them begins again. */
export async function clearPauses(trx: Trx, { id: chainId, customerId }: Chain, now: Date): Promise<void> {
  await trx
    .updateTable('rollOutWave')
    .set({
      begunAt: sql`case when begun_at is not null then ${now}::timestamptz end`,
      pausedAt: null,
      pausedBecause: null,
    })
    .where('customerId', '=', customerId)
    .where('chainId', '=', chainId)
    .where('pausedAt', 'is not', null)
    .execute()
}

export async function setBegun(trx: Trx, customerId: string, waveIds: readonly string[], begunAt: Date) {
  await trx
    .updateTable('rollOutWave')
    .set({ begunAt })
    .where('customerId', '=', customerId)
    .where('id', 'in', waveIds)
    .execute()
}

/** The chains with a wave that has not begun, and whose day has come somewhere on earth (UTC+14). */
export async function listChainsToBegin(db: Db, now: Date): Promise<Chain[]> {
  const { rows } = await sql<Chain>`
    select distinct chain_id as id, customer_id from roll_out_wave
    where begun_at is null and paused_at is null
      and starts_on <= ((${now}::timestamptz at time zone 'UTC') + interval '14 hours')::date`.execute(db)
  return rows
}

/** What is in a chain: itself and everything below it. */
export async function listInChain(db: Db | Trx, { id, customerId }: Chain): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string
  }>`select id from branch_of(${customerId}, array[${id}]::uuid[])`.execute(db)
  return new Set(rows.map((row) => row.id))
}

/**
 * Locks a wave whose people are being told, so that no one else tells them until this transaction ends.
 *
 * @returns up to whom they were; undefined where there is no one left to tell: the plan is another one, paused, or
 *   begun.
 */
export async function takeWaveToTell(
  trx: Trx,
  { id, customerId }: Chain,
  waveId: string,
): Promise<{ noticedUpTo: string | null } | undefined> {
  const { rows } = await sql<{ noticedUpTo: string | null }>`
    select noticed_up_to from roll_out_wave
    where customer_id = ${customerId} and id = ${waveId} and noticed_at is null and begun_at is null
      and not exists (
        select from roll_out_wave as other
        where other.customer_id = ${customerId} and other.chain_id = ${id} and other.paused_at is not null
      )
    for no key update`.execute(trx)
  return rows[0]
}

/** Notes up to whom the people of a wave are told, or when all of them were. */
export async function setNoticed(
  trx: Trx,
  customerId: string,
  waveId: string,
  noticed: Pick<WaveRow, 'noticedAt' | 'noticedUpTo'>,
): Promise<void> {
  await trx
    .updateTable('rollOutWave')
    .set(noticed)
    .where('customerId', '=', customerId)
    .where('id', '=', waveId)
    .execute()
}

/**
 * The chains with a wave whose people were not told, and may have to be: on the day of the notice somewhere on earth.
 * People of a suspended customer are told once it is resumed.
 */
export async function listChainsToTell(db: Db, now: Date): Promise<Chain[]> {
  const { rows } = await sql<Chain>`
    select distinct chain_id as id, customer_id from roll_out_wave
    where begun_at is null and paused_at is null and noticed_at is null and notice_days_before > 0
      and starts_on - notice_days_before <= ((${now}::timestamptz at time zone 'UTC') + interval '14 hours')::date
      and not exists (select from customer where id = customer_id and suspended_at is not null)`.execute(db)
  return rows
}

/** The domains of the accounts with which the people of a customer are linked. */
export async function listLinkedDomains(db: Db | Trx, customerId: string): Promise<Set<string>> {
  const { rows } = await sql<{ domain: string }>`
    select distinct lower(split_part(login_id, '@', 2)) as domain from microsoft_link
    where customer_id = ${customerId} and ended_at is null`.execute(db)
  return new Set(rows.map(({ domain }) => domain))
}

/** The waves that are in force since a moment after this. */
export async function listWatchedWaves(
  db: Db,
  begunAfter: Date,
): Promise<{ id: string; chainId: string; customerId: string; begunAt: Date }[]> {
  const { rows } = await sql<{ id: string; chainId: string; customerId: string; begunAt: Date }>`
    select id, chain_id, customer_id, begun_at from roll_out_wave
    where begun_at > ${begunAfter} and paused_at is null`.execute(db)
  return rows
}

/** A code or, where TMAS heard no more of the attempt, what the person says that Microsoft's page said (R17). */
const asSaid = (code: string) => sql`
  case when ${sql.raw(code)} in ('not_returned', 'popup_closed') then coalesce(attempt.said_code, ${sql.raw(code)})
    else ${sql.raw(code)} end`

/** Keeps PostgreSQL from reading a whole table for the few rows that are asked about. */
const oneByOne = sql.raw('offset 0')

/** Any other customer or person whom an attempt is known to concern. */
const another = (customerId: string, userId: string) => sql`
  select from sign_in_attempt_customer as other
  where other.attempt_id = attempt.id and not other.unproven
    and (other.customer_id <> ${customerId} or other.user_id <> ${sql.ref(userId)}) ${oneByOne}`

/** Minutes for which a right password says whose sign-in with Microsoft follows in the same browser. */
const follows = 20

/** A sign-in, and of which tenant an account says that it was theirs; null: no account does. */
export type TriedInWave = Omit<WaveSignIn, 'isProved'> & { tenantId: string | null }

/**
 * How the people of a wave who are below the manager levels have fared with Microsoft since a moment, and how many
 * people they are.
 *
 * A stranger can start sign-ins with anyone's address, so a refusal counts only if something says whose it was: an
 * account of the person's own tenant, a browser that is theirs alone, or the person's right password, refused because
 * of the wave, in the same browser (by network and name) shortly before (R34). What is known to be someone else's, or
 * of another customer, is not looked at (R31).
 */
export async function listSignInsOfWave(
  db: Db,
  wave: WatchedWave,
  since: Date,
  now: Date,
): Promise<{ people: number; signIns: TriedInWave[] }> {
  // It runs every few seconds for each wave.
  const rows = await preparedAs(db, 'sign-ins-of-wave', signInsOfWave(wave, since, now))
  return { people: rows[0]?.people ?? 0, signIns: rows }
}

type WatchedWave = { id: string; chainId: string; customerId: string }

/** The statement of `listSignInsOfWave`. */
export const signInsOfWave = ({ id, chainId, customerId }: WatchedWave, since: Date, now: Date) =>
  sql<TriedInWave & { people: number }>`
    with people as materialized (
      -- Whose password still opens the door is not shut out, but what they met before counts.
      select person.id, person.email_folded, (
        select min(made_at) from password_exception as exception
        where exception.customer_id = ${customerId} and exception.user_id = person.id
          and exception.chain_id in (select id from path_up(${chainId}))
          and exception.ends_on > (${now}::timestamptz at time zone 'UTC')::date
      ) as excepted_at
      from user_account as person
      where person.enabled and person.id in (
        select membership.user_id from branch_of(${customerId}, (
          select array_agg(location_id) from roll_out_branch where customer_id = ${customerId} and wave_id = ${id}
        )) as place join membership on membership.location_id = place.id
      ) and not exists (
        select from membership where membership.user_id = person.id and role = any(${managerRoles})
      )
    ),
    tried as materialized (
      select concerned.user_id, ${asSaid('coalesce(concerned.code, attempt.code)')} as code, attempt.door,
        attempt.outcome, attempt.ended_at, attempt.network, attempt.user_agent, attempt.tenant_id, attempt.object_id,
        attempt.outage, attempt.state_hash
      from people
        -- By the only condition that an index has. What is not known to be theirs is only a hint.
        join sign_in_attempt_customer as concerned on coalesce(concerned.user_id, concerned.hinted_user_id) = people.id
          and concerned.user_id = people.id and not concerned.unproven and concerned.customer_id = ${customerId}
          and concerned.attempt_started_at >= ${since}::timestamptz - interval '1 hour'
        join sign_in_attempt as attempt on attempt.id = concerned.attempt_id
      where attempt.ended_at >= ${since} and attempt.outcome <> 'pending' and attempt.purpose = 'sign_in'
    ),
    told as (select * from tried where door = 'password' and code = 'microsoft_required'),
    followed as (
      select distinct on (attempt.id) told.user_id, attempt.id, attempt.browser_user_id, attempt.outage,
        ${asSaid('attempt.code')} as code, coalesce(attempt.returned_at, attempt.started_at) as back_at
      from told join sign_in_attempt as attempt on attempt.network = told.network and attempt.outcome <> 'succeeded'
        and attempt.started_at between told.ended_at and told.ended_at + ${follows} * interval '1 minute'
        and attempt.user_agent = told.user_agent
      where attempt.outcome = 'refused' and attempt.door = 'microsoft' and attempt.purpose = 'sign_in'
        and (attempt.user_id is null or attempt.user_id = told.user_id)
        and not exists (${another(customerId, 'told.userId')})
        -- In one network many browsers look alike. Who types their own address in their own is not who was told.
        and not exists (
          select from user_account as owner
          where owner.id = attempt.browser_user_id and owner.id <> told.user_id
            and owner.email_folded = ${foldedAddress('attempt.login_hint')}
        )
      order by attempt.id, told.ended_at desc
    ),
    -- In a browser of their own: with an account of their own tenant that is no one's here, or with an address that they
    -- typed on a page of ours, unless it is someone else's. What another page began has none until they ask for help.
    at_home as (
      select people.id as user_id, attempt.outage, ${asSaid('attempt.code')} as code,
        coalesce(attempt.returned_at, attempt.started_at) as back_at
      from people
        join sign_in_attempt as attempt on attempt.browser_user_id = people.id and attempt.ended_at >= ${since}
      where attempt.outcome = 'refused' and attempt.door = 'microsoft' and attempt.purpose = 'sign_in'
        and attempt.state_hash is not null and (attempt.user_id is null or attempt.user_id = people.id)
        and (
          attempt.tenant_id is null and attempt.object_id is null and attempt.login_hint is not null
          or attempt.tenant_id = (select azure_tenant_id from effective_settings(common_place(people.id)))
        )
        and (
          attempt.chain_id is null
          or exists (select from location where id = attempt.chain_id and customer_id = ${customerId})
        )
        and (
          ${foldedAddress('attempt.login_hint')} = people.email_folded
          or not exists (
            select from user_account where email_folded = ${foldedAddress('attempt.login_hint')} ${oneByOne}
          )
        )
        and not exists (${another(customerId, 'people.id')})
        and not exists (select from followed where followed.id = attempt.id and followed.user_id <> people.id)
    ),
    -- Made once, not once for each person, even where PostgreSQL expects but one of them.
    known as materialized (
      select user_id, ended_at as at, case when outcome = 'refused' then code end as code, tenant_id,
        false as is_own_browser, outage is not null as is_outage
      from tried
      -- A refused confirmation has no state. Its account is that of the session, and not a token's.
      where door = 'microsoft' and object_id is not null and (outcome = 'succeeded' or state_hash is not null)
      union all
      select user_id, back_at, code, null, code <> 'not_returned' and browser_user_id is not distinct from user_id,
        outage is not null
      from followed
      union all
      -- Who left Microsoft's page without a word may have gone for a coffee.
      select user_id, back_at, code, null, true, outage is not null from at_home where code <> 'not_returned'
    )
    select known.user_id, known.at, known.code, known.tenant_id, known.is_own_browser, known.is_outage,
      people.excepted_at is not null as is_excepted,
      (select count(*) from people where excepted_at is null) as people
    from known join people on people.id = known.user_id
    where known.at >= ${since}
      -- What someone meets while they already have another way in was to be expected.
      and (people.excepted_at is null or known.code is null or known.at <= people.excepted_at)`

/**
 * Of these users, by their ID: which tenant their accounts are of, and when a manager last changed what may have kept
 * them out.
 */
export async function listCircumstances(
  db: Db,
  customerId: string,
  userIds: readonly string[],
  { since, now }: { since: Date; now: Date },
): Promise<Map<string, Remedy & { tenantId: string | null }>> {
  const query = sql<Remedy & { userId: string; tenantId: string | null }>`
    with change as materialized (
      select at, (detail ->> 'locationId')::uuid as location_id from audit_record
      where customer_id = ${customerId} and action in ('settings.changed', 'location.moved') and at > ${since}
        and (
          action = 'location.moved'
          or detail -> 'before' ->> 'azureTenantId' is distinct from detail -> 'after' ->> 'azureTenantId'
        )
    )
    select person.id as user_id, settings.azure_tenant_id as tenant_id, own.helped, greatest(own.changed, (
      select max(ends_on)::timestamp at time zone 'UTC' from password_exception as exception
      where exception.customer_id = ${customerId} and exception.user_id = person.id
        and exception.ends_on <= (${now}::timestamptz at time zone 'UTC')::date
    ), (
      -- From the person up to where their tenant ID comes from: above that, it is that of others.
      select max(change.at)
      from path_up(place) as up join change on change.location_id = up.id
        left join path_up(place) as source on source.id = settings.location_id
      where up.height <= coalesce(source.height, up.height)
    )) as changed
    from unnest(${userIds}::uuid[]) as person (id), common_place(person.id) as place,
      effective_settings(place) as settings, lateral (
        select max(at) filter (where by_manager) as helped, max(at) filter (where not by_manager) as changed
        from (
          select at, action = 'link.ended'
            or action = 'user.changed' and actor_user_id is distinct from person.id as by_manager
          from audit_record
          where customer_id = ${customerId} and detail ->> 'userId' = person.id::text and at > ${since}
            and (
              action in ('role.given', 'role.taken', 'exception.removed', 'link.ended')
              or action = 'user.changed'
                and lower(detail -> 'before' ->> 'email') is distinct from lower(detail -> 'after' ->> 'email')
            )
        ) as one
      ) as own`
  const rows = await preparedAs(db, 'circumstances-of-people', query)
  return new Map(rows.map(({ userId, ...of }) => [userId, of]))
}

/** The usernames of users of a customer, by their ID. */
export async function listUsernames(
  db: Db | Trx,
  customerId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; username: string }>`
    select id, username from user_account
    where customer_id = ${customerId} and id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, username }) => [id, username]))
}

/** Which users hold a role in the branches of which wave. */
export async function listPeopleOfWaves(
  db: Db | Trx,
  { id, customerId }: Chain,
): Promise<{ waveId: string; startsOn: string; userIds: string[] }[]> {
  const { rows } = await sql<{ waveId: string; startsOn: string; userIds: string[] }>`
    select wave.id as wave_id, wave.starts_on, coalesce((
      select array_agg(distinct membership.user_id)
      from branch_of(${customerId}, (
        select array_agg(location_id) from roll_out_branch where customer_id = ${customerId} and wave_id = wave.id
      )) as place join membership on membership.location_id = place.id
    ), '{}') as user_ids
    from roll_out_wave as wave
    where wave.customer_id = ${customerId} and wave.chain_id = ${id}
    order by starts_on`.execute(db)
  return rows
}

/** The names of locations of a customer, by their ID, and whether a tenant is in force at each. */
export async function listBranchNames(
  db: Db | Trx,
  customerId: string,
  ids: readonly string[],
): Promise<Map<string, { name: string; hasTenant: boolean }>> {
  const { rows } = await sql<{ id: string; name: string; hasTenant: boolean }>`
    select location.id, location.name, settings.azure_tenant_id is not null as has_tenant
    from location cross join lateral effective_settings(location.id) as settings
    where location.customer_id = ${customerId} and location.id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...branch }) => [id, branch]))
}
