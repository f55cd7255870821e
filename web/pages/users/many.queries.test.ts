import { expect, test } from 'vitest'
import { type Outcome, undoingOf, withinMailBudget } from './many.queries.ts'

const outcome = (userId: string, more: Partial<Outcome> = {}): Outcome => ({
  userId,
  outcome: 'done',
  code: null,
  sessions: 0,
  apiKeys: 0,
  links: 0,
  passwords: 0,
  exceptions: 0,
  mails: 0,
  isManager: false,
  version: null,
  membershipsBefore: null,
  ...more,
})

test('of more mails than are left today, those beyond it are shown as refused (R35)', () => {
  const mailed = ['a', 'b', 'c'].map((id) => outcome(id, { mails: 1 }))
  const linked = outcome('d')
  const codes = withinMailBudget([...mailed, linked], 2).map(({ code }) => code)
  expect(codes).toEqual([null, null, 'too_many_mails', null])
  expect(withinMailBudget(mailed, null)).toEqual(mailed)
})

test('a user who held nothing before is named as not undone, and the others are (R32)', () => {
  const held = [{ locationId: 'north', role: 'viewer' as const }]
  const outcomes = [
    outcome('a', { version: 'x', membershipsBefore: held }),
    outcome('b', { version: 'y', membershipsBefore: [] }),
  ]
  const change = { action: 'give_role', role: 'viewer', locationId: 'north' } as const
  expect(undoingOf(change, outcomes)).toEqual({
    change: { action: 'set_roles' },
    targets: [{ id: 'a', version: 'x', memberships: held }],
    without: ['b'],
  })
  expect(undoingOf({ action: 'disable' }, outcomes)?.without).toEqual([])
})
