import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'

const day = 24 * 60 * 60 * 1000

/** Milliseconds for which an attempt is kept that nothing came back for. */
export const unfinishedKept = day

/** Milliseconds for which an attempt is kept that ended with an answer, although no one proved who they were. */
export const unprovenKept = 30 * day

/**
 * How many attempts in which no one proved who they are one network, one chain's address or one user may have here at
 * once. Beyond that the oldest are deleted. A network can be a head office of thousands, so what is under way is
 * bounded far above that, and what managers read far below.
 */
export const mostUnproven = {
  pendingOfNetwork: 2000,
  pendingListedOfNetworkAndChain: 200,
  endedOfNetwork: 500,
  endedOfNetworkAndChain: 50,
  endedOfChain: 1000,
  askedForHelpOfNetwork: 200,
  ofUser: 100,
} as const

/** Nothing came back, so no one did anything that would be worth a month. */
const unfinished: ReadonlySet<Refusal> = new Set(['not_returned', 'popup_closed', 'popup_blocked', 'expired'])

/** What the password door says without a right password. */
const beforeThePassword: ReadonlySet<Refusal> = new Set(['unknown_user', 'wrong_password', 'throttled'])

/** A refused attempt, as far as it matters for how long it is kept. */
export type RefusedAttempt = {
  door: 'microsoft' | 'password'
  code: Refusal
  /** Whether Microsoft's token named an account or a tenant. */
  isNamed: boolean
  checks?: readonly Check[] | undefined
}

/**
 * Whether someone proved who they are: to Microsoft, or with the right password. Only then does an attempt leave a
 * lasting row and an audit record (R34): everything else can be made by anyone, as often as they like.
 */
export function isProven({ door, code, isNamed, checks = [] }: RefusedAttempt): boolean {
  if (door === 'microsoft') return isNamed
  // The password door tells these apart from all others only after the right password, and no one's was looked at who
  // was told to wait.
  if (!beforeThePassword.has(code)) return true
  return checks.some(({ name, passed }) => name === 'password' && passed)
}

/** Milliseconds for which a refused attempt is kept; null for as long as the operator keeps attempts. */
export function keptFor(attempt: RefusedAttempt): number | null {
  if (isProven(attempt)) return null
  return unfinished.has(attempt.code) ? unfinishedKept : unprovenKept
}
