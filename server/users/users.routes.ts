import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { apiRoutes, givenId, json, listOf, listQuery } from '#server/platform/api.ts'
import {
  answersVersion,
  answerVersion,
  basisOf,
  changedMeanwhile,
  takesVersion,
} from '#server/platform/if-match.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { endFilters, isDay } from '#shared/end-date.ts'
import { mostMemberships, permissionsMatrix } from '#shared/permissions.ts'
import { roles } from '#shared/roles.ts'
import { actingOf } from './acting.ts'
import { changeUser, removeUser, unlinkUser } from './change-users.ts'
import { exportUsers } from './export-users.ts'
import { Location, presentUser, saving, User } from './presented-user.ts'
import { userOrders } from './user-list.queries.ts'
import { checkAddress, listRolePlaces, readUser, readUsers } from './user-list.ts'
import { LanguageCode } from './user-schemas.ts'
import { versionedUser } from './user-version.ts'
import { createUser } from './users.ts'

export const Membership = z.strictObject({ locationId: givenId, role: z.enum(roles) })

/** A day of the calendar, as `2026-12-31`. */
const Day = z.string().refine(isDay, 'is no day, such as 2026-12-31').openapi({ format: 'date' })

const fields = {
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  title: z.string(),
  mobilePhone: z.string(),
  language: LanguageCode,
  description: z.string(),
  enabled: z.boolean(),
  endsOn: Day.nullable(),
  memberships: z.array(Membership).min(1).max(mostMemberships),
}

const ChangedUser = User.extend({
  /** How many open sessions of the user the change has ended (R37). */
  endedSessions: z.number().int(),
}).openapi('ChangedUser')

const UserChange = z.strictObject(fields).partial().openapi('UserChange')

const NewUser = z
  .strictObject(fields)
  .partial()
  .required({ username: true, email: true, memberships: true })
  .extend({ sendWelcomeEmail: z.boolean().default(true) })
  .openapi('NewUser')

export const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true')

/** Which users are meant; everything is optional. */
export const userFilters = {
  /** Users with access to this location: through a membership on it or above it. */
  location: givenId.optional(),
  /** With `location`: also those with a membership below it. */
  includeBelow: yesOrNo.optional(),
  status: z.enum(['enabled', 'disabled']).optional(),
  /** Whether the account has an end date. */
  hasEnd: yesOrNo.optional(),
  /** `within_30_days`: accounts that end in the next 30 days (UTC); `ended`: those that have ended. */
  end: z.enum(endFilters).optional(),
  role: z.enum(roles).optional(),
  linked: yesOrNo.optional(),
  /** Of those without a link: `refused`, whose last sign-in with Microsoft was refused; `never_tried`, all others. */
  unlinked: z.enum(['never_tried', 'refused']).optional(),
  /** `set`: users who have a second factor; `none`: managers who have none. */
  secondFactor: z.enum(['set', 'none']).optional(),
}

const ListQuery = listQuery(userOrders).extend({
  ...userFilters,
  /** `csv`: every matching user, one line for each of their memberships. */
  format: z.enum(['json', 'csv']).default('json'),
})

const params = z.object({ id: givenId })
const theUser = { description: 'The user', ...answersVersion, content: json(User) }

const one = {
  404: { description: 'There is no such user in this customer (`not_found`)' },
  403: { description: 'Above one’s own role, or outside one’s branch (`forbidden`)' },
}

const listRoute = createRoute({
  method: 'get',
  path: '/users',
  summary: 'The users of one’s branch',
  request: { query: ListQuery },
  responses: {
    200: {
      description: 'A page of users, or all of them as CSV',
      content: { ...json(listOf(User)), 'text/csv': { schema: z.string() } },
    },
    403: { description: 'The caller administers no users, or not there (`forbidden`)' },
  },
})

const addRoute = createRoute({
  method: 'post',
  path: '/users',
  ...permits({ action: 'user.change', at: 'somewhere' }),
  summary: 'Add a user',
  request: { body: { required: true, content: json(NewUser) } },
  responses: { 201: theUser, ...saving, ...one },
})

const checkRoute = createRoute({
  method: 'get',
  path: '/users/address-check',
  summary: 'What is worth saying about an address before it is saved',
  request: {
    query: z.strictObject({
      email: z
        .string()
        .min(1)
        .max(320)
        .regex(/^[^\0]*$/),
      /** The user who is to have this address, and is not compared with themselves. */
      userId: givenId.optional(),
    }),
  },
  responses: {
    200: {
      description:
        'Whether another user has it, which addresses one slip away exist, and whether its domain is new here',
      content: json(
        z.object({
          duplicate: z.boolean(),
          lookAlikes: z.array(z.object({ username: z.string(), email: z.string() })),
          newDomain: z.boolean(),
        }),
      ),
    },
  },
})

