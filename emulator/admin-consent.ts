import { adminConsentPage, enterpriseApplicationsPage } from './admin-pages.ts'
import { isRegistered } from './authorize-request.ts'
import { type Callback, cancelCallback, stateOf, successCallback } from './callback.ts'
import { type AppRegistration, findApp, findTenant, personalTenantId } from './directory.ts'
import { type Failure, failure } from './failures.ts'
import { listKeptOut } from './it-department.ts'
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
  if (!answered) return { kind: 'page', page: adminConsentPage(app.name, tenants) }

  const to = returnAddress(app, redirectUri, asked)
  if (answered.get('answer') !== 'accept') return { kind: 'callback', callback: cancelCallback(world, to) }
  const tenant = tenants.find(({ id }) => id === answered.get('consenting_tenant')) ?? tenants[0]
  if (!tenant) return stays(90002, { tenant: path })
  world.directory.consents.push({ tenantId: tenant.id, oid: null, clientId: app.clientId, at: world.clock() })
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

/** The applications of a tenant: those that somebody there has consented to. */
export function listEnterpriseApplications(world: World, path: string): Html | undefined {
  const tenant = findTenant(world.directory, path)
  if (!tenant) return undefined
  const consents = world.directory.consents.filter(({ tenantId }) => tenantId === tenant.id)
  const clientIds = [...new Set(consents.map(({ clientId }) => clientId))]
  return enterpriseApplicationsPage(
    tenant.name,
    clientIds.map((clientId) => {
      const own = consents.filter((consent) => consent.clientId === clientId)
      return {
        name: findApp(world.directory, clientId)?.name ?? clientId,
        clientId,
        since: new Date(Math.min(...own.map(({ at }) => at.getTime()))),
        forEveryone: own.some(({ oid }) => oid === null),
        people: own.flatMap(({ oid }) => (oid === null ? [] : [loginIdOf(world, tenant.id, oid)])),
      }
    }),
    listKeptOut(world, tenant.id),
  )
}

function loginIdOf(world: World, tenantId: string, oid: string): string {
  const person = world.directory.people.find(
    (candidate) =>
      candidate.oid === oid ||
      candidate.guestOf?.some((guest) => guest.tenantId === tenantId && guest.oid === oid),
  )
  return person?.loginId ?? oid
}

function tenantsOn(world: World, path: string) {
  const tenant = findTenant(world.directory, path)
  if (tenant) return [tenant]
  if (path !== 'organizations') return []
  return world.directory.tenants.filter(({ id }) => id !== personalTenantId)
}

function returnAddress(app: AppRegistration, redirectUri: string, asked: URLSearchParams): ReturnAddress {
  return {
    app,
    redirectUri,
    responseMode: 'query',
    state: asked.get('state') ?? undefined,
    correlationId: undefined,
  }
}
