import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Web } from '#server/platform/web.ts'

export type ObserveRequest = (
  request: { method: string; route: string; status: number },
  seconds: number,
) => void

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Publishes a request that was answered by the pattern of its route, never by its path: there are too many different
 * paths, and they contain what is confidential.
 */
export function observed(c: Context<Web>, observe: ObserveRequest, milliseconds: number): void {
  const method = methods.has(c.req.method) ? c.req.method : 'other'
  observe({ method, route: routeOf(c), status: c.res.status }, milliseconds / 1000)
}

/** The last route that matched is the one that answered. What every request passes matches as well, under `/*`. */
function routeOf(c: Context<Web>): string {
  const path = matchedRoutes(c).at(-1)?.path ?? ''
  if (path === '/*' || path === '' || path === '*') return 'none'
  // Each of these files has a route of its own, whose name changes with its content.
  return path.replace(/^(\/console|\/assets)\/.*/, '$1/*')
}
