import { setTimeout as sleep } from 'node:timers/promises'
import { type Attempt, Held, type What } from './held-locks.ts'
import { currentTurn, inTurn, type Share } from './turns.ts'

/** How a transaction that stood in line is tried. */
type How =
  /** PostgreSQL makes it wait for the lock, so that it has it as soon as it is free, and before those who come later. */
  | 'waits'
  /** It is tried now and then: for a user's row, and where too many wait in PostgreSQL already. */
  | 'polls'
  /** It is tried once, because someone else shares the lock. */
  | 'shares'

type Standing = { share: Share; isShared: boolean; arrival: number; go(how: How): void }

type Line = {
  what: What
  /** In the order of their arrival. */
  standing: Standing[]
  /** Shares of which one is at the head, and waits or polls. */
  heads: Set<Share>
  sharing: number
}

type Place = { line: Line; share: Share; how: How; isLeft: boolean }

/** How many stand in one line; and how many of it are tried at a time while the lock is shared. */
const most = { standing: 200, sharing: 8 }

/** Milliseconds between two tries. */
const pauses = { first: 5, longest: 50 }

/** Counted from the start, by why. */
export type RefusedInLine = { full: number; late: number }

/**
 * Where transactions wait, without a connection, for locks that others hold: one line for each row that is held. The first
 * one of a line, and share, waits in PostgreSQL, which hands the lock over in order; as soon as it has the lock, the next
 * one waits there. If it shares the lock, all others who would share it are tried.
 *
 * @param patience milliseconds that one waits at most.
 * @param room how many of a share may wait in PostgreSQL, over all lines.
 */
export function openLines({ patience, room }: { patience: number; room(share: Share): number }) {
  const lines = new Map<string, Line>()
  const inPostgres = new Map<Share, number>()
  const refused: RefusedInLine = { full: 0, late: 0 }
  let inLine = 0
  let arrivals = 0

  /**
   * Repeats a transaction that met a held lock.
   *
   * @param find what is held.
   * @throws {Held} if it was held for too long, or too many wait.
   */
  async function repeat<T>(
    first: Held,
    find: (held: Held) => Promise<What>,
    work: (attempt: Attempt) => Promise<T>,
  ): Promise<T> {
    const until = performance.now() + patience
    arrivals += 1
    const arrival = arrivals
    inLine += 1
    try {
      for (let held = first; ; ) {
        const what = await find(held)
        const place = await stand(what, held, { until, arrival, isNew: held === first })
        try {
          // Where no one is signed in, it is only now known whose work it is. Whatever networks they come from, those
          // who wait for one customer take turns with the others as one.
          const turn = { share: place.share, of: what.id, isBacklog: true }
          return await inTurn(turn, () => tryAt(place, until, work))
        } catch (error) {
          if (!isTimeOut(error)) throw error
          if (!(error instanceof Held) || performance.now() >= until) {
            refused.late += 1
            throw error
          }
          held = error
        } finally {
          leave(place)
        }
      }
    } finally {
      inLine -= 1
    }
  }

  /** Waits for a place. */
  async function stand(
    what: What,
    held: Held,
    { until, arrival, isNew }: { until: number; arrival: number; isNew: boolean },
  ): Promise<Place> {
    const line = lines.get(nameOf(what)) ?? { what, standing: [], heads: new Set(), sharing: 0 }
    if (isNew && line.standing.length >= most.standing) {
      refused.full += 1
      throw held
    }
    lines.set(nameOf(what), line)
    const { share } = currentTurn()
    const { promise, resolve, reject } = Promise.withResolvers<How>()
    const standing: Standing = { share, isShared: held.isShared, arrival, go: resolve }
    const behind = line.standing.findIndex((other) => other.arrival > arrival)
    line.standing.splice(behind < 0 ? line.standing.length : behind, 0, standing)
    advance(line)
    const timer = Number.isFinite(until)
      ? setTimeout(() => {
          const at = line.standing.indexOf(standing)
          if (at < 0) return
          line.standing.splice(at, 1)
          closeIfEmpty(line)
          refused.late += 1
          reject(held)
        }, until - performance.now())
      : undefined
    try {
      return { line, share, how: await promise, isLeft: false }
    } finally {
      clearTimeout(timer)
    }
  }

  /** Calls those whose turn it is. */
  function advance(line: Line): void {
    for (const standing of [...line.standing]) {
      if (line.heads.has(standing.share)) continue
      line.heads.add(standing.share)
      call(line, standing, mayWait(line, standing.share) ? 'waits' : 'polls')
    }
    closeIfEmpty(line)
  }

  function shareWithOthers(line: Line): void {
    for (const standing of line.standing.filter(({ isShared }) => isShared)) {
      if (line.sharing >= most.sharing) return
      line.sharing += 1
      call(line, standing, 'shares')
    }
  }

  function call(line: Line, standing: Standing, how: How): void {
    line.standing.splice(line.standing.indexOf(standing), 1)
    if (how === 'waits') inPostgres.set(standing.share, (inPostgres.get(standing.share) ?? 0) + 1)
    standing.go(how)
  }

  function mayWait({ what }: Line, share: Share): boolean {
    return what.table === 'customer' && (inPostgres.get(share) ?? 0) < room(share)
  }

  function leave(place: Place): void {
    if (place.isLeft) return
    place.isLeft = true
    const { line, share, how } = place
    if (how === 'waits') inPostgres.set(share, (inPostgres.get(share) ?? 1) - 1)
    if (how === 'shares') line.sharing -= 1
    else line.heads.delete(share)
    advance(line)
  }

  function closeIfEmpty(line: Line): void {
    const name = nameOf(line.what)
    if (line.standing.length + line.heads.size + line.sharing === 0 && lines.get(name) === line)
      lines.delete(name)
  }

  async function tryAt<T>(place: Place, until: number, work: (attempt: Attempt) => Promise<T>): Promise<T> {
    const attempt: Attempt = {
      waitsFor: (table) =>
        place.how === 'waits' && !place.isLeft && table === place.line.what.table ? { until } : undefined,
      mustStandBehind: (what) => nameOf(what) !== nameOf(place.line.what) && lines.has(nameOf(what)),
      acquired(table, isShared) {
        if (table !== place.line.what.table) return
        // One who polls is followed by the next at its end: until then, tries are in vain.
        if (place.how !== 'polls') leave(place)
        if (isShared) shareWithOthers(place.line)
      },
    }
    for (let pause = pauses.first; ; pause = Math.min(2 * pause, pauses.longest)) {
      try {
        return await work(attempt)
      } catch (error) {
        if (place.how !== 'polls' || !(error instanceof Held) || performance.now() >= until) throw error
      }
      // At random, so that two that met do not meet again.
      await sleep(pause * (0.5 + Math.random() / 2))
      if (mayWait(place.line, place.share)) {
        place.how = 'waits'
        inPostgres.set(place.share, (inPostgres.get(place.share) ?? 0) + 1)
      }
    }
  }

  return {
    repeat,
    /** One who comes without having stood in a line. */
    newcomer: {
      waitsFor: () => undefined,
      mustStandBehind: (what) => lines.has(nameOf(what)),
      acquired() {},
    } satisfies Attempt as Attempt,
    /** How many wait, over all lines. */
    waiting: () => inLine,
    refused: (): RefusedInLine => ({ ...refused }),
  }
}

const nameOf = ({ table, id }: What) => `${table} ${id}`

/** In memory, or in PostgreSQL. */
function isTimeOut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03'
}
