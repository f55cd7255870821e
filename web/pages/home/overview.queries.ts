import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { ownTimeZone } from '../../use-time.ts'

export type Overview = InferResponseType<typeof api.overview.$get, 200>

/** In the time zone of the browser, as all days of the console are. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => parseResponse(api.overview.$get({ query: { timeZone: ownTimeZone() } })),
  staleTime: 30_000,
})
