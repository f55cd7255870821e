/**
 * What asks for fresh proof (R33), read from the server itself: every route that changes something is asked by someone
 * whose last proof is too old.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import { customerWithTenant, type FrontDoor, openFrontDoor, userIn } from '#server/testing/front-door.ts'

const nowhere = '0199f000-0000-7000-8000-000000000001'

/** What changes how someone signs in, gives someone else a way in, or cannot be undone. */
const guarded = [
  'DELETE /users/:id/second-factor',
  'POST /account/authenticator-app',
  'POST /account/authenticator-app/confirm',
  'POST /account/authenticator-app/remove',
  'POST /account/passkeys',
  'POST /account/passkeys/:id/remove',
  'POST /account/passkeys/options',
  'POST /account/password',
  'POST /account/recovery-codes',
  'POST /api-keys',
  'POST /users/:id/erase',
]

/** Changes of what is one's own, or of keys, that are no change of a credential, and why. */
const harmless: Record<string, string> = {
  'PATCH /account': 'a language',
  'DELETE /api-keys/:id': 'takes access away',
}

let door: FrontDoor
let boss: { id: string; api: ApiClient }
let colleague: { id: string }

beforeAll(async () => {
  door = await openFrontDoor()
  const { chainId } = await customerWithTenant(door, 'North', null)
  boss = await signedInWith(door, 'chain_and_user_manager', chainId)
  colleague = await userIn(door, chainId, 'colleague@people.example')
  door.passTime(5 * 60_000)
})
afterAll(() => door.close())

test('exactly the routes that change a credential ask for fresh proof, before they look at anything else (R33)', async () => {
  const asking = []
  for (const route of changes()) {
    const [method = '', path = ''] = route.split(' ')
    // These end or renew the session that asks.
    if (/^(?:\w+ )\/session(?:\/proof.*)?$/.test(route)) continue
    // Whether there is such a user is asked first.
    const id = path.startsWith('/users/:id/') ? colleague.id : nowhere
    const { status, body } = await boss.api(method, path.replaceAll(/:\w+/g, id))
    if (status === 403 && body.code === 'proof_required') {
      expect(body.methods).toEqual(['password'])
      asking.push(route)
    }
  }
  expect(asking.sort()).toEqual(guarded)
})

test('a new route about oneself, about keys or to erase someone asks for fresh proof, unless it is named here as harmless (R33)', () => {
  const near = changes().filter((route) => /^\w+ \/(?:account|api-keys)\b|second-factor|\/erase$/.test(route))
  expect(near.filter((route) => !(route in harmless)).sort()).toEqual(guarded)
})

test('one’s own address asks for it, as a user like any other and as the correction of a near miss (R33)', async () => {
  const { status, body } = await boss.api('PATCH', `/users/${boss.id}`, { email: 'thief@evil.example' })
  expect({ status, code: body.code }).toEqual({ status: 403, code: 'proof_required' })
  expect((await boss.api('PATCH', `/users/${boss.id}`, { title: 'Boss' })).status).toBe(200)
  const { email } = await door.db
    .selectFrom('userAccount')
    .select('email')
    .where('id', '=', boss.id)
    .executeTakeFirstOrThrow()
  expect(email).not.toBe('thief@evil.example')
})

function changes(): string[] {
  const routes = door.app.routes
    .filter(({ method, path }) => path.startsWith('/api/v1/') && !['ALL', 'GET'].includes(method))
    // The import reads a file first.
    .map(({ method, path }) => `${method} ${path.slice('/api/v1'.length)}`)
    .filter((route) => !route.endsWith('*'))
  return [...new Set(routes)]
}
