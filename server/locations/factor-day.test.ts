import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  userIn,
  type Visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { password, setUpApp, signIn } from '#server/testing/second-factors.ts'
import { northTenantId } from '../../emulator/sample.ts'

let door: FrontDoor
let passwordHash: string
let top: string
let brand: string
let chief: Visitor
let count = 0

beforeAll(async () => {
  door = await openFrontDoor()
  passwordHash = await leastHash(password)
})
afterAll(() => door.close())
beforeEach(async () => {
  count += 1
  top = (await customerWithTenant(door, `Days ${count}`, northTenantId)).chainId
  chief = await signIn(door, (await manager('chief', top)).username)
  brand = (await api('POST', '/locations', { parentId: top, type: 'chain', name: 'Brand' })).body.id
})

const far = '2099-03-01'
const nearer = '2099-02-01'

test('a day for the second factor of managers is confirmed first, with how many have one and how many have none (R30)', async () => {
  await setUpApp(door, await signIn(door, (await manager('ready', top)).username))
  await manager('below', brand)
  const asked = await set(top, { secondFactorRequiredFrom: far })
  expect(asked).toMatchObject({
    status: 409,
    body: {
      code: 'confirmation_required',
      consequences: { managersWithSecondFactor: 1, managersWithoutSecondFactor: 2 },
    },
  })
  expect((await read(top)).secondFactorRequiredFrom).toBeNull()
  await set(top, { secondFactorRequiredFrom: far, confirm: true })
  expect(await read(top)).toMatchObject({ secondFactorRequiredFrom: far, secondFactorRequiredBy: top })
  const lifted = await set(top, { secondFactorRequiredFrom: null })
  expect(lifted.body.consequences).toMatchObject({ managersNotRequired: 3 })
})

test('the earliest day of a chain and those above it is in force; below, only an earlier one takes effect (R5, R30)', async () => {
  await set(top, { secondFactorRequiredFrom: far, confirm: true })
  expect(await read(brand)).toMatchObject({ secondFactorRequiredFrom: far, secondFactorRequiredBy: top })
  for (const later of ['2099-12-31', null])
    expect(await set(brand, { secondFactorRequiredFrom: later, confirm: true })).toMatchObject({
      status: 409,
      body: { code: 'set_above', errors: { secondFactorRequiredFrom: expect.stringContaining(far) } },
    })
  await set(brand, { secondFactorRequiredFrom: nearer, confirm: true })
  expect(await read(brand)).toMatchObject({ secondFactorRequiredFrom: nearer, secondFactorRequiredBy: brand })
  expect(await read(top)).toMatchObject({ secondFactorRequiredFrom: far, secondFactorRequiredBy: top })
})

test('every manager is mailed of the day in their language, and those without a factor what to do (R24, R27, R30)', async () => {
  const ready = await manager('ready', top)
  await setUpApp(door, await signIn(door, ready.username))
  const french = await manager('fr', top)
  await door.db.updateTable('userAccount').set({ language: 'fr' }).where('id', '=', french.id).execute()
  await set(top, { secondFactorRequiredFrom: far, confirm: true })
  expect(await mailTo(ready.id)).not.toContain('You do not have one yet')
  expect(await mailTo(french.id)).toContain('Vous n’en avez pas encore')
})

test('a change of the day is recorded with what was set before (R23)', async () => {
  await set(top, { secondFactorRequiredFrom: far, confirm: true })
  const { detail } = await door.db
    .selectFrom('auditRecord')
    .select('detail')
    .where('customerId', '=', top)
    .where('action', '=', 'settings.changed')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(detail).toMatchObject({
    before: { secondFactorRequiredFrom: null },
    after: { secondFactorRequiredFrom: far },
  })
})

test('readiness names the managers without a second factor (R30)', async () => {
  const { body } = await api('GET', `/locations/${top}/advanced/readiness`)
  expect(body.exempt).toContainEqual(
    expect.objectContaining({ username: `chief-${count}`, hasPassword: true, hasSecondFactor: false }),
  )
})

function manager(name: string, at: string) {
  const username = `${name}-${count}`
  return userIn(door, at, `${username}@factor.example`, {
    username,
    role: 'chain_and_user_manager',
    passwordHash,
  })
}

async function api(method: string, path: string, body?: object) {
  const answer = await callApi(chief, method, path, body)
  return { status: answer.status, body: await answer.json() }
}

const set = (id: string, change: object) => api('PATCH', `/locations/${id}/advanced`, change)
const read = async (id: string) => (await api('GET', `/locations/${id}/advanced`)).body

async function mailTo(userId: string) {
  const mail = await door.db
    .selectFrom('mail')
    .select('textBody')
    .where('userId', '=', userId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return mail.textBody ?? ''
}
