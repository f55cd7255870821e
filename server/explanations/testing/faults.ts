import { randomUUID } from 'node:crypto'
import { beginDueWaves } from '#server/connection/roll-out.ts'
import { suspendCustomer } from '#server/locations/customers.ts'
import { openLog } from '#server/platform/log.ts'
import { codeOf } from '#server/testing/authenticator.ts'
import { callApi, prove, signedInWithPassword } from '#server/testing/front-door.ts'
import type { Scene } from '#server/testing/scene.ts'
import type { WhoMustAct } from '#shared/refusals.ts'
import { type Person, personalTenantId } from '../../../emulator/directory.ts'
import type { Answer } from '../../../emulator/person.ts'
import { tmasClientId } from '../../../emulator/sample.ts'

/** A person who should get in, everything that they use, and what is true of it whatever TMAS believes. */
export type World = {
  scene: Scene
  user: { id: string; username: string; email: string }
  account: Person
  door: 'microsoft' | 'password'
  /** Where they read mail, if it is not their address in TMAS. */
  mailbox: string | undefined
  /** What they type at the password door. */
  password: string
  /** What their browser keeps of attempts, if it is always the same one (R17). */
  kept: string | undefined
  keepsBrowser: boolean
  /** Whether they start at their chain's own address. */
  byChain: boolean
  /** The chain whose address that is. */
  chainId: string
  /** Whether the mail server does not answer when a remedy mails something. */
  mailIsDown: boolean
  /** What they say of Microsoft's page, where it does not bring them back (R17). */
  says: string | undefined
  /** What they enter when they are asked for the second factor; undefined if they have nothing to enter. */
  code: (() => string) | undefined
  /** What they do in Microsoft's window, once. */
  next:
    | Answer
    | 'closes'
    | 'is_blocked'
    | 'uses_personal_account'
    | 'loses_network'
    | 'takes_long'
    | undefined
  /** What is not changed by a button: who has to do it, and what they do. Nobody else does it for them. */
  outside: { actor: WhoMustAct; does(manager: Manager): unknown }[]
  /** What the person does once they have been told how to sign in. */
  onceInstructed: (() => void) | undefined
  /** What is wrong at Microsoft or on the way to it, for as long as the person tries. */
  disturb: (() => void) | undefined
  /** What their own page said last. */
  page: { code: string; reference: string; actor: WhoMustAct | undefined } | null
  /** Whether they should have access; a leaver should not. */
  shouldGetIn: boolean
}

/** The manager's requests to the API. */
type Manager = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>

/** One thing that is wrong. Two of the same place exclude each other. */
export type Fault = {
  name: string
  place: 'tenant' | 'address' | 'user' | 'account' | 'window' | 'operation' | 'password'
  door: 'microsoft' | 'password'
  /** Whether the person has to have signed in before, or cannot have. */
  linked?: boolean
  /** Whether it is made before the other, or after it; without it, in any order. */
  order?: 'first' | 'last'
  make(world: World): Promise<void>
}

const microsoft = (
  place: Fault['place'],
  name: string,
  make: (world: World) => Promise<void> | void,
  more: Partial<Fault> = {},
): Fault => ({ name, place, door: 'microsoft', ...more, make: async (world) => make(world) })

const trouble = (name: string, of: NonNullable<Person['trouble']>, actor: WhoMustAct): Fault =>
  microsoft('account', name, ({ account, outside }) => {
    account.trouble = of
    outside.push({
      actor,
      does: () => {
        if (account.trouble === of) delete account.trouble
      },
    })
  })

/** The same of a page of Microsoft's that does not bring back who reads it; they say what it said. */
const toldTrouble = (
  name: string,
  of: NonNullable<Person['trouble']>,
  actor: WhoMustAct,
  says: string,
): Fault => {
  const { make, ...fault } = trouble(name, of, actor)
  return {
    ...fault,
    make: async (world) => {
      world.says = says
      await make(world)
    },
  }
}

