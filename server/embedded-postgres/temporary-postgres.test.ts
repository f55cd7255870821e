import { lstat, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTemporaryPostgres } from './temporary-postgres.ts'

vi.setConfig({ testTimeout: 120_000 })

/** A number that no process has. */
const noOne = 2 ** 22 + 5
let folder: string
let temporary: string
const at = (name: string) => join(temporary, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tmas-leftovers-'))
  temporary = join(folder, 'tmp')
  await mkdir(temporary)
  vi.stubEnv('TMPDIR', temporary)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

test('what a drill left behind that was killed is removed by the next one, and nothing that a link leads to', async () => {
  const live = join(folder, 'live')
  await mkdir(join(live, 'postgres', 'cluster'), { recursive: true })
  await writeFile(join(live, 'postgres', 'password'), 'secret')
  // A link in the place of a leftover, and one within a leftover.
  await symlink(live, at(`tmas-cluster-${noOne}-link`))
  await mkdir(at(`tmas-cluster-${noOne}-within`))
  await symlink(join(live, 'postgres'), join(at(`tmas-cluster-${noOne}-within`), 'postgres'))
  // In a container, the number of the process that was killed is soon that of the next one.
  const before = new Date(Date.now() - 24 * 60 * 60 * 1000)
  await mkdir(at(`tmas-cluster-${process.pid}-before`))
  await utimes(at(`tmas-cluster-${process.pid}-before`), before, before)
  await mkdir(at(`tmas-cluster-${process.pid}-now`))
  await mkdir(at(`tmas-cluster-${noOne}-dead`))

  const { dataDir, stop } = await startTemporaryPostgres()
  expect((await readdir(temporary)).sort()).toEqual(
    [
      `tmas-cluster-${noOne}-link`,
      `tmas-cluster-${process.pid}-now`,
      dataDir.slice(temporary.length + 1),
    ].sort(),
  )
  expect((await readdir(join(live, 'postgres'))).sort()).toEqual(['cluster', 'password'])
  await Promise.all([stop(), stop()])
  await expect(lstat(dataDir)).rejects.toThrow('ENOENT')
})
