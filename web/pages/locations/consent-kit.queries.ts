import { infiniteQueryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { locationsKey } from './locations.queries.ts'

const kitRoute = api.locations[':id'].advanced['consent-kit']

export type ConsentKit = InferResponseType<(typeof kitRoute)['$get'], 200>['items'][number]

/** The active links to a chain's consent kit, newest first. */
export const consentKitsQuery = (chainId: string) =>
  infiniteQueryOptions({
    queryKey: [...locationsKey, 'consent-kits', chainId],
    queryFn: ({ pageParam }) =>
      parseResponse(
        kitRoute.$get({
          param: { id: chainId },
          query: { limit: '20', ...(pageParam && { cursor: pageParam }) },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })

/** Makes a link, and mails it if an address is given. The link itself is in this answer only. */
export const makeConsentKit = (
  chainId: string,
  mail: { email?: string; language?: string; message?: string },
) =>
  parseResponse(
    kitRoute.$post({ param: { id: chainId }, json: mail as Parameters<typeof kitRoute.$post>[0]['json'] }),
  )

export const revokeConsentKit = (chainId: string, kitId: string) =>
  kitRoute[':kitId'].$delete({ param: { id: chainId, kitId } })
