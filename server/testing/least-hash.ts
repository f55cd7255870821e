import { hash } from '@node-rs/argon2'

/**
 * The hash of a password at the least cost there is, for people who sign in thousands of times. A hash carries its own
 * cost, so that the product checks it as any other.
 */
export function leastHash(password: string): Promise<string> {
  return hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })
}
