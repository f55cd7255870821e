import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'

/** What the list shows, as its address says it. */
export type DevicesSearch = {
  search?: string | undefined
  /** Where the page starts, from the answer before. */
  after?: string | undefined
}

/** People type, shorten and share addresses, so anything wrong in one is ignored. */
export function readDevicesSearch({ search, after }: Record<string, unknown>): DevicesSearch {
  return {
    search: ['string', 'number'].includes(typeof search)
      ? String(search).slice(0, 100) || undefined
      : undefined,
    after: typeof after === 'string' ? after : undefined,
  }
}

export const devicesKey = ['shared-devices']

export const sharedDevicesQuery = ({ search, after }: DevicesSearch) =>
  queryOptions({
    queryKey: [...devicesKey, search, after],
    queryFn: () => {
      const query = { limit: '25', ...(search && { search }), ...(after && { cursor: after }) }
      return parseResponse(api.devices.$get({ query }))
    },
  })

/** Whether a computer has marked itself, asked again until it has or can no longer. */
export const markedQuery = (id: string, expiresAt: string) =>
  queryOptions({
    queryKey: [...devicesKey, 'marked', id],
    queryFn: async () =>
      (await api.devices[':id'].$get({ param: { id } }).catch(() => undefined))?.ok === true,
    refetchInterval: ({ state }) =>
      state.data === true || Date.now() > Date.parse(expiresAt) ? false : 2_000,
  })

export type Device = InferResponseType<typeof api.devices.$get, 200>['items'][number]
