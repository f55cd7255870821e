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
export type Stuck = Pick<WaveSignIn, 'userId' | 'isProved'> & {
  code: Refusal
  /** When they were refused first; if their own account proves it later, from then on. */
  since: Date
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

/** Milliseconds after which an outage that no one in the wave has met again may be over. */
const outageLasts = 10 * 60 * 1000

/**
 * Who is stuck in a wave, if that is a reason to pause it (docs/roll-out.md): ten people; or three who are a fifth of
 * those who have tried; or fewer who are a fifth of the whole wave, if their own accounts prove it, once one of them has been
 * shut out for three minutes; or one who has met an outage at both ends of three minutes, if this server met it itself, and no
 * one has succeeded meanwhile. So a small wave is paused for one person, and a large one is not; and no one pauses a wave with
 * a single stolen password.
 *
 * @param people how many the wave has, below the manager levels.
 * @param remedied when a manager last changed what may have kept a person out, by their ID: refusals from before no longer
 * count.
 */
export function reasonToPause(
  signIns: readonly WaveSignIn[],
  people: number,
  now: Date,
  remedied: ReadonlyMap<string, Date> = new Map(),
): Stuck[] | undefined {
  const tried = new Set(signIns.map(({ userId }) => userId)).size
  const inForce = signIns.filter(({ userId, at }) => at > (remedied.get(userId) ?? 0))
  const outageBegan = beginOfOutage(inForce, now)
  const counted = inForce.filter(({ isOutage, at }) => !isOutage || (outageBegan && at >= outageBegan))
  const stuck = [...Map.groupBy(counted, ({ userId }) => userId).values()].flatMap(stuckOf)
  const proved = stuck.filter(({ isProved }) => isProved)
  const hasWaited = proved.some(({ since }) => now.getTime() - since.getTime() >= patience)
  const isReason =
    stuck.length >= many ||
    (stuck.length >= several && stuck.length >= share * tried) ||
    (proved.length >= share * people && hasWaited) ||
    isShutOutByOutage(inForce, now)
  return isReason && stuck.length > 0 ? stuck : undefined
}

/** When the outage began that someone met last, if it may still last; those who got in meanwhile may have been lucky. */
function beginOfOutage(signIns: readonly WaveSignIn[], now: Date): Date | undefined {
  const met = signIns
    .filter(({ code, isOutage }) => code !== null && isOutage)
    .map(({ at }) => at)
    .sort((a, b) => b.getTime() - a.getTime())
  const end = met.findIndex((at, n) => (met[n - 1] ?? now).getTime() - at.getTime() >= outageLasts)
  return met[(end === -1 ? met.length : end) - 1]
}

/** Whether someone has met the present outage at both ends of three minutes, and no one has succeeded since it began. */
function isShutOutByOutage(signIns: readonly WaveSignIn[], now: Date): boolean {
  const successes = signIns.filter(({ code }) => code === null).map(({ at }) => at.getTime())
  const sinceThen = signIns.filter(({ at }) => at.getTime() > Math.max(0, ...successes))
  const began = beginOfOutage(sinceThen, now)
  if (!began) return false
  const met = sinceThen.filter(({ code, isOutage, at }) => code !== null && isOutage && at >= began)
  return [...Map.groupBy(met, ({ userId }) => userId).values()].some((ofPerson) => {
    const times = ofPerson.map(({ at }) => at.getTime())
    return Math.max(...times) - Math.min(...times) >= patience
  })
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
  const proof = counted.find(({ isProved }) => isProved)
  return [{ userId: last.userId, code: last.code, since: (proof ?? first).at, isProved: proof !== undefined }]
}
