import type { MiddlewareHandler } from 'hono'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { type Action, canSomewhere } from '#shared/permissions.ts'

/** What the API takes from people who are not signed in. */
const forStrangers = new Set(['/api/v1/session'])

/** Who may send a body that is larger than usual. */
const forLargeBodies: Readonly<Record<string, Action>> = { '/api/v1/users/import': 'user.change' }

/**
 * Asks for the permission before any of the body is read (R34): the API reads nothing that a stranger sends, and a
 * large body only from people who may send it. The routes ask again, in detail.
 *
 * @throws {Problem} `not_signed_in`; `forbidden`
 */
export function permissionFirst(deps: SignedInDeps): MiddlewareHandler<Web> {
  const ask: MiddlewareHandler<SignedInWeb> = signedIn(deps)
  const before: MiddlewareHandler<SignedInWeb> = async function permissionFirst(c, next) {
    const { method, path } = c.req
    if (method === 'GET' || method === 'HEAD' || !path.startsWith('/api/v1/') || forStrangers.has(path))
      return next()
    await ask(c, async () => {})
    const action = forLargeBodies[path]
    if (action && !canSomewhere(c.var.signedIn.memberships, action))
      throw new Problem('forbidden', 'Your permission type does not allow this here.')
    return next()
  }
  return before as unknown as MiddlewareHandler<Web>
}
