import type { Refusal } from '#shared/refusals.ts'

/** A sign-in through Microsoft of someone in a wave, since it began. */
export type WaveSignIn = {
  userId: string
  at: Date
  /** Null: it succeeded. */
  code: Refusal | null
  /**
   * Whether an account of the person's own tenant proves whose it was. Otherwise it followed their right password in the
   * same browser, and a password can be stolen: that is what mandatory authentication is for.
   */
  isProved: boolean
  /**
   * Whether this server met the outage itself when it asked Microsoft (R34). The answer in a browser's address says so, too,
   * but anyone can write it there.
   */
  isOutage: boolean
}

/** Someone who has been refused and has not succeeded since. */
export type Stuck = Pick<WaveSignIn, 'userId' | 'isProved' | 'isOutage'> & {
  code: Refusal
  since: Date
  /** Of the newest refusal. */
  last: Date
}

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

/** So many different people are one if they are this share of those who have tried. */
const several = 3
const share = 0.2

/**
 * Milliseconds. Fewer are one, in a wave of few people, once one of them has been shut out for so long. No one may be for five
 * minutes, and some of them pass before TMAS knows who was refused.
 */
const patience = 3 * 60 * 1000

/** Milliseconds after which an outage that no one has met again may be over. */
const outageLasts = 10 * 60 * 1000

/**
 * Who is stuck in a wave, if that is a reason to pause it (docs/roll-out.md): ten people; or three who are a fifth of
 * those who have tried; or, once one of them has been shut out for three minutes, fewer who are a fifth of the whole wave, if
 * their own accounts prove it, or a fifth of those who have tried since the outage began, if this server met it itself. So a
 * small wave is paused for one person, and a large one is not; and no one pauses a wave with a single stolen password.
 *
 * @param people how many the wave has, below the manager levels.
 */
export function reasonToPause(
  signIns: readonly WaveSignIn[],
  people: number,
  now: Date,
): Stuck[] | undefined {
  const byPerson = Map.groupBy(signIns, ({ userId }) => userId)
  const stuck = [...byPerson.values()]
    .flatMap(stuckOf)
    .filter(({ isOutage, last }) => !isOutage || now.getTime() - last.getTime() < outageLasts)
  const hasWaited = (some: readonly Stuck[]) =>
    some.some(({ since }) => now.getTime() - since.getTime() >= patience)
  const proved = stuck.filter(({ isProved }) => isProved)
  const outside = stuck.filter(({ isOutage }) => isOutage)
  const outageBegan = Math.min(...outside.map(({ since }) => since.getTime()))
  // Who succeeded before says nothing about it.
  const triedInOutage = [...byPerson.values()].filter((ofPerson) =>
    ofPerson.some(({ at }) => at.getTime() >= outageBegan),
  )
  const isReason =
    stuck.length >= many ||
    (stuck.length >= several && stuck.length >= share * byPerson.size) ||
    (proved.length >= share * people && hasWaited(proved)) ||
    (outside.length >= share * triedInOutage.length && hasWaited(outside))
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
  if (!first || !last) return []
  const { userId, code, isOutage } = last
  const isProved = counted.some((one) => one.isProved)
  return [{ userId, code, since: first.at, last: last.at, isProved, isOutage }]
}
