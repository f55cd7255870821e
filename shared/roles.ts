/** Roles on a location, from the most to the least. On screen: "permission type". */
export const roles = [
  'chain_and_user_manager',
  'chain_manager',
  'user_manager',
  'location_manager',
  'viewer',
] as const

export type Role = (typeof roles)[number]

/** The levels that keep username and password under mandatory authentication (R14), given on a chain only. */
export const managerRoles: readonly Role[] = ['chain_and_user_manager', 'chain_manager', 'user_manager']

export const locationTypes = ['chain', 'district', 'region', 'store'] as const

export type LocationType = (typeof locationTypes)[number]
