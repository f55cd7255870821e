/**
 * Who may call what: every route of the API, read from the server itself, called by nobody, by each role on things of
 * their own branch, of another branch, and of another customer (R22).
 *
 * A new route has no row here, and fails the first test. To give it one, add a line to `rows`.
 */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiClient, apiOf, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { type Role, roles } from '#shared/roles.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { bodyOf } from './testing/counted-body.ts'

/** A branch of a customer, and one of each thing in it. */
type Branch = {
  chainId: string
  storeId: string
  userId: string
  /** Of an attempt through the chain's own address. */
  reference: string
  /** Keys, links and users to be removed: each call takes one. */
  keyIds: string[]
  kitIds: string[]
  deviceIds: string[]
  spareIds: string[]
}

type Row = {
  /** The request, with the ids of a branch in it. */
  path: (branch: Branch) => string
  body?: (branch: Branch) => unknown
  /** Who may, and what they are answered in their own branch; everybody else who is signed in is answered 403. */
  may: readonly Role[]
  answer: number
  /** For what is one's own or a list: there is no such thing of another branch or customer to ask for. */
  concernsNobodyElse?: true
}

const everybody = roles
const chainManagers = ['chain_and_user_manager', 'chain_manager'] as const
const userManagers = ['chain_and_user_manager', 'user_manager'] as const
const keyManagers = ['chain_and_user_manager'] as const
const managers = ['chain_and_user_manager', 'chain_manager', 'user_manager'] as const
const nowhere = '0199f000-0000-7000-8000-000000000001'

/** What is one's own, and is asked for with nothing more. */
function ofOneself(path: string, answer: number): Row {
  return { path: () => path, may: everybody, answer, concernsNobodyElse: true }
}

