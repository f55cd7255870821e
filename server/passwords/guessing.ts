/**
 * How guessing is slowed without ever locking a person out (R29). Everyone who tries a password, or a code of a second
 * factor, asks for a turn first, and gets it in one of these lanes:
 *
 *   known    the device has signed in to this account before, or is signed in now. Strangers cannot enter this lane,
 *            so nothing that they do closes it. Ten wrong tries in 15 minutes, then one after each wait.
 *   new      everyone else, as long as strangers have made fewer than ten wrong tries in 15 minutes.
 *   waited   after that, no one new is looked at. A person who is turned away is told to wait, gets a ticket (forms) or
 *            is remembered by network (programs), and has a turn on coming back after the wait.
 *   crowd    a network that has used its turns of the day shares one turn a minute with all others like it.
 *
 * Turns after a wait are counted per network, in four sizes, so that having many addresses helps little, and an owner
 * on another network has turns that no one else can use. Right passwords are not counted: the turn is given back.
 *
 * What a guesser with many networks can try at one account in a day is in docs/decisions/0031.
 */
import { createHash } from 'node:crypto'
import type { Db } from '#server/platform/database.ts'
import { networksOf } from '#server/platform/network.ts'
import { newTicket, pause, readTicket, ticketLifetime } from './marks.ts'
import {
  type Budget,
  countDown,
  countUp,
  deleteTries,
  endPause,
  findTries,
  isNameTried,
  knock,
  listUsedUp,
  lookAndKnock,
  setNameTried,
  startWindow,
} from './password-tries.queries.ts'

/** Milliseconds. */
const minute = 60 * 1000
const window = 15 * minute
const day = 24 * 60 * minute

/** Wrong tries in a window, by all strangers together or on one known device, before each further one has to wait. */
const freeTries = 10

/** Different names that one network may try wrongly in a window, by its size, before it has to wait. */
const wrongNames = { subscriber: 100, site: 200, organization: 500 }
/** How many may then have waited and get a turn, in a minute. */
const turnsOfSpraying = 5

/**
 * Wrong turns after a wait: of one network in a day, of one provider in a minute, of all strangers in a day. People
 * who try codes have the password already, so they get far fewer.
 */
const turns = {
  password: { subscriber: 3, site: 4, organization: 5, provider: 20, everybody: 20_000 },
  code: { subscriber: 2, site: 2, organization: 2, provider: 5, everybody: 500 },
}

/** What is guessed at: the password of a name, whether or not anyone has it, or the codes of a user. */
export type Guessed = { kind: 'password'; name: string } | { kind: 'code'; userId: string }

export type Guesser = {
  ip: string
  /** The known device or the session from which they try. No one else may have the same. */
  device?: string | undefined
  /** The cookie of a browser that was told to wait. */
  ticket?: string | undefined
}

export type Turn = {
  kind: 'turn'
  lane: 'known' | 'new' | 'waited'
  guessed: Guessed
  ip: string
  /** What closes this lane when it is used up. */
  counted: Buffer
  charged: Buffer[]
  /** The wait that was used for this turn. */
  waited?: Buffer
}

/** Nothing is looked at now. The ticket is for the cookie of the browser that was turned away. */
export type TurnedAway = { kind: 'wait'; retryAfterSeconds: number; ticket: string | undefined }

const keyOf = (kind: string, value: string) => createHash('sha256').update(`${kind}:${value}`).digest()

const idOf = (guessed: Guessed) =>
  guessed.kind === 'password' ? `password of ${guessed.name}` : `codes of ${guessed.userId}`

const freeOf = (guessed: Guessed) => keyOf('free', idOf(guessed))

/**
 * Asks for a turn, before anything is checked. Call `noteWrong` or `giveBack` afterwards.
 *
 * @returns the turn, or for how many seconds, at most 60, there is none. Known and unknown names cost the same.
 */
