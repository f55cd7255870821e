import { otherClouds } from './clouds.ts'
import type { AppRegistration, RedirectType } from './directory.ts'
import { findApp, findTenant, multiTenantPaths } from './directory.ts'
import { type Failure, failure } from './failures.ts'
import type { AuthorizeRequest, ResponseMode, ReturnAddress, World } from './world.ts'

const responseModes: readonly ResponseMode[] = ['query', 'fragment', 'form_post']

export type ReadRequest =
  | { kind: 'request'; request: AuthorizeRequest }
  /** The answer cannot be trusted to arrive: Microsoft's own page. */
  | { kind: 'stays'; failure: Failure; correlationId: string | undefined }
  | { kind: 'returns'; failure: Failure; to: ReturnAddress }

/** Reads an authorization request (entra 2.1). What is wrong before the redirect URI is trusted stays here. */
export function readAuthorizeRequest(world: World, path: string, parameters: URLSearchParams): ReadRequest {
  const get = (name: string) => parameters.get(name) || undefined
  const correlationId = get('client-request-id')
  const stays = (aadsts: number, words = {}): ReadRequest => ({
    kind: 'stays',
    failure: failure(aadsts, words),
    correlationId,
  })

  const duplicate = [...parameters.keys()].find((name, index, all) => all.indexOf(name) !== index)
  if (duplicate !== undefined) return stays(9000411, { parameter: duplicate })
  const clientId = get('client_id')
  if (!clientId) return stays(900144, { parameter: 'client_id' })
  const app = findApp(world.directory, clientId)
  if (!app) return stays(700016, { app: clientId, tenant: path })
  const redirectUri = get('redirect_uri')
  if (!redirectUri) return stays(900971)
  const words = { app: app.clientId, appName: app.name, redirectUri }
  const redirectType = redirectTypeOf(app, redirectUri)
  if (!redirectType) return stays(50011, words)
  const tenant = findTenant(world.directory, path)
  const multi = multiTenantPaths.some((name) => name === path)
  if (!multi && !tenant) return stays(90002, { tenant: path })
  if (tenant?.cloud) return stays(90038, { tenant: tenant.id, cloud: otherClouds[tenant.cloud].instanceName })
  if (path === 'consumers') return stays(9002332, words)

  const mode = get('response_mode')
  const responseMode = responseModes.find((known) => known === (mode ?? 'query'))
  const to: ReturnAddress = {
    app,
    redirectUri,
    redirectType,
    responseMode: responseMode ?? 'query',
    // Entra strips HTML from the state.
    state: get('state')?.replace(/<[^>]*>/g, ''),
    correlationId,
  }
  const wrong = checkParameters(get, responseMode !== undefined)
  if (wrong) return { kind: 'returns', failure: wrong, to }

  const challenge = get('code_challenge')
  const maxAge = get('max_age')
  return {
    kind: 'request',
    request: {
      ...to,
      path,
      scopes: readScopes(get('scope')),
      nonce: get('nonce'),
      challenge: challenge
        ? { value: challenge, method: get('code_challenge_method') === 'S256' ? 'S256' : 'plain' }
        : undefined,
      prompt: prompts.find((known) => known === get('prompt')),
      loginHint: get('login_hint'),
      domainHint: get('domain_hint'),
      maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
      clientInfo: get('client_info') === '1',
      instanceAware: get('instance_aware') === 'true',
    },
  }
}

function checkParameters(
  get: (name: string) => string | undefined,
  knownResponseMode: boolean,
): Failure | undefined {
  const responseType = get('response_type')
  if (!responseType) return failure(900144, { parameter: 'response_type' })
  const types = responseType.split(' ')
  if (types.includes('id_token')) return failure(700054)
  if (types.includes('token')) return failure(700051)
  if (responseType !== 'code') return failure(70005, { responseType })
  if (!knownResponseMode) return failure(70007, { responseMode: get('response_mode') ?? '' })
  if (get('resource')) return failure(901002)
  const unsupported = ['request', 'request_uri'].find((name) => get(name))
  if (unsupported) return failure(90023, { reason: `'${unsupported}' is not supported` })
  return checkScope(get('scope')) ?? checkChallenge(get) ?? checkPrompt(get)
}

function checkScope(scope: string | undefined): Failure | undefined {
  const scopes = readScopes(scope)
  if (scopes.length === 0) return failure(900144, { parameter: 'scope' })
  const unknown = scopes.find((name) => !knownScopes.has(name))
  return unknown === undefined ? undefined : failure(70011, { scope: unknown })
}

/** RFC 7636, section 4.3: a challenge without a method is `plain`. */
function checkChallenge(get: (name: string) => string | undefined): Failure | undefined {
  const challenge = get('code_challenge')
  const method = get('code_challenge_method')
  if (!challenge) {
    return method ? failure(900144, { parameter: 'code_challenge' }) : undefined
  }
  if (method !== undefined && method !== 'S256' && method !== 'plain') {
    return failure(90023, { reason: `code_challenge_method '${method}' is not supported` })
  }
  return challenge.length < 43 || challenge.length > 128 ? failure(50147) : undefined
}

function checkPrompt(get: (name: string) => string | undefined): Failure | undefined {
  const prompt = get('prompt')
  if (prompt !== undefined && !prompts.some((known) => known === prompt)) {
    return failure(90023, { reason: `prompt '${prompt}' is not supported` })
  }
  const maxAge = get('max_age')
  return maxAge === undefined || /^\d{1,9}$/.test(maxAge)
    ? undefined
    : failure(90023, { reason: 'max_age is not a number of seconds' })
}

function readScopes(scope: string | undefined): string[] {
  return [...new Set((scope ?? '').split(' ').filter(Boolean))]
}

/**
 * How the address is registered, or undefined where it is not. Character by character, except that the port of
 * `http://localhost` does not count (entra 1.8).
 */
function redirectTypeOf(app: AppRegistration, redirectUri: string): RedirectType | undefined {
  const wanted = withoutLocalPort(redirectUri)
  const isAmong = (uris: string[] = []) => uris.some((registered) => withoutLocalPort(registered) === wanted)
  if (isAmong(app.redirectUris)) return 'web'
  return isAmong(app.spaRedirectUris) ? 'spa' : undefined
}

export function isRegistered(app: AppRegistration, redirectUri: string): boolean {
  return redirectTypeOf(app, redirectUri) !== undefined
}

function withoutLocalPort(uri: string): string {
  return uri.replace(/^http:\/\/localhost:\d{1,5}(?=\/|\?|$)/, 'http://localhost')
}

const prompts = ['login', 'none', 'select_account', 'consent'] as const
const knownScopes = new Set([
  'openid',
  'profile',
  'email',
  'offline_access',
  'User.Read',
  'https://graph.microsoft.com/User.Read',
])
