import type { LocationType } from './roles.ts'

/**
 * Whether a location of this type may be under one of that type: a chain only under a chain, nothing under a store.
 * Districts, regions and stores can be grouped in any way.
 */
export function mayBePlacedUnder(type: LocationType, parent: LocationType): boolean {
  return type === 'chain' ? parent === 'chain' : parent !== 'store'
}

/** A chain has settings and managers, so nothing can become a chain later, and a chain can become nothing else. */
export function mayChangeType(before: LocationType, after: LocationType): boolean {
  return before === after || (before !== 'chain' && after !== 'chain')
}
