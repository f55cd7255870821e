import { randomBytes } from 'node:crypto'
import type { EntraConfig } from './entra.ts'
import { type MicrosoftAnswer, meaningOfBody } from './meanings.ts'
import { clientAuthentication, requestToken } from './redeem.ts'
import { NoAnswer } from './request.ts'

export type CredentialVerdict =
  /** Microsoft refused the code that we made up, and said nothing of the credential. */
  | { refused: false }
  | { refused: true; microsoft: MicrosoftAnswer }
  /** Microsoft was not there, asked us to wait, or spoke of something else: nothing is known. */
  | { refused: undefined; reason: string }

/**
 * Tries each credential by itself at the token endpoint, with a code that no one was given. No one is signed in and
 * nothing changes.
 *
 * That Microsoft looks at the client before it looks at the code is documented nowhere. So a code that is refused says
 * only that the credential was not; whether it is right shows at a sign-in.
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
      const { status, body } = await requestToken(authenticate, {
        tokenEndpoint,
        clientId,
        redirectUri,
        code: `tmas-doctor-${randomBytes(24).toString('base64url')}`,
        codeVerifier: randomBytes(32).toString('base64url'),
        signal: AbortSignal.timeout(timeoutMs),
      })
      verdicts.push(verdictOn(status, meaningOfBody(body).microsoft))
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      const reason = error.refusal === 'throttled' ? 'it asks us to wait (HTTP 429)' : error.message
      verdicts.push({ refused: undefined, reason })
    }
  }
  return verdicts
}

/** The code, or the grant as such, is malformed. */
const aboutTheCode = new Set([70000, 9002313])

function verdictOn(status: number, microsoft: MicrosoftAnswer): CredentialVerdict {
  const { error, aadsts = [] } = microsoft
  if (error === 'invalid_client' || error === 'unauthorized_client') return { refused: true, microsoft }
  if (error === 'invalid_grant' || aadsts.some((code) => aboutTheCode.has(code))) return { refused: false }
  const said = [error, ...aadsts.map((code) => `AADSTS${code}`)].filter(Boolean).join(' ')
  return { refused: undefined, reason: `Microsoft answers HTTP ${status} ${said || 'without an error'}` }
}

export type RedirectUriVerdict =
  | { registered: true }
  | { registered: false; aadsts: number }
  /** Microsoft did not answer, or said something else. */
  | { registered: undefined; reason: string }

/** The redirect URI is not among those registered; the registration has none; none was sent. */
const unregistered = new Set([50011, 500113, 900971])

/**
 * Whether a redirect URI is registered. It starts a sign-in without a user (`prompt=none`). Microsoft answers with a
 * redirect there (`login_required`) or, if it does not know the address, with a page of its own. The type, Web or
 * another one, shows only when a code is redeemed.
 */
export async function tryRedirectUri(
  { authority, clientId, timeoutMs = 10_000 }: Pick<EntraConfig, 'authority' | 'clientId' | 'timeoutMs'>,
  redirectUri: string,
): Promise<RedirectUriVerdict> {
  const asked = new URL(`${authority}/organizations/oauth2/v2.0/authorize`)
  asked.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri,
    scope: 'openid',
    prompt: 'none',
    state: 'tmas-doctor',
    nonce: randomBytes(16).toString('base64url'),
    code_challenge: randomBytes(32).toString('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  try {
    const response = await fetch(asked, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    if (response.headers.get('location')?.startsWith(`${redirectUri}?`)) {
      await response.body?.cancel()
      return { registered: true }
    }
    const page = await response.text()
    const codes = [...page.matchAll(/AADSTS(\d{4,10})/g)].map(([, code]) => Number(code))
    const aadsts = codes.find((code) => unregistered.has(code))
    if (aadsts !== undefined) return { registered: false, aadsts }
    const said = codes[0] === undefined ? `HTTP ${response.status}` : `AADSTS${codes[0]}`
    return { registered: undefined, reason: `Microsoft answers ${said}` }
  } catch (error) {
    return { registered: undefined, reason: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * How far Microsoft's clock is ahead of ours, in milliseconds, from the header `Date` of an answer (RFC 9110 section
 * 6.6.1: whole seconds, so half a second is added). Undefined if there is no answer.
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
