import type { MiddlewareHandler } from 'hono'
import { networksOf } from '#server/platform/network.ts'
import { inTurn, type Share } from '#server/platform/turns.ts'
import type { Web } from '#server/platform/web.ts'

/** The API and the console begin by looking up who calls; `signedIn` then goes on in the turn of their customer. */
const lookUps = /^\/(?:api\/v1\/.*|account|administration(?:\/.*)?)?$/

/** What strangers may ask for that is no way to sign in. */
const extras = /^\/(?:consent-kit|shared-computer)(?:\/|$)/

/**
 * Says from which share of the connections a request takes, and for whom: its network, until it is known who calls. What is
 * in no list is a way to sign in.
 */
export function takeTurns(): MiddlewareHandler<Web> {
  return function takeTurns(c, next) {
    const of = networksOf(c.var.client.ip).organization
    return inTurn({ share: shareOf(c.req.method, c.req.path), of }, next)
  }
}

function shareOf(method: string, path: string): Share {
  if (path === '/api/v1/session' && method !== 'GET') return 'signIns'
  if (lookUps.test(path)) return 'lookups'
  return extras.test(path) ? 'administration' : 'signIns'
}
