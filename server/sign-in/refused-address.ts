import type { Refused } from '#server/attempts/attempts.ts'
import { refusals } from '#shared/refusals.ts'

/** The sign-in page that explains a refusal. Only what the person may know is in its address (R18). */
export function refusedAddress({ code, reference, returnTo, chainId }: Refused) {
  const query = new URLSearchParams({ refused: refusals[code].told })
  if (reference) query.set('reference', reference)
  if (returnTo !== '/') query.set('return_to', returnTo)
  if (chainId) query.set('chain', chainId)
  return `/sign-in?${query}`
}
