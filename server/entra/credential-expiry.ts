import { X509Certificate } from 'node:crypto'
import type { Credential } from './redeem.ts'

export type { Credential } from './redeem.ts'

/**
 * When a credential ends. A certificate says so itself; when a secret ends is known to Entra alone, until it has
 * happened: undefined.
 */
export function expiryOf(
  credential: Credential,
  now: Date,
): { expiresAt: Date; daysLeft: number } | undefined {
  if (credential.kind === 'secret') return undefined
  const expiresAt = new Date(new X509Certificate(credential.certificatePem).validTo)
  return { expiresAt, daysLeft: Math.floor((expiresAt.getTime() - now.getTime()) / 86_400_000) }
}
