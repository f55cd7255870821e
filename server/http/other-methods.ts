import type { Context, Hono } from 'hono'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/**
 * What is answered where nothing takes a request: 405 with `Allow` if the address takes another method (RFC 9110,
 * section 15.5.6), otherwise 404.
 *
 * @throws {Problem} `method_not_allowed`, `not_found`; one of them, always.
 */
export function refuseAddress(app: Hono<Web>, c: Context<Web>): never {
  const taken = methods.filter((method) => isTaken(app, method, c.req.path))
  if (taken.length === 0) throw new Problem('not_found', 'There is nothing at this address.')
  const allowed = taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  c.header('Allow', allowed.join(', '))
  throw new Problem('method_not_allowed', `This address takes ${taken.join(', ')}.`)
}

/** Whether a route of this very method is there. What every request passes is none. */
function isTaken(app: Hono<Web>, method: string, path: string): boolean {
  const [found] = app.router.match(method, path)
  return found.some(([[, route]]) => route.method === method && !['*', '/*'].includes(route.path))
}
