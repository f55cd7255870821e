import type { DatabaseConnection, Driver } from 'kysely'
import { queueIsFull, queueTimeOut } from './database-hosts.ts'
import { currentTurn, type Share, type Turn } from './turns.ts'

/**
 * How many connections each kind of work may always hold. A kind never takes from another one's, so that none of them,
 * however slow or many, keeps another one waiting. Together with the spare ones they are all connections that an instance
 * opens, but for the one that readiness has.
 */
export const connectionShares: Readonly<Record<Share, number>> = {
  lookups: 3,
  signIns: 4,
  administration: 4,
  background: 3,
}

/**
 * For a rush: what look-ups and sign-ins may hold beyond their shares. They are short; other work may take seconds. The
 * backlog of a lock that was held gets none.
 */
export const spareConnections = 4
const mayTakeSpare: readonly Share[] = ['lookups', 'signIns']

type Waiting = { turn: Turn; go(): void; refuse(error: Error): void }

type Part = {
  most: number
  mayTakeSpare: boolean
  busy: number
  /** By whom the connections are held. */
  busyOf: Map<string, number>
  /** By who waits, in the order in which they are served. */
  waiting: Map<string, Waiting[]>
  waits: number
  given: number
  refused: number
}

/** `given` and `refused` are counted from the start. */
export type ShareFigures = Record<Share, { busy: number; waiting: number; given: number; refused: number }>

/**
 * Hands out connections by share. Where only one customer (or network) wants any, it has all that are free, but for one of
 * its share, which is there for the next one who comes. Where several wait, they are served one after the other, however
 * much one of them asks for.
 *
 * @param patience milliseconds that one waits at most.
 * @param queueLimit how many may wait for each connection of a share; however few have taken all of it, they make room for
 *   others.
 * @param spare how many connections there are beyond the shares.
 */
export function openShares(
  sizes: Readonly<Record<Share, number>>,
  { patience, queueLimit, spare = 0 }: { patience: number; queueLimit: number; spare?: number },
) {
  const parts = Object.fromEntries(
    Object.entries(sizes).map(([share, most]): [string, Part] => [
      share,
      {
        most,
        mayTakeSpare: mayTakeSpare.includes(share as Share),
        busy: 0,
        busyOf: new Map(),
        waiting: new Map(),
        waits: 0,
        given: 0,
        refused: 0,
      },
    ]),
  ) as Record<Share, Part>
  const all = Object.values(parts)

  /** Waits for a connection of a share. @returns what gives it back. */
  async function take(turn: Turn = currentTurn()): Promise<() => void> {
    const part = parts[turn.share]
    if (mayHold(part, turn)) hold(part, turn)
    else await wait(part, turn)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      give(part, turn)
    }
  }

  async function wait(part: Part, turn: Turn): Promise<void> {
    if (!hasRoomFor(part, turn)) {
      part.refused += 1
      throw new Error(queueIsFull)
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiting: Waiting = { turn, go: resolve, refuse: reject }
    const own = part.waiting.get(keyOf(turn)) ?? []
    own.push(waiting)
    part.waiting.set(keyOf(turn), own)
    part.waits += 1
    const timer = setTimeout(() => {
      leave(part, waiting)
      part.refused += 1
      reject(new Error(queueTimeOut))
    }, patience)
    try {
      await promise
    } finally {
      clearTimeout(timer)
    }
  }

  /** Where the line is full, the one with most of it makes room for one who has less: the last to come leaves. */
  function hasRoomFor(part: Part, turn: Turn): boolean {
    const room = queueLimit * part.most
    const own = part.waiting.get(keyOf(turn))?.length ?? 0
    if (part.waits < room) return true
    const [, most = []] = [...part.waiting].reduce((one, other) =>
      other[1].length > one[1].length ? other : one,
    )
    const last = most.at(-1)
    if (!last || most.length <= own + 1) return false
    leave(part, last)
    part.refused += 1
    last.refuse(new Error(queueIsFull))
    return true
  }

  function leave(part: Part, waiting: Waiting): void {
    const key = keyOf(waiting.turn)
    const own = part.waiting.get(key) ?? []
    own.splice(own.indexOf(waiting), 1)
    if (own.length === 0) part.waiting.delete(key)
    part.waits -= 1
  }

  function give(part: Part, turn: Turn): void {
    const key = keyOf(turn)
    const held = (part.busyOf.get(key) ?? 1) - 1
    if (held === 0) part.busyOf.delete(key)
    else part.busyOf.set(key, held)
    part.busy -= 1
    // Those who wait take it over, so that no other can slip in between. One may give up a place of its share and a spare.
    let isGiven = true
    while (isGiven) isGiven = handOn(part) || all.some(handOn)
  }

  /** @returns whether someone who waited has a connection now. */
  function handOn(part: Part): boolean {
    if (part.waits === 0 || !mayHold(part, ofNoOne)) return false
    for (const [next, own] of part.waiting) {
      const [first] = own
      if (!first || !mayHold(part, first.turn)) continue
      leave(part, first)
      // To the end of the round.
      if (own.length > 0) {
        part.waiting.delete(next)
        part.waiting.set(next, own)
      }
      hold(part, first.turn)
      first.go()
      return true
    }
    return false
  }

  /** Whether the share has a place for it, and one more for another customer; or there is a spare one. */
  function mayHold(part: Part, turn: Omit<Turn, 'share'>): boolean {
    const now = beyondShare(part)
    const then = Math.max(now, part.busy + 1 - part.most, beyondShareOf(part, turn, 1))
    if (then === now) return true
    if (!part.mayTakeSpare || turn.isBacklog) return false
    return all.reduce((taken, one) => taken + beyondShare(one), 0) < spare
  }

  /** How often in a row no connection could be had although there was a place for it, and when the last time was. */
  let failures = 0
  let lastFailure = 0

  return {
    take,
    noteConnection(isOpen: boolean): void {
      failures = isOpen ? 0 : failures + 1
      if (!isOpen) lastFailure = performance.now()
    },
    /** Whether this pool can have no connections, as far as anyone tried lately. */
    cannotConnect: () => failures >= failuresInARow && performance.now() - lastFailure < failureCounts,
    figures: (): ShareFigures =>
      Object.fromEntries(
        Object.entries(parts).map(([share, { busy, waits, given, refused }]) => [
          share,
          { busy, waiting: waits, given, refused },
        ]),
      ) as ShareFigures,
  }
}

