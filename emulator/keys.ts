import { createHash, generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { selfSignedCertificate } from './certificate.ts'
import { personalTenantId } from './directory.ts'

export type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject; certificate: Buffer }

/** Who signs what. `retired` keys are still published, as after an orderly rollover. */
export type KeyRing = {
  /** Signs the ID tokens of work and school accounts. */
  current: SigningKey
  /** Published beside it, as Entra publishes the next one early. */
  standby: SigningKey
  retired: SigningKey[]
  /** In the global key set with the global issuer template; only `cloud_instance_name` tells (entra 4.5). */
  usGovernment: SigningKey
  /** Good for the personal-accounts issuer alone. */
  personal: SigningKey
}

/** One entry of the key set (entra 4.5): no `alg`, `x5t` equals `kid`. */
export type PublishedKey = {
  kty: string
  use: 'sig'
  kid: string
  x5t: string
  n: string
  e: string
  x5c: string[]
  cloud_instance_name: string
  issuer: string
}

const generate = promisify(generateKeyPair)

export async function createSigningKey(
  commonName = 'accounts.accesscontrol.windows.example',
): Promise<SigningKey> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 })
  const certificate = selfSignedCertificate(commonName, publicKey, privateKey, new Date())
  const kid = createHash('sha1').update(certificate).digest('base64url')
  return { kid, privateKey, publicKey, certificate }
}

let shared: Promise<KeyRing> | undefined

/** The keys of this process: made once, so that a test file may start many emulators cheaply. */
export async function sharedKeyRing(): Promise<KeyRing> {
  shared ??= createKeyRing()
  return { ...(await shared) }
}

async function createKeyRing(): Promise<KeyRing> {
  const [current, standby, usGovernment, personal] = await Promise.all([
    createSigningKey(),
    createSigningKey(),
    createSigningKey('accounts.accesscontrol.us.example'),
    createSigningKey('live.example'),
  ])
  return { current, standby, usGovernment, personal, retired: [] }
}

/** The key set as Entra publishes it, for the emulator that answers at `authority`. */
export function publishedKeys(ring: KeyRing, authority: string): PublishedKey[] {
  const template = `${authority}/{tenantid}/v2.0`
  return [
    ...[ring.current, ring.standby, ...ring.retired].map((key) =>
      publish(key, 'microsoftonline.com', template),
    ),
    publish(ring.usGovernment, 'microsoftonline.us', template),
    publish(ring.personal, 'microsoftonline.com', `${authority}/${personalTenantId}/v2.0`),
  ]
}

function publish(key: SigningKey, cloud: string, issuer: string): PublishedKey {
  const { kty = '', n = '', e = '' } = key.publicKey.export({ format: 'jwk' })
  return {
    kty,
    use: 'sig',
    kid: key.kid,
    x5t: key.kid,
    n,
    e,
    x5c: [key.certificate.toString('base64')],
    cloud_instance_name: cloud,
    issuer,
  }
}

/**
 * A compact JWS over exactly this header and payload, RS256 whatever the header says: hostile tests want
 * tokens that no library would agree to make.
 */
export function signJwt(header: object, payload: object, key: SigningKey): string {
  const input = `${base64urlJson(header)}.${base64urlJson(payload)}`
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`
}

function base64urlJson(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
