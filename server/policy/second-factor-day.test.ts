import { expect, test } from 'vitest'
import type { Role } from '#shared/roles.ts'
import { factorDayOf, isFactorRequired } from './second-factor-day.ts'

const paris = { startsOn: '2026-12-01', timeZone: 'Europe/Paris' }
const held = (role: Role, day: typeof paris | null) => ({
  role,
  mandatoryAuthentication: false,
  secondFactorDay: day,
})
const at = (time: string) => new Date(time)

test('a manager needs a second factor from midnight in the chain’s time zone, and not a second earlier (R30)', () => {
  const standing = { memberships: [held('chain_manager', paris)] }
  expect(isFactorRequired(standing, at('2026-11-30T22:59:59Z'))).toBe(false)
  expect(isFactorRequired(standing, at('2026-11-30T23:00:00Z'))).toBe(true)
})

test.each<[string, Parameters<typeof factorDayOf>[0]['memberships'], string | null]>([
  ['no day', [held('user_manager', null)], null],
  ['only below the manager levels', [held('viewer', paris)], null],
  ['a manager elsewhere, and below here', [held('viewer', paris), held('chain_manager', null)], null],
  ['a manager there', [held('chain_and_user_manager', paris)], '2026-12-01'],
  [
    'the earlier of two places',
    [held('chain_manager', paris), held('user_manager', { startsOn: '2026-11-15', timeZone: 'UTC' })],
    '2026-11-15',
  ],
  [
    'of one day in two time zones, where it comes first',
    [held('chain_manager', paris), held('user_manager', { ...paris, timeZone: 'Pacific/Auckland' })],
    '2026-12-01',
  ],
])('%s: the day is %j (R30)', (_, memberships, day) => {
  expect(factorDayOf({ memberships })?.startsOn ?? null).toBe(day)
})
