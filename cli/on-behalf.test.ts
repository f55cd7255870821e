/** What the operator does in place of managers: roll-outs, exceptions by name, accounts. */

import { randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveWaves } from '#server/connection/roll-out.queries.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { signedInWith } from '#server/testing/api-client.ts'
import { callApi, customerWithTenant, userIn, visitor } from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { mailsTo, newestLinkTo } from '#server/testing/mailbox.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { dayOf } from '#shared/end-date.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../emulator/sample.ts'
import { runTmas, runTmasHere } from './testing/program.ts'

const password = 'Quiet-Harbour-7'
const day = 24 * 60 * 60 * 1000
let stage: Stage
let environment: Record<string, string>
let passwordHash: string

beforeAll(async () => {
  stage = await openStage()
  environment = {
    DATABASE_URL: stage.url,
    MIGRATION_DATABASE_URL: stage.ownerUrl,
    TMAS_URL: 'http://localhost:3000',
  }
  passwordHash = await leastHash(password)
})
afterAll(() => stage.close())

const tmas = (...args: string[]) => runTmasHere([...args, '--json'], environment)
const dayFromNow = (days: number) => dayOf(new Date(stage.now().getTime() + days * day))

/** A customer with a manager and a clerk who has a password. */
async function customer(name: string) {
  const { chainId } = await customerWithTenant(stage, name, northTenantId)
  const boss = await signedInWith(stage, 'chain_and_user_manager', chainId)
  const username = `clerk.${name.toLowerCase()}`
  const { id } = await userIn(stage, chainId, `${username}@except.example`, { username, passwordHash })
  return { chainId, boss, clerk: { id, username } }
}

async function triesPassword(username: string) {
  const browser = visitor(stage)
  const response = await callApi(browser, 'POST', '/session', { username, password })
  const { code } = (await response.json()) as { code?: string }
  return code ?? response.status
}

const newestRecord = async (boss: Awaited<ReturnType<typeof signedInWith>>, action: string) =>
  (await boss.api('GET', `/audit?action=${action}`)).body.items[0]
const mailed = async (to: string) => (await mailsTo(stage, to)).map(({ subject }) => subject)

test('user disable says how many sessions ended and keeps the person out, and user enable lets them back (R23, R28, R37)', async () => {
  const { boss, clerk } = await customer('Closing')
  for (let i = 0; i < 2; i += 1) expect(await triesPassword(clerk.username)).toBe(201)
  expect(await tmas('user', 'disable', clerk.username)).toMatchObject({
    status: 0,
    json: { user: clerk, enabled: false, endedSessions: 2 },
  })
  expect(await triesPassword(clerk.username)).toBe('account_disabled')
  expect(await newestRecord(boss, 'user.disabled')).toMatchObject({
    actor: { kind: 'operator' },
    detail: { userId: clerk.id },
  })
  const { status, stdout } = await runTmas(['user', 'disable', clerk.username], environment)
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: `Disabled ${clerk.username} and ended 0 sessions.\n`,
  })
  expect((await tmas('user', 'enable', clerk.username)).json).toMatchObject({
    enabled: true,
    endedSessions: 0,
  })
  expect(await triesPassword(clerk.username)).toBe(201)

  // The last manager with a password stays (R16).
  expect((await tmas('user', 'disable', boss.username)).json.error.code).toBe('last_manager')
  expect((await tmas('user', 'disable', 'no.such.person')).json.error.code).toBe('not_found')
})

test('user import says what its changes end, and mails a link to those whose password no longer works (R14, R23)', async () => {
  const { chainId, clerk } = await customer('Importing')
  const on = { mandatoryAuthentication: true, confirm: true }
  await changeAdvancedSettings(stage.db, { kind: 'operator' }, chainId, on, stage.now())
  const folder = await mkdtemp(join(tmpdir(), 'tmas-import-'))
  const file = join(folder, 'people.csv')
  await writeFile(file, `username,role,location\n${clerk.username},chain_manager,${chainId}\n`)
  const run = (...more: string[]) => tmas('user', 'import', '--chain', chainId, file, ...more)
  const consequences = { usersWithOtherRoles: 1, passwordsThatEnd: 1, usersWithNewAddress: 0 }
  const address = `${clerk.username}@except.example`
  expect((await run('--dry-run')).json).toMatchObject({ saved: false, changed: 1, consequences })
  expect(await mailed(address)).toEqual([])
  const dry = ['user', 'import', '--chain', chainId, file, '--dry-run']
  expect((await runTmasHere(dry, environment)).stdout).toContain(
    messages.en.userImport.consequences.passwordsThatEnd(1),
  )

  expect((await run()).json).toMatchObject({ saved: true, changed: 1, consequences })
  expect(await newestLinkTo(stage, address)).toContain('/set-password?token=')
  expect((await run()).json).toMatchObject({ changed: 0, consequences: null })
  await rm(folder, { recursive: true })
})

