import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '#server/platform/problem.ts'
import { keepsAWayIn } from '#server/policy/way-in.ts'
import { customerWithTenant, type FrontDoor, openFrontDoor, userIn } from '#server/testing/front-door.ts'
import { mayBePlacedUnder } from '#shared/location-tree.ts'
import { type LocationType, locationTypes, type Role } from '#shared/roles.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { addLocation, changeLocation, removeLocation } from './locations.ts'

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

const type = fc.constantFrom(...locationTypes)
/** Which of the locations there are; any number finds one. */
const which = fc.nat(1000)
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), parent: which, type }),
  fc.record({ kind: fc.constant('move' as const), location: which, to: which }),
  fc.record({ kind: fc.constant('retype' as const), location: which, type }),
  fc.record({ kind: fc.constant('remove' as const), location: which }),
)

test('no sequence of changes leaves an orphan, a circle, a wrong shape, another customer’s parent, or no way in (R16)', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      run += 1
      const { chainId } = await customerWithTenant(door, `Tree ${run}`, northTenantId)
      const { chainId: other } = await customerWithTenant(door, `Other ${run}`, northTenantId)
      const email = `top.${run}@people.example`
      const manager = await userIn(door, chainId, email, {
        role: 'chain_and_user_manager',
        passwordHash: 'x',
      })
      const actor = { kind: 'user' as const, userId: manager.id }
      for (const one of steps) {
        // Of both customers: what is aimed at the other one must change nothing.
        const ids = (await listTree([chainId, other])).map(({ id }) => id)
        const at = (index: number) => ids[index % ids.length] as string
        await carryOut(one, at, actor).catch((error) => {
          if (!(error instanceof Problem)) throw error
        })
      }
      const tree = await listTree([chainId])
      expect(await listTree([other])).toMatchObject([{ id: other, parentId: null }])
      for (const node of tree) expectRooted(node.id, tree, chainId)
      expect(keepsAWayIn(await managersAtTheTop(chainId))).toBe(true)
    }),
    { numRuns: 15 },
  )
}, 60_000)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function carryOut(one: Step, at: (index: number) => string, actor: { kind: 'user'; userId: string }) {
  const { db } = door
  const now = door.now()
  if (one.kind === 'add') {
    const location = { parentId: at(one.parent), type: one.type, name: 'New' }
    return addLocation(db, actor, location, now)
  }
  if (one.kind === 'remove') return removeLocation(db, actor, { id: at(one.location) }, now)
  const change = one.kind === 'move' ? { parentId: at(one.to), confirm: true } : { type: one.type }
  return changeLocation(db, actor, at(one.location), change, now)
}

function listTree(customerIds: string[]) {
  return door.db
    .selectFrom('location')
    .select(['id', 'parentId', 'type'])
    .where('customerId', 'in', customerIds)
    .orderBy('id')
    .execute()
}

/** Climbs from a location to the top of its customer, without meeting anything twice. */
function expectRooted(id: string, tree: Awaited<ReturnType<typeof listTree>>, customerId: string) {
  const byId = new Map(tree.map((node) => [node.id, node]))
  let node = byId.get(id)
  for (let height = 0; node?.parentId; height += 1) {
    expect(height).toBeLessThan(tree.length)
    const parent = byId.get(node.parentId)
    expect(mayBePlacedUnder(node.type as LocationType, parent?.type as LocationType)).toBe(true)
    node = parent
  }
  expect(node?.id).toBe(customerId)
}

async function managersAtTheTop(customerId: string) {
  const rows = await door.db
    .selectFrom('membership')
    .innerJoin('userAccount', 'userAccount.id', 'membership.userId')
    .select(['role', 'enabled', 'passwordHash'])
    .where('locationId', '=', customerId)
    .execute()
  return rows.map(({ role, enabled, passwordHash }) => ({
    role: role as Role,
    enabled,
    endsOn: null,
    hasPassword: passwordHash !== null,
  }))
}
