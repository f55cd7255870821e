import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { apiRoutes } from '#server/platform/api.ts'
import { type SignedInDeps, type SignedInWeb, signedIn } from '#server/sessions/signed-in.ts'
import { byteOrderMark, csvLine, separatorFor } from '#server/sheets/csv.ts'
import { answerSheet, sheetFile, sheetFormat } from '#server/sheets/sheet-file.ts'
import { writeWorkbook } from '#server/sheets/write-workbook.ts'
import type { Language } from '#shared/languages.ts'
import { type LocationColumn, locationColumns } from '#shared/location-columns.ts'
import { messages } from '#shared/messages/messages.ts'
import { locationTypes } from '#shared/roles.ts'
import { listAllLocations } from './import.queries.ts'
import { type SeenTree, seeTree } from './import-tree.ts'
import type { Row } from './tree.queries.ts'

const exportRoute = createRoute({
  method: 'get',
  path: '/locations/export',
  tags: ['Locations'],
  summary: 'The locations within reach as a file that can be imported again',
  description:
    'With headings and types in the caller’s language. Importing the file unchanged changes nothing.',
  request: { query: z.strictObject({ format: sheetFormat }) },
  responses: sheetFile,
})

const templateRoute = createRoute({
  method: 'get',
  path: '/locations/template',
  tags: ['Locations'],
  summary: 'An empty file for an import of locations',
  request: { query: z.strictObject({ format: sheetFormat }) },
  responses: sheetFile,
})

/** The locations of a branch as a file, and an empty one to start from. */
export function exportLocationRoutes(deps: SignedInDeps) {
  const { db, now } = deps
  const routes = apiRoutes<SignedInWeb>()
  for (const path of ['/locations/export', '/locations/template']) routes.use(path, signedIn(deps))
  return routes
    .openapi(exportRoute, async (c) => {
      const { customer, memberships, language } = c.var.signedIn
      const tree = seeTree({ locations: await listAllLocations(db, customer.id), memberships })
      const day = now().toISOString().slice(0, 10)
      return answer(c, c.req.valid('query').format, `tmas-locations-${day}`, linesOf(tree, language))
    })
    .openapi(templateRoute, (c) => answer(c, c.req.valid('query').format, 'tmas-locations', []))
}

function answer(
  c: Context<SignedInWeb>,
  format: 'xlsx' | 'csv',
  name: string,
  lines: readonly (string | null)[][],
) {
  const { language } = c.var.signedIn
  const { columns } = messages[language].locationImport
  return answerSheet(
    c,
    { name, format },
    {
      csv() {
        const separator = separatorFor(language, c.req.header('accept-language'))
        const head = locationColumns.map((column) => columns[column])
        return byteOrderMark + [head, ...lines].map((cells) => csvLine(cells, separator)).join('')
      },
      xlsx: () => workbookOf(lines, language),
    },
  )
}

function workbookOf(lines: readonly (string | null)[][], language: Language) {
  const { columns, hints } = messages[language].locationImport
  const types = messages[language].locationTypes
  const written = locationColumns.map((column) => ({
    heading: columns[column],
    hint: hints[column],
    width: widths[column],
    ...(column === 'type' && { choices: locationTypes.map((type) => types[type]) }),
  }))
  return writeWorkbook(messages[language].locations.tree, written, lines)
}

const widths: Record<LocationColumn, number> = {
  name: 32,
  type: 12,
  parent: 40,
  code: 18,
  country: 18,
  region: 20,
  contactEmail: 32,
  contactPhone: 20,
  id: 40,
}

/** A line for each location, the outer ones before those in them, by name as people sort. */
function linesOf(tree: SeenTree, language: Language): (string | null)[][] {
  const { compare } = new Intl.Collator(language, { numeric: true })
  const types = messages[language].locationTypes
  const lines: (string | null)[][] = []
  const add = (one: Row, path: readonly string[], isTold: boolean) => {
    const cells: Record<LocationColumn, string | null> = {
      ...one,
      type: types[one.type],
      // A path with a name that occurs twice, or with its own sign in a name, would lead elsewhere, too.
      parent: path.length === 0 ? null : isTold ? path.join(' › ') : one.parentId,
    }
    lines.push(locationColumns.map((column) => cells[column]))
    const children = tree.below(one.id).toSorted((a, b) => compare(a.name, b.name))
    const isOnlyOne = path.length === 0 || tree.namedBelow(one.parentId ?? '', one.name).length === 1
    const isClear = isTold && isOnlyOne && !/[›>/]/.test(one.name)
    for (const child of children) add(child, [...path, one.name], isClear)
  }
  for (const top of tree.tops()) add(top, [], true)
  return lines
}
