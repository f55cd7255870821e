import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resealed } from '#server/testing/resealed.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { backUp, restore } from './backup.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string
let whole: Buffer

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'tmas-lines-'))
  await backUp(database.ownerUrl, join(folder, 'whole.backup'))
  whole = await readFile(join(folder, 'whole.backup'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

test('a session or a key that someone put into a backup is refused, because no backup has any (R28)', async () => {
  const key = 'table signing_key ["name"]\n\\.\n'
  const failure = await tryToRestore((content) => content.replace(/\nend /, `\n${key}end `))
  expect(failure).toMatch(/holds signing_key, which TMAS leaves out of every backup/)
  expect((await sql`select from signing_key`.execute(database.db)).rows).toEqual([])
})

test.each<[string, (content: string) => string, string]>([
  [
    'another format',
    (content) => content.replace('TMAS backup 1', 'TMAS \u001b[2J'),
    'of another format (TMAS \uFFFD[2J)',
  ],
  [
    'a time that is none',
    (content) => content.replace(/"createdAt":"[^"]+"/, '"createdAt":"\u001b"'),
    'does not write',
  ],
  ['a migration that is no file', (content) => content.replace('0001_', '../0001_'), 'does not write'],
  ['no head', (content) => content.replace(/\n\{.*\n/, '\nnothing\n'), 'does not write'],
  [
    'a table with a name that is none',
    (content) => content.replace(/\ntable \w+/, '\ntable \u001b'),
    'does not write',
  ],
  ['no count at its end', (content) => content.replace(/\nend .*/, '\nend [1]'), 'does not write'],
])('a backup with %s is refused in words that do nothing to a terminal', async (_what, change, words) => {
  const failure = await tryToRestore(change)
  expect(failure).toContain(words)
  expect(failure).not.toContain('\u001b')
})

/** @returns why it failed. */
async function tryToRestore(change: (content: string) => string): Promise<string> {
  const file = join(folder, `${crypto.randomUUID()}.backup`)
  await writeFile(file, resealed(whole, change))
  return restore(database.ownerUrl, file).then(
    () => 'It was restored.',
    ({ message }: Error) => message,
  )
}
