import { createRoute, z } from '@hono/zod-openapi'
import { sealUndo, type UndoSealer } from '#server/locations/sealed-undo.ts'
import { apiRoutes, json } from '#server/platform/api.ts'
import { answersVersion, basisOf, changedMeanwhile, quoted, takesVersion } from '#server/platform/if-match.ts'
import type { Log } from '#server/platform/log.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { guessedEncodings } from '#server/sheets/sheet.ts'
import { workbookType } from '#server/sheets/write-workbook.ts'
import { importColumns, mostImportRows } from '#shared/import-columns.ts'
import { sayRowFault } from '#shared/messages/field-faults.ts'
import { messages } from '#shared/messages/messages.ts'
import { roles } from '#shared/roles.ts'
import { mostSheetBytes } from '#shared/sheet-limits.ts'
import { actingOf } from './acting.ts'
import { type ImportAnswer, presentImport, streamImport, writtenInSlices } from './import-answer.ts'
import { readImport } from './import-columns.ts'
import { isFaulty, type JudgedRow } from './import-judged.ts'
import { type Imported, type ImportProgress, importUsers } from './import-users.ts'
import { saving } from './presented-user.ts'
import { yesOrNo } from './users.routes.ts'

const count = z.number().int()
const column = z.enum(importColumns)
const text = z.string().nullable()

const Import = z
  .object({
    dryRun: z.boolean(),
    /** Whether it was saved. */
    saved: z.boolean(),
    /** Rows of the file. */
    total: count,
    /** Users. */
    added: count,
    changed: count,
    /** Rows. */
    unchanged: count,
    refused: count,
    /** The columns of the file that TMAS has, and the headings of those that it does not read, each with the nearest it has. */
    columns: z.array(column),
    ignored: z.array(z.object({ heading: z.string(), nearest: column.nullable() })),
    /** The encoding that was taken, because a CSV file is neither UTF-8 nor UTF-16. */
    guessedEncoding: z.enum(guessedEncodings).nullable(),
    /** Of a workbook: the sheet that was read, and how many were not. */
    sheet: z.object({ name: z.string(), others: count }).nullable(),
    /** What has to be confirmed, counted; null if there is nothing. */
    consequences: z.record(z.string(), count).nullable(),
    /** Why it cannot be saved although no row is faulty, and the lines of the rows of which some have to change. */
    obstacle: z
      .object({
        code: z.enum(['last_manager', 'too_many_mails', 'too_many_changes']),
        lines: z.array(count),
      })
      .nullable(),
    /** Who was added. */
    newUsers: z.array(z.object({ id: z.guid(), username: z.string() })),
    /** For an hour, what undoes it at `POST /users/import/undo`; null if nothing was saved, or it cannot be undone here. */
    undo: z.string().nullable(),
    rows: z.array(
      z.object({
        line: count,
        username: z.string(),
        email: z.string(),
        cells: z.partialRecord(column, z.string()),
        /** Null for a user who is new. */
        userId: z.guid().nullable(),
        outcome: z.enum(['add', 'change', 'same', 'faulty']),
        differences: z.array(z.object({ column, before: text, after: text })),
        /** On the first row of a user: roles that they hold, and the file does not have. */
        takenAway: z.array(z.object({ role: z.enum(roles), location: z.string() })),
        /** Column, or `row`, → code of what is wrong. */
        faults: z.record(z.string(), z.string()),
        /** Of what is `twice_in_file`: the line of another row that says it. */
        otherLine: count.nullable(),
      }),
    ),
  })
  .openapi('UserImport')

