import { type RawBuilder, sql } from 'kysely'
import { type Branch, isIn } from '#server/attempts/branches.queries.ts'
import { type MicrosoftAnswer, personalAccounts } from '#server/entra/entra.ts'
import { foldedAddress } from '#server/platform/addresses.queries.ts'
import { type Db, preparedAs } from '#server/platform/database.ts'
import { foldAddress, foldUsername } from '#server/policy/address.ts'
import type { Link } from '#server/policy/person-facts.ts'
import type { WaveAbove } from '#server/policy/roll-out.ts'
import type { StartDay } from '#server/policy/start-day.ts'
import type { Said } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import { type Refusal, refusalsWith } from '#shared/refusals.ts'
import type { Role } from '#shared/roles.ts'
import { isSomeoneElsewhere } from './elsewhere.queries.ts'

/** A user as an explanation starts with them. */
export type Person = {
  userId: string
  customerId: string
  username: string
  email: string
  firstName: string
  lastName: string
  emailFolded: string
  language: 'en' | 'fr' | 'es'
  enabled: boolean
  endsOn: string | null
  suspended: boolean
  hasPassword: boolean
  hasSecondFactor: boolean
  lastSignInAt: Date | null
}

const person = sql`
  id as user_id, customer_id, username, email, first_name, last_name, email_folded, language, enabled, ends_on, password_hash is not null as has_password,
  exists (select from authenticator_app where user_id = user_account.id)
    or exists (select from passkey where user_id = user_account.id) as has_second_factor,
  last_sign_in_at, (select suspended_at is not null from customer where customer.id = user_account.customer_id) as suspended`

export async function findPerson(db: Db, customerId: string, userId: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select ${person} from user_account where id = ${userId} and customer_id = ${customerId}`.execute(db)
  return rows[0]
}

export async function findPersonByAddress(
  db: Db,
  customerId: string,
  foldedEmail: string,
): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select ${person} from user_account
    where customer_id = ${customerId} and email_folded = ${foldedEmail}`.execute(db)
  return rows[0]
}

/** For the operator, whose question names no customer. */
export async function findPersonByUsername(db: Db, username: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select ${person} from user_account where username_form = ${foldUsername(username)}
    order by username_folded = ${foldAddress(username)} desc limit 1`.execute(db)
  return rows[0]
}

/** The users with an address, for the operator: at most one of each customer. */
export async function listPeopleByAddress(db: Db, foldedEmail: string): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select ${person} from user_account where email_folded = ${foldedEmail} order by customer_id limit 20`.execute(
    db,
  )
  return rows
}

/**
 * Customers at which an address that no user has may mean someone, for the operator: their users have addresses in its
 * domain, or one of their attempts asserted it.
 */
