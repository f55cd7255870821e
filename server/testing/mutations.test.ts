import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadMutations, mutated, root } from './mutations.ts'
import { mutationsNamed, readPromises } from './promises.ts'

/**
 * Whether the mutants can still be made, and their tests still exist. Only `npm run mutations` sees whether the tests
 * that need a database fail: each would take seconds here, every day. Those of pure code are tried in their rooms.
 */
const rooms = await loadMutations()
const mutations = rooms.flatMap((room) => room.mutations)
const tested = mutations.flatMap(({ test, ...mutation }) => (test ? [{ ...mutation, test }] : []))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('every line of the table in SECURITY.md', () => {
  test.each(readPromises())('names mutants that exist: $promise', ({ names }) => {
    expect(names).not.toEqual([])
    for (const name of names) expect.soft(mutationsNamed(name, mutations), name).not.toEqual([])
  })

  test('is found where these tests look for it', () => {
    expect(readPromises().length).toBeGreaterThan(15)
  })
})

test('every mutant has a name of its own, and a test or a bench that should notice it', () => {
  const names = mutations.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  for (const room of rooms)
    if (!room.openBench) expect(room.mutations.filter(({ test }) => !test)).toEqual([])
})

test.each(mutations)('$name changes one place, and is still a program', (mutation) => {
  const mutant = mutated(read(mutation.file), mutation)
  expect(mutant).not.toBe(read(mutation.file))
  if (mutation.file.endsWith('.ts')) expect(() => stripTypeScriptTypes(mutant)).not.toThrow()
})

test.each(tested)('the test that should notice $name exists', ({ test: { file, name } }) => {
  expect(read(file)).toContain(name)
})
