import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'

/** Whether the person has a password, or may have one. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => parseResponse(api.account.$get()),
})

/** Where the person is signed in now. */
export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: () => parseResponse(api.sessions.$get()),
})
