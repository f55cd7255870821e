import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { usersKey } from './users.queries.ts'

/** Under `users`, so that any change of a user loads it again. */
export const explainQuery = (id: string) =>
  queryOptions({
    queryKey: [...usersKey, 'explain', id],
    queryFn: () => parseResponse(api.users[':id'].explain.$get({ param: { id } })),
  })

export const explainAddressQuery = (address: string) =>
  queryOptions({
    queryKey: [...usersKey, 'explain-address', address],
    queryFn: () => parseResponse(api.users.explain.$get({ query: { address } })),
    retry: false,
  })

export type Explanation = Awaited<ReturnType<NonNullable<ReturnType<typeof explainQuery>['queryFn']>>>

/** Accounts that look like a user whom the reader may change: of all of them, or of one. */
export const nearMissesQuery = (userId?: string) =>
  queryOptions({
    queryKey: [...usersKey, 'near-misses', userId ?? 'all'],
    queryFn: async () =>
      (await parseResponse(api.users['near-misses'].$get({ query: { ...(userId && { userId }) } }))).items,
    staleTime: 30_000,
    retry: false,
  })

export type NearMiss = Awaited<ReturnType<NonNullable<ReturnType<typeof nearMissesQuery>['queryFn']>>>[number]

/** Makes the account's login ID the user's address, or notes that the account is a different person. */
export async function decideNearMiss(
  { reference, user }: { reference: string; user: { id: string } },
  decision: 'correct_address' | 'not_the_same_person',
): Promise<void> {
  const about = { userId: user.id }
  const json = decision === 'correct_address' ? { decision, ...about, confirm: true } : { decision, ...about }
  await api.users['near-misses'][':reference'].$post({ param: { reference }, json })
}
