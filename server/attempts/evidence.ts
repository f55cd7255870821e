import type { Db } from '#server/platform/database.ts'
import { type MismatchReason, reasonOfMismatch } from '#server/policy/why-tenant.ts'
import type { Refusal } from '#shared/refusals.ts'
import { findSomeoneElse, type SomeoneElse } from './claims.ts'
import { listMismatches } from './mismatches.queries.ts'

/** What others' sign-ins say about a refused attempt, beyond its own record. */
export type Evidence = {
  /** The account is known to be someone other than the user, who is linked with the one of this name. */
  someoneElse?: SomeoneElse | undefined
  /** Of an account in another tenant: whether the setting is wrong, or the account. */
  mismatch?: MismatchReason | undefined
}

/** Milliseconds in the past for which refusals of others say something about a setting. */
export const worthCounting = 30 * 24 * 60 * 60 * 1000

/**
 * What is known about these attempts of a customer from everyone's, by the same rules as the explanation of a person: so
 * the row of an attempt names the same actor.
 */
export async function findEvidence(
  db: Db,
  customerId: string,
  attempts: readonly { id: string; code: Refusal | null }[],
  now: Date,
): Promise<ReadonlyMap<string, Evidence>> {
  const idsOf = (code: Refusal) => attempts.filter((one) => one.code === code).map(({ id }) => id)
  const since = new Date(now.getTime() - worthCounting)
  const [others, mismatches] = await Promise.all([
    findSomeoneElse(db, customerId, idsOf('linked_to_other_account')),
    listMismatches(db, customerId, idsOf('tenant_mismatch'), since),
  ])
  return new Map<string, Evidence>([
    ...[...others].map(([id, someoneElse]): [string, Evidence] => [id, { someoneElse }]),
    ...mismatches.map((known): [string, Evidence] => [
      known.attemptId,
      { mismatch: reasonOfMismatch(known) },
    ]),
  ])
}
