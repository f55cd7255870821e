/**
 * The only conversation with Microsoft: metadata, keys, a code redeemed, a token verified, and what its errors mean.
 * Not here: who an account is in TMAS (policy), and how errors are worded (shared/aadsts).
 */

import { countAtOnce } from '#server/platform/count-at-once.ts'
import type { Outage } from '#server/policy/disturbance.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import { isGuid } from '#shared/shapes.ts'
import { type CachedDocument, cacheDocument } from './cached-document.ts'
import { type FoundTenant, findTenant } from './find-tenant.ts'
import { createKeySet, type KeySet } from './keys.ts'
import { type MicrosoftAnswer, meaningOfBody, meaningOfRedirect, refusesTmas } from './meanings.ts'
import { fetchMetadata, type Metadata, readMetadata } from './metadata.ts'
import { type Credential, clientAuthentication, idTokenOf, requestToken } from './redeem.ts'
import { type Answer, NoAnswer } from './request.ts'
import { type EntraAccount, verifyIdToken } from './verify.ts'

export type { MicrosoftAnswer } from './meanings.ts'
export { personalAccounts } from './metadata.ts'
export type { Credential } from './redeem.ts'
export type { EntraAccount } from './verify.ts'

/**
 * How many codes this process redeems at once, in all and for one party. Microsoft answers in a fraction of a second,
 * so only a flood, or a Microsoft that does not answer, comes so far: then the next person is told so at once, and does
 * not wait for ten seconds as well. One browser, or one network, cannot take the places of all others.
 */
export const mostRedeemed = { ofAll: 100, ofBrowser: 3, ofNetwork: 50 }

/**
 * How long metadata and keys may take, in milliseconds. A request that is lost in an outage must not keep those waiting
 * who come when it is over.
 */
const documentTimeout = 4_000

/** What TMAS asks Microsoft for: the set of permissions that most tenants let their people grant. Never more. */
export const permissions = ['openid', 'profile', 'email'] as const

export type EntraConfig = {
  /** `https://login.microsoftonline.com`, another cloud's host, or an emulator; without a slash at the end. */
  authority: string
  clientId: string
  /** One, or two during a rotation: if Microsoft refuses the first, the second is tried. */
  credentials: Credential[]
  redirectUri: string
  now?: () => Date
  /** For all requests of one redemption together, in milliseconds. */
  timeoutMs?: number
}

/** Where a sign-in is asked for: `organizations` for any tenant, or a tenant ID (lower case), which guests need. */
export type TenantPath = 'organizations' | (string & {})

export type Redeemed =
  | { ok: true; account: EntraAccount; checks: Check[] }
  | {
      ok: false
      refusal: Refusal
      checks: Check[]
      microsoft?: MicrosoftAnswer
      /** The tenant that answered; only if the token was Microsoft's. */
      tenantId?: string
      /** If it concerns everyone. Only ever from what Microsoft itself, or its silence, told this server. */
      outage?: Outage | undefined
      cause?: unknown
    }

/** The conversation with Microsoft. What goes wrong there is returned as a value. */
export type Entra = {
  /**
   * Where to send the browser (OpenID Connect Core 3.1.2.1, RFC 7636). It makes no request: the address is made from
   * the authority and not read from the metadata, which has to name the same host.
   *
   * Do not give `loginHint` with `prompt: 'select_account'`: Microsoft then does neither well.
   */
  authorizeUrl(options: {
    path: TenantPath
    state: string
    nonce: string
    /** S256. */
    codeChallenge: string
    loginHint?: string | undefined
    prompt?: 'select_account' | 'login' | 'consent' | 'none'
  }): string

  /**
   * Where an administrator consents for everyone in a tenant. It makes no request, and the answer proves nothing.
   *
   * @param options.redirectUri has to be registered in Entra, in addition to that of the sign-in.
   * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
   */
  adminConsentUrl(options: { tenantId: string; state: string; redirectUri: string }): string

  /**
   * Where the browser signs out of Microsoft, which then leads it back to the redirect URI. It makes no request.
   * Without a hint, Microsoft asks which account is meant if there are several.
   *
   * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request
   */
  signOutUrl(): string

  /** Redeems a code on the path it was asked on, and verifies whose it is. Call it once: the code is then spent. */
  redeem(options: {
    path: TenantPath
    code: string
    codeVerifier: string
    nonce: string
    /** The browser and network that ask, so that neither takes the places of all others. */
    by: { browser: string; network: string }
    signal?: AbortSignal
  }): Promise<Redeemed>

  /**
   * The meaning of an error redirect at the callback. Nothing in it is proved, because anyone can write that address.
   */
  readError(params: URLSearchParams): { refusal: Refusal; microsoft: MicrosoftAnswer }

  /** Looks up a tenant ID or a domain name (R4). A text that can be neither is not looked up. */
  findTenant(tenant: string): Promise<FoundTenant>

  /** Fetches what a first sign-in needs, in advance. @throws {Error} if Microsoft does not answer */
  ready(): Promise<void>
}

