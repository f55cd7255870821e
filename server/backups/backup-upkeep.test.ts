import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openMetrics } from '#server/metrics.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { checkSeal } from './backup-file.ts'
import { readBackupState } from './backup-state.queries.ts'
import { backUpIfDue, type Remembered } from './backup-upkeep.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string
let logged: unknown[]
let time: Date
let remembered: Remembered

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tmas-schedule-'))
  logged = []
  remembered = {}
  time = new Date('2026-12-01T02:00:00Z')
  await database.asOwner('delete from backup_state')
})
afterEach(() => rm(folder, { recursive: true, force: true }))
afterAll(() => database.close())

test('a backup is made at its time, once, however many instances there are', async () => {
  const made = await Promise.all([make(), make(), make()])
  expect(made.filter((name) => name !== undefined)).toEqual(['tmas-20261201T020000Z.backup'])
  expect(await readdir(folder)).toEqual(['tmas-20261201T020000Z.backup'])
  expect(logged).toEqual([])
  await checkSeal(join(folder, 'tmas-20261201T020000Z.backup'))
  time = new Date('2026-12-02T01:59:00Z')
  expect(await make()).toBeUndefined()
  time = new Date('2026-12-02T02:00:10Z')
  expect(await make()).toBe('tmas-20261202T020010Z.backup')
  expect(await state()).toMatchObject({ beganAt: time, failures: 0, encrypted: false })
})

test('the oldest backups are removed once a new one is whole, and other files are left alone', async () => {
  await writeFile(join(folder, 'before-upgrade.backup'), 'mine')
  await writeFile(join(folder, 'tmas-20261120T020000Z.backup.age.part'), 'interrupted')
  await writeFile(join(folder, 'tmas-20261130T235900Z.backup.part'), 'of another that is at work')
  for (const [name, moment] of [
    ['tmas-20261120T020000Z.backup.age.part', '2026-12-01T00:59:00Z'],
    ['tmas-20261130T235900Z.backup.part', '2026-12-03T01:30:00Z'],
  ] as const)
    await utimes(join(folder, name), new Date(moment), new Date(moment))
  for (const day of [1, 2, 3]) {
    time = new Date(`2026-12-0${day}T02:00:00Z`)
    await make()
  }
  const kept = ['tmas-20261202T020000Z.backup', 'tmas-20261203T020000Z.backup']
  expect((await readdir(folder)).sort()).toEqual([
    'before-upgrade.backup',
    'tmas-20261130T235900Z.backup.part',
    ...kept,
  ])

  time = new Date('2026-12-04T02:00:00Z')
  // No backup can be written there.
  await mkdir(join(folder, 'tmas-20261204T020000Z.backup.part'))
  expect(await make()).toBeUndefined()
  expect(await readdir(folder)).toEqual(expect.arrayContaining(kept))
})

test('an old backup that cannot be removed keeps no other, and one from the future is reported', async () => {
  await mkdir(join(folder, 'tmas-20261120T020000Z.backup'))
  for (const name of [
    'tmas-20261121T020000Z.backup',
    'tmas-20261122T020000Z.backup',
    'tmas-20991231T020000Z.backup',
  ])
    await writeFile(join(folder, name), 'old')
  expect(await make()).toBe('tmas-20261201T020000Z.backup')
  expect((await readdir(folder)).sort()).toEqual([
    'tmas-20261120T020000Z.backup',
    'tmas-20261122T020000Z.backup',
    'tmas-20261201T020000Z.backup',
    'tmas-20991231T020000Z.backup',
  ])
  expect(logged).toContainEqual(expect.objectContaining({ files: ['tmas-20991231T020000Z.backup'] }))
})

