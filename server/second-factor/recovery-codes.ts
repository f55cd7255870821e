import { randomInt } from 'node:crypto'
import { hashSecret } from '#server/platform/secret.ts'

/**
 * How many there are at a time, and how many characters each has: 117 bits, so that no one can guess one, or find it
 * from a fast hash (ASVS 6.5.2 asks for 112).
 */
const count = 10
const groups = 6
const perGroup = 4

// Without 0 and O, 1, I and L, because people copy them from paper.
const readable = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Ten new codes, in the form in which they are shown once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: count }, () =>
    Array.from({ length: groups }, () =>
      Array.from({ length: perGroup }, () => readable[randomInt(readable.length)]).join(''),
    ).join('-'),
  )
}

/** What is stored of a code, and how a typed one is looked up. Blanks, hyphens and lower case make no difference. */
export function hashRecoveryCode(code: string): Buffer {
  return hashSecret(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}
