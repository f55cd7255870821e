import { setImmediate } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { type CsvRow, longestCell, mostColumns, tooManyRows } from './csv.ts'
import { openZip, type Packed, unpack } from './zip.ts'

/**
 * Bytes that a part of a workbook may have once it is unpacked: some 30,000 rows. A file of kilobytes can be made to
 * unpack into gigabytes.
 */
const mostUnpacked = 24 * 1024 * 1024

/** Characters that are parsed before other requests get their turn. */
const portion = 128 * 1024

/** Characters of all cells together: a text that stands in the file once can be in every cell. */
const mostCharacters = 16 * 1024 * 1024

/** Characters that the format of a cell may have, as in spreadsheets. */
const longestFormat = 255

/** Zeros before a number that only its format shows. */
const mostDigits = 50

/** Rows of a sheet. */
const lastLine = 1_048_576

/** Characters of the name of a sheet. */
const longestName = 100

/** The first visible sheet of a workbook. */
export type Workbook = { sheet: string; otherSheets: number; rows: CsvRow[] }

/**
 * Reads the first visible sheet of a workbook (`.xlsx`), each cell as the text that its owner sees: what was computed, a
 * date as in ISO 8601, zeros that only the format of a cell shows. Columns beyond the hundredth are not read.
 *
 * @param mostRows rows that it may have below the first.
 * @throws {Problem} `too_large` once there are more.
 * @returns undefined if it is no workbook, or damaged, or far too large.
 * @see ECMA-376, part 1, 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles)
 */
export async function readWorkbook(bytes: Uint8Array, mostRows: number): Promise<Workbook | undefined> {
  const files = openZip(bytes)
  const open = async (name: string, read: Reader) => {
    const packed = files?.get(name)
    if (packed) await parse(packed, read)
    return packed !== undefined
  }
  try {
    const sheets: { name: string; rel: string }[] = []
    const found = await open('xl/workbook.xml', {
      open: (tag, { name = '', state, ...more }) => {
        const rel = Object.entries(more).find(([key]) => key.endsWith(':id'))?.[1]
        if (tag === 'sheet' && rel && !state?.toLowerCase().includes('hidden')) sheets.push({ name, rel })
      },
    })
    const [first] = sheets
    if (!found || !first) return undefined
    const parts = new Map<string, string>()
    const kinds = new Map<string, string>()
    await open('xl/_rels/workbook.xml.rels', {
      open: (tag, { Id = '', Target = '', Type = '' }) => {
        if (tag !== 'Relationship') return
        const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
        parts.set(Id, path)
        kinds.set(Type.split('/').at(-1) ?? '', path)
      },
    })
    const strings: string[] = []
    await open(kinds.get('sharedStrings') ?? '', readStrings(strings))
    const formats: Format[] = []
    await open(kinds.get('styles') ?? '', readFormats(formats))
    const rows: CsvRow[] = []
    const isThere = await open(parts.get(first.rel) ?? '', readRows(rows, strings, formats, mostRows))
    return isThere
      ? { sheet: first.name.slice(0, longestName), otherSheets: sheets.length - 1, rows }
      : undefined
  } catch (error) {
    if (error instanceof Damaged) return undefined
    throw error
  }
}

class Damaged extends Error {}

/** What is done at the parts of a document; names are without their prefixes. */
type Reader = {
  open?(tag: string, attributes: Record<string, string | undefined>): void
  text?(text: string): void
  close?(tag: string): void
}

async function parse(packed: Packed, read: Reader): Promise<void> {
  const bytes = await unpack(packed, mostUnpacked)
  if (!bytes) throw new Damaged()
  const parser = new SaxesParser()
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  // Entities that a document declares itself are not known to this parser, so none can grow.
  parser.on('error', (cause) => {
    throw new Damaged('not well-formed', { cause })
  })
  parser.on('opentag', ({ name, attributes }) => read.open?.(local(name), attributes))
  parser.on('text', (text) => read.text?.(text))
  parser.on('cdata', (text) => read.text?.(text))
  parser.on('closetag', ({ name }) => read.close?.(local(name)))
  const text = new TextDecoder().decode(bytes)
  for (let at = 0; at < text.length; at += portion) {
    parser.write(text.slice(at, at + portion))
    await setImmediate()
  }
  parser.close()
}

