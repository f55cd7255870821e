import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BackupWork, noteFailure, noteSuccess } from '#server/backups/backup-state.queries.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { lookAtBackups } from './backups.ts'

const file = 'tmas-20261201T020000Z.backup.age'
const any = expect.any(String)
const now = new Date('2026-12-01T05:00:00Z')
let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'tmas-doctor-backups-'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

test('the doctor says whether backups are made, encrypted, and can be restored', async () => {
  const encrypted = { folder, times: [120], keep: 14, recipients: ['age1…'] }
  expect(await look(undefined)).toEqual([
    ['skipped', 'not scheduled: TMAS_BACKUP_DIR is not set here'],
    ['skipped', 'no drill has passed yet, and no backups are scheduled here'],
  ])
  expect(await look({ ...encrypted, folder: join(folder, 'none') })).toMatchObject([
    ['failed', any],
    ['warning', any],
  ])
  expect(await look(encrypted)).toMatchObject([
    ['failed', expect.stringContaining('has been missing since 2026-12-01T02:00:00.000Z; none was made yet')],
    ['warning', 'no drill has passed yet'],
  ])

  await succeed('backup', '2026-12-01T02:00:00Z')
  expect(await look(encrypted)).toMatchObject([
    ['failed', expect.stringContaining('it is not there')],
    expect.anything(),
  ])
  await writeFile(join(folder, file), 'too long')
  expect(await look(encrypted)).toMatchObject([
    ['failed', expect.stringContaining('another size')],
    expect.anything(),
  ])
  await writeFile(join(folder, file), '1')
  await chmod(folder, 0o777)
  expect(await look(encrypted)).toMatchObject([
    ['warning', expect.stringContaining('other accounts can write')],
    expect.anything(),
  ])
  await chmod(folder, 0o700)
  await succeed('drill', '2026-10-01T02:00:00Z')
  expect(await look(encrypted)).toMatchObject([
    ['ok', expect.stringContaining('encrypted to 1 key')],
    ['ok', any],
  ])
  expect(await look({ ...encrypted, recipients: [] })).toMatchObject([
    ['warning', expect.stringContaining('not encrypted')],
    ['ok', any],
  ])

  await succeed('backup', '2026-12-01T02:00:00Z', false)
  expect(await look(encrypted)).toMatchObject([
    ['warning', expect.stringContaining('not encrypted')],
    expect.anything(),
  ])
  await succeed('drill', '2027-10-01T02:00:00Z')
  expect(await look(encrypted)).toMatchObject([expect.anything(), ['warning', 'no drill has passed yet']])
  await succeed('drill', '2026-10-01T02:00:00Z')
  await succeed('backup', '2026-12-01T02:00:00Z')

  await noteFailure(database.db, 'backup', now, 'ENOSPC: no space left on device')
  await noteFailure(database.db, 'drill', now, 'sign-in: answered 500')
  expect(await look(encrypted)).toMatchObject([
    ['warning', expect.stringContaining('ENOSPC')],
    ['failed', expect.stringContaining('sign-in: answered 500')],
  ])

  await succeed('drill', '2026-08-01T02:00:00Z')
  expect(await look(encrypted)).toMatchObject([
    ['warning', any],
    ['warning', any],
  ])
})

async function look(backups: Parameters<typeof lookAtBackups>[1]) {
  const findings = await lookAtBackups(database.db, backups, now)
  return findings.map(({ status, detail }) => [status, detail])
}

function succeed(work: BackupWork, at: string, encrypted = true) {
  const beganAt = new Date(at)
  const success = { beganAt, succeededAt: beganAt, backupOf: beganAt, file, bytes: 1, encrypted }
  return noteSuccess(database.db, work, success)
}
