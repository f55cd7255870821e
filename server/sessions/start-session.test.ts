import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertAttempt } from '#server/attempts/end-attempt.queries.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { newReference } from '#server/platform/secret.ts'
import { customerWithTenant, type FrontDoor, openFrontDoor, userIn } from '#server/testing/front-door.ts'
import type { Role } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'
import { type ProvenKey, startSession } from './sessions.ts'
import { listStandings, lockUsers } from './standings.queries.ts'

let door: FrontDoor
let chainId: string
let count = 0
beforeAll(async () => {
  door = await openFrontDoor()
  chainId = (await customerWithTenant(door, 'North', northTenantId)).chainId
})
afterAll(() => door.close())

const password: ProvenKey = { door: 'password' }
const microsoft = (tenantId: string): ProvenKey => {
  return { door: 'microsoft', tenantId, objectId: randomUUIDv7(), entraSid: null, authenticatedAt: undefined }
}

describe('the one place where a session is made', () => {
  test('it asks the policy itself: a closed door has no session, whoever calls (R12, R13)', async () => {
    const user = await somebody()
    expect(await start(user.id, password)).toHaveProperty('secret')
    expect(await start(user.id, microsoft(southTenantId))).toEqual({ refusal: 'tenant_mismatch' })

    const mandatory = (mandatoryAuthentication: boolean) =>
      changeAdvancedSettings(door.db, { kind: 'operator' }, chainId, { mandatoryAuthentication }, door.now())
    await mandatory(true)
    expect(await start(user.id, password)).toEqual({ refusal: 'microsoft_required' })
    expect(await start(user.id, microsoft(northTenantId))).toHaveProperty('secret')
    await mandatory(false)

    await door.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', user.id).execute()
    for (const key of [password, microsoft(northTenantId)])
      expect(await start(user.id, key)).toEqual({ refusal: 'account_disabled' })
  })

  test('it demands the second factor of a user who has set one up, and no one else’s will do (R30)', async () => {
    const [user, other] = [await somebody(), await somebody()]
    await door.db
      .insertInto('authenticatorApp')
      .values({
        userId: user.id,
        customerId: chainId,
        sealedSecret: Buffer.alloc(60),
        lastStep: 0,
        addedAt: door.now(),
      })
      .execute()
    const refused = { refusal: 'second_factor_required' }
    expect(await start(user.id, password)).toEqual(refused)
    const proofOf = (userId: string): ProvenKey => ({ ...password, secondFactor: { userId, kind: 'app' } })
    expect(await start(user.id, proofOf(other.id))).toEqual(refused)
    expect(await start(user.id, proofOf(user.id))).toHaveProperty('secret')
    // Microsoft asks for its own.
    expect(await start(user.id, microsoft(northTenantId))).toHaveProperty('secret')
  })

  test('from the chain’s day on, a manager without a second factor has no session for a password alone (R30)', async () => {
    const [manager, viewer] = [await somebody('chain_manager'), await somebody()]
    const requireFrom = (secondFactorRequiredFrom: string | null) =>
      changeAdvancedSettings(door.db, { kind: 'operator' }, chainId, { secondFactorRequiredFrom }, door.now())
    await requireFrom('2099-01-01')
    expect(await start(manager.id, password)).toHaveProperty('secret')
    await requireFrom('2020-01-01')
    expect(await start(manager.id, password)).toEqual({ refusal: 'second_factor_required' })
    const proven: ProvenKey = { ...password, secondFactor: { userId: manager.id, kind: 'app' } }
    expect(await start(manager.id, proven)).toHaveProperty('secret')
    expect(await start(manager.id, microsoft(northTenantId))).toHaveProperty('secret')
    expect(await start(viewer.id, password)).toHaveProperty('secret')
    await requireFrom(null)
  })
})

function somebody(role: Role = 'viewer') {
  count += 1
  return userIn(door, chainId, `somebody.${count}@north.example`, { role })
}

function start(userId: string, key: ProvenKey) {
  const client = { ip: '192.0.2.1', userAgent: 'test' }
  return door.db.transaction().execute(async (trx) => {
    await lockUsers(trx, [userId])
    const [standing] = await listStandings(trx, [userId], door.now())
    if (!standing) throw new Error('nobody is there')
    const attempt = { id: randomUUIDv7(), reference: newReference(), door: key.door }
    await insertAttempt(trx, { ...attempt, startedAt: door.now(), returnTo: '/', ...client })
    return startSession(trx, standing, key, {
      attemptId: attempt.id,
      client,
      now: door.now(),
      sharedDevice: undefined,
    })
  })
}
