import { expect, test } from 'vitest'
import { withFrenchSpaces } from './french-spaces.ts'
import { messages } from './messages.ts'

test('a colon, a semicolon, a question and quotation marks are tied to their words in French (R24)', () => {
  const { title, ask } = withFrenchSpaces({
    title: 'Vérifié : oui ; non !',
    ask: (name: string) => ({ text: `Supprimer « ${name} » ?` }),
  })
  expect(title).toBe('Vérifié\u00a0: oui\u202f; non\u202f!')
  expect(ask('Nord').text).toBe('Supprimer «\u00a0Nord\u00a0»\u202f?')
})

test('no French sentence leaves its punctuation to the next line (R24)', () => {
  const loose: string[] = []
  const visit = (part: unknown) => {
    if (typeof part === 'string' && / [:;!?»]|« /.test(part)) loose.push(part)
    if (typeof part === 'function') visit(part(3, 3, 3, 3, 3))
    if (typeof part === 'object' && part !== null) Object.values(part).forEach(visit)
  }
  visit(messages.fr)
  expect(loose).toEqual([])
})

test('an address is left as it is', () => {
  expect(withFrenchSpaces('Ouvrez https://tmas.example/sign-in?chain=1 : vite')).toBe(
    'Ouvrez https://tmas.example/sign-in?chain=1\u00a0: vite',
  )
})
