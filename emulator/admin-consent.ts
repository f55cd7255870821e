import { adminConsentPage } from './admin-pages.ts'
import { isRegistered } from './authorize-request.ts'
import {
  type Callback,
  cancelCallback,
  failureCallback,
  type Parameters,
  stateOf,
  successCallback,
} from './callback.ts'
import { otherClouds } from './clouds.ts'
import { type AppRegistration, findApp, findTenant, personalTenantId } from './directory.ts'
import { type Failure, failure } from './failures.ts'
import type { Html } from './page.ts'
import type { ReturnAddress, World } from './world.ts'

export type AdminConsent =
  | { kind: 'page'; page: Html }
  | { kind: 'stays'; failure: Failure }
  | { kind: 'callback'; callback: Callback }

/**
 * `/{tenant}/v2.0/adminconsent` (entra 6.3): consents for everyone in a tenant. The `tenant` that goes back is
 * an unsigned parameter; on `organizations` the administrator's own tenant is chosen on the page.
 */
export function answerAdminConsent(
  world: World,
  path: string,
  asked: URLSearchParams,
  answered?: URLSearchParams,
): AdminConsent {
  const stays = (aadsts: number, words: Record<string, string>): AdminConsent => ({
    kind: 'stays',
    failure: failure(aadsts, words),
  })
  const clientId = asked.get('client_id') ?? ''
  const redirectUri = asked.get('redirect_uri') ?? ''
  const app = findApp(world.directory, clientId)
  if (!app) return stays(700016, { app: clientId, tenant: path })
  if (!isRegistered(app, redirectUri)) return stays(50011, { app: clientId, redirectUri })
  const tenants = tenantsOn(world, path)
  if (tenants.length === 0) return stays(90002, { tenant: path })
  const [{ cloud } = {}] = tenants
  if (cloud) return stays(90038, { tenant: path, cloud: otherClouds[cloud].instanceName })
  if (!answered) return { kind: 'page', page: adminConsentPage(app.name, tenants) }

  const to = returnAddress(app, redirectUri, asked)
  if (answered.get('answer') !== 'accept') return { kind: 'callback', callback: cancelCallback(world, to) }
  const tenant = tenants.find(({ id }) => id === answered.get('consenting_tenant')) ?? tenants[0]
  if (!tenant) return stays(90002, { tenant: path })
  consentForEveryone(world, tenant.id, app)
  return {
    kind: 'callback',
    callback: successCallback(world, to, [
      ['admin_consent', 'True'],
      ['tenant', tenant.id],
      ['scope', asked.get('scope') ?? 'openid profile email'],
      ...stateOf(to),
    ]),
  }
}

/**
 * "Grant admin consent" in the portal (entra 6.3), which most of IT use: no request of the application's. The answer
 * goes to the first redirect URI of the registration, and has no state.
 */
export function answerPortalConsent(
  world: World,
  path: string,
  clientId: string,
  answered?: URLSearchParams,
): AdminConsent | undefined {
  const tenant = findTenant(world.directory, path)
  const app = findApp(world.directory, clientId)
  const redirectUri = app?.redirectUris[0]
  if (!tenant || !app) return undefined
  if (redirectUri === undefined) return { kind: 'stays', failure: failure(500113) }
  if (!answered) return { kind: 'page', page: adminConsentPage(app.name, [tenant]) }

  const to = returnAddress(app, redirectUri, new URLSearchParams())
  const given: Parameters = [['admin_consent', 'True']]
  if (answered.get('answer') !== 'accept') {
    const { parameters, ...callback } = failureCallback(world, to, failure(65004), 'consent_required')
    return { kind: 'callback', callback: { ...callback, parameters: [...given, ...parameters] } }
  }
  consentForEveryone(world, tenant.id, app)
  return {
    kind: 'callback',
    callback: successCallback(world, to, [...given, ['tenant', tenant.id]]),
  }
}

function consentForEveryone(world: World, tenantId: string, { clientId }: AppRegistration): void {
  world.directory.consents.push({ tenantId, oid: null, clientId, at: world.clock() })
}

function tenantsOn(world: World, path: string) {
  const tenant = findTenant(world.directory, path)
  if (tenant) return [tenant]
  if (path !== 'organizations') return []
  return world.directory.tenants.filter(({ id, cloud }) => id !== personalTenantId && !cloud)
}

function returnAddress(app: AppRegistration, redirectUri: string, asked: URLSearchParams): ReturnAddress {
  return {
    app,
    redirectUri,
    redirectType: 'web',
    responseMode: 'query',
    state: asked.get('state') ?? undefined,
    correlationId: undefined,
  }
}