/** Requests that an allowed role may repeat: what would change is asked for without confirming it, or is the same again. */
const rows: Record<string, Row> = {
  'GET /locations': { path: () => '/locations', may: everybody, answer: 200, concernsNobodyElse: true },
  'GET /home': ofOneself('/home', 200),
  'GET /overview': {
    path: () => '/overview?timeZone=Europe%2FParis',
    may: managers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /overview/connection': {
    path: () => '/overview/connection',
    may: managers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /locations/tree': {
    path: () => '/locations/tree',
    may: everybody,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /locations/export': {
    path: () => '/locations/export?format=csv',
    may: everybody,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /locations/template': {
    path: () => '/locations/template?format=csv',
    may: everybody,
    answer: 200,
    concernsNobodyElse: true,
  },
  // Rows for other branches are judged one by one, in the answer; see `import-locations.test.ts`.
  'POST /locations/import': {
    path: ({ chainId }) => `/locations/import?dryRun=true&under=${chainId}`,
    body: () => ({ columns: ['name'], rows: [{ line: 2, cells: { name: 'New' } }] }),
    may: chainManagers,
    answer: 200,
  },
  'POST /locations/import/undo': {
    path: () => '/locations/import/undo',
    body: () => ({ undo: 'none' }),
    may: chainManagers,
    answer: 404,
    concernsNobodyElse: true,
  },
  'POST /locations': {
    path: () => '/locations',
    body: ({ chainId }) => ({ parentId: chainId, type: 'store', name: 'New' }),
    may: chainManagers,
    answer: 201,
  },
  'GET /locations/:id': { path: ({ storeId }) => `/locations/${storeId}`, may: everybody, answer: 200 },
  'PATCH /locations/:id': {
    path: ({ storeId }) => `/locations/${storeId}`,
    body: () => ({ name: 'Renamed' }),
    may: chainManagers,
    answer: 200,
  },
  // Somebody holds a role on it, so that it is still there for the next role.
  'DELETE /locations/:id': {
    path: ({ storeId }) => `/locations/${storeId}`,
    may: chainManagers,
    answer: 409,
  },
  'GET /locations/:id/advanced': {
    path: ({ chainId }) => `/locations/${chainId}/advanced`,
    may: chainManagers,
    answer: 200,
  },
  'PATCH /locations/:id/advanced': {
    path: ({ chainId }) => `/locations/${chainId}/advanced`,
    body: () => ({ azureTenantId: null }),
    may: chainManagers,
    answer: 409,
  },
  'GET /locations/:id/advanced/below': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/below`,
    may: chainManagers,
    answer: 200,
  },
  'POST /locations/:id/advanced/tenant': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/tenant`,
    body: () => ({ text: northTenantId }),
    may: chainManagers,
    answer: 200,
  },
  'GET /locations/:id/advanced/readiness': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/readiness`,
    may: chainManagers,
    answer: 200,
  },
  'GET /locations/:id/advanced/setup': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/setup`,
    may: chainManagers,
    answer: 200,
  },
  'GET /locations/:id/advanced/exceptions': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/exceptions`,
    may: chainManagers,
    answer: 200,
  },
  // A day that is over, so that nothing is made.
  'PUT /locations/:id/advanced/exceptions/:userId': {
    path: ({ chainId, userId }) => `/locations/${chainId}/advanced/exceptions/${userId}`,
    body: () => ({ reason: 'Shared mailbox', endsOn: '2020-01-01' }),
    may: chainManagers,
    answer: 400,
  },
  'DELETE /locations/:id/advanced/exceptions/:userId': {
    path: ({ chainId, userId }) => `/locations/${chainId}/advanced/exceptions/${userId}`,
    may: chainManagers,
    answer: 404,
  },
  'GET /locations/:id/advanced/roll-out': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/roll-out`,
    may: chainManagers,
    answer: 200,
  },
  // A day that is over, so that nothing is planned.
  'PUT /locations/:id/advanced/roll-out': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/roll-out`,
    body: ({ storeId }) => ({ waves: [{ locationIds: [storeId], startsOn: '2020-01-01' }] }),
    may: chainManagers,
    answer: 400,
  },
  'DELETE /locations/:id/advanced/roll-out': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/roll-out`,
    may: chainManagers,
    answer: 404,
  },
  'GET /locations/:id/advanced/roll-out/readiness': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/roll-out/readiness`,
    may: chainManagers,
    answer: 200,
  },
  'GET /locations/:id/advanced/roll-out/rehearsal': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/roll-out/rehearsal`,
    may: chainManagers,
    answer: 200,
  },
  'POST /locations/:id/advanced/roll-out/pause': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/roll-out/pause`,
    body: () => ({ waveId: nowhere }),
    may: chainManagers,
    answer: 404,
  },
  'POST /locations/:id/advanced/roll-out/resume': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/roll-out/resume`,
    may: chainManagers,
    answer: 404,
  },
  'GET /locations/:id/advanced/rehearsal': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/rehearsal`,
    may: chainManagers,
    answer: 200,
  },
  'POST /locations/:id/advanced/test': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/test`,
    may: chainManagers,
    answer: 201,
  },
  // Let in, and told that there is no such test.
  'GET /locations/:id/advanced/test/:testId': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/test/${nowhere}`,
    may: chainManagers,
    answer: 404,
  },
  'POST /locations/:id/advanced/connect': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/connect`,
    may: chainManagers,
    answer: 201,
  },
  'GET /locations/:id/advanced/connect/:connectId': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/connect/${nowhere}`,
    may: chainManagers,
    answer: 404,
  },
  'POST /locations/:id/advanced/password-links': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/password-links`,
    may: chainManagers,
    answer: 202,
  },
  'GET /locations/:id/advanced/consent-kit': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/consent-kit`,
    may: managers,
    answer: 200,
  },
  'POST /locations/:id/advanced/consent-kit': {
    path: ({ chainId }) => `/locations/${chainId}/advanced/consent-kit`,
    body: () => ({ email: 'it@people.example' }),
    may: managers,
    answer: 201,
  },
  'DELETE /locations/:id/advanced/consent-kit/:kitId': {
    path: ({ chainId, kitIds }) => `/locations/${chainId}/advanced/consent-kit/${kitIds.pop() ?? nowhere}`,
    may: managers,
    answer: 204,
  },
  'GET /users': { path: () => '/users', may: userManagers, answer: 200, concernsNobodyElse: true },
  'POST /users': {
    path: () => '/users',
    body: ({ storeId }) => newUserIn(storeId),
    may: userManagers,
    answer: 201,
  },
  'GET /users/address-check': {
    path: () => '/users/address-check?email=eva@people.example',
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /users/places': {
    path: () => '/users/places',
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  // The rules of TMAS itself, the same for everybody.
  'GET /users/permissions-matrix': {
    path: () => '/users/permissions-matrix',
    may: everybody,
    answer: 200,
    concernsNobodyElse: true,
  },
  // Rows for other branches are judged one by one, in the answer.
  'POST /users/import': {
    path: () => '/users/import?dryRun=true',
    body: ({ storeId }) => `username,email,role,location\nnew,new@people.example,viewer,${storeId}\n`,
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'POST /users/import/undo': {
    path: () => '/users/import/undo',
    body: () => ({ undo: 'none' }),
    may: userManagers,
    answer: 404,
    concernsNobodyElse: true,
  },
  'GET /users/export': {
    path: () => '/users/export?format=csv',
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /users/template': {
    path: () => '/users/template?format=csv',
    may: everybody,
    answer: 200,
    concernsNobodyElse: true,
  },
  // Users are judged one by one, in the answer; see `many-users.test.ts`.
  'POST /users/actions': {
    path: () => '/users/actions?dryRun=true',
    body: ({ userId }) => ({ action: 'disable', users: [{ id: userId }] }),
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /users/matching': {
    path: () => '/users/matching',
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /users/explain': {
    path: () => '/users/explain?address=nobody@people.example',
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /users/:id/explain': {
    path: ({ userId }) => `/users/${userId}/explain`,
    may: userManagers,
    answer: 200,
  },
  'GET /users/near-misses': {
    path: () => '/users/near-misses',
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  // Let in, and told that there is none; whose they are is for `near-misses.test.ts`.
  'POST /users/near-misses/:reference': {
    path: () => '/users/near-misses/ABCDEFGH',
    body: ({ userId }) => ({ decision: 'not_the_same_person', userId }),
    may: userManagers,
    answer: 404,
    concernsNobodyElse: true,
  },
  // The same; what is admitted is for `admit.test.ts`.
  'POST /sign-ins/:reference/admit': {
    path: () => '/sign-ins/ABCDEFGH/admit',
    body: ({ storeId }) => ({ memberships: [{ locationId: storeId, role: 'viewer' }] }),
    may: userManagers,
    answer: 404,
    concernsNobodyElse: true,
  },
  'GET /users/:id': { path: ({ userId }) => `/users/${userId}`, may: userManagers, answer: 200 },
  'PATCH /users/:id': {
    path: ({ userId }) => `/users/${userId}`,
    body: () => ({ title: 'Clerk' }),
    may: userManagers,
    answer: 200,
  },
  'DELETE /users/:id': {
    path: ({ spareIds }) => `/users/${spareIds.pop() ?? nowhere}`,
    may: userManagers,
    answer: 204,
  },
  'DELETE /users/:id/microsoft-link': {
    path: ({ userId }) => `/users/${userId}/microsoft-link`,
    may: userManagers,
    answer: 204,
  },
  'GET /users/:id/history': {
    path: ({ userId }) => `/users/${userId}/history`,
    may: userManagers,
    answer: 200,
  },
  'GET /users/:id/sessions': {
    path: ({ userId }) => `/users/${userId}/sessions`,
    may: userManagers,
    answer: 200,
  },
  // The keys are kept for `DELETE /api-keys/:id`.
  'DELETE /users/:id/sessions': {
    path: ({ userId }) => `/users/${userId}/sessions?apiKeys=keep`,
    may: userManagers,
    answer: 200,
  },
  'POST /users/:id/reset-password': {
    path: ({ userId }) => `/users/${userId}/reset-password`,
    may: userManagers,
    answer: 202,
  },
  'POST /users/:id/mail': {
    path: ({ userId }) => `/users/${userId}/mail`,
    body: () => ({ subject: 'Hello', message: 'The new shifts are out.' }),
    may: userManagers,
    answer: 202,
  },
  'GET /api-keys': { path: () => '/api-keys', may: keyManagers, answer: 200, concernsNobodyElse: true },
  'POST /api-keys': {
    path: () => '/api-keys',
    body: ({ storeId }) => ({
      name: 'Rota',
      role: 'viewer',
      locationId: storeId,
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    }),
    may: keyManagers,
    answer: 201,
  },
  'DELETE /api-keys/:id': {
    path: ({ keyIds }) => `/api-keys/${keyIds.pop() ?? nowhere}`,
    may: keyManagers,
    answer: 204,
  },
  'GET /devices': { path: () => '/devices', may: userManagers, answer: 200, concernsNobodyElse: true },
  'POST /devices/links': {
    path: () => '/devices/links',
    body: ({ storeId }) => ({ name: 'Till 2', locationId: storeId }),
    may: userManagers,
    answer: 201,
  },
  'POST /devices/codes': {
    path: () => '/devices/codes',
    body: ({ storeId }) => ({ name: 'Till 2', locationId: storeId, code: 'AAAA-AAA3' }),
    may: userManagers,
    answer: 202,
  },
  'GET /devices/:id': { path: ({ deviceIds }) => `/devices/${deviceIds[0]}`, may: userManagers, answer: 200 },
  'PATCH /devices/:id': {
    path: ({ deviceIds }) => `/devices/${deviceIds[0]}`,
    body: () => ({ name: 'Till 3' }),
    may: userManagers,
    answer: 200,
  },
  'DELETE /devices/:id': {
    path: ({ deviceIds }) => `/devices/${deviceIds.length > 1 ? deviceIds.pop() : deviceIds[0]}`,
    may: userManagers,
    answer: 204,
  },
  'GET /sign-ins': { path: () => '/sign-ins', may: managers, answer: 200, concernsNobodyElse: true },
  'GET /sign-ins/patterns': {
    path: () => '/sign-ins/patterns',
    may: managers,
    answer: 200,
    concernsNobodyElse: true,
  },
  // Let in, and refused for where it wants to go on: a stream would have no end.
  'GET /sign-ins/stream': {
    path: () => '/sign-ins/stream?after=nowhere',
    may: managers,
    answer: 400,
    concernsNobodyElse: true,
  },
  'GET /sign-ins/:reference/question': {
    path: ({ reference }) => `/sign-ins/${reference}/question`,
    may: userManagers,
    answer: 200,
    concernsNobodyElse: true,
  },
  'POST /sign-ins/:reference/question': {
    path: ({ reference }) => `/sign-ins/${reference}/question`,
    body: ({ userId }) => ({ userId }),
    may: userManagers,
    answer: 202,
  },
  'GET /sign-ins/:reference': {
    path: ({ reference }) => `/sign-ins/${reference}`,
    may: managers,
    answer: 200,
  },
  'GET /audit': { path: () => '/audit', may: managers, answer: 200, concernsNobodyElse: true },
  'GET /sessions': { path: () => '/sessions', may: everybody, answer: 200, concernsNobodyElse: true },
  'DELETE /sessions': { path: () => '/sessions', may: everybody, answer: 204, concernsNobodyElse: true },
  // One's own devices only: every other is one that does not exist.
  'DELETE /sessions/:id': {
    path: () => `/sessions/${nowhere}`,
    may: everybody,
    answer: 404,
    concernsNobodyElse: true,
  },
  'GET /microsoft-status': {
    path: () => '/microsoft-status',
    may: everybody,
    answer: 200,
    concernsNobodyElse: true,
  },
  'GET /account': { path: () => '/account', may: everybody, answer: 200, concernsNobodyElse: true },
  'PATCH /account': {
    path: () => '/account',
    body: () => ({ language: 'en' }),
    may: everybody,
    answer: 200,
    concernsNobodyElse: true,
  },
  // Let in, and refused for what the new password is.
  'POST /account/password': {
    path: () => '/account/password',
    body: () => ({ currentPassword: 'not this one', newPassword: 'short' }),
    may: everybody,
    answer: 400,
    concernsNobodyElse: true,
  },
  'GET /users/:id/data': { path: ({ userId }) => `/users/${userId}/data`, may: keyManagers, answer: 200 },
  'POST /users/:id/erase': {
    path: ({ spareIds }) => `/users/${spareIds.pop() ?? nowhere}/erase`,
    may: keyManagers,
    answer: 204,
  },
  'DELETE /users/:id/second-factor': {
    path: ({ userId }) => `/users/${userId}/second-factor`,
    may: userManagers,
    answer: 204,
  },
  'GET /account/second-factor': {
    path: () => '/account/second-factor',
    may: everybody,
    answer: 200,
    concernsNobodyElse: true,
  },
  // Let in, and refused for the password, or because nothing was begun.
  'POST /session/proof': {
    ...ofOneself('/session/proof', 400),
    body: () => ({ password: 'not this one' }),
  },
  'POST /session/proof/passkey': ofOneself('/session/proof/passkey', 404),
  'POST /account/authenticator-app': ofOneself('/account/authenticator-app', 200),
  'POST /account/authenticator-app/remove': ofOneself('/account/authenticator-app/remove', 404),
  'POST /account/passkeys/options': ofOneself('/account/passkeys/options', 200),
  'POST /account/passkeys/:id/remove': ofOneself(`/account/passkeys/${nowhere}/remove`, 404),
  'POST /account/recovery-codes': ofOneself('/account/recovery-codes', 404),
  'POST /account/authenticator-app/confirm': {
    path: () => '/account/authenticator-app/confirm',
    body: () => ({ code: '123456' }),
    may: everybody,
    answer: 409,
    concernsNobodyElse: true,
  },
  'POST /account/passkeys': {
    path: () => '/account/passkeys',
    body: () => ({
      name: 'Laptop',
      response: {
        id: 'AAAA',
        rawId: 'AAAA',
        type: 'public-key',
        response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
      },
    }),
    may: everybody,
    answer: 400,
    concernsNobodyElse: true,
  },
}

/** What anybody may ask without being signed in. */
const open = ['GET /openapi.json', 'GET /session', 'POST /session', 'DELETE /session']

let door: FrontDoor
let own: Branch
let elsewhere: Branch
let foreign: Branch
const people = new Map<Role, ApiClient>()
const browsers = new Map<Role, Visitor>()
let viewerKey: string

beforeAll(async () => {
  door = await openFrontDoor()
  const north = await customerWithTenant(door, 'North', northTenantId)
  const south = await customerWithTenant(door, 'South', northTenantId)
  own = await branchUnder(north.chainId, north.chainId)
  elsewhere = await branchUnder(north.chainId, north.chainId)
  foreign = await branchUnder(south.chainId, south.chainId)
  for (const role of roles) {
    const { api, browser } = await signedInWith(door, role, own.chainId)
    people.set(role, api)
    browsers.set(role, browser)
  }
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  const wish = { name: 'Rota', role: 'viewer', locationId: own.chainId, expiresAt }
  const maker = await signedInWith(door, 'chain_and_user_manager', own.chainId)
  viewerKey = (await maker.api('POST', '/api-keys', wish)).body.key
})
afterAll(() => door.close())

test('every route of the API has its row here, and every row its route', () => {
  const routes = door.app.routes
    .filter(({ method, path }) => path.startsWith('/api/v1/') && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.slice('/api/v1'.length)}`)
  expect([...new Set(routes)].sort()).toEqual([...Object.keys(rows), ...open].sort())
})

