import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, givenId, json, listOf, readCursor, writeCursor } from '#server/platform/api.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { actingOf } from '#server/users/acting.ts'
import { type HistoryKind, historyKinds } from './history.queries.ts'
import { readHistory } from './history.ts'
import { type DeliveryState, deliveryOf, sentenceOf } from './history-sentences.ts'

const deliveryStates = ['sent', 'waiting', 'refused', 'withdrawn'] as const satisfies readonly DeliveryState[]

const HistoryItem = z
  .object({
    id: z.guid(),
    at: z.string(),
    kind: z.enum(historyKinds),
    /** What happened, in the reader's language. */
    sentence: z.string(),
    /** Of a sign-in: how it ended, and its reference. */
    outcome: z.enum(['pending', 'succeeded', 'refused']).nullable(),
    reference: z.string().nullable(),
    /** Of a mail: whether the mail server took it, and what the server said if it was refused. A mail that is `withdrawn` was not sent, because what it speaks of has changed. */
    delivery: z.enum(deliveryStates).nullable(),
    error: z.string().nullable(),
    /** From where it was done, if the caller may read that. */
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .openapi('HistoryItem')

const Query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
  kind: z.enum(historyKinds as readonly [HistoryKind, ...HistoryKind[]]).optional(),
})

const historyRoute = createRoute({
  method: 'get',
  path: '/users/{id}/history',
  summary: 'What happened to one user, newest first: sign-ins, sessions, changes and mails',
  description:
    'Each entry by the rule of its own list: sign-ins as `GET /sign-ins` shows them to the caller, changes and ends of sessions as `GET /audit` does, and mails, without their text, to those who may change the user.',
  request: { params: z.strictObject({ id: givenId }), query: Query },
  responses: {
    200: { description: 'A page of the history', content: json(listOf(HistoryItem)) },
    401: { description: 'No one is signed in (`not_signed_in`)' },
    403: { description: 'Outside one’s branch (`forbidden`)' },
    404: { description: 'There is no such user in this customer (`not_found`)' },
  },
})

/** Milliseconds since 1970, for years with four digits. A database has no times beyond that. */
const moment = z
  .number()
  .int()
  .min(0)
  .max(Date.UTC(9999, 11, 31))

/** The history of one person (R23, R25, R31). */
export function historyRoutes(deps: SignedInDeps) {
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/users/:id/history', signedIn(deps))
  return routes.openapi(historyRoute, async (c) => {
    const { limit, cursor, kind } = c.req.valid('query')
    const after = readCursor(cursor, z.tuple([moment, z.guid()]))
    const { id: userId } = c.req.valid('param')
    const { items, next, total } = await readHistory(deps.db, actingOf(c.var), userId, { kind, after, limit })
    const { language } = c.var.signedIn
    const shown = items.map((item): z.infer<typeof HistoryItem> => {
      const attempt = item.source === 'attempt' ? item.attempt : undefined
      const record = item.source === 'record' ? item.record : undefined
      const mail = item.source === 'mail' ? item.mail : undefined
      const delivery = mail ? deliveryOf(mail) : null
      return {
        id: item.id,
        at: item.at.toISOString(),
        kind: item.kind,
        sentence: sentenceOf(item, { userId, language }),
        outcome: attempt ? (attempt.code === null ? attempt.outcome : 'refused') : null,
        reference: attempt?.reference ?? null,
        delivery,
        error: delivery === 'refused' ? (mail?.lastError ?? null) : null,
        ip: attempt?.ip ?? record?.ip ?? null,
        userAgent: attempt?.userAgent ?? record?.userAgent ?? null,
      }
    })
    return c.json({ items: shown, next: next ? writeCursor(next) : null, total }, 200)
  })
}
