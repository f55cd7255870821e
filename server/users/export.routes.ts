import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { apiRoutes, listQuery } from '#server/platform/api.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { separatorFor } from '#server/sheets/csv.ts'
import { answerSheet, sheetFile, sheetFormat } from '#server/sheets/sheet-file.ts'
import { actingOf } from './acting.ts'
import { csvOf, linesOfUsers, mostLinesOfWorkbook, workbookOf } from './export-workbook.ts'
import { userOrders } from './user-list.queries.ts'
import { userFilters } from './users.routes.ts'

const ExportQuery = listQuery(userOrders)
  .omit({ limit: true, cursor: true })
  .extend({ ...userFilters, format: sheetFormat })

const exportRoute = createRoute({
  method: 'get',
  path: '/users/export',
  summary: 'The users of a list as a file that can be imported again',
  description:
    'With headings and permission types in the caller’s language, a line for each permission type of a user, and also their status and last sign-in. Importing the file unchanged changes nothing. A CSV file has the separator of the caller’s language and region. `GET /users?format=csv` is for programs: it has the API’s names.',
  request: { query: ExportQuery },
  responses: {
    ...sheetFile,
    403: { description: 'The caller administers no users (`forbidden`)' },
    413: { description: `A workbook of more than ${mostLinesOfWorkbook} lines (\`too_large\`)` },
  },
})

const templateRoute = createRoute({
  method: 'get',
  path: '/users/template',
  summary: 'An empty file for an import of users',
  request: { query: z.strictObject({ format: sheetFormat }) },
  responses: sheetFile,
})

/** The users of a branch as a file, and an empty one to start from. */
export function exportUserRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  for (const path of ['/users/export', '/users/template']) routes.use(path, signedIn(deps))
  return routes
    .openapi(exportRoute, async (c) => {
      const { language } = c.var.signedIn
      const { format, ...query } = c.req.valid('query')
      const most = format === 'xlsx' ? mostLinesOfWorkbook : Number.POSITIVE_INFINITY
      const reader = { language, most }
      const lines = await linesOfUsers(db, actingOf(c.var), query, reader, now)
      return answer(c, format, `tmas-users-${now().toISOString().slice(0, 10)}`, lines)
    })
    .openapi(templateRoute, (c) => answer(c, c.req.valid('query').format, 'tmas-users', []))
}

function answer(
  c: Context<SignedInWeb>,
  format: 'xlsx' | 'csv',
  name: string,
  lines: readonly (string | null)[][],
) {
  const { language } = c.var.signedIn
  return answerSheet(
    c,
    { name, format },
    {
      csv: () => csvOf(lines, language, separatorFor(language, c.req.header('accept-language'))),
      xlsx: () => workbookOf(lines, language),
    },
  )
}
