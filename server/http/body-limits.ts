import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Web } from '#server/platform/web.ts'
import { mostSheetBytes } from '#shared/sheet-limits.ts'

const kB = 1024

/** Bytes that a body may have, unless its route is in the table: a form, or the JSON of one thing. */
const usualBody = 64 * kB

/** Routes whose bodies are larger or, because anyone may send them, smaller. */
const otherBodies: Readonly<Record<string, number>> = {
  // A workbook or a CSV file of 20,000 users; or of 10,000 locations, which may be JSON, and what undoes their import.
  '/api/v1/users/import': mostSheetBytes,
  '/api/v1/locations/import': mostSheetBytes,
  '/api/v1/users/import/undo': mostSheetBytes,
  '/api/v1/locations/import/undo': mostSheetBytes,
  // A hundred users, each with their version and, where roles are undone, with what they held.
  '/api/v1/users/actions': 256 * kB,
  '/api/v1/session': 8 * kB,
  '/sign-in': 16 * kB,
  '/sign-in/second-factor': 4 * kB,
  '/sign-in/second-factor/passkey': 32 * kB,
  '/sign-in/second-factor/passkey/options': 4 * kB,
  '/sign-in/tell-manager': 8 * kB,
  '/sign-in/microsoft/cancel': 4 * kB,
  '/forgot-password': 8 * kB,
  '/set-password': 16 * kB,
  '/confirm-address': 4 * kB,
  '/stop-address': 4 * kB,
  // 8 kB of text, which a form can make three times as long.
  '/help/microsoft-error': 26 * kB,
}

/** The most bytes that are read of a request to this path. */
export const largestBody = (path: string) => otherBodies[path] ?? usualBody

/**
 * Refuses a body that is larger than its route takes, before more of it is read.
 *
 * Not for GET, which has no body: merely asking for the body makes the platform create a whole Request.
 */
export function limitBodies(): MiddlewareHandler<Web> {
  const limits = new Map<number, MiddlewareHandler>()
  return async function limitBodies(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const maxSize = largestBody(c.req.path)
    const limit = limits.get(maxSize) ?? bodyLimit({ maxSize })
    limits.set(maxSize, limit)
    return limit(c, next)
  }
}
