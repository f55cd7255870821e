import { X509Certificate } from 'node:crypto'
import type { Credential } from './redeem.ts'

export type { Credential } from './redeem.ts'

/**
 * When a credential ends. A certificate says so itself. For a secret the result is undefined, because only Entra
 * knows.
 */
export function expiryOf(
  credential: Credential,
  now: Date,
): { expiresAt: Date; daysLeft: number } | undefined {
  if (credential.kind === 'secret') return undefined
  const expiresAt = new Date(new X509Certificate(credential.certificatePem).validTo)
  return { expiresAt, daysLeft: Math.floor((expiresAt.getTime() - now.getTime()) / 86_400_000) }
}
