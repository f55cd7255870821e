import type { Context } from 'hono'
import { asProblem, problemBody } from '#server/platform/as-problem.ts'
import type { Log } from '#server/platform/log.ts'
import { inSlices } from '#server/platform/slices.ts'
import type { SignedInWeb } from '#server/sessions/signed-in.ts'
import { type ImportTable, nearestColumn } from './import-columns.ts'
import type { JudgedRow } from './import-judged.ts'
import type { Imported, ImportProgress } from './import-users.ts'

/** What an import is answered with: all but the rows, which are many, and the rows. */
export type ImportAnswer = { head: object; rows: readonly JudgedRow[] }

export function presentImport(
  { plan, isSaved, consequences, obstacle, added }: Imported,
  { columns, ignored, guessed, sheet }: ImportTable,
  dryRun: boolean,
  undo: string | null,
): ImportAnswer {
  const { rows } = plan
  const of = (outcome: JudgedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const head = {
    dryRun,
    saved: isSaved,
    total: rows.length,
    added: plan.adds.length,
    changed: plan.changes.length,
    unchanged: of('same'),
    refused: of('faulty'),
    columns,
    ignored: ignored.map((heading) => ({ heading, nearest: nearestColumn(heading) ?? null })),
    guessedEncoding: guessed ?? null,
    sheet: sheet ?? null,
    consequences: consequences ?? null,
    obstacle: obstacle ?? null,
    newUsers: added,
    undo,
  }
  return { head, rows }
}

/** The answer as one document, written a few milliseconds at a time: 20,000 rows are megabytes. */
export function writtenInSlices({ head, rows }: ImportAnswer): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const all = parts()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await all.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })

  async function* parts() {
    yield encoder.encode(`${JSON.stringify(head).slice(0, -1)},"rows":[`)
    let text = ''
    let isFirst = true
    const chunks: Uint8Array[] = []
    await inSlices(rows, (row) => {
      text += `${isFirst ? '' : ','}${JSON.stringify(presentRow(row))}`
      isFirst = false
      if (text.length < longestChunk) return
      chunks.push(encoder.encode(text))
      text = ''
    })
    yield* chunks
    yield encoder.encode(`${text}]}`)
  }
}

/** Characters that are written at once. */
const longestChunk = 64 * 1024

function presentRow({ cells, ...row }: JudgedRow) {
  const { line, ...rest } = row
  return { line, username: cells.username ?? '', email: cells.email ?? '', cells, ...rest }
}

/**
 * The answer as lines of JSON: how far it is, and at the end what came of it, without the rows; or the problem, because the
 * status was sent long before. If the reader leaves, the import goes on: it is saved, or it is not.
 */
export function streamImport(
  c: Context<SignedInWeb>,
  log: Pick<Log, 'error'>,
  run: (onProgress: (progress: ImportProgress) => void) => Promise<ImportAnswer>,
): ReadableStream<Uint8Array> {
  const { reference } = c.var
  const encoder = new TextEncoder()
  let hasLeft = false
  return new ReadableStream({
    async start(controller) {
      const say = (line: object) => {
        if (!hasLeft) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      // Not waited for: until this returns, nothing is read.
      void run(say)
        .then(({ head }) => say({ result: head }))
        .catch((error: Error) => {
          const problem = asProblem(error)
          if (problem.status >= 500) log.error({ err: error, reference }, 'an import failed')
          say({ problem: problemBody(problem, reference) })
        })
        .finally(() => {
          if (!hasLeft) controller.close()
        })
    },
    cancel() {
      hasLeft = true
    },
  })
}
