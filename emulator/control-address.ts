import { orders } from './orders.ts'
import type { World } from './world.ts'

/** What `GET /control` shows. */
export function controlState(world: World) {
  const {
    tamper: _,
    rotateKeys: _rotate,
    reset: _reset,
    nextToken,
    tokenRefusal,
    callbackRefusal,
    ...switches
  } = world.control
  const { tenants, people, apps, consents, servicePrincipals } = world.directory
  return {
    authority: world.authority,
    ...switches,
    tokenRefusal: tokenRefusal ?? null,
    callbackRefusal: callbackRefusal ?? null,
    nextToken: nextToken ?? null,
    tenants: tenants.map(({ id, name, domains, cloud, blocked }) => ({ id, name, domains, cloud, blocked })),
    people: people.map(({ loginId, name, stands, trouble }) => ({ loginId, name, stands, trouble })),
    registrations: apps.map(({ clientId, name, redirectUris, spaRedirectUris, disabled }) => ({
      clientId,
      name,
      redirectUris,
      spaRedirectUris,
      disabled,
    })),
    enterpriseApplications: servicePrincipals,
    consents,
  }
}

/**
 * Carries out what was posted to `/control`; several orders may come in one body, and are carried out in its order.
 * Nothing is ignored in silence: an order that is not known changes nothing and is named in the answer.
 *
 * @returns the problem, or undefined when everything was done
 */
export async function applyOrder(world: World, order: unknown): Promise<string | undefined> {
  if (typeof order !== 'object' || order === null || Array.isArray(order)) return 'Send a JSON object'
  for (const [name, value] of Object.entries(order)) {
    const known = Object.hasOwn(orders, name) ? orders[name] : undefined
    if (!known) return `There is no order ${name}`
    const wanted = known.problem(world, value)
    if (wanted) return `${name} wants ${wanted}`
  }
  for (const [name, value] of Object.entries(order)) await orders[name]?.carryOut(world, value)
  return undefined
}
