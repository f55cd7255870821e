import { expect, test } from 'vitest'
import { newSecret } from '#server/platform/secret.ts'
import { openState, sealState } from './sealed-state.ts'

const carried = {
  reference: 'TMAS-2345',
  chainId: '01a23026-9f29-7361-b3f8-d23e9ca7042d',
  returnTo: '/users',
}

test('a sealed state opens in the browser that it was made for, in no other, and for nothing else (R8)', () => {
  const [browser, other] = [newSecret(), newSecret()]
  const state = sealState(browser, 's', carried)
  expect(openState(browser, 's', state)).toEqual(carried)
  expect(openState(other, 's', state)).toBeUndefined()
  expect(openState(browser, 'c', state.replace(/^s/, 'c'))).toBeUndefined()
})
