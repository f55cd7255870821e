import { X509Certificate } from 'node:crypto'
import type { Credential } from './redeem.ts'

export type { Credential } from './redeem.ts'

/**
 * When a credential ends, and how many whole days are left. A certificate says so itself; for a secret the operator
 * writes the day down, because only Entra knows it. Undefined if
 * it is not written down.
 */
export function expiryOf(
  credential: Credential,
  now: Date,
): { expiresAt: Date; daysLeft: number } | undefined {
  const expiresAt =
    credential.kind === 'secret'
      ? credential.expiresAt
      : new Date(new X509Certificate(credential.certificatePem).validTo)
  if (!expiresAt) return undefined
  return { expiresAt, daysLeft: Math.floor((expiresAt.getTime() - now.getTime()) / 86_400_000) }
}