/** So many tries to have a connection make a pool that cannot have any, and for so many milliseconds after the last. */
const failuresInARow = 3
const failureCounts = 10_000

export type Shares = ReturnType<typeof openShares>

/** It leaves nothing to others, so where it may hold no connection, no customer may. */
const ofNoOne = {}

/** How many spare connections a share holds. */
function beyondShare(part: Part): number {
  const keys = [...part.busyOf.keys()]
  return Math.max(
    0,
    part.busy - part.most,
    ...keys.map((key) => beyondShareOf(part, { of: key || undefined })),
  )
}

/** How many of them are for one customer, which leaves a connection of the share to the others. */
function beyondShareOf({ most, busyOf }: Part, turn: Pick<Turn, 'of'>, more = 0): number {
  if (turn.of === undefined) return 0
  return (busyOf.get(keyOf(turn)) ?? 0) + more - Math.max(1, most - 1)
}

function hold(part: Part, turn: Turn): void {
  part.busy += 1
  part.given += 1
  part.busyOf.set(keyOf(turn), (part.busyOf.get(keyOf(turn)) ?? 0) + 1)
}

const keyOf = ({ of }: Pick<Turn, 'of'>) => of ?? ''

/** A driver that takes each connection from the share of the turn that asks for it. */
export function sharingConnections(driver: Driver, shares: Shares): Driver {
  const held = new WeakMap<DatabaseConnection, () => void>()
  const acquire = driver.acquireConnection.bind(driver)
  const release = driver.releaseConnection.bind(driver)
  return Object.assign(driver, {
    acquireConnection: async (...options: Parameters<typeof acquire>) => {
      const give = await shares.take()
      try {
        const connection = await acquire(...options)
        shares.noteConnection(true)
        held.set(connection, give)
        return connection
      } catch (error) {
        shares.noteConnection(false)
        give()
        throw error
      }
    },
    releaseConnection: async (...[connection, ...options]: Parameters<typeof release>) => {
      const give = held.get(connection)
      held.delete(connection)
      try {
        await release(connection, ...options)
      } finally {
        give?.()
      }
    },
  })
}
