import { createHash, createPublicKey, X509Certificate } from 'node:crypto'
import { decodeProtectedHeader, errors, jwtVerify } from 'jose'
import type { AppRegistration } from './directory.ts'
import { type Failure, failure } from './failures.ts'
import type { World } from './world.ts'

/** What the client presented, from the body or from the Authorization header. */
export type Credentials = {
  clientId: string | undefined
  secret: string | undefined
  assertion: string | undefined
  assertionType: string | undefined
}

/**
 * Reads the credentials of a token request. In a Basic header both halves are form-encoded first
 * (RFC 6749, section 2.3.1), which clients forget: here they are decoded, as Entra does.
 */
export function readCredentials(authorization: string | undefined, body: URLSearchParams): Credentials {
  const basic = authorization?.match(/^Basic (.+)$/i)?.[1]
  const [basicId, basicSecret] = basic ? splitBasic(basic) : []
  return {
    clientId: basicId ?? body.get('client_id') ?? undefined,
    secret: basicSecret ?? body.get('client_secret') ?? undefined,
    assertion: body.get('client_assertion') ?? undefined,
    assertionType: body.get('client_assertion_type') ?? undefined,
  }
}

/** Whether the client is who it says, or what Entra answers. */
export async function authenticateClient(
  world: World,
  app: AppRegistration,
  credentials: Credentials,
  tokenEndpoint: string,
): Promise<Failure | undefined> {
  const { secret, assertion, assertionType } = credentials
  if (assertion !== undefined) {
    if (assertionType !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') {
      return failure(900144, { parameter: 'client_assertion_type' })
    }
    return checkAssertion(world, app, assertion, tokenEndpoint)
  }
  if (!secret) return failure(7000218)
  const known = app.secrets.find(({ value }) => value === secret)
  if (!known) return failure(7000215, { app: app.clientId })
  const expired = known.expiresAt !== undefined && known.expiresAt <= world.clock()
  return expired || world.control.expiredSecret ? failure(7000222, { app: app.clientId }) : undefined
}

/**
 * A client assertion as Microsoft documents it (entra 3.1): PS256 with `x5t#S256`, or RS256 with `x5t`; the
 * audience is the token endpoint of the very path in use. Stricter than Entra: a `jti` is good once.
 */
async function checkAssertion(
  world: World,
  app: AppRegistration,
  assertion: string,
  tokenEndpoint: string,
): Promise<Failure | undefined> {
  const unfit = (reason: string) => failure(700027, { app: app.clientId, reason })
  const certificate = findCertificate(app, assertion)
  if (typeof certificate === 'string') return unfit(certificate)
  try {
    const { payload } = await jwtVerify(assertion, createPublicKey(certificate.publicKey.export(pem)), {
      algorithms: ['PS256', 'RS256'],
      requiredClaims: ['exp', 'jti', 'iss', 'sub', 'aud'],
      audience: tokenEndpoint,
      issuer: app.clientId,
      subject: app.clientId,
      typ: 'JWT',
      currentDate: world.clock(),
    })
    if (!payload.jti || world.assertionsUsed.has(payload.jti)) {
      return failure(50012, { reason: 'the assertion has been used before' })
    }
    world.assertionsUsed.add(payload.jti)
  } catch (error) {
    if (error instanceof errors.JWTExpired) return failure(700024, { now: world.clock().toISOString() })
    if (error instanceof errors.JWTClaimValidationFailed) {
      if (error.claim === 'aud') return failure(700023, { expected: tokenEndpoint })
      if (error.claim === 'iss' || error.claim === 'sub') return failure(700021)
      if (error.claim === 'nbf') return failure(700024, { now: world.clock().toISOString() })
    }
    return unfit(error instanceof Error ? error.message : 'unreadable')
  }
  return undefined
}

/** The registered certificate that the assertion's header names, or the reason why there is none. */
function findCertificate(app: AppRegistration, assertion: string): X509Certificate | string {
  let header: ReturnType<typeof decodeProtectedHeader>
  try {
    header = decodeProtectedHeader(assertion)
  } catch {
    return 'the assertion is not a JWT'
  }
  const [member, hash] = header.alg === 'PS256' ? ['x5t#S256', 'sha256'] : ['x5t', 'sha1']
  const named = (header as Record<string, unknown>)[member as string]
  if (typeof named !== 'string') return `the header has no ${member}`
  const found = app.certificates
    .map((pemText) => new X509Certificate(pemText))
    .find(
      ({ raw }) =>
        createHash(hash as string)
          .update(raw)
          .digest('base64url') === named,
    )
  return found ?? `no certificate has the thumbprint ${named}`
}

function splitBasic(encoded: string): [id: string, secret: string] | [] {
  const [id, secret] = Buffer.from(encoded, 'base64').toString().split(':')
  if (id === undefined || secret === undefined) return []
  return [formDecode(id), formDecode(secret)]
}

function formDecode(text: string): string {
  return new URLSearchParams(`v=${text}`).get('v') ?? ''
}

const pem = { type: 'spki', format: 'pem' } as const
