/** What keeps an account out of an application, whatever its person does: said on a page, or by the token endpoint. */

import {
  type Account,
  type AppRegistration,
  findTenant,
  hasConsented,
  type Person,
  personalTenantId,
  servicePrincipalOf,
} from './directory.ts'
import { type BareError, type Failure, failure, failureOf } from './failures.ts'
import type { Grant, World } from './world.ts'

/** The number of the page on which the account stays, whatever the person answers; undefined: it goes on. */
export function numberOfPage(world: World, app: AppRegistration, account: Account): number | undefined {
  const tenant = findTenant(world.directory, account.tenantId)
  if (tenant?.cloud) return 900382
  if (tenant?.blocked) return 5000225
  // A browser may still know someone who is gone.
  if (!world.directory.people.includes(account.person)) return 500341
  if (account.person.disabled) return 50057
  const { at } = world.control.switchedOff
  const off = errorIfSwitchedOff(world, app, account)
  if (off !== undefined && at === 'page') return off
  const { assignmentRequired, assigned } = servicePrincipalOf(world.directory, account.tenantId, app.clientId)
  return assignmentRequired && !assigned.includes(account.oid) ? 50105 : undefined
}

/** Whether a person's own consent is not enough in this tenant (entra 6.1). */
export function needsAdminConsent(world: World, app: AppRegistration, account: Account): boolean {
  const { assignmentRequired } = servicePrincipalOf(world.directory, account.tenantId, app.clientId)
  const { trouble } = account.person
  return assignmentRequired || trouble?.kind === 'needs_admin'
}

/** What the token endpoint says of a code that is right: the tenant may have changed since it was given. */
export function refusalOf(
  world: World,
  app: AppRegistration,
  { account }: Grant,
): Failure | BareError | undefined {
  const { trouble } = account.person
  const words = wordsFor(app, account.person, account.tenantId)
  if (world.control.tokenRefusal) return failureOf(world.control.tokenRefusal, words)
  if (trouble?.kind === 'at_token') return failureOf(trouble.refusal, words)
  if (!world.directory.people.includes(account.person)) return failure(500341, words)
  if (account.person.disabled) return failure(50057, words)
  if (account.tenantId === personalTenantId) return undefined
  if (findTenant(world.directory, account.tenantId)?.blocked) return failure(5000225, words)
  const off = errorIfSwitchedOff(world, app, account)
  if (off !== undefined) return failure(off, words)
  if (hasConsented(world.directory, account, app.clientId)) return undefined
  const known = world.directory.consents.some(
    ({ tenantId, clientId }) => tenantId === account.tenantId && clientId === app.clientId,
  )
  return failure(known ? 65001 : 7000229, words)
}

function errorIfSwitchedOff(world: World, app: AppRegistration, account: Account): number | undefined {
  if (app.disabled) return 7000112
  const { signInEnabled } = servicePrincipalOf(world.directory, account.tenantId, app.clientId)
  return signInEnabled ? undefined : world.control.switchedOff.aadsts
}

/** What Microsoft's sentences about a person name. */
export function wordsFor(app: AppRegistration, person: Person, tenant: string): Record<string, string> {
  return {
    app: app.clientId,
    appName: app.name,
    loginId: person.loginId,
    idp: person.tenantId === personalTenantId ? 'live.com' : `https://sts.windows.net/${person.tenantId}/`,
    tenant,
    state: 'Unregistered',
  }
}
