import { listPlaces } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { type Action, can, canSomewhere, type Membership, mayManageRole } from '#shared/permissions.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import { roles as allRoles, type Role } from '#shared/roles.ts'
import { type Acting, currentMemberships } from './acting.ts'
import { listChangeable } from './reach.ts'
import { listMemberships } from './users.queries.ts'

/** Who may carry out a remedy, and where. */
export type Means = {
  mayAct: boolean
  /** The roles that may, where the reader may not. */
  whoMay: Role[]
  /** The chain whose settings the remedy changes. */
  chain: Chain | null
}

type Chain = { id: string; name: string }

/** What is done at a chain, and by whom; every other remedy is done to a user. */
const atChain: Partial<Record<RemedyAction, Action>> = {
  set_tenant_id: 'settings.change',
  correct_tenant_id: 'settings.change',
  send_consent_kit: 'consent-kit.send',
}

/** Whether a remedy is carried out at a chain, so that no user need be known. */
export function isAtChain(action: RemedyAction | null): boolean {
  return action !== null && atChain[action] !== undefined
}

/**
 * Who may carry out a remedy: the reader, or which roles.
 *
 * @param of `chains`: those whose settings may be meant, the likeliest first; `userId`: the user it is done to, null
 *   where it is still to be found out who that is.
 */
export async function meansOf(
  db: Db,
  acting: Acting,
  action: RemedyAction | null,
  { chains, userId }: { chains: readonly Chain[]; userId: string | null },
): Promise<Means> {
  const [likeliest = null] = chains
  if (action === null) return { mayAct: false, whoMay: [], chain: likeliest }
  const reader = await currentMemberships(db, acting)
  const needed = atChain[action]
  if (needed) {
    const ids = chains.map(({ id }) => id)
    const places = await listPlaces(db, acting.customerId, ids)
    // Where the settings are the ancestor's, who may not change them there may give the chain its own.
    const mine = chains.find(({ id }) => can(reader, needed, places.get(id) ?? []))
    return {
      ...orRolesThatMay(mine !== undefined, (here) => can(here, needed, ['here'])),
      chain: mine ?? likeliest,
    }
  }
  if (userId === null) {
    const mayAct = canSomewhere(reader, 'user.change')
    return { ...orRolesThatMay(mayAct, (here) => can(here, 'user.change', ['here'])), chain: likeliest }
  }
  const held = await listMemberships(db, userId)
  const mayAct = (await listChangeable(db, acting.customerId, reader, [userId])).has(userId)
  const roles = held.length > 0 ? held.map(({ role }) => role) : (['viewer'] as const)
  const may = (here: Membership[]) => roles.every((role) => mayManageRole(here, role, ['here']))
  return { ...orRolesThatMay(mayAct, may), chain: likeliest }
}

function orRolesThatMay(
  mayAct: boolean,
  may: (here: Membership[]) => boolean,
): Pick<Means, 'mayAct' | 'whoMay'> {
  return { mayAct, whoMay: mayAct ? [] : allRoles.filter((role) => may([{ locationId: 'here', role }])) }
}
