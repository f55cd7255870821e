import { createRoute, z } from '@hono/zod-openapi'
import { findPermitted } from '#server/locations/permitted.ts'
import { apiRoutes, givenId, json, listOf, listQuery, readCursor, writeCursor } from '#server/platform/api.ts'
import {
  answersVersion,
  answerVersion,
  basisOf,
  changedMeanwhile,
  quoted,
  takesVersion,
} from '#server/platform/if-match.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import { versionOf } from '#server/platform/versions.ts'
import { type Caller, type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { can } from '#shared/permissions.ts'
import { flawOf } from '#shared/plain-text.ts'
import { findDevice, type ListedDevice, listDevices } from './devices.queries.ts'
import {
  changeDevice,
  noSuchDevice,
  offerByCode,
  offerByLink,
  unmarkDevice,
  versionedDevice,
} from './devices.ts'

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => flawOf(text) !== 'not_text', 'has a character that is in no name')
  .refine((text) => flawOf(text) !== 'link', 'must not contain a link')

const Device = z
  .object({
    id: z.guid(),
    name: z.string(),
    locationId: z.guid(),
    locationName: z.string(),
    markedAt: z.string(),
    /** The manager who marked it; null if that person was erased. */
    markedBy: z.object({ id: z.guid(), name: z.string().nullable() }).nullable(),
    /** The day (UTC) of the last sign-in on it. */
    lastUsedOn: z.string().nullable(),
    /** For `If-Match`, in its quotes. */
    version: z.string(),
  })
  .openapi('SharedDevice')

const NewDevice = z.strictObject({ name, locationId: givenId }).openapi('NewSharedDevice')

const tags = ['Shared computers']
const mayChange = permits({ action: 'device.change', at: 'somewhere' })
const mayChangeIt = permits({ action: 'device.change', at: 'device' })
const deviceOf = z.strictObject({ id: givenId })
const common = {
  401: { description: 'No one is signed in (`not_signed_in`)' },
  403: { description: 'The role does not allow it there (`forbidden`)' },
  404: { description: 'There is no such computer or location in this customer (`not_found`)' },
}
const offered = {
  ...common,
  403: { description: 'The role does not allow it there, and never an API key (`forbidden`)' },
  429: { description: 'Too many links and codes of this person are open (`throttled`)' },
}

const list = createRoute({
  method: 'get',
  path: '/devices',
  tags,
  summary: 'The shared computers of one’s branch, newest first',
  request: { query: listQuery(['markedAt']).omit({ sort: true }) },
  responses: { 200: { description: 'Shared computers', content: json(listOf(Device)) }, ...common },
})

const read = createRoute({
  method: 'get',
  path: '/devices/{id}',
  tags,
  summary: 'A shared computer',
  request: { params: deviceOf },
  responses: { 200: { description: 'The computer', ...answersVersion, content: json(Device) }, ...common },
})

const makeLink = createRoute({
  method: 'post',
  path: '/devices/links',
  ...mayChange,
  tags,
  summary: 'Make a link that marks the computer on which it is opened',
  description:
    'It works once, within 15 minutes. The page that it opens names the customer and the location, and asks for a click. The computer then has the `id` of this answer.',
  request: { body: { required: true, content: json(NewDevice) } },
  responses: {
    201: {
      description: 'The link, shown in this answer and never again',
      content: json(z.object({ id: z.guid(), link: z.string(), expiresAt: z.string() })),
    },
    ...offered,
  },
})

const enterCode = createRoute({
  method: 'post',
  path: '/devices/codes',
  ...mayChange,
  tags,
  summary: 'Mark the computer that shows a code',
  description:
    'The page `/shared-computer` shows the code, for 15 minutes. The computer then has the `id` of this answer, as soon as it has noticed.',
  request: {
    body: {
      required: true,
      content: json(NewDevice.extend({ code: z.string().min(1).max(40) }).openapi('SharedDeviceCode')),
    },
  },
  responses: {
    202: {
      description: 'Accepted: the computer that shows the code marks itself',
      content: json(z.object({ id: z.guid(), expiresAt: z.string() })),
    },
    400: { description: 'This can be no code (`invalid_request`, with `errors`)' },
    ...offered,
  },
})

