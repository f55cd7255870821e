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

/**
 * The route that answers, or would have: the first that matches and is for one method. What many routes pass through is
 * for all methods, and matches as well; another route of the same form matches after it.
 */
function routeOf(c: Context<Web>): string {
  const matched = matchedRoutes(c)
  const path = (matched.find(({ method }) => method !== 'ALL') ?? matched.at(-1))?.path ?? ''
  if (path === '/*' || path === '' || path === '*') return 'none'
  // Each of these files has a route of its own, whose name changes with its content.
  return path.replace(/^(\/console|\/assets)\/.*/, '$1/*')
}
