import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api, withVersion } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { locationsKey } from './locations.queries.ts'

const routes = api.locations[':id'].advanced['roll-out']

export type RollOut = InferResponseType<(typeof routes)['$get'], 200> & { version: string }
export type WaveRehearsal = InferResponseType<(typeof routes)['rehearsal']['$get'], 200>['waves'][number]
export type WaveReadiness = InferResponseType<(typeof routes)['readiness']['$get'], 200>['waves'][number]

export const rollOutQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'roll-out', id],
    queryFn: () => withVersion(routes.$get({ param: { id } })),
  })

/** What the rehearsal has shown of each wave. */
export const waveRehearsalQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'wave-rehearsal', id],
    queryFn: () => parseResponse(routes.rehearsal.$get({ param: { id } })),
  })

export const waveReadinessQuery = (id: string) =>
  queryOptions({
    queryKey: [...locationsKey, 'wave-readiness', id],
    queryFn: () => parseResponse(routes.readiness.$get({ param: { id } })),
  })
