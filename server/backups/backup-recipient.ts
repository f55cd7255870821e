import { bech32 } from '@scure/base'

/**
 * Whether backups can be encrypted to it: a public key of age, `age1…`, without a typing error. Apart from the
 * encryption itself, which is loaded only where a file is written or read.
 */
export function isRecipient(text: string): boolean {
  const decoded = bech32.decodeUnsafe(text, false)
  if (decoded?.prefix === 'age') return bech32.fromWords(decoded.words).length === keyLength
  return decoded?.prefix === 'age1pq'
}

/** Bytes of an X25519 key. */
const keyLength = 32
