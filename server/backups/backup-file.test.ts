import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printable, printableLine } from '#server/platform/printable.ts'
import { openBackup, writeSealed } from './backup-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tmas-backup-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the SHA-256 that a backup is logged with is that of the file, so that it can be compared', async () => {
  const file = join(folder, 'whole.backup')
  const { bytes, sha256 } = await writeSealed(file, lines('TMAS backup 1\n'))
  const content = await readFile(file)
  expect({ bytes, sha256 }).toEqual({
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  })
})

test('a file that appears under the name while a backup is made is not overwritten', async () => {
  const file = join(folder, 'taken.backup')
  async function* content() {
    yield Buffer.from('TMAS backup 1\n')
    await writeFile(file, 'mine')
  }
  await expect(writeSealed(file, content())).rejects.toThrow('already exists')
  expect(await readFile(file, 'utf8')).toBe('mine')
  await expect(readFile(`${file}.part`)).rejects.toThrow('ENOENT')
})

test('a backup that is stopped before its file is there leaves none behind', async () => {
  const own = await mkdtemp(join(folder, 'stopped-'))
  const stopped = Array.from({ length: 200 }, (_, n) => {
    const stopping = n % 2 === 0 ? AbortSignal.abort() : AbortSignal.timeout(0)
    return writeSealed(join(own, `${n}.backup`), endless(), { stopping })
  })
  for (const { status } of await Promise.allSettled(stopped)) expect(status).toBe('rejected')
  expect(await readdir(own)).toEqual([])
})

test('a line without end in a file is refused, before it fills the memory', async () => {
  const file = join(folder, 'long.backup')
  await writeFile(file, gzipSync(`${'x'.repeat(3 * 1024 * 1024)}\n`))
  await expect(openBackup(file).line()).rejects.toThrow('not a complete backup of TMAS')
  const short = join(folder, 'short.backup')
  await writeFile(short, gzipSync(`${'x'.repeat(1000 * 1024)}\n`))
  expect((await openBackup(short).line()).length).toBe(1000 * 1024)
})

test('text of a file moves no cursor and turns no line when it is shown', () => {
  expect(printable('a\u001b[2Jb\n\u202ec\u0000\u2028é🛒')).toBe('a\uFFFD[2Jb\n\uFFFDc\uFFFD\uFFFDé🛒')
  expect(printableLine('a\nb')).toBe('a b')
})

async function* lines(...all: string[]): AsyncGenerator<Buffer> {
  for (const one of all) yield Buffer.from(one)
}

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.from('TMAS backup 1\n')
}
