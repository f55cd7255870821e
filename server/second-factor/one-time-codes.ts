import { Secret, TOTP } from 'otpauth'

/** What every authenticator app supports: SHA-1, six digits, 30 seconds (RFC 6238 section 4). */
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/** How many steps a clock may be ahead or behind (RFC 6238 section 5.2). */
const drift = 1

/** Bytes of a new secret: as long as the hash (RFC 4226 section 4, R6). */
const secretBytes = 20

export function newAppSecret(): Buffer {
  return Buffer.from(new Secret({ size: secretBytes }).bytes)
}

/** The secret for the QR code, and as people type it without a camera. */
export function describeApp(secret: Buffer, username: string): { uri: string; secret: string } {
  const totp = totpOf(secret, username)
  return { uri: totp.toString(), secret: totp.secret.base32 }
}

/**
 * The 30-second step that this code belongs to, now or one step before or after; undefined if it is not a valid code.
 * A step is accepted once: the caller has to refuse one that is not newer than the last.
 */
export function stepOfCode(secret: Buffer, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const timestamp = now.getTime()
  const delta = totpOf(secret, '').validate({ token: code, timestamp, window: drift })
  return delta === null ? undefined : TOTP.counter({ period: settings.period, timestamp }) + delta
}

function totpOf(secret: Buffer, label: string) {
  // A copy, because a Buffer may be part of a larger one.
  const { buffer } = new Uint8Array(secret)
  return new TOTP({ issuer: 'TMAS', label, secret: new Secret({ buffer }), ...settings })
}