const importRoute = createRoute({
  method: 'post',
  path: '/users/import',
  ...permits({ action: 'user.change', at: 'somewhere' }),
  summary: 'Add and change users from a table: all rows or none',
  description: `The body is a workbook (\`.xlsx\`) or a CSV file, of at most ${mostImportRows} rows. The first line names the columns: those of the API, or the console’s in English, French or Spanish, in any order. A row is about the user with its \`username\`; otherwise it is a new one. Several rows with one username are one user, with the role of each. A column that is missing leaves what is there; an empty cell clears it, but for \`language\`, \`role\` and \`location\`. With \`dryRun=true\` every row is judged and nothing is written; the \`ETag\` of that answer, sent as \`If-Match\`, makes sure that only what that answer showed is saved. Without it, a single faulty row refuses the file with 400. With \`progress=true\` the answer is lines of JSON (\`application/x-ndjson\`): \`{step, done, of}\` while it is saved, then \`{result}\` or \`{problem}\`.`,
  parameters: takesVersion.parameters,
  request: {
    query: z.strictObject({
      dryRun: yesOrNo.default(false),
      /** Whether those who are added are mailed how to sign in. */
      sendWelcomeEmail: yesOrNo.default(false),
      /** Of a CSV file that is neither UTF-8 nor UTF-16. */
      encoding: z.enum(guessedEncodings).optional(),
      /** Makes changes that were answered with their consequences. */
      confirm: yesOrNo.default(false),
      progress: yesOrNo.default(false),
    }),
  },
  responses: {
    200: {
      description: 'The verdict on every row; nothing was written',
      ...answersVersion,
      content: {
        ...json(Import),
        'application/x-ndjson': { schema: z.string() },
      },
    },
    201: { description: 'Every row was saved', ...answersVersion, content: json(Import) },
    400: saving[400],
    403: { description: 'The caller administers no users (`forbidden`)' },
    409: {
      description:
        'Addresses, permission types or end dates would change (`confirmation_required`, with `consequences`); taken at this very moment (`username_taken`, `email_taken`); or no one would be left to let others in (`last_manager`)',
    },
    413: { description: 'Too many rows or bytes (`too_large`)' },
    415: { description: 'The body is neither of the two (`unsupported_media_type`)' },
    503: {
      description:
        'Another question about changes of this customer is being answered (`unavailable`, with `Retry-After`)',
    },
    ...changedMeanwhile,
  },
})

/** Bytes of an undo that can be sent back, in the body that is JSON. */
const mostUndoBytes = mostSheetBytes - 1024

/** Many users at once from a file, in the API (R22). */
export function importRoutes(
  deps: SignedInDeps & { config: { url: string }; log: Log; undoSealer: UndoSealer },
) {
  const { db, now, undoSealer } = deps
  const { url: origin } = deps.config
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/users/import', signedIn(deps))
  return routes.openapi(importRoute, async (c) => {
    const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
    if (type !== 'text/csv' && type !== workbookType)
      throw new Problem('unsupported_media_type', `Send the file itself, as ${workbookType} or text/csv.`)
    const { encoding, progress, ...asked } = c.req.valid('query')
    const table = await readImport(new Uint8Array(await c.req.arrayBuffer()), encoding)
    const acting = { ...actingOf(c.var), origin }
    const wish = { ...asked, basis: basisOf(c) }
    const run = async (onProgress?: (step: ImportProgress) => void): Promise<Imported> => {
      const imported = await importUsers(
        db,
        acting,
        table,
        { ...wish, ...(onProgress && { onProgress }) },
        now(),
      )
      if (!asked.dryRun && !imported.isSaved) throw refusedRows(imported.plan.rows)
      return imported
    }
    const present = async (imported: Imported): Promise<ImportAnswer> => {
      const { undoing } = imported
      const undo = undoing ? await sealUndo(undoSealer, acting, undoing, now(), 'users') : null
      // What is too long to be sent back undoes nothing.
      return presentImport(imported, table, asked.dryRun, (undo?.length ?? 0) < mostUndoBytes ? undo : null)
    }
    if (progress) {
      const lines = streamImport(c, deps.log, async (step) => present(await run(step)))
      return c.body(lines, 200, {
        'Content-Type': 'application/x-ndjson',
        'Cache-Control': 'no-store, no-transform',
      }) as never
    }
    const imported = await run()
    c.header('ETag', quoted(imported.version))
    const answer = await present(imported)
    return c.body(writtenInSlices(answer), imported.isSaved ? 201 : 200, {
      'Content-Type': 'application/json',
    }) as never
  })
}

/** Every fault as `line.column`, up to a sensible length of the answer. */
function refusedRows(rows: readonly JudgedRow[]) {
  const faulty = rows.filter(isFaulty)
  const errors = Object.fromEntries(
    faulty
      .slice(0, 200)
      .flatMap((row) =>
        Object.entries(row.faults).map(([column, fault]) => [
          `${row.line}.${column}`,
          sayRowFault(messages.en.users, row.cells, column, fault),
        ]),
      ),
  )
  const detail = `${faulty.length} of ${rows.length} rows cannot be saved, so none was.`
  return new Problem('invalid_request', detail, { errors })
}
