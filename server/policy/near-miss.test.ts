import { expect, test } from 'vitest'
import { type LikelyUser, type Likeness, likenessOf, type StrangeAccount, tracesOf } from './near-miss.ts'

const maria: LikelyUser = { email: 'maria.keller@north.example', firstName: 'Maria', lastName: 'Keller' }
const nobodyNamed: LikelyUser = { ...maria, firstName: '', lastName: '' }
const account = (loginId: string, more: Partial<StrangeAccount> = {}): StrangeAccount => ({
  loginId,
  email: null,
  name: null,
  ...more,
})

test.each<[StrangeAccount, LikelyUser, Likeness | undefined]>([
  [account('u1@north.example', { email: 'MARIA.Keller@north.example' }), nobodyNamed, 'mail_is_address'],
  [account('mária.keller@north.example'), nobodyNamed, 'same_but_accents'],
  [account('ｍaria.keller@north.example'), nobodyNamed, 'same_but_accents'],
  [account('maria.keller@nord.example'), nobodyNamed, 'same_name_other_domain'],
  [account('maria.kelelr@north.example'), nobodyNamed, 'one_slip_away'],
  [account('m.keller@north.example'), nobodyNamed, 'same_parts'],
  [account('mkeller@north.example'), nobodyNamed, 'same_parts'],
  [account('keller.maria@north.example'), nobodyNamed, 'same_parts'],
  [account('u1@north.example', { name: 'Keller, Maria' }), maria, 'same_person_name'],
  [account('mkeller@other.example'), maria, 'same_person_name'],
  [account('tom.vogel@north.example', { name: 'Tom Vogel' }), maria, undefined],
  [account('u1@north.example', { name: 'Maria' }), maria, undefined],
  [account('store12@north.example'), { ...nobodyNamed, email: 'store13@north.example' }, undefined],
  [account('no-address'), nobodyNamed, undefined],
])('%j and %j are alike: %s', (stranger, user, likeness) => {
  expect(likenessOf(stranger, user)).toBe(likeness)
})

test('whatever is alike is found by its traces', () => {
  const login = account('maria.keller@north.example', { email: 'mk@north.example', name: 'Maria Keller' })
  const { addresses, locals, names } = tracesOf(login)
  expect(addresses).toEqual(expect.arrayContaining(['mk@north.example', 'maria.kelelr@north.example']))
  expect(locals).toEqual(expect.arrayContaining(['maria.keller', 'm.keller', 'mkeller', 'keller.maria']))
  expect(names).toEqual(expect.arrayContaining(['maria', 'keller']))
})
