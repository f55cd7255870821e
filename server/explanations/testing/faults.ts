import { randomUUID } from 'node:crypto'
import type { Scene } from '#server/testing/scene.ts'
import type { Person } from '../../../emulator/directory.ts'
import type { Answer } from '../../../emulator/person.ts'
import { tmasClientId } from '../../../emulator/sample.ts'

/** A person who should get in, everything that they use, and what is true of it whatever TMAS believes. */
export type World = {
  scene: Scene
  user: { id: string; username: string; email: string }
  account: Person
  door: 'microsoft' | 'password'
  /** What they type at the password door. */
  password: string
  /** Whether they start at their chain's own address. */
  byChain: boolean
  /** What they do in Microsoft's window, once. */
  next: Answer | 'closes' | undefined
  /** Whether they should have access; a leaver should not. */
  shouldGetIn: boolean
}

/** One thing that is wrong. Two of the same place exclude each other. */
export type Fault = {
  name: string
  place: 'tenant' | 'address' | 'user' | 'account' | 'window' | 'operation' | 'password'
  door: 'microsoft' | 'password'
  /** Whether the person has to have signed in before. */
  linked?: boolean
  make(world: World): Promise<void>
}

const microsoft = (
  place: Fault['place'],
  name: string,
  make: (world: World) => Promise<void> | void,
  more: Partial<Fault> = {},
): Fault => ({ name, place, door: 'microsoft', ...more, make: async (world) => make(world) })

const trouble = (name: string, of: NonNullable<Person['trouble']>): Fault =>
  microsoft('account', name, ({ account }) => {
    account.trouble = of
  })

const address = (name: string, written: (world: World) => string): Fault =>
  microsoft('address', name, async (world) => {
    world.user.email = written(world)
    await world.scene.change(world.user.id, { email: world.user.email })
  })

const password = (name: string, make: (world: World) => Promise<void> | void): Fault => ({
  name,
  place: 'password',
  door: 'password',
  make: async (world) => make(world),
})

/** Everything that can be wrong here, one thing at a time. */
export const faults: readonly Fault[] = [
  microsoft('tenant', 'no tenant ID', ({ scene }) => scene.setTenant(null)),
  microsoft('tenant', 'a tenant ID that Microsoft does not know', ({ scene }) =>
    scene.setTenant(randomUUID(), { verified: false }),
  ),
  microsoft('tenant', 'the application ID of TMAS for the tenant ID', ({ scene }) =>
    scene.setTenant(tmasClientId, { verified: false }),
  ),
  microsoft('tenant', 'a consultant’s tenant ID, with which the consultant signs in', async ({ scene }) => {
    const domain = `consultant-${scene.domain}`
    const tenantId = scene.addTenant(domain)
    await scene.setTenant(tenantId)
    await scene.user(`ines@${domain}`)
    scene.account(`ines@${domain}`, { tenantId })
    await scene.tries(`ines@${domain}`)
    for (const name of ['anna', 'bert', 'carl']) {
      await scene.user(`${name}@${scene.domain}`)
      scene.account(`${name}@${scene.domain}`)
      await scene.tries(`${name}@${scene.domain}`)
    }
  }),
  microsoft('tenant', 'roles in two brands with two tenants, and none above', async (world) => {
    const { scene, user } = world
    await scene.setTenant(null)
    const [one, other] = [await scene.location('chain', 'One'), await scene.location('chain', 'Other')]
    await scene.setTenant(scene.tenantId, { of: one })
    await scene.setTenant(scene.addTenant(`other-${scene.domain}`), { of: other })
    await scene.change(user.id, {
      memberships: [one, other].map((locationId) => ({ locationId, role: 'viewer' as const })),
    })
  }),

  address('a letter doubled in the address', ({ scene }) => `maria.kelller@${scene.domain}`),
  address('two letters swapped in the address', ({ scene }) => `maria.kelelr@${scene.domain}`),
  address('the initial for the first name', ({ scene }) => `m.keller@${scene.domain}`),
  address('the last name first', ({ scene }) => `keller.maria@${scene.domain}`),
  address('another domain of the organization', ({ scene }) => `maria.keller@on${scene.domain}`),
  address('a domain that nobody has', ({ scene }) => `maria.keller@x${scene.domain}`),

  microsoft('user', 'the user is disabled', ({ scene, user }) => scene.change(user.id, { enabled: false })),
  microsoft(
    'account',
    'the account was deleted and created again',
    ({ scene, account }) => {
      account.oid = randomUUID()
      scene.consent(account)
    },
    { linked: true },
  ),
  trouble('the account is blocked in Entra (50057)', { kind: 'returns', aadsts: 50057 }),
  trouble('the password has expired in Entra (50055)', { kind: 'returns', aadsts: 50055 }),
  trouble('the account is locked in Entra (50053)', { kind: 'returns', aadsts: 50053 }),
  trouble('consent is missing (90094)', { kind: 'returns', aadsts: 90094 }),
  trouble('admin approval is needed', { kind: 'needs_admin' }),
  trouble('a policy blocks (53003)', { kind: 'stays', aadsts: 53003 }),
  trouble('a policy blocks, and says so to TMAS (53003)', { kind: 'returns', aadsts: 53003 }),
  trouble('the device is not compliant (53000)', { kind: 'returns', aadsts: 53000 }),
  trouble('the account is not assigned (50105)', { kind: 'stays', aadsts: 50105 }),
  trouble('the account is not assigned, and TMAS is told (50105)', { kind: 'returns', aadsts: 50105 }),
  microsoft('window', 'the window is closed', (world) => {
    world.next = 'closes'
  }),
  microsoft('window', 'the request is declined', (world) => {
    world.next = 'cancel'
  }),
  trouble('Microsoft does not answer (90033)', { kind: 'returns', aadsts: 90033 }),
  trouble('TMAS’s credential has expired', { kind: 'at_token', refusal: { aadsts: 7000222 } }),

  password('the password is forgotten', (world) => {
    world.password = 'Forgotten-1'
  }),
  password('no password was ever set', async ({ scene, user }) => {
    await scene.door.db
      .updateTable('userAccount')
      .set({ passwordHash: null })
      .where('id', '=', user.id)
      .execute()
  }),
  password('mandatory authentication is on, and a password is tried', ({ scene }) =>
    scene.setTenant(scene.tenantId, { mandatory: true }),
  ),
  password('too many wrong passwords', async ({ scene, user }) => {
    for (let time = 0; time < 11; time += 1) await scene.triesPassword(user.username, 'Wrong-Pass-1')
  }),
  {
    ...password('the user is disabled, and tries a password', ({ scene, user }) =>
      scene.change(user.id, { enabled: false }),
    ),
    place: 'user',
  },
]
