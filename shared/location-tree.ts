import type { LocationType } from './roles.ts'

/**
 * Whether a location of this type may hang under one of that type: a chain under a chain only, nothing under a store;
 * districts, regions and stores group as the customer likes.
 */
export function mayHangUnder(type: LocationType, parent: LocationType): boolean {
  return type === 'chain' ? parent === 'chain' : parent !== 'store'
}

/** A chain carries settings and managers, so nothing becomes a chain later, and a chain nothing else. */
export function mayBecome(before: LocationType, after: LocationType): boolean {
  return before === after || (before !== 'chain' && after !== 'chain')
}
