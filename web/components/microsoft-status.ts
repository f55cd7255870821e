import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../api.ts'
import { parseResponse } from '../client.ts'

const status = api['microsoft-status']

export type Disturbance = NonNullable<InferResponseType<typeof status.$get, 200>['disturbance']>

export const statusQuery = queryOptions({
  queryKey: ['microsoft-status'],
  queryFn: () => parseResponse(status.$get()),
  refetchInterval: 60_000,
})