function readStrings(strings: string[]): Reader {
  let text = ''
  let isText = false
  let isPhonetic = false
  return {
    open(tag) {
      if (tag === 'si') text = ''
      if (tag === 'rPh') isPhonetic = true
      isText = tag === 't'
    },
    text(part) {
      if (isText && !isPhonetic) text = begun(text, part)
    },
    close(tag) {
      if (tag === 'si') strings.push(plain(text))
      if (tag === 'rPh') isPhonetic = false
      isText = false
    },
  }
}

/** How a number is shown, as far as it matters: as a date, or with this many digits. */
type Format = { isDate?: boolean; digits?: number }

function readFormats(formats: Format[]): Reader {
  const named = new Map<string, Format>()
  let isCell = false
  return {
    open(tag, { numFmtId = '', formatCode = '' }) {
      if (tag === 'numFmt') named.set(numFmtId, formatOf(formatCode.slice(0, longestFormat)))
      if (tag === 'cellXfs') isCell = true
      if (tag !== 'xf' || !isCell) return
      const id = Number(numFmtId)
      formats.push(named.get(numFmtId) ?? { isDate: id >= 14 && id <= 22 })
    },
    close(tag) {
      if (tag === 'cellXfs') isCell = false
    },
  }
}

function formatOf(code: string): Format {
  const isDate = /[ymd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
  return { isDate, ...(/^0+$/.test(code) && code.length <= mostDigits && { digits: code.length }) }
}

function readRows(rows: CsvRow[], strings: string[], formats: Format[], mostRows: number): Reader {
  let line = 0
  let characters = 0
  let cells: string[] = []
  let column = -1
  let cell: { type: string; format: Format | undefined; text: string } | undefined
  let isValue = false
  return {
    open(tag, { r, t = 'n', s }) {
      if (tag === 'row') {
        const said = Number(r)
        line = Number.isInteger(said) && said > line && said <= lastLine ? said : line + 1
        cells = []
        column = -1
      } else if (tag === 'c') {
        column = r ? columnOf(r) : column + 1
        cell = { type: t, format: formats[Number(s)], text: '' }
      }
      isValue = tag === 'v' || (tag === 't' && cell?.type === 'inlineStr')
    },
    text(part) {
      if (isValue && cell) cell.text = begun(cell.text, part)
    },
    close(tag) {
      isValue = false
      if (tag === 'c' && cell) {
        if (column >= 0 && column < mostColumns) cells[column] = shown(cell, strings)
        cell = undefined
      } else if (tag === 'row') {
        const dense = Array.from(cells, (text) => text ?? '')
        if (dense.some((text) => text.trim() !== '')) rows.push({ line, cells: dense })
        if (rows.length > mostRows + 1) throw tooManyRows(mostRows)
        characters += dense.reduce((sum, text) => sum + text.length, 0)
        if (characters > mostCharacters) throw new Damaged()
      }
    },
  }
}

/** The column of a cell such as `AB12`, from 0. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference.match(/^[A-Z]{1,3}/)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function shown(
  { type, format, text }: { type: string; format: Format | undefined; text: string },
  strings: readonly string[],
): string {
  if (type === 's') return strings[Number(text)] ?? ''
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return plain(text)
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return text
  // What is no day of a spreadsheet is a number in a column that someone has formatted as dates.
  if (format?.isDate && value >= 0 && value < daysTo10000)
    return new Date(Math.round((value - daysTo1970) * 86_400_000)).toISOString().slice(0, 10)
  // Beyond 15 digits a spreadsheet has rounded it, as it says by this form.
  if (Math.abs(value) >= 1e15) return value.toExponential().toUpperCase()
  return Number.isInteger(value) && value >= 0
    ? String(value).padStart(format?.digits ?? 0, '0')
    : String(value)
}

/** From the day that spreadsheets call 0. */
const daysTo1970 = 25_569

/** Days from there to the year 10000, which they do not know. */
const daysTo10000 = 2_958_466

/** As much of a text as tells that it is too long. */
function begun(text: string, part: string): string {
  return text.length < longestCell ? (text + part).slice(0, longestCell) : text
}

/** Characters that XML cannot have stand as `_x000D_` in a workbook. */
function plain(text: string): string {
  return text.length < longestCell && text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}
