import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  askMicrosoft,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  setTenant,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { type Refusal, refusals } from '#shared/refusals.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'
import { readSetupFacts } from './setup-facts.ts'
import { type SetupFacts, setupSteps } from './setup-steps.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))
const nothing: SetupFacts = {
  tenantId: null,
  inheritedFrom: null,
  verifiedAt: null,
  triedAt: null,
  acceptedAt: null,
  lastAttempt: null,
  confirmedAt: null,
}
const pasted = { ...nothing, tenantId: northTenantId, verifiedAt: day(1) }
const refused = (code: Refusal) => ({ id: '1', at: day(3), outcome: 'refused' as const, code })
/** The states of the five steps, a letter each. */
const letters = (facts: SetupFacts) =>
  setupSteps(facts)
    .map(({ state }) => state[0])
    .join('')

test.each([
  ['nothing is set', nothing, 'nwwww'],
  ['a tenant ID is set', pasted, 'ddnww'],
  ['somebody has tried', { ...pasted, triedAt: day(2) }, 'dddnw'],
  ['Microsoft has let somebody through', { ...pasted, triedAt: day(2), acceptedAt: day(3) }, 'ddddn'],
  ['a user has come in', { ...pasted, confirmedAt: day(4) }, 'ddddd'],
  ['a user had come in through a tenant that is gone', { ...nothing, confirmedAt: day(4) }, 'nwwww'],
] satisfies [string, SetupFacts, string][])(
  'when %s, the steps stand accordingly (R21)',
  (_, facts, states) => {
    expect(letters(facts)).toBe(states)
  },
)

test.each([
  ['paste_tenant', 'not_verified', { ...pasted, verifiedAt: null }],
  ['paste_tenant', 'inherited', { ...pasted, inheritedFrom: northTenantId }],
  ['paste_tenant', null, { ...pasted, verifiedAt: null, confirmedAt: day(4) }],
  ['sign_in', 'popup_blocked', { ...pasted, lastAttempt: refused('popup_blocked') }],
  [
    'accept',
    'admin_consent_required',
    { ...pasted, triedAt: day(2), lastAttempt: refused('admin_consent_required') },
  ],
  [
    'confirm',
    'unknown_user',
    { ...pasted, triedAt: day(2), acceptedAt: day(3), lastAttempt: refused('unknown_user') },
  ],
  ['sign_in', null, { ...pasted, triedAt: day(2), lastAttempt: refused('consent_declined') }],
] satisfies [string, string | null, SetupFacts][])('the step %s says %s (R21)', (name, note, facts) => {
  expect(setupSteps(facts).find(({ step }) => step === name)?.note).toBe(note)
})

test('whatever is known, the list ticks without gaps, and one step is next until all are done (R21)', () => {
  const date = fc.option(fc.date({ noInvalidDate: true }))
  const codes = Object.keys(refusals) as Refusal[]
  const facts = fc.record({
    tenantId: fc.option(fc.uuid()),
    inheritedFrom: fc.option(fc.uuid()),
    verifiedAt: date,
    triedAt: date,
    acceptedAt: date,
    lastAttempt: fc.option(
      fc.oneof(
        fc.record({
          id: fc.uuid(),
          at: fc.date(),
          outcome: fc.constant('refused' as const),
          code: fc.constantFrom(...codes),
        }),
        fc.record({
          id: fc.uuid(),
          at: fc.date(),
          outcome: fc.constant('succeeded' as const),
          code: fc.constant(null),
        }),
      ),
    ),
    confirmedAt: date,
  })
  fc.assert(
    fc.property(facts, (known) => {
      expect(letters(known)).toMatch(/^(?=.{5}$)d*(?:nw*)?$/)
    }),
  )
})

let door: FrontDoor
let chain: { id: string; customerId: string }
let atChain: { start: string }
let customers = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  door.emulator.control.reset()
  customers += 1
  const { chainId } = await customerWithTenant(door, `North ${customers}`, northTenantId)
  chain = { id: chainId, customerId: chainId }
  atChain = { start: `/sign-in/microsoft?chain=${chainId}` }
})
const steps = async () => letters(await readSetupFacts(door.db, chain))

test('the steps follow what happens, from the tenant ID to the first user (R21)', async () => {
  await setTenant(door, chain.id, null)
  expect(await steps()).toBe('nwwww')
  await setTenant(door, chain.id, northTenantId)
  expect(await steps()).toBe('ddnww')

  // Under way, and known by the chain's address.
  await askMicrosoft(door, visitor(door), 'bea.first@north.example', { ...atChain, answer: 'decline' })
  expect(await steps()).toBe('dddnw')

  // Microsoft knows the person, TMAS does not: the request was accepted.
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example', atChain)
  expect(await readSetupFacts(door.db, chain)).toMatchObject({
    acceptedAt: expect.any(Date),
    lastAttempt: { outcome: 'refused', code: 'unknown_user' },
  })
  expect(await steps()).toBe('ddddn')

  await userIn(door, chain.id, 'bea.first@north.example')
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example', atChain)
  expect(await steps()).toBe('ddddd')

  await setTenant(door, chain.id, southTenantId)
  expect(await steps()).toBe('ddnww')
})

test('a request that somebody declined is told at the step that it holds up (R21)', async () => {
  await signInWithMicrosoft(door, visitor(door), 'cleo.declines@north.example', {
    ...atChain,
    answer: 'decline',
  })
  const facts = await readSetupFacts(door.db, chain)
  expect(setupSteps(facts)[3]).toEqual({ step: 'accept', state: 'next', at: null, note: 'consent_declined' })
})

test('what another customer with the same tenant does ticks nothing here (R5, R21)', async () => {
  const other = await customerWithTenant(door, `Elsewhere ${customers}`, northTenantId)
  const there = { start: `/sign-in/microsoft?chain=${other.chainId}` }
  await askMicrosoft(door, visitor(door), 'bea.first@north.example', there)
  expect(await steps()).toBe('ddnww')
})
