import { diagnosticEvent } from '#server/platform/diagnostic-event.ts'
import type { Refusal } from '#shared/refusals.ts'

type SignInEnded = {
  door: 'microsoft' | 'password'
  /** Null for a success. */
  code: Refusal | null
  /** Whether someone proved who they were. Everything else can be made by anyone (R34). */
  isProven: boolean
  /** For a refusal: the customers that it concerns, as far as is known, each with its own reason. */
  verdicts: readonly { customerId: string; code: Refusal }[]
}

/** A sign-in has ended, in whatever way, and its record is committed. */
export const signInEnded = diagnosticEvent<SignInEnded>('sign-in.ended')
