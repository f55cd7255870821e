import { createRoute, z } from '@hono/zod-openapi'
import { type Actor, type AuditEvent, record } from '#server/audit/audit.ts'
import { apiRoutes, json, listOf, listQuery, readCursor, writeCursor } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { keepingTurn } from '#server/platform/turns.ts'
import { mustBeSignedInStill } from '#server/sessions/live-callers.ts'
import { type Caller, type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { byteOrderMark, csvLine } from '#server/sheets/csv.ts'
import { currentMemberships } from '#server/users/acting.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import {
  type AuditRecord,
  countRecords,
  findSearch,
  kindOf,
  listRecords,
  type RecordFilter,
  type RecordKind,
  type RecordPosition,
} from './audit.queries.ts'
import { scopeOf } from './reading-scope.ts'

/** Every action has a sentence in every language. The compiler asks for the one that is missing. */
const sentencesOf = (language: Language): Record<RecordKind, string> => messages[language].audit.actions

const kinds = Object.keys(sentencesOf('en')) as [RecordKind, ...RecordKind[]]
const actions = kinds.filter((kind) => kind !== 'sign-in.exempted') as [
  AuditEvent['action'],
  ...AuditEvent['action'][],
]

const Person = z.object({ id: z.guid(), name: z.string().nullable() })

const AuditItem = z
  .object({
    id: z.guid(),
    at: z.string(),
    actor: z.object({
      kind: z.enum(['user', 'api_key', 'operator', 'stranger']),
      id: z.guid().nullable(),
      name: z.string().nullable(),
    }),
    action: z.enum(actions),
    /** The action in the reader's language. */
    sentence: z.string(),
    user: Person.nullable(),
    location: Person.nullable(),
    detail: z.record(z.string(), z.unknown()),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .openapi('AuditRecord')

const Query = listQuery(['at'])
  .omit({ sort: true })
  .extend({
    format: z.enum(['json', 'csv', 'ndjson']).default('json'),
    /** An action. `sign-in.exempted` stands for those of `sign-in.completed` that were marked as exempt (R30). */
    action: z.enum(kinds).optional(),
    actor: z.union([z.guid(), z.enum(['api_key', 'operator', 'stranger'])]).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  })

const readAudit = createRoute({
  method: 'get',
  path: '/audit',
  summary: 'The audit trail, newest first',
  description:
    'Managers at the top read every record of their customer. A manager of a branch reads what names a location in it and, where a record names none, what is about a user who holds a role in it. With `format=csv` or `format=ndjson` everything that the filters leave is streamed, without `limit` and `cursor`.',
  request: { query: Query },
  responses: {
    200: { description: 'Records', content: json(listOf(AuditItem)) },
    401: { description: 'No one is signed in (`not_signed_in`)' },
    403: { description: 'Not for who manages nothing (`forbidden`)' },
  },
})

/** Milliseconds since 1970, for years with four digits. A database has no times beyond that. */
const moment = z
  .number()
  .int()
  .min(0)
  .max(Date.UTC(9999, 11, 31))

/** How many records of an export are in memory at a time. */
const batch = 1000

/** Reading the audit trail (R23): a page of it, or all of it as a file. */
export function auditRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/audit', signedIn(deps))
  return routes.openapi(readAudit, async (c) => {
    const query = c.req.valid('query')
    const { signedIn: reader, actor } = c.var
    const { language } = reader
    const scope = scopeOf(reader.customer.id, reader.memberships)
    const filter: RecordFilter = {
      action: query.action,
      actor: query.actor,
      search: query.search ? await findSearch(db, reader.customer.id, query.search) : undefined,
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
    }

    if (query.format !== 'json') {
      const { format } = query
      if (c.req.query('limit') !== undefined || query.cursor !== undefined)
        throw new Problem('invalid_request', 'An export is whole.', {
          errors: { limit: 'is not for exports' },
        })
      await db.transaction().execute((trx) =>
        record(trx, actor, now(), {
          customerId: reader.customer.id,
          action: 'audit.exported',
          detail: { format },
        }),
      )
      const file = `tmas-audit-${now().toISOString().slice(0, 10)}.${format}`
      c.header('Content-Type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
      c.header('Content-Disposition', `attachment; filename="${file}"`)
      const write = format === 'csv' ? csvWriter(language) : ndjsonWriter(language)
      // An answer that the schema of the route does not describe: a file.
      return c.body(streamOf(exportOf(reader, actor, filter, write))) as never
    }

    const after = readCursor(query.cursor, z.tuple([moment, z.guid()]))
    const [found, total] = await Promise.all([
      listRecords(db, scope, filter, { after, limit: query.limit + 1 }),
      countRecords(db, scope, filter),
    ])
    const page = found.slice(0, query.limit)
    const last = page.at(-1)
    const next = found.length > query.limit && last ? writeCursor(positionOf(last)) : null
    return c.json({ items: page.map((item) => present(item, language)), next, total }, 200)
  })

  /**
   * All of it, a batch at a time, so that it is never completely in memory or in one long transaction. Each batch
   * checks again whether it may be read. If not, the file breaks off rather than look complete.
   */
  async function* exportOf(reader: Caller, actor: Actor, filter: RecordFilter, write: Writer) {
    const encoder = new TextEncoder()
    yield encoder.encode(write.head)
    let after: RecordPosition | undefined
    for (;;) {
      await mustBeSignedInStill(db, { actor, sessionId: reader.sessionId }, now())
      const memberships = await currentMemberships(db, {
        actor,
        customerId: reader.customer.id,
        memberships: reader.memberships,
      })
      const scope = scopeOf(reader.customer.id, memberships)
      const records = await listRecords(db, scope, filter, { after, limit: batch })
      if (records.length > 0) yield encoder.encode(records.map(write.line).join(''))
      const last = records.at(-1)
      if (!last || records.length < batch) return
      after = positionOf(last)
    }
  }
}

/** A stream that reads more only when what it has was consumed, so that a slow reader fills no memory. */
function streamOf(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>) {
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: keepingTurn(async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    }),
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

const positionOf = ({ at, id }: AuditRecord): RecordPosition => [at.getTime(), id]

function present(item: AuditRecord, language: Language): z.infer<typeof AuditItem> {
  const { id, at, action, detail, ip, userAgent } = item
  return {
    id,
    at: at.toISOString(),
    actor: { kind: item.actorKind, id: item.actorId, name: item.actorName },
    action,
    sentence: sentencesOf(language)[kindOf(item)],
    user: item.userId === null ? null : { id: item.userId, name: item.userName },
    location: item.locationId === null ? null : { id: item.locationId, name: item.locationName },
    detail,
    ip,
    userAgent,
  }
}

type Writer = { head: string; line: (item: AuditRecord) => string }

function csvWriter(language: Language): Writer {
  const head = ['at', 'actor', 'action', 'sentence', 'user', 'location', 'ip', 'userAgent', 'detail']
  return {
    head: byteOrderMark + csvLine(head),
    line(item) {
      const { at, actor, action, sentence, user, location, ip, userAgent, detail } = present(item, language)
      // A key must not pass for a person with the name that someone chose for it.
      const doer = (actor.kind === 'api_key' ? 'api_key: ' : '') + (actor.name ?? actor.id ?? actor.kind)
      const names = [user?.name ?? user?.id ?? null, location?.name ?? location?.id ?? null]
      return csvLine([at, doer, action, sentence, ...names, ip, userAgent, JSON.stringify(detail)])
    },
  }
}

function ndjsonWriter(language: Language): Writer {
  return { head: '', line: (item) => `${JSON.stringify(present(item, language))}\n` }
}
