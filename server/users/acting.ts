import type { Actor } from '#server/audit/audit.ts'
import { findHolder } from '#server/locations/holders.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { PersonWeb, SignedInWeb } from '#server/sessions/signed-in.ts'
import type { Language } from '#shared/languages.ts'
import type { Membership } from '#shared/permissions.ts'
import { managerRoles, type Role } from '#shared/roles.ts'
import { findKeyMaker } from './api-keys.queries.ts'

/** The person or key that acts, in which customer, and what they held when they asked. */
export type Acting = {
  actor: Actor
  customerId: string
  memberships: readonly Membership[]
  /** The language in which they read TMAS. Mails to people they add use it, until another is chosen. */
  language?: Language
  /** Of a person: the session that has to be proved for some changes (R33). */
  sessionId?: string | undefined
  /** TMAS's own address, for links in the mails that this causes. Without it no such mail is sent. */
  origin?: string
}

/** Who is signed in, a person or a key, as the one who acts. */
export function actingOf({ signedIn, actor }: SignedInWeb['Variables'] | PersonWeb['Variables']): Acting {
  const { customer, memberships, sessionId } = signedIn
  const language = 'language' in signedIn ? { language: signedIn.language } : {}
  return { actor, customerId: customer.id, memberships, sessionId, ...language }
}

/**
 * What the acting person holds now. It is read under the customer's lock before anything is changed: a manager who was
 * demoted a moment ago can change nothing, whatever the request was allowed at its start.
 */
export async function currentMemberships(db: Db | Trx, acting: Acting): Promise<readonly Membership[]> {
  if (acting.actor.kind === 'operator') return acting.memberships
  const holder = await findHolder(db, acting.actor)
  return holder?.enabled && holder.customerId === acting.customerId ? holder.memberships : []
}

/** Whether an actor acts on themselves: in person, or with an API key that they have created. */
export async function isThemselves(
  trx: Trx,
  acting: Pick<Acting, 'actor'>,
  userId: string,
): Promise<boolean> {
  return (await findOneself(trx, acting)) === userId
}

/** The user whom an actor is: in person, or by having created the API key. */
export async function findOneself(
  db: Db | Trx,
  { actor }: Pick<Acting, 'actor'>,
): Promise<string | undefined> {
  if (actor.kind === 'api_key') return findKeyMaker(db, actor.apiKeyId)
  return actor.kind === 'user' ? actor.userId : undefined
}

/**
 * A program with a key creates, changes, mails, unlinks and resets no managers, whatever its role: it would otherwise give
 * lasting rights to a person that no one has met (R33). Ask it wherever something is done to users or their roles.
 *
 * @param roles what the users hold, or are to hold.
 * @throws {Problem} `forbidden`
 */
export function refuseKeysOnManagers(
  { actor }: Pick<Acting, 'actor'>,
  roles: readonly { role: Role }[],
): void {
  if (actor.kind === 'api_key' && roles.some(({ role }) => managerRoles.includes(role)))
    throw new Problem('forbidden', 'An API key does not create, change or reset managers.')
}

export function noSuchUser() {
  return new Problem('not_found', 'There is no such user.')
}

export function forbidden() {
  return new Problem('forbidden', 'Your permission type does not allow this here.')
}
