import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { parseResponse } from './client.ts'

/** The person's second factor, and whether TMAS offers one (R30). */
export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => parseResponse(api.account['second-factor'].$get()),
})
