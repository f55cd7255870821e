/**
 * A password: set, checked, forgotten, and its guessing slowed.
 * Not here: the page that asks for it, and the session that follows (sign-in).
 */
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '#server/platform/problem.ts'
import { longestPassword } from '#shared/passwords.ts'

// OWASP's recommendation for argon2id, which is the library's default kind: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** How many are computed at once: half of Node's four threads, because look-ups of names and files need some too. */
const mostAtOnce = 2

/** How many may wait for their turn, for some seconds at most. */
const mostWaiting = 100

let running = 0
const waiting: (() => void)[] = []

/**
 * Lets a few computations run and some wait. This work is slow on purpose, and must not delay everything else.
 *
 * @throws {Problem} `throttled` if too many are waiting already.
 */
async function inTurn<T>(compute: () => Promise<T>): Promise<T> {
  if (running < mostAtOnce) running += 1
  else if (waiting.length < mostWaiting) await new Promise<void>((go) => waiting.push(go))
  else
    throw new Problem('throttled', 'Many people sign in at this moment. Try again.', { retryAfterSeconds: 5 })
  try {
    return await compute()
  } finally {
    // The next one takes over the place, so that no other can slip in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/**
 * The argon2id hash of a password, in the form that carries its own parameters.
 *
 * @throws {Problem} `throttled`
 */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), cost))
}

// Made once, when first needed: a hash of something no one knows, with the same cost as real ones.
let dummyHash: Promise<string> | undefined

/**
 * Whether this is the password. It takes the same work for a user who does not exist or has none, so that the time of
 * an answer reveals nothing (R29).
 *
 * @throws {Problem} `throttled`
 */
export async function isPassword(
  password: string,
  passwordHash: string | null | undefined,
): Promise<boolean> {
  dummyHash ??= hash(crypto.randomUUID(), cost)
  const against = passwordHash ?? (await dummyHash)
  const typed = password.normalize('NFKC')
  // A hash that cannot be read proves nothing.
  const matches = await inTurn(() => verify(against, typed.slice(0, longestPassword)).catch(() => false))
  return matches && typed.length <= longestPassword && typeof passwordHash === 'string'
}
