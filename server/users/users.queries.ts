import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Membership as MembershipRow, UserAccount } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { inParts } from '#server/platform/slices.ts'
import type { Language } from '#shared/languages.ts'
import type { Membership } from '#shared/permissions.ts'
import type { LocationType, Role } from '#shared/roles.ts'

type Folded =
  | 'usernameFolded'
  | 'usernameForm'
  | 'usernameLook'
  | 'emailFolded'
  | 'firstNameFolded'
  | 'lastNameFolded'

export type UserRow = Omit<Insertable<UserAccount>, Folded>

/** Written as one text, which costs this process a fraction of a parameter for each field. */
export async function insertUsers(trx: Trx, users: readonly UserRow[]): Promise<void> {
  await inParts(users, async (some) => {
    const rows = JSON.stringify(some.map(userAsWritten))
    await sql`
      insert into user_account (id, customer_id, username, email, first_name, last_name, title, mobile_phone, language,
        language_chosen, description, enabled, ends_on, password_hash, shown_email, welcomed_email, created_at)
      select id, customer_id, username, email, first_name, last_name, title, mobile_phone, language,
        language_chosen, description, enabled, ends_on, password_hash, shown_email, welcomed_email, created_at
      from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, customer_id uuid, username text, email text,
        first_name text, last_name text, title text, mobile_phone text, language text, language_chosen boolean,
        description text, enabled boolean, ends_on date, password_hash text, shown_email text, welcomed_email text,
        created_at timestamptz)`.execute(trx)
  })
}
/** A row by the names of its columns, with what it does not say as a new user has it. */
function userAsWritten(user: UserRow) {
  return {
    id: user.id,
    customer_id: user.customerId,
    username: user.username,
    email: user.email,
    first_name: user.firstName ?? '',
    last_name: user.lastName ?? '',
    title: user.title ?? '',
    mobile_phone: user.mobilePhone ?? '',
    language: user.language ?? 'en',
    language_chosen: user.languageChosen ?? false,
    description: user.description ?? '',
    enabled: user.enabled ?? true,
    ends_on: user.endsOn ?? null,
    password_hash: user.passwordHash ?? null,
    shown_email: user.shownEmail ?? null,
    welcomed_email: user.welcomedEmail ?? null,
    created_at: user.createdAt,
  }
}

export async function insertMemberships(
  trx: Trx,
  memberships: readonly (Insertable<MembershipRow> & { role: Role })[],
): Promise<void> {
  await inParts(memberships, async (some) => {
    const rows = JSON.stringify(
      some.map(({ userId, customerId, locationId, locationType, role }) => ({
        user_id: userId,
        customer_id: customerId,
        location_id: locationId,
        location_type: locationType,
        role,
      })),
    )
    await sql`
      insert into membership (user_id, customer_id, location_id, location_type, role)
      select user_id, customer_id, location_id, location_type, role
      from jsonb_to_recordset(${rows}::jsonb) as row (user_id uuid, customer_id uuid, location_id uuid,
        location_type text, role text)`.execute(trx)
  })
}

/** These users have no password from now on. */
export async function clearPasswords(trx: Trx, userIds: readonly string[]): Promise<void> {
  await sql`update user_account set password_hash = null where id = any(${userIds}::uuid[])`.execute(trx)
}

/**
 * These usernames, each once, with what they look like, and a user of the installation, other than `ownId`, who has this name or
 * one that looks like it (R2).
 */
export async function listLooks(
  db: Db | Trx,
  usernames: readonly string[],
  ownId?: string,
): Promise<{ username: string; look: string; takenAt: string | null; takenBy: string | null }[]> {
  const { rows } = await sql<{
    username: string
    look: string
    takenAt: string | null
    takenBy: string | null
  }>`
    select asked.username, asked.look, taken.customer_id as taken_at, taken.id as taken_by
    from (select username, username_look(username) as look
      from (select distinct unnest(${usernames}::text[]) as username) as typed offset 0) as asked
    left join lateral (
      select id, customer_id from user_account where username_look = asked.look and not shares_look
      union all
      select id, customer_id from user_account where username_look = asked.look and shares_look
    ) as taken on taken.id is distinct from ${ownId ?? null}::uuid`.execute(db)
  return rows
}

/** Usernames that may be from before R2: with an @, beyond ASCII, or like an older one. */
export async function listUnusualUsernames(
  db: Db,
): Promise<{ username: string; email: string; customer: string; sharesLook: boolean }[]> {
  const { rows } = await sql<{ username: string; email: string; customer: string; sharesLook: boolean }>`
    select username, email, location.name as customer, shares_look
    from user_account join location on location.id = user_account.customer_id
    where shares_look or username ~ '[^ -~]' or (username like '%@%' and username_form <> email_folded)
    order by username_form limit 10000`.execute(db)
  return rows
}

