import { describe, expect, test } from 'vitest'
import { dayIn, faultsOfPlan, isRolledOut, noticeFor, stateOfPlan, type Wave } from './roll-out.ts'
import { startOf } from './start-day.ts'

const at = (text: string) => new Date(text)
const wave = (more: Partial<Wave> = {}): Wave => ({
  locationIds: ['north'],
  startsOn: '2027-03-01',
  hasBegun: false,
  isPaused: false,
  ...more,
})

describe('a wave starts with its day in the customer’s time zone (R36)', () => {
  test.each([
    ['UTC', '2027-03-01', '2027-03-01T00:00:00.000Z'],
    ['Europe/Paris', '2027-03-01', '2027-02-28T23:00:00.000Z'],
    ['America/Los_Angeles', '2027-03-01', '2027-03-01T08:00:00.000Z'],
    ['Pacific/Kiritimati', '2027-03-01', '2027-02-28T10:00:00.000Z'],
    // Summer time begins at midnight there, so that day starts at one.
    ['Africa/Cairo', '2027-04-30', '2027-04-29T22:00:00.000Z'],
  ])('%s, %s', (timeZone, startsOn, start) => {
    expect(startOf({ startsOn, timeZone })).toEqual(at(start))
    expect(dayIn(timeZone, at(start))).toBe(startsOn)
    expect(dayIn(timeZone, new Date(at(start).getTime() - 1)) < startsOn).toBe(true)
  })
})

test('a place is rolled out from that moment on, with everything below it, and nothing else is (R36)', () => {
  const plans = [{ timeZone: 'Europe/Paris', waves: [wave()] }]
  const store = ['store', 'north', 'chain']
  expect(isRolledOut(store, plans, at('2027-02-28T22:59:59.999Z'))).toBe(false)
  expect(isRolledOut(store, plans, at('2027-02-28T23:00:00.000Z'))).toBe(true)
  expect(isRolledOut(['north', 'chain'], plans, at('2027-02-28T23:00:00.000Z'))).toBe(true)
  expect(isRolledOut(['chain'], plans, at('2027-06-01T00:00:00.000Z'))).toBe(false)
  expect(isRolledOut(['south', 'chain'], plans, at('2027-06-01T00:00:00.000Z'))).toBe(false)
})

test.each([
  ['linked', { isLinked: true, email: 'ada@elsewhere.example' }, ['north.example']],
  ['sign_in', { isLinked: false, email: 'Ada@North.example' }, ['north.example']],
  ['no_match', { isLinked: false, email: 'ada@mail.example' }, ['north.example']],
  // As long as no one is linked, no one knows which domains there are.
  ['sign_in', { isLinked: false, email: 'ada@mail.example' }, []],
] as const)('before their wave a person is told: %s (R36)', (notice, person, domains) => {
  expect(noticeFor(person, new Set(domains))).toBe(notice)
})

test('what has begun stays so when the clock goes back (R36)', () => {
  const plans = [{ timeZone: 'UTC', waves: [wave({ hasBegun: true })] }]
  expect(isRolledOut(['north'], plans, at('2027-02-01T00:00:00Z'))).toBe(true)
})

test('a paused wave is not in force, and no other begins until the plan goes on; what has begun goes on (R36)', () => {
  const waves = [
    wave({ locationIds: ['pilot'], startsOn: '2027-02-01', hasBegun: true }),
    wave({ hasBegun: true, isPaused: true }),
    wave({ locationIds: ['south'], startsOn: '2027-03-08' }),
  ]
  const plans = [{ timeZone: 'UTC', waves }]
  const later = at('2027-04-01T00:00:00Z')
  expect(['pilot', 'north', 'south'].map((id) => isRolledOut([id], plans, later))).toEqual([
    true,
    false,
    false,
  ])
  const resumed = [{ timeZone: 'UTC', waves: waves.map((one) => ({ ...one, isPaused: false })) }]
  expect(['pilot', 'north', 'south'].map((id) => isRolledOut([id], resumed, later))).toEqual([
    true,
    true,
    true,
  ])
})

test.each([
  ['planned', [wave()], '2027-02-01T00:00:00Z'],
  ['running', [wave(), wave({ startsOn: '2027-03-08' })], '2027-03-02T00:00:00Z'],
  ['done', [wave(), wave({ startsOn: '2027-03-08' })], '2027-03-08T00:00:00Z'],
  ['paused', [wave({ isPaused: true }), wave({ startsOn: '2027-03-08' })], '2027-03-08T00:00:00Z'],
  ['planned', [], '2027-03-08T00:00:00Z'],
] as const)('a plan is %s', (state, waves, now) => {
  expect(stateOfPlan({ timeZone: 'UTC', waves }, at(now))).toBe(state)
})

describe('a plan that cannot be is refused, with where and why (R36)', () => {
  const inChain = new Set(['chain', 'north', 'south', 'store'])
  const begun = wave({ locationIds: ['north', 'south'], startsOn: '2027-02-20', hasBegun: true })
  const faults = (...waves: Partial<Wave>[]) =>
    faultsOfPlan(waves.map(wave), [begun], inChain, '2027-03-01').map(({ at, fault }) => `${at} ${fault}`)

  test.each<[string, Partial<Wave>[], string[]]>([
    ['no branch', [{ locationIds: [], startsOn: '2027-03-02' }], ['waves.0.locationIds no_branch']],
    [
      'a branch outside',
      [{ locationIds: ['rival'], startsOn: '2027-03-02' }],
      ['waves.0.locationIds.0 not_in_chain'],
    ],
    [
      'a branch twice',
      [
        { locationIds: ['north', 'north'], startsOn: '2027-03-02' },
        { locationIds: ['south', 'north'], startsOn: '2027-03-03' },
      ],
      ['waves.0.locationIds.1 twice', 'waves.1.locationIds.1 twice'],
    ],
    [
      'a day twice',
      [{ startsOn: '2027-03-02' }, { locationIds: ['south'], startsOn: '2027-03-02' }],
      ['waves.1.startsOn same_day'],
    ],
    ['today', [{ startsOn: '2027-03-01' }], ['waves.0.startsOn too_early']],
    ['a day that is over', [{ startsOn: '2026-03-01' }], ['waves.0.startsOn too_early']],
    ['a begun wave as it is', [begun], []],
    ['a begun wave with a branch less', [{ locationIds: ['south'], startsOn: '2027-02-20' }], []],
    [
      'a begun wave with a branch more',
      [{ locationIds: ['south', 'store'], startsOn: '2027-02-20' }],
      ['waves.0.startsOn too_early'],
    ],
    [
      'tomorrow, a store in one wave and its region in a later one',
      [{ locationIds: ['store'], startsOn: '2027-03-02' }, { startsOn: '2027-03-09' }],
      [],
    ],
  ])('%s', (_, waves, expected) => {
    expect(faults(...waves)).toEqual(expected)
  })
})
