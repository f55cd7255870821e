import type { Measured, Side } from './sides.ts'
import { quantile } from './statistics.ts'

/** What each side used besides. */
export type Besides = { memory: number; start: number }

/** A line of the table: a value for each side, and the ratio of one side to another, each undefined where it has none. */
type Row = {
  what: string
  digits: number
  value(side: Side): number | undefined
  ratio(side: Side, to: Side): number | undefined
  /** At most so many times the least, or so much. */
  aim?: string
}

type Load = 'signIns' | 'firsts' | 'lookUps'

/** What was measured, as two tables of Markdown: the values, and how TMAS's compare with each other program's. */
export function report(sides: readonly Side[], besides: ReadonlyMap<Side, Besides>): string {
  const used = (what: string, load: Load, of: 'cpu' | 'database', aim?: string): Row => ({
    what,
    digits: 2,
    value: (side) => median(side[load][of]),
    // A round at a time, not of the medians: what slows the machine for a while slows all of them.
    ratio: (side, to) => median(ratiosOf(side[load], to[load], of)),
    aim,
  })
  const answered = (what: string, load: Load, share: number): Row =>
    plain(what, 1, (side) =>
      side[load].latencies.length ? quantile(side[load].latencies, share) : undefined,
    )
  const rows = [
    used('sign-in: server, ms', 'signIns', 'cpu', '1.3'),
    used('sign-in: PostgreSQL, ms', 'signIns', 'database', '2'),
    used('first sign-in: server, ms', 'firsts', 'cpu'),
    used('first sign-in: PostgreSQL, ms', 'firsts', 'database'),
    used('session lookup: server, ms', 'lookUps', 'cpu', '1.4'),
    used('session lookup: PostgreSQL, ms', 'lookUps', 'database', '2'),
    plain('cold start to the first page, ms', 0, (side) => besides.get(side)?.start, 'under 400 ms'),
    plain('memory after the load, MiB', 0, (side) => besides.get(side)?.memory, 'under 120 MiB'),
  ]
  const times = [
    answered('sign-in, p50', 'signIns', 0.5),
    answered('sign-in, p99', 'signIns', 0.99),
    answered('session lookup, p50', 'lookUps', 0.5),
    answered('session lookup, p99', 'lookUps', 0.99),
  ]
  const names = sides.map(({ name }) => name)
  const values = ({ what, digits, value }: Row) => [what, ...sides.map((side) => number(value(side), digits))]
  const tmas = sides.find(({ name }) => name === 'TMAS')
  const ratios = ({ what, ratio, aim }: Row) => [
    what.split(',')[0] ?? '',
    ...sides.flatMap((side) => (!tmas || side === tmas ? [] : number(ratio(tmas, side), 2))),
    aim ?? '',
  ]
  return [
    table(['each', ...names], rows.map(values)),
    table(['TMAS to', ...names.filter((name) => name !== 'TMAS'), 'aim, to the least'], rows.map(ratios)),
    'Time to answer in milliseconds, start and callback together; for information:',
    table(['', ...names], times.map(values)),
  ].join('\n\n')
}

function plain(what: string, digits: number, value: Row['value'], aim?: string): Row {
  const ratio = (side: Side, to: Side) => {
    const [one, other] = [value(side), value(to)]
    return one !== undefined && other ? one / other : undefined
  }
  return { what, digits, value, ratio, aim }
}

function ratiosOf(one: Measured, other: Measured, of: 'cpu' | 'database'): number[] {
  return one[of].slice(0, other[of].length).map((time, round) => time / (other[of][round] ?? Number.NaN))
}

function median(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : quantile(values, 0.5)
}

function number(value: number | undefined, digits: number): string {
  return value === undefined ? '–' : value.toFixed(digits)
}

/** In Markdown, with its columns under each other. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
