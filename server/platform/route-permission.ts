import type { Action } from '#shared/permissions.ts'

/**
 * Who may call a route that changes something. `anyone` needs no session; `oneself` is for every person who is
 * signed in, about what is their own. Otherwise a role has to allow the action: on the location or the chain that the
 * address names, to the user, where the shared computer stands, or `somewhere` if only the body says where.
 */
export type RoutePermission =
  | 'anyone'
  | 'oneself'
  | { action: Action; at: 'location' | 'chain' | 'user' | 'device' | 'somewhere' }

/**
 * Part of the declaration of a route, and so of the API's description. It is asked for before the body is read (R34);
 * a route that changes something and declares none stops TMAS from starting.
 */
export function permits(permission: RoutePermission) {
  return { 'x-permission': permission } as const
}
