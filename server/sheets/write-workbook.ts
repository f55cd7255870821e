import { mappedInSlices } from '#server/platform/slices.ts'
import { zip } from './zip.ts'

/** The media type of a workbook (`.xlsx`). */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A column of a workbook that is written. */
export type WrittenColumn = {
  heading: string
  /** Shown beside a cell that is chosen. */
  hint?: string
  /** What a cell offers to choose from. Other texts are allowed, too. */
  choices?: readonly string[]
  /** In characters. */
  width: number
}

/** Lines that have the columns' format, hints and choices, also where nothing is in them yet. */
const prepared = 20_001

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelation = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/**
 * A workbook with one sheet, in which every cell is a text: no spreadsheet runs it as a formula, and no one's zeros are
 * lost. It opens in the reader's own program, whatever separator and encoding that expects of a CSV file.
 */
export async function writeWorkbook(
  name: string,
  columns: readonly WrittenColumn[],
  rows: readonly (readonly (string | null)[])[],
): Promise<Uint8Array> {
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${office}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packageRelation}"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="${xml(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packageRelation}"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    // Format 49 is text; the second style is the bold one of the first line.
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': await sheet(columns, rows),
  })
}

async function sheet(
  columns: readonly WrittenColumn[],
  rows: readonly (readonly (string | null)[])[],
): Promise<string> {
  const widths = columns.map(
    ({ width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="1" customWidth="1"/>`,
  )
  const lines = await mappedInSlices(
    [columns.map(({ heading }) => heading), ...rows],
    (cells, index) => `<row r="${index + 1}">${cells.map((text) => cell(text, index === 0)).join('')}</row>`,
  )
  const asides = columns.flatMap((column, index) => aside(column, letterOf(index)))
  const last = `${letterOf(columns.length - 1)}${rows.length + 1}`
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${lines.join('')}</sheetData><autoFilter ref="A1:${last}"/>${
    asides.length > 0 ? `<dataValidations count="${asides.length}">${asides.join('')}</dataValidations>` : ''
  }</worksheet>`
}

function cell(text: string | null, isHeading: boolean): string {
  if (!text) return '<c s="1"/>'
  return `<c t="inlineStr" s="${isHeading ? 2 : 1}"><is><t xml:space="preserve">${xml(text)}</t></is></c>`
}

function aside({ heading, hint, choices }: WrittenColumn, letter: string): string[] {
  if (!hint && !choices) return []
  const list = choices ? `<formula1>${xml(`"${choices.join(',')}"`)}</formula1>` : ''
  const said = hint
    ? ` showInputMessage="1" promptTitle="${xml(heading.slice(0, 32))}" prompt="${xml(hint.slice(0, 255))}"`
    : ''
  return [
    `<dataValidation${choices ? ' type="list"' : ''} allowBlank="1"${said} sqref="${letter}2:${letter}${prepared}">${list}</dataValidation>`,
  ]
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

/** What a sheet may be called: 31 characters, none of them special to formulas. */
function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}

/** As XML has it. What XML 1.0 cannot have is left out: no field of ours may contain it. */
function xml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are left out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}
