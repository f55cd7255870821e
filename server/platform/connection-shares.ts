import type { DatabaseConnection, Driver } from 'kysely'
import { queueIsFull, queueTimeOut } from './database-hosts.ts'
import { currentTurn, type Share, type Turn } from './turns.ts'

/**
 * How many connections each kind of work may hold. A kind never takes from another one's, so that none of them, however
 * slow or many, keeps another one waiting. Together they are all connections that an instance opens, but for the one that
 * readiness has.
 */
export const connectionShares: Readonly<Record<Share, number>> = {
  lookups: 3,
  signIns: 4,
  administration: 4,
  background: 3,
}

type Waiting = { turn: Turn; go(): void; refuse(error: Error): void }

type Part = {
  most: number
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
 * Hands out connections by share. Within a share, customers (or networks) are served one after the other, however much one
 * of them asks for, and none of them holds the whole share, as long as it has more than one connection.
 *
 * @param patience milliseconds that one waits at most.
 * @param queueLimit how many may wait for each connection; a single customer may be half of them, and however few have
 *   taken all of it, they make room for others.
 */
export function openShares(
  sizes: Readonly<Record<Share, number>>,
  { patience, queueLimit }: { patience: number; queueLimit: number },
) {
  const parts = Object.fromEntries(
    Object.entries(sizes).map(([share, most]): [string, Part] => [
      share,
      { most, busy: 0, busyOf: new Map(), waiting: new Map(), waits: 0, given: 0, refused: 0 },
    ]),
  ) as Record<Share, Part>

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
    if (turn.of !== undefined && own >= room / 2) return false
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
    // The next one takes it over, so that no other can slip in between.
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
      return
    }
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

/** One customer leaves room for another. */
function mayHold({ most, busy, busyOf }: Part, turn: Turn): boolean {
  const mostOfOne = turn.of === undefined ? most : Math.max(1, most - 1)
  return busy < most && (busyOf.get(keyOf(turn)) ?? 0) < mostOfOne
}

function hold(part: Part, turn: Turn): void {
  part.busy += 1
  part.given += 1
  part.busyOf.set(keyOf(turn), (part.busyOf.get(keyOf(turn)) ?? 0) + 1)
}

const keyOf = ({ of }: Turn) => of ?? ''

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
