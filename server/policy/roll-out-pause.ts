import type { Refusal } from '#shared/refusals.ts'

/** A sign-in through Microsoft by someone in a wave, since it began. */
export type WaveSignIn = {
  userId: string
  /** When they came back from Microsoft or, if they did not, when they set out. */
  at: Date
  /** Null: it succeeded. */
  code: Refusal | null
  /**
   * Whether an account of the person's own tenant proves whose it was. If not, either their own browser says so, or it
   * followed their right password in the same browser. A password can be stolen, which is why authentication through
   * Microsoft is made mandatory.
   */
  isProved: boolean
  /** Whether it was in a browser in which this person, and no one else, had signed in with Microsoft before. */
  isOwnBrowser: boolean
  /**
   * Whether this server met the outage itself when it asked Microsoft (R34). The answer in a browser's address says so,
   * too, but anyone can write it there.
   */
  isOutage: boolean
  /** Whether the person has been given an exception since (R14), which still holds. */
  isExcepted: boolean
}

/** Someone who has been refused, and has not succeeded since unless a manager helped them. */
export type Stuck = {
  userId: string
  /** Whether they have an exception by now. Microsoft still keeps them out, but they are not shut out. */
  isExcepted: boolean
  code: Refusal
  /** The best that says that it was they; or `outage`: this server met it itself, and it may have met anyone. */
  evidence: 'account' | 'outage' | 'browser' | 'password'
  /** When they were refused first with that evidence. */
  since: Date
}

/**
 * When a manager last changed what may have kept someone out. What they met before that says nothing about what they
 * would meet now.
 */
