import type { NamedAccount } from './accounts.ts'
import { foldAddress } from './address.ts'
import { foldForComparison } from './near-miss.ts'

/** An account that signs in with a user's address, while the user is linked with another account of the same tenant. */
export type Claim = {
  email: string
  /** What the user is called, as far as TMAS and the linked account say. */
  names: readonly string[]
  link: Pick<NamedAccount, 'loginId'> & { lastUsedAt: Date }
  claimant: { name: string | null; firstSeenAt: Date }
}

/** How sure it is that the claimant is someone else: TMAS saw it, or the names say so. */
export type Certainty = 'seen' | 'by_name'

/**
 * Whether the claimant is someone other than the user, and how sure that is; null if nothing says so. Microsoft never
 * says whether an account was recreated or whether its address went to a newcomer, so TMAS goes by what it has seen:
 *
 * - The linked account signed in under another name. So it was renamed, and the address is someone else's now.
 * - The linked account was used after the claimant first came. A recreated account is used no more.
 * - The two are called differently. People change their names, so IT may know better.
 *
 * If none of this is so, only the customer's IT can tell, by the object ID.
 */
export function someoneElse({ email, names, link, claimant }: Claim): Certainty | null {
  if (foldAddress(link.loginId) !== foldAddress(email)) return 'seen'
  if (link.lastUsedAt > claimant.firstSeenAt) return 'seen'
  return areCalledDifferently(claimant.name, names) ? 'by_name' : null
}

/** Whether no word of the one's name is in any of the other's. What is not known differs from nothing. */
export function areCalledDifferently(name: string | null, others: readonly string[]): boolean {
  const words = wordsOf(name ?? '')
  const known = others.flatMap(wordsOf)
  return words.length > 0 && known.length > 0 && !words.some((word) => known.includes(word))
}

function wordsOf(name: string): string[] {
  return foldForComparison(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
}
