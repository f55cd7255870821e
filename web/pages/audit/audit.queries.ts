import { queryOptions } from '@tanstack/react-query'
import { audit } from '#shared/messages/audit.en.ts'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { type AuditSearch, filterOf } from './audit-search.ts'

/** Ignores an action that does not exist, as everything else that is wrong in an address. */
export function knownIn({ action, ...search }: AuditSearch): AuditSearch {
  return { ...search, action: action && Object.hasOwn(audit.actions, action) ? action : undefined }
}

/** One page of the audit trail. Everything that selects it is in the address. */
export function auditQuery(given: AuditSearch) {
  const search = knownIn(given)
  return queryOptions({
    queryKey: ['audit', search],
    queryFn: () =>
      parseResponse(api.audit.$get({ query: { ...filterOf(search), cursor: search.after, limit: '50' } })),
    // New records come at any time: an old page is shown at once, and loaded again.
    staleTime: 0,
  })
}
