import { networksOf } from '#server/platform/network.ts'
import { Problem } from '#server/platform/problem.ts'

/** Where someone stands who wants slow work done: the lane of their turn, and where they are. */
export type Place = { lane: Lane; ip: string }

type Lane = 'known' | 'waited' | 'new'

/**
 * In which order lanes are served. No lane waits for another one to be empty: a stranger with an account and a device
 * of their own could keep one full.
 */
const order: readonly Lane[] = ['known', 'waited', 'known', 'new', 'known', 'waited', 'known']

type Waiting<T> = { item: T; lane: Lane; provider: string; subscriber: string }

/**
 * Decides fairly whose turn is next: lanes in turn, in a lane one network of a provider's size after the other, and in it one
 * subscriber after the other. However many one of them sends, the next is someone else.
 *
 * It only decides. It knows no clock and does no work.
 */
export function openLine<T>(most: number) {
  const lanes: Record<Lane, Map<string, Map<string, Waiting<T>[]>>> = {
    known: new Map(),
    waited: new Map(),
    new: new Map(),
  }
  const sizes: Record<Lane, number> = { known: 0, waited: 0, new: 0 }
  let step = 0

  function join(item: T, { lane, ip }: Place): T | undefined {
    const { provider, subscriber } = networksOf(ip)
    const ofProvider = lanes[lane].get(provider) ?? new Map<string, Waiting<T>[]>()
    const own = ofProvider.get(subscriber) ?? []
    own.push({ item, lane, provider, subscriber })
    ofProvider.set(subscriber, own)
    lanes[lane].set(provider, ofProvider)
    sizes[lane] += 1
    return size() > most ? leaveOut() : undefined
  }

  function next(): T | undefined {
    for (let tried = 0; tried < order.length; tried += 1) {
      const lane = order[step % order.length] ?? 'new'
      step += 1
      const first = lanes[lane].entries().next().value
      if (!first) continue
      const [provider, ofProvider] = first
      const [subscriber, own] = ofProvider.entries().next().value ?? ['', []]
      const waiting = own.shift()
      // To the end of both rounds, if there is more of them.
      ofProvider.delete(subscriber)
      if (own.length > 0) ofProvider.set(subscriber, own)
      lanes[lane].delete(provider)
      if (ofProvider.size > 0) lanes[lane].set(provider, ofProvider)
      sizes[lane] -= 1
      return waiting?.item
    }
    return undefined
  }

  /** The line is too long: the newest of those who take most room leaves. */
  function leaveOut(): T | undefined {
    const share = (lane: Lane) => sizes[lane] / order.filter((one) => one === lane).length
    const lane = longest(['new', 'waited', 'known'] as const, share)
    const ofLane = lanes[lane]
    const provider = longest([...ofLane.keys()], (key) => countOf(ofLane.get(key)))
    const ofProvider = ofLane.get(provider)
    const subscriber = longest([...(ofProvider?.keys() ?? [])], (key) => ofProvider?.get(key)?.length ?? 0)
    const own = ofProvider?.get(subscriber)
    const left = own?.pop()
    if (own?.length === 0) ofProvider?.delete(subscriber)
    if (ofProvider?.size === 0) ofLane.delete(provider)
    sizes[lane] -= 1
    return left?.item
  }

  function remove(item: T, { lane, ip }: Place): void {
    const { provider, subscriber } = networksOf(ip)
    const ofProvider = lanes[lane].get(provider)
    const own = ofProvider?.get(subscriber)
    const index = own?.findIndex((waiting) => waiting.item === item) ?? -1
    if (!own || index < 0) return
    own.splice(index, 1)
    if (own.length === 0) ofProvider?.delete(subscriber)
    if (ofProvider?.size === 0) lanes[lane].delete(provider)
    sizes[lane] -= 1
  }

  const size = () => sizes.known + sizes.waited + sizes.new

  return {
    /** @returns who has to leave, because the line would be too long; perhaps the one who came. */
    join,
    next,
    remove,
    size,
  }
}

const countOf = (ofProvider: Map<string, unknown[]> | undefined) =>
  [...(ofProvider?.values() ?? [])].reduce((sum, { length }) => sum + length, 0)

function longest<K extends string>(keys: readonly K[], size: (key: K) => number): K {
  return keys.reduce((best, key) => (size(key) > size(best) ? key : best), keys[0] as K)
}

/**
 * Lets a few pieces of slow work run at once and the others wait in a fair line, so that a flood delays the flood.
 *
 * @param atOnce how many run.
 * @param most how many wait.
 * @param patience milliseconds that one waits at most.
 */
export function openGate({ atOnce, most, patience }: { atOnce: number; most: number; patience: number }) {
  type Turn = { go(): void; leave(): void }
  const line = openLine<Turn>(most)
  let running = 0

  async function wait(place: Place): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const turn: Turn = { go: resolve, leave: () => reject(tooMany()) }
    const timer = setTimeout(() => {
      line.remove(turn, place)
      turn.leave()
    }, patience)
    line.join(turn, place)?.leave()
    try {
      await promise
    } finally {
      clearTimeout(timer)
    }
  }

  /** @throws {Problem} `throttled` for one who cannot wait or has waited too long; whatever the work throws. */
  return async function inTurn<T>(place: Place, work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1
    else await wait(place)
    try {
      return await work()
    } finally {
      // The next one takes over the place, so that no other can slip in between.
      const next = line.next()
      if (next) next.go()
      else running -= 1
    }
  }
}

function tooMany() {
  return new Problem('throttled', 'Many people sign in at this moment. Try again.', { retryAfterSeconds: 5 })
}
