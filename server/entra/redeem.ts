import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { type ClientAuth, ClientSecretPost, modifyAssertion, PrivateKeyJwt } from 'oauth4webapi'
import { type Answer, askJson } from './request.ts'
import { publishOutcome } from './token-answered.ts'

/** How TMAS proves to Microsoft that it is TMAS. */
export type Credential =
  | {
      kind: 'secret'
      secret: string
      /** When it ends, if the operator wrote that down: Entra tells no one. */
      expiresAt?: Date | undefined
    }
  | { kind: 'certificate'; certificatePem: string; privateKeyPem: string }

export type TokenRequest = {
  /** Of the path that the code was asked on, because a code is bound to it. */
  tokenEndpoint: string
  clientId: string
  redirectUri: string
  code: string
  codeVerifier: string
  signal: AbortSignal
}

const sizeLimit = 64 * 1024

/**
 * Redeems a code (RFC 6749 section 4.1.3, RFC 7636 section 4.5). Not repeated
 * after silence: the code may be spent. A kept connection that turns out to be closed is replaced by a new one, and the
 * answer says so (`isRepeated`): where the code had been read all the same, it is used.
 *
 * The answer is Microsoft's, success or error, unexamined.
 *
 * @throws {NoAnswer}
 */
export async function requestToken(authenticate: ClientAuth, request: TokenRequest): Promise<Answer> {
  const { tokenEndpoint, clientId, redirectUri, code, codeVerifier, signal } = request
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  })
  const proof = new Headers()
  const server = { issuer: tokenEndpoint, token_endpoint: tokenEndpoint }
  await authenticate(server, { client_id: clientId }, form, proof)
  const headers = { ...Object.fromEntries(proof), 'content-type': 'application/x-www-form-urlencoded' }
  return publishOutcome(
    askJson(tokenEndpoint, { size: sizeLimit, signal }, { headers, body: form.toString() }),
  )
}

/**
 * The ID token of a successful answer (OpenID Connect Core 3.1.3.3). The access token is not for us and is not used.
 */
export function idTokenOf({ status, body }: Answer): string | undefined {
  const { token_type, id_token } = body
  const isBearer = typeof token_type === 'string' && token_type.toLowerCase() === 'bearer'
  if (status !== 200 || !isBearer) return
  return typeof id_token === 'string' ? id_token : undefined
}

/**
 * Prepares a credential for use. Keys are read once, here.
 *
 * @throws {Error} if the certificate or its key cannot be read, or they do not belong together
 */
export function clientAuthentication(
  credential: Credential,
  now: () => Date,
): (tokenEndpoint: string) => ClientAuth {
  if (credential.kind === 'secret') {
    const authenticate = ClientSecretPost(credential.secret)
    return () => authenticate
  }
  const certificate = new X509Certificate(credential.certificatePem)
  const privateKey = createPrivateKey(credential.privateKeyPem)
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('the private key is not the certificate’s')
  const key = privateKey.toCryptoKey({ name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign']) as CryptoKey
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url')

  return (tokenEndpoint) =>
    PrivateKeyJwt(key, {
      // The library writes what RFC 7523 asks for. Entra expects its own audience, and the certificate named.
      // https://learn.microsoft.com/entra/identity-platform/certificate-credentials
      [modifyAssertion]: (header, payload) => {
        const issuedAt = Math.floor(now().getTime() / 1000)
        Object.assign(header, { typ: 'JWT', 'x5t#S256': thumbprint })
        Object.assign(payload, {
          aud: tokenEndpoint,
          jti: randomUUID(),
          iat: issuedAt,
          nbf: issuedAt,
          exp: issuedAt + 10 * 60,
        })
      },
    })
}
