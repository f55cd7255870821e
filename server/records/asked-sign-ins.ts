import { z } from '@hono/zod-openapi'
import { listQuery } from '#server/platform/api.ts'
import type { SignedInWeb } from '#server/sessions/signed-in.ts'
import { refusalCodes } from '#shared/refusals.ts'
import type { Asked, Reader } from './sign-ins.ts'

/** What a list of sign-ins can be asked for, as the API is asked. */
const filters = {
  outcome: z.enum(['pending', 'succeeded', 'refused']).optional(),
  door: z.enum(['microsoft', 'password']).optional(),
  code: z.enum(refusalCodes).optional(),
  /** Only refusals whose cause can be the connection to Microsoft, and not the person. */
  cause: z.literal('connection').optional(),
  user: z.guid().toLowerCase().optional(),
  /** A location: what concerns its branch. */
  location: z.guid().toLowerCase().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Only those whose person asked for help in the last week, and has not signed in since. */
  asked: z.literal('true').optional(),
}

/** The query of the list: filters, and which page of it. */
export const SignInQuery = listQuery(['startedAt']).omit({ sort: true }).extend(filters)

/** The refusal that all of these routes share. */
export const notForAll = { 403: { description: 'Not for who manages nothing, or not there (`forbidden`)' } }

/** The caller, as far as what they may read depends on it. */
export function readerOf({ signedIn: { customer, memberships } }: SignedInWeb['Variables']): Reader {
  return { customerId: customer.id, memberships }
}

type Filters = Omit<z.infer<typeof SignInQuery>, 'limit' | 'cursor'>

/** What a query asks for, as the queries to the database take it. */
export function askedBy(query: Filters): Asked {
  const { outcome, door, code, cause, user, location, from, to, search, asked } = query
  const filter = {
    outcome,
    door,
    code,
    cause,
    userId: user,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    search: search || undefined,
    asked: asked === 'true' || undefined,
  }
  return { filter, locationId: location }
}