test('an exception is made, listed and ended as the operator, and the managers are mailed (R14, R23, R27)', async () => {
  const { chainId, boss, clerk } = await customer('Exceptions')
  const on = { mandatoryAuthentication: true, confirm: true }
  await changeAdvancedSettings(stage.db, { kind: 'operator' }, chainId, on, stage.now())
  const until = dayFromNow(30)
  const add = (...more: string[]) => tmas('exception', 'add', chainId, clerk.username, ...more)
  expect(await add('--reason', 'Auditor', '--until', until)).toMatchObject({
    status: 0,
    json: {
      exception: { userId: clerk.id, reason: 'Auditor', endsOn: until, hasEnded: false, madeBy: null },
    },
  })
  // What someone has written there is not replaced unseen (R32).
  expect(await add('--reason', 'Tour', '--until', dayFromNow(9))).toMatchObject({
    status: 1,
    json: {
      error: {
        code: 'confirmation_required',
        detail: expect.stringMatching(new RegExp(`ends on ${until}.*Auditor.*--replace`)),
      },
    },
  })
  expect((await tmas('exception', 'list', 'Exceptions')).json.exceptions).toMatchObject([
    { username: clerk.username, reason: 'Auditor', endsOn: until },
  ])
  expect((await add('--reason', 'Tour', '--until', until, '--replace')).json).toMatchObject({
    exception: { reason: 'Tour', endsOn: until },
  })
  expect(await newestRecord(boss, 'exception.made')).toMatchObject({
    actor: { kind: 'operator' },
    detail: { userId: clerk.id, endsOn: until },
  })
  // The old password is not revived: the link to set a new one was mailed.
  const [link] = await mailsTo(stage, `${clerk.username}@except.example`)
  expect(link?.textBody).toContain('/set-password?token=')

  expect(await tmas('exception', 'end', chainId, clerk.username)).toMatchObject({
    status: 0,
    json: { ended: { userId: clerk.id, username: clerk.username } },
  })
  expect((await tmas('exception', 'list', chainId)).json).toEqual({ exceptions: [] })
  expect((await mailed(boss.username)).filter((subject) => subject.includes(clerk.username))).toHaveLength(3)
  expect((await newestRecord(boss, 'exception.removed')).actor).toMatchObject({ kind: 'operator' })

  const again = await tmas('exception', 'end', chainId, clerk.username)
  expect(again).toMatchObject({ status: 1, json: { error: { code: 'not_found' } } })
  const late = await add('--reason', 'Auditor', '--until', dayFromNow(400))
  expect(late).toMatchObject({ status: 1, json: { error: { errors: { endsOn: expect.any(String) } } } })
  expect((await add('--until', until)).status).toBe(2)
  const other = await customer('Strangers')
  const foreign = await tmas(
    'exception',
    'add',
    other.chainId,
    clerk.username,
    '--reason',
    'x',
    '--until',
    until,
  )
  expect(foreign.json.error.code).toBe('not_found')
})

test('a roll-out is shown, paused and resumed as the operator, and the managers are mailed (R23, R27, R36)', async () => {
  const { chainId, boss, clerk } = await customer('Waves')
  expect((await tmas('roll-out', 'show', 'Waves')).json).toMatchObject({ waves: [] })
  const [begun, next] = [randomUUIDv7(), randomUUIDv7()]
  const none = {
    noticedAt: null,
    noticedUpTo: null,
    pausedAt: null,
    pausedBecause: null,
    noticeDaysBefore: 7,
  }
  const waves = [
    { ...none, id: begun, locationIds: [chainId], startsOn: dayFromNow(0), begunAt: stage.now() },
    { ...none, id: next, locationIds: [], startsOn: dayFromNow(20), begunAt: null },
  ]
  await stage.db
    .transaction()
    .execute((trx) => saveWaves(trx, { id: chainId, customerId: chainId }, waves, stage.now()))
  expect(await triesPassword(clerk.username)).toBe('microsoft_required')

  const shown = await tmas('roll-out', 'show', chainId)
  expect(shown.json).toEqual((await boss.api('GET', `/locations/${chainId}/advanced/roll-out`)).body)
  const { stdout } = await runTmasHere(['roll-out', 'show', chainId], environment)
  expect(stdout).toMatch(new RegExp(`${dayFromNow(0)} +On +Waves +${begun}`))

  expect(await tmas('roll-out', 'pause', chainId, dayFromNow(0))).toMatchObject({
    status: 0,
    json: { state: 'paused', waves: [{ id: begun, state: 'paused' }, { id: next }] },
  })
  expect(await triesPassword(clerk.username)).toBe(201)
  expect(await newestRecord(boss, 'roll-out.paused')).toMatchObject({ actor: { kind: 'operator' } })

  // A pause is not lifted unseen (R32).
  expect(await tmas('roll-out', 'resume', chainId)).toMatchObject({
    status: 1,
    json: { error: { code: 'confirmation_required', consequences: { waves: 1, users: 1 } } },
  })
  const asked = await runTmasHere(['roll-out', 'resume', chainId], environment)
  expect(asked.stderr).toContain(`The wave of ${dayFromNow(0)}, with 1 person: Paused by hand.`)
  expect(asked.stderr).toContain('--confirm')
  expect(await triesPassword(clerk.username)).toBe(201)

  expect((await tmas('roll-out', 'resume', chainId, '--confirm')).json).toMatchObject({
    waves: [{ state: 'running' }, {}],
  })
  expect(await triesPassword(clerk.username)).toBe('microsoft_required')
  expect(await newestRecord(boss, 'roll-out.resumed')).toMatchObject({ actor: { kind: 'operator' } })
  expect((await mailed(boss.username)).filter((subject) => subject.includes('Waves'))).toHaveLength(2)

  expect((await tmas('roll-out', 'resume', chainId)).json.error.code).toBe('not_found')
  expect((await tmas('roll-out', 'pause', chainId, '2026-01-01')).json.error.code).toBe('not_found')
})
