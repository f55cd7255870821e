import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writeWorkbook } from '#server/sheets/write-workbook.ts'
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
  expect(dry).toMatchObject({
    status: 0,
    json: { dryRun: true, saved: false, total: 2, added: 2, refused: 0 },
  })
  expect(await usernames()).toEqual(['boss'])

  const { status, json } = await tmas('user', 'import', '--chain', 'Acme', file, '--json')
  expect(status).toBe(0)
  const row = { outcome: 'add', userId: null, differences: [], takenAway: [], faults: {} }
  expect(json).toMatchObject({
    ...{ dryRun: false, saved: true, total: 2, added: 2, changed: 0, unchanged: 0, refused: 0, ignored: [] },
    rows: [
      { ...row, line: 2, cells: { username: 'ada', email: 'ada@acme.example' } },
      { ...row, line: 3, cells: { username: 'bob', email: 'bob@acme.example' } },
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
    'Ad\u0430,other@acme.example,viewer',
    'dan,nonsense,king',
  )
  for (const more of [['--dry-run'], []]) {
    const { status, json } = await tmas('user', 'import', '--chain', chainId, file, ...more, '--json')
    expect(status).toBe(1)
    expect(json).toMatchObject({ saved: false, total: 3, refused: 2 })
    expect(json.rows[1].faults).toEqual({ username: 'mixed_scripts' })
  }
  const plain = await tmas('user', 'import', '--chain', chainId, file)
  expect(plain).toMatchObject({ status: 1, stderr: '' })
  expect(plain.stdout).toMatch(
    /^line 3: Ad\u0430: username: .+\nline 4: dan: email: .+ role: .+\n2 of 3 rows cannot/,
  )
  expect(await usernames()).not.toContain('carl')
})

test('--dry-run shows what would change of whom, of a workbook, too; then it is changed', async () => {
  const column = (heading: string) => ({ heading, width: 20 })
  const book = await writeWorkbook('People', ['Username', 'First name', 'Badge'].map(column), [
    ['ADA', 'Adele', '7'],
    ['bob', '', ''],
  ])
  const file = join(folder, 'people.xlsx')
  await writeFile(file, book)
  const dry = await tmas('user', 'import', '--chain', 'Acme', file, '--dry-run')
  expect(dry).toMatchObject({ status: 0, stderr: '' })
  expect(dry.stdout).toBe(
    'Not read: Badge\nline 2: ADA: firstName: (empty) → Adele\n1 user would be changed. Nothing was written.\n',
  )
  const done = await tmas('user', 'import', '--chain', 'Acme', file)
  expect(done.stdout).toBe('Not read: Badge\n1 user changed.\n')
  const again = await tmas('user', 'import', '--chain', 'Acme', file)
  expect(again.stdout).toBe('Not read: Badge\nTMAS already has everything in this file.\n')
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
