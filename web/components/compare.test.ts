import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, type Piece } from './compare.ts'

const marked = (pieces: readonly Piece[]) =>
  pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('')

test.each([
  ['3f0c9a52', '3f0c9b52', '3f0c9[a]52', '3f0c9[b]52'],
  [
    'ines.typo@north.example',
    'ines.typo@nort.example',
    'ines.typo@nort[h].example',
    'ines.typo@nort.example',
  ],
  ['abc', 'abc', 'abc', 'abc'],
  ['', 'x', '', '[x]'],
  ['3f0c9a52-6d1b', '8b2f6c14-7e9d', '[3f0c9a52-6d1b]', '[8b2f6c14-7e9d]'],
])('%s and %s differ where somebody would point', (one, other, markedOne, markedOther) => {
  const pieces = compare(one, other)
  expect([marked(pieces.one), marked(pieces.other)]).toEqual([markedOne, markedOther])
})

test('whatever the two are, nothing is lost, and what is not marked is the same in both', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (one, other) => {
      const pieces = compare(one, other)
      const text = (all: readonly Piece[]) => all.map((piece) => piece.text).join('')
      const common = (all: readonly Piece[]) => text(all.filter(({ differs }) => !differs))
      expect([text(pieces.one), text(pieces.other)]).toEqual([one, other])
      expect(common(pieces.one)).toBe(common(pieces.other))
    }),
  )
})
