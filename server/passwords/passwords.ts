/**
 * A password: set, checked, forgotten, and its guessing slowed.
 * Not here: the page that asks for it, and the session that follows (sign-in).
 */
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { longestPassword } from '#shared/passwords.ts'
import { openGate, type Place } from './waiting-line.ts'

// OWASP's recommendation for argon2id, which is the library's default kind: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * Half of the cores compute passwords, so that those who are signed in notice nothing; and never more than two, half of
 * Node's four threads, because look-ups of names and files need some too. The others wait in a fair line, 300 of them
 * and 15 seconds at most, which an office of 130 people fits into.
 */
const atOnce = Math.min(2, Math.max(1, Math.floor(availableParallelism() / 2)))
const inTurn = openGate({ atOnce, most: 300, patience: 15_000 })

/** Of those who are signed in, or have a link that was mailed to them. */
const ofOwner: Place = { lane: 'known', ip: 'unknown' }

/**
 * The argon2id hash of a password, in the form that carries its own parameters.
 *
 * @throws {Problem} `throttled`
 */
export function hashPassword(password: string): Promise<string> {
  return inTurn(ofOwner, () => hash(password.normalize('NFKC'), cost))
}

// Made once, when first needed: a hash of something no one knows, with the same cost as real ones.
let dummyHash: Promise<string> | undefined

/**
 * Whether this is the password. It takes the same work for a user who does not exist or has none, so that the time of
 * an answer reveals nothing (R29).
 *
 * @param place the place in the line of the one who tries it.
 * @throws {Problem} `throttled`
 */
export async function isPassword(
  password: string,
  passwordHash: string | null | undefined,
  place: Place = ofOwner,
): Promise<boolean> {
  dummyHash ??= hash(crypto.randomUUID(), cost)
  const against = passwordHash ?? (await dummyHash)
  const typed = password.normalize('NFKC')
  // A hash that cannot be read proves nothing.
  const matches = await inTurn(place, () =>
    verify(against, typed.slice(0, longestPassword)).catch(() => false),
  )
  return matches && typed.length <= longestPassword && typeof passwordHash === 'string'
}
