import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api, withVersion } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import type { LocationsSearch, Sort } from './locations-search.ts'
import { buildTree } from './tree.ts'

export type Location = InferResponseType<(typeof api.locations)[':id']['$get'], 200>
export type Advanced = InferResponseType<(typeof api.locations)[':id']['advanced']['$get'], 200>

/** Every query of this page starts with it: any change of a location makes all of them stale. */
export const locationsKey = ['locations']

/** The whole tree within reach: one answer holds five thousand locations, and searching needs no other. */
export const treeQuery = queryOptions({
  queryKey: [...locationsKey, 'tree'],
  queryFn: async () => {
    const { items, rights } = await parseResponse(api.locations.tree.$get())
    return buildTree(items, rights)
  },
  // A Map is not compared part by part, so a new answer is a new tree.
  structuralSharing: false,
})

export const locationQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'one', id],
    queryFn: () => withVersion(api.locations[':id'].$get({ param: { id } })),
  })

export const listKey = [...locationsKey, 'list']

export const listQuery = (sort: Sort | `-${Sort}`) =>
  infiniteQueryOptions({
    queryKey: [...listKey, sort],
    queryFn: ({ pageParam }) =>
      parseResponse(
        api.locations.$get({ query: { sort, limit: '50', ...(pageParam && { cursor: pageParam }) } }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })

export const advancedQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'advanced', id],
    queryFn: () => withVersion(api.locations[':id'].advanced.$get({ param: { id } })),
  })

export const belowQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'below', id],
    queryFn: () => parseResponse(api.locations[':id'].advanced.below.$get({ param: { id } })),
  })

export const readinessQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'readiness', id],
    queryFn: () => parseResponse(api.locations[':id'].advanced.readiness.$get({ param: { id } })),
  })

/**
 * Which tenant a text names. Not under a location's key, because what we save does not change what Microsoft knows.
 */
export const tenantQuery = (id: string, text: string) =>
  queryOptions({
    queryKey: ['tenant', id, text],
    queryFn: () =>
      parseResponse(api.locations[':id'].advanced.tenant.$post({ param: { id }, json: { text } })),
    retry: false,
    staleTime: 60_000,
  })

export function loadTree(queryClient: QueryClient) {
  return queryClient.ensureQueryData(treeQuery)
}

/** The tree and what is beside it, a location or the list. If the latter fails, the page says so in its place. */
export async function loadLocations(
  queryClient: QueryClient,
  { location = '', sort = 'name' }: LocationsSearch,
): Promise<void> {
  const { byId } = await loadTree(queryClient)
  await (byId.has(location)
    ? queryClient.ensureQueryData(locationQuery(location))
    : queryClient.ensureInfiniteQueryData(listQuery(sort))
  ).catch(() => undefined)
}
