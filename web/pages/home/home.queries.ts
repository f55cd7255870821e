import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'

export type Home = InferResponseType<typeof api.home.$get, 200>

/** What the page offers and asks, in one request. Someone may ask for help at any time. */
export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: () => parseResponse(api.home.$get()),
  refetchInterval: 60_000,
})
