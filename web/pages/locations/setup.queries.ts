import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { locationsKey } from './locations.queries.ts'

const advanced = api.locations[':id'].advanced

export type Setup = InferResponseType<typeof advanced.setup.$get, 200>
export type TestReport = InferResponseType<(typeof advanced.test)[':testId']['$get'], 200>
export type Connecting = InferResponseType<(typeof advanced.connect)[':connectId']['$get'], 200>
export type Rehearsal = InferResponseType<typeof advanced.rehearsal.$get, 200>

/** Milliseconds between two looks while the page is visible, so that steps are ticked off as things happen. */
const everySoOften = 4000

const setupQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'setup', id],
    queryFn: () => parseResponse(advanced.setup.$get({ param: { id } })),
  })

/** The same, repeated until everything is done. */
export const liveSetupQuery = (id: string) =>
  queryOptions({
    ...setupQuery(id),
    refetchInterval: ({ state }) => (state.data?.confirmed ? false : everySoOften),
  })

export const testQuery = (id: string, testId: string) =>
  queryOptions({
    // Not under a location's key, because what we save does not change what a test found.
    queryKey: ['connection-test', id, testId],
    queryFn: () => parseResponse(advanced.test[':testId'].$get({ param: { id, testId } })),
    retry: (failures, error) => !(error instanceof RefusedRequest) && failures < 3,
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? 2000 : false),
  })

export const connectQuery = (id: string, connectId: string) =>
  queryOptions({
    // Not under a location's key: what was answered stays, and saving it loads everything about the location again.
    queryKey: ['connecting', id, connectId],
    queryFn: () => parseResponse(advanced.connect[':connectId'].$get({ param: { id, connectId } })),
    retry: (failures, error) => !(error instanceof RefusedRequest) && failures < 3,
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? 2000 : false),
  })

export const rehearsalQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'rehearsal', id],
    queryFn: () => parseResponse(advanced.rehearsal.$get({ param: { id } })),
  })