/** Something that is wrong until its actor has ended it. */
const disturbance = (name: string, actor: WhoMustAct, disturb: (world: World) => void): Fault =>
  microsoft('operation', name, (world) => {
    world.disturb = () => disturb(world)
    world.outside.push({
      actor,
      does: () => {
        world.disturb = undefined
      },
    })
  })

/** The operator suspends the customer, and resumes it when asked. */
async function suspend({ scene, outside }: World): Promise<void> {
  const set = (suspended: boolean) =>
    suspendCustomer(scene.door.db, { kind: 'operator' }, scene.chainId, suspended, scene.door.now())
  await set(true)
  outside.push({ actor: 'operator', does: () => set(false) })
}

const day = 24 * 60 * 60 * 1000

/** The day has come on which the account ends: for TMAS's clock, and for that of the command line. */
async function endAccount({ scene, user }: World): Promise<void> {
  const endsOn = new Date(Date.now() - day).toISOString().slice(0, 10)
  await scene.door.db.updateTable('userAccount').set({ endsOn }).where('id', '=', user.id).execute()
}

/** The manager plans a wave for everyone, and its day comes (R36). */
async function rollOut({ scene }: World): Promise<void> {
  const { door, chainId } = scene
  await scene.setTenant(scene.tenantId)
  const startsOn = new Date(door.now().getTime() + day).toISOString().slice(0, 10)
  const waves = [{ locationIds: [chainId], startsOn, noticeDaysBefore: 0 }]
  const { status } = await scene.asks('PUT', `/locations/${chainId}/advanced/roll-out`, { waves })
  if (status !== 200) throw new Error(`the wave was not planned: ${status}`)
  door.passTime(2 * day)
  await beginDueWaves(door.db, openLog('silent'), door.now())
}

/** A manager gives the user a role at a chain, in place of what they have. */
function manages({ user }: World, locationId: string): World['outside'][number] {
  return {
    actor: 'manager',
    does: (manager) =>
      manager('PATCH', `/users/${user.id}`, { memberships: [{ locationId, role: 'viewer' }] }),
  }
}

/**
 * The person sets up an authenticator app, as the account page does, and signs in with it from now on; its clock may be
 * slow, in ms.
 */
