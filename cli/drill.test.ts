import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readBackupState } from '#server/backups/backup-state.queries.ts'
import { resealed } from '#server/testing/resealed.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { runTmasHere } from './testing/program.ts'

// Each drill starts a PostgreSQL and a server of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string
let live: Record<string, string>
const program = join(import.meta.dirname, 'tmas.ts')
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'tmas-drill-'))
  await mkdir(file('tmp'))
  // Under root PostgreSQL has an account of its own, and it must be able to go here.
  for (const each of [folder, file('tmp')]) await chmod(each, 0o755)
  const { url: DATABASE_URL, ownerUrl: MIGRATION_DATABASE_URL } = database
  live = { DATABASE_URL, MIGRATION_DATABASE_URL, TMAS_DATA_DIR: file('data') }
  vi.stubEnv('TMPDIR', file('tmp'))
  await succeeds(['seed', '--chains', '2', '--users', '20'])
  await succeeds(['backup', file('plain.backup')])
  const { recipient } = (await succeeds(['backup-key', file('key.txt'), '--json'])).json
  await succeeds(['backup', file('secret.backup'), '--recipient', recipient])
})
beforeEach(() => database.asOwner('delete from backup_state'))
afterAll(async () => {
  vi.unstubAllEnvs()
  await database.close()
  await rm(folder, { recursive: true })
})

test('a drill restores a backup, signs in there, compares, is recorded, and leaves nothing behind', async () => {
  await succeeds([
    'chain',
    'add',
    '--name',
    'Later',
    '--manager-username',
    'l',
    '--manager-email',
    'l@later.example',
  ])
  const { json } = await succeeds(['drill', file('secret.backup'), '--identity', file('key.txt'), '--json'])
  expect(json).toMatchObject({ ok: true, file: 'secret.backup', encrypted: true, recorded: true })
  expect(json.checks.map(({ name, status }: Check) => [name, status])).toEqual([
    ['restore', 'ok'],
    ['rows', 'ok'],
    ['constraints', 'ok'],
    ['audit trail', 'ok'],
    ['keys', 'ok'],
    ['server', 'ok'],
    ['sign-in', 'ok'],
    ['live database', 'ok'],
  ])
  expect(named(json.checks, 'sign-in')).toContain('20 users are listed')
  expect(named(json.checks, 'live database')).toContain(
    '2 customers and 40 users; the live database has 3 and 41',
  )
  const { recorded: _recorded, checks: _checks, ok: _ok, endedAt, beganAt, backupOf, ...rest } = json
  expect(await state()).toMatchObject({
    ...rest,
    failures: 0,
    beganAt: new Date(beganAt),
    succeededAt: new Date(endedAt),
    backupOf: new Date(backupOf),
  })
  expect(await readdir(file('tmp'))).toEqual([])
})

test('a drill without the right key tries nothing, and is no drill', async () => {
  const { status, stderr } = await runTmasHere(['drill', file('secret.backup')], live)
  expect([status, stderr]).toEqual([1, expect.stringContaining('--identity')])
  expect(await state()).toBeUndefined()
  expect(await readdir(file('tmp'))).toEqual([])
})

test('a backup that cannot be restored fails the drill, on record', async () => {
  const content = await readFile(file('plain.backup'))
  await writeFile(file('cut.backup'), content.subarray(0, -50))
  const { status, json } = await runTmasHere(['drill', file('cut.backup'), '--json'], live)
  expect([status, json.ok]).toEqual([1, false])
  expect(named(json.checks, 'restore')).toContain('not a complete backup of TMAS')
  expect(await state()).toMatchObject({ failures: 1, succeededAt: null })
  expect((await state())?.failure).toMatch(/^cut\.backup: restore: /)
  expect(await readdir(file('tmp'))).toEqual([])
})

