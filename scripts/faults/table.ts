import type { Report } from './fault.ts'

const columns: [title: string, cell: (report: Report) => string][] = [
  ['fault', ({ name }) => name],
  ['done', ({ answers }) => String(answers.done)],
  ['503', ({ answers }) => String(answers.later)],
  ['Microsoft', ({ answers }) => String(answers.microsoft)],
  ['cut', ({ answers }) => String(answers.cut)],
  ['wrong', ({ answers }) => String(answers.wrong)],
  ['slowest', ({ slowest }) => `${slowest} ms`],
  ['back after', ({ back }) => (back === undefined ? 'never' : `${back} ms`)],
  ['lost', ({ lost }) => String(lost.length)],
  ['half done', ({ halfDone }) => String(halfDone.length)],
  ['restarts', ({ ended }) => String(ended)],
  ['/readyz', ({ ready }) => ready],
  ['alarm', ({ alarm }) => alarm],
  ['holds', ({ faults }) => (faults.length === 0 ? 'yes' : 'NO')],
]

/** Everything that was found, as a table in Markdown. */
export function tableOf(reports: readonly Report[]): string {
  const rows = [
    columns.map(([title]) => title),
    ...reports.map((report) => columns.map(([, cell]) => cell(report))),
  ]
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const lines = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`)
  return lines.join('\n')
}