async function setUpApp({ scene, user, password }: World): Promise<(slow?: number) => string> {
  const { door } = scene
  const browser = await signedInWithPassword(door, user.username, password)
  const { secret } = await (await callApi(browser, 'POST', '/account/authenticator-app')).json()
  const code = (slow = 0) => codeOf(secret, new Date(door.now().getTime() - slow))
  const done = await callApi(browser, 'POST', '/account/authenticator-app/confirm', { code: code() })
  if (done.status !== 200) throw new Error(`the app was not set up: ${done.status}`)
  door.passTime(30_000)
  return code
}

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
  microsoft('tenant', 'a tenant ID of another Microsoft cloud', async ({ scene }) => {
    const tenantId = scene.addTenant(`cloud-${scene.domain}`)
    const tenant = scene.door.emulator.directory.tenants.find(({ id }) => id === tenantId)
    if (tenant) tenant.cloud = 'us_government'
    await scene.setTenant(tenantId, { verified: false })
  }),
  microsoft(
    'tenant',
    'two tenants, above and at the brand, and Microsoft does not know that of the brand',
    async (world) => {
      const { scene, user } = world
      const brand = await scene.location('chain', 'Brand')
      await scene.setTenant(scene.tenantId)
      await scene.setTenant(randomUUID(), { of: brand, verified: false })
      await scene.change(user.id, { memberships: [{ locationId: brand, role: 'viewer' }] })
      world.chainId = brand
    },
  ),
  microsoft(
    'tenant',
    'the tenant of the brand is another’s, and people sign in with that above',
    async (world) => {
      const { scene, user } = world
      const colleague = `otto.berg@${scene.domain}`
      await scene.setTenant(scene.tenantId)
      await scene.user(colleague)
      scene.account(colleague)
      await scene.tries(colleague)
      const brand = await scene.location('chain', 'Brand')
      await scene.setTenant(scene.addTenant(`far-${scene.domain}`), { of: brand })
      await scene.change(user.id, { memberships: [{ locationId: brand, role: 'viewer' }] })
      world.byChain = false
      world.chainId = brand
      const change = { azureTenantId: scene.tenantId, confirm: true }
      world.outside.push({
        actor: 'manager',
        does: async (manager) => {
          // IT is asked for the tenant ID, and the manager tests the connection.
          await manager('PATCH', `/locations/${brand}/advanced`, change)
          await prove(scene.door, brand)
        },
      })
    },
    { linked: false },
  ),
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

  microsoft(
    'tenant',
    'two brands with two tenants, and the user is at the wrong one',
    async (world) => {
      const { scene, user } = world
      await scene.setTenant(null)
      const [right, wrong] = [await scene.location('chain', 'One'), await scene.location('chain', 'Other')]
      await scene.setTenant(scene.tenantId, { of: right })
      await scene.setTenant(scene.addTenant(`other-${scene.domain}`), { of: wrong })
      await scene.change(user.id, { memberships: [{ locationId: wrong, role: 'viewer' }] })
      world.byChain = false
      world.outside.push(manages(world, right))
    },
    { linked: false },
  ),

  address('a letter doubled in the address', ({ scene }) => `maria.kelller@${scene.domain}`),
  address('two letters swapped in the address', ({ scene }) => `maria.kelelr@${scene.domain}`),
  address('the initial for the first name', ({ scene }) => `m.keller@${scene.domain}`),
  address('the last name first', ({ scene }) => `keller.maria@${scene.domain}`),
  address('another domain of the organization', ({ scene }) => `maria.keller@on${scene.domain}`),
  address(
    'the address of a personal Microsoft account',
    () => `maria.keller.${randomUUID().slice(0, 8)}@outlook.example`,
  ),
  address('a domain that no one has', ({ scene }) => `maria.keller@x${scene.domain}`),

  microsoft(
    'address',
    'a guest of the tenant, without the chain’s own address',
    async (world) => {
      const { scene, account } = world
      const domain = `partner-${scene.domain}`
      account.tenantId = scene.addTenant(domain)
      account.loginId = `maria.keller@${domain}`
      const there = { tenantId: scene.tenantId, oid: account.oid }
      account.guestOf = [there]
      scene.consent(account)
      scene.consent(there)
      world.byChain = false
      world.user.email = account.loginId
      await scene.change(world.user.id, { email: account.loginId })
    },
    { linked: false },
  ),
  microsoft(
    'tenant',
    'the organization has moved to another tenant, and the person uses the old account',
    async (world) => {
      const { scene, account } = world
      const domain = `next-${scene.domain}`
      const tenantId = scene.addTenant(domain)
      await scene.setTenant(tenantId)
      const colleague = `colleague@${domain}`
      await scene.user(colleague)
      scene.account(colleague, { tenantId })
      await scene.tries(colleague)
      world.onceInstructed = () => {
        world.account = scene.account(account.loginId, { tenantId, name: account.name })
        scene.door.emulator.directory.people.splice(scene.door.emulator.directory.people.indexOf(account), 1)
      }
    },
    { linked: true },
  ),

  microsoft(
    'address',
    'a letter left out of the address, and another user has nearly the same name',
    async (world) => {
      const { scene, user } = world
      await scene.user(`maria.keler@${scene.domain}`, { firstName: 'Maria', lastName: 'Keler' })
      user.email = `maria.kellr@${scene.domain}`
      await scene.change(user.id, { email: user.email })
    },
  ),
  microsoft('user', 'the user has no permission type', async (world) => {
    const { scene, user } = world
    await scene.door.db.deleteFrom('membership').where('userId', '=', user.id).execute()
    world.outside.push(manages(world, scene.chainId))
  }),
  microsoft(
    'operation',
    'a clock was a year ahead when the person last signed in',
    async ({ scene, user }) => {
      const ahead = new Date(scene.door.now().getTime() + 365 * 24 * 60 * 60 * 1000)
      await scene.door.db
        .updateTable('userAccount')
        .set({ lastSignInAt: ahead })
        .where('id', '=', user.id)
        .execute()
      await scene.door.db
        .updateTable('microsoftLink')
        .set({ lastUsedAt: ahead })
        .where('userId', '=', user.id)
        .execute()
    },
    { linked: true },
  ),

  microsoft('user', 'the user is disabled', async ({ scene, user }) => {
    await scene.change(user.id, { enabled: false })
  }),
  microsoft('user', 'the user’s account has ended', endAccount),
  microsoft(
    'account',
    'the account was deleted and created again',
    ({ scene, account }) => {
      account.oid = randomUUID()
      scene.consent(account)
    },
    { linked: true },
  ),
  trouble('the account is blocked in Entra (50057)', { kind: 'returns', aadsts: 50057 }, 'it'),
  trouble('the password has expired in Entra (50055)', { kind: 'returns', aadsts: 50055 }, 'person'),
  trouble('the account is locked in Entra (50053)', { kind: 'returns', aadsts: 50053 }, 'person'),
  trouble('consent is missing (90094)', { kind: 'returns', aadsts: 90094 }, 'it'),
  trouble('admin approval is needed', { kind: 'needs_admin' }, 'it'),
  trouble('a policy blocks (53003)', { kind: 'stays', aadsts: 53003 }, 'it'),
  trouble('a policy blocks, and says so to TMAS (53003)', { kind: 'returns', aadsts: 53003 }, 'it'),
  trouble('the device is not compliant (53000)', { kind: 'returns', aadsts: 53000 }, 'it'),
  trouble('the account is not assigned (50105)', { kind: 'stays', aadsts: 50105 }, 'it'),
  trouble('the account is not assigned, and TMAS is told (50105)', { kind: 'returns', aadsts: 50105 }, 'it'),
  toldTrouble(
    'a policy blocks, and the person says what the page said (53003)',
    { kind: 'stays', aadsts: 53003 },
    'it',
    'AADSTS53003: Access has been blocked by Conditional Access policies.',
  ),
  toldTrouble(
    'the account is not assigned, and the person says what the page said (50105)',
    { kind: 'stays', aadsts: 50105 },
    'it',
    'AADSTS50105: The signed in user is not assigned to a role for the application.',
  ),
  toldTrouble(
    'admin approval is needed, and the person says so',
    { kind: 'needs_admin' },
    'it',
    'Need admin approval',
  ),
  trouble('the person has to register a second factor (50079)', { kind: 'returns', aadsts: 50079 }, 'person'),
  microsoft('window', 'the network fails on the way back from Microsoft', (world) => {
    world.next = 'loses_network'
  }),
  microsoft('window', 'the person takes twenty minutes at Microsoft', (world) => {
    world.next = 'takes_long'
  }),
  microsoft('window', 'the window is closed', (world) => {
    world.next = 'closes'
  }),
  microsoft('window', 'the request is declined', (world) => {
    world.next = 'cancel'
  }),
  microsoft('window', 'pop-ups are blocked, and the person leaves the page', (world) => {
    world.next = 'is_blocked'
  }),
  microsoft('window', 'a personal Microsoft account is used', (world) => {
    world.next = 'uses_personal_account'
  }),
  trouble('Microsoft does not answer (90033)', { kind: 'returns', aadsts: 90033 }, 'person'),
  trouble('TMAS’s credential has expired', { kind: 'at_token', refusal: { aadsts: 7000222 } }, 'operator'),
  trouble('TMAS’s secret is wrong', { kind: 'at_token', refusal: { aadsts: 7000215 } }, 'operator'),
  trouble('Microsoft does not know TMAS (700016)', { kind: 'returns', aadsts: 700016 }, 'operator'),
  disturbance('Microsoft cannot be reached', 'person', ({ scene }) => {
    scene.door.emulator.control.faults.token = { drop: true }
  }),
  disturbance('Microsoft is overloaded (429)', 'person', ({ scene }) => {
    scene.door.emulator.control.faults.token = { throttle: 5 }
  }),
  disturbance('the clock of TMAS is an hour behind Microsoft’s', 'operator', ({ scene }) => {
    scene.door.emulator.control.tamper.idToken = ({ header, payload, sign }) =>
      sign(header, { ...payload, ...laterBy(payload, 3600) })
  }),
  microsoft('operation', 'the customer is suspended', suspend, { order: 'last' }),

  password('the password is forgotten', (world) => {
    world.password = 'Forgotten-1'
  }),
  password('the password is forgotten, and the address in TMAS is not their mailbox', async (world) => {
    const { scene, user } = world
    world.password = 'Forgotten-1'
    world.mailbox = user.email
    user.email = `old-${user.email}`
    await scene.change(user.id, { email: user.email })
  }),
  password('the password is forgotten, and the mail server is down for two hours', (world) => {
    world.password = 'Forgotten-1'
    world.mailIsDown = true
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
  password('a wave of the roll-out has begun, and a password is tried', rollOut),
  password('mandatory authentication is on, and an exception by name has ended', async ({ scene, user }) => {
    const { door, chainId } = scene
    await scene.setTenant(scene.tenantId, { mandatory: true })
    const endsOn = new Date(Date.now() - day).toISOString().slice(0, 10)
    const exception = { userId: user.id, reason: 'Travels without a phone', endsOn, madeAt: door.now() }
    await door.db
      .insertInto('passwordException')
      .values({ customerId: chainId, chainId, ...exception })
      .execute()
  }),
  password(
    'mandatory authentication is on, a password is tried, and the mail server is down for two hours',
    async (world) => {
      world.mailIsDown = true
      await world.scene.setTenant(world.scene.tenantId, { mandatory: true })
    },
  ),
  {
    ...password('the customer is suspended, and a password is tried', suspend),
    place: 'operation',
    order: 'last',
  },
  {
    ...password('the code of the second factor is mistyped', async (world) => {
      const right = await setUpApp(world)
      world.code = () => '000000'
      world.outside.push({
        actor: 'person',
        does: () => {
          world.code = right
        },
      })
    }),
    place: 'operation',
    order: 'first',
  },
  {
    ...password('the clock of the phone is ten minutes slow', async (world) => {
      const right = await setUpApp(world)
      world.code = () => right(10 * 60 * 1000)
      world.outside.push({
        actor: 'person',
        does: () => {
          world.code = right
        },
      })
    }),
    place: 'operation',
    order: 'first',
  },
  {
    ...password('the phone with the second factor is lost', async (world) => {
      await setUpApp(world)
      const { scene, user } = world
      world.code = undefined
      world.outside.push({
        actor: 'person',
        does: async (manager) => {
          await manager('POST', '/session/proof', { password: scene.password })
          await manager('DELETE', `/users/${user.id}/second-factor`)
        },
      })
    }),
    place: 'operation',
    order: 'first',
  },
  password('too many wrong passwords', async ({ scene, user }) => {
    for (let time = 0; time < 11; time += 1) await scene.triesPassword(user.username, 'Wrong-Pass-1')
  }),
  { ...password('the user’s account has ended, and a password is tried', endAccount), place: 'user' },
  {
    ...password('the user is disabled, and tries a password', async ({ scene, user }) => {
      await scene.change(user.id, { enabled: false })
    }),
    place: 'user',
  },
]

/** The times of a token, moved. */
function laterBy(payload: Record<string, unknown>, seconds: number): Record<string, number> {
  const times = ['iat', 'nbf', 'exp'].map((name) => [name, Number(payload[name]) + seconds])
  return Object.fromEntries(times)
}

/** Makes the emulator answer as for a personal account, until it is reset. */
export function answerPersonally({ scene }: World): void {
  const { control, url } = scene.door.emulator
  control.tamper.idToken = ({ header, payload, keys, sign }) =>
    sign(
      { ...header, kid: keys.personal.kid },
      { ...payload, tid: personalTenantId, iss: `${url}/${personalTenantId}/v2.0` },
      keys.personal,
    )
}
