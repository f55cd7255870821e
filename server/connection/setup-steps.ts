import { hasTrait, type Refusal } from '#shared/refusals.ts'

/** The five steps of connecting a chain to Entra, in order (R21). */
export const setupStepNames = ['find_tenant', 'paste_tenant', 'sign_in', 'accept', 'confirm'] as const

export type SetupStepName = (typeof setupStepNames)[number]

/** What is known about a chain's way to Entra. All of it is read from records, and nothing is taken on trust. */
export type SetupFacts = {
  /** The tenant ID in force, the chain's own or inherited. */
  tenantId: string | null
  /** The chain whose settings these are, if they are not its own. */
  inheritedFrom: string | null
  /** When Entra last confirmed that it knows the tenant. */
  verifiedAt: Date | null
  /** When someone of this customer first left for Microsoft through this tenant. */
  triedAt: Date | null
  /** When Microsoft first proved an account of the tenant to us, which it does only after the request was accepted. */
  acceptedAt: Date | null
  /** The newest attempt through this tenant that has ended and belongs to the chain's own branch (R22). */
  lastAttempt: { id: string; at: Date; outcome: 'succeeded' | 'refused'; code: Refusal | null } | null
  /** When the first user signed in (R21). */
  confirmedAt: Date | null
}

export type SetupStep = {
  step: SetupStepName
  /** One step is `next` until all are done; the steps after it wait. */
  state: 'done' | 'next' | 'waiting'
  /** When it was done, if that is known. */
  at: Date | null
  /**
   * What there is to say about it: `inherited` and `not_verified` about the tenant ID; or the refusal that is in the
   * way of this step.
   */
  note: 'inherited' | 'not_verified' | Refusal | null
}

/**
 * How far a chain has come. A later step that is done proves those before it, so the list never has gaps; and a tenant
 * ID that was entered has been found.
 */
export function setupSteps(facts: SetupFacts): SetupStep[] {
  const { tenantId, triedAt, acceptedAt, lastAttempt, confirmedAt } = facts
  const hasTenant = tenantId !== null
  const proofs = [
    { done: hasTenant, at: null },
    { done: hasTenant, at: null },
    { done: triedAt !== null, at: triedAt },
    { done: acceptedAt !== null, at: acceptedAt },
    { done: confirmedAt !== null, at: confirmedAt },
  ]
  const lastDone = hasTenant ? proofs.findLastIndex(({ done }) => done) : -1
  const stopped = lastAttempt?.outcome === 'refused' ? lastAttempt.code : null

  return setupStepNames.map((step, index): SetupStep => {
    const state = index <= lastDone ? 'done' : index === lastDone + 1 ? 'next' : 'waiting'
    const at = state === 'done' ? (proofs[index]?.at ?? null) : null
    return { step, state, at, note: noteOn(step, state, facts, stopped) }
  })
}

function noteOn(
  step: SetupStepName,
  state: SetupStep['state'],
  { inheritedFrom, verifiedAt, confirmedAt }: SetupFacts,
  stopped: Refusal | null,
): SetupStep['note'] {
  if (step === 'paste_tenant' && state === 'done') {
    // Someone has signed in through it, so Microsoft knows it: better proof than any look-up.
    if (verifiedAt === null && confirmedAt === null) return 'not_verified'
    return inheritedFrom === null ? null : 'inherited'
  }
  if (state !== 'next') return null
  const hasLeft = stopped === null || !hasTrait(stopped, 'never_left')
  return step === 'sign_in' && hasLeft ? null : stopped
}
