import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Person } from './erase-user.queries.ts'

/** What is held about a person: a part for each kind, each a list of rows without secrets. Times are ISO 8601. */
export type PersonData = Record<(typeof parts)[number], object[]>

const parts = [
  'user',
  'roles',
  'exceptions',
  'microsoftLinks',
  'secondFactors',
  'passwordLinks',
  'addressChanges',
  'sessions',
  'deviceLinks',
  'markedComputers',
  'offeredComputers',
  'signIns',
  'connectionTests',
  'mails',
  'records',
] as const

/**
 * Everything that a customer's rows say of a user. A secret, such as the hash of a password, is not about the person
 * and is not in it; that there is one, is.
 *
 * @param addresses as `listAddressesOf` has them: a sign-in that only named the person is theirs, too.
 */
export async function readPersonData(
  db: Db | Trx,
  { customerId, userId }: Person,
  addresses: readonly string[],
): Promise<PersonData> {
  const own = sql`customer_id = ${customerId} and user_id = ${userId}`
  const { rows } = await sql<PersonData>`
    select
      (select json_agg(one) from (
        select id, username, email, first_name as "firstName", last_name as "lastName", title,
          mobile_phone as "mobilePhone", language, language_chosen as "languageChosen", description, enabled,
          ends_on as "endsOn", help_mails as "helpMails", created_at as "createdAt", last_sign_in_at as "lastSignInAt",
          password_hash is not null as "hasPassword"
        from user_account where customer_id = ${customerId} and id = ${userId}
      ) as one) as "user",
      (select json_agg(one) from (
        select role, location_id as "locationId", location.name as location
        from membership join location on location.id = location_id
        where membership.customer_id = ${customerId} and user_id = ${userId} order by location.name
      ) as one) as roles,
      (select json_agg(one) from (
        select chain_id as "locationId", location.name as location, reason, ends_on as "endsOn", made_at as "madeAt"
        from password_exception as exception join location on location.id = chain_id
        where exception.customer_id = ${customerId} and user_id = ${userId} order by ends_on
      ) as one) as exceptions,
      (select json_agg(one) from (
        select tenant_id as "tenantId", object_id as "objectId", login_id as "loginId", linked_at as "linkedAt",
          ended_at as "endedAt"
        from microsoft_link where ${own} order by linked_at
      ) as one) as "microsoftLinks",
      (select json_agg(one) from (
        select 'app' as kind, '' as name, added_at as "addedAt" from authenticator_app where ${own}
        union all select 'passkey', name, added_at from passkey where ${own}
        union all select 'recovery_code', '', null from recovery_code where ${own}
      ) as one) as "secondFactors",
      (select json_agg(one) from (
        select kind, created_at as "createdAt", expires_at as "expiresAt" from password_link where ${own}
      ) as one) as "passwordLinks",
      (select json_agg(one) from (
        select email_folded as email, expires_at as "expiresAt" from device_link where ${own} order by expires_at
      ) as one) as "deviceLinks",
      (select json_agg(one) from (
        select email, former_email as "formerEmail", requested_at as "requestedAt" from address_change where ${own}
      ) as one) as "addressChanges",
      (select json_agg(one) from (
        select door, ip, user_agent as "userAgent", created_at as "createdAt", last_used_at as "lastUsedAt"
        from session where ${own} order by created_at
      ) as one) as sessions,
      (select json_agg(one) from (
        select device.name, location_id as "locationId", location.name as location, marked_at as "markedAt"
        from shared_device as device join location on location.id = location_id
        where device.customer_id = ${customerId} and marked_by = ${userId} order by marked_at
      ) as one) as "markedComputers",
      (select json_agg(one) from (
        select offer.name, location_id as "locationId", location.name as location, made_at as "madeAt",
          expires_at as "expiresAt"
        from shared_device_offer as offer join location on location.id = location_id
        where offer.customer_id = ${customerId} and made_by = ${userId} order by made_at
      ) as one) as "offeredComputers",
      (select json_agg(one order by one."startedAt") from (
        select attempt.reference, attempt.started_at as "startedAt", attempt.door, attempt.purpose, attempt.outcome,
          concerned.code,
          -- No more than the list of sign-ins shows this customer of it (R31): the account may be another customer's person.
          case when concerned.reading in ('full', 'other_tenant') then attempt.tenant_id end as "tenantId",
          case when concerned.reading = 'full' then attempt.object_id end as "objectId",
          case when concerned.reading = 'full' then attempt.login_id end as "loginId",
          case when concerned.reading = 'full' then attempt.account_name end as "accountName",
          case when concerned.reading = 'full' then attempt.account_email end as "accountEmail",
          case when concerned.reading in ('full', 'typed') then attempt.login_hint end as "loginHint",
          case when concerned.reading = 'full' then attempt.ip end as ip,
          case when concerned.reading = 'full' then attempt.user_agent end as "userAgent"
        from sign_in_attempt_customer as concerned join sign_in_attempt as attempt on attempt.id = concerned.attempt_id
        where concerned.customer_id = ${customerId} and (
          coalesce(concerned.user_id, concerned.hinted_user_id) = ${userId}
          or (attempt.user_id is null or attempt.user_id = ${userId}) and array[lower(attempt.login_id), lower(attempt.account_email), lower(attempt.login_hint)] && ${addresses}::text[]
        )
      ) as one) as "signIns",
      (select json_agg(one) from (
        select started_at as "startedAt", tenant_id as "tenantId", location_id as "locationId"
        from connection_test where ${own}
      ) as one) as "connectionTests",
      (select json_agg(one) from (
        select recipient, subject, created_at as "createdAt", sent_at as "sentAt", failed_at as "failedAt",
          last_error as "lastError", withdrawn_because as "withdrawnBecause"
        from mail where ${own} order by created_at
      ) as one) as mails,
      (select json_agg(one order by one.at) from (
        select at, action, actor_user_id = ${userId} as "byThemselves",
          -- What it says of other people is theirs: of someone whom the person changed, and of a manager who changed the person.
          case when coalesce(detail ->> 'userId', ${userId}) = ${userId} then detail
            else jsonb_build_object('userId', detail ->> 'userId') end as detail,
          case when actor_user_id = ${userId} then ip end as ip,
          case when actor_user_id = ${userId} then user_agent end as "userAgent"
        from audit_record
        where customer_id = ${customerId} and (detail ->> 'userId' = ${userId} or actor_user_id = ${userId})
      ) as one) as records`.execute(db)
  const row = (rows[0] ?? {}) as Record<keyof PersonData, object[] | null>
  return Object.fromEntries(parts.map((part) => [part, row[part] ?? []])) as PersonData
}