const table = Object.entries(rows).map(([route, row]) => ({ route, ...row }))
const aimed = table.filter(({ concernsNobodyElse }) => !concernsNobodyElse)

test.each(table)('$route is not for who is not signed in', async ({ route, path, body }) => {
  const answer = await apiOf(door, visitor(door))(methodOf(route), path(own), body?.(own))
  expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
})

test.each(table)(
  '$route is for those roles whom the table allows it, in their own branch (R22)',
  async ({ route, may, answer, ...row }) => {
    for (const role of roles) {
      const { status } = await call(role, route, row, own)
      expect.soft(status, role).toBe(may.includes(role) ? answer : 403)
    }
  },
)

test.each(aimed)('$route is for nobody whose branch it is not (R22)', async ({ route, ...row }) => {
  for (const role of roles) {
    const answer = await call(role, route, row, elsewhere)
    expect.soft(answer, role).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  }
})

test.each(aimed)(
  '$route knows nothing of another customer, as if it did not exist (R22)',
  async ({ route, ...row }) => {
    const before = await everything()
    for (const role of roles) {
      const [theirs, nobodys] = [
        await call(role, route, row, foreign),
        await call(role, route, row, {
          chainId: nowhere,
          storeId: nowhere,
          userId: nowhere,
          reference: '22222222',
          keyIds: [],
          kitIds: [],
          deviceIds: [nowhere],
          spareIds: [],
        }),
      ]
      // Where only the body says what is meant, a role that may do it nowhere is told so before it is read.
      const isRead = methodOf(route) === 'GET' || route.includes('/:id') || row.may.includes(role)
      const answer = isRead ? { status: 404, code: 'not_found' } : { status: 403, code: 'forbidden' }
      expect.soft({ status: theirs.status, code: theirs.body.code }, role).toEqual(answer)
      expect.soft({ ...theirs.body, reference: '' }, role).toEqual({ ...nobodys.body, reference: '' })
    }
    expect(await everything()).toEqual(before)
  },
)

