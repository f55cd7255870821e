import type { Refusal } from '#shared/refusals.ts'
import { isTypedGuid, isTypedReference } from '#shared/shapes.ts'
import { hasWords } from '../../messages.ts'
import { startOf } from '../audit/audit-search.ts'

export const outcomes = ['refused', 'succeeded', 'pending'] as const
export const doors = ['microsoft', 'password'] as const

/** What the page shows, as its address says it. Days are the reader's own. */
export type SignInsSearch = {
  outcome?: (typeof outcomes)[number] | undefined
  code?: Refusal | undefined
  /** Only refusals whose cause can be the connection to Microsoft. */
  cause?: 'connection' | undefined
  door?: (typeof doors)[number] | undefined
  user?: string | undefined
  location?: string | undefined
  from?: string | undefined
  to?: string | undefined
  search?: string | undefined
  /** Only those whose person asks for help. */
  asked?: true | undefined
  /** Where the page starts, from the answer before. */
  after?: string | undefined
  /** The attempt that is open. */
  reference?: string | undefined
}

/** Reads an address that anyone may have written: what is not a filter is ignored. */
export function readSignInsSearch(given: Record<string, unknown>): SignInsSearch {
  const text = (name: string, isShape: (value: string) => boolean) => {
    const value = typeof given[name] === 'number' ? String(given[name]) : given[name]
    return typeof value === 'string' && isShape(value) ? value : undefined
  }
  const among = <T>(value: unknown, known: readonly T[]) => known.find((one) => one === value)
  const code = text('code', hasWords)
  return {
    outcome: among(given.outcome, outcomes),
    code: code as Refusal | undefined,
    cause: among(given.cause, ['connection'] as const),
    door: among(given.door, doors),
    user: text('user', isTypedGuid)?.toLowerCase(),
    location: text('location', isTypedGuid)?.toLowerCase(),
    from: text('from', isDay),
    to: text('to', isDay),
    search: text('search', (value) => /^.{1,200}$/s.test(value)),
    asked: given.asked === true || given.asked === 'true' || undefined,
    after: text('after', (value) => /^[\w-]{1,1000}$/.test(value)),
    reference: text('reference', isTypedReference)?.toUpperCase(),
  }
}

const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value)

/** Only the filters, in the API's form: moments instead of days, and nothing that is not set. */
export function filtersOf(search: SignInsSearch): Record<string, string> {
  const { outcome, code, cause, door, user, location, search: text, asked } = search
  const all = { outcome, code, cause, door, user, location, search: text, asked: asked && 'true' }
  const moments = { from: startOf(search.from, 0), to: startOf(search.to, 1) }
  return Object.fromEntries(
    Object.entries({ ...all, ...moments }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
}
