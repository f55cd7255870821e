import { expect, test } from 'vitest'
import { RefusedRequest } from './api.ts'
import { personName } from './session.ts'
import { signInAddress } from './sign-in-address.ts'

test.each([
  ['/', '', '/sign-in?session_ended=&return_to=%2F'],
  [
    '/administration/users',
    '?search=a%26b',
    '/sign-in?session_ended=&return_to=%2Fadministration%2Fusers%3Fsearch%3Da%2526b',
  ],
])('whose session has ended on %s%s comes back there after signing in', (pathname, search, address) => {
  expect(signInAddress({ pathname, search })).toBe(address)
  expect(new URL(address, 'https://tmas.example').searchParams.get('return_to')).toBe(pathname + search)
})

test.each([
  [{ firstName: 'Ada', lastName: 'Lovelace' }, 'Ada Lovelace'],
  [{ firstName: '', lastName: 'Lovelace' }, 'Lovelace'],
  [{ firstName: '', lastName: '' }, 'ada'],
])('a person is called by what is known of their name: %j', (names, called) => {
  expect(personName({ ...person, ...names })).toBe(called)
})

test('a refused request keeps the reference that the person reads to support (R17)', () => {
  expect(new RefusedRequest(500, { code: 'internal', reference: 'AB23CD45' })).toMatchObject({
    status: 500,
    code: 'internal',
    reference: 'AB23CD45',
  })
})

const person = {
  id: '0199f000-0000-7000-8000-000000000001',
  username: 'ada',
  email: 'ada@acme.example',
  firstName: '',
  lastName: '',
  language: 'en' as const,
  microsoftLink: null,
}
