import type { Refusal } from '#shared/refusals.ts'

/** A sign-in through Microsoft of someone in a wave, since it began. */
export type WaveSignIn = { username: string; at: Date; code: Refusal | null /** Null: it succeeded. */ }

/** Someone who has been refused and has not succeeded since. */
export type Stuck = { username: string; code: Refusal; since: Date }

/** What the person or their browser does, and what has nothing to do with Microsoft: it says nothing about the wave. */
const notCounted: readonly Refusal[] = [
  'popup_closed',
  'popup_blocked',
  'consent_declined',
  'expired',
  'replayed',
  'throttled',
  'account_disabled',
  'account_ended',
  'customer_suspended',
]

/** So many people at once are a pause, however many others have succeeded. */
const many = 10

/** So many are one if they are this share of those who have tried. */
const several = 3
const share = 0.2

/** Milliseconds. Fewer are one, at that share, once one of them has been shut out for so long. */
const patience = 5 * 60 * 1000

/**
 * Who is stuck in a wave, if that is a reason to pause it (docs/roll-out.md): ten people; or three who are a fifth of
 * those who have tried; or fewer at that share, once one of them has been shut out for five minutes. So a small wave is
 * paused for one person, and a large one is not.
 */
export function reasonToPause(signIns: readonly WaveSignIn[], now: Date): Stuck[] | undefined {
  const byPerson = Map.groupBy(signIns, ({ username }) => username)
  const stuck = [...byPerson.values()].flatMap(stuckOf)
  const isShare = stuck.length >= share * byPerson.size
  const longest = Math.max(...stuck.map(({ since }) => now.getTime() - since.getTime()))
  const isReason =
    stuck.length >= many || (isShare && stuck.length >= several) || (isShare && longest >= patience)
  return isReason && stuck.length > 0 ? stuck : undefined
}

/** A person who is stuck, with the newest reason, since the first refusal that no success has followed. */
function stuckOf(ofPerson: readonly WaveSignIn[]): Stuck[] {
  const sorted = ofPerson.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const lastSuccess = sorted.findLastIndex(({ code }) => code === null)
  const counted = sorted
    .slice(lastSuccess + 1)
    .flatMap(({ code, ...one }) => (code !== null && !notCounted.includes(code) ? [{ ...one, code }] : []))
  const [first, last] = [counted[0], counted.at(-1)]
  return first && last ? [{ username: last.username, code: last.code, since: first.at }] : []
}
