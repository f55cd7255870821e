import { randomInt } from 'node:crypto'
import { hashSecret } from '#server/platform/secret.ts'

/** How many there are at a time, and of how many characters: 79 bits each, which nobody guesses nor finds from a hash. */
const count = 10
const groups = 4
const perGroup = 4

// Without 0 and O, 1, I and L: they are copied from paper.
const readable = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Ten new codes, as they are shown once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: count }, () =>
    Array.from({ length: groups }, () =>
      Array.from({ length: perGroup }, () => readable[randomInt(readable.length)]).join(''),
    ).join('-'),
  )
}

/** What is kept of a code, and how a typed one is looked up: blanks, hyphens and small letters make no difference. */
export function hashRecoveryCode(code: string): Buffer {
  return hashSecret(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}