test('a drill finds that the trail of a backup was altered, or is of another installation (R23)', async () => {
  const other = await testDatabase()
  try {
    const there = { ...live, DATABASE_URL: other.url, MIGRATION_DATABASE_URL: other.ownerUrl }
    await runTmasHere(['seed', '--chains', '1', '--users', '3'], there)
    await other.asOwner('alter table audit_record disable trigger user')
    await other.asOwner(`update audit_record set detail = '{}' where sequence = 2`)
    await other.asOwner('alter table audit_record enable trigger user')
    await runTmasHere(['backup', file('altered.backup')], there)
    const { status, json } = await runTmasHere(['drill', file('altered.backup'), '--json'], live)
    expect(status).toBe(1)
    expect(json.checks).toContainEqual(expect.objectContaining({ name: 'audit trail', status: 'failed' }))
    expect(json.checks).toContainEqual(expect.objectContaining({ name: 'live database', status: 'failed' }))
    expect(named(json.checks, 'live database')).toContain('none of the customers is there')
  } finally {
    await other.close()
  }
})

test('what is wrong with a row is recorded without what stands in it, because that is of a person', async () => {
  const spoiled = resealed(await readFile(file('plain.backup')), (content) =>
    content.replace(/(\ntable user_account .*\n)[^\t]+/, '$1pat\u001b@person.example'),
  )
  await writeFile(file('spoiled.backup'), spoiled)
  const { status, stdout, json } = await runTmasHere(['drill', file('spoiled.backup'), '--json'], live)
  expect(status).toBe(1)
  expect(named(json.checks, 'restore')).toBe('PostgreSQL refuses what it holds: 22P02 in user_account')
  expect(stdout).not.toContain('person.example')
  expect((await state())?.failure).toBe(
    'spoiled.backup: restore: PostgreSQL refuses what it holds: 22P02 in user_account',
  )
})

test('a drill that is interrupted, more than once and at any moment, leaves nothing behind', async () => {
  for (const moment of [/^tmas-cluster-/, /^postgres$/]) {
    const child = spawn(process.execPath, [program, 'drill', file('plain.backup')], {
      env: { ...live, PATH: process.env.PATH, TMPDIR: file('tmp') },
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    await vi.waitUntil(
      async () =>
        (await readdir(file('tmp'), { recursive: true })).some((name) => moment.test(basename(name))),
      { timeout: 60_000, interval: 5 },
    )
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) {
      child.kill(signal)
      await sleep(20)
    }
    expect(await ended).toEqual([1, null])
    expect(await readdir(file('tmp'))).toEqual([])
  }
  expect(await state()).toBeUndefined()
})

test('a report from the future, or from before the last one, does not stand for a drill', async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const report = (beganAt: string, endedAt: string) => ({
    ok: true,
    file: 'a.backup\u001b',
    backupOf: at(-60),
    bytes: 1,
    encrypted: false,
    beganAt,
    endedAt,
    checks: [],
  })
  const noted = async (beganAt: string, endedAt: string) => {
    await writeFile(file('made.json'), JSON.stringify(report(beganAt, endedAt)))
    return runTmasHere(['drill-record', file('made.json')], live)
  }
  expect(await noted(at(0), at(5))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('not come yet'),
  })
  expect(await noted(at(-20), at(-10))).toMatchObject({ status: 0 })
  expect((await state())?.file).toBe('a.backup\uFFFD')
  expect(await noted(at(-40), at(-30))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('A later drill'),
  })
})

test('a drill where the key is, away from the servers, is recorded with its report', async () => {
  const away = { TMAS_DATA_DIR: file('none') }
  const args = ['drill', file('secret.backup'), '--identity', file('key.txt'), '--json']
  const { status, json, stdout } = await runTmasHere(args, away)
  expect([status, json.ok, json.recorded]).toEqual([0, true, false])
  expect(json.checks).toContainEqual(expect.objectContaining({ name: 'live database', status: 'skipped' }))
  // It goes from one machine to another.
  expect(stdout).not.toContain('@')
  await writeFile(file('report.json'), stdout)
  expect(await state()).toBeUndefined()
  await succeeds(['drill-record', file('report.json')])
  expect(await state()).toMatchObject({ file: 'secret.backup', succeededAt: new Date(json.endedAt) })
  const wrong = await runTmasHere(['drill-record', file('key.txt')], live)
  expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('not a report')])
})

type Check = { name: string; status: string; detail: string }

function named(checks: Check[], name: string): string | undefined {
  return checks.find((check) => check.name === name)?.detail
}

function state() {
  return readBackupState(database.db, 'drill')
}

async function succeeds(args: string[]) {
  const done = await runTmasHere(args, live)
  expect(done, done.stderr).toMatchObject({ status: 0 })
  return done
}
