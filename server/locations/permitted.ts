import type { Actor } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { SignedIn } from '#server/sessions/sessions.queries.ts'
import type { Caller } from '#server/sessions/signed-in.ts'
import { type Action, can, mayManageRole } from '#shared/permissions.ts'
import { findHolder } from './holders.ts'
import { findLocation, listPlaces, lockCustomerPolicy } from './locations.queries.ts'

export type Location = NonNullable<Awaited<ReturnType<typeof findLocation>>>

/**
 * A location with which the signed-in person may do this. For reading; a change checks again, with `takeLocation`.
 *
 * @throws {Problem} `not_found` if it is not their customer's, `forbidden` if it is outside their branch.
 */
export async function findPermitted(
  db: Db,
  { customer, memberships }: Pick<SignedIn, 'customer' | 'memberships'>,
  action: Action,
  id: string,
): Promise<Location> {
  const location = await findLocation(db, id)
  if (location?.customerId !== customer.id) throw noSuchLocation()
  const places = await listPlaces(db, customer.id, [id])
  if (!can(memberships, action, places.get(id) ?? [])) throw forbidden()
  return location
}

/**
 * Takes a location to change it: locks its customer's policy, and only then looks at the location and at what the
 * actor may do. An actor who has just lost the role can change nothing, whatever the request was allowed at its start.
 *
 * @throws {Problem} `not_found`, `forbidden`
 */
export async function takeLocation(trx: Trx, actor: Actor, action: Action, id: string): Promise<Location> {
  const known = await findLocation(trx, id)
  if (!known || !(await isOf(trx, actor, known.customerId))) throw noSuchLocation()
  await lockCustomerPolicy(trx, known.customerId)
  const location = await findLocation(trx, id)
  if (!location) throw noSuchLocation()
  await mustBeAllowed(trx, actor, action, location)
  return location
}

/** @throws {Problem} `forbidden` unless the actor's current roles allow this here. The operator may always. */
export async function mustBeAllowed(
  trx: Trx,
  actor: Actor,
  action: Action,
  { id, customerId }: Pick<Location, 'id' | 'customerId'>,
): Promise<void> {
  if (!(await isAllowed(trx, actor, action, { id, customerId }))) throw forbidden()
}

/** Whether the actor's current roles allow this here. The operator may always. */
export async function isAllowed(
  trx: Trx,
  actor: Actor,
  action: Action,
  { id, customerId }: Pick<Location, 'id' | 'customerId'>,
): Promise<boolean> {
  if (actor.kind === 'operator') return true
  const holder = await findHolder(trx, actor)
  const places = await listPlaces(trx, customerId, [id])
  return Boolean(holder?.enabled) && can(holder?.memberships ?? [], action, places.get(id) ?? [])
}

/** Whether the actor may edit every manager of a chain and below it. */
export async function mayVouchFor(trx: Trx, actor: Actor, { id, customerId }: Location): Promise<boolean> {
  if (actor.kind !== 'user') return actor.kind === 'operator'
  const holder = await findHolder(trx, actor)
  const places = await listPlaces(trx, customerId, [id])
  return mayManageRole(holder?.memberships ?? [], 'chain_and_user_manager', places.get(id) ?? [])
}

async function isOf(trx: Trx, actor: Actor, customerId: string) {
  if (actor.kind === 'operator') return true
  return (await findHolder(trx, actor))?.customerId === customerId
}

export function noSuchLocation() {
  return new Problem('not_found', 'This location does not exist.')
}

function forbidden() {
  return new Problem('forbidden', 'Your permission type does not allow this here.')
}

/**
 * A chain whose settings this person may change.
 *
 * @throws {Problem} `not_found`, also for a location that is not a chain; `forbidden`.
 */
export async function findChainToSet(db: Db, who: Pick<Caller, 'customer' | 'memberships'>, id: string) {
  const chain = await findPermitted(db, who, 'settings.change', id)
  if (chain.type !== 'chain') throw new Problem('not_found', 'There is no such chain.')
  return chain
}
