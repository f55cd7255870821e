import { happening } from '#server/platform/happening.ts'
import type { Refusal } from '#shared/refusals.ts'

type SignInEnded = {
  door: 'microsoft' | 'password'
  /** Null for a success. */
  code: Refusal | null
  /** Of a refusal: the customers that it concerns, as far as anybody knows, each with its own reason. */
  verdicts: readonly { customerId: string; code: Refusal }[]
}

/** A sign-in has ended, one way or the other, and what is recorded of it is committed. */
export const signInEnded = happening<SignInEnded>('sign-in.ended')
