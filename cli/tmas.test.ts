import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { readConfig } from '#server/config.ts'
import { isPassword } from '#server/passwords/passwords.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startServer } from '#server/server.ts'
import { createDatabase, dropDatabase, urlOf } from '#server/testing/cluster.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { unsetValues } from '#shared/advanced-settings.ts'
import { type Emulator, startEmulator } from '../emulator/emulator.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { runTmas, runTmasHere, trust } from './testing/program.ts'

// Each command is a program of its own that has to start.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const password = 'Harbour-7-lanterns'

let database: Awaited<ReturnType<typeof testDatabase>>
let emulator: Emulator
let folder: string
let endTrust: () => void

beforeAll(async () => {
  database = await testDatabase()
  emulator = await startEmulator({ tls: true })
  endTrust = trust(emulator.certificate ?? '')
  folder = await mkdtemp(join(tmpdir(), 'tmas-cli-trust-'))
  await writeFile(join(folder, 'emulator.pem'), emulator.certificate ?? '')
})

afterAll(async () => {
  endTrust()
  await emulator.close()
  await database.close()
  await rm(folder, { recursive: true })
})

test('migrate brings an empty database to this version, once, and needs nothing but its address', async () => {
  const name = `tmas_test_migrate_${process.pid}`
  const { url: cluster } = inject('cluster')
  await createDatabase(cluster, name)
  try {
    const environment = { DATABASE_URL: urlOf(cluster, name) }
    const early = await tmas(['chain', 'add', ...acme('too-early'), '--json'], { environment })
    expect(early).toMatchObject({ status: 1, json: { error: { code: 'failed' } } })
    expect(early.stderr).toContain('Run: tmas migrate')

    const first = await tmas(['migrate', '--json'], { environment })
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(first.json.applied).toContain('0001_customers_locations_users.sql')
    expect((await tmas(['migrate', '--json'], { environment })).json).toEqual({ applied: [], warnings: [] })
  } finally {
    await dropDatabase(cluster, name)
  }
})