/** @throws {Error} for an authority without TLS (except on loopback), or without a usable credential */
export function createEntra(config: EntraConfig): Entra {
  const { clientId, redirectUri, now = () => new Date(), timeoutMs = 10_000 } = config
  const authority = checkedAuthority(config.authority)
  const [first, second] = config.credentials.map((credential) => clientAuthentication(credential, now))
  if (!first) throw new Error('TMAS needs a credential to redeem codes with')
  const redeemWith = { first, second }
  const ofDocuments = { now, timeoutMs: Math.min(timeoutMs, documentTimeout) }
  const documents = new Map<string, CachedDocument<Metadata>>()
  const keySets = new Map<string, KeySet>()

  function metadataOf(path: string): CachedDocument<Metadata> {
    return entry(documents, path, () =>
      cacheDocument({
        load: async (signal) => readMetadata(authority, path, await fetchMetadata(authority, path, signal)),
        ...ofDocuments,
      }),
    )
  }

  function keysAt(uri: string): KeySet {
    return entry(keySets, uri, () => createKeySet({ uri, ...ofDocuments }))
  }

  function authorizeUrl({
    path,
    state,
    nonce,
    codeChallenge,
    loginHint,
    prompt,
  }: Parameters<Entra['authorizeUrl']>[0]) {
    const url = new URL(`${authority}/${checkedPath(path)}/oauth2/v2.0/authorize`)
    url.search = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      response_mode: 'query',
      scope: permissions.join(' '),
      state,
      nonce,
      code_challenge: codeChallenge,
      // Without it, Entra takes the challenge for the verifier itself.
      code_challenge_method: 'S256',
      ...(loginHint && { login_hint: loginHint }),
      ...(prompt && { prompt }),
    }).toString()
    return url.href
  }

  function signOutUrl() {
    const url = new URL(`${authority}/organizations/oauth2/v2.0/logout`)
    url.search = new URLSearchParams({ post_logout_redirect_uri: redirectUri }).toString()
    return url.href
  }

  function adminConsentUrl({ tenantId, state, redirectUri }: Parameters<Entra['adminConsentUrl']>[0]) {
    const url = new URL(`${authority}/${checkedPath(tenantId)}/v2.0/adminconsent`)
    url.search = new URLSearchParams({
      client_id: clientId,
      scope: permissions.join(' '),
      redirect_uri: redirectUri,
      state,
    }).toString()
    return url.href
  }

  const redeeming = countAtOnce()

  async function redeem(options: Parameters<Entra['redeem']>[0]): Promise<Redeemed> {
    const checks: Check[] = []
    const deadline = AbortSignal.timeout(timeoutMs)
    const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline
    const path = checkedPath(options.path)
    try {
      const metadata = await metadataOf(path).get(signal)
      checks.push({ name: 'metadata', passed: true })

      const { tokenEndpoint } = metadata
      // It says nothing about Microsoft, so it is no sign of an outage (R34).
      const { browser, network } = options.by
      const end = redeeming.begin([
        ['all', mostRedeemed.ofAll],
        [`browser ${browser}`, mostRedeemed.ofBrowser],
        [`network ${network}`, mostRedeemed.ofNetwork],
      ])
      if (!end) throw new NoAnswer('throttled', 'too many codes at once')
      const answer = await requestWithEachCredential({ ...options, tokenEndpoint, signal }).finally(end)
      const idToken = idTokenOf(answer)
      if (idToken === undefined) return refuseAnswer(answer, checks)
      checks.push({ name: 'redemption', passed: true })

      const keys = keysAt(metadata.jwksUri)
      const { cloudInstanceName } = metadata
      const expected = { authority, clientId, path, nonce: options.nonce, cloudInstanceName, now: now() }
      const verified = await verifyIdToken(idToken, expected, (kid) => keys.find(kid, signal))
      return { ...verified, checks: [...checks, ...verified.checks] }
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      const name = (['metadata', 'redemption'] as const)[checks.length] ?? 'key_set'
      checks.push({ name, passed: false, seen: error.message.slice(0, 100) })
      // Metadata or keys that cannot be used stop everyone, just as silence does.
      const isUnusable = name !== 'redemption' && error.refusal === 'invalid_response'
      const isDown = isUnusable || error.refusal === 'microsoft_unreachable'
      // An error that Microsoft explains can depend on the tenant of the person, which nothing names here (R34).
      const mayBeOneTenants = path === 'organizations' && error.microsoft?.error !== undefined
      const outage = isDown && !mayBeOneTenants ? 'microsoft' : undefined
      return { ok: false, refusal: error.refusal, checks, microsoft: error.microsoft, outage, cause: error }
    }
  }

  /**
   * The second credential is for the day on which the first has expired, which would otherwise stop every customer.
   */
  async function requestWithEachCredential(options: {
    tokenEndpoint: string
    code: string
    codeVerifier: string
    signal: AbortSignal
  }) {
    const { tokenEndpoint } = options
    const request = { ...options, clientId, redirectUri }
    const { first, second } = redeemWith
    const answer = await requestToken(first(tokenEndpoint), request)
    if (!second || answer.body.error !== 'invalid_client') return answer
    // Whether a code survives a client that was refused is not documented. Where it does not, the first refusal is the
    // truth.
    const next = await requestToken(second(tokenEndpoint), request)
    return next.body.error === 'invalid_grant' ? { ...answer, isOtherAccepted: true } : next
  }

  async function ready(): Promise<void> {
    const { jwksUri } = await metadataOf('organizations').get()
    await keysAt(jwksUri).ready()
  }

  return {
    authorizeUrl,
    adminConsentUrl,
    signOutUrl,
    redeem,
    readError: meaningOfRedirect,
    findTenant: (tenant) => findTenant({ authority, clientId, timeoutMs }, tenant),
    ready,
  }
}

