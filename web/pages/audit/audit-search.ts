import type { audit } from '#shared/messages/audit.en.ts'

export type AuditAction = keyof typeof audit.actions

/** What selects the records, as it is in the page's address. Days are the reader's own. */
export type AuditSearch = {
  action?: AuditAction | undefined
  actor?: string | undefined
  search?: string | undefined
  since?: string | undefined
  until?: string | undefined
  after?: string | undefined
}

/** Reads an address that anyone may have written: what is not a filter is ignored. */
export function readAuditSearch(given: Record<string, unknown>): AuditSearch {
  const text = (name: string, shape: RegExp) => {
    const value = given[name]
    return typeof value === 'string' && shape.test(value) ? value : undefined
  }
  return {
    // Which ones there are is known to the page, and this is read before any page is loaded (`knownIn`).
    action: text('action', /^[a-z_.]{1,80}$/) as AuditAction | undefined,
    actor: text('actor', /^(?:[0-9a-f-]{36}|api_key|operator|stranger)$/),
    // The router reads `?search=12` as a number.
    search: typeof given.search === 'number' ? String(given.search) : text('search', /^.{1,200}$/s),
    since: text('since', /^\d{4}-\d\d-\d\d$/),
    until: text('until', /^\d{4}-\d\d-\d\d$/),
    after: text('after', /^[\w-]{1,1000}$/),
  }
}

/** The same in the API's form: moments instead of days. */
export function filterOf({ action, actor, search, since, until }: AuditSearch) {
  return { action, actor, search, from: startOf(since, 0), to: startOf(until, 1) }
}

/** Where everything that matches the filters can be downloaded. */
export function exportAddress(search: AuditSearch, format: 'csv' | 'ndjson'): string {
  const query = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(filterOf(search))) if (value) query.set(name, value)
  return `/api/v1/audit?${query}`
}

/** The start of a day, or of one after it, in the reader's time zone; undefined for a day that does not exist. */
export function startOf(day: string | undefined, later: number): string | undefined {
  if (day === undefined) return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date + later)
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString()
}
