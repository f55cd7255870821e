import { expect, test } from 'vitest'
import { freezeMigrations, unfrozen } from './freeze-migrations.ts'

test('the migrations are those that have landed, in their order and without gaps', async () => {
  expect(await freezeMigrations({ mayWrite: false })).toBeUndefined()
})

const [one, two, three] = ['0001_a.sql', '0002_b.sql', '0003_c.sql'].map((name) => ({
  name,
  sha256: 'f'.repeat(64),
}))
const line = (of: typeof one) => `${of?.sha256}  ${of?.name}`

test.each([
  ['changed', [{ name: '0001_a.sql', sha256: 'e'.repeat(64) }, two], [line(one), line(two)], 'in line 1'],
  ['removed', [one], [line(one), line(two)], 'no more files'],
  ['put in between', [one, two, three], [line(one), line(three)], 'in line 2'],
  [
    'given a number that leaves a gap',
    [one, three],
    [line(one)],
    'The number before migrations/0003 is missing',
  ],
])('a migration that is %s is refused', (_what, files, lines, words) => {
  expect(unfrozen(files as { name: string; sha256: string }[], lines)).toContain(words)
})
