import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { MiddlewareHandler } from 'hono'
import { diagnosticEvent } from '#server/platform/diagnostic-event.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'

/** Milliseconds by which this process may be late. Beyond that, something takes its whole time. */
const mostDelay = 200

/** Milliseconds between two looks. */
const look = 500

/** A request was turned away because the process was late. */
export const shed = diagnosticEvent<{ route: string }>('request.shed')

/**
 * What anyone may ask for and no one needs in order to sign in. It is the first to be turned away. A sign-in, a session
 * and everything behind it is never turned away for this reason.
 */
const extras: readonly RegExp[] = [
  /^\/help(?:\/|$)/,
  /^\/api\/docs$/,
  /^\/api\/v1\/openapi\.json$/,
  /^\/consent-kit(?:\/|$)/,
  /^\/shared-computer(?:\/|$)/,
]

export type LoopWatch = { isLate(): boolean; delay(): number; stop(): void }

/**
 * Watches how late this process is, whatever makes it so. It has to be late in two looks in a row: a single pause, of
 * the garbage collector or of the machine, is no overload, and turns no one away.
 */
export function watchLoop(): LoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: 20 })
  histogram.enable()
  let late = 0
  let before = 0
  const timer = setInterval(() => {
    const now = histogram.max / 1e6
    late = Math.min(now, before)
    before = now
    histogram.reset()
  }, look)
  timer.unref()
  return {
    isLate: () => late > mostDelay,
    /** Milliseconds that were reached in both of the last two looks. */
    delay: () => late,
    stop() {
      clearInterval(timer)
      histogram.disable()
    },
  }
}

/** @throws {Problem} `unavailable`, for what is anonymous and can wait, while the process is late. */
export function extrasCanWait(isLate: () => boolean): MiddlewareHandler<Web> {
  return async function extrasCanWait(c, next) {
    if (isLate() && extras.some((pattern) => pattern.test(c.req.path))) {
      shed.publish({ route: c.req.path.split('/').slice(0, 2).join('/') })
      throw new Problem('unavailable', 'TMAS is very busy at the moment. Try again shortly.', {
        retryAfterSeconds: 10,
      })
    }
    await next()
  }
}
