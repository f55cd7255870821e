import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { ownTimeZone } from '../../use-time.ts'

const route = api.overview.connection

export type ConnectionHealth = InferResponseType<typeof route.$get, 200>

/** In the time zone of the browser, as all days of the console are. */
export const connectionHealthQuery = queryOptions({
  queryKey: ['overview', 'connection'],
  queryFn: () => parseResponse(route.$get({ query: { timeZone: ownTimeZone() } })),
  staleTime: 30_000,
})
