import { expect, test } from 'vitest'
import { countSelected, everyone, isSelected, nothing, rangeOf, select } from './selection.ts'

const page = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id.toUpperCase(), isTopManager: false }))

test('a selection is kept from page to page, and says how many it has', () => {
  const first = select(nothing, page.slice(0, 2), true)
  const both = select(first, [{ id: 'z', name: 'Z', isTopManager: true }], true)
  expect(countSelected(both, 400)).toBe(3)
  expect(['a', 'b', 'c', 'z'].map((id) => isSelected(both, id))).toEqual([true, true, false, true])
  expect(countSelected(select(both, page, false), 400)).toBe(1)
})

test('everyone who matches can be selected, and some taken out again', () => {
  const without = select(everyone, page.slice(0, 1), false)
  expect(countSelected(without, 400)).toBe(399)
  expect(isSelected(without, 'a')).toBe(false)
  expect(isSelected(without, 'of another page')).toBe(true)
  expect(countSelected(select(without, page, true), 400)).toBe(400)
})

test.each([
  ['b', 'd', 'bcd'],
  ['d', 'b', 'bcd'],
  ['c', 'c', 'c'],
  [undefined, 'c', 'c'],
  ['of another page', 'c', 'c'],
])('a range from %s to %s is %s', (from, to, range) => {
  expect(rangeOf(page, from, to).map(({ id }) => id)).toEqual([...range])
})
