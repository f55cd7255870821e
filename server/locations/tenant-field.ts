import type { Entra } from '#server/entra/entra.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { isGuid } from '#shared/shapes.ts'

/**
 * Reads the field as a tenant ID in its one form: a GUID in any letter case, with or without braces or white space
 * around it; or a domain name for Entra to look up (R4).
 */
function readTenantField(text: string): { tenantId: string } | { domain: string } | undefined {
  const value = text.trim().toLowerCase()
  const guid = /^(?:\{(.+)\}|(.+))$/.exec(value)
  const bare = guid?.[1]?.trim() ?? guid?.[2]
  if (isGuid(bare)) return { tenantId: bare }
  if (/^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(value))
    return { domain: value }
  return undefined
}

// GUIDs that exist but belong to no customer: all zeros, and Microsoft's own services.
const reservedTenants = new Set([
  '00000000-0000-0000-0000-000000000000',
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
])

/**
 * Finds the tenant that a text names, by asking Entra (R4).
 *
 * @param language of the reason.
 * @returns the tenant ID, and whether Entra confirmed it. If Microsoft cannot be asked, a GUID is accepted unverified.
 * @throws {Problem} `not_a_tenant` with the reason.
 */
export async function findTenantNamed(
  entra: Pick<Entra, 'findTenant'>,
  text: string,
  language: Language = 'en',
): Promise<{ tenantId: string; verified: boolean }> {
  const reasons = messages[language].locations.notATenant
  const field = readTenantField(text)
  if (!field || ('tenantId' in field && reservedTenants.has(field.tenantId)))
    throw notATenant(reasons.malformed)
  const asked = 'tenantId' in field ? field.tenantId : field.domain
  const found = await entra.findTenant(asked)
  if (found.found) return { tenantId: found.tenantId, verified: true }
  if (found.reason === 'application') throw notATenant(reasons.application)
  if (found.reason === 'personal_accounts') throw notATenant(reasons.personal)
  if (found.reason === 'other_cloud') throw notATenant(reasons.otherCloud(reasons.clouds[found.cloud]))
  if (found.reason === 'no_such_tenant')
    throw notATenant('tenantId' in field ? reasons.unknownId(asked) : reasons.unknownDomain(asked))
  if ('tenantId' in field) return { tenantId: field.tenantId, verified: false }
  throw notATenant(reasons.unreachable)
}

function notATenant(detail: string) {
  return new Problem('not_a_tenant', detail, { errors: { azureTenantId: detail } })
}
