import { createHash, randomBytes } from 'node:crypto'
import { authenticateClient, type Credentials, readCredentials } from './client-authentication.ts'
import { codeLifetimeMs } from './codes.ts'
import type { Answer } from './control.ts'
import { findApp, findTenant, multiTenantPaths } from './directory.ts'
import { type BareError, type Failure, failure, failureStatus, reportAtToken } from './failures.ts'
import { issueIdToken } from './id-token.ts'
import { refusalOf } from './standing.ts'
import type { Grant, World } from './world.ts'

/** A token request, taken apart just enough to be judged. */
export type TokenRequest = {
  path: string
  contentType: string | undefined
  authorization: string | undefined
  origin: string | undefined
  correlationId: string | undefined
  body: string
}

/** The token endpoint (entra 3): the answer that goes out, right or wrong, before the control's hooks. */
export async function answerTokenRequest(world: World, request: TokenRequest): Promise<Answer> {
  const headers = request.origin === undefined ? tokenHeaders : { ...tokenHeaders, ...crossOriginHeaders }
  const outcome = await redeem(world, request)
  if (!isRefusal(outcome)) return { status: 200, headers, body: outcome }
  if (!('aadsts' in outcome)) {
    const { error, subcode } = outcome
    return { status: 400, headers, body: { error, ...(subcode !== undefined && { suberror: subcode }) } }
  }
  const body = reportAtToken(world, outcome, request.correlationId)
  return { status: failureStatus(outcome), headers, body }
}

type TokenResponse = {
  token_type: 'Bearer'
  scope: string
  expires_in: number
  ext_expires_in: number
  access_token: string
  refresh_token?: string
  id_token?: string
  client_info?: string
}

function isRefusal(outcome: Failure | BareError | TokenResponse): outcome is Failure | BareError {
  return 'aadsts' in outcome || 'error' in outcome
}

async function redeem(world: World, request: TokenRequest): Promise<Failure | BareError | TokenResponse> {
  const { path, origin } = request
  const tenant = findTenant(world.directory, path)
  if (!multiTenantPaths.some((name) => name === path) && !tenant) return failure(90002, { tenant: path })
  if (tenant?.cloud) return failure(900432)
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.contentType ?? '')) {
    return failure(900144, { parameter: 'grant_type' })
  }
  const body = new URLSearchParams(request.body)
  const duplicate = [...body.keys()].find((name, index, all) => all.indexOf(name) !== index)
  if (duplicate !== undefined) return failure(9000411, { parameter: duplicate })

  const grantType = body.get('grant_type')
  if (!grantType) return failure(900144, { parameter: 'grant_type' })
  if (grantType !== 'authorization_code') return failure(70003, { grantType })

  const credentials = readCredentials(request.authorization, body)
  if (!credentials.clientId) return failure(900144, { parameter: 'client_id' })
  const app = findApp(world.directory, credentials.clientId)
  if (!app) {
    const words = { app: credentials.clientId, tenant: path }
    return guid.test(credentials.clientId) ? failure(700038, words) : failure(700016, words)
  }
  const grant = world.grants.get(body.get('code') ?? '')
  const redirectType = grant?.redirectType ?? (app.spaRedirectUris?.length ? 'spa' : 'web')
  if (origin !== undefined && redirectType === 'web') return failure(9002326, { origin })

  const tokenEndpoint = `${world.authority}/${path}/oauth2/v2.0/token`
  const checkClient = async () => {
    if (origin !== undefined) return checkPublicClient(credentials)
    const unproven = await authenticateClient(world, app, credentials, tokenEndpoint)
    if (unproven && grant && world.control.wrongProofSpendsCode) grant.redeemed = true
    return unproven
  }
  const checkCode = () => {
    const missing = ['code', 'redirect_uri'].find((parameter) => !body.get(parameter))
    if (missing) return failure(900144, { parameter: missing })
    return grant ? checkGrant(world, grant, app.clientId, request, body) : failure(9002313)
  }
  const [first, then] =
    world.control.checksFirst === 'client' ? [checkClient, checkCode] : [checkCode, checkClient]
  const refused = (await first()) ?? (await then())
  if (refused) return refused
  if (!grant) return failure(9002313)
  const barred = refusalOf(world, app, grant)
  if (barred) return barred

  grant.redeemed = true
  return tokenResponse(world, grant, body.get('client_info') === '1')
}

