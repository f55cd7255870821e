import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { witnessFile, witnessTrail } from '#server/audit/witness.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { runTmasHere } from './testing/program.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string
let chainId: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'tmas-audit-'))
  const manager = ['--manager-username', 'boss', '--manager-email', 'boss@acme.example']
  const added = await tmas('chain', 'add', '--name', 'Acme', ...manager, '--json')
  chainId = added.json.chain.id
  await tmas('user', 'add', '--chain', 'Acme', '--username', 'vera', '--email', 'vera@acme.example', '--json')
})

afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

test('audit verify says that the trail is whole, and what it has read (R23)', async () => {
  const { status, json } = await tmas('audit', 'verify', '--json')
  expect(status).toBe(0)
  expect(json).toEqual({ ok: true, customers: 1, records: 5, waiting: 0, witnessed: 0, faults: [] })
  const plain = await tmas('audit', 'verify')
  expect(plain.stdout).toContain('The trail is whole: 5 records of 1 customer.')
  expect(plain.stdout).toContain('Nothing in TMAS_DATA_DIR says where the chains ended before')
})

test('a chain that is cut off and fits again is found by where it ended; the doctor finds it too (R23)', async () => {
  const file = witnessFile(folder, { kind: 'postgres', url: database.url })
  await witnessTrail(database.db, file)
  await database.asOwner('alter table audit_record disable trigger user')
  await database.asOwner('delete from audit_record where sequence = 5')
  await database.asOwner(
    'update audit_head set sequence = 4, digest = (select digest from audit_record where sequence = 4)',
  )

  const fault = { customer: { id: chainId, name: 'Acme' }, wrong: 'missing', sequence: 5, recordId: null }
  const { status, json } = await tmas('audit', 'verify', '--json')
  expect({ status, json }).toMatchObject({ status: 1, json: { ok: false, witnessed: 1, faults: [fault] } })
  expect((await tmas('audit', 'verify')).stdout).toContain(`Acme (${chainId}): record 5 is missing`)

  const { checks } = (await tmas('doctor', '--json')).json
  const named = (name: string) => checks.find((check: { name: string }) => check.name === name)
  expect(named('audit trail')).toMatchObject({ status: 'failed' })
  expect(named('audit protection')).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('trigger'),
  })
})

function tmas(...args: string[]) {
  return runTmasHere(args, { DATABASE_URL: database.url, TMAS_DATA_DIR: folder })
}
