import { isWithin } from '#server/policy/time.ts'
import { NoAnswer } from './request.ts'

const second = 1000
const hour = 3600 * second

/** From this age on, a document is fetched again while the sign-in that asked for it goes on. */
const freshFor = hour
/** If fetching fails, the last good document is used for another day: Microsoft's advice for its keys. */
const usableFor = 25 * hour
/** After a failed fetch, wait this long before the next one, as long as there is a usable document. */
const restAfterFailure = 60 * second
/**
 * Without a usable document: so long everyone is told at once that Microsoft cannot be reached, instead of each asking
 * again. Only for that: an answer that is of no use may be right the next time. It is counted from the moment of
 * asking, so that silence, which has its own end, is not followed by a rest.
 */
const restWhileUnreachable = 2 * second

export type CachedDocument<T> = {
  /** The document, from memory if it is usable. Waits for Microsoft only if it is not. @throws {NoAnswer} */
  get(signal?: AbortSignal): Promise<T>
  /** The document from now on: a fetch in progress may have been answered already. @throws {NoAnswer} */
  refetch(): Promise<T>
}

/**
 * A document of Microsoft's that is kept in memory: metadata, keys.
 *
 * There is never more than one fetch of it in progress, and everyone who needs it shares that one. So a thousand
 * sign-ins cause one request, and an older answer cannot arrive after a newer one and overwrite it. A failure is never
 * kept for longer than two seconds, and asking for the document from now on (`refetch`) always asks.
 *
 * The fetch has a time-out of its own, because it does not belong to the caller who happened to start it. A caller
 * whose own time is up stops waiting without ending it.
 */
export function cacheDocument<T>(options: {
  load: (signal: AbortSignal, previous: T | undefined) => Promise<T>
  now: () => Date
  timeoutMs: number
}): CachedDocument<T> {
  let current: { document: T; fetchedAt: number } | undefined
  let underWay: Promise<T> | undefined
  let failedAt = Number.NEGATIVE_INFINITY
  let unreachable: NoAnswer | undefined

  async function load(): Promise<T> {
    const askedAt = options.now().getTime()
    try {
      const document = await options.load(AbortSignal.timeout(options.timeoutMs), current?.document)
      current = { document, fetchedAt: options.now().getTime() }
      unreachable = undefined
      return document
    } catch (error) {
      failedAt = askedAt
      unreachable = error instanceof NoAnswer && error.refusal === 'microsoft_unreachable' ? error : undefined
      throw error
    } finally {
      underWay = undefined
    }
  }

  function refresh(): Promise<T> {
    underWay ??= load()
    return underWay
  }

  async function refetch(): Promise<T> {
    await underWay?.catch(() => undefined)
    return refresh()
  }

  async function get(signal?: AbortSignal): Promise<T> {
    const now = options.now()
    // What was fetched in the future is as old as can be: a clock was set back (R28).
    if (!current || !isWithin(usableFor, current.fetchedAt, now)) {
      if (unreachable && isWithin(restWhileUnreachable, failedAt, now)) throw unreachable
      return rejectOnAbort(refresh(), signal)
    }
    if (!isWithin(freshFor, current.fetchedAt, now) && !isWithin(restAfterFailure, failedAt, now)) {
      // No one waits for it, and its failure changes nothing: the document in memory is still usable.
      refresh().catch(() => undefined)
    }
    return current.document
  }

  return { get, refetch }
}

/** Stops waiting when the signal says so, while the work itself continues. @throws {NoAnswer} */
export function rejectOnAbort<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abort = () =>
      reject(new NoAnswer('microsoft_unreachable', 'no answer in time', { cause: signal.reason }))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