/** Users of a customer who have one of these addresses (R2). */
export async function listEmails(
  db: Db | Trx,
  customerId: string,
  foldedEmails: readonly string[],
): Promise<{ id: string; email: string }[]> {
  const { rows } = await sql<{ id: string; email: string }>`
    select id, email_folded as email from user_account
    where customer_id = ${customerId} and email_folded = any(${foldedEmails}::text[])`.execute(db)
  return rows
}

/** A user whom no one else changes until this transaction ends, not even they themselves. */
export function lockUser(
  trx: Trx,
  customerId: string,
  userId: string,
): Promise<Selectable<UserAccount> | undefined> {
  return trx
    .selectFrom('userAccount')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Those of these users who are this customer's. */
export async function listUserIdsOf(
  db: Db | Trx,
  customerId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from user_account where customer_id = ${customerId} and id = any(${ids}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

export async function hasSignedIn(trx: Trx, userId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('userAccount')
    .select('lastSignInAt')
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.lastSignInAt != null
}

export async function setUser(
  trx: Trx,
  userId: string,
  change: Omit<Updateable<UserAccount>, Folded>,
): Promise<void> {
  await trx.updateTable('userAccount').set(change).where('id', '=', userId).execute()
}

/** Deletes a user with their roles, links and sessions. What they did stays in the records. */
export async function deleteUser(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('userAccount').where('id', '=', userId).execute()
}

export async function listMemberships(db: Db | Trx, userId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('membership')
    .select(['locationId', 'role'])
    .where('userId', '=', userId)
    .execute()
  return rows as Membership[]
}

/** The memberships of several users, each with its user. */
export async function listMembershipsOf(
  db: Db | Trx,
  userIds: readonly string[],
): Promise<(Membership & { userId: string })[]> {
  const { rows } = await sql<Membership & { userId: string }>`
    select user_id, location_id, role from membership where user_id = any(${userIds}::uuid[])`.execute(db)
  return rows
}

export async function deleteMemberships(
  trx: Trx,
  userId: string,
  locationIds: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('membership')
    .where('userId', '=', userId)
    .where('locationId', 'in', locationIds)
    .execute()
}

/** The managers at the top of a customer, as R16 needs them. */
export async function listManagersAtTheTop(trx: Trx, customerId: string) {
  const { rows } = await sql<{ role: Role; enabled: boolean; endsOn: string | null; hasPassword: boolean }>`
    select membership.role, user_account.enabled, user_account.ends_on, user_account.password_hash is not null as has_password
    from membership join user_account on user_account.id = membership.user_id
    where membership.location_id = ${customerId}`.execute(trx)
  return rows
}

/** These locations of a customer, without those that belong to another. */
export async function listLocations(db: Db | Trx, customerId: string, ids: readonly string[]) {
  const { rows } = await sql<LocationSeen>`
    select id, type, name, code from location
    where customer_id = ${customerId} and id = any(${ids}::uuid[])`.execute(db)
  return rows
}

export type LocationSeen = { id: string; type: LocationType; name: string; code: string | null }

/** Notes when a user signed in, and the language for mails until one is chosen (R24). */
export async function setLastSignIn(
  trx: Trx,
  userId: string,
  { language }: { language?: Language },
  now: Date,
): Promise<void> {
  await sql`
    update user_account set last_sign_in_at = ${now},
      language = case when language_chosen then language else coalesce(${language ?? null}::text, language) end
    where id = ${userId}`.execute(trx)
}

/** The locations of a customer that these texts name, by ID or by code; an ID has precedence. */
export async function listLocationsNamed(db: Db | Trx, customerId: string, names: readonly string[]) {
  const { rows } = await sql<{ name: string; id: string }>`
    select distinct on (name) name, id
    from (
      select code as name, id, 2 as rank from location
      where customer_id = ${customerId} and code = any(${names}::text[])
      union all
      select id::text, id, 1 from location
      where customer_id = ${customerId} and id::text = any(${names.map((name) => name.toLowerCase())}::text[])
    ) named
    order by name, rank`.execute(db)
  return rows
}

/** Whether a person is mailed when someone asks for help to sign in. */
export async function wantsHelpMails(db: Db | Trx, userId: string): Promise<boolean> {
  const user = await db
    .selectFrom('userAccount')
    .select('helpMails')
    .where('id', '=', userId)
    .executeTakeFirst()
  return user?.helpMails ?? false
}
