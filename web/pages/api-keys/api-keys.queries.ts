import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'

/** What the list shows, as its address says it. */
export type ApiKeysSearch = {
  search?: string | undefined
  /** Where the page starts, from the answer before. */
  after?: string | undefined
}

/** People type, shorten and share addresses, so anything wrong in one is ignored. */
export function readApiKeysSearch({ search, after }: Record<string, unknown>): ApiKeysSearch {
  return {
    search: ['string', 'number'].includes(typeof search)
      ? String(search).slice(0, 100) || undefined
      : undefined,
    after: typeof after === 'string' ? after : undefined,
  }
}

export const apiKeysKey = ['api-keys']

export const apiKeysQuery = ({ search, after }: ApiKeysSearch) =>
  queryOptions({
    queryKey: [...apiKeysKey, search, after],
    queryFn: () => {
      const query = { limit: '25', ...(search && { search }), ...(after && { cursor: after }) }
      return parseResponse(api['api-keys'].$get({ query }))
    },
  })

/** Those that the person has created, newest first: as many as a page shows, and how many in all. */
export const ownKeysQuery = queryOptions({
  queryKey: [...apiKeysKey, 'own'],
  queryFn: () => parseResponse(api['api-keys'].$get({ query: { limit: '100', mine: 'true' } })),
})

export type ApiKey = InferResponseType<(typeof api)['api-keys']['$get'], 200>['items'][number]