test('a backup that the database cannot note is made once, pushes out the old ones, and is noted later', async () => {
  await writeFile(join(folder, 'tmas-20261121T020000Z.backup'), 'old')
  await writeFile(join(folder, 'tmas-20261122T020000Z.backup'), 'old')
  await database.asOwner('alter table backup_state add constraint full_disk check (false)')
  try {
    expect(await make()).toBe('tmas-20261201T020000Z.backup')
    time = new Date('2026-12-01T02:00:30Z')
    expect(await make()).toBeUndefined()
    expect((await readdir(folder)).sort()).toEqual([
      'tmas-20261122T020000Z.backup',
      'tmas-20261201T020000Z.backup',
    ])
  } finally {
    await database.asOwner('alter table backup_state drop constraint full_disk')
  }
  expect(await make()).toBeUndefined()
  expect(await state()).toMatchObject({ file: 'tmas-20261201T020000Z.backup' })
})

test('a failure that the database cannot note is not tried again every half minute', async () => {
  await rm(folder, { recursive: true })
  await database.asOwner('alter table backup_state add constraint full_disk check (false)')
  try {
    await expect(make()).rejects.toThrow('full_disk')
    await mkdir(folder)
    time = new Date('2026-12-01T02:00:30Z')
    expect(await make()).toBeUndefined()
  } finally {
    await database.asOwner('alter table backup_state drop constraint full_disk')
  }
})

test('a failure is logged and kept, and tried again after ten minutes', async () => {
  await rm(folder, { recursive: true })
  expect(await make()).toBeUndefined()
  expect(await state()).toMatchObject({ failures: 1, failure: expect.stringContaining('ENOENT') })
  expect(logged).toHaveLength(1)
  await mkdir(folder)
  time = new Date('2026-12-01T02:05:00Z')
  expect(await make()).toBeUndefined()
  time = new Date('2026-12-01T02:11:00Z')
  expect(await make()).toBeDefined()
  expect(await state()).toMatchObject({ failures: 0, failure: null })
})

test('a server that stops leaves no half backup and no failure', async () => {
  const stopping = new AbortController()
  stopping.abort()
  expect(await make(stopping.signal)).toBeUndefined()
  expect(await readdir(folder)).toEqual([])
  expect(await state()).toBeUndefined()
  expect(logged).toEqual([])
})

test('the metrics say how old the last whole backup is, what failed, and since when one is missing', async () => {
  expect(await figures()).toEqual({ failures: '0', overdue: '0', drill_failed: '0' })
  time = new Date('2026-12-01T03:00:00Z')
  expect(await figures()).toMatchObject({ overdue: '3600' })
  await make()
  time = new Date('2026-12-01T04:00:00Z')
  expect(await figures()).toMatchObject({ age: '3600', duration: '0', overdue: '0' })
  time = new Date('2026-12-02T02:30:00Z')
  await rm(folder, { recursive: true })
  await make()
  expect(await figures()).toMatchObject({ age: '84600', failures: '1', overdue: '1800' })
})

function make(stopping = new AbortController().signal) {
  const log = {
    info() {},
    warn: (fields: unknown) => logged.push(fields),
    error: (fields: unknown) => logged.push(fields),
  }
  const backups = { folder, times: [120], keep: 2, recipients: [] }
  return backUpIfDue(
    { db: database.db, url: database.url, log, now: () => time, backups, remembered },
    stopping,
  )
}

function state() {
  return readBackupState(database.db, 'backup')
}

/** Those of backups, by what their names begin and end with in common. */
async function figures(): Promise<Record<string, string>> {
  const log = { warn() {} }
  const metrics = openMetrics({
    db: database.db,
    log,
    now: () => time,
    credentials: [],
    disturbance: () => undefined,
    backupTimes: [120],
  })
  const { text } = await metrics.read()
  metrics.stop()
  return Object.fromEntries(
    [...text.matchAll(/^tmas_(?:backup_)?(\w+?)(?:_seconds)? (\S+)$/gm)]
      .map(([, name = '', value = '']) => [name, value])
      .filter(([name = '']) => /^(?:age|duration|failures|overdue|drill_age|drill_failed)$/.test(name)),
  )
}
