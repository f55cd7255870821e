import { expect, test } from 'vitest'
import { askingBudget } from './asking-budget.ts'

test('each person may make TMAS ask Microsoft ten times a minute, whatever others do (R34)', () => {
  let now = 0
  const mayAsk = askingBudget(() => new Date(now))
  for (let n = 0; n < 10; n += 1) expect(mayAsk('ada')).toBe(true)
  expect(mayAsk('ada')).toBe(false)
  expect(mayAsk('ben')).toBe(true)
  now += 60_000
  expect(mayAsk('ada')).toBe(true)
})

test('a clock that was ahead stops nobody for longer (R28)', () => {
  let now = 1_000_000_000
  const mayAsk = askingBudget(() => new Date(now))
  for (let n = 0; n < 11; n += 1) mayAsk('ada')
  now = 0
  expect(mayAsk('ada')).toBe(true)
})
