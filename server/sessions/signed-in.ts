import type { MiddlewareHandler } from 'hono'
import type { Actor } from '#server/audit/audit.ts'
import type { Cookie } from '#server/platform/cookies.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import { findSession, type SignedIn } from './sessions.ts'

/** What a request of somebody signed in carries besides. */
export type SignedInWeb = {
  Variables: Web['Variables'] & {
    signedIn: SignedIn
    /** The same person, as the audit trail names them. */
    actor: Actor & { kind: 'user' }
  }
}

/** Lets only who is signed in pass. @throws {Problem} `not_signed_in` */
export function signedIn(
  { db, now }: { db: Db; now: () => Date },
  session: Cookie,
): MiddlewareHandler<SignedInWeb> {
  return async function signedIn(c, next) {
    const found = await findSession(db, session.read(c), now())
    if (!found) throw new Problem('not_signed_in', 'Nobody is signed in. Sign in first.')
    c.set('signedIn', found)
    c.set('actor', { kind: 'user', userId: found.user.id, ...c.var.client })
    await next()
  }
}
