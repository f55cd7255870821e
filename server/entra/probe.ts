import { randomBytes } from 'node:crypto'
import type { EntraConfig } from './entra.ts'
import { type MicrosoftAnswer, meaningOfBody } from './meanings.ts'
import { clientAuthentication, requestToken } from './redeem.ts'
import { NoAnswer } from './request.ts'

export type CredentialVerdict =
  /** Microsoft refused the code that we made up, and only that. */
  | { accepted: true }
  | { accepted: false; microsoft: MicrosoftAnswer }
  /** Microsoft was not there, or asked us to wait: nothing is known. */
  | { accepted: undefined; reason: string }

/**
 * Tries each credential by itself at the token endpoint, with a code that nobody was given: Microsoft looks at the client
 * before it looks at the code. Nobody is signed in and nothing changes.
 */
export async function tryCredentials({
  authority,
  clientId,
  redirectUri,
  credentials,
  now = () => new Date(),
  timeoutMs = 10_000,
}: EntraConfig): Promise<CredentialVerdict[]> {
  const tokenEndpoint = `${authority}/organizations/oauth2/v2.0/token`
  const verdicts: CredentialVerdict[] = []
  for (const credential of credentials) {
    const authenticate = clientAuthentication(credential, now)(tokenEndpoint)
    try {
      const { body } = await requestToken(authenticate, {
        tokenEndpoint,
        clientId,
        redirectUri,
        code: `tmas-doctor-${randomBytes(24).toString('base64url')}`,
        codeVerifier: randomBytes(32).toString('base64url'),
        signal: AbortSignal.timeout(timeoutMs),
      })
      const { microsoft } = meaningOfBody(body)
      verdicts.push(microsoft.error === 'invalid_grant' ? { accepted: true } : { accepted: false, microsoft })
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      const reason = error.refusal === 'throttled' ? 'it asks us to wait (HTTP 429)' : error.message
      verdicts.push({ accepted: undefined, reason })
    }
  }
  return verdicts
}

/**
 * How far Microsoft's clock is ahead of ours, in milliseconds, by the header `Date` of an answer (RFC 9110 section
 * 6.6.1: whole seconds, so half a second is added). Undefined where there is no answer.
 */
export async function clockOfMicrosoft(authority: string, now: () => Date): Promise<number | undefined> {
  const askedAt = now().getTime()
  try {
    const response = await fetch(`${authority}/organizations/v2.0/.well-known/openid-configuration`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    await response.body?.cancel()
    const date = Date.parse(response.headers.get('date') ?? '')
    if (Number.isNaN(date)) return undefined
    return date + 500 - (askedAt + now().getTime()) / 2
  } catch {
    return undefined
  }
}
