import { queryOptions } from '@tanstack/react-query'
import { type InferResponseType, parseResponse } from 'hono/client'
import { api, RefusedRequest } from '../../api.ts'
import { locationsKey } from './locations.queries.ts'

const advanced = api.locations[':id'].advanced

export type Setup = InferResponseType<typeof advanced.setup.$get, 200>
export type TestReport = InferResponseType<(typeof advanced.test)[':testId']['$get'], 200>
export type Rehearsal = InferResponseType<typeof advanced.rehearsal.$get, 200>

/** Milliseconds between two looks, while the page is in sight: the list ticks itself as things happen. */
const everySoOften = 4000

export const setupQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'setup', id],
    queryFn: () => parseResponse(advanced.setup.$get({ param: { id } })),
  })

/** The same, looked at again and again; once all is done there is nothing more to wait for. */
export const liveSetupQuery = (id: string) =>
  queryOptions({
    ...setupQuery(id),
    refetchInterval: ({ state }) => (state.data?.confirmed ? false : everySoOften),
  })

export const testQuery = (id: string, testId: string) =>
  queryOptions({
    // Under no location's key: what a test found does not change by what we save.
    queryKey: ['connection-test', id, testId],
    queryFn: () => parseResponse(advanced.test[':testId'].$get({ param: { id, testId } })),
    retry: (failures, error) => !(error instanceof RefusedRequest) && failures < 3,
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? 2000 : false),
  })

export const rehearsalQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'rehearsal', id],
    queryFn: () => parseResponse(advanced.rehearsal.$get({ param: { id } })),
  })
