import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { urlOf } from '#server/testing/cluster.ts'
import { type FrontDoor, newestAttempt, openFrontDoor } from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'
import { messages } from '#shared/messages/messages.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { runTmas, runTmasHere } from './testing/program.ts'

let door: FrontDoor
let scene: Scene
let database: Record<string, string>
let settings: Record<string, string>

beforeAll(async () => {
  door = await openFrontDoor()
  scene = await openScene(door)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(door.db)
  database = { DATABASE_URL: urlOf(inject('cluster').url, rows[0]?.name ?? '') }
  settings = {
    ...database,
    ENTRA_AUTHORITY: door.emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
})
afterAll(() => door.close())

test('explain names the cause by username, as the API does, and in words for a terminal (R17)', async () => {
  await scene.setTenant(scene.tenantId)
  const email = `maria.keller@${scene.domain}`
  const { id, username } = await scene.user(email, { enabled: false })
  const { status, json } = await runTmas(['explain', username.toUpperCase(), '--json'], settings)
  expect(status).toBe(0)
  const api = await scene.asks('GET', `/users/${id}/explain`)
  expect(json.checks).toEqual(api.body.checks)
  expect(json).toMatchObject({
    cause: 'account_disabled',
    remedy: { actor: 'manager', action: 'switch_on', text: api.body.remedy.text },
  })

  const { stdout } = await runTmasHere(['explain', username], settings)
  expect(stdout).toContain('✗ R12  The user is enabled')
  expect(stdout).toContain('Cause:  The user is disabled in TMAS. (account_disabled)')
  expect(stdout).toContain('Remedy: If this person should have access again, enable the user.')
})

test('explain names what an attempt was refused for, by the reference that the person reads (R17)', async () => {
  await scene.setTenant(scene.tenantId)
  await scene.tries(scene.account(`tom.nobody@${scene.domain}`).loginId)
  const { reference } = await newestAttempt(door)
  const { status, json } = await runTmasHere(['explain', reference.toLowerCase(), '--json'], settings)
  expect(status).toBe(0)
  expect(json).toMatchObject({
    cause: 'unknown_user',
    remedy: { actor: 'manager', action: 'correct_address' },
  })
  expect(json.checks.at(-1)).toMatchObject({ name: 'user', passed: false, stops: true })
  const { stdout } = await runTmasHere(['explain', reference], settings)
  expect(stdout).toContain('✓ R8   It has not been altered')
})

test('explain takes an address: of a user, and of whom it probably means; so does the reference of their attempt (R19)', async () => {
  await scene.setTenant(scene.tenantId)
  const email = `c.mail@${scene.domain}`
  const { username } = await scene.user(email, { firstName: 'Carl', lastName: 'Mail' })
  const known = await runTmasHere(['explain', email.toUpperCase(), '--json'], settings)
  expect(known.json.user).toMatchObject({ username })

  const loginId = `carl.mail@${scene.domain}`
  const { probably } = messages.en.explainPerson
  const meant = await runTmasHere(['explain', loginId], settings)
  expect(meant.stdout).toContain(`Cause:  ${probably.cause('Carl Mail', email)} (unknown_user)`)
  expect(meant.stdout).toContain(`Remedy: ${probably.remedy(loginId)}`)

  await scene.tries(scene.account(loginId).loginId)
  const { reference } = await newestAttempt(door)
  const tried = await runTmasHere(['explain', reference], settings)
  expect(tried.stdout).toContain(probably.cause('Carl Mail', email))
})

test('without the server’s settings explain says all but what Microsoft alone knows; of nobody it says so', async () => {
  await scene.setTenant(crypto.randomUUID(), { verified: false })
  const { username } = await scene.user(`paul.keller@${scene.domain}`)
  const known = await runTmasHere(['explain', username, '--json'], settings)
  expect(known.json.cause).toBe('tenant_not_found')
  const alone = await runTmasHere(['explain', username, '--json'], database)
  expect(alone).toMatchObject({ status: 0, json: { cause: null } })
  const nobody = await runTmasHere(['explain', 'nobody-at-all', '--json'], settings)
  expect(nobody).toMatchObject({ status: 1, json: { error: { code: 'not_found' } } })
})
