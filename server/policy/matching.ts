import { type Refusal, refusalRow } from '#shared/refusals.ts'
import type { Account, Candidate } from './accounts.ts'
import { refusalAtDoor, tenantOf } from './doors.ts'
import { checkAccount, hasAddressOf, type Verdict } from './verdicts.ts'

export type Match<Each extends Candidate = Candidate> =
  | { kind: 'admit'; candidate: Each; firstTime: boolean }
  | { kind: 'choose'; candidates: Each[] }
  /**
   * `code` is the reason that leads furthest. `verdicts` has each customer's reason for not admitting the account. It
   * is `invalid_response` if no user is linked with the account and it has no login ID to look for.
   */
  | { kind: 'refuse'; code: Refusal; verdicts: Verdict[] }

/**
 * Who is this Entra account? (R8 to R12)
 *
 * Each customer is judged by itself: in it the link decides if there is one, else the address. Someone admitted by
 * several customers goes to the one whose address they used (`customerId`). Otherwise customers that have proved the
 * tenant come before those that have only claimed it, and a link before an address; if several remain, the person
 * chooses (R11).
 */
export function match<Each extends Candidate>(
  account: Account,
  candidates: readonly Each[],
  customerId: string | null,
  now: Date,
): Match<Each> {
  const linkedIn = new Set(
    candidates.filter((candidate) => isLinked(account, candidate)).map((c) => c.customerId),
  )
  const considered = candidates.filter((c) => !linkedIn.has(c.customerId) || isLinked(account, c))

  const admitted = considered.filter((candidate) => refusalOf(account, candidate, now) === null)
  const here = admitted.filter((candidate) => candidate.customerId === customerId)
  const [only, ...others] = here.length > 0 ? here : foremost(account, admitted)
  if (only && others.length > 0) return { kind: 'choose', candidates: [only, ...others] }
  if (only) return { kind: 'admit', candidate: only, firstTime: !isLinked(account, only) }

  const verdicts = verdictsOn(account, considered, now)
  const ofNobody = account.loginId === null ? 'invalid_response' : 'unknown_user'
  return { kind: 'refuse', code: furthest(verdicts)?.code ?? ofNobody, verdicts }
}

/** Of those who are admitted: where the tenant is proved, if it is anywhere; and there where a link is, if one is. */
function foremost<Each extends Candidate>(account: Account, admitted: readonly Each[]): readonly Each[] {
  const proved = admitted.filter(({ isTenantProved }) => isTenantProved)
  const trusted = proved.length > 0 ? proved : admitted
  const linked = trusted.filter((candidate) => isLinked(account, candidate))
  return linked.length > 0 ? linked : trusted
}

/** Each customer's reason, for the one of its users who comes closest. */
function verdictsOn(account: Account, considered: readonly Candidate[], now: Date): Verdict[] {
  const reasons = considered.flatMap((candidate) => {
    const code = refusalOf(account, candidate, now)
    return code === null ? [] : [{ candidate, code, customerId: candidate.customerId }]
  })
  return [...new Set(reasons.map(({ customerId }) => customerId))].flatMap((customerId) => {
    const nearest = furthest(reasons.filter((reason) => reason.customerId === customerId))
    if (!nearest) return []
    const { candidate, code } = nearest
    const isOwnTenant = tenantOf(candidate) === account.tenantId
    return [
      {
        customerId,
        userId: candidate.userId,
        code,
        checks: checkAccount(account, candidate, now),
        isOwnTenant,
      },
    ]
  })
}

function furthest<T extends { code: Refusal }>(reasons: readonly T[]): T | undefined {
  return reasons.toSorted((one, other) => telling(other) - telling(one))[0]
}

function telling({ code }: { code: Refusal }): number {
  return refusalRow(code).tells ?? 0
}

/** Why this account cannot sign in as this user; null if it can. */
function refusalOf(account: Account, candidate: Candidate, now: Date): Refusal | null {
  const closed = refusalAtDoor({ door: 'microsoft', tenantId: account.tenantId }, candidate, now)
  // Only someone who has proved to be this user may learn that the account is closed, or the customer suspended.
  if (closed && !isOfAccount(closed)) return closed
  if (candidate.linkedObjectId === null) {
    if (!hasAddressOf(candidate, account)) return 'unknown_user'
  } else if (candidate.linkedObjectId !== account.objectId) return 'linked_to_other_account'
  return closed
}

/** Refusals of everyone as this user, whichever key they present. */
function isOfAccount(code: Refusal) {
  return code === 'account_disabled' || code === 'account_ended' || code === 'customer_suspended'
}

function isLinked(account: Account, candidate: Candidate) {
  return candidate.linkedObjectId === account.objectId
}
