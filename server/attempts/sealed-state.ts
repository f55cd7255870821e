import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deriveSecret } from '#server/platform/secret.ts'

const [nonceBytes, tagBytes] = [12, 16]

/** What a sealed state is about: a start that is kept nowhere (R34), or the confirmation of a session (R37). */
const purposes = { s: 'a start that is kept nowhere', c: 'the confirmation of a session' } as const

type Kind = keyof typeof purposes

/**
 * Seals what a state carries (AES-256-GCM) with what only this browser has, so that it opens in no other one, and needs no
 * key that all instances would have to share. Microsoft, through which it passes, reads nothing of it.
 *
 * @param browser the secret of the cookie that attempts are bound to.
 * @see NIST SP 800-38D section 8.2: a random 96-bit nonce for each, far below 2^32 of them.
 */
export function sealState(browser: string, kind: Kind, carried: object): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(browser, kind), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(carried)), cipher.final()])
  return `${kind}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`
}

/** Opens a state of this kind that this browser was given; undefined for anything else. */
export function openState(browser: string, kind: Kind, state: string): unknown {
  if (!isSealed(kind, state)) return undefined
  const sealed = Buffer.from(state.slice(2), 'base64url')
  const [nonce, tag] = [sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes, nonceBytes + tagBytes)]
  const decipher = createDecipheriv('aes-256-gcm', keyOf(browser, kind), nonce, { authTagLength: tagBytes })
  decipher.setAuthTag(tag)
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
    return JSON.parse(text.toString())
  } catch {
    // Altered, another browser's, or none of ours: whichever it is, it is not an answer to this browser.
    return undefined
  }
}

/** Whether a text has the form of a sealed state of this kind. */
export function isSealed(kind: Kind, text: string | undefined): text is string {
  return text !== undefined && text[0] === kind && /^.\.[\w-]{100,1500}$/.test(text)
}

function keyOf(browser: string, kind: Kind): Buffer {
  return Buffer.from(deriveSecret(browser, purposes[kind]), 'base64url')
}
