import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Choice, differing, disputesOf, settled } from './draft.ts'

const fields = fc.record({ a: fc.nat(2), b: fc.constantFrom(null, 'x', 'y'), c: fc.boolean() })
const choice = fc.constantFrom<Choice>('mine', 'theirs')

test('what nobody disputes is what the one who changed it wants, and what is disputed is what was chosen (R32)', () => {
  fc.assert(
    fc.property(
      fields,
      fields,
      fields,
      fc.record({ a: choice, b: choice, c: choice }),
      (opened, mine, theirs, choices) => {
        const result = settled(opened, mine, theirs, choices)
        for (const field of ['a', 'b', 'c'] as const) {
          const isTheirChange = theirs[field] !== opened[field]
          const isMyChange = mine[field] !== opened[field]
          const isDisputed = disputesOf(opened, mine, theirs).some((one) => one.field === field)
          expect(isDisputed).toBe(isTheirChange && mine[field] !== theirs[field])
          if (isDisputed) expect(result[field]).toBe((choices[field] === 'mine' ? mine : theirs)[field])
          else if (isMyChange) expect(result[field]).toBe(mine[field])
          else expect(result[field]).toBe(theirs[field])
        }
        // Only what the person wants otherwise is sent.
        for (const field of Object.keys(differing(result, theirs)))
          expect(choices[field as 'a'] === 'mine' || mine[field as 'a'] !== opened[field as 'a']).toBe(true)
      },
    ),
  )
})

test('a role that only one side has is a difference', () => {
  expect(disputesOf({}, {}, { 'role 1': 'viewer' })).toEqual([
    { field: 'role 1', mine: undefined, theirs: 'viewer', isMyChange: false },
  ])
  expect(settled({ 'role 1': 'viewer' }, {}, { 'role 1': 'location_manager' }, { 'role 1': 'mine' })).toEqual(
    {
      'role 1': undefined,
    },
  )
})
