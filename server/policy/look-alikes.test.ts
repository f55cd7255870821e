import { expect, test } from 'vitest'
import { isNearMiss, nearMisses } from './look-alikes.ts'

test.each([
  ['marnie@north.example', 'mamie@north.example'],
  ['ada.lind@north.example', 'ada.lnid@north.example'],
  ['ada.lind@north.example', 'adalind@north.example'],
  ['ada.lind@north.example', 'ada.lind@nort.example'],
  ['bob@north.example', 'b0b@north.example'],
  ['kim@north.example', 'kimm@north.example'],
])('%s and %s could be meant for one another', (one, other) => {
  expect(nearMisses(one)).toContain(other)
  expect(nearMisses(other)).toContain(one)
})

test.each([
  ['store12@north.example', 'store13@north.example'],
  ['store1@north.example', 'store12@north.example'],
  ['ada@north.example', 'ada@north.example'],
  ['ada@north.example', 'bea@north.example'],
])('%s and %s are two addresses', (one, other) => {
  expect(nearMisses(one)).not.toContain(other)
})

test('the quick look before the comparison misses nothing that is one slip away', () => {
  for (const address of ['marnie@north.example', 'ada.lind@north.example', 'oo1l@n.example'])
    expect(nearMisses(address).filter((other) => !isNearMiss(address, other))).toEqual([])
})

test('what has no @ has nothing alike', () => {
  expect(nearMisses('ada')).toEqual([])
})
