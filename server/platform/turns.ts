import { AsyncLocalStorage } from 'node:async_hooks'

/** The kinds of work that share the connections to the database. */
export type Share = 'lookups' | 'signIns' | 'administration' | 'background'

/**
 * Which share a connection is taken from, and for whom: a customer, or a network where no one is signed in. A backlog is
 * what has waited for something else already: it comes all at once, and must not take the processors from all others.
 */
export type Turn = { share: Share; of?: string; isBacklog?: boolean }

/**
 * The turn in which work is done. It is the only thing that is not passed as an argument, because every statement needs
 * it and none is decided by it: it says where a statement waits, and nothing else (docs/decisions, fair shares).
 */
const turns = new AsyncLocalStorage<Turn>()

let lastAsked = Number.NEGATIVE_INFINITY

/** Does work, and whatever it starts, in a turn. */
export function inTurn<T>(turn: Turn, work: () => T): T {
  if (turn.share !== 'background') lastAsked = performance.now()
  return turns.run(turn, work)
}

/** Milliseconds since someone last asked this process for anything. */
export function sinceLastAsked(): number {
  return performance.now() - lastAsked
}

/** What no one asked for, such as the server's own duties, is done in the background. */
export function currentTurn(): Turn {
  return turns.getStore() ?? { share: 'background' }
}

/** `work` as a later call of others does it, for example when a reader wants more: in the turn of now, not in theirs. */
export function keepingTurn<Args extends unknown[], T>(work: (...args: Args) => T): (...args: Args) => T {
  return AsyncLocalStorage.bind(work)
}
