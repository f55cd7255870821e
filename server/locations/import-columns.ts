import type { SheetRow } from '#server/sheets/sheet.ts'
import {
  type ColumnRow,
  type ColumnTable,
  loose,
  readColumns,
  type TableFault,
} from '#server/sheets/sheet-columns.ts'
import { languageCodes } from '#shared/languages.ts'
import { type LocationColumn, locationColumns } from '#shared/location-columns.ts'
import { messages } from '#shared/messages/messages.ts'
import { type LocationType, locationTypes } from '#shared/roles.ts'

export type ImportRow = ColumnRow<LocationColumn>
export type ImportTable = ColumnTable<LocationColumn>

/**
 * Reads the columns by their headings: those of the API, or the console's in any of its languages, whichever language the
 * person has who made the file, in any case and order.
 */
export function readTable(rows: readonly SheetRow[]): Promise<ImportTable | TableFault> {
  const isEnough = (columns: readonly LocationColumn[]) =>
    columns.some((column) => ['name', 'code', 'id'].includes(column))
  return readColumns(rows, columnsOf, isEnough, sizeAsJson)
}

function sizeAsJson({ line, cells }: ImportRow): number {
  return Buffer.byteLength(JSON.stringify({ line, cells })) + 1
}

function columnsOf(headings: readonly string[]): (LocationColumn | undefined)[] {
  const named = headings.map(columnOf)
  // “Region” is the API's name of the state, and what people call the location that a store is below.
  if (!named.includes('parent')) {
    const region = headings.findIndex((heading) => heading !== 'region' && isRegion(heading))
    if (region >= 0) named[region] = 'parent'
  }
  return named
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
