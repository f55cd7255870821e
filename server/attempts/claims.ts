import type { Db } from '#server/platform/database.ts'
import { type Certainty, someoneElse } from '#server/policy/claimant.ts'
import { listClaims } from './claims.queries.ts'

/** An account is known to be someone other than the user whose address it has (`someoneElse`). */
export type SomeoneElse = {
  /** What the account is called with which the user is linked. */
  linkedLoginId: string
  reference: string
  certainty: Certainty
}

/**
 * Of these attempts of a customer, those of an account that has a user's address and is someone else. Removing the link
 * would let it in as the user, so no reader of the attempt is offered that.
 */
export async function findSomeoneElse(
  db: Db,
  customerId: string,
  attemptIds: readonly string[],
): Promise<Map<string, SomeoneElse>> {
  const claims = await listClaims(db, customerId, attemptIds)
  return new Map(
    claims.flatMap((claim): [string, SomeoneElse][] => {
      const { email, firstName, lastName, linkedLoginId, lastUsedAt, linkedName, name, firstSeenAt } = claim
      const certainty = someoneElse({
        email,
        names: [`${firstName} ${lastName}`, linkedName ?? ''],
        link: { loginId: linkedLoginId, lastUsedAt },
        claimant: { name, firstSeenAt },
      })
      return certainty ? [[claim.attemptId, { linkedLoginId, reference: claim.reference, certainty }]] : []
    }),
  )
}
