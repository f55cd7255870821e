import { hash, verify } from '@node-rs/argon2'
import { longestPassword } from '#shared/passwords.ts'

// OWASP's recommendation for argon2id, which is the library's default kind: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The argon2id hash of a password, in the form that carries its own parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

// Made once at first need: a hash of something nobody knows, of the same cost as real ones.
let nobodysHash: Promise<string> | undefined

/**
 * Whether this is the password. Takes the same work for a user who does not exist or has none, so that the time of an
 * answer does not tell (R29).
 */
export async function isPassword(
  password: string,
  passwordHash: string | null | undefined,
): Promise<boolean> {
  nobodysHash ??= hash(crypto.randomUUID(), cost)
  const typed = password.normalize('NFKC')
  const work = verify(passwordHash ?? (await nobodysHash), typed.slice(0, longestPassword))
  // A hash that cannot be read proves nothing.
  const matches = await work.catch(() => false)
  return matches && typed.length <= longestPassword && typeof passwordHash === 'string'
}
