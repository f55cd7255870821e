import { expect, test } from 'vitest'
import { report } from './report.ts'
import { nothing, type Side } from './sides.ts'

const rowOf = (text: string, what: string, which: number) =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`| ${what}`))
    [which]?.split('|')
    .map((cell) => cell.trim())
    .slice(2, -1)

test('the report compares TMAS with each program a round at a time, and says where one has nothing to compare', () => {
  const side = (name: string, cpu: number[], firsts: number[] = []) =>
    ({
      name,
      signIns: { cpu, database: [1, 1, 1], latencies: [5] },
      firsts: { ...nothing(), cpu: firsts },
      lookUps: nothing(),
    }) as unknown as Side
  // The machine was three times as slow in the last round, for both.
  const sides = [side('least', [1, 1, 3]), side('TMAS', [2, 2, 6], [4]), side('peer', [4, 4, 12], [2])]
  const text = report(sides, new Map(sides.map((each) => [each, { memory: 100, start: 50 }])))
  expect(rowOf(text, 'sign-in: server', 0)).toEqual(['1.00', '2.00', '4.00'])
  expect(rowOf(text, 'sign-in: server', 1)).toEqual(['2.00', '0.50', '1.3'])
  expect(rowOf(text, 'first sign-in: server', 0)).toEqual(['–', '4.00', '2.00'])
  expect(rowOf(text, 'first sign-in: server', 1)).toEqual(['–', '2.00', ''])
  expect(rowOf(text, 'memory', 1)).toEqual(['1.00', '1.00', 'under 120 MiB'])
})
