import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { deriveSecret } from '#server/platform/secret.ts'

/**
 * A start that no page of ours led to: a bookmark, a link preview, a program. It is kept nowhere here, and travels in the
 * state instead (R34). If Microsoft's answer brings it back, the attempt begins with that.
 */
const shape = z.strictObject({
  at: z.number(),
  path: z.union([z.literal('organizations'), z.guid()]),
  chainId: z.guid().nullable(),
  returnTo: z.string(),
  popupId: z.guid().nullable(),
  inPopup: z.boolean(),
  popupBlocked: z.boolean(),
})

export type SealedStart = z.infer<typeof shape>

/** Characters of an address to return to that travels in a state. A longer one is left out of it. */
const longestReturnTo = 500

const [nonceBytes, tagBytes] = [12, 16]

/**
 * Seals a start (AES-256-GCM) with what only this browser has, so that it opens in no other one, and needs no key that all
 * instances would have to share. Microsoft, through which it passes, reads nothing of it.
 *
 * @param browser the secret of the cookie that attempts are bound to.
 * @see NIST SP 800-38D section 8.2: a random 96-bit nonce for each, far below 2^32 of them.
 */
export function sealStart(browser: string, start: SealedStart): string {
  const returnTo = start.returnTo.length > longestReturnTo ? '/' : start.returnTo
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(browser), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify({ ...start, returnTo })), cipher.final()])
  return `s.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`
}

/** Opens a state that this browser was given; undefined for anything else. */
export function openStart(browser: string, state: string): SealedStart | undefined {
  if (!isSealedStart(state)) return undefined
  const sealed = Buffer.from(state.slice(2), 'base64url')
  const [nonce, tag] = [sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes, nonceBytes + tagBytes)]
  const decipher = createDecipheriv('aes-256-gcm', keyOf(browser), nonce, { authTagLength: tagBytes })
  decipher.setAuthTag(tag)
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
    return shape.parse(JSON.parse(text.toString()))
  } catch {
    // Altered, another browser's, or none of ours: whichever it is, it is not an answer to this browser.
    return undefined
  }
}

/** Whether a text has the form of a sealed start. */
export function isSealedStart(text: string | undefined): text is string {
  return text !== undefined && /^s\.[\w-]{100,1500}$/.test(text)
}

function keyOf(browser: string): Buffer {
  return Buffer.from(deriveSecret(browser, 'a start that is kept nowhere'), 'base64url')
}