export async function listCustomersLike(db: Db, folded: string): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    select customer_id from user_account where split_part(email_folded, '@', 2) = split_part(${folded}, '@', 2)
    union
    select c.customer_id from sign_in_attempt a join sign_in_attempt_customer c on c.attempt_id = a.id
    where ${foldedAddress('a.login_id')} = ${folded} and a.login_id is not null and a.outcome = 'refused'
    limit 20`.execute(db)
  return rows.map(({ customerId }) => customerId)
}

export type HeldRow = {
  role: Role
  locationId: string
  place: string
  chainId: string
  chainName: string
  settingsId: string | null
  settingsName: string | null
  tenantId: string | null
  verifiedAt: Date | null
  confirmedAt: Date | null
  provedAt: Date | null
  mandatoryAuthentication: boolean
  /** The waves over the place that were not yet written down as begun (R36). */
  upcomingWaves?: readonly WaveAbove[] | null
  exceptionEndsOn: string | null
  /** The day from which a manager there needs a second factor (R30). */
  secondFactorDay: StartDay | null
  /** How many others are linked in this tenant, at most `manyLinks`; and how many of them have the same domain. */
  linked: { others: number; colleagues: number }
}

/** So many links tell who signs in through a tenant. A tenant may have a hundred thousand. */
const manyLinks = 200

/** How many others are linked in a tenant, and how many of them have addresses in the user's domain. */
function linkedIn(
  customerId: RawBuilder<unknown>,
  tenantId: RawBuilder<unknown>,
  userId: RawBuilder<unknown>,
) {
  return sql`(
    select json_build_object(
      'others', count(*),
      'colleagues', count(*) filter (where split_part(other.email_folded, '@', 2) = (
        select split_part(email_folded, '@', 2) from user_account where id = ${userId}
      ))
    )
    from (
      select k.user_id from microsoft_link k
      where k.customer_id = ${customerId} and k.tenant_id = ${tenantId} and k.ended_at is null and k.user_id <> ${userId}
      limit ${sql.lit(manyLinks)}
    ) as some_links
      join user_account other on other.id = some_links.user_id
  )`
}

/**
 * How many others of a customer were refused since a moment because their accounts are in another tenant than theirs,
 * by that tenant. People who are linked in the tenant in force have got in since, and do not count.
 */
export async function countAlike(
  db: Db,
  { userId, customerId }: Pick<Person, 'userId' | 'customerId'>,
  tenantIds: readonly string[],
  since: Date,
): Promise<Map<string, number>> {
  const query = sql<{ tenantId: string; people: number }>`
    select tenant_id, count(distinct user_id) as people
    from (
      select attempt_tenant_id as tenant_id, user_id from sign_in_attempt_customer
      where customer_id = ${customerId} and code = 'tenant_mismatch' and attempt_started_at > ${since}
        and user_id is not null and user_id <> ${userId} and attempt_tenant_id is not null
      order by attempt_id desc limit ${sql.lit(manyRefusals)}
    ) as refused
    where not exists (
      select from microsoft_link k
      where k.user_id = refused.user_id and k.ended_at is null and k.tenant_id = any(${tenantIds}::uuid[])
    )
    group by tenant_id`
  const rows = await preparedAs(db, 'explain-alike', query)
  return new Map(rows.map(({ tenantId, people }) => [tenantId, Number(people)]))
}

/** In a flood of refusals, the newest say enough. */
const manyRefusals = 500

/** The roles that a user holds, with the nearest chain and the settings in force there (R5). */
export async function listHeld(db: Db, userId: string): Promise<HeldRow[]> {
  const query = sql<HeldRow>`
    select m.role, m.location_id, l.name as place, chain.id as chain_id, chain.name as chain_name,
      s.location_id as settings_id, owner.name as settings_name, s.azure_tenant_id as tenant_id, s.verified_at, s.confirmed_at, s.proved_at,
      s.mandatory_authentication, waves_for(m.customer_id, m.user_id, s.upcoming_waves) as upcoming_waves, (
        select max(e.ends_on) from password_exception e
        where e.customer_id = m.customer_id and e.user_id = m.user_id
          and e.chain_id in (select up.id from path_up(coalesce(s.mandatory_authentication_from, m.location_id)) as up)
      ) as exception_ends_on,
      case when s.second_factor_required_from is not null then json_build_object(
        'startsOn', s.second_factor_required_from, 'timeZone', time_zone_of(s.second_factor_required_by)
      ) end as second_factor_day,
      ${linkedIn(sql`m.customer_id`, sql`s.azure_tenant_id`, sql`m.user_id`)} as linked
    from membership m
      join location l on l.id = m.location_id
      cross join lateral effective_settings(m.location_id) as s
      left join location owner on owner.id = s.location_id
      cross join lateral (
        select id, name from path_up(m.location_id)
        where type = 'chain' order by height limit 1
      ) as chain
    where m.user_id = ${userId}
    order by l.name, m.location_id`
  return preparedAs(db, 'explain-held', query)
}

export type AboveRow = Pick<
  HeldRow,
  'settingsId' | 'settingsName' | 'tenantId' | 'verifiedAt' | 'confirmedAt' | 'provedAt' | 'linked'
> & {
  /** The nearest chain above everything that a user holds, whether or not it has settings. */
  chainId: string
  chainName: string
}

/** What is in force above everything that a user holds; undefined if they hold nothing. */
export async function findAbove(db: Db, userId: string): Promise<AboveRow | undefined> {
  const query = sql<AboveRow>`
    select chain.id as chain_id, chain.name as chain_name, s.location_id as settings_id, owner.name as settings_name,
      s.azure_tenant_id as tenant_id, s.verified_at, s.confirmed_at, s.proved_at,
      ${linkedIn(sql`chain.customer_id`, sql`s.azure_tenant_id`, sql`${userId}::uuid`)} as linked
    from (select common_place(${userId}) as id) place
      cross join lateral (
        select id, customer_id, name from path_up(place.id)
        where type = 'chain' order by height limit 1
      ) as chain
      left join lateral effective_settings(place.id) as s on true
      left join location owner on owner.id = s.location_id`
  return (await preparedAs(db, 'explain-above', query))[0]
}

/** The links of a user that have not been removed. */
export async function listLinks(db: Db, userId: string): Promise<Link[]> {
  return db
    .selectFrom('microsoftLink')
    .select(['tenantId', 'objectId', 'loginId', 'lastUsedAt'])
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .orderBy('lastUsedAt', 'desc')
    .execute()
}

/** The tenant IDs that a customer's chains have. */
export async function listTenantsOfChains(db: Db, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ tenantId: string }>`
    select distinct azure_tenant_id as tenant_id from advanced_settings
    where customer_id = ${customerId} and azure_tenant_id is not null limit ${sql.lit(manyChains)}`.execute(
    db,
  )
  return rows.map(({ tenantId }) => tenantId)
}

const manyChains = 1000

/** Domains of the accounts that sign in through these tenants, the commonest first. */
export async function listDomainsSeen(
  db: Db,
  customerId: string,
  tenantIds: readonly string[],
): Promise<string[]> {
  const query = sql<{ domain: string }>`
    select lower(split_part(login_id, '@', -1)) as domain
    from (
      select login_id from microsoft_link
      where customer_id = ${customerId} and tenant_id = any(${tenantIds}::uuid[]) and ended_at is null
      limit ${sql.lit(someOfAll)}
    ) as some_links
    group by 1 order by count(*) desc, 1 limit 5`
  return (await preparedAs(db, 'explain-domains', query)).map(({ domain }) => domain)
}

/** So many of a customer's people tell what is usual. It may have a hundred thousand. */
const someOfAll = 1000

/** Whether at least half of a customer's other people have addresses in this domain. */
export async function isUsualDomain(
  db: Db,
  { userId, customerId }: Pick<Person, 'userId' | 'customerId'>,
  domain: string,
): Promise<boolean> {
  const query = sql<{ isUsual: boolean }>`
    select 2 * count(*) filter (where split_part(email_folded, '@', 2) = ${domain}) >= count(*) as is_usual
    from (
      select email_folded from user_account where customer_id = ${customerId} and id <> ${userId}
      order by id limit ${sql.lit(someOfAll)}
    ) as some_users`
  return (await preparedAs(db, 'explain-usual', query))[0]?.isUsual ?? false
}

export type AttemptRow = {
  reference: string
  at: Date
  door: 'microsoft' | 'password'
  outcome: 'pending' | 'succeeded' | 'refused'
  code: Refusal | null
  tenantId: string | null
  objectId: string | null
  loginId: string | null
  /** What the account says that its person is called. */
  name: string | null
  microsoft: MicrosoftAnswer | null
  lacksSecondFactor: boolean
  typedOnly: boolean
  /** Whether they left through the address of a chain of the customer. */
  throughChain: boolean
  said: Said | null
  /** Of an answer of Microsoft's that was not accepted; otherwise null. */
  checks: Check[] | null
}

/** In place of an object ID that is not this customer's to read: no account has it. */
const nobodysObject = '00000000-0000-0000-0000-000000000000'

/** Anyone can type an address or a username, as often as they like. */
const mostTyped = 5

/**
 * The last attempts that belong to a person: according to this customer's record; with exactly their login ID; and,
 * where no one proved who they were, with their username and a password that is not theirs, or with their address typed
 * before leaving for Microsoft, unless the tenant that answered is not this customer's. The last two are not proved by
 * anything, and must not crowd out the others; but a browser in which this person has signed in before is taken for
 * theirs. A manager's test of the connection is no one's attempt.
 */
export async function listAttemptsOf(
  db: Db,
  { userId, customerId, emailFolded }: Pick<Person, 'userId' | 'customerId' | 'emailFolded'>,
  limit: number,
): Promise<AttemptRow[]> {
  const attempt = sql`
    a.id, a.reference, a.started_at, a.door, a.outcome, a.checks @> '[{"name": "second_factor", "passed": false}]' as lacks_second_factor, a.said,
    case when a.code = 'invalid_response' then a.checks end as checks, a.chain_id is not null as through_chain`
  // What this customer may read of the account (R31). An account of another tenant is known by the address that it
  // used, which is this person's own, and by its tenant.
  const account = sql`
    case when c.reading in ('full', 'other_tenant') then a.tenant_id end as tenant_id,
    case c.reading when 'full' then a.object_id when 'other_tenant' then ${nobodysObject}::uuid end as object_id,
    case c.reading when 'full' then a.login_id when 'other_tenant' then ${emailFolded} end as login_id,
    case c.reading when 'full' then a.account_name end as name,
    case when c.reading in ('full', 'confirmed') then a.microsoft end as microsoft`
  // What the password door says without a right password is kept only for a while (R34).
  const isGuess = sql`(a.door = 'password' and a.outcome = 'refused' and a.kept_until is not null)`
  // The browser of who signed in with it last: several may share one (R38).
  const isOwnBrowser = sql`coalesce((
    select before.user_id = ${userId} from sign_in_attempt before
    where before.browser_hash = a.browser_hash and before.outcome = 'succeeded' and before.id < a.id
    order by before.id desc limit 1
  ), false)`
  const query = sql<AttemptRow>`
    with own as materialized (
      select coalesce(bool_or(proved_at is not null), false) as is_proved, (array_agg(azure_tenant_id))[1] as tenant_id
      from effective_settings(common_place(${userId}))
    ),
    mine as (
      (select ${attempt}, coalesce(c.code, a.code) as code, false as typed_only, ${account}
      from sign_in_attempt_customer c join sign_in_attempt a on a.id = c.attempt_id
      -- The order of an index of persons (0018), so that the newest of many are found at once.
      where coalesce(c.user_id, c.hinted_user_id) = ${userId} and c.user_id = ${userId} and c.customer_id = ${customerId}
        and a.purpose = 'sign_in' and not ${isGuess}
      order by c.attempt_id desc limit ${limit})
      union
      (select ${attempt}, coalesce(c.code, a.code), true, ${account}
      from sign_in_attempt a join sign_in_attempt_customer c on c.attempt_id = a.id and c.customer_id = ${customerId}
      where a.user_id = ${userId} and c.user_id = ${userId} and a.purpose = 'sign_in' and a.kept_until is not null
        and a.door = 'password' and a.outcome = 'refused'
      order by a.id desc limit ${mostTyped})
      union
      select ${attempt}, coalesce(c.code, a.code), false, ${account}
      from sign_in_attempt a join sign_in_attempt_customer c on c.attempt_id = a.id and c.customer_id = ${customerId}
      where ${foldedAddress('a.login_id')} = ${emailFolded} and a.login_id is not null and a.outcome = 'refused' and a.purpose = 'sign_in'
        and (c.user_id is null or c.user_id = ${userId})
      union
      (select ${attempt}, a.code, not ${isOwnBrowser}, a.tenant_id, null::uuid, null, null,
        case when chain.customer_id = ${customerId} or own.is_proved then a.microsoft end
      from sign_in_attempt a
        left join location chain on chain.id = a.chain_id
        cross join own
      where ${foldedAddress('a.login_hint')} = ${emailFolded} and a.login_hint is not null and a.login_id is null and a.purpose = 'sign_in'
        and coalesce(a.tenant_id, ${personalAccounts}::uuid) in (${personalAccounts}::uuid, own.tenant_id)
        -- As where such an attempt is put before managers (R31): an address alone shows nothing to a customer that has
        -- only claimed its tenant.
        and (
          chain.customer_id = ${customerId}
          or chain.id is null and (own.is_proved or a.help_asked_at is not null)
        )
        -- They have said since that it was them.
        and not exists (
          select from sign_in_attempt_customer c
          where c.attempt_id = a.id and c.customer_id = ${customerId} and c.user_id = ${userId}
        )
      order by a.started_at desc limit ${mostTyped})
    )
    select reference, started_at as at, door, outcome, case when outcome = 'refused' then code end as code, tenant_id,
      object_id, login_id, name, microsoft, lacks_second_factor, typed_only, said, checks, through_chain
    from mine order by started_at desc, id desc limit ${limit + 2 * mostTyped}`
  return preparedAs(db, 'explain-attempts', query)
}

/**
 * The last attempts of an account with this login ID that a customer reads in full (R31), and in which it knew no user;
 * none of an account that is someone's at another customer.
 */
export async function listAttemptsOfAddress(
  db: Db,
  customerId: string,
  folded: string,
  within: Within,
  limit: number,
): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`
    select a.reference, a.started_at as at, a.door, a.outcome, coalesce(concerned.code, a.code) as code, a.tenant_id, a.object_id,
      a.login_id, a.account_name as name, a.microsoft, false as lacks_second_factor, false as typed_only, a.said, null::jsonb as checks, a.chain_id is not null as through_chain
    from sign_in_attempt a join sign_in_attempt_customer concerned on concerned.attempt_id = a.id and concerned.customer_id = ${customerId}
    where ${foldedAddress('a.login_id')} = ${folded} and a.login_id is not null and a.outcome = 'refused'
      and a.purpose = 'sign_in' and concerned.user_id is null and concerned.reading = 'full' and ${isWithin(within)} and not ${isSomeoneElsewhere(customerId)}
    order by a.started_at desc, a.id desc limit ${limit}`.execute(db)
  return rows
}

/** Everywhere in a customer, or only in a branch of it. */
export type Within = 'everywhere' | Branch

const isWithin = (within: Within) => (within === 'everywhere' ? sql`true` : isIn(within))

/** Those of these attempts of a customer, by their references, that may be read within a branch. */
export async function listReadable(
  db: Db,
  customerId: string,
  references: readonly string[],
  within: Within,
): Promise<Set<string>> {
  const { rows } = await sql<{ reference: string }>`
    select a.reference
    from sign_in_attempt a join sign_in_attempt_customer concerned on concerned.attempt_id = a.id and concerned.customer_id = ${customerId}
    where a.reference = any(${references}::text[]) and ${isWithin(within)}`.execute(db)
  return new Set(rows.map(({ reference }) => reference))
}

/** The chains of a customer, everywhere or among these locations. */
export async function listChainIds(
  db: Db,
  customerId: string,
  within: 'everywhere' | readonly string[],
): Promise<string[]> {
  const chains = await db
    .selectFrom('location')
    .select('id')
    .where('customerId', '=', customerId)
    .where('type', '=', 'chain')
    .$if(within !== 'everywhere', (query) => query.where('id', '=', sql<string>`any(${within}::uuid[])`))
    .execute()
  return chains.map(({ id }) => id)
}

/**
 * Attempts through these chains' own addresses since a moment that name no one: they came back without a name, or not
 * at all. Of anyone's, TMAS cannot say whose they are.
 */
export async function findUnreturned(
  db: Db,
  chainIds: readonly string[],
  since: Date,
): Promise<{ count: number; reference: string } | undefined> {
  const query = sql<{ count: number; reference: string }>`
    select count(*) as count, (array_agg(reference order by started_at desc))[1] as reference
    from sign_in_attempt as attempt
    where chain_id = any(${chainIds}::uuid[]) and started_at > ${since} and outcome = 'refused' and login_id is null
      and purpose = 'sign_in' and names_nobody(attempt) and code = any(${refusalsWith('counts_as_unreturned')})
      -- Whose address was typed is told of them alone.
      and not exists (
        select from user_account typed join location chain on chain.id = attempt.chain_id
        where typed.customer_id = chain.customer_id and typed.email_folded = ${foldedAddress('attempt.login_hint')}
      )
    having count(*) > 0`
  return (await preparedAs(db, 'explain-unreturned', query))[0]
}

export type RecordedAttempt = {
  id: string
  reference: string
  at: Date
  door: 'microsoft' | 'password'
  outcome: 'pending' | 'succeeded' | 'refused'
  code: Refusal | null
  tenantId: string | null
  objectId: string | null
  loginId: string | null
  checks: Check[]
  microsoft: MicrosoftAnswer | null
  said: Said | null
  /** What each customer reads of it besides. */
  verdicts: {
    customerId: string
    customer: string
    userId: string | null
    username: string | null
    email: string | null
    hasTenant: boolean
    code: Refusal | null
    checks: Check[]
  }[]
}

/** An attempt by its reference, as the operator sees it: with every customer's reason. */
export async function findRecordedAttempt(db: Db, reference: string): Promise<RecordedAttempt | undefined> {
  const { rows } = await sql<RecordedAttempt>`
    select a.id, a.reference, a.started_at as at, a.door, a.outcome, a.code, a.tenant_id, a.object_id, a.login_id, a.checks, a.microsoft, a.said,
      coalesce((
        select json_agg(json_build_object('customerId', c.customer_id, 'customer', l.name, 'userId', c.user_id,
          'username', u.username, 'email', u.email, 'hasTenant', exists (
            select from effective_settings(common_place(u.id)) as settings where settings.azure_tenant_id is not null
          ), 'code', coalesce(c.code, a.code), 'checks', c.checks) order by l.name)
        from sign_in_attempt_customer c join location l on l.id = c.customer_id
          left join user_account u on u.id = c.user_id
        where c.attempt_id = a.id
      ), '[]') as verdicts
    from sign_in_attempt a where a.reference = ${reference}`.execute(db)
  return rows[0]
}
