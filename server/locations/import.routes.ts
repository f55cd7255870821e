import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { apiRoutes, givenId, json } from '#server/platform/api.ts'
import { answersVersion, basisOf, changedMeanwhile, quoted, takesVersion } from '#server/platform/if-match.ts'
import { Problem } from '#server/platform/problem.ts'
import { permits } from '#server/platform/route-permission.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { longestCell } from '#server/sheets/csv.ts'
import { guessedEncodings, readSheet, type Sheet } from '#server/sheets/sheet.ts'
import { unreadableSheet } from '#server/sheets/unreadable-sheet.ts'
import { workbookType } from '#server/sheets/write-workbook.ts'
import { type LocationColumn, locationColumns, mostLocationRows } from '#shared/location-columns.ts'
import { messages } from '#shared/messages/messages.ts'
import { type ImportTable, readTable } from './import-columns.ts'
import { type Imported, importLocations } from './import-locations.ts'
import { findPermitted } from './permitted.ts'
import { sealUndo, type UndoSealer } from './sealed-undo.ts'

const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true')
const count = z.number().int()

const Cells = z.partialRecord(z.enum(locationColumns), z.string())

/** What a file had, as the caller wants it now: with cells corrected. */
const Table = z
  .strictObject({
    columns: z.array(z.enum(locationColumns)).min(1).max(locationColumns.length),
    rows: z
      .array(z.strictObject({ line: count.min(1), cells: Cells }))
      .min(1)
      .max(mostLocationRows),
  })
  .openapi('LocationTable')

const text = z.string().nullable()
const Import = z
  .object({
    dryRun: z.boolean(),
    /** Whether it was saved. */
    saved: z.boolean(),
    added: count,
    changed: count,
    unchanged: count,
    refused: count,
    /** The columns of the file that TMAS has, and the headings of those that it does not have. */
    columns: z.array(z.enum(locationColumns)),
    ignored: z.array(z.string()),
    /** The encoding that was taken, because a CSV file is neither UTF-8 nor UTF-16. */
    guessedEncoding: z.enum(guessedEncodings).nullable(),
    /** Of a workbook: the sheet that was read, and how many were not. */
    sheet: z.object({ name: z.string(), others: count }).nullable(),
    /** What the moves in it affect; null if there are none. */
    consequences: z.record(z.string(), count).nullable(),
    rows: z.array(
      z.object({
        line: count,
        cells: z.partialRecord(z.enum(locationColumns), z.string()),
        /** Null for one that is new and was not added yet. */
        locationId: z.guid().nullable(),
        outcome: z.enum(['add', 'change', 'same', 'faulty']),
        /** The names from the outermost location down to the parent. */
        path: z.array(z.string()),
        differences: z.array(z.object({ column: z.enum(locationColumns), before: text, after: text })),
        /** Column, or `row`, → code of what is wrong. */
        faults: z.record(z.string(), z.string()),
        /** Of what is `twice_in_file`: the line of another row that says it. */
        otherLine: count.nullable(),
        /** Of a new location: the location ID of another one with this name below the same parent. */
        namesakeCode: z.string().nullable(),
      }),
    ),
    /** For an hour, what undoes it at `POST /locations/import/undo`; null if nothing was saved, or it cannot be undone here. */
    undo: z.string().nullable(),
  })
  .openapi('LocationImport')

const importRoute = createRoute({
  method: 'post',
  path: '/locations/import',
  ...permits({ action: 'location.change', at: 'somewhere' }),
  tags: ['Locations'],
  summary: 'Add, change and move locations from a table: all rows or none',
  description: `The body is a workbook (\`.xlsx\`), a CSV file, or the table as JSON; at most ${mostLocationRows} rows. The first line names the columns: those of the API, or the console’s in English, French or Spanish, in any order. A row is about the location with its \`id\`, else with its \`code\`, else of its \`name\` below its \`parent\`; otherwise it is a new one. \`parent\` is an ID, a location ID, a name or a path such as \`North › Coast\`; it can also be another row. A column or cell that is missing leaves what is there; an empty cell clears it. With \`dryRun=true\` every row is judged and nothing is written; the \`ETag\` of that answer, sent as \`If-Match\`, makes sure that only what that answer showed is saved.`,
  parameters: takesVersion.parameters,
  request: {
    query: z.strictObject({
      dryRun: yesOrNo.default(false),
      /** Where new locations are that name no parent. */
      under: givenId.optional(),
      /** Of a CSV file that is neither UTF-8 nor UTF-16. */
      encoding: z.enum(guessedEncodings).optional(),
      /** Makes moves that were answered with their consequences. */
      confirm: yesOrNo.default(false),
    }),
    body: {
      content: {
        ...json(Table),
        [workbookType]: { schema: z.string().openapi({ format: 'binary' }) },
        'text/csv': { schema: z.string() },
      },
    },
  },
  responses: {
    200: {
      description: 'The verdict on every row; nothing was written',
      ...answersVersion,
      content: json(Import),
    },
    201: { description: 'Every row was saved', ...answersVersion, content: json(Import) },
    400: {
      description:
        'The file is no list of locations, or a row is faulty (`invalid_request`, with `errors`: `line.column` → what is wrong)',
    },
    403: { description: 'The caller may change no location (`forbidden`)' },
    404: { description: 'There is no such location as `under` (`not_found`)' },
    409: {
      description:
        'Locations would move (`confirmation_required`, with `consequences`), mandatory authentication would be left without a tenant (`mandatory_authentication_is_on`), or a location would leave a wave that is planned above (`set_above`)',
    },
    413: { description: 'Too many rows or bytes (`too_large`)' },
    503: {
      description:
        'Another question about moves of this customer is being answered (`unavailable`, with `Retry-After`)',
    },
    415: { description: 'The body is neither of the three (`unsupported_media_type`)' },
    ...changedMeanwhile,
  },
})

