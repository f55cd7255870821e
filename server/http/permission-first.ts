import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { findDevice } from '#server/devices/devices.queries.ts'
import { noSuchDevice } from '#server/devices/devices.ts'
import { findPermitted } from '#server/locations/permitted.ts'
import { givenId } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import type { RoutePermission } from '#server/platform/route-permission.ts'
import type { Web } from '#server/platform/web.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { findWithinReach } from '#server/users/reach.ts'
import { canSomewhere } from '#shared/permissions.ts'

const base = '/api/v1'

/** Method and path, as in `PATCH /api/v1/users/:id`, → who may call it. */
export type RoutePermissions = ReadonlyMap<string, RoutePermission>

/**
 * What the routes of the API that change something declare about who may call them.
 *
 * @throws {Error} if one declares nothing: it would read what anyone sends.
 */
export function permissionsOf(api: Pick<OpenAPIHono<Web>, 'openAPIRegistry'>): RoutePermissions {
  const routes = api.openAPIRegistry.definitions.flatMap((one) => (one.type === 'route' ? [one.route] : []))
  return new Map(
    routes
      .filter(({ method }) => changes(method))
      .map(({ method, path, 'x-permission': permission }) => {
        const name = `${method.toUpperCase()} ${base}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
        if (permission === undefined) throw new Error(`${name} does not say who may call it (permits)`)
        return [name, permission as RoutePermission]
      }),
  )
}

/**
 * Asks for the permission before any of the body is read (R34): people who may not do a thing are told so, whatever
 * they sent with it. The operations ask again, under the lock.
 *
 * @throws {Problem} `not_signed_in`; `forbidden`; `not_found` for what is another customer's.
 */
export function permissionFirst(deps: SignedInDeps, permissions: RoutePermissions): MiddlewareHandler<Web> {
  const ask: MiddlewareHandler<SignedInWeb> = signedIn(deps)
  const before: MiddlewareHandler<SignedInWeb> = async function permissionFirst(c, next) {
    const { method, path } = c.req
    if (!changes(method) || !path.startsWith(`${base}/`)) return next()
    const route = matchedRoutes(c).find((one) => permissions.has(`${one.method} ${one.path}`))
    const permission = route && permissions.get(`${route.method} ${route.path}`)
    if (permission === 'anyone') return next()
    // Also where nothing is, so that strangers send nothing to the API that is read.
    await ask(c, async () => {
      if (permission === 'oneself' && c.var.actor.kind === 'api_key')
        throw new Problem('forbidden', 'This is for people, who sign in. An API key does not open it.')
      // In the turn of the customer, which is known now.
      if (route && typeof permission === 'object')
        await mustBePermitted(c, permission, idIn(route.path, path))
    })
    return next()
  }
  return before as unknown as MiddlewareHandler<Web>

  async function mustBePermitted(
    c: Context<SignedInWeb>,
    { action, at }: Exclude<RoutePermission, string>,
    id: string | undefined,
  ) {
    // What is no ID is refused by the route itself, before it looks at the body.
    if (at === 'user' && id !== undefined) await findWithinReach(deps.db, actingOf(c.var), id)
    if (at === 'device' && id !== undefined) {
      const device = await findDevice(deps.db, c.var.signedIn.customer.id, id)
      if (!device) throw noSuchDevice()
      await findPermitted(deps.db, c.var.signedIn, action, device.locationId)
      return
    }
    if (id === undefined || (at !== 'location' && at !== 'chain')) {
      if (canSomewhere(c.var.signedIn.memberships, action)) return
      throw new Problem('forbidden', 'Your permission type does not allow this here.')
    }
    const location = await findPermitted(deps.db, c.var.signedIn, action, id)
    if (at === 'chain' && location.type !== 'chain') throw new Problem('not_found', 'There is no such chain.')
  }
}

function changes(method: string) {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase())
}

/** What the address has where the route has `:id`. */
function idIn(route: string, path: string): string | undefined {
  const text = path.split('/')[route.split('/').indexOf(':id')]
  return givenId.safeParse(text).data
}
