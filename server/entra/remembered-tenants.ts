import { isWithin } from '#server/policy/time.ts'
import type { Entra } from './entra.ts'
import type { FoundTenant } from './find-tenant.ts'

/** Milliseconds for which an answer counts: a domain hardly ever changes its tenant, and a new one soon has one. */
const keptIfFound = 5 * 60 * 1000
const keptIfNot = 60 * 1000

/** Of so many questions the answers are kept; those asked for longest ago go first. */
const most = 1000

/**
 * What Microsoft said lately about tenants, so that looking at ten people of one domain asks about it once. That
 * Microsoft did not answer is never kept. Each person has a memory of their own: a shared one would tell what others
 * have asked about (R31).
 *
 * @returns a function that finds a tenant for a person or a program. Where nothing is known, it asks `mayAsk` first,
 *   and beyond what that allows the answer is `microsoft_unreachable`.
 */
export function rememberTenants(findTenant: Entra['findTenant'], now: () => Date) {
  const known = new Map<string, { answer: FoundTenant; at: Date }>()
  return async function find(who: string, name: string, mayAsk: () => boolean): Promise<FoundTenant> {
    const key = `${who} ${name.trim().toLowerCase()}`
    const kept = known.get(key)
    if (kept && isWithin(kept.answer.found ? keptIfFound : keptIfNot, kept.at, now())) return kept.answer
    if (!mayAsk()) return { found: false, reason: 'microsoft_unreachable' }
    const answer = await findTenant(name)
    known.delete(key)
    if (answer.found || answer.reason !== 'microsoft_unreachable') known.set(key, { answer, at: now() })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return answer
  }
}
