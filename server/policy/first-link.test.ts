import fc from 'fast-check'
import { expect, test } from 'vitest'
import { managerRoles, type Role, roles } from '#shared/roles.ts'
import { isVouchedFor, refusalOfFirstLink, type Vouching } from './first-link.ts'

const atTheTop = ['top']
const inTheBranch = ['branch', 'top']
const user = (role: Role, place = inTheBranch): Vouching['held'] => [{ role, place }]
const saved = (role: Role, locationId = 'top'): Vouching['vouchers'] => [
  { userId: 'saver', memberships: [{ locationId, role }] },
]

test.each<[who: string, Vouching, boolean]>([
  ['a viewer, whoever saved the tenant', { isByOperator: false, vouchers: [], held: user('viewer') }, true],
  [
    'a manager, the operator',
    { isByOperator: true, vouchers: [], held: user('chain_and_user_manager') },
    true,
  ],
  [
    'a manager, a Chain and User Manager above',
    { isByOperator: false, vouchers: saved('chain_and_user_manager'), held: user('chain_and_user_manager') },
    true,
  ],
  [
    'a manager, a Chain Manager, who may edit no one (attack 6)',
    { isByOperator: false, vouchers: saved('chain_manager'), held: user('chain_and_user_manager') },
    false,
  ],
  [
    'a User Manager, a Chain Manager',
    { isByOperator: false, vouchers: saved('chain_manager'), held: user('user_manager') },
    false,
  ],
  [
    'a manager at the top, a Chain and User Manager of the branch',
    {
      isByOperator: false,
      vouchers: saved('chain_and_user_manager', 'branch'),
      held: user('user_manager', atTheTop),
    },
    false,
  ],
  [
    'a manager, an API key or someone who has gone',
    { isByOperator: false, vouchers: [], held: user('chain_manager') },
    false,
  ],
])('for %s: %j vouches: %s', (_, vouching, expected) => {
  expect(isVouchedFor('ada', vouching)).toBe(expected)
})

const role = fc.constantFrom(...roles)
const held = fc.array(fc.record({ role, place: fc.constantFrom(atTheTop, inTheBranch) }), {
  minLength: 1,
  maxLength: 3,
})
const vouchers = fc.array(
  fc.record({
    userId: fc.constantFrom('ada', 'saver', 'prover'),
    memberships: fc.array(fc.record({ locationId: fc.constantFrom('top', 'branch'), role }), {
      maxLength: 3,
    }),
  }),
  { maxLength: 2 },
)

test('no one links a manager for the first time on the word of people who may not edit that manager (R22)', () => {
  fc.assert(
    fc.property(held, vouchers, fc.constantFrom('ada', 'other', null), (has, standBehind, signedInAs) => {
      const refusal = refusalOfFirstLink(
        'ada',
        { isByOperator: false, vouchers: standBehind, held: has },
        signedInAs,
      )
      const isManager = has.some(({ role }) => managerRoles.includes(role))
      const someoneMayEdit = standBehind.some(({ userId, memberships }) => {
        const reaches = (place: string[], wanted: Role) =>
          memberships.some(({ locationId, role }) => {
            if (!place.includes(locationId)) return false
            return role === 'chain_and_user_manager' || (role === 'user_manager' && !/^chain_/.test(wanted))
          })
        return userId === 'ada' || has.every(({ role, place }) => reaches(place, role))
      })
      expect(refusal === null).toBe(!isManager || signedInAs === 'ada' || someoneMayEdit)
    }),
    { numRuns: 2000 },
  )
})
