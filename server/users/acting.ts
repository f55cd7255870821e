import type { Actor } from '#server/audit/audit.ts'
import { findHolder } from '#server/locations/holders.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Language } from '#shared/languages.ts'
import type { Membership } from '#shared/permissions.ts'
import { findKeyMaker } from './api-keys.queries.ts'

/** Who wants something, in which customer, and what they held when they asked. */
export type Acting = {
  actor: Actor
  customerId: string
  memberships: readonly Membership[]
  /** In which they read TMAS: the language of the mails to whom they add, until another is chosen. */
  language?: Language
  /** TMAS's own address, for the links in the mails that this causes; without it nobody is mailed one. */
  origin?: string
}

/**
 * What the acting person holds now. Asked under the customer's lock before anything is changed: who was demoted a
 * moment ago changes nothing any more, whatever their request was told at its start.
 */
export async function currentMemberships(db: Db | Trx, acting: Acting): Promise<readonly Membership[]> {
  if (acting.actor.kind === 'operator') return acting.memberships
  const holder = await findHolder(db, acting.actor)
  return holder?.enabled && holder.customerId === acting.customerId ? holder.memberships : []
}

/** Whether somebody acts on themselves: in person, or by an API key that they have made. */
export async function isThemselves(
  trx: Trx,
  { actor }: Pick<Acting, 'actor'>,
  userId: string,
): Promise<boolean> {
  if (actor.kind === 'api_key') return (await findKeyMaker(trx, actor.apiKeyId)) === userId
  return actor.kind === 'user' && actor.userId === userId
}

export function noSuchUser() {
  return new Problem('not_found', 'There is no such user.')
}

export function forbidden() {
  return new Problem('forbidden', 'Your permission type does not allow this here.')
}
