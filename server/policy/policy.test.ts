import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roles } from '#shared/roles.ts'
import type { Account, Candidate } from './accounts.ts'
import * as address from './address.ts'
import * as doors from './doors.ts'
import * as matching from './matching.ts'
import { noon, north, rules, south } from './testing/rules.ts'
import * as verdicts from './verdicts.ts'

const policy = { ...address, ...doors, ...matching, ...verdicts }

test.each(rules)('$name', ({ say, expected }) => {
  expect(say(policy)).toEqual(expected)
})

const tenant = fc.constantFrom(north, south)
const object = fc.constantFrom('one', 'two', 'three')
const email = fc.constantFrom(
  'ada@north.example',
  'ADA@north.example',
  ' ada@north.example',
  'bea@north.example',
)
const account = fc.record({ tenantId: tenant, objectId: object, loginId: fc.option(email) })
const membership = fc.record({
  role: fc.constantFrom(...roles),
  mandatoryAuthentication: fc.boolean(),
})
const candidate = fc.record({
  userId: fc.uuid(),
  customerId: fc.constantFrom('north', 'harbour', 'third'),
  email,
  linkedObjectId: fc.option(object),
  isTenantProved: fc.boolean(),
  enabled: fc.boolean(),
  commonTenantId: fc.option(tenant),
  memberships: fc.array(membership, { maxLength: 3 }),
})
const cases = [
  account,
  fc.array(candidate, { maxLength: 5 }),
  fc.option(fc.constantFrom('north', 'harbour')),
] as const

/** Whoever comes in or may choose to. */
function letIn(...[who, candidates, customerId, now]: Parameters<typeof matching.match>) {
  const found = matching.match(who, candidates, customerId, now)
  if (found.kind === 'refuse') return []
  return found.kind === 'admit' ? [found.candidate] : found.candidates
}

function always(holds: (who: Account, user: Candidate) => void) {
  fc.assert(
    fc.property(...cases, (who, candidates, customerId) => {
      for (const user of letIn(who, candidates, customerId, noon)) holds(who, user)
    }),
    { numRuns: 2000 },
  )
}

test('nobody comes in by another tenant than that of their chain, which is above all they reach (R8, R12)', () => {
  always((who, user) => {
    expect(user.commonTenantId).toBe(who.tenantId)
  })
})

test('nobody who is linked to one account comes in by another, whatever the address (R10)', () => {
  always((who, user) => expect([null, who.objectId]).toContain(user.linkedObjectId))
})

test('nobody comes in without either the link or the very address (R8, R9)', () => {
  always((who, user) => {
    const sameAddress = user.email.trim().toLowerCase() === who.loginId?.trim().toLowerCase()
    expect(user.linkedObjectId === who.objectId || sameAddress).toBe(true)
  })
})

test('nobody disabled comes in (R12)', () => {
  always((_, user) => expect(user.enabled).toBe(true))
})

test('who comes in by an address is not passed by somebody of the same customer with the link (R10)', () => {
  fc.assert(
    fc.property(...cases, (who, candidates, customerId) => {
      for (const user of letIn(who, candidates, customerId, noon)) {
        const isLinked = candidates.some(
          (c) => c.customerId === user.customerId && c.linkedObjectId === who.objectId,
        )
        expect(isLinked).toBe(user.linkedObjectId === who.objectId)
      }
    }),
    { numRuns: 2000 },
  )
})

test('the order in which users are found decides nothing', () => {
  fc.assert(
    fc.property(...cases, (who, candidates, customerId) => {
      const there = new Set(letIn(who, candidates, customerId, noon))
      expect(new Set(letIn(who, candidates.toReversed(), customerId, noon))).toEqual(there)
    }),
  )
})

test('mandatory authentication shuts the password door exactly for those below the manager levels whom a tenant lets in (R13, R14)', () => {
  const standing = fc.record({
    enabled: fc.constant(true),
    commonTenantId: fc.option(tenant),
    memberships: fc.array(membership, { minLength: 1 }),
  })
  fc.assert(
    fc.property(standing, (who) => {
      const manages = who.memberships.some(({ role }) => role !== 'viewer' && role !== 'location_manager')
      const required = who.memberships.some(({ mandatoryAuthentication }) => mandatoryAuthentication)
      const hasTenant = doors.tenantOf(who) !== null
      const expected = required && hasTenant && !manages ? 'microsoft_required' : null
      expect(doors.refusalAtDoor({ door: 'password' }, who, noon)).toBe(expected)
    }),
  )
})
