import { expect, test } from 'vitest'
import { secretsOf } from './start-attempt.ts'

test('the nonce and the verifier follow from the browser’s cookie, which is stored nowhere: another browser has others for the same state (R8)', () => {
  const one = secretsOf('a state', 'a browser')
  expect(secretsOf('a state', 'a browser')).toEqual(one)
  for (const other of [secretsOf('a state', 'another browser'), secretsOf('another state', 'a browser')]) {
    expect(other.nonce).not.toBe(one.nonce)
    expect(other.codeVerifier).not.toBe(one.codeVerifier)
  }
  expect(one.nonce).not.toBe(one.codeVerifier)
  // RFC 7636 section 4.1: 43 to 128 characters of this alphabet.
  expect(one.codeVerifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/)
})