export async function takeTurn(
  db: Db,
  guessed: Guessed,
  guesser: Guesser,
  now: Date,
): Promise<Turn | TurnedAway> {
  const turn = { kind: 'turn' as const, guessed, ip: guesser.ip, counted: freeOf(guessed) }
  if (guesser.device !== undefined) return takeKnownTurn(db, turn, guesser.device, now)

  const networks = networksOf(guesser.ip)
  const waiting = waitOf(db, guessed, guesser, now)
  const charged: Buffer[] = []
  const turnAway = async () => {
    await countDown(db, charged)
    return waiting.turnAway()
  }
  const free = { key: turn.counted, limit: freeTries, window }
  const names = guessed.kind === 'password' ? nameBudgets(guesser.ip) : []
  const { own, crowd } = turnBudgets(guessed, networks)
  const isUsedUp = await waiting.look([free, ...names, ...own, crowd])
  const isSpraying =
    names.some(({ key }) => isUsedUp(key)) && !(await isTriedBefore(db, guessed, guesser.ip, now))
  if (isSpraying) {
    const key = keyOf('sprays', networks.subscriber)
    if (!(await waiting.isOver())) return turnAway()
    if (!(await countUp(db, { key, limit: turnsOfSpraying, window: minute }, now))) return turnAway()
    charged.push(key)
  }

  if (!isUsedUp(free.key) && (await countUp(db, free, now)))
    return { ...turn, lane: 'new', charged: [...charged, turn.counted] }

  if (!(await waiting.isOver())) return turnAway()
  const ofTurn = await chargeTurn(db, { own, crowd }, isUsedUp, now)
  if (!ofTurn) return turnAway()
  charged.push(...ofTurn)
  // Last, so that a ticket which could not be used is not used up.
  const spent = await waiting.spend()
  if (!spent) return turnAway()
  return { ...turn, lane: 'waited', charged: [...charged, ...spent.charged], ...spent.wait }
}

async function takeKnownTurn(
  db: Db,
  stranger: Pick<Turn, 'kind' | 'guessed' | 'ip'>,
  device: string,
  now: Date,
): Promise<Turn | TurnedAway> {
  const { guessed } = stranger
  const turn = {
    ...stranger,
    lane: 'known' as const,
    counted: keyOf('known', `${idOf(guessed)} on ${device}`),
  }
  if (await countUp(db, { key: turn.counted, limit: freeTries, window }, now))
    return { ...turn, charged: [turn.counted] }
  const waited = keyOf('wait', `${idOf(guessed)} on ${device}`)
  if (await knock(db, waited, { pause, lifetime: ticketLifetime }, now))
    return { ...turn, charged: [], waited }
  return { kind: 'wait', retryAfterSeconds: pause / 1000, ticket: undefined }
}

/**
 * The wait of one who was turned away: by the ticket in their browser or, if they have none, by their network. A
 * network that asks too early waits again, so hammering gains nothing; a ticket is no one else's, so hammering by
 * others in the same network costs its owner nothing.
 */
function waitOf(db: Db, guessed: Guessed, { ip, ticket }: Guesser, now: Date) {
  const id = idOf(guessed)
  const key = keyOf('wait', `${id} from ${networksOf(ip).site}`)
  let over: { nonce?: string } | undefined
  let left = pause
  let hasTicket = false
  let hasKnocked = false
  return {
    /**
     * Looks at everything at once and, where the first is used up, notes that a person without a ticket is told to wait:
     * turning someone away costs the database this statement alone (R34).
     */
    async look(budgets: readonly [Budget, ...Budget[]]): Promise<(key: Buffer) => boolean> {
      if (ticket !== undefined) return listUsedUp(db, budgets, now)
      const { isUsedUp, hasWaited } = await lookAndKnock(
        db,
        budgets,
        { key, pause, lifetime: ticketLifetime },
        now,
      )
      hasKnocked = hasWaited !== undefined
      if (hasWaited) over = {}
      return isUsedUp
    },
    async isOver(): Promise<boolean> {
      if (over || hasKnocked) return over !== undefined
      const mark = await readTicket(db, id, ticket, now)
      const used = mark && { key: keyOf('spent', mark.nonce), limit: 1, window: ticketLifetime }
      const isUnused = used && !(await listUsedUp(db, [used], now))(used.key)
      if (mark && isUnused) {
        hasTicket = true
        left = mark.left
        if (left === 0) over = { nonce: mark.nonce }
      }
      if (!over && (await knock(db, key, { pause, lifetime: ticketLifetime }, now))) over = {}
      return over !== undefined
    },
    /** @returns undefined if another request was faster with the same ticket. */
    async spend(): Promise<{ charged: Buffer[]; wait: { waited?: Buffer } } | undefined> {
      if (over?.nonce === undefined) return { charged: [], wait: { waited: key } }
      const spent = { key: keyOf('spent', over.nonce), limit: 1, window: ticketLifetime }
      return (await countUp(db, spent, now)) ? { charged: [spent.key], wait: {} } : undefined
    },
    async turnAway(): Promise<TurnedAway> {
      const kept = hasTicket ? ticket : await newTicket(db, id, now)
      return { kind: 'wait', retryAfterSeconds: Math.max(1, Math.ceil((left || pause) / 1000)), ticket: kept }
    },
  }
}

