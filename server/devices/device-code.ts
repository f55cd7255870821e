import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from '#server/platform/database.ts'
import { signingKey } from '#server/platform/signing-keys.ts'
import { isWithin } from '#server/policy/time.ts'
import { referenceAlphabet } from '#shared/shapes.ts'

/** Milliseconds for which a code can be entered, and a link be opened. */
export const offerLifetime = 15 * 60 * 1000

/**
 * The characters of a code before the last, which is computed from them: a slip of the finger is noticed at once,
 * although no list of the codes shown anywhere exists.
 */
const ownLength = 7

/**
 * A ticket for the browser that shows a code. Everything about it is in the ticket, which this installation signs: to
 * show a code leaves no row (R34).
 */
export async function newTicket(db: Db, now: Date): Promise<string> {
  const content = `${now.getTime()}.${randomBytes(16).toString('base64url')}`
  return `${content}.${await sign(db, content)}`
}

/** The code of a ticket, as it is shown and entered; undefined for one that is not ours, or too old. */
export async function codeOf(db: Db, ticket: string | undefined, now: Date): Promise<string | undefined> {
  const [, content, startedAt, signature] = /^((\d{13})\.[\w-]{22})\.([\w-]{43})$/.exec(ticket ?? '') ?? []
  if (content === undefined || startedAt === undefined || signature === undefined) return undefined
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(await sign(db, content)))) return undefined
  if (!isWithin(offerLifetime, Number(startedAt), now)) return undefined
  // Not from the signature, which the browser has: it could search for the ticket of another browser's code.
  const digest = createHmac('sha256', await signingKey(db, 'device-code'))
    .update(`code ${content}`)
    .digest()
  const own = Array.from(
    digest.subarray(0, ownLength),
    (byte) => referenceAlphabet[byte % referenceAlphabet.length],
  )
  return withCheck(own.join(''))
}

/** A code as someone typed it: in any case, with or without the dash; undefined if it is none. */
export function readCode(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[\s\-–—]/g, '')
  return typed.length === ownLength + 1 && withCheck(typed.slice(0, ownLength)) === typed ? typed : undefined
}

/** A code as it is shown. */
export function shownCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/**
 * Adds the last character, by weights modulo the prime number of characters: one wrong character, or two neighbours
 * that were swapped, never give another code.
 */
function withCheck(own: string): string | undefined {
  const values = [...own].map((character) => referenceAlphabet.indexOf(character))
  if (values.includes(-1)) return undefined
  const sum = values.reduce((total, value, place) => total + value * (place + 2), 0)
  return own + referenceAlphabet[sum % referenceAlphabet.length]
}

async function sign(db: Db, content: string): Promise<string> {
  return createHmac('sha256', await signingKey(db, 'device-code'))
    .update(content)
    .digest('base64url')
}
