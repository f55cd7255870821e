import type { SheetRow } from '#server/platform/sheet.ts'
import { languageCodes } from '#shared/languages.ts'
import { type LocationColumn, locationColumns } from '#shared/location-columns.ts'
import { messages } from '#shared/messages/messages.ts'
import { type LocationType, locationTypes } from '#shared/roles.ts'

/** A row of an import: the cells of the columns that TMAS knows. */
export type ImportRow = {
  line: number
  cells: Partial<Record<LocationColumn, string>>
  fault?: 'surplus_cells' | 'broken_quotes'
}

/** A table of locations, and the headings of columns that TMAS does not have. */
export type ImportTable = { columns: LocationColumn[]; ignored: string[]; rows: ImportRow[] }

/** Headings that are answered as not read, and their characters. */
const mostIgnored = 30
const longestIgnored = 100

/** Why a table is no list of locations. */
export type TableFault = 'no_columns' | 'double_column' | 'no_rows'

/**
 * Reads the columns by their headings: those of the API, or the console's in any of its languages, whichever language the
 * person has who made the file, in any case and order.
 */
export function readTable([head, ...body]: readonly SheetRow[]): ImportTable | { fault: TableFault } {
  const headings = (head?.cells ?? []).map((cell) => cell.trim())
  const named = headings.map(columnOf)
  // “Region” is the API's name of the state, and what people call the location that a store is below.
  if (!named.includes('parent')) {
    const region = headings.findIndex((heading) => heading !== 'region' && isRegion(heading))
    if (region >= 0) named[region] = 'parent'
  }
  const columns = named.filter((column) => column !== undefined)
  if (!columns.some((column) => ['name', 'code', 'id'].includes(column))) return { fault: 'no_columns' }
  if (new Set(columns).size < columns.length) return { fault: 'double_column' }
  if (body.length === 0) return { fault: 'no_rows' }
  const width = headings.findLastIndex((heading) => heading !== '') + 1
  return {
    columns,
    ignored: headings
      .filter((heading, index) => heading !== '' && named[index] === undefined)
      .slice(0, mostIgnored)
      .map((heading) => heading.slice(0, longestIgnored)),
    rows: body.map(({ line, cells, isBroken }) => ({
      line,
      cells: Object.fromEntries(
        named.flatMap((column, index) => {
          const cell = cells[index]
          // A row that was cut short leaves what is there.
          return column && cell !== undefined ? [[column, cell.trim()]] : []
        }),
      ),
      ...(isBroken && { fault: 'broken_quotes' as const }),
      ...(cells.slice(width).some((cell) => cell.trim() !== '') && { fault: 'surplus_cells' as const }),
    })),
  }
}

/** Texts that are compared loosely: without case, accents, and what stands between words. */
export function loose(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const headings = new Map<string, LocationColumn>()
const types = new Map<string, LocationType>()
for (const language of languageCodes) {
  const { columns, otherHeadings } = messages[language].locationImport
  for (const column of locationColumns)
    for (const heading of [column, columns[column], ...otherHeadings[column]])
      headings.set(loose(heading), column)
  for (const type of locationTypes)
    for (const word of [type, messages[language].locationTypes[type]]) types.set(loose(word), type)
}

function columnOf(heading: string): LocationColumn | undefined {
  return headings.get(loose(heading))
}

function isRegion(heading: string) {
  return loose(heading) === 'region'
}

/** A type as the API writes it, or as the console calls it in one of its languages. */
export function typeNamed(text: string): LocationType | undefined {
  return types.get(loose(text))
}
