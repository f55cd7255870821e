import type { Actor } from '#server/audit/audit.ts'
import type { Entra, MicrosoftAnswer } from '#server/entra/entra.ts'
import type { FoundTenant } from '#server/entra/find-tenant.ts'
import { foreseeChange, readAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { versionedSettings } from '#server/locations/location-version.ts'
import type { Location } from '#server/locations/permitted.ts'
import { listDomains } from '#server/locations/touched.queries.ts'
import { versionOf } from '#server/platform/versions.ts'
import type { SignInDeps } from '#server/sessions/browser.ts'
import type { Check } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import { findEnded } from './connection-test.ts'

/** How many domains Microsoft is asked about: that of the account, and those that most users have. */
const mostDomains = 5

/** What *Connect with Microsoft* found (R4), for people who may change the chain's settings. */
export type Found = {
  id: string
  reference: string
  state: 'pending' | 'answered' | 'failed'
  startedAt: Date
  endedAt: Date | null
  /** Why no tenant answered; or, where one did, why this very account could not sign in to TMAS yet. */
  code: Refusal | null
  checks: Check[]
  microsoft: MicrosoftAnswer | null
  /** The account that was used, and the user whose it is in TMAS. */
  loginId: string | null
  user: { id: string; username: string; email: string } | null
  tenant: FoundOrganization | null
  /** What saving that tenant would change, and the version of the settings on which that is based (R32). */
  confirming: { replaces: string | null; consequences: Record<string, number>; version: string } | null
}

/** The organization that answered, as far as Microsoft says who it is without any right in its directory. */
export type FoundOrganization = {
  tenantId: string
  /** Domains that Microsoft says are this tenant's, with how many users of the chain have an address there. */
  domains: { domain: string; users: number }[]
  /** Domains of the chain's users that are not, or of which Microsoft did not say. */
  otherDomains: { domain: string; users: number }[]
}

/**
 * The tenant that answered a manager, with the domains that tell them whether it is theirs, and what confirming it
 * would change. Confirming is to save it: the sign-in at Microsoft counts as the proof (R31).
 *
 * @param findTenant what Microsoft says about a domain; it may have an answer of its own where it must not ask.
 * @throws {Problem} `not_found` if this chain has no such connecting.
 */
export async function readConnecting(
  deps: Pick<SignInDeps, 'db' | 'now'>,
  actor: Actor,
  chain: Location,
  connectId: string,
  findTenant: (domain: string) => Promise<FoundTenant>,
): Promise<Found> {
  const found = await findEnded(deps, chain.id, connectId, true)
  const { testedTenantId: tenantId, objectId, loginId, outcome } = found
  // The account is stored only if Microsoft proved it, and as a member of the tenant.
  const isAnswered = outcome !== 'pending' && tenantId !== null && objectId !== null
  const { personId: id, personUsername: username, personEmail: email } = found
  return {
    id: found.id,
    reference: found.reference,
    state: outcome === 'pending' ? 'pending' : isAnswered ? 'answered' : 'failed',
    startedAt: found.startedAt,
    endedAt: found.endedAt,
    code: found.code as Refusal | null,
    checks: [...(found.checks as Check[]), ...((found.ownChecks ?? []) as Check[])],
    microsoft: found.microsoft as MicrosoftAnswer | null,
    loginId: isAnswered ? loginId : null,
    user: id && username && email ? { id, username, email } : null,
    tenant: isAnswered ? await readOrganization(deps, chain, tenantId, loginId, findTenant) : null,
    confirming: isAnswered ? await foreseeConnecting(deps, actor, chain.id, tenantId) : null,
  }
}

async function readOrganization(
  { db }: Pick<SignInDeps, 'db'>,
  chain: Location,
  tenantId: string,
  loginId: string | null,
  findTenant: Entra['findTenant'],
): Promise<FoundOrganization> {
  const ofUsers = await listDomains(db, chain, mostDomains)
  // A member's login ID ends with a domain of the tenant, as a rule. Microsoft's own word is asked for all the same.
  const own = loginId?.split('@').at(-1)?.toLowerCase()
  const asked = [
    ...(own ? [ofUsers.find(({ domain }) => domain === own) ?? { domain: own, users: 0 }] : []),
    ...ofUsers.filter(({ domain }) => domain !== own),
  ].slice(0, mostDomains)
  const answers = await Promise.all(asked.map(({ domain }) => findTenant(domain)))
  const isOfTenant = (index: number) => {
    const answer = answers[index]
    return answer?.found === true && answer.tenantId === tenantId
  }
  return {
    tenantId,
    domains: asked.filter((_, index) => isOfTenant(index)),
    otherDomains: asked.filter(({ users }, index) => users > 0 && !isOfTenant(index)),
  }
}

async function foreseeConnecting(
  { db, now }: Pick<SignInDeps, 'db' | 'now'>,
  actor: Actor,
  chainId: string,
  tenantId: string,
) {
  const settings = await readAdvancedSettings(db, chainId, '')
  // Microsoft has just answered for this tenant, so it knows it.
  const azureTenantId = { tenantId, verified: true }
  return {
    replaces: settings.azureTenantId,
    consequences: await foreseeChange(db, actor, chainId, { azureTenantId }, now()),
    version: versionOf(versionedSettings(chainId, settings)),
  }
}
