import { expect, test } from 'vitest'
import { disturbanceIn, type OutageSign } from './disturbance.ts'

const now = new Date('2026-11-27T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const silence = (minutes: number, more: Partial<OutageSign> = {}): OutageSign => ({
  at: ago(minutes),
  outage: 'microsoft',
  network: `192.0.2.${minutes}`,
  path: 'organizations',
  ...more,
})
const refused = (minutes: number) => silence(minutes, { outage: 'registration' })
const otherTenant = { path: '3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b' }
const oneTenant = { path: '7f0d3c1e-2b58-4c7e-9c0a-5a1c2f3b4d5e' }

test.each<[string, OutageSign[], Date | null, string | undefined]>([
  ['nothing happened', [], null, undefined],
  ['two attempts met silence', [silence(1), silence(2)], null, undefined],
  [
    'three attempts of different networks met silence',
    [silence(1), silence(2), silence(3)],
    null,
    'microsoft',
  ],
  ['somebody came in after them', [silence(1), silence(2), silence(3)], ago(0.5), undefined],
  ['somebody came in before them', [silence(1), silence(2), silence(3)], ago(4), 'microsoft'],
  ['one of the three is too long ago', [silence(1), silence(2), silence(11)], null, undefined],
  ['all three come from one network', [1, 2, 3].map((m) => silence(m, { network: 'x' })), null, undefined],
  ['all three asked one tenant', [1, 2, 3].map((m) => silence(m, oneTenant)), null, undefined],
  [
    'one of them asked no single tenant, which is one hiccup beside the trouble of one tenant (R34)',
    [silence(1), silence(2, oneTenant), silence(3, oneTenant)],
    null,
    undefined,
  ],
  ['two of them asked no single tenant', [silence(1), silence(2), silence(3, oneTenant)], null, 'microsoft'],
  [
    'they asked two tenants',
    [silence(1, otherTenant), silence(2, oneTenant), silence(3, oneTenant)],
    null,
    'microsoft',
  ],
  ['Microsoft refused TMAS once', [refused(9)], null, 'registration'],
  ['Microsoft refused TMAS, and was silent besides', [silence(1), refused(2)], null, 'registration'],
  ['Microsoft refused TMAS before somebody came in', [refused(2)], ago(1), undefined],
])('%s', (_what, signs, lastSuccessAt, kind) => {
  expect(disturbanceIn(signs, lastSuccessAt, now)?.kind).toBe(kind)
})

test('a disturbance began with its first sign', () => {
  expect(disturbanceIn([silence(1), silence(5), silence(3)], null, now)?.since).toEqual(ago(5))
})
