import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { filtersOf, type SignInsSearch } from './sign-ins-search.ts'

const route = api['sign-ins']

export type SignInsPage = InferResponseType<typeof route.$get, 200>
export type SignIn = SignInsPage['items'][number]
export type OneSignIn = InferResponseType<(typeof route)[':reference']['$get'], 200>
export type Pattern = InferResponseType<typeof route.patterns.$get, 200>['items'][number]

export const pageSize = 50

/** How far attempts are counted: beyond that, no one waits for the exact number. */
const countTo = 1000

/** Every query of this page starts with it. */
export const signInsKey = ['sign-ins']

export function signInsQuery(search: SignInsSearch) {
  const query = {
    ...filtersOf(search),
    limit: String(pageSize),
    cursor: search.after,
    countTo: String(countTo),
  }
  return queryOptions({
    queryKey: [...signInsKey, 'list', query],
    queryFn: () => parseResponse(route.$get({ query })),
    // New attempts come at any time: an old page is shown at once, and loaded again.
    staleTime: 0,
  })
}

export const signInQuery = (reference: string) =>
  queryOptions({
    queryKey: [...signInsKey, 'one', reference],
    queryFn: () => parseResponse(route[':reference'].$get({ param: { reference } })),
    staleTime: 0,
  })

/** Whether a person can be asked about an attempt that names no one. Only managers of users may ask. */
export const questionQuery = (reference: string) =>
  queryOptions({
    queryKey: [...signInsKey, 'question', reference],
    queryFn: () => parseResponse(route[':reference'].question.$get({ param: { reference } })),
    retry: false,
  })

export const patternsQuery = queryOptions({
  queryKey: [...signInsKey, 'patterns'],
  queryFn: () => parseResponse(route.patterns.$get()),
  refetchInterval: 60_000,
})
