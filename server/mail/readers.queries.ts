import { sql } from 'kysely'
import type { Actor } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Language } from '#shared/languages.ts'
import { defanged } from '#shared/plain-text.ts'
import { managerRoles } from '#shared/roles.ts'

/** A user who gets a mail. */
export type Reader = {
  userId: string
  customerId: string
  username: string
  email: string
  emailFolded: string
  /** How the person is addressed: by name, or by username if no name was entered. */
  name: string
  language: Language
  /** The address at which they were last seen to read mail; null if they never were. */
  shownEmail: string | null
  /** The address to which TMAS has written how to sign in. */
  welcomedEmail: string | null
}

/** The columns of a reader, from `user_account`. */
export const reader = sql`
  user_account.id as user_id, user_account.customer_id, user_account.username, user_account.email,
  user_account.email_folded, user_account.language, user_account.shown_email,
  user_account.welcomed_email,
  person_name(user_account) as name`

export async function findReader(db: Db | Trx, userId: string): Promise<Reader | undefined> {
  return (await listReaders(db, [userId]))[0]
}

export async function listReaders(db: Db | Trx, userIds: readonly string[]): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select ${reader} from user_account where user_account.id = any(${userIds}::uuid[])
    order by user_account.id`.execute(db)
  return rows.map(withPlainName)
}

/** Names from before R35 may hold what a mail program makes a link of. */
export function withPlainName<R extends Pick<Reader, 'name'>>(one: R): R {
  return { ...one, name: defanged(one.name) }
}

/**
 * The reader at the address at which they were last seen to read mail. What is sent without being asked for goes there,
 * even if someone else gave them another address since. Someone who was never seen to read mail has only the one they
 * were given, to which few such mails go in a day (R35).
 */
export function whereTheyRead<R extends Reader>(one: R): R {
  return { ...one, email: one.shownEmail ?? one.email }
}

/**
 * Every user of a customer with an open account who holds a manager role anywhere in it (R27).
 *
 * @param chainId only `covers` depends on it: whether one of these roles is held at this chain or above it, so that its
 *   people and what is said about them are theirs to know (R31). Without it, everyone's.
 */
export async function listManagers(
  db: Db | Trx,
  { customerId, chainId }: { customerId: string; chainId: string | undefined },
  now: Date,
): Promise<(Reader & { covers: boolean })[]> {
  const covers =
    chainId === undefined
      ? sql`true`
      : sql`exists (
        select from membership join path_up(${chainId}) as up on up.id = membership.location_id
        where membership.user_id = user_account.id and role = any(${managerRoles}::text[])
      )`
  const { rows } = await sql<Reader & { covers: boolean }>`
    select ${reader}, ${covers} as covers from user_account
    where user_account.customer_id = ${customerId} and user_account.enabled
      and not has_ended(user_account.ends_on, ${now}) and exists (
      select from membership where membership.user_id = user_account.id and role = any(${managerRoles}::text[])
    )
    order by user_account.id`.execute(db)
  return rows.map(withPlainName)
}

/** The users with an open account and a role in this chain or anywhere below it who have no password. */
export async function listReadersWithoutPassword(
  trx: Trx,
  { customerId, id: chainId }: { customerId: string; id: string },
  now: Date,
): Promise<(Reader & { isManager: boolean })[]> {
  const { rows } = await sql<Reader & { isManager: boolean }>`
    select ${reader}, exists (
      select from membership where user_id = user_account.id and role = any(${managerRoles}::text[])
    ) as is_manager from user_account
    where user_account.enabled and not has_ended(user_account.ends_on, ${now}) and user_account.password_hash is null and exists (
      select from membership
      where membership.user_id = user_account.id
        and location_id in (select id from branch_of(${customerId}, array[${chainId}]::uuid[]))
    )
    order by user_account.id`.execute(trx)
  return rows.map(withPlainName)
}

/** The managers of a chain and everything below it who have a password and no second factor. */
export async function listLackingFactor(
  trx: Trx,
  customerId: string,
  chainId: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select user_account.id from user_account
    where user_account.customer_id = ${customerId} and password_hash is not null
      and not exists (select from authenticator_app where user_id = user_account.id)
      and not exists (select from passkey where user_id = user_account.id)
      and exists (
        select from membership
        where membership.user_id = user_account.id and role = any(${managerRoles}::text[])
          and location_id in (select branch.id from branch_of(${customerId}, array[${chainId}]::uuid[]) as branch)
      )`.execute(trx)
  return new Set(rows.map(({ id }) => id))
}

/** The name of the key with which an actor acts; undefined if they act without one. */
export async function findKeyName(trx: Trx, actor: Actor): Promise<string | undefined> {
  if (actor.kind !== 'api_key') return undefined
  const key = await trx
    .selectFrom('apiKey')
    .select('name')
    .where('id', '=', actor.apiKeyId)
    .executeTakeFirst()
  return key && defanged(key.name)
}
