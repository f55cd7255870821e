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
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import { LanguageCode, LinkedAccount } from '#server/platform/shapes.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { sayRowFault } from '#shared/messages/field-faults.ts'
import { messages } from '#shared/messages/messages.ts'
import { permissionsMatrix } from '#shared/permissions.ts'
import { locationTypes, roles } from '#shared/roles.ts'
import { actingOf } from './acting.ts'
import { changeUser, removeUser, unlinkUser } from './change-users.ts'
import { exportUsers } from './export-users.ts'
import { importUsers, type RowVerdict } from './import-users.ts'
import { userOrders } from './user-list.queries.ts'
import { checkAddress, listRolePlaces, readUser, readUsers, type SeenUser } from './user-list.ts'
import { versionedUser } from './user-version.ts'
import { createUser } from './users.ts'

const Membership = z.strictObject({ locationId: givenId, role: z.enum(roles) })

const Location = z.object({
  id: z.guid(),
  type: z.enum(locationTypes),
  name: z.string(),
  code: z.string().nullable(),
  chainName: z.string(),
})

const User = z
  .object({
    id: z.guid(),
    username: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    title: z.string(),
    mobilePhone: z.string(),
    /** Of their mails and, once it is chosen, of their pages; see `languageChosen`. */
    language: LanguageCode,
    /** If false, their pages are in the language of their browser. */
    languageChosen: z.boolean(),
    description: z.string(),
    enabled: z.boolean(),
    memberships: z.array(z.object({ locationId: z.guid(), role: z.enum(roles) })),
    microsoftLink: LinkedAccount.nullable(),
    /** What is asked for besides the password (R30); null if there is none. */
    secondFactor: z.object({ app: z.boolean(), passkeys: z.number().int() }).nullable(),
    /** A new address that the user has asked for and not confirmed yet (R33). Until then `email` counts everywhere. */
    pendingEmail: z.string().nullable(),
    lastSignInAt: z.string().nullable(),
    /** The locations of the memberships, with the names that people know. */
    locations: z.array(Location),
    /** Whether the caller may change, disable or delete this user. */
    mayChange: z.boolean(),
  })
  .openapi('User')

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
  memberships: z.array(Membership).min(1).max(100),
}

const UserChange = z.strictObject(fields).partial().openapi('UserChange')

const NewUser = z
  .strictObject(fields)
  .partial()
  .required({ username: true, email: true, memberships: true })
  .extend({ sendWelcomeEmail: z.boolean().default(true) })
  .openapi('NewUser')

const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true')

const ListQuery = listQuery(userOrders).extend({
  /** Users with access to this location: through a membership on it or above it. */
  location: givenId.optional(),
  /** With `location`: also those with a membership below it. */
  includeBelow: yesOrNo.optional(),
  status: z.enum(['enabled', 'disabled']).optional(),
  role: z.enum(roles).optional(),
  linked: yesOrNo.optional(),
  /** Of those without a link: `refused`, whose last sign-in with Microsoft was refused; `never_tried`, all others. */
  unlinked: z.enum(['never_tried', 'refused']).optional(),
  /** `set`: users who have a second factor; `none`: managers who have none. */
  secondFactor: z.enum(['set', 'none']).optional(),
  /** `csv`: every matching user, one line for each of their memberships. */
  format: z.enum(['json', 'csv']).default('json'),
})

const RowFaults = z.record(z.string(), z.string())

const Import = z
  .object({
    dryRun: z.boolean(),
    added: z.boolean(),
    total: z.number().int(),
    refused: z.number().int(),
    rows: z.array(
      z.object({
        line: z.number().int(),
        username: z.string(),
        email: z.string(),
        /** Column → code of what is wrong; empty if the user can be added. */
        faults: RowFaults,
      }),
    ),
  })
  .openapi('UserImport')