/** Many locations at once, from a spreadsheet. */
export function importLocationRoutes(deps: SignedInDeps & { undoSealer: UndoSealer }) {
  const { db, now, undoSealer } = deps
  const routes = apiRoutes<SignedInWeb>()
  routes.use('/locations/import', signedIn(deps))
  return routes.openapi(importRoute, async (c) => {
    const { dryRun, under, encoding, confirm } = c.req.valid('query')
    const { customer } = c.var.signedIn
    if (under !== undefined) await findPermitted(db, c.var.signedIn, 'location.change', under)
    const { table, ...origin } = await readBody(c, encoding)
    const importing = { actor: c.var.actor, customerId: customer.id }
    const wish = { dryRun, under, basis: basisOf(c), confirm }
    const imported = await importLocations(db, importing, table, wish, now())
    if (!dryRun && !imported.isSaved) throw refusedRows(imported)
    c.header('ETag', quoted(imported.version))
    const { undoing, isSaved } = imported
    const undo = undoing ? await sealUndo(undoSealer, importing, undoing, now()) : null
    return c.json({ dryRun, ...origin, ...presented(imported, table), undo }, isSaved ? 201 : 200)
  })
}

type Origin = Pick<z.infer<typeof Import>, 'guessedEncoding' | 'sheet'>

/** @throws {Problem} `invalid_request`, with the code of what is wrong with the file; `too_large`. */
async function readBody(
  c: Context,
  encoding: (typeof guessedEncodings)[number] | undefined,
): Promise<{ table: ImportTable } & Origin> {
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  const origin = { guessedEncoding: null, sheet: null }
  if (type === 'application/json') {
    const { columns, rows } = c.req.valid('json' as never) as z.infer<typeof Table>
    return { table: { columns, ignored: [], rows: rows.map((row) => onlyOf(columns, row)) }, ...origin }
  }
  if (type !== 'text/csv' && type !== workbookType)
    throw new Problem('unsupported_media_type', `Send ${workbookType}, text/csv or application/json.`)
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  const sheet = await readSheet(bytes, { encoding, mostRows: mostLocationRows })
  if ('fault' in sheet) throw unreadableSheet(messages.en.locationImport, sheet)
  const table = await readTable(sheet.rows)
  if ('fault' in table) throw unreadableSheet(messages.en.locationImport, table)
  return { table, ...originOf(sheet) }
}

function originOf({ guessed, sheet }: Sheet): Origin {
  return { guessedEncoding: guessed ?? null, sheet: sheet ?? null }
}

/** A cell that a row lacks leaves what is there. */
function onlyOf(columns: readonly LocationColumn[], { line, cells }: z.infer<typeof Table>['rows'][number]) {
  return {
    line,
    cells: Object.fromEntries(
      columns.flatMap((column) => {
        const cell = cells[column]
        return cell === undefined ? [] : [[column, cell.trim().slice(0, longestCell)]]
      }),
    ),
  }
}

function presented({ plan, isSaved, consequences }: Imported, { columns, ignored }: ImportTable) {
  const of = (outcome: string) => plan.rows.filter((row) => row.outcome === outcome).length
  return {
    saved: isSaved,
    added: of('add'),
    changed: of('change'),
    unchanged: of('same'),
    refused: of('faulty'),
    columns,
    ignored,
    consequences: consequences ? { ...consequences } : null,
    rows: plan.rows.map((row) => ({ ...row, faults: { ...row.faults } as Record<string, string> })),
  }
}

/** Every fault as `line.column`, up to a sensible length of the answer. */
function refusedRows({ plan: { rows } }: Imported) {
  const { faults } = messages.en.locationImport
  const faulty = rows.filter(({ outcome }) => outcome === 'faulty')
  const errors = Object.fromEntries(
    faulty
      .slice(0, 200)
      .flatMap((row) =>
        Object.entries(row.faults).map(([column, fault]) => [`${row.line}.${column}`, faults[fault]]),
      ),
  )
  const detail = `${faulty.length} of ${rows.length} rows cannot be saved, so none was.`
  return new Problem('invalid_request', detail, { errors })
}