const changing = table.filter(({ route }) => methodOf(route) !== 'GET')

test('what a route that changes something declares in the API’s description is what this table says (R34)', async () => {
  const { body } = await apiOf(door, visitor(door))('GET', '/openapi.json')
  const declared = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { 'x-permission'?: unknown }>)
      .filter(([method]) => method !== 'get')
      .map(([method, operation]) => [
        `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        operation['x-permission'],
      ]),
  )
  const asked = new Map(declared as [string, { at?: string } | string | undefined][])
  expect([...asked.keys()].sort()).toEqual(
    [...changing.map(({ route }) => route), 'POST /session', 'DELETE /session'].sort(),
  )
  for (const { route, concernsNobodyElse } of changing) {
    const permission = asked.get(route)
    if (typeof permission === 'object' && !concernsNobodyElse && /:id/.test(route))
      expect.soft(permission.at, route).toMatch(/^(?:location|chain|user|device)$/)
  }
})

test.each(changing)(
  '$route reads nothing that is sent by someone who may not do it (R34)',
  async ({ route, path, may, concernsNobodyElse }) => {
    // Keys are one's own, or a manager's.
    const isOneself = route === 'DELETE /api-keys/:id'
    const names = !concernsNobodyElse && /:id/.test(route) && !isOneself
    const [ours, others, foreigners] = branchesThatLast() as [Branch, Branch, Branch]
    for (const role of roles) {
      const { cookies } = browsers.get(role) as Visitor
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
      if (!may.includes(role) && !isOneself)
        expect.soft(await reading(route, path(ours), { cookie }), role).toEqual({ status: 403, read: 0 })
      if (!names) continue
      expect.soft(await reading(route, path(others), { cookie }), role).toEqual({ status: 403, read: 0 })
      expect.soft(await reading(route, path(foreigners), { cookie }), role).toEqual({ status: 404, read: 0 })
    }
    expect(await reading(route, path(ours), {})).toEqual({ status: 401, read: 0 })
    const authorization = `Bearer ${viewerKey}`
    expect(await reading(route, path(ours), { authorization })).toEqual({ status: 403, read: 0 })
  },
)

/** The branches, with someone to remove who is not removed. */
function branchesThatLast() {
  const askers = [...roles, 'no one', 'a key']
  return [own, elsewhere, foreign].map((branch) => ({ ...branch, spareIds: askers.map(() => branch.userId) }))
}

/** The answer to a body that nobody should have to read, and how much of it was read. */
async function reading(route: string, path: string, who: Record<string, string>) {
  const body = bodyOf(1024 * 1024)
  const headers = { host: 'localhost:3000', origin: tmasUrl, 'content-type': 'application/json', ...who }
  const init = { method: methodOf(route), body: body.stream, headers, duplex: 'half' }
  const { status } = await door.app.request(`${tmasUrl}/api/v1${path}`, init as RequestInit)
  return { status, read: body.read() }
}

function call(role: Role, route: string, { path, body }: Pick<Row, 'path' | 'body'>, branch: Branch) {
  const api = people.get(role) as ApiClient
  return api(methodOf(route), path(branch), body?.(branch))
}

function methodOf(route: string) {
  return route.split(' ')[0] ?? ''
}

/** A chain of its own under this one, with a store and somebody in it. */
async function branchUnder(customerId: string, parentId: string): Promise<Branch> {
  const [chainId, storeId] = [crypto.randomUUID(), crypto.randomUUID()]
  const common = { customerId, createdAt: new Date() }
  await door.db
    .insertInto('location')
    .values([
      { ...common, id: chainId, parentId, type: 'chain', name: 'Brand' },
      { ...common, id: storeId, parentId: chainId, type: 'store', name: 'Store' },
    ])
    .execute()
  // Settings of its own, so that taking them away is a change to be confirmed.
  const tenant = { azureTenantId: crypto.randomUUID(), mandatoryAuthentication: false }
  await door.db
    .insertInto('advancedSettings')
    .values({ locationId: chainId, customerId, ...tenant, changedAt: new Date() })
    .execute()
  const { id: userId } = await userIn(door, storeId, `eva.${chainId.slice(0, 8)}@people.example`)
  const spareIds: string[] = []
  for (let spare = 0; spare < 2 * (roles.length + 1); spare += 1)
    spareIds.push((await userIn(door, storeId, `spare.${spare}.${chainId.slice(0, 8)}@people.example`)).id)
  const keyIds = ['one that nobody signed in asks for', ...roles].map(() => crypto.randomUUID())
  const day = 24 * 60 * 60 * 1000
  const key = { ...common, locationId: storeId, role: 'viewer', name: 'Till', createdBy: userId }
  const expiresAt = new Date(Date.now() + day)
  await door.db
    .insertInto('apiKey')
    .values(keyIds.map((id) => ({ ...key, id, secretHash: randomBytes(32), expiresAt })))
    .execute()
  const deviceIds = keyIds.map(() => crypto.randomUUID())
  const device = { customerId, locationId: storeId, name: 'Till', markedAt: new Date(), markedBy: userId }
  await door.db
    .insertInto('sharedDevice')
    .values(deviceIds.map((id) => ({ ...device, id, secretHash: randomBytes(32) })))
    .execute()
  const kitIds = keyIds.map(() => crypto.randomUUID())
  const kit = { ...common, locationId: chainId, createdBy: userId, expiresAt }
  // Made the day before yesterday, so that they are not among those of today.
  const createdAt = new Date(Date.now() - 2 * day)
  await door.db
    .insertInto('consentKit')
    .values(
      kitIds.map((id) => ({
        ...kit,
        id,
        createdAt,
        secretHash: randomBytes(32),
        stateHash: randomBytes(32),
      })),
    )
    .execute()
  await visitor(door).get(`/sign-in/microsoft?chain=${chainId}`)
  const { reference } = await newestAttempt(door)
  return { chainId, storeId, userId, reference, keyIds, kitIds, deviceIds, spareIds }
}

/** Somebody whose name nobody has. */
function newUserIn(locationId: string) {
  const email = `${crypto.randomUUID().slice(0, 8)}@people.example`
  return { username: email, email, memberships: [{ locationId, role: 'viewer' }], sendWelcomeEmail: false }
}

async function everything() {
  return {
    locations: await door.db.selectFrom('location').selectAll().orderBy('id').execute(),
    settings: await door.db.selectFrom('advancedSettings').selectAll().orderBy('locationId').execute(),
    users: await door.db.selectFrom('userAccount').selectAll().orderBy('id').execute(),
    keys: await door.db.selectFrom('apiKey').selectAll().orderBy('id').execute(),
    kits: await door.db.selectFrom('consentKit').selectAll().orderBy('id').execute(),
    memberships: await door.db.selectFrom('membership').selectAll().orderBy('userId').execute(),
    records: (await door.db.selectFrom('auditRecord').select('id').execute()).length,
  }
}
