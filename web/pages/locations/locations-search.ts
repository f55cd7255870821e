export type Sort = 'name' | 'type' | 'code' | 'country' | 'region'

/** The tabs of a location. The first one is not named in the address. */
export const sections = ['general', 'contact', 'advanced'] as const
export type Section = (typeof sections)[number]

/**
 * What the address of this page has: which location is open, in which section, a tenant ID proposed for it,
 * which test of the connection or which connecting is shown, and how the list is sorted.
 */
export type LocationsSearch = {
  location?: string
  section?: Exclude<Section, 'general'>
  tenant?: string
  test?: string
  connect?: string
  sort?: Sort | `-${Sort}`
}

/** Reads the parts of an address that make sense, and ignores the rest. */
export function readLocationsSearch({
  location,
  section,
  tenant,
  test,
  connect,
  sort,
}: Record<string, unknown>): LocationsSearch {
  return {
    ...(typeof location === 'string' && { location }),
    ...((section === 'contact' || section === 'advanced') && { section }),
    ...(typeof tenant === 'string' && /^[0-9a-f-]{36}$/.test(tenant) && { tenant }),
    ...(typeof test === 'string' && /^[0-9a-f-]{36}$/.test(test) && { test }),
    ...(typeof connect === 'string' && /^[0-9a-f-]{36}$/.test(connect) && { connect }),
    ...(typeof sort === 'string' &&
      /^-?(name|type|code|country|region)$/.test(sort) && { sort: sort as Sort | `-${Sort}` }),
  }
}
