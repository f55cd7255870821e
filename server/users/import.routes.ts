import { createRoute, z } from '@hono/zod-openapi'
import { apiRoutes, json } from '#server/platform/api.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { sayRowFault } from '#shared/messages/field-faults.ts'
import { messages } from '#shared/messages/messages.ts'
import { actingOf } from './acting.ts'
import type { RowVerdict } from './import-users.ts'
import { importUsers } from './import-users.ts'
import { saving } from './presented-user.ts'
import { yesOrNo } from './users.routes.ts'

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

/** Adding many users at once from a file, in the API (R22). */
export function importRoutes(deps: SignedInDeps & { config: { url: string } }) {
  const { db, now } = deps
  const { url: origin } = deps.config
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/users/import', signedIn(deps))
  return routes.openapi(importRoute, async (c) => {
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
