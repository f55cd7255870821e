import { sql } from 'kysely'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Language } from '#shared/languages.ts'
import type { Membership } from '#shared/permissions.ts'
import type { TextField } from '#shared/user-fields.ts'

/** A user as an import finds them: what it may change, and what a change of it touches. */
export type KnownUser = Record<TextField, string> & {
  id: string
  usernameForm: string
  usernameLook: string
  emailFolded: string
  language: Language
  languageChosen: boolean
  enabled: boolean
  endsOn: string | null
  shownEmail: string | null
  hasPassword: boolean
  isLinked: boolean
  memberships: Membership[]
}

const known = sql`
  user_account.id, username, username_form, username_look, email, email_folded, first_name, last_name, title, mobile_phone,
  description, language, language_chosen, enabled, ends_on, shown_email, password_hash is not null as has_password,
  exists (
    select from microsoft_link where user_id = user_account.id and ended_at is null
  ) as is_linked,
  coalesce((
    select json_agg(json_build_object('locationId', location_id, 'role', role) order by location_id)
    from membership where user_id = user_account.id
  ), '[]') as memberships`

/** The users of a customer who have one of these usernames, in the form in which they are compared. */
export async function listUsersNamed(
  db: Db,
  customerId: string,
  usernameForms: readonly string[],
): Promise<KnownUser[]> {
  const { rows } = await sql<KnownUser>`
    select ${known} from user_account
    where customer_id = ${customerId} and username_form = any(${usernameForms}::text[])`.execute(db)
  return rows
}

/** These users, whom no one else changes until this transaction ends. */
export async function lockKnownUsers(
  trx: Trx,
  customerId: string,
  ids: readonly string[],
): Promise<KnownUser[]> {
  const { rows } = await sql<KnownUser>`
    select ${known} from user_account
    where customer_id = ${customerId} and user_account.id = any(${ids}::uuid[])
    order by user_account.id for no key update`.execute(trx)
  return rows
}

/** Those of these users whom no one has used: they have never signed in, and have nothing to sign in with. */
export async function listUnused(trx: Trx, customerId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from user_account as person
    where customer_id = ${customerId} and id = any(${ids}::uuid[])
      and last_sign_in_at is null and password_hash is null
      and not exists (select from microsoft_link where user_id = person.id)
      and not exists (select from session where user_id = person.id)
      and not exists (select from authenticator_app where user_id = person.id)
      and not exists (select from passkey where user_id = person.id)
      and not exists (select from password_exception where user_id = person.id)`.execute(trx)
  return rows.map(({ id }) => id)
}

/** How many mails to these users have gone out. */
export async function countSentMails(trx: Trx, customerId: string, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from mail
    where customer_id = ${customerId} and user_id = any(${ids}::uuid[]) and sent_at is not null`.execute(trx)
  return rows[0]?.count ?? 0
}

/** Deletes users with all that is theirs. */
export async function deleteUsers(trx: Trx, customerId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from user_account where customer_id = ${customerId} and id = any(${ids}::uuid[])`.execute(
    trx,
  )
}

/**
 * Has PostgreSQL plan its statements for what the tables hold by now. It keeps the plans of its own checks of foreign keys,
 * and one that was made while there were few users reads all of them for each of twenty thousand.
 *
 * @see https://www.postgresql.org/docs/current/sql-discard.html
 */
export async function forgetPlans(trx: Trx): Promise<void> {
  await sql`discard plans`.execute(trx)
}

/** What is written of a user whom an import changes. */
export type WrittenUser = Pick<KnownUser, TextField | 'id' | 'language' | 'languageChosen' | 'endsOn'> & {
  hasNewName: boolean
  hasNewEnd: boolean
}

/**
 * Gives these users names and addresses that no one else wants: a statement that lets two users swap theirs would be refused
 * at the first row. They get their own in the same transaction.
 */
export async function vacateNames(
  trx: Trx,
  customerId: string,
  { usernames, emails }: { usernames: readonly string[]; emails: readonly string[] },
): Promise<void> {
  await sql`
    update user_account set
      username = case when id = any(${usernames}::uuid[]) then id::text else username end,
      shares_look = shares_look and id <> all(${usernames}::uuid[]),
      email = case when id = any(${emails}::uuid[]) then id::text else email end
    where id = any(${[...usernames, ...emails]}::uuid[]) and customer_id = ${customerId}`.execute(trx)
}

/** Writes the texts and the end dates of many users. */
export async function updateUsers(
  trx: Trx,
  customerId: string,
  users: readonly WrittenUser[],
): Promise<void> {
  await sql`
    update user_account set username = row.username, email = row.email, first_name = row."firstName",
      last_name = row."lastName", title = row.title, mobile_phone = row."mobilePhone",
      description = row.description, language = row.language, language_chosen = row."languageChosen",
      ends_on = row."endsOn", end_told = case when row."hasNewEnd" then null else end_told end,
      -- A new username is never one that looks like another.
      shares_look = case when row."hasNewName" then false else shares_look end
    from jsonb_to_recordset(${JSON.stringify(users)}::jsonb) as row (id uuid, username text, email text,
      "firstName" text, "lastName" text, title text, "mobilePhone" text, description text, language text,
      "languageChosen" boolean, "endsOn" date, "hasNewName" boolean, "hasNewEnd" boolean)
    where user_account.id = row.id and user_account.customer_id = ${customerId}`.execute(trx)
}

/** Takes roles from users, each on one location. */
export async function takeMemberships(
  trx: Trx,
  taken: readonly { userId: string; locationId: string }[],
): Promise<void> {
  await sql`
    delete from membership using jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as row (
      "userId" uuid, "locationId" uuid
    )
    where membership.user_id = row."userId" and membership.location_id = row."locationId"`.execute(trx)
}

/** Forgets which new addresses these users have asked for. */
export async function forgetAddressChanges(trx: Trx, userIds: readonly string[]): Promise<void> {
  await sql`delete from address_change where user_id = any(${userIds}::uuid[])`.execute(trx)
}
