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
  expect(keepsAWayIn(roles.map((role) => ({ role, enabled: true, hasPassword: true })))).toBe(kept)
})

test.each([
  { enabled: false, hasPassword: true },
  { enabled: true, hasPassword: false },
])('a manager who is %j is no way in (R16)', (state) => {
  expect(keepsAWayIn([{ role: 'chain_and_user_manager', ...state }])).toBe(false)
  const other = { role: 'user_manager' as const, enabled: true, hasPassword: true }
  expect(keepsAWayIn([{ role: 'chain_manager', ...state }, other])).toBe(false)
})
