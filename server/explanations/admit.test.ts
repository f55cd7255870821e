/** One click for an account that is no user yet (R1, R19, R22, R31). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  setTenant,
} from '#server/testing/front-door.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'

let door: FrontDoor
let scene: Scene
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  scene = await openScene(door)
  await scene.setTenant(scene.tenantId)
})

/** Someone of the tenant whom TMAS does not know has tried to sign in. */
async function newcomer(name = 'Nora de la Nueva') {
  const account = scene.account(`nora.nueva@${scene.domain}`, { name })
  expect(await scene.tries(account.loginId)).toBe(false)
  return { loginId: account.loginId, oid: account.oid, reference: (await newestAttempt(door)).reference }
}

const admission = (locationId: string, more: object = {}) => ({
  memberships: [{ locationId, role: 'viewer' }],
  confirm: true,
  ...more,
})

test('with role and location alone the account becomes a user, is mailed how to sign in, and signs in (R1, R19, R25)', async () => {
  const { loginId, oid, reference } = await newcomer()
  const place = await scene.location('store', 'Quay')
  const path = `/sign-ins/${reference}/admit`
  expect(await scene.asks('POST', path, admission(place, { confirm: false }))).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required', consequences: { users: 1 } },
  })
  expect((await scene.asks('GET', `/users?search=nora`)).body.total).toBe(0)

  const added = await scene.asks('POST', path, admission(place))
  expect(added).toMatchObject({
    status: 201,
    body: {
      username: loginId,
      email: loginId,
      firstName: 'Nora',
      lastName: 'de la Nueva',
      memberships: [{ locationId: place, role: 'viewer' }],
      microsoftLink: null,
    },
  })
  const [mail] = await mailsTo(door, loginId)
  expect(mail?.textBody).toContain('Microsoft')
  const { items } = (await scene.asks('GET', '/audit?action=near-miss.admitted')).body
  expect(items[0].detail).toEqual({
    userId: added.body.id,
    tenantId: scene.tenantId,
    objectId: oid,
    loginId,
    reference,
  })
  expect(await scene.tries(loginId)).toBe(true)
  // Someone's by now.
  expect((await scene.asks('POST', path, admission(place))).status).toBe(404)
})

test('the manager may choose another username, and one that is taken or is another address adds no one (R2)', async () => {
  const { loginId, reference } = await newcomer()
  const path = `/sign-ins/${reference}/admit`
  const taken = `bea-${scene.domain}`
  const bea = { username: taken, email: `bea@${scene.domain}`, sendWelcomeEmail: false }
  const memberships = [{ locationId: scene.chainId, role: 'viewer' }]
  expect((await scene.asks('POST', '/users', { ...bea, memberships })).status).toBe(201)
  const admitAs = (username: string) => scene.asks('POST', path, admission(scene.chainId, { username }))
  expect(await admitAs(taken.toUpperCase())).toMatchObject({ status: 409, body: { code: 'username_taken' } })
  for (const odd of ['', ' ', `someone.else@${scene.domain}`, 'nо ra\u200b', 'n'.repeat(500)]) {
    const refused = await admitAs(odd)
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(Object.keys(refused.body.errors)).toEqual(['username'])
  }
  expect((await scene.asks('GET', '/users?search=nora')).body.total).toBe(0)

  const chosen = `nora-${scene.domain}`
  const added = await admitAs(` ${chosen} `)
  expect(added).toMatchObject({ status: 201, body: { username: chosen, email: loginId } })
  expect(await scene.tries(loginId)).toBe(true)
})