test('chain add makes a chain and a manager who can sign in with the password from standard input (R16)', async () => {
  const { status, json, stderr } = await tmas(
    ['chain', 'add', ...acme('boss'), '--password-stdin', '--json'],
    { input: `${password}\n` },
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(json).toEqual({
    chain: { id: expect.stringMatching(guid), name: 'Acme boss' },
    manager: { id: expect.stringMatching(guid), username: 'boss' },
  })
  const manager = await findUser('boss')
  expect(manager).toMatchObject({
    id: json.manager.id,
    customerId: json.chain.id,
    email: 'boss@acme.example',
  })
  expect(await isPassword(password, manager?.passwordHash)).toBe(true)
})

test('a weak password is refused with everything it lacks, and nobody is added (R26)', async () => {
  const args = ['chain', 'add', ...acme('weak'), '--password-stdin', '--json']
  const { status, json, stderr } = await tmas(args, { input: 'lantern' })
  const detail =
    'A password needs at least 8 characters, a capital letter, a number, a special character, something that is neither a well-known password nor a name.'
  expect(status).toBe(1)
  expect(json).toEqual({ error: { code: 'invalid_request', detail, errors: { password: detail } } })
  expect(stderr).toBe(`${detail}\n`)
  expect(await findUser('weak')).toBeUndefined()
})

test('chain set asks Entra for the tenant and answers the settings as the API does (R4)', async () => {
  const { chain } = (await tmas(['chain', 'add', ...acme('setter'), '--json'])).json
  const set = (...options: string[]) => tmas(['chain', 'set', chain.name, ...options, '--json'])

  expect((await set('--mandatory-authentication', 'on')).json.error.code).toBe('tenant_required')
  const verified = await set('--azure-tenant-id', `{${northTenantId.toUpperCase()}}`)
  expect(verified.json).toEqual({
    ...unsetValues,
    azureTenantId: northTenantId,
    mandatoryAuthentication: false,
    rehearsal: false,
    rehearsalSince: null,
    inheritedFrom: null,
    mandatoryFrom: null,
    rehearsalFrom: null,
    confirmationFrom: chain.id,
    secondFactorRequiredBy: null,
    signInAddress: `https://tmas.example/sign-in?chain=${chain.id}`,
    tenant: {
      status: 'verified',
      verifiedAt: expect.stringMatching(/Z$/),
      confirmedAt: null,
      confirmedBy: null,
      provedAt: null,
      provedBy: null,
    },
  })
  expect((await set('--mandatory-authentication', 'on')).json.mandatoryAuthentication).toBe(true)
  // Without an option it only shows, in words as well.
  expect((await tmas(['chain', 'set', chain.id])).stdout).toContain('Mandatory authentication  on')
  expect((await set('--azure-tenant-id', 'none')).json.error.code).toBe('mandatory_authentication_is_on')
  const asked = await set('--mandatory-authentication', 'off')
  expect(asked).toMatchObject({ status: 1, json: { error: { code: 'confirmation_required' } } })
  expect(asked.stderr).toContain('add --confirm')
  await set('--mandatory-authentication', 'off', '--confirm')
  const none = (await set('--azure-tenant-id', 'none', '--confirm')).json
  expect(none).toMatchObject({ tenant: { status: 'unset' } })
  expect((await set('--azure-tenant-id', 'north.example')).json.azureTenantId).toBe(northTenantId)
})

test('chain set has an option for every setting, the rehearsal among them (R3)', async () => {
  const { chain } = (await tmas(['chain', 'add', ...acme('rehearser'), '--json'])).json
  const options = ['--azure-tenant-id', northTenantId, '--rehearsal', 'on', '--json']
  expect((await tmas(['chain', 'set', chain.id, ...options])).json).toMatchObject({
    azureTenantId: northTenantId,
    rehearsal: true,
    rehearsalSince: expect.stringMatching(/Z$/),
  })
  expect((await tmas(['chain', 'set', chain.id])).stdout).toContain(
    'Rehearsal of mandatory authentication  on',
  )
})

test.each([
  ['an application ID', tmasClientId],
  ['a domain nobody has', 'nobody.example'],
  ['neither a GUID nor a domain', 'north'],
])('chain set refuses %s as a tenant, and changes nothing (R4)', async (_what, tenant) => {
  const { chain } = (await tmas(['chain', 'add', ...acme(`tenant-${tenant.slice(0, 6)}`), '--json'])).json
  const { status, json } = await tmas(['chain', 'set', chain.id, '--azure-tenant-id', tenant, '--json'])
  expect({ status, code: json.error.code }).toEqual({ status: 1, code: 'not_a_tenant' })
  expect((await tmas(['chain', 'set', chain.id, '--json'])).json.tenant.status).toBe('unset')
})

test('chain set --azure-tenant-id needs the settings of the app registration, and names those that are missing', async () => {
  const { chain } = (await tmas(['chain', 'add', ...acme('unset'), '--json'])).json
  const environment = { DATABASE_URL: database.url }
  const args = ['chain', 'set', chain.id, '--azure-tenant-id', northTenantId]
  const { status, stderr } = await tmas(args, { environment })
  expect(status).toBe(1)
  expect(stderr).toContain('ENTRA_CLIENT_ID')
  expect(stderr).toContain('ENTRA_CLIENT_SECRET')
})

test('a name that several chains bear is answered with their ids', async () => {
  const twin = (username: string) => [
    'chain',
    'add',
    '--name',
    'Twins',
    '--manager-username',
    username,
    '--manager-email',
    `${username}@twins.example`,
    '--json',
  ]
  const ids = [(await tmas(twin('castor'))).json.chain.id, (await tmas(twin('pollux'))).json.chain.id]
  const { status, stderr } = await tmas(['user', 'add', '--chain', 'Twins', ...ada('ada.twin')])
  expect(status).toBe(1)
  for (const id of ids) expect(stderr).toContain(id)
  expect((await tmas(['user', 'add', '--chain', ids[0], ...ada('ada.twin')])).status).toBe(0)
})

test('user add makes a viewer of the chain, or gives another role on a location of its customer', async () => {
  const { chain } = (await tmas(['chain', 'add', ...acme('adder'), '--json'])).json
  const add = (...args: string[]) => tmas(['user', 'add', '--chain', chain.name, ...args, '--json'])

  const added = await add(...ada('ada.adder'))
  expect(added.json).toEqual({ user: { id: expect.stringMatching(guid), username: 'ada.adder' } })
  expect(await rolesOf(added.json.user.id)).toEqual([{ locationId: chain.id, role: 'viewer' }])

  const manager = await add(...ada('bob.adder'), '--role', 'user_manager', '--location', chain.id)
  expect(await rolesOf(manager.json.user.id)).toEqual([{ locationId: chain.id, role: 'user_manager' }])

  const leaver = await add(...ada('cleo.adder'), '--ends-on', '2099-12-31')
  expect(await findUser('cleo.adder')).toMatchObject({ id: leaver.json.user.id, endsOn: '2099-12-31' })
  const listed = await tmas(['user', 'list', '--chain', chain.name, '--search', 'cleo'])
  expect(listed.stdout).toContain('ends on 2099-12-31')
  expect((await add(...ada('dan.adder'), '--ends-on', '2099-02-30')).status).toBe(2)

  expect((await add(...ada('ADA.Adder'))).json.error.code).toBe('username_taken')
  const other = (await tmas(['chain', 'add', ...acme('other'), '--json'])).json
  const foreign = await add(...ada('eve.adder'), '--location', other.chain.id)
  expect(foreign).toMatchObject({ status: 1, json: { error: { code: 'not_found' } } })
  expect(await findUser('eve.adder')).toBeUndefined()
})

test('seed adds the same chains with that many users each, all or nothing', async () => {
  const { status, json } = await tmas(['seed', '--chains', '3', '--users', '25', '--json'])
  expect({ status, json }).toEqual({ status: 0, json: { chains: 3, locations: 21, users: 75, links: 69 } })
  const manager = await findUser('seed-0003.00000')
  expect(manager).toMatchObject({ email: 'seed-0003.00000@seed-0003.example', passwordHash: null })
  expect(await rolesOf(manager?.id ?? '')).toMatchObject([{ role: 'chain_and_user_manager' }])
  const records = await database.db
    .selectFrom('auditRecord')
    .select('action')
    .where('customerId', '=', manager?.customerId ?? '')
    .execute()
  expect(records).toHaveLength(1 + 25 + 25)

  const again = await tmas(['seed', '--chains', '1', '--users', '1', '--json'])
  expect(again).toMatchObject({ status: 1, json: { error: { code: 'name_taken' } } })
})

test.each([
  ['no command', []],
  ['an unknown command', ['frobnicate']],
  ['an unknown option', ['migrate', '--fast']],
  ['an argument too many', ['migrate', 'now']],
  ['a missing option', ['chain', 'add', '--name', 'Acme']],
  ['a name of nothing', ['chain', 'add', ...acme('nameless'), '--name', '  ']],
  ['a password as an argument', ['chain', 'add', ...acme('told'), '--password', 'Secret-harbour-7']],
  ['a missing chain', ['chain', 'set']],
  ['a switch that is neither on nor off', ['chain', 'set', 'Acme', '--mandatory-authentication', 'yes']],
  ['a role that does not exist', ['user', 'add', '--chain', 'Acme', ...ada('x'), '--role', 'king']],
  ['a number that is none', ['seed', '--chains', 'many', '--users', '1']],
  ['no chains at all', ['seed', '--chains', '0', '--users', '1']],
  ['more users than a chain can have', ['seed', '--chains', '9', '--users', '1000000']],
])(
  '%s is wrong usage: status 2, the reason on standard error, with --json a document as well',
  async (_what, args) => {
    // Nothing is asked of a database before the usage is right.
    const environment = { DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' }
    const plain = await runTmasHere(args, environment)
    expect(plain).toMatchObject({ status: 2, stdout: '' })
    expect(plain.stderr).not.toBe('')
    const { status, json } = await runTmasHere([...args, '--json'], environment)
    expect({ status, json }).toEqual({
      status: 2,
      json: { error: { code: 'usage', detail: expect.any(String) } },
    })
  },
)

test('the exit status of the program is that of its command', async () => {
  expect(await tmas(['frobnicate'])).toMatchObject({ status: 2, stdout: '' })
})

test.each([
  ['that does not answer', 'postgres://127.0.0.1:1/nowhere', 'unavailable'],
  ['that is no PostgreSQL', 'mysql://127.0.0.1/tmas', 'failed'],
])('a database %s is one sentence, not a trace', async (_what, url, code) => {
  const args = ['user', 'add', '--chain', 'Acme', ...ada('nobody')]
  const { status, stderr, stdout } = await runTmasHere(args, { DATABASE_URL: url })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toContain('DATABASE_URL')
  expect(stderr).not.toContain('    at ')
  const { json } = await runTmasHere([...args, '--json'], { DATABASE_URL: url })
  expect(json.error.code).toBe(code)
})

test('commands work on the embedded database while the server runs on it, and leave it running', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tmas-cli-'))
  // Under root PostgreSQL has an account of its own, and it must be able to go here.
  await chmod(dataDir, 0o755)
  const url = `http://127.0.0.1:${await freePort()}`
  const environment = { TMAS_URL: url, TMAS_DATA_DIR: dataDir }
  try {
    // Before the first start: the command makes the database, and takes it down again.
    expect((await tmas(['migrate', '--json'], { environment })).json.applied).not.toEqual([])
    const server = await startServer(readConfig({ ...entra(), ...environment, LOG_LEVEL: 'silent' }))
    try {
      const args = ['chain', 'add', ...acme('boss'), '--password-stdin', '--json']
      expect((await tmas(args, { environment, input: password })).status).toBe(0)
      const answer = await fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'boss', password }),
      })
      expect(answer.status).toBe(201)
    } finally {
      await server.stop()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

/** In a process of its own where standard input is read; all others share this one. */
function tmas(
  args: string[],
  {
    input,
    environment = {
      ...entra(),
      TMAS_URL: 'https://tmas.example',
      DATABASE_URL: database.url,
      MIGRATION_DATABASE_URL: database.ownerUrl,
    },
  }: { input?: string; environment?: Record<string, string> } = {},
) {
  return input === undefined ? runTmasHere(args, environment) : runTmas(args, environment, input)
}

function entra() {
  return {
    ENTRA_AUTHORITY: emulator.url,
    NODE_EXTRA_CA_CERTS: join(folder, 'emulator.pem'),
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
}

function acme(manager: string): string[] {
  const email = `${manager}@acme.example`
  return ['--name', `Acme ${manager}`, '--manager-username', manager, '--manager-email', email]
}

function ada(username: string): string[] {
  return ['--username', username, '--email', `${username}@acme.example`]
}

function findUser(username: string) {
  return database.db
    .selectFrom('userAccount')
    .selectAll()
    .where('usernameFolded', '=', username)
    .executeTakeFirst()
}

function rolesOf(userId: string) {
  return database.db
    .selectFrom('membership')
    .select(['locationId', 'role'])
    .where('userId', '=', userId)
    .execute()
}