/** What a turn after a wait is charged to, and what it is charged to once one of these is used up. */
function turnBudgets(
  guessed: Guessed,
  networks: ReturnType<typeof networksOf>,
): { own: Budget[]; crowd: Budget } {
  const id = idOf(guessed)
  const most = turns[guessed.kind]
  const own = [
    { key: keyOf('turns', `${id} subscriber ${networks.subscriber}`), limit: most.subscriber, window: day },
    { key: keyOf('turns', `${id} site ${networks.site}`), limit: most.site, window: day },
    {
      key: keyOf('turns', `${id} organization ${networks.organization}`),
      limit: most.organization,
      window: day,
    },
    { key: keyOf('turns', `${id} provider ${networks.provider}`), limit: most.provider, window: minute },
    { key: keyOf('turns', id), limit: most.everybody, window: day },
  ]
  return { own, crowd: { key: keyOf('crowd', id), limit: 1, window: minute } }
}

/**
 * @param isUsedUp what was used up a moment ago, and is not asked for again.
 * @returns what was charged; undefined if nothing is left, in the network's own turns or in those of the crowd.
 */
async function chargeTurn(
  db: Db,
  { own, crowd }: { own: readonly Budget[]; crowd: Budget },
  isUsedUp: (key: Buffer) => boolean,
  now: Date,
): Promise<Buffer[] | undefined> {
  const charged: Buffer[] = []
  let hasOwn = !own.some(({ key }) => isUsedUp(key))
  for (const budget of hasOwn ? own : []) {
    hasOwn = await countUp(db, budget, now)
    if (!hasOwn) break
    charged.push(budget.key)
  }
  if (hasOwn) return charged
  await countDown(db, charged)
  return !isUsedUp(crowd.key) && (await countUp(db, crowd, now)) ? [crowd.key] : undefined
}

const nameBudgets = (ip: string): Budget[] => {
  const { subscriber, site, organization } = networksOf(ip)
  return [
    { key: keyOf('names', `subscriber ${subscriber}`), limit: wrongNames.subscriber, window },
    { key: keyOf('names', `site ${site}`), limit: wrongNames.site, window },
    { key: keyOf('names', `organization ${organization}`), limit: wrongNames.organization, window },
  ]
}

/** Only a name that this address has not tried lately counts against it: a person who mistypes tries one name. */
async function isTriedBefore(db: Db, guessed: Guessed, ip: string, now: Date): Promise<boolean> {
  if (guessed.kind !== 'password') return true
  const [address, name] = [keyOf('address', networksOf(ip).subscriber), keyOf('name', guessed.name)]
  return isNameTried(db, address, name, windowStart(now))
}

/** It was wrong. The turn stays counted, and the name counts against the networks that tried it. */
export async function noteWrong(db: Db, { guessed, ip, lane }: Turn, now: Date): Promise<void> {
  // A person who mistypes on a device of their own is no stranger to the account.
  if (guessed.kind === 'code' || lane === 'known') return
  const [address, name] = [keyOf('address', networksOf(ip).subscriber), keyOf('name', guessed.name)]
  if (!(await setNameTried(db, address, name, windowStart(now), now))) return
  for (const budget of nameBudgets(ip)) await countUp(db, { ...budget, limit: 1_000_000_000 }, now)
}

/** It was right, so it does not count. */
export function giveBack(db: Db, { charged }: Turn): Promise<void> {
  return countDown(db, charged)
}

/** Looks, in a turn. If nothing could be looked at, because too many wait or something broke, it is given back. */
export async function lookInTurn<T>(db: Db, turn: Turn, look: () => Promise<T>, now: () => Date): Promise<T> {
  try {
    return await look()
  } catch (error) {
    await giveBack(db, turn)
    // Nor has the wait been for nothing: when they come back, it is over.
    if (turn.waited) await endPause(db, turn.waited, now())
    throw error
  }
}

/** The owner has signed in, which clears what was counted in the lane that they used. */
export async function forget(db: Db, turn: Turn): Promise<void> {
  await deleteTries(db, turn.counted)
}

/**
 * Whether it is time to notify a user that someone knows their password. That is so once as many wrong codes came as
 * are checked in a row, and if they were not notified in this window. Of many calls at once, exactly one gets true.
 */
export async function mayReportGuessing(db: Db, turn: Turn, now: Date): Promise<boolean> {
  if ((await findTries(db, turn.counted)) < freeTries) return false
  return startWindow(db, keyOf('told', idOf(turn.guessed)), window, now)
}

const windowStart = (now: Date) => new Date(now.getTime() - window)
