import type { Db } from '#server/platform/database.ts'
import type { NamedAccount } from '#server/policy/accounts.ts'
import type { Check } from '#shared/checks.ts'
import { isGuid } from '#shared/shapes.ts'
import { type Evidence, findEvidence } from './evidence.ts'
import { listRead, type ReadAttempt } from './reading.queries.ts'
import type { Refused } from './refusal-words.ts'

/**
 * Why these attempts of a customer were refused, by their IDs, for `wordsOfRefusal`: whatever shows an attempt to a
 * manager says the same cause, and names the same person to act.
 */
export async function findRefused(
  db: Db,
  customerId: string,
  attemptIds: readonly string[],
  now: Date,
): Promise<Map<string, Refused>> {
  const attempts = await listRead(db, customerId, attemptIds)
  const evidence = await findEvidence(db, customerId, attempts, now)
  return new Map(
    attempts.flatMap((attempt) => {
      const refused = refusedOf(attempt, evidence.get(attempt.id))
      return refused ? [[attempt.id, refused] as const] : []
    }),
  )
}

/** An attempt as its words ask; null if it was not refused. */
export function refusedOf(attempt: ReadAttempt, evidence: Evidence | undefined): Refused | null {
  const { code, microsoft, said, personEmail, personHasTenant } = attempt
  if (code === null) return null
  return {
    code,
    checks: checksOf(attempt),
    microsoft,
    said,
    account: accountOf(attempt),
    user: personEmail === null ? null : { email: personEmail, hasTenant: personHasTenant },
    evidence,
  }
}

/**
 * All checks of an attempt as a customer may read them. Which tenant was asked is shown only to the customer whose
 * chain's address asked it, because it can be another customer's.
 */
export function checksOf({
  checks,
  ownChecks,
  chainId,
}: Pick<ReadAttempt, 'checks' | 'ownChecks' | 'chainId'>): Check[] {
  const isSayable = ({ name, expected }: Check) => name !== 'tenant' || chainId !== null || !isGuid(expected)
  const microsofts = checks.map((check) =>
    isSayable(check) ? check : { name: check.name, passed: check.passed, seen: check.seen },
  )
  return [...microsofts, ...ownChecks] as Check[]
}

function accountOf({ tenantId, objectId, loginId }: ReadAttempt): NamedAccount | null {
  return tenantId && objectId && loginId !== null ? { tenantId, objectId, loginId } : null
}
