import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { runTmasHere } from './testing/program.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let environment: Record<string, string>
let chainId: string

beforeAll(async () => {
  database = await testDatabase()
  environment = { DATABASE_URL: database.url, MIGRATION_DATABASE_URL: database.ownerUrl }
  const manager = ['--manager-username', 'boss', '--manager-email', 'boss@north.example']
  const { json } = await tmas('chain', 'add', '--name', 'North', ...manager)
  chainId = json.chain.id
  await tmas(
    'chain',
    'add',
    '--name',
    'South',
    '--manager-username',
    's',
    '--manager-email',
    's@south.example',
  )
  await tmas('user', 'add', '--chain', 'North', '--username', 'ada', '--email', 'ada@north.example')
})
afterAll(() => database.close())

const tmas = (...args: string[]) => runTmasHere([...args, '--json'], environment)

test('chain list says of every customer its tenant, its users and its last sign-in', async () => {
  const { status, json } = await tmas('chain', 'list')
  expect(status).toBe(0)
  expect(json.chains).toMatchObject([
    { id: chainId, name: 'North', azureTenantId: null, tenantStatus: 'unset', users: 2, lastSignInAt: null },
    { name: 'South', users: 1 },
  ])
  const { stdout } = await runTmasHere(['chain', 'list'], environment)
  expect(stdout).toMatch(
    /^NAME +ID +TENANT +STATUS +STATE +USERS +LAST SIGN-IN\nNorth +\S+ +- +unset +active +2 +-\n/,
  )
})

test('user list finds users of all customers, or of one, by parts of their names', async () => {
  const all = await tmas('user', 'list')
  expect(all.json.users.map(({ username }: { username: string }) => username)).toEqual(['ada', 'boss', 's'])
  const some = await tmas('user', 'list', '--chain', 'North', '--search', 'DA@nor')
  expect(some.json.users).toMatchObject([
    { username: 'ada', customer: { name: 'North' }, roles: [{ role: 'viewer', location: 'North' }] },
  ])
  expect((await tmas('user', 'list', '--search', '%')).json.users).toEqual([])
  expect((await tmas('user', 'list', '--limit', 'many')).status).toBe(2)
})

test('mail list names what waits, was refused or withdrawn, with the reason, and mail retry sends again what may be sent (R25)', async () => {
  const [waiting, refused, bodiless] = await mails()
  await database.db
    .updateTable('mail')
    .set({ failedAt: new Date(), attempts: 3, lastError: '550 5.1.1 User unknown' })
    .where('id', 'in', [refused.id, bodiless.id])
    .execute()
  await database.db.updateTable('mail').set({ textBody: null }).where('id', '=', bodiless.id).execute()
  const { json } = await tmas('mail', 'list')
  expect(json.mails).toMatchObject([
    { id: waiting.id, state: 'waiting', recipient: 'ada@north.example', reason: null },
    { id: refused.id, state: 'refused', reason: '550 5.1.1 User unknown', attempts: 3 },
    { id: bodiless.id, state: 'refused' },
  ])
  expect((await tmas('mail', 'retry', refused.id)).json).toEqual({ retried: 1, left: 0 })
  expect((await tmas('mail', 'retry')).json).toEqual({ retried: 2, left: 1 })
  expect((await tmas('mail', 'list')).json.mails[1]).toMatchObject({ state: 'waiting', attempts: 0 })
  expect((await tmas('mail', 'retry', crypto.randomUUID())).json.error.code).toBe('not_found')
  await database.db
    .updateTable('mail')
    .set({ failedAt: new Date(), withdrawnBecause: 'address_changed', textBody: null, lastError: null })
    .where('id', '=', waiting.id)
    .execute()
  expect((await tmas('mail', 'list')).json.mails[0]).toMatchObject({
    state: 'withdrawn',
    reason: 'The person had another address by then.',
  })
  expect((await tmas('mail', 'retry', waiting.id)).json.error.code).toBe('not_found')
  expect((await tmas('mail', 'retry')).json).toEqual({ retried: 1, left: 1 })
  expect((await tmas('mail', 'retry', 'all')).json.error.code).toBe('invalid_request')
})

async function mails() {
  const ada = await database.db
    .selectFrom('userAccount')
    .select(['id', 'customerId'])
    .where('username', '=', 'ada')
    .executeTakeFirstOrThrow()
  const one = (minute: number) => ({
    id: crypto.randomUUID(),
    customerId: ada.customerId,
    userId: ada.id,
    recipient: 'ada@north.example',
    subject: 'Hello',
    textBody: 'Text',
    htmlBody: '<p>Text</p>',
    createdAt: new Date(Date.UTC(2026, 10, 29, 8, minute)),
    nextAttemptAt: new Date(),
  })
  const rows = [one(1), one(2), one(3)] as const
  await database.db.deleteFrom('mail').execute()
  await database.db
    .insertInto('mail')
    .values([...rows])
    .execute()
  return rows
}
