import { createPublicKey, type KeyObject } from 'node:crypto'
import { isWithin } from '#server/policy/time.ts'
import { cacheDocument, rejectOnAbort } from './cached-document.ts'
import { cloudNameIn } from './metadata.ts'
import { askJson, isObject, NoAnswer } from './request.ts'
import type { JsonObject } from './strict-json.ts'

/** A public key that signs ID tokens, and the issuer it may sign for. */
export type SigningKey = {
  /** `https://…/{tenantid}/v2.0`, or with a fixed tenant for keys that sign for that one only. */
  issuer: unknown
  cloudInstanceName: string | undefined
  modulus: string
  exponent: string
  /** Read once, at the first use. */
  publicKey(): KeyObject
}

export type KeySet = {
  /** The key with that name, or undefined if Microsoft has no usable key with it. @throws {NoAnswer} */
  find(kid: string, signal: AbortSignal): Promise<SigningKey | undefined>
  /** Fetches the keys if there are none. @throws {NoAnswer} */
  ready(): Promise<void>
}

type Known = { keys: Map<string, { key: SigningKey; seenAt: number }> }

const sizeLimit = 256 * 1024
const refetchAtMostEvery = 60_000
/** A fetch that failed is no answer: after it, so long everyone is told at once that the keys cannot be had. */
const restAfterFailure = 2_000
/**
 * Microsoft's servers do not change their answers at the same moment: one of them may not list a key yet, or no
 * longer.
 */
const keepMissingKeysFor = 3600_000

/**
 * The signing keys behind one `jwks_uri`.
 *
 * Keys change without notice. An unknown `kid` therefore makes us fetch the keys again at once, but at most once a
 * minute, no matter who sends us invented ones. If that fails, no one knows whether Microsoft has the key: it is asked
 * again two seconds later. The keys of an answer are merged with the known ones by `kid`.
 *
 * https://learn.microsoft.com/entra/identity-platform/signing-key-rollover
 */
export function createKeySet(options: { uri: string; now: () => Date; timeoutMs: number }): KeySet {
  let answeredAt = Number.NEGATIVE_INFINITY
  let failed: { at: number; error: unknown } | undefined
  let asking: Promise<void> | undefined

  const known = cacheDocument<Known>({
    ...options,
    load: async (signal, previous) => {
      const { status, body } = await askJson(options.uri, { size: sizeLimit, signal })
      if (status !== 200) throw new NoAnswer('invalid_response', `keys: HTTP ${status}`)
      const answered = readKeys(body)
      if (answered.size === 0) throw new NoAnswer('invalid_response', 'keys: none that can be used')
      return merge(previous, answered, options.now().getTime())
    },
  })

  async function find(kid: string, signal: AbortSignal): Promise<SigningKey | undefined> {
    const key = (await known.get(signal)).keys.get(kid)?.key
    if (key) return key

    const now = options.now()
    if (asking === undefined && !isWithin(refetchAtMostEvery, answeredAt, now)) {
      if (failed && isWithin(restAfterFailure, failed.at, now)) throw failed.error
      asking = ask(now.getTime())
    }
    // This also helps sign-ins that met the same new key a moment later.
    if (asking !== undefined) await rejectOnAbort(asking, signal)
    return (await known.get(signal)).keys.get(kid)?.key
  }

  async function ask(at: number): Promise<void> {
    try {
      await known.refetch()
      answeredAt = at
      failed = undefined
    } catch (error) {
      failed = { at, error }
      throw error
    } finally {
      asking = undefined
    }
  }

  async function ready(): Promise<void> {
    await known.get()
  }

  return { find, ready }
}

/** The keys of the answer win. Those that it no longer lists stay for a while. */
function merge(previous: Known | undefined, answered: Map<string, SigningKey>, now: number): Known {
  const keys: Known['keys'] = new Map()
  for (const [kid, entry] of previous?.keys ?? []) {
    if (isWithin(keepMissingKeysFor, entry.seenAt, new Date(now))) keys.set(kid, entry)
  }
  for (const [kid, key] of answered) {
    const before = previous?.keys.get(kid)?.key
    keys.set(kid, { key: before && isSameKey(before, key) ? before : key, seenAt: now })
  }
  return { keys }
}

/**
 * The usable keys of a JSON Web Key Set (RFC 7517), by `kid`. A key that does not fit is skipped and not an error,
 * because the set may have keys for other purposes. If two different keys have one `kid`, that `kid` is not usable.
 *
 * @throws {NoAnswer} `invalid_response` if the document is not a key set
 */
export function readKeys(body: JsonObject): Map<string, SigningKey> {
  if (!Array.isArray(body.keys)) throw new NoAnswer('invalid_response', 'keys: no key set')
  const keys = new Map<string, SigningKey>()
  const ambiguous = new Set<string>()
  for (const jwk of body.keys) {
    if (!isUsable(jwk)) continue
    const same = keys.get(jwk.kid)
    const key = signingKey(jwk)
    if (same && !isSameKey(same, key)) ambiguous.add(jwk.kid)
    keys.set(jwk.kid, key)
  }
  for (const kid of ambiguous) keys.delete(kid)
  return keys
}

type UsableJwk = JsonObject & { kid: string; n: string; e: string }

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

function isUsable(jwk: unknown): jwk is UsableJwk {
  return (
    isObject(jwk) &&
    isName(jwk.kid) &&
    jwk.kty === 'RSA' &&
    (jwk.use === undefined || jwk.use === 'sig') &&
    (jwk.alg === undefined || jwk.alg === 'RS256') &&
    // Someone who publishes a private key does not know what they publish.
    !privateMembers.some((member) => Object.hasOwn(jwk, member)) &&
    isModulus(jwk.n) &&
    isExponent(jwk.e)
  )
}

function isName(kid: unknown): boolean {
  return typeof kid === 'string' && kid.length > 0 && kid.length <= 256
}

/**
 * At least 2048 bits (RFC 7518 section 3.3). No more than 8192, because of the time it takes. Odd, as a product of
 * primes is.
 */
function isModulus(n: unknown): boolean {
  const number = unsigned(n)
  return number !== undefined && bitLength(number) >= 2048 && bitLength(number) <= 8192 && isOdd(number)
}

/** 65537 in practice. A tiny exponent, 1 above all, makes signatures easy to forge. */
function isExponent(e: unknown): boolean {
  const number = unsigned(e)
  return number !== undefined && bitLength(number) >= 17 && bitLength(number) <= 32 && isOdd(number)
}

/** The bytes of a base64url number without leading zeros. */
function unsigned(value: unknown): Buffer | undefined {
  if (typeof value !== 'string' || !/^[\w-]{1,2048}$/.test(value)) return
  const bytes = Buffer.from(value, 'base64url')
  const first = bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? undefined : bytes.subarray(first)
}

function bitLength(number: Buffer): number {
  return number.length * 8 - Math.clz32(number[0] ?? 0) + 24
}

function isOdd(number: Buffer): boolean {
  return ((number.at(-1) ?? 0) & 1) === 1
}

function signingKey(jwk: UsableJwk): SigningKey {
  const { n, e, issuer } = jwk
  let publicKey: KeyObject | undefined
  return {
    issuer,
    cloudInstanceName: cloudNameIn(jwk),
    modulus: n,
    exponent: e,
    publicKey: () => {
      publicKey ??= createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' })
      return publicKey
    },
  }
}

function isSameKey(one: SigningKey, other: SigningKey): boolean {
  return (
    one.modulus === other.modulus &&
    one.exponent === other.exponent &&
    one.issuer === other.issuer &&
    one.cloudInstanceName === other.cloudInstanceName
  )
}
