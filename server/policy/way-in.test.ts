import { expect, test } from 'vitest'
import type { Role } from '#shared/roles.ts'
import { keepsAWayIn } from './way-in.ts'

test.each<[Role[], boolean]>([
  [['chain_and_user_manager'], true],
  [['chain_manager', 'user_manager'], true],
  [['chain_manager'], false],
  [['user_manager', 'user_manager'], false],
  [['location_manager', 'viewer'], false],
  [[], false],
])('of these at the top, enabled and with a password: %j, a way in remains: %s (R16)', (roles, kept) => {
  expect(keepsAWayIn(roles.map((role) => ({ role, enabled: true, endsOn: null, hasPassword: true })))).toBe(
    kept,
  )
})

test.each([
  { enabled: false, endsOn: null, hasPassword: true },
  { enabled: true, endsOn: null, hasPassword: false },
  { enabled: true, endsOn: '2027-01-31', hasPassword: true },
])('a manager who is %j is no way in (R16)', (state) => {
  expect(keepsAWayIn([{ role: 'chain_and_user_manager', ...state }])).toBe(false)
  const other = { role: 'user_manager' as const, enabled: true, endsOn: null, hasPassword: true }
  expect(keepsAWayIn([{ role: 'chain_manager', ...state }, other])).toBe(false)
})
