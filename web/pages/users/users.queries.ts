import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { type EndFilter, endFilters } from '#shared/end-date.ts'
import { roles } from '#shared/roles.ts'
import { api, withVersion } from '../../api.ts'
import { parseResponse } from '../../client.ts'

export const sortable = ['username', 'name', 'email', 'status', 'lastSignInAt'] as const
export type Sortable = (typeof sortable)[number]

export const pageSizes = [10, 25, 50] as const

/** With which the key of every query about users begins: what was changed in one may show in any of them. */
export const usersKey = ['users'] as const

/** How far users without a link have come. */
export const unlinkedStates = ['never_tried', 'refused'] as const

/** What the list shows, as its address says it. What is missing has its default. */
export type UsersSearch = {
  search?: string | undefined
  sort?: Sortable | `-${Sortable}` | undefined
  status?: 'enabled' | 'disabled' | undefined
  end?: EndFilter | undefined
  role?: (typeof roles)[number] | undefined
  linked?: boolean | undefined
  unlinked?: (typeof unlinkedStates)[number] | undefined
  secondFactor?: 'set' | 'none' | undefined
  location?: string | undefined
  includeBelow?: boolean | undefined
  limit?: (typeof pageSizes)[number] | undefined
  /** Where the page starts, from the answer before, and how many users are before it. */
  cursor?: string | undefined
  skipped?: number | undefined
}

/** People type, shorten and share addresses, so anything wrong in one is ignored. */
export function readUsersSearch(given: Record<string, unknown>): UsersSearch {
  const text = (value: unknown) =>
    ['string', 'number'].includes(typeof value) ? String(value).slice(0, 200) : undefined
  const among = <T>(value: unknown, known: readonly T[]) => known.find((one) => one === value)
  const isId = typeof given.location === 'string' && /^[0-9a-f-]{36}$/i.test(given.location)
  return {
    search: text(given.search) || undefined,
    sort: among(
      given.sort,
      sortable.flatMap((name) => [name, `-${name}` as const]),
    ),
    status: among(given.status, ['enabled', 'disabled'] as const),
    end: among(given.end, endFilters),
    role: among(given.role, roles),
    linked: typeof given.linked === 'boolean' ? given.linked : undefined,
    unlinked: among(given.unlinked, unlinkedStates),
    secondFactor: among(given.secondFactor, ['set', 'none'] as const),
    location: isId ? (given.location as string) : undefined,
    includeBelow: given.includeBelow === true || undefined,
    limit: among(given.limit, pageSizes),
    cursor: typeof given.cursor === 'string' ? given.cursor : undefined,
    skipped: typeof given.skipped === 'number' && given.skipped > 0 ? Math.floor(given.skipped) : undefined,
  }
}

/** Only the filters, in the API's form. */
export function filtersOf(chosen: UsersSearch) {
  const { search, sort, status, end, role, linked, unlinked, secondFactor, location, includeBelow } = chosen
  return {
    ...(search && { search }),
    ...(sort && { sort }),
    ...(status && { status }),
    ...(end && { end }),
    ...(role && { role }),
    ...(linked !== undefined && { linked: linked ? ('true' as const) : ('false' as const) }),
    ...(unlinked && { unlinked }),
    ...(secondFactor && { secondFactor }),
    ...(location && { location }),
    ...(location && includeBelow && { includeBelow: 'true' as const }),
  }
}

export const usersQuery = (search: UsersSearch) =>
  queryOptions({
    queryKey: [...usersKey, 'list', search],
    queryFn: async () => {
      const paging = { limit: String(search.limit ?? 25), ...(search.cursor && { cursor: search.cursor }) }
      const page = await parseResponse(api.users.$get({ query: { ...filtersOf(search), ...paging } }))
      // The same address answers with a file when asked for one.
      if (typeof page === 'string' || !('items' in page)) throw new TypeError('a list was asked for')
      return page
    },
  })

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: [...usersKey, 'one', id],
    queryFn: () => withVersion(api.users[':id'].$get({ param: { id } })),
  })

/** A user as lists and pages show them. */
export type User = InferResponseType<(typeof api.users)[':id']['$get'], 200>

/** With the version on which a change can be based. */
export type VersionedUser = User & { version: string }

export const matrixQuery = queryOptions({
  queryKey: [...usersKey, 'permissions-matrix'],
  queryFn: () => parseResponse(api.users['permissions-matrix'].$get()),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The locations where the reader may give roles: found by a text, or these. */
export const placesQuery = (asked: { search: string } | { ids: string }) =>
  queryOptions({
    queryKey: [...usersKey, 'places', asked],
    queryFn: async () =>
      (await parseResponse(api.users.places.$get({ query: { ...asked, limit: '30' } }))).items,
    placeholderData: keepPreviousData,
  })

export const addressQuery = (email: string, userId: string | undefined) =>
  queryOptions({
    queryKey: [...usersKey, 'address', email, userId],
    queryFn: () =>
      parseResponse(api.users['address-check'].$get({ query: { email, ...(userId && { userId }) } })),
  })

/** How a page names a user: by name, or by username if there is none. */
export function nameOf({ firstName, lastName, username }: Pick<User, 'firstName' | 'lastName' | 'username'>) {
  return `${firstName} ${lastName}`.trim() || username
}