export type Remedy = {
  /** For this person alone: their address or their link. */
  helped: Date | null
  /**
   * What may concern others, too: the tenant ID, the place of their branch, their roles, an exception that has ended.
   */
  changed: Date | null
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

/**
 * This many people are reason enough, however many others have succeeded. At most ten should be kept out, and one or
 * two more may have been refused who are not identified yet.
 */
const many = 8

/** So are this many, if they are this share of those who have tried. */
const several = 3
const share = 0.2

/**
 * Or this share of those who have tried since the first of them was refused, as when the trouble has only just begun.
 */
const rising = 1 / 3

/**
 * And this share of the wave, unless enough of them are known by their accounts, or met an outage: a few could bring
 * the others about in their own browsers, or with stolen passwords, when hardly anyone else tries.
 */
const crowd = 1 / 100

/**
 * Milliseconds. In a small wave fewer are enough, once one of them has been shut out for this long. No one may be shut
 * out for five minutes, and part of that passes before TMAS knows who was refused.
 */
const patience = 3 * 60 * 1000

/** Milliseconds that a change may have waited for locks while people were still refused as before. */
const waits = 10 * 1000

/** Milliseconds after which an outage that no one in the wave has met again may be over. */
const outageLasts = 10 * 60 * 1000

/**
 * Everyone who has been refused in a wave, if that is a reason to pause it (docs/roll-out.md):
 *
 * - eight people, including those whom a manager has helped one by one
 * - three who are a fifth of those who have tried
 * - three of whom more than a password is known, and who are a third of those who have tried since the first of them
 *   was refused
 * - fewer who are a fifth of the whole wave, if their own accounts prove it, once one of them has been shut out for
 *   three minutes
 * - one who has met an outage at both ends of three minutes, if this server met it itself, and no one has succeeded
 *   meanwhile
 *
 * So a small wave is paused for one person, and a large one is not; and a single stolen password pauses nothing where
 * no one else is kept out. Where everyone who was refused has an exception, no one is shut out, and nothing is paused.
 *
 * @param people how many the wave has, below the manager levels and without an exception.
 * @param remedies by a person's ID.
 */
export function reasonToPause(
  signIns: readonly WaveSignIn[],
  people: number,
  now: Date,
  remedies: ReadonlyMap<string, Remedy> = new Map(),
): Stuck[] | undefined {
  const counted = signIns.filter(saysSomething)
  const isInForce = ({ userId, at }: WaveSignIn) => isSince(at, remedies.get(userId))
  const refused = stuckIn(counted.filter(isInForce), now)
  const stuck = refused.filter(({ isExcepted }) => !isExcepted)
  if (stuck.length === 0) return undefined
  const isRefused = new Set(refused.map(({ userId }) => userId))
  const helped = whomManagersHelped(counted, remedies, now).filter(({ userId }) => !isRefused.has(userId))
  if (refused.length + helped.length >= many) return [...refused, ...helped]
  const proved = stuck.filter(({ evidence }) => evidence === 'account')
  const hasWaited = proved.some(({ since }) => now.getTime() - since.getTime() >= patience)
  const isReason =
    (isCrowd(refused, people) && refused.length >= share * countPeople(counted)) ||
    isRising(refused, counted, people) ||
    (proved.length >= share * people && hasWaited) ||
    isShutOutByOutage(
      counted.filter((one) => one.code === null || (!one.isExcepted && isInForce(one))),
      now,
    )
  return isReason ? refused : undefined
}

/**
 * Whose remedies have to be known: everyone who was refused, if they could be a reason to pause were there no remedies.
 */
export function whoMayBeStuck(signIns: readonly WaveSignIn[]): string[] {
  const refused = signIns.filter((one) => one.code !== null && saysSomething(one))
  const userIds = [...new Set(refused.map(({ userId }) => userId))]
  const isEnough = userIds.length >= several || refused.some(({ isProved, isOutage }) => isProved || isOutage)
  return isEnough ? userIds : []
}

const saysSomething = ({ code }: WaveSignIn) => code === null || !notCounted.includes(code)

const countPeople = (signIns: readonly WaveSignIn[]) => new Set(signIns.map(({ userId }) => userId)).size

function isSince(at: Date, { helped, changed }: Remedy = { helped: null, changed: null }): boolean {
  return [helped, changed].every((moment) => moment === null || at.getTime() > moment.getTime() + waits)
}

/** The people who have been refused and have not succeeded since; an outage that is over keeps no one out. */
function stuckIn(signIns: readonly WaveSignIn[], now: Date): Stuck[] {
  const outageBegan = beginOfOutage(signIns, now)
  const counted = signIns.filter(({ isOutage, at }) => !isOutage || (outageBegan && at >= outageBegan))
  return [...Map.groupBy(counted, ({ userId }) => userId).values()].flatMap(stuckOf)
}

/** The people who were stuck until a manager helped them: the wave was not ready for them, either. */
function whomManagersHelped(
  signIns: readonly WaveSignIn[],
  remedies: ReadonlyMap<string, Remedy>,
  now: Date,
): Stuck[] {
  const untilThen = signIns.filter(({ userId, at, isOutage }) => {
    const { helped = null, changed = null } = remedies.get(userId) ?? {}
    return !isOutage && helped !== null && at < helped && isSince(at, { helped: null, changed })
  })
  return stuckIn(untilThen, now)
}

/**
 * Whether the last to be refused, of whom more than a password is known, are many of those who have tried since the
 * first of them was.
 */
function isRising(refused: readonly Stuck[], signIns: readonly WaveSignIn[], people: number): boolean {
  const newestFirst = refused
    .filter(({ evidence }) => evidence !== 'password')
    .sort((a, b) => b.since.getTime() - a.since.getTime())
  return newestFirst.some(({ since }, index) => {
    const those = newestFirst.slice(0, index + 1)
    return (
      isCrowd(those, people) &&
      those.some(({ isExcepted }) => !isExcepted) &&
      those.length >= rising * countPeople(signIns.filter(({ at }) => at >= since))
    )
  })
}

/** Whether they are enough for a wave of so many people, by what is known of them. */
function isCrowd(refused: readonly Stuck[], people: number): boolean {
  const known = refused.filter(({ evidence }) => evidence === 'account' || evidence === 'outage').length
  return refused.length >= several && (known >= several || refused.length >= crowd * people)
}

/**
 * When the outage began that someone met last, if it may still last; those who got in meanwhile may have been lucky.
 */
function beginOfOutage(signIns: readonly WaveSignIn[], now: Date): Date | undefined {
  const met = signIns
    .filter(({ code, isOutage }) => code !== null && isOutage)
    .map(({ at }) => at)
    .sort((a, b) => b.getTime() - a.getTime())
  const end = met.findIndex((at, n) => (met[n - 1] ?? now).getTime() - at.getTime() >= outageLasts)
  return met[(end === -1 ? met.length : end) - 1]
}

/**
 * Whether someone has met the present outage at both ends of three minutes, and no one has succeeded since it began.
 */
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

/** A person who is stuck, with the newest reason, by the refusals that no success has followed. */
function stuckOf(ofPerson: readonly WaveSignIn[]): Stuck[] {
  const sorted = ofPerson.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const lastSuccess = sorted.findLastIndex(({ code }) => code === null)
  const refused = sorted.slice(lastSuccess + 1)
  const { userId, code = null, isExcepted = false } = refused.at(-1) ?? {}
  if (userId === undefined || code === null) return []
  const evidences = refused.map(evidenceOf)
  const evidence = ranked.find((one) => evidences.includes(one)) ?? 'password'
  const first = refused[evidences.indexOf(evidence)]
  return first ? [{ userId, isExcepted, code, evidence, since: first.at }] : []
}

/** The best first. */
const ranked = ['account', 'outage', 'browser', 'password'] as const

function evidenceOf({ isProved, isOutage, isOwnBrowser }: WaveSignIn): Stuck['evidence'] {
  if (isProved) return 'account'
  if (isOutage) return 'outage'
  return isOwnBrowser ? 'browser' : 'password'
}