/** A token answer without a usable ID token: an error of Microsoft's, or nothing that makes sense. */
function refuseAnswer(
  { body, isRepeated, isOtherAccepted }: Answer & { isOtherAccepted?: boolean },
  checks: Check[],
): Redeemed {
  const { refusal, microsoft } = meaningOfBody(body)
  if (isRepeated && refusal === 'replayed') {
    // The first of our two requests was read before the connection was cut, and its answer is lost: no one used a code
    // twice. It is no sign of an outage (R34): a code that was used before is answered in the same way.
    checks.push({ name: 'redemption', passed: false, expected: 'an ID token', seen: 'a cut connection' })
    return { ok: false, refusal: 'microsoft_unreachable', checks, microsoft, outage: undefined }
  }
  const seen = [microsoft.error, ...(microsoft.aadsts ?? []).map((code) => `AADSTS${code}`)].join(' ').trim()
  checks.push({ name: 'redemption', passed: false, expected: 'an ID token', seen: seen || 'none' })
  // Where TMAS's other credential is accepted, and only the code is not, anyone can bring this answer about with a
  // code.
  const outage = refusesTmas(microsoft) && !isOtherAccepted ? 'registration' : undefined
  return { ok: false, refusal, checks, microsoft, outage }
}

function checkedPath(path: string): string {
  if (path === 'organizations' || isGuid(path)) return path
  throw new Error('the path is neither organizations nor a tenant ID in lower case')
}

function checkedAuthority(authority: string): string {
  const { origin, protocol, hostname } = new URL(authority)
  if (origin !== authority)
    throw new Error('the authority must be an origin: a scheme and a host, nothing after it')
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback))
    throw new Error('the authority must use https')
  return authority
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known) return known
  const made = make()
  map.set(key, made)
  return made
}
