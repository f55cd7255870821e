import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { usersKey } from './users.queries.ts'

const history = api.users[':id'].history

export type HistoryItem = InferResponseType<typeof history.$get, 200>['items'][number]
export type HistoryKind = HistoryItem['kind']

/** What happened to a user, newest first, a page at a time. Under `users`, so that any change of a user loads it again. */
export const historyQuery = (id: string, kind?: HistoryKind) =>
  infiniteQueryOptions({
    queryKey: [...usersKey, 'history', id, kind ?? 'all'],
    queryFn: ({ pageParam }) =>
      parseResponse(
        history.$get({
          param: { id },
          query: { limit: '15', ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  })

/** The newest mails to a user. */
export const mailsQuery = (id: string) =>
  queryOptions({
    queryKey: [...usersKey, 'mails', id],
    queryFn: () => parseResponse(history.$get({ param: { id }, query: { kind: 'mail', limit: '3' } })),
    staleTime: 0,
  })

/** The devices on which a user is signed in, for those who may sign them out. */
export const sessionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...usersKey, 'sessions', id],
    queryFn: async () => (await parseResponse(api.users[':id'].sessions.$get({ param: { id } }))).items,
    staleTime: 0,
  })
