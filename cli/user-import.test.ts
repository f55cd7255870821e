import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { runTmasHere } from './testing/program.ts'

// Each command is a program of its own that has to start.
vi.setConfig({ testTimeout: 60_000 })

let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string
let chainId: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'tmas-import-'))
  const manager = ['--manager-username', 'boss', '--manager-email', 'boss@acme.example']
  chainId = (await tmas('chain', 'add', '--name', 'Acme', ...manager, '--json')).json.chain.id
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

test('user import adds every row of a file, with a record of each, as the API’s import does (R23)', async () => {
  const file = await fileOf('ada,ada@acme.example,viewer', 'bob,bob@acme.example,user_manager')
  const dry = await tmas('user', 'import', '--chain', 'Acme', file, '--dry-run', '--json')
  expect(dry).toMatchObject({ status: 0, json: { dryRun: true, added: false, total: 2, refused: 0 } })
  expect(await usernames()).toEqual(['boss'])

  const { status, json } = await tmas('user', 'import', '--chain', 'Acme', file, '--json')
  expect(status).toBe(0)
  expect(json).toEqual({
    dryRun: false,
    added: true,
    total: 2,
    refused: 0,
    rows: [
      { line: 2, username: 'ada', email: 'ada@acme.example', faults: {} },
      { line: 3, username: 'bob', email: 'bob@acme.example', faults: {} },
    ],
  })
  expect(await usernames()).toEqual(['ada', 'bob', 'boss'])
  const records = await database.db.selectFrom('auditRecord').select(['action', 'actorKind']).execute()
  expect(records.filter(({ action }) => action === 'user.added')).toHaveLength(3)
  expect(new Set(records.map(({ actorKind }) => actorKind))).toEqual(new Set(['operator']))
})

test('a single faulty row keeps the others out: each is named with its line, and the status is 1', async () => {
  const file = await fileOf(
    'carl,carl@acme.example,viewer',
    'ADA,other@acme.example,viewer',
    'dan,nonsense,king',
  )
  for (const more of [['--dry-run'], []]) {
    const { status, json } = await tmas('user', 'import', '--chain', chainId, file, ...more, '--json')
    expect(status).toBe(1)
    expect(json).toMatchObject({ added: false, total: 3, refused: 2 })
    expect(json.rows[1].faults).toEqual({ username: 'username_taken' })
  }
  const plain = await tmas('user', 'import', '--chain', chainId, file)
  expect(plain).toMatchObject({ status: 1, stderr: '' })
  expect(plain.stdout).toMatch(
    /^line 3: ADA: username: .+\nline 4: dan: email: .+ role: .+\n2 of 3 rows cannot/,
  )
  expect(await usernames()).not.toContain('carl')
})

test('a file that is no such table, or is not there, is one sentence', async () => {
  const file = join(folder, 'no-table.csv')
  await writeFile(file, 'name;mail\nAda;ada@acme.example\n')
  const wrong = await tmas('user', 'import', '--chain', 'Acme', file, '--json')
  expect(wrong).toMatchObject({ status: 1, json: { error: { code: 'invalid_request' } } })
  const absent = await tmas('user', 'import', '--chain', 'Acme', join(folder, 'absent.csv'))
  expect(absent).toMatchObject({ status: 1, stdout: '' })
  expect(absent.stderr).toContain('absent.csv')
})

function tmas(...args: string[]) {
  return runTmasHere(args, { TMAS_URL: 'https://tmas.example', DATABASE_URL: database.url })
}

async function fileOf(...rows: string[]): Promise<string> {
  const file = join(folder, `${crypto.randomUUID()}.csv`)
  const lines = rows.map((row) => `${row},${chainId}`)
  await writeFile(file, ['username,email,role,location', ...lines].join('\r\n'))
  return file
}

async function usernames(): Promise<string[]> {
  const users = await database.db.selectFrom('userAccount').select('username').orderBy('username').execute()
  return users.map(({ username }) => username)
}
