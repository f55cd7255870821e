import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import { referenceAlphabet } from '#shared/shapes.ts'

/**
 * A bearer secret: anyone who has it is accepted, so store only its hash. 256 random bits in base64url, 43 characters.
 */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether a string has the form of one of our secrets. If not, it need not be looked up. */
export function isSecret(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text)
}

/** What is stored of a bearer secret. A plain SHA-256 is enough, because 256 random bits cannot be guessed. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** A secret made from another one for one purpose. It reveals nothing about its source. Base64url, 43 characters. */
export function deriveSecret(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url')
}

/** A new reference for an attempt or an error: eight readable characters. */
export function newReference(): string {
  // One number has all of them: each request needs a reference, and each call of the generator costs as much as the rest.
  let number = randomInt(referenceAlphabet.length ** referenceLength)
  let reference = ''
  while (reference.length < referenceLength) {
    reference += referenceAlphabet[number % referenceAlphabet.length]
    number = Math.floor(number / referenceAlphabet.length)
  }
  return reference
}

/** Of a reference. */
const referenceLength = 8
