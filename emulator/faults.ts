import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import type { Endpoint } from './control.ts'
import type { World } from './world.ts'

export type Bindings = { Bindings: HttpBindings }

/** Counts the request, then plays what the control has ordered for this endpoint. */
export function playFaults(world: World, endpoint: Endpoint): MiddlewareHandler<Bindings> {
  return async (c, next) => {
    world.control.requests[endpoint] += 1
    const { delay = 0, drop, once, throttle, outage } = world.control.faults[endpoint] ?? {}
    if (once) delete world.control.faults[endpoint]
    if (delay > 0) {
      await new Promise((resolve) => setTimeout(resolve, delay))
      // A client that has gone meanwhile gets nothing, and uses nothing up that was ordered for the next one.
      if (c.env.incoming.socket.destroyed) return RESPONSE_ALREADY_SENT
    }
    if (drop === true || drop === 'before') {
      c.env.incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    }
    if (throttle !== undefined) {
      return c.text('Too Many Requests', 429, { 'Retry-After': String(throttle) })
    }
    if (outage)
      return c.html("<html><body><h2>Our services aren't available right now</h2></body></html>", 503)
    await next()
    if (!drop) return
    await cut(c, drop === 'halfway')
  }
}

/** Everything has been done; the answer gets lost on its way, or breaks off in the middle. */
async function cut(c: Context<Bindings>, isHalfway: boolean): Promise<void> {
  const { outgoing } = c.env
  const body = Buffer.from(await c.res.arrayBuffer())
  if (isHalfway) {
    outgoing.writeHead(c.res.status, { ...Object.fromEntries(c.res.headers), 'content-length': body.length })
    const half = body.subarray(0, Math.floor(body.length / 2))
    await new Promise<void>((resolve) => outgoing.write(half, () => resolve()))
  }
  c.env.incoming.socket.destroy()
  c.res = undefined
  c.res = RESPONSE_ALREADY_SENT
}
