import type { Sort } from './queries.ts'

/** What the address of this page holds: which location is open, and how the list is sorted. */
export type LocationsSearch = { location?: string; sort?: Sort | `-${Sort}` }

/** Takes from an address what makes sense; the rest is as if it were not there. */
export function readLocationsSearch({ location, sort }: Record<string, unknown>): LocationsSearch {
  return {
    ...(typeof location === 'string' && { location }),
    ...(typeof sort === 'string' &&
      /^-?(name|type|code|country|region)$/.test(sort) && { sort: sort as Sort | `-${Sort}` }),
  }
}