const placesRoute = createRoute({
  method: 'get',
  path: '/users/places',
  summary: 'Locations where one may give roles, and which roles',
  request: {
    query: z.strictObject({
      search: z
        .string()
        .trim()
        .max(200)
        .regex(/^[^\0]*$/)
        .default(''),
      /** These locations instead of a search: IDs, separated by commas. */
      ids: z
        .string()
        .max(4000)
        .transform((text) => text.toLowerCase().split(','))
        .pipe(z.array(z.guid()))
        .optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
  },
  responses: {
    200: {
      description: 'From the top of the tree down',
      content: json(z.object({ items: z.array(Location.extend({ roles: z.array(z.enum(roles)) })) })),
    },
  },
})

const matrixRoute = createRoute({
  method: 'get',
  path: '/users/permissions-matrix',
  summary: 'Which role may do what where it is held: the rules themselves',
  responses: {
    200: {
      description: 'Role → actions',
      content: json(z.record(z.enum(roles), z.array(z.string()).readonly())),
    },
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/users/{id}',
  summary: 'One user',
  request: { params },
  responses: { 200: theUser, ...one },
})

const changeRoute = createRoute({
  method: 'patch',
  path: '/users/{id}',
  ...permits({ action: 'user.change', at: 'user' }),
  summary: 'Change a user',
  ...takesVersion,
  description:
    'A new `email` of one’s own needs fresh proof (403 `proof_required`), and is only asked for: the answer is 200 with the address as it was, and the new one in `pendingEmail`. It counts once its owner has opened the link that is mailed there. For 24 hours a link that is mailed to the former address stops or undoes it.',
  request: { params, body: { required: true, content: json(UserChange) } },
  responses: { 200: { ...theUser, content: json(ChangedUser) }, ...saving, ...one, ...changedMeanwhile },
})

const removeRoute = createRoute({
  method: 'delete',
  path: '/users/{id}',
  ...permits({ action: 'user.change', at: 'user' }),
  summary: 'Remove a user; what they did stays on record',
  ...takesVersion,
  request: { params },
  responses: {
    204: { description: 'The user is gone' },
    409: saving[409],
    ...one,
    ...changedMeanwhile,
  },
})

const unlinkRoute = createRoute({
  method: 'delete',
  path: '/users/{id}/microsoft-link',
  ...permits({ action: 'user.change', at: 'user' }),
  summary: 'End the tie between a user and their Microsoft account',
  request: { params },
  responses: { 204: { description: 'There is no link' }, ...one },
})

/** The users of a customer over the API. */
export function userRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now } = deps
  const { url: origin } = deps.config
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/users/*', signedIn(deps))
  return routes
    .openapi(listRoute, async (c) => {
      const { format, ...query } = c.req.valid('query')
      if (format === 'csv') {
        const file = await exportUsers(db, actingOf(c.var), query, now)
        c.header('Content-Disposition', 'attachment; filename="tmas-users.csv"')
        return c.body(file, 200, { 'Content-Type': 'text/csv; charset=utf-8' }) as never
      }
      const { items, next, total } = await readUsers(db, actingOf(c.var), query, now())
      return c.json({ items: items.map(presentUser), next, total }, 200)
    })
    .openapi(addRoute, async (c) => {
      const { id } = await createUser(db, { ...actingOf(c.var), origin }, c.req.valid('json'), now())
      return c.json(await presented(c, id), 201)
    })
    .openapi(checkRoute, async (c) =>
      c.json(await checkAddress(db, actingOf(c.var), c.req.valid('query')), 200),
    )
    .openapi(placesRoute, async (c) => {
      const items = await listRolePlaces(db, actingOf(c.var), c.req.valid('query'))
      return c.json({ items }, 200)
    })
    .openapi(matrixRoute, (c) => c.json(permissionsMatrix, 200))
    .openapi(readRoute, async (c) => {
      return c.json(await presented(c, c.req.valid('param').id), 200)
    })
    .openapi(changeRoute, async (c) => {
      const { id } = c.req.valid('param')
      const change = { ...c.req.valid('json'), basis: basisOf(c) }
      const { endedSessions } = await changeUser(db, { ...actingOf(c.var), origin }, id, change, now())
      return c.json({ ...(await presented(c, id)), endedSessions }, 200)
    })
    .openapi(removeRoute, async (c) => {
      await removeUser(db, actingOf(c.var), { id: c.req.valid('param').id, basis: basisOf(c) }, now())
      return c.body(null, 204)
    })
    .openapi(unlinkRoute, async (c) => {
      await unlinkUser(db, actingOf(c.var), c.req.valid('param').id, now())
      return c.body(null, 204)
    })

  /** The user with their version (R32). */
  async function presented(c: Context<SignedInWeb>, id: string) {
    const user = await readUser(db, actingOf(c.var), id)
    answerVersion(c, versionedUser(user, user.memberships))
    return presentUser(user)
  }
}
