/**
 * The life of one attempt to sign in: started, taken, ended, and made known.
 * Not here: deciding whether it succeeds (sign-in), and what managers read of it (records).
 */

import type { Refusal } from '#shared/refusals.ts'

/** Milliseconds that an attempt lives (contract). */
export const attemptLifetime = 15 * 60 * 1000

/** What the person and the managers see when an attempt ends without a session. */
export type Refused = {
  code: Refusal
  reference?: string | undefined
  /** Where the person wanted to go, and which chain's address they used. A new attempt keeps both. */
  returnTo: string
  chainId: string | null
}