test('only a manager of users admits, where they may give the role, and not what they may not read (R22, R31)', async () => {
  const { reference } = await newcomer()
  const east = await scene.location('chain', 'East')
  const path = `/sign-ins/${reference}/admit`
  const as = async (role: Parameters<typeof signedInWith>[1], at: string) =>
    (await signedInWith(door, role, at)).api
  for (const role of ['viewer', 'location_manager', 'chain_manager'] as const)
    expect((await (await as(role, scene.chainId))('POST', path, admission(scene.chainId))).status).toBe(403)
  const users = await as('user_manager', scene.chainId)
  const beyond = { memberships: [{ locationId: scene.chainId, role: 'chain_manager' }], confirm: true }
  expect((await users('POST', path, beyond)).status).toBe(403)
  const atEast = await as('user_manager', east)
  expect((await atEast('POST', path, admission(scene.chainId))).status).toBe(403)

  const other = await customerWithTenant(door, `Other ${scene.domain}`, null)
  const stranger = await as('chain_and_user_manager', other.chainId)
  expect((await stranger('POST', path, admission(other.chainId))).status).toBe(404)
  // The same tenant is in force at East, so its managers see the account, and may add it there.
  expect((await atEast('POST', path, admission(east))).status).toBe(201)
})

test('a customer that has only claimed the tenant can admit none of its people (R31)', async () => {
  const rogue = await customerWithTenant(door, `Rogue ${scene.domain}`, scene.tenantId, { claimed: true })
  const { reference } = await newcomer()
  const { api } = await signedInWith(door, 'chain_and_user_manager', rogue.chainId)
  expect((await api('POST', `/sign-ins/${reference}/admit`, admission(rogue.chainId))).status).toBe(404)
  expect((await api('GET', '/users?search=nora')).body.total).toBe(0)
})

test('an account is not added where its tenant is not in force: it could not sign in, and may be another company’s (R12)', async () => {
  const { reference } = await newcomer()
  const east = await scene.location('chain', 'East')
  await setTenant(door, east, scene.addTenant(`east.${scene.domain}`))
  const answer = await scene.asks('POST', `/sign-ins/${reference}/admit`, admission(east))
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(Object.keys(answer.body.errors)).toEqual(['memberships'])
  expect((await scene.asks('GET', '/users?search=nora')).body.total).toBe(0)
})

test('an account that has another login ID by now is looked at again first (R10)', async () => {
  const { reference, oid } = await newcomer()
  const account = door.emulator.directory.people.find((one) => one.oid === oid)
  if (account) account.loginId = `nora.renamed@${scene.domain}`
  expect(await scene.tries(`nora.renamed@${scene.domain}`)).toBe(false)
  const { reference: newest } = await newestAttempt(door)
  expect((await scene.asks('POST', `/sign-ins/${reference}/admit`, admission(scene.chainId))).status).toBe(
    404,
  )
  const added = await scene.asks('POST', `/sign-ins/${newest}/admit`, admission(scene.chainId))
  expect(added.body).toMatchObject({ email: `nora.renamed@${scene.domain}` })
})

test('what an account says that it is called is no name if it could not be typed as one (R35)', async () => {
  const { reference } = await newcomer('See https://evil.example now')
  const added = await scene.asks('POST', `/sign-ins/${reference}/admit`, admission(scene.chainId))
  expect(added).toMatchObject({ status: 201, body: { firstName: '', lastName: '' } })
})

test('a program with a key admits no manager, and anyone else like a person (R33)', async () => {
  const { reference } = await newcomer()
  const made = await scene.asks('POST', '/api-keys', {
    name: 'HR',
    role: 'user_manager',
    locationId: scene.chainId,
    expiresAt: new Date(door.now().getTime() + 86_400_000).toISOString(),
  })
  const withKey = { authorization: `Bearer ${made.body.key}` }
  const { api } = await signedInWith(door, 'viewer', scene.chainId)
  const manager = { memberships: [{ locationId: scene.chainId, role: 'user_manager' }], confirm: true }
  expect((await api('POST', `/sign-ins/${reference}/admit`, manager, withKey)).status).toBe(403)
  expect((await api('POST', `/sign-ins/${reference}/admit`, admission(scene.chainId), withKey)).status).toBe(
    201,
  )
})
