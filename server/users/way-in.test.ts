import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '#server/platform/problem.ts'
import { keepsAWayIn } from '#server/policy/way-in.ts'
import { managerRoles, type Role, roles } from '#shared/roles.ts'
import { changeUser, removeUser } from './change-users.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'
import { listManagersAtTheTop } from './users.queries.ts'
import { createUser } from './users.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

test('twenty at once demote, disable and remove the last two managers; one way in remains, each answer is clear (R16)', async () => {
  const [first, second] = [await newBoss('first'), await newBoss('second')]
  // The customer's own first manager, who has no password yet, is none who could let others in.
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const [asking, target] = index % 2 === 0 ? [first, second] : [second, first]
      const path = `/users/${target.id}`
      if (index % 3 === 0) return asking.ask('PATCH', path, { enabled: false })
      if (index % 3 === 1)
        return asking.ask('PATCH', path, { memberships: [{ locationId: house.north, role: 'viewer' }] })
      return asking.ask('DELETE', path)
    }),
  )
  expect(keepsAWayIn(await managersAtTheTop(house.north))).toBe(true)
  const outcomes = answers.map(({ status, body }) => `${status} ${body?.code ?? ''}`.trim())
  // Only the first could be carried out; the other way round, whoever asked had just lost the role or the session.
  expect(outcomes.filter((outcome) => /^20[04]/.test(outcome)).length).toBeGreaterThanOrEqual(1)
  for (const outcome of outcomes)
    expect(outcome).toMatch(/^(200|204|401 not_signed_in|403 forbidden|404 not_found|409 last_manager)$/)
})

test('the last who can let others in stays, whoever asks; a manager without a password is no way in (R16)', async () => {
  const boss = await newBoss('only')
  const keeper = await house.person(house.north, 'user_manager')
  const others = (await managersAtTheTop(house.north)).length
  expect(others).toBeGreaterThan(1)
  // Everybody else who has a password goes first.
  const { items } = (await boss.ask('GET', '/users?role=chain_and_user_manager')).body
  for (const { id } of items as { id: string }[])
    if (id !== boss.id) await boss.ask('PATCH', `/users/${id}`, { enabled: false })

  // The operator is above all roles, and not above this rule.
  const operator = {
    actor: { kind: 'operator' as const },
    customerId: house.north,
    memberships: everything(),
  }
  for (const change of [
    { enabled: false },
    { memberships: [{ locationId: house.east, role: 'viewer' as const }] },
  ])
    await expect(changeUser(house.db, operator, boss.id, change, house.now())).rejects.toMatchObject({
      code: 'last_manager',
    })
  await expect(removeUser(house.db, operator, { id: boss.id }, house.now())).rejects.toMatchObject({
    code: 'last_manager',
  })

  // A Chain Manager beside the User Manager is a way in, too.
  await house.person(house.north, 'chain_manager')
  await changeUser(house.db, operator, boss.id, { enabled: false }, house.now())
  await expect(removeUser(house.db, operator, { id: keeper.id }, house.now())).rejects.toMatchObject({
    code: 'last_manager',
  })
})

test('no sequence of allowed actions leaves a customer without a way in, crosses customers or leaves an orphan (R16, R22)', async () => {
  const places = [house.south, await house.addLocation(house.south, 'chain', 'South West', house.south)]
  places.push(await house.addLocation(house.south, 'store', 'South Store', house.south))
  const foreign = [house.north, house.coast]
  const people = [
    (await house.person(house.south, 'chain_and_user_manager', { email: 'a@south.example' })).id,
    (await house.person(house.south, 'user_manager', { email: 'b@south.example' })).id,
    (await house.person(house.south, 'chain_manager', { email: 'c@south.example' })).id,
    (await house.person(places[1] as string, 'user_manager', { email: 'd@south.example' })).id,
    (await house.person(house.south, 'viewer', { email: 'e@south.example' })).id,
  ]
  const before = await stateOf(house.north)

  const person = fc.nat({ max: people.length - 1 })
  const membership = fc.record({
    locationId: fc.constantFrom(...places, ...foreign),
    role: fc.constantFrom(...roles),
  })
  const step = fc.record({
    actor: person,
    target: person,
    act: fc.oneof(
      fc.record({ enabled: fc.boolean() }),
      fc.record({ memberships: fc.array(membership, { minLength: 1, maxLength: 3 }) }),
      fc.constant('remove' as const),
      fc.record({ add: membership }),
    ),
  })
  let added = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      for (const { actor, target, act } of steps) {
        const acting = {
          actor: { kind: 'user' as const, userId: people[actor] as string },
          customerId: house.south,
          memberships: [],
        }
        const held = await stateOf(house.south)
        const user = people[target] as string
        try {
          if (act === 'remove') await removeUser(house.db, acting, { id: user }, house.now())
          else if ('add' in act) {
            added += 1
            const names = { username: `added.${added}`, email: `added.${added}@south.example` }
            const newcomer = { ...names, passwordHash: 'none', memberships: [act.add] }
            people.push((await createUser(house.db, acting, newcomer, house.now())).id)
          } else await changeUser(house.db, acting, user, act, house.now())
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          expect(await stateOf(house.south)).toEqual(held)
        }
        expect(keepsAWayIn(await managersAtTheTop(house.south))).toBe(true)
      }
      const after = await stateOf(house.south)
      for (const { memberships } of after.users) {
        expect(memberships.length).toBeGreaterThan(0)
        for (const { locationId, role } of memberships) {
          expect(places).toContain(locationId)
          if (managerRoles.includes(role as Role)) expect(locationId).not.toBe(places[2])
        }
      }
      expect(await stateOf(house.north)).toEqual(before)
    }),
    { numRuns: 40 },
  )
}, 60_000)

function everything() {
  return [{ locationId: house.north, role: 'chain_and_user_manager' as const }]
}

async function newBoss(username: string): Promise<Asking & { id: string }> {
  const { id } = await house.person(house.north, 'chain_and_user_manager', { username })
  return { ...(await house.signIn(username)), id }
}

function managersAtTheTop(customerId: string) {
  return house.db.transaction().execute((trx) => listManagersAtTheTop(trx, customerId))
}

/** Who is there, with what they hold. */
async function stateOf(customerId: string) {
  const users = await house.db
    .selectFrom('userAccount')
    .select(['id', 'enabled'])
    .where('customerId', '=', customerId)
    .orderBy('id')
    .execute()
  const memberships = await house.db
    .selectFrom('membership')
    .select(['userId', 'locationId', 'role'])
    .where('customerId', '=', customerId)
    .orderBy('userId')
    .orderBy('locationId')
    .execute()
  return {
    users: users.map((user) => ({
      ...user,
      memberships: memberships.filter(({ userId }) => userId === user.id),
    })),
  }
}
