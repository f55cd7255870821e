import type { Refusal } from '#shared/refusals.ts'

/** A sign-in through Microsoft of someone in a wave, since it began. */
export type WaveSignIn = {
  userId: string
  at: Date
  /** Null: it succeeded. */
  code: Refusal | null
  /**
   * Whether an account of the person's own tenant proves whose it was. Otherwise their own browser says so, or it followed
   * their right password in the same browser, and a password can be stolen: that is what mandatory authentication is for.
   */
  isProved: boolean
  /** Whether it was in a browser in which this person, and no one else, has signed in with Microsoft before. */
  isOwnBrowser: boolean
  /** Whether the person has an exception (R14), made since. */
  isExcepted: boolean
  /**
   * Whether this server met the outage itself when it asked Microsoft (R34). The answer in a browser's address says so, too,
   * but anyone can write it there.
   */
  isOutage: boolean
}

/** Someone who has been refused and has not succeeded since. */
export type Stuck = Pick<WaveSignIn, 'userId' | 'isProved' | 'isExcepted'> & {
  code: Refusal
  /** Whether their account, their own browser or an outage says that it was they; otherwise only their password does. */
  isSure: boolean
  /** When they were refused first; if their own account proves it later, from then on. */
  since: Date
}

/** When a manager last changed what may have kept someone out. */
export type Remedy = {
  /** For this person alone: their address, link or roles. */
  own: Date | null
  /** For others, too: the tenant ID, or where their branch is. */
  shared: Date | null
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

/** So many people are a pause, however many others have succeeded. */
const many = 10

/** So many different people are one if they are this share of those who have tried. */
const several = 3
const share = 0.2

/** Or this share of those who have tried since the first of them was refused: the refusals have just begun. */
const rising = 1 / 3

/**
 * Milliseconds. Fewer are one, in a wave of few people, once one of them has been shut out for so long. No one may be for five
 * minutes, and some of them pass before TMAS knows who was refused.
 */
const patience = 3 * 60 * 1000

/** Milliseconds for which a change may have waited for locks, while people were still refused as before. */
const waits = 10 * 1000

/** Milliseconds after which an outage that no one in the wave has met again may be over. */
const outageLasts = 10 * 60 * 1000

/**
 * Who has been refused in a wave, if that is a reason to pause it (docs/roll-out.md): ten people, those included whom a manager
 * has helped one by one; or three who are a fifth of those who have tried; or three who are surely themselves and a third of
 * those who have tried since; or fewer who are a fifth of the whole wave, if their own accounts prove it, once one of them has
 * been shut out for three minutes; or one who has met an outage at both ends of three minutes, if this server met it itself,
 * and no one has succeeded meanwhile. So a small wave is paused for one person, and a large one is not; and no one pauses a
 * wave with a single stolen password. Where each of them has an exception, no one is shut out, and nothing is paused.
 *
 * @param people how many the wave has, below the manager levels and without an exception.
 * @param remedies by a person's ID. Refusals from before no longer count.
 */
export function reasonToPause(
  signIns: readonly WaveSignIn[],
  people: number,
  now: Date,
  remedies: ReadonlyMap<string, Remedy> = new Map(),
): Stuck[] | undefined {
  const inForce = signIns.filter(({ userId, at }) => at.getTime() > isInForceFrom(remedies.get(userId)))
  const refused = refusedIn(inForce, now)
  const stuck = refused.filter(({ isExcepted }) => !isExcepted)
  const proved = stuck.filter(({ isProved }) => isProved)
  const hasWaited = proved.some(({ since }) => now.getTime() - since.getTime() >= patience)
  const isReason =
    refused.length + countHelped(signIns, remedies, now) >= many ||
    (refused.length >= several && refused.length >= share * countPeople(signIns)) ||
    isRising(refused, signIns) ||
    (proved.length >= share * people && hasWaited) ||
    isShutOutByOutage(inForce, now)
  return isReason && stuck.length > 0 ? refused : undefined
}

/** Everyone of whom a refusal says something about the wave, whatever came of it. */
export function refusedOnce(signIns: readonly WaveSignIn[]): string[] {
  const counted = signIns.filter(({ code }) => code !== null && !notCounted.includes(code))
  return [...new Set(counted.map(({ userId }) => userId))]
}

const countPeople = (signIns: readonly WaveSignIn[]) => new Set(signIns.map(({ userId }) => userId)).size

/** From when on refusals say how it is now. */
const isInForceFrom = (remedy: Remedy | undefined) =>
  Math.max(Number(remedy?.own ?? 0), Number(remedy?.shared ?? 0)) + waits

/** Who has been refused and has not succeeded since; an outage that is over keeps no one out. */
function refusedIn(signIns: readonly WaveSignIn[], now: Date): Stuck[] {
  const outageBegan = beginOfOutage(signIns, now)
  const counted = signIns.filter(({ isOutage, at }) => !isOutage || (outageBegan && at >= outageBegan))
  return [...Map.groupBy(counted, ({ userId }) => userId).values()].flatMap(stuckOf)
}

/** How many were stuck until a manager changed something for them alone: the wave was not ready for them either. */
function countHelped(
  signIns: readonly WaveSignIn[],
  remedies: ReadonlyMap<string, Remedy>,
  now: Date,
): number {
  const untilThen = signIns.filter(({ userId, at, isOutage }) => {
    const { own = null, shared = null } = remedies.get(userId) ?? {}
    return !isOutage && own !== null && at < own && at > (shared ?? 0)
  })
  return refusedIn(untilThen, now).length
}

/** Whether the newest of those who are surely themselves are many of those who have tried since the first of them was refused. */
function isRising(refused: readonly Stuck[], signIns: readonly WaveSignIn[]): boolean {
  const newestFirst = refused
    .filter(({ isSure }) => isSure)
    .sort((a, b) => b.since.getTime() - a.since.getTime())
  return newestFirst.some(({ since }, index) => {
    const count = index + 1
    return count >= several && count >= rising * countPeople(signIns.filter(({ at }) => at >= since))
  })
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
  const { userId, code, isExcepted } = last
  const isSure = counted.some((one) => one.isProved || one.isOwnBrowser || one.isOutage)
  return [{ userId, code, since: (proof ?? first).at, isProved: proof !== undefined, isSure, isExcepted }]
}