const params = z.object({ id: givenId })
const theUser = { description: 'The user', ...answersVersion, content: json(User) }
const one = {
  404: { description: 'There is no such user in this customer (`not_found`)' },
  403: { description: 'Above one’s own role, or outside one’s branch (`forbidden`)' },
}
const saving = {
  400: { description: 'Fields are missing or wrong (`invalid_request`, with `errors`)' },
  409: {
    description:
      'Taken (`username_taken`, `email_taken`), or no one would be left to let others in (`last_manager`)',
  },
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

const importRoute = createRoute({
  method: 'post',
  path: '/users/import',
  ...permits({ action: 'user.change', at: 'somewhere' }),
  summary: 'Add users from a CSV file: all of them or none',
  description:
    'The body is the file (`text/csv`). With `dryRun=true` every row is judged and nothing is written. Without it, a single faulty row refuses the file with 400.',
  request: {
    query: z.strictObject({
      dryRun: yesOrNo.default(false),
      /** Whether those who are added are mailed how to sign in. */
      sendWelcomeEmail: yesOrNo.default(false),
    }),
  },
  responses: {
    200: { description: 'The verdict on every row; nothing was written', content: json(Import) },
    201: { description: 'Every row was added', content: json(Import) },
    ...saving,
    403: { description: 'The caller administers no users (`forbidden`)' },
    413: { description: 'Too many rows or bytes (`too_large`)' },
    415: { description: 'The body is not `text/csv` (`unsupported_media_type`)' },
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
  responses: { 200: theUser, ...saving, ...one, ...changedMeanwhile },
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
        const file = await exportUsers(db, actingOf(c.var), query, c.var.signedIn.sessionId, now())
        c.header('Content-Disposition', 'attachment; filename="tmas-users.csv"')
        return c.body(file, 200, { 'Content-Type': 'text/csv; charset=utf-8' }) as never
      }
      const { items, next, total } = await readUsers(db, actingOf(c.var), query)
      return c.json({ items: items.map(present), next, total }, 200)
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
    .openapi(importRoute, async (c) => {
      if (!/^text\/csv\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
        throw new Problem('unsupported_media_type', 'Send the file itself, with Content-Type: text/csv.')
      const file = new Uint8Array(await c.req.arrayBuffer())
      const { dryRun, sendWelcomeEmail } = c.req.valid('query')
      const acting = { ...actingOf(c.var), origin }
      const { rows, added } = await importUsers(db, acting, file, { dryRun, sendWelcomeEmail }, now())
      if (!dryRun && !added) throw refusedRows(rows)
      const refused = rows.filter(isFaulty).length
      return c.json({ dryRun, added, total: rows.length, refused, rows }, added ? 201 : 200)
    })
    .openapi(readRoute, async (c) => {
      return c.json(await presented(c, c.req.valid('param').id), 200)
    })
    .openapi(changeRoute, async (c) => {
      const { id } = c.req.valid('param')
      const change = { ...c.req.valid('json'), basis: basisOf(c) }
      await changeUser(db, { ...actingOf(c.var), origin }, id, change, now())
      return c.json(await presented(c, id), 200)
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
    return present(user)
  }
}

function isFaulty({ faults }: RowVerdict) {
  return Object.keys(faults).length > 0
}

/** Every fault as `line.column`, up to a sensible length of the answer. */
function refusedRows(rows: readonly RowVerdict[]) {
  const faulty = rows.filter(isFaulty)
  const errors = Object.fromEntries(
    faulty
      .slice(0, 200)
      .flatMap((row) =>
        Object.entries(row.faults).map(([column, fault]) => [
          `${row.line}.${column}`,
          sayRowFault(messages.en.users, row, column, fault),
        ]),
      ),
  )
  const detail = `${faulty.length} of ${rows.length} rows cannot be added, so none was.`
  return new Problem('invalid_request', detail, { errors })
}

/** What everyone who may see a user may know about them. */
function present(user: SeenUser): z.infer<typeof User> {
  const { id, username, email, firstName, lastName, title, mobilePhone, language, description, enabled } =
    user
  const { languageChosen, memberships, microsoftLink, secondFactor, pendingEmail, locations, mayChange } =
    user
  const lastSignInAt = user.lastSignInAt?.toISOString() ?? null
  const texts = { username, email, firstName, lastName, title, mobilePhone, language, description }
  const held = { memberships, microsoftLink, secondFactor, pendingEmail, lastSignInAt, locations, mayChange }
  return { id, ...texts, languageChosen, enabled, ...held }
}
