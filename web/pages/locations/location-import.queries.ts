import type { InferResponseType } from 'hono/client'
import type { LocationColumn } from '#shared/location-columns.ts'
import { api, basedOn, RefusedRequest, withVersion } from '../../api.ts'
import { parseResponse } from '../../client.ts'

export type Verdict = InferResponseType<typeof api.locations.import.$post, 200> & { version: string }
export type ImportRow = Verdict['rows'][number]
export type Encoding = NonNullable<Verdict['guessedEncoding']>

/** The rows of a file as the person wants them now. */
export type Table = {
  columns: LocationColumn[]
  rows: { line: number; cells: Partial<Record<LocationColumn, string>> }[]
}

export type Source = { file: File } | { table: Table }

/** The rows of a verdict, with the cells that the person corrected and without those they leave out. */
export function tableOf(
  { columns, rows }: Pick<Verdict, 'columns' | 'rows'>,
  edits: ReadonlyMap<number, Partial<Record<LocationColumn, string>>>,
  leftOut: ReadonlySet<number>,
): Table {
  return {
    columns,
    rows: rows
      .filter(({ line }) => !leftOut.has(line))
      .map(({ line, cells }) => ({ line, cells: { ...cells, ...edits.get(line) } })),
  }
}

/** A big file takes its time. */
const patience = 60_000

/** What saving it would do. */
export function checkImport(
  source: Source,
  more: { under?: string | undefined; encoding?: Encoding | undefined },
) {
  const { under, encoding } = more
  const query = { dryRun: 'true' as const, ...(under && { under }), ...(encoding && { encoding }) }
  return askAgain(() =>
    withVersion(api.locations.import.$post({ query, json: '' }, { init: initOf(source) })),
  )
}

/** Saves what was checked, with the consequences that were shown, and nothing else (R32). */
export function saveImport(
  table: Table,
  { under, version }: { under?: string | undefined; version: string },
) {
  const query = { confirm: 'true' as const, ...(under && { under }) }
  const init = initOf({ table })
  const headers = { ...init.headers, ...basedOn(version).headers }
  return parseResponse(api.locations.import.$post({ query, json: '' }, { init: { ...init, headers } }))
}

/** @param undo what the import answered. */
export function undoImport(json: { undo: string; confirm?: boolean }) {
  const signal = AbortSignal.timeout(patience)
  return askAgain(() => api.locations.import.undo.$post({ json }, { init: { signal } }))
}

/** Times that a question is asked again. */
const mostAgain = 3

/** Another person's question about the same customer is being answered, or the server is busy: both pass. */
async function askAgain<Answer>(ask: () => Promise<Answer>, left = mostAgain): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof RefusedRequest) || error.status !== 503 || left === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return askAgain(ask, left - 1)
  }
}

/** The body as it is: what the types of the API take for JSON can also be a file. */
function initOf(source: Source) {
  const signal = AbortSignal.timeout(patience)
  if ('table' in source)
    return {
      signal,
      body: JSON.stringify(source.table),
      headers: { 'Content-Type': 'application/json' },
    }
  // What the file is shows itself in its first bytes. Some computers do not know the type of a CSV file.
  const isWorkbook = /\.xls[xm]?$/i.test(source.file.name)
  const type = isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv'
  return { signal, body: source.file, headers: { 'Content-Type': type } }
}
