import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { apiRoutes, givenId, json, listOf, listQuery, readCursor, writeCursor } from '#server/platform/api.ts'
import {
  answersVersion,
  answerVersion,
  basisOf,
  changedMeanwhile,
  takesVersion,
} from '#server/platform/if-match.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { can } from '#shared/permissions.ts'
import { locationTypes } from '#shared/roles.ts'
import { fields } from './location-fields.ts'
import { versionedLocation } from './location-version.ts'
import { addLocation, changeLocation, removeLocation } from './locations.ts'
import { findPermitted } from './permitted.ts'
import { listBranches, listLocations, type Row, sortable } from './tree.queries.ts'

const Location = z
  .object({
    id: z.guid(),
    parentId: z.guid().nullable(),
    type: z.enum(locationTypes),
    name: z.string(),
    code: z.string().nullable(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    contactEmail: z.string().nullable(),
    contactPhone: z.string().nullable(),
  })
  .openapi('Location')

/** What the console needs to know before it offers these actions. */
const actions = ['location.change', 'settings.change', 'consent-kit.send'] as const

const Node = Location.pick({ id: true, parentId: true, type: true, name: true, code: true })

const NewLocation = z
  .strictObject({ parentId: givenId, type: z.enum(locationTypes), ...fields })
  .openapi('NewLocation')
const LocationChange = z
  .strictObject({
    parentId: givenId,
    type: z.enum(locationTypes),
    ...fields,
    /** Makes a move that was answered with its consequences. */
    confirm: z.boolean(),
  })
  .partial()
  .openapi('LocationChange')

export const params = z.object({ id: givenId })
const tags = ['Locations']
const permissionAnswers = {
  403: { description: 'The role does not allow it here (`forbidden`)' },
  404: { description: 'There is no such location (`not_found`)' },
}

const list = createRoute({
  method: 'get',
  path: '/locations',
  tags,
  summary: 'The locations within reach, as a list',
  request: { query: listQuery(sortable) },
  responses: { 200: { description: 'One page', content: json(listOf(Location)) } },
})

const Tree = z
  .object({
    items: z.array(Node),
    /** What the caller may do, and where: there and on everything below it. */
    rights: z.array(z.object({ locationId: z.guid(), actions: z.array(z.enum(actions)) })),
  })
  .openapi('LocationTree')

const tree = createRoute({
  method: 'get',
  path: '/locations/tree',
  tags,
  summary: 'The locations within reach, all at once and briefly; one whose parent is not among them is a top',
  responses: { 200: { description: 'In no order', content: json(Tree) } },
})

const add = createRoute({
  method: 'post',
  path: '/locations',
  ...permits({ action: 'location.change', at: 'somewhere' }),
  tags,
  summary: 'Add a location under another',
  request: { body: { required: true, content: json(NewLocation) } },
  responses: {
    201: { description: 'Added', ...answersVersion, content: json(Location) },
    409: { description: 'Another location has this location ID (`code_taken`)' },
    ...permissionAnswers,
  },
})

const read = createRoute({
  method: 'get',
  path: '/locations/{id}',
  tags,
  summary: 'One location',
  request: { params },
  responses: {
    200: { description: 'The location', ...answersVersion, content: json(Location) },
    ...permissionAnswers,
  },
})

const change = createRoute({
  method: 'patch',
  path: '/locations/{id}',
  ...permits({ action: 'location.change', at: 'location' }),
  tags,
  summary: 'Change a location, or move it with all that hangs under it',
  ...takesVersion,
  request: { params, body: { required: true, content: json(LocationChange) } },
  responses: {
    200: { description: 'Changed', ...answersVersion, content: json(Location) },
    409: {
      description:
        'Another location has this location ID (`code_taken`); a move is to be confirmed (`confirmation_required`, with `consequences`); or it would leave a wave that is planned above (`set_above`)',
    },
    ...permissionAnswers,
    ...changedMeanwhile,
  },
})

const remove = createRoute({
  method: 'delete',
  path: '/locations/{id}',
  ...permits({ action: 'location.change', at: 'location' }),
  tags,
  summary: 'Remove a location in which nothing and no one is',
  ...takesVersion,
  request: { params },
  responses: {
    204: { description: 'Removed' },
    409: {
      description:
        'Something hangs under it, someone holds a role on it, it has API keys or shared computers, or a roll-out names it (`not_empty`, with `consequences`)',
    },
    ...permissionAnswers,
    ...changedMeanwhile,
  },
})

/** The tree of locations: read your own branch, add, change, move, delete. */
export function locationRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  // By name, not `/locations/*`, because the routes further down the path bring their own.
  for (const path of ['/locations', '/locations/:id']) routes.use(path, signedIn(deps))
  return routes
    .openapi(list, async (c) => {
      const { limit, cursor, search = '', sort = 'name' } = c.req.valid('query')
      const { customer, memberships } = c.var.signedIn
      const after = readCursor(cursor, z.tuple([z.string().refine(isText), z.guid()]))
      // One more than asked for shows whether there is a next page.
      const wish = { search: search.replaceAll('\0', ''), sort, limit: limit + 1, after }
      const { rows, total } = await listLocations(db, customer.id, memberships, wish)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const next = last ? writeCursor([last.position, last.id]) : null
      return c.json({ items: page.map(present), next, total }, 200)
    })
    .openapi(tree, async (c) => {
      const { customer, memberships } = c.var.signedIn
      const rights = memberships.map(({ locationId, role }) => ({
        locationId,
        actions: actions.filter((action) => can([{ locationId, role }], action, [locationId])),
      }))
      return c.json({ items: await listBranches(db, customer.id, memberships), rights }, 200)
    })
    .openapi(add, async (c) => {
      const id = await addLocation(db, c.var.actor, c.req.valid('json'), now())
      return c.json(await presented(c, id), 201)
    })
    .openapi(read, async (c) => c.json(await presented(c, c.req.valid('param').id), 200))
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      await changeLocation(db, c.var.actor, id, { ...c.req.valid('json'), basis: basisOf(c) }, now())
      return c.json(await presented(c, id), 200)
    })
    .openapi(remove, async (c) => {
      await removeLocation(db, c.var.actor, { id: c.req.valid('param').id, basis: basisOf(c) }, now())
      return c.body(null, 204)
    })

  /** The location with its version (R32). */
  async function presented(c: Context<SignedInWeb>, id: string) {
    const location = await findPermitted(db, c.var.signedIn, 'location.read', id)
    answerVersion(c, versionedLocation(location))
    return present(location)
  }
}

const isText = (text: string) => !text.includes('\0')

/** What others may know about a location. */
function present(row: Omit<Row, 'type'> & { type: string }): z.infer<typeof Location> {
  const { id, parentId, name, code, country, region, contactEmail, contactPhone } = row
  const type = row.type as Row['type']
  return { id, parentId, type, name, code, country, region, contactEmail, contactPhone }
}
