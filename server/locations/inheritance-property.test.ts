import { randomUUIDv7 } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalAtDoor, tenantOf } from '#server/policy/doors.ts'
import { listStandings } from '#server/sessions/standings.queries.ts'
import { customerWithTenant, type FrontDoor, openFrontDoor, userIn } from '#server/testing/front-door.ts'
import type { LocationType } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'
import { findEffectiveSettings, insertLocation } from './locations.queries.ts'

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

/** Which of the places before it is above it. */
const which = fc.nat(1000)
const place = fc.record({
  parent: which,
  isChain: fc.boolean(),
  tenant: fc.constantFrom(null, null, northTenantId, southTenantId),
  mandatory: fc.boolean(),
  rehearses: fc.boolean(),
  confirms: fc.constantFrom(null, true, false),
})
const trees = fc.array(place, { minLength: 1, maxLength: 12 })
const people = fc.array(fc.uniqueArray(which, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })

type Place = {
  id: string
  parent: Place | null
  type: LocationType
  tenant: string | null
  mandatory: boolean
  rehearses: boolean
  /** Null where no one has said anything. */
  confirms: boolean | null
}

test('in any tree the tenant in force is the nearest one, policies are the strictest, and a user’s chain is the nearest above all their roles (R5, R12)', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(trees, people, place, async (drawn, holdings, { confirms }) => {
      run += 1
      const { chainId } = await customerWithTenant(door, `Tree ${run}`, null)
      const places = await plant(chainId, confirms, drawn)
      for (const one of places) {
        const path = pathOf(one)
        const owner = path.find(({ tenant }) => tenant !== null)
        const onAt = path.findLast(({ mandatory }) => mandatory)
        const rehearsedAt = path.findLast(({ rehearses }) => rehearses)
        const confirmedAt = path.findLast((above) => above.confirms ?? above.parent === null)
        const isRehearsed = !onAt && owner && rehearsedAt
        expect(await findEffectiveSettings(door.db, one.id)).toMatchObject({
          locationId: owner?.id ?? null,
          azureTenantId: owner?.tenant ?? null,
          mandatoryAuthentication: onAt !== undefined,
          mandatoryAuthenticationFrom: onAt?.id ?? null,
          rehearsalFrom: isRehearsed ? rehearsedAt.id : null,
          sessionConfirmation: confirmedAt !== undefined,
          sessionConfirmationFrom: confirmedAt?.id ?? null,
        })
      }
      for (const [number, drawnRoles] of holdings.entries()) {
        const held = [...new Set(drawnRoles.map((index) => places[index % places.length] as Place))]
        await expectOwnChain(chainId, held, `${run}.${number}`)
      }
    }),
    { numRuns: 25, endOnFailure: true },
  )
}, 120_000)

/** The user signs in with the tenant of the deepest chain that is above everything they hold. */
async function expectOwnChain(customerId: string, held: readonly Place[], name: string) {
  const { id } = await userIn(door, customerId, `viewer.${name}@people.example`)
  await door.db.deleteFrom('membership').where('userId', '=', id).execute()
  const memberships = held.map((one) => ({
    userId: id,
    customerId,
    locationId: one.id,
    locationType: one.type,
    role: 'viewer',
  }))
  await door.db.insertInto('membership').values(memberships).execute()
  const [standing] = await listStandings(door.db, [id], door.now())
  if (!standing) throw new Error('nobody is there')

  const [first, ...others] = held.map(pathOf)
  const common = first?.filter((above) => others.every((path) => path.includes(above))) ?? []
  const chain = common.find(({ type }) => type === 'chain')
  const tenant = chain ? (pathOf(chain).find((above) => above.tenant !== null)?.tenant ?? null) : null
  expect(tenantOf(standing)).toBe(tenant)

  const isMandatory = held.some((one) => pathOf(one).some(({ mandatory }) => mandatory))
  const isConfirmed = held.some((one) => pathOf(one).some((above) => above.confirms ?? above.parent === null))
  const { rows } = await sql<{ isConfirmed: boolean }>`
    select confirms_sessions(${customerId}, ${id}) as is_confirmed`.execute(door.db)
  expect(rows[0]?.isConfirmed).toBe(isConfirmed)

  const expected = isMandatory && tenant !== null ? 'microsoft_required' : null
  expect(refusalAtDoor({ door: 'password' }, standing, door.now())).toBe(expected)
}

/** From the place itself to the top. */
function pathOf(from: Place): Place[] {
  return from.parent === null ? [from] : [from, ...pathOf(from.parent)]
}

async function plant(
  customerId: string,
  topConfirms: boolean | null,
  drawn: readonly (typeof place extends fc.Arbitrary<infer T> ? T : never)[],
) {
  const nothing = { tenant: null, mandatory: false, rehearses: false, confirms: null }
  const top: Place = { id: customerId, parent: null, type: 'chain', ...nothing, confirms: topConfirms }
  const places = [top]
  await settle(top, customerId)
  for (const { parent: index, isChain, tenant, mandatory, rehearses, confirms } of drawn) {
    const parent = places[index % places.length] as Place
    const type = isChain && parent.type === 'chain' ? 'chain' : 'region'
    const own =
      type === 'chain' ? { tenant, mandatory, rehearses: rehearses && !mandatory, confirms } : nothing
    const one: Place = { id: randomUUIDv7(), parent, type, ...own }
    places.push(one)
    await door.db.transaction().execute((trx) =>
      insertLocation(trx, {
        id: one.id,
        customerId,
        parentId: parent.id,
        type,
        name: `Place ${places.length}`,
        createdAt: door.now(),
      }),
    )
    if (type === 'region') continue
    await settle(one, customerId)
  }
  return places
}

/** Writes what is set at a chain itself. */
async function settle(one: Place, customerId: string) {
  await door.db
    .insertInto('advancedSettings')
    .values({
      locationId: one.id,
      customerId,
      azureTenantId: one.tenant,
      mandatoryAuthentication: one.mandatory,
      rehearsalSince: one.rehearses ? door.now() : null,
      sessionConfirmation: one.confirms,
      changedAt: door.now(),
    })
    .execute()
}