/** A page redeems its code without a secret: what it could send, everyone could read. */
function checkPublicClient({ secret, assertion }: Credentials): Failure | undefined {
  return secret === undefined && assertion === undefined ? undefined : failure(700025)
}

/** A wrong verifier does not spend the code; nothing here does, only success. */
function checkGrant(
  world: World,
  grant: Grant,
  clientId: string,
  { path, origin }: TokenRequest,
  body: URLSearchParams,
): Failure | undefined {
  const redirectUri = body.get('redirect_uri') ?? ''
  if (grant.redeemed) return failure(54005)
  if (grant.clientId !== clientId) return failure(70000)
  if (grant.path !== path) return failure(700005)
  if (world.clock().getTime() - grant.issuedAt.getTime() > codeLifetimeMs) return failure(70008)
  if (grant.redirectUri !== redirectUri) {
    return failure(500112, { redirectUri, expected: grant.redirectUri })
  }
  if (grant.redirectType === 'spa') {
    if (origin === undefined) return failure(9002327, { origin: '' })
    if (!grant.challenge) return failure(9002325)
  }
  return checkVerifier(grant.challenge, body.get('code_verifier'))
}

/**
 * RFC 7636, section 4.6. A verifier for a code that was asked without a challenge is refused too: a client that
 * believes in its PKCE should learn that it never sent one.
 */
function checkVerifier(challenge: Grant['challenge'], verifier: string | null): Failure | undefined {
  if (!challenge) return verifier === null ? undefined : failure(501481)
  if (verifier === null) return failure(501481)
  if (verifier.length < 43 || verifier.length > 128) return failure(501491)
  const seen =
    challenge.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier
  return seen === challenge.value ? undefined : failure(501481)
}

async function tokenResponse(world: World, grant: Grant, clientInfo: boolean): Promise<TokenResponse> {
  const { scopes, account } = grant
  // Entra names what was granted earlier as well, and Graph's scopes by their full address.
  const granted = [...scopes.filter((scope) => scope !== 'offline_access'), graphUserRead]
  const lifetime = 3600 + Math.floor(Math.random() * 1800)
  return {
    token_type: 'Bearer',
    scope: [...new Set(granted)].sort().join(' '),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: `eyJ0${randomBytes(600).toString('base64url')}`,
    ...(scopes.includes('offline_access') && {
      refresh_token: `1.A${randomBytes(500).toString('base64url')}`,
    }),
    ...(scopes.includes('openid') && { id_token: await issueIdToken(world, grant) }),
    ...(clientInfo && { client_info: clientInfoOf(account.oid, account.tenantId) }),
  }
}

/** MSAL's extension: the account's ID and its tenant's, unsigned. */
export function clientInfoOf(oid: string, tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: oid, utid: tenantId })).toString('base64url')
}

const tokenHeaders: Record<string, string> = {
  'cache-control': 'no-store, no-cache',
  pragma: 'no-cache',
  expires: '-1',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  p3p: 'CP="DSP CUR OTPi IND OTRi ONL FIN"',
  'x-ms-clitelem': '1,0,0,,',
}

/** A page may read the answer, be it a refusal: so the number can be read where the page wrote none down. */
const crossOriginHeaders: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-expose-headers': 'Content-Length,Content-Encoding,x-ms-request-id,x-ms-ests-server',
}

const graphUserRead = 'https://graph.microsoft.com/User.Read'
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
