import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { readConfig } from '#server/config.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startServer } from '#server/server.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { runTmas, runTmasHere } from './testing/program.ts'

// Each command is a program of its own that has to start.
vi.setConfig({ testTimeout: 120_000 })

test('the embedded database is backed up while the server runs, and restored into a new data folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tmas-cli-backup-'))
  // Under root PostgreSQL has an account of its own, and it must be able to go here.
  await chmod(folder, 0o755)
  const file = join(folder, 'tmas.backup')
  const url = `http://127.0.0.1:${await freePort()}`
  const here = { TMAS_URL: url, TMAS_DATA_DIR: join(folder, 'here') }
  const there = { TMAS_URL: url, TMAS_DATA_DIR: join(folder, 'there') }
  const entra = {
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
    ENTRA_AUTHORITY: 'http://127.0.0.1:9',
  }
  try {
    const server = await startServer(readConfig({ ...entra, ...here, LOG_LEVEL: 'silent' }))
    let made: Awaited<ReturnType<typeof runTmas>>
    try {
      expect((await runTmas(['seed', '--chains', '2', '--users', '30'], here)).status).toBe(0)
      made = await runTmas(['backup', file, '--json'], here)
      expect(made).toMatchObject({ status: 0, json: { file, rows: { customer: 2, user_account: 60 } } })
      const again = await runTmas(['backup', file, '--json'], here)
      expect(again).toMatchObject({ status: 1, json: { error: { code: 'failed' } } })
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
    } finally {
      await server.stop()
    }
    const restored = await runTmas(['restore', file, '--json'], there)
    expect(restored).toMatchObject({
      status: 0,
      json: { file, createdAt: made.json.createdAt, migrated: [] },
    })
    expect(restored.json.rows).toEqual(made.json.rows)
    const twice = await runTmas(['restore', file], there)
    expect(twice).toMatchObject({ status: 1, stdout: '' })
    expect(twice.stderr).toContain('not empty')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a backup is encrypted to the key that the settings name, and restored with the file of the other one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tmas-cli-encrypted-'))
  const [file, identity] = [join(folder, 'tmas.backup.age'), join(folder, 'key.txt')]
  const [source, target] = [await testDatabase(), await testDatabase()]
  const at = ({ url, ownerUrl }: typeof source) => ({
    DATABASE_URL: url,
    MIGRATION_DATABASE_URL: ownerUrl,
    TMAS_DATA_DIR: folder,
  })
  try {
    await runTmasHere(['seed', '--chains', '1', '--users', '3'], at(source))
    const key = await runTmasHere(['backup-key', identity, '--json'], {})
    expect(key).toMatchObject({ status: 0, json: { file: identity } })
    const settings = { ...at(source), TMAS_BACKUP_RECIPIENT: key.json.recipient }
    const made = await runTmasHere(['backup', file, '--json'], settings)
    expect(made).toMatchObject({ status: 0, json: { encrypted: true, rows: { user_account: 3 } } })
    const unread = await runTmasHere(['restore', file], at(target))
    expect(unread).toMatchObject({ status: 1, stderr: expect.stringContaining('--identity') })
    const read = await runTmasHere(['restore', file, '--identity', identity, '--json'], at(target))
    expect(read.json.rows).toEqual(made.json.rows)

    const asked = await runTmasHere(['after-recovery', '--json'], at(target))
    expect(asked).toMatchObject({ status: 1, json: { error: { code: 'confirmation_required' } } })
    const settled = await runTmasHere(['after-recovery', '--confirm', '--json'], at(target))
    expect(settled).toMatchObject({ status: 0, json: { ended: {} } })
  } finally {
    await source.close()
    await target.close()
    await rm(folder, { recursive: true })
  }
})

test('a recipient that is none is refused without being shown, because it may be the private key', async () => {
  const secret = 'AGE-SECRET-KEY-1QQQQ'
  const { status, stdout, stderr } = await runTmasHere(
    ['backup', 'file', '--recipient', secret, '--json'],
    {},
  )
  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage' } })
  expect(stdout + stderr).not.toContain('QQQQ')
  const setting = await runTmasHere(['backup', 'file', '--json'], { TMAS_BACKUP_RECIPIENT: secret })
  expect(setting).toMatchObject({ status: 1, stderr: expect.stringContaining('TMAS_BACKUP_RECIPIENT') })
  expect(setting.stdout + setting.stderr).not.toContain('QQQQ')
})
