import { expect, test } from 'vitest'
import { describeApp, newAppSecret, stepOfCode } from './one-time-codes.ts'

/** RFC 6238 appendix B, SHA-1, the last six of its eight digits. */
const secret = Buffer.from('12345678901234567890')

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is the one of RFC 6238: %s', (second, code) => {
  expect(stepOfCode(secret, code, new Date(second * 1000))).toBe(Math.floor(second / 30))
})

test.each([
  [-30, true],
  [30, true],
  [-60, false],
  [60, false],
])('a clock that is %i seconds off is forgiven: %s (R30)', (seconds, isForgiven) => {
  const step = stepOfCode(secret, '050471', new Date((1_111_111_111 + seconds) * 1000))
  expect(step).toBe(isForgiven ? Math.floor(1_111_111_111 / 30) : undefined)
})

test.each(['', '50471', '0050471', '05047a', ' 050471', '０５０４７１', '-50471'])(
  '%j is no code',
  (code) => {
    expect(stepOfCode(secret, code, new Date(1_111_111_111_000))).toBeUndefined()
  },
)

test('an app is told whose account it is, and every new secret is another', () => {
  const made = newAppSecret()
  expect(made).toHaveLength(20)
  expect(made.equals(newAppSecret())).toBe(false)
  const { uri, secret: typed } = describeApp(made, 'max.manager')
  expect(uri).toMatch(/^otpauth:\/\/totp\/TMAS:max\.manager\?issuer=TMAS&secret=[A-Z2-7]{32}&/)
  expect(uri).toContain(`secret=${typed}`)
})
