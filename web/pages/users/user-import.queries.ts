import type { InferResponseType } from 'hono/client'
import { api, basedOn, RefusedRequest, withVersion } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import type { Encoding } from '../../components/sheet-import/sheet-notes.tsx'
import type { Table } from './user-import-table.ts'

/** Not the lines that tell the progress. */
type Answer = Exclude<InferResponseType<typeof api.users.import.$post, 200>, string>
export type ImportRow = Answer['rows'][number]
export type Verdict = Answer & { version: string; receivedAt: number }
export type Saved = Omit<Answer, 'rows'>

/** How far the saving of an import is. */
export type Progress = { step: 'adding' | 'changing' | 'mailing' | 'recording'; done: number; of: number }

export type Source = { file: File; encoding?: Encoding | undefined } | { table: Table }

/** Milliseconds that a big file may take. */
const patience = { check: 60_000, save: 300_000 }

/** What saving it would do. */
export async function checkImport(source: Source): Promise<Verdict> {
  const encoding = 'file' in source ? source.encoding : undefined
  const query = { dryRun: 'true' as const, ...(encoding && { encoding }) }
  const answer = await askAgain(() =>
    withVersion(api.users.import.$post({ query }, { init: initOf(source, patience.check) })),
  )
  const verdict = { ...(answer as Answer & { version: string }), receivedAt: performance.now() }
  return 'table' in source ? withLines(verdict, source.table) : verdict
}

/** The lines are those of the person's own file, whatever was left out of what was sent. */
function withLines(verdict: Verdict, { lines }: Table): Verdict {
  const lineOf = new Map(verdict.rows.map(({ line }, index) => [line, lines[index] ?? line]))
  const of = (line: number) => lineOf.get(line) ?? line
  return {
    ...verdict,
    obstacle: verdict.obstacle && { ...verdict.obstacle, lines: verdict.obstacle.lines.map(of) },
    rows: verdict.rows.map((row) => ({
      ...row,
      line: of(row.line),
      otherLine: row.otherLine === null ? null : of(row.otherLine),
    })),
  }
}

/**
 * Saves what was checked, and nothing else (R32).
 *
 * @throws {RefusedRequest} if it was refused, and nothing saved; anything else if whether it was saved is not known.
 */
export async function saveImport(
  table: Table,
  { version, sendWelcomeEmail }: { version: string; sendWelcomeEmail: boolean },
  onProgress: (progress: Progress) => void,
): Promise<Saved> {
  const init = initOf({ table }, patience.save)
  const headers = { ...init.headers, ...basedOn(version).headers }
  const welcome = sendWelcomeEmail ? ('true' as const) : ('false' as const)
  const query = { confirm: 'true' as const, progress: 'true' as const, sendWelcomeEmail: welcome }
  const answer: unknown = await api.users.import.$post({ query }, { init: { ...init, headers } })
  for await (const line of linesOf(answer as Response)) {
    const said = JSON.parse(line) as Progress | { result: Saved } | { problem: Refusal }
    if ('result' in said) return said.result
    if ('problem' in said) throw new RefusedRequest(said.problem.status, said.problem)
    onProgress(said)
  }
  throw new Error('the answer broke off')
}

/** Undoes an import as far as no one has used or changed its users since. @param undo what the import answered. */
export function undoImport(json: { undo: string; confirm?: boolean }) {
  const signal = AbortSignal.timeout(patience.save)
  return askAgain(() => parseResponse(api.users.import.undo.$post({ json }, { init: { signal } })))
}

export type Undone = InferResponseType<typeof api.users.import.undo.$post, 200>

type Refusal = { status: number; code: string; reference: string; errors?: Record<string, string> }

async function* linesOf(answer: Response): AsyncGenerator<string> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const lines = (rest + read.value).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** Times that a question is asked again. */
const mostAgain = 3

/** Another person's question about the same customer is being answered, or the server is busy: both pass. */
async function askAgain<T>(ask: () => Promise<T>, left = mostAgain): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof RefusedRequest) || error.status !== 503 || left === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return askAgain(ask, left - 1)
  }
}

function initOf(source: Source, most: number) {
  const signal = AbortSignal.timeout(most)
  if ('table' in source)
    return { method: 'POST', signal, body: source.table.text, headers: { 'Content-Type': 'text/csv' } }
  // What the file is shows itself in its first bytes. Some computers do not know the type of a CSV file.
  const isWorkbook = /\.xls[xm]?$/i.test(source.file.name)
  const type = isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv'
  return { method: 'POST', signal, body: source.file, headers: { 'Content-Type': type } }
}