const change = createRoute({
  method: 'patch',
  path: '/devices/{id}',
  ...mayChangeIt,
  tags,
  summary: 'Rename a shared computer, or move it to another location',
  ...takesVersion,
  request: {
    params: deviceOf,
    body: { required: true, content: json(NewDevice.partial().openapi('SharedDeviceChange')) },
  },
  responses: {
    200: { description: 'The computer', ...answersVersion, content: json(Device) },
    ...common,
    ...changedMeanwhile,
  },
})

const unmark = createRoute({
  method: 'delete',
  path: '/devices/{id}',
  ...mayChangeIt,
  tags,
  summary: 'Unmark a shared computer',
  ...takesVersion,
  request: { params: deviceOf },
  responses: { 204: { description: 'It is a computer like any other' }, ...common, ...changedMeanwhile },
})

/** The shared computers of a customer, for the people who manage the users of their locations (R38). */
export function deviceRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now, config } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/devices', signedIn(deps))
  routes.use('/devices/*', signedIn(deps))
  return routes
    .openapi(list, async (c) => {
      const { search = '', limit, cursor } = c.req.valid('query')
      const [after] = readCursor(cursor, z.tuple([z.guid()])) ?? []
      const { customer } = c.var.signedIn
      // One more than asked for shows whether there is a next page.
      const wish = { search, after, limit: limit + 1 }
      const { rows, total } = await listDevices(db, customer.id, rootsOf(c.var.signedIn), wish)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return c.json({ items: page.map(present), next: last ? writeCursor([last.id]) : null, total }, 200)
    })
    .openapi(makeLink, async (c) => {
      const made = await offerByLink(db, personOf(c.var.actor), c.req.valid('json'), config.url, now())
      return c.json({ ...made, expiresAt: made.expiresAt.toISOString() }, 201)
    })
    .openapi(enterCode, async (c) => {
      const made = await offerByCode(db, personOf(c.var.actor), c.req.valid('json'), now())
      return c.json({ ...made, expiresAt: made.expiresAt.toISOString() }, 202)
    })
    .openapi(read, async (c) => {
      const { customer } = c.var.signedIn
      const device = await findDevice(db, customer.id, c.req.valid('param').id)
      if (!device) throw noSuchDevice()
      await findPermitted(db, c.var.signedIn, 'device.change', device.locationId)
      answerVersion(c, versionedDevice(device))
      return c.json(present(device), 200)
    })
    .openapi(change, async (c) => {
      const { customer } = c.var.signedIn
      const wish = { ...c.req.valid('param'), basis: basisOf(c), ...c.req.valid('json') }
      const changed = await changeDevice(db, c.var.actor, customer.id, wish, now())
      answerVersion(c, versionedDevice(changed))
      return c.json(present(changed), 200)
    })
    .openapi(unmark, async (c) => {
      const wish = { ...c.req.valid('param'), basis: basisOf(c) }
      await unmarkDevice(db, c.var.actor, c.var.signedIn.customer.id, wish, now())
      return c.body(null, 204)
    })
}

/** The tops of the branches where someone may mark computers. */
function rootsOf({ memberships }: Caller): string[] {
  const roots = memberships.filter((held) => can([held], 'device.change', [held.locationId]))
  if (roots.length === 0) throw new Problem('forbidden', 'Your permission type does not allow this.')
  return roots.map(({ locationId }) => locationId)
}

/** A key marks nothing: someone has to answer for what a computer is said to be. */
function personOf(actor: SignedInWeb['Variables']['actor']) {
  if (actor.kind !== 'user')
    throw new Problem('forbidden', 'This is for people, who sign in. An API key does not open it.')
  return actor
}

function present(device: ListedDevice): z.infer<typeof Device> {
  const { markedAt, markedBy, markedByName, ...rest } = device
  return {
    ...rest,
    markedAt: markedAt.toISOString(),
    markedBy: markedBy === null ? null : { id: markedBy, name: markedByName },
    version: quoted(versionOf(versionedDevice(device))),
  }
}
