import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAttempt } from '#server/attempts/end-attempt.queries.ts'
import type { Actor } from '#server/audit/audit.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { addLocation, changeLocation, removeLocation } from '#server/locations/locations.ts'
import { Problem } from '#server/platform/problem.ts'
import { newReference } from '#server/platform/secret.ts'
import { refusalAtDoor, tenantOf } from '#server/policy/doors.ts'
import { keepsAWayIn } from '#server/policy/way-in.ts'
import { startSession } from '#server/sessions/sessions.ts'
import { listStandings, lockUsers } from '#server/sessions/standings.queries.ts'
import { locationTypes, managerRoles, type Role, roles } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'
import { makeApiKey } from './api-keys.ts'
import { changeUser, removeUser, unlinkUser } from './change-users.ts'
import { readImport } from './import-columns.ts'
import { importUsers } from './import-users.ts'
import { resetPassword } from './mail.ts'
import { type House, openHouse } from './testing/house.ts'
import { addCustomer, createUser } from './users.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** Which of the people or places that there are at the moment; any number finds one. */
const which = fc.nat(1000)
const role = fc.constantFrom(...roles)
const membership = fc.record({ place: which, role })
const step = fc.record({
  who: which,
  /** With an API key of theirs, if they can make one. */
  byKey: fc.boolean(),
  act: fc.oneof(
    fc.record({ kind: fc.constant('enable' as const), person: which, enabled: fc.boolean() }),
    fc.record({
      kind: fc.constant('roles' as const),
      person: which,
      held: fc.array(membership, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('dismiss' as const), person: which }),
    fc.record({ kind: fc.constant('create' as const), held: membership }),
    fc.record({ kind: fc.constant('import' as const), held: membership }),
    fc.record({
      kind: fc.constant('reimport' as const),
      rows: fc.array(fc.record({ person: which, held: membership, isMoved: fc.boolean() }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({ kind: fc.constant('rename' as const), person: which }),
    fc.record({ kind: fc.constant('unlink' as const), person: which }),
    fc.record({ kind: fc.constant('reset' as const), person: which }),
    fc.record({ kind: fc.constant('add' as const), place: which, type: fc.constantFrom(...locationTypes) }),
    fc.record({ kind: fc.constant('move' as const), place: which, to: which }),
    fc.record({ kind: fc.constant('remove' as const), place: which }),
    fc.record({
      kind: fc.constant('settings' as const),
      place: which,
      tenant: fc.constantFrom(northTenantId, southTenantId, null, undefined),
      mandatory: fc.constantFrom(true, false, undefined),
    }),
  ),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

test('no sequence of allowed operations leaves a customer without a way in or somebody without a door, keeps a session behind a closed one, gives more than its doer has, leaves an orphan, or touches another customer (R13, R16, R22, R28)', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      run += 1
      const customerId = await newCustomer(`Customer ${run}`)
      const elsewhere = await stateOf(house.north)
      for (const one of steps) {
        const before = await stateOf(customerId)
        const doer = await doerOf(one, before, customerId)
        await carryOut(one.act, doer, customerId, before, elsewhere).catch((error) => {
          if (!(error instanceof Problem)) throw error
        })
        const after = await stateOf(customerId)
        expectWhole(after, customerId)
        expectNothingBeyond(doer, before, after)
        await expectDoors(after, customerId)
      }
      expect(await stateOf(house.north)).toEqual(elsewhere)
    }),
    // A counterexample as it is: to shorten it would take minutes.
    { numRuns: 15, endOnFailure: true },
  )
}, 120_000)

type Held = { locationId: string; role: Role }
type State = Awaited<ReturnType<typeof stateOf>>
type Doer = { actor: Actor; personId: string; held: Held[] }

const at = <T>(all: readonly T[], index: number) => all[index % all.length] as T
const wanted = (places: State['places'], { place, role }: { place: number; role: Role }): Held => {
  return { locationId: at(places, place).id, role }
}

/** Chains in chains, and people of every role here and there, each signed in by password. */
async function newCustomer(name: string) {
  const { db, now } = house
  const operator = { kind: 'operator' as const }
  const newcomer = () => {
    const username = randomUUIDv7()
    return { username, email: `${username}@people.example`, passwordHash: 'x' }
  }
  const { chain } = await addCustomer(db, operator, { name }, newcomer(), now())
  const inner = await addLocation(db, operator, { parentId: chain.id, type: 'chain', name: 'Inner' }, now())
  const deep = await addLocation(db, operator, { parentId: inner, type: 'chain', name: 'Deep' }, now())
  const store = await addLocation(db, operator, { parentId: deep, type: 'store', name: 'Store' }, now())
  const holdings: Held[][] = [
    [{ locationId: chain.id, role: 'chain_manager' }],
    [{ locationId: chain.id, role: 'user_manager' }],
    [{ locationId: inner, role: 'chain_and_user_manager' }],
    [{ locationId: store, role: 'viewer' }],
    [
      { locationId: inner, role: 'viewer' },
      { locationId: store, role: 'location_manager' },
    ],
  ]
  const everything: Held[] = [{ locationId: chain.id, role: 'chain_and_user_manager' }]
  const acting = { actor: operator, customerId: chain.id, memberships: everything }
  for (const memberships of holdings) await createUser(db, acting, { ...newcomer(), memberships }, now())
  for (const { id } of (await stateOf(chain.id)).people) expect(await openSession(id)).toBe(true)
  return chain.id
}

/** Whether the person may open one with a password now. */
async function openSession(userId: string): Promise<boolean> {
  const { db, now } = house
  const client = { ip: '192.0.2.1', userAgent: 'property' }
  return db.transaction().execute(async (trx) => {
    await lockUsers(trx, [userId])
    const [standing] = await listStandings(trx, [userId], now())
    if (!standing) throw new Error('nobody is there')
    const attempt = { id: randomUUIDv7(), reference: newReference(), door: 'password' as const }
    await insertAttempt(trx, { ...attempt, startedAt: now(), returnTo: '/', ...client })
    const session = await startSession(
      trx,
      standing,
      { door: 'password' },
      { attemptId: attempt.id, client, now: now(), sharedDevice: undefined },
    )
    return 'secret' in session
  })
}

/** Who does it, by themselves or with a key that they can make at the moment. */
async function doerOf({ who, byKey }: Step, { people }: State, customerId: string): Promise<Doer> {
  const person = at(people, who)
  const actor = { kind: 'user' as const, userId: person.id }
  const [first] = person.held
  const sessionId = byKey ? await provedSession(person.id) : undefined
  if (!sessionId || !first) return { actor, personId: person.id, held: person.held }
  const key = { name: 'Key', ...first, expiresAt: new Date(house.now().getTime() + 1000 * 60 * 60) }
  try {
    const { id } = await makeApiKey(house.db, actor, sessionId, key, house.now())
    return { actor: { kind: 'api_key', apiKeyId: id }, personId: person.id, held: [first] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    expect(customerId).not.toBe(house.north)
    return { actor, personId: person.id, held: person.held }
  }
}

/** A session in which the person has just proved who they are (R33); undefined behind a closed door. */
async function provedSession(userId: string): Promise<string | undefined> {
  const session = house.db.selectFrom('session').select('id').where('userId', '=', userId)
  if (!(await session.executeTakeFirst()) && !(await openSession(userId))) return undefined
  const { id } = await session.executeTakeFirstOrThrow()
  await house.db.updateTable('session').set({ provedAt: house.now() }).where('id', '=', id).execute()
  return id
}

/** What is aimed at may belong to another customer: then it must come to nothing. */
async function carryOut(
  act: Step['act'],
  { actor }: Doer,
  customerId: string,
  own: State,
  other: State,
): Promise<unknown> {
  const { db } = house
  const now = house.now()
  const people = [...own.people, ...other.people.slice(0, 1)]
  const places = [...own.places, ...other.places.slice(0, 1)]
  const acting = { actor, customerId, memberships: [] }
  const fresh = randomUUIDv7()
  const email = `${fresh}@people.example`
  switch (act.kind) {
    case 'enable':
      return changeUser(db, acting, at(people, act.person).id, { enabled: act.enabled }, now)
    case 'roles': {
      const memberships = act.held.map((one) => wanted(places, one))
      return changeUser(db, acting, at(people, act.person).id, { memberships }, now)
    }
    case 'dismiss':
      return removeUser(db, acting, at(people, act.person), now)
    case 'create': {
      const newcomer = { username: fresh, email, passwordHash: 'x', memberships: [wanted(places, act.held)] }
      return createUser(db, acting, newcomer, now)
    }
    case 'import': {
      const { locationId, role } = wanted(places, act.held)
      const file = `username,email,role,location\n${fresh},${email},${role},${locationId}\n`
      const table = await readImport(new TextEncoder().encode(file))
      return importUsers(db, acting, table, { dryRun: false, confirm: true }, now)
    }
    case 'reimport': {
      const rows = act.rows.map(({ person, held, isMoved }, index) => {
        const { username, email: own } = at(people, person)
        const { locationId, role } = wanted(places, held)
        return `${username},${isMoved ? `${index}.${email}` : own},${role},${locationId}`
      })
      const file = ['username,email,role,location', ...rows].join('\n')
      const table = await readImport(new TextEncoder().encode(file))
      return importUsers(db, acting, table, { dryRun: false, confirm: true }, now)
    }
    case 'rename':
      return changeUser(db, acting, at(people, act.person).id, { username: fresh, email }, now)
    case 'unlink':
      return unlinkUser(db, acting, at(people, act.person).id, now)
    case 'reset':
      return resetPassword(db, acting, at(people, act.person).id, 'https://tmas.example', now)
    case 'add':
      return addLocation(db, actor, { parentId: at(places, act.place).id, type: act.type, name: 'New' }, now)
    case 'move':
      return changeLocation(
        db,
        actor,
        at(places, act.place).id,
        { parentId: at(places, act.to).id, confirm: true },
        now,
      )
    case 'remove':
      return removeLocation(db, actor, at(places, act.place), now)
    case 'settings': {
      const azureTenantId = act.tenant ? { tenantId: act.tenant, verified: true } : act.tenant
      const change = { azureTenantId, mandatoryAuthentication: act.mandatory, confirm: true }
      return changeAdvancedSettings(db, actor, at(places, act.place).id, change, now)
    }
  }
}

/** Everybody has a place, every place hangs under the customer, and somebody can let the others in. */
function expectWhole({ people, places }: State, customerId: string) {
  const byId = new Map(places.map((place) => [place.id, place]))
  for (const place of places) expect(pathOf(place.id, places).at(-1)).toBe(customerId)
  for (const { held } of people) {
    expect(held.length).toBeGreaterThan(0)
    for (const { locationId, role } of held) {
      expect(byId.has(locationId)).toBe(true)
      if (managerRoles.includes(role)) expect(byId.get(locationId)?.type).toBe('chain')
    }
  }
  const atTheTop = people.flatMap(({ enabled, hasPassword, held }) =>
    held
      .filter(({ locationId }) => locationId === customerId)
      .map(({ role }) => ({ role, enabled, endsOn: null, hasPassword })),
  )
  expect(keepsAWayIn(atTheTop)).toBe(true)
}

/** Whoever did it has what they had, and has given nothing that is above them or outside their branch. */
function expectNothingBeyond({ personId, held }: Doer, before: State, after: State) {
  const heldBefore = new Map(before.people.map((person) => [person.id, person]))
  for (const person of after.people) {
    const known = heldBefore.get(person.id)
    if (person.id === personId) {
      expect(person.held).toEqual(known?.held)
      expect(person.enabled).toBe(known?.enabled)
    }
    const isKnown = (one: Held) =>
      known?.held.some(({ locationId, role }) => locationId === one.locationId && role === one.role)
    for (const one of person.held.filter((given) => !isKnown(given))) {
      const above = pathOf(one.locationId, before.places)
      const mayGive = held
        .filter(({ locationId }) => above.includes(locationId))
        .some(({ role }) => {
          if (role === 'chain_and_user_manager') return true
          return role === 'user_manager' && !/^chain_/.test(one.role)
        })
      expect(mayGive).toBe(true)
    }
  }
  expect(after.people.map(({ id }) => id)).toContain(personId)
}

/** Nobody is left without a door, and no session is open behind a closed one. */
async function expectDoors({ people }: State, customerId: string) {
  const standings = await listStandings(
    house.db,
    people.map(({ id }) => id),
    house.now(),
  )
  for (const standing of standings.filter(({ enabled }) => enabled)) {
    const hasPasswordDoor = refusalAtDoor({ door: 'password' }, standing, house.now()) === null
    expect(hasPasswordDoor || tenantOf(standing) !== null).toBe(true)
  }
  const sessions = await house.db
    .selectFrom('session')
    .select('userId')
    .where('customerId', '=', customerId)
    .execute()
  for (const { userId } of sessions) {
    const standing = standings.find((one) => one.userId === userId)
    expect(standing && refusalAtDoor({ door: 'password' }, standing, house.now())).toBe(null)
  }
}

function pathOf(id: string, places: State['places']): string[] {
  const path: string[] = []
  for (let place = places.find((one) => one.id === id); place; ) {
    expect(path).not.toContain(place.id)
    path.push(place.id)
    const { parentId } = place
    place = places.find((one) => one.id === parentId)
  }
  return path
}

/** Who and what there is. */
async function stateOf(customerId: string) {
  const { db } = house
  const places = await db
    .selectFrom('location')
    .select(['id', 'parentId', 'type', 'name'])
    .where('customerId', '=', customerId)
    .orderBy('id')
    .execute()
  const settings = await db
    .selectFrom('advancedSettings')
    .select(['locationId', 'azureTenantId', 'mandatoryAuthentication'])
    .where('customerId', '=', customerId)
    .orderBy('locationId')
    .execute()
  const { rows: people } = await sql<{
    id: string
    username: string
    email: string
    enabled: boolean
    hasPassword: boolean
    held: Held[]
  }>`
    select id, username, email, enabled, password_hash is not null as has_password, coalesce((
      select json_agg(json_build_object('locationId', location_id, 'role', role) order by location_id)
      from membership where user_id = user_account.id
    ), '[]') as held
    from user_account where customer_id = ${customerId} order by id`.execute(db)
  return { places, settings, people }
}
