import { queryOptions } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { api } from '../../api.ts'
import { type AuditSearch, filterOf } from './audit-search.ts'

/** One page of the audit trail. Everything that selects it is in the address. */
export function auditQuery(search: AuditSearch) {
  return queryOptions({
    queryKey: ['audit', search],
    queryFn: () =>
      parseResponse(api.audit.$get({ query: { ...filterOf(search), cursor: search.after, limit: '50' } })),
    // New records come at any time: an old page is shown at once, and loaded again.
    staleTime: 0,
  })
}
