import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redirectVisitOf } from './callback-visit.ts'

const state = 'S'.repeat(43)
const sealed = `s.${'x'.repeat(200)}`
const tenant = '3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b'
const answer = (named: string | undefined, isAmbiguous = false) => ({
  kind: 'answer',
  state: named,
  isAmbiguous,
})
const granted = { kind: 'consent', granted: true }
const notGranted = { kind: 'consent', granted: false }
const nothing = { kind: 'nothing' }

test.each<[string, string, object]>([
  ['a code and our state', `code=c&state=${state}`, answer(state)],
  ['an error and our state', `error=access_denied&state=${state}`, answer(state)],
  ['a start that is kept nowhere', `code=c&state=${sealed}`, answer(sealed)],
  ['our state alone', `state=${state}`, answer(state)],
  [
    'parameters that Microsoft may add one day',
    `code=c&state=${state}&session_state=x&iss=y&z=1`,
    answer(state),
  ],
  [
    'the words of Microsoft’s page behind the state',
    `code=c&state=${state}Sign in to your account`,
    answer(state),
  ],
  ['the same, encoded twice', `code=c&state=${state}%2520Sign%2520in`, answer(state)],
  [
    'the same behind a start that is kept nowhere',
    `code=c&state=${sealed} Sign in to your account`,
    answer(sealed),
  ],
  ['a state of another program', 'code=c&state=12345', answer(undefined)],
  ['no state', 'code=c', answer(undefined)],
  ['an empty state', 'code=c&state=', answer(undefined)],
  ['an error without a state', 'error=access_denied', answer(undefined)],
  ['a state as a list', `state[]=${state}`, answer(undefined)],
  ['the same state twice', `code=c&state=${state}&state=${state}`, answer(state, true)],
  ['two states', `code=c&state=${state}&state=${'T'.repeat(43)}`, answer(undefined, true)],
  ['the code twice', `code=c&code=d&state=${state}`, answer(state, true)],
  ['a token', `id_token=a.b.c&state=${state}`, answer(state)],
  ['consent given in the portal', `admin_consent=True&tenant=${tenant}`, granted],
  ['the same with scopes', `admin_consent=True&tenant=${tenant}&scope=openid%20profile`, granted],
  ['the same in small letters and capitals', `admin_consent=true&tenant=${tenant.toUpperCase()}`, granted],
  ['the same without a tenant', 'admin_consent=True', granted],
  [
    'the same, asked for by an address that IT made itself',
    `admin_consent=True&tenant=${tenant}&state=12345`,
    granted,
  ],
  ['the same, twice', `admin_consent=True&admin_consent=True&tenant=${tenant}`, granted],
  ['the same for what is no tenant', 'admin_consent=True&tenant=%3Cb%3E', notGranted],
  [
    'consent that failed',
    'admin_consent=True&error=consent_required&error_description=AADSTS65004',
    notGranted,
  ],
  ['a state of ours beside a consent', `admin_consent=True&tenant=${tenant}&state=${state}`, answer(state)],
  ['a code beside a consent', `admin_consent=True&code=c`, answer(undefined)],
  ['no consent', 'admin_consent=False', nothing],
  ['nothing', '', nothing],
  ['a tile with a hint', 'login_hint=ada%40north.example', nothing],
  ['a link from a newsletter', 'utm_source=mail&lang=fr', nothing],
  ['parts without a value', 'code=&state=&error=', nothing],
])('%s (R17)', (_, query, expected) => {
  expect(redirectVisitOf(new URLSearchParams(query))).toEqual(expected)
})

test('whatever stands in the address is one of the three, and a state of ours is found in it or none is named (R34)', () => {
  const names = fc.constantFrom(
    'state',
    'code',
    'error',
    'admin_consent',
    'tenant',
    'state[]',
    'x',
    'id_token',
  )
  const values = fc.oneof(fc.string(), fc.constantFrom(state, sealed, tenant, 'True', ''))
  fc.assert(
    fc.property(fc.array(fc.tuple(names, values)), (pairs) => {
      const visit = redirectVisitOf(new URLSearchParams(pairs))
      if (visit.kind === 'answer' && visit.state !== undefined) {
        const { state: found } = visit
        expect(pairs.some(([name, value]) => name === 'state' && value.startsWith(found))).toBe(true)
      }
    }),
  )
})
