import { domainToASCII } from 'node:url'
import { isGuid } from '#shared/shapes.ts'
import { type Cloud, cloudOf, cloudOfDomain } from './clouds.ts'
import { fetchMetadata, personalAccounts, readMetadata } from './metadata.ts'
import { type Answer, NoAnswer } from './request.ts'
import type { JsonObject } from './strict-json.ts'

export type FoundTenant =
  | { found: true; tenantId: string }
  | { found: false; reason: 'no_such_tenant' | 'personal_accounts' | 'application' | 'microsoft_unreachable' }
  /** No one of it can ever sign in through this registration. */
  | { found: false; reason: 'other_cloud'; cloud: Cloud }

/** Looks up a tenant ID or a domain name (R4). A text that can be neither is not looked up. */
export async function findTenant(
  { authority, clientId, timeoutMs }: { authority: string; clientId: string; timeoutMs: number },
  tenant: string,
): Promise<FoundTenant> {
  const name = plainName(tenant)
  if (name === personalAccounts || name === 'consumers') return { found: false, reason: 'personal_accounts' }
  if (name === clientId.toLowerCase() || applications.has(name))
    return { found: false, reason: 'application' }
  if (notCustomers.has(name) || !(isGuid(name) || isDomain(name)))
    return { found: false, reason: 'no_such_tenant' }
  try {
    const answer = await fetchMetadata(authority, name, AbortSignal.timeout(timeoutMs))
    const cloud = otherCloudOf(authority, name, answer)
    if (cloud) return { found: false, reason: 'other_cloud', cloud }
    if (answer.status !== 200) return { found: false, reason: reasonOf(answer.body) }
    const { tenantId } = readMetadata(authority, name, answer)
    if (!tenantId || notCustomers.has(tenantId)) return { found: false, reason: 'no_such_tenant' }
    if (tenantId === personalAccounts) return { found: false, reason: 'personal_accounts' }
    return { found: true, tenantId }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return { found: false, reason: 'microsoft_unreachable' }
  }
}

/** Tenants that belong to no company: Microsoft's own for its services, and the zero GUID. */
const notCustomers = new Set(['f8cdef31-a31e-4b4a-93e4-5f571e91255a', '00000000-0000-0000-0000-000000000000'])

/**
 * Applications that are next to a tenant ID in the Entra admin center, and whose ID is pasted instead: Microsoft
 * Graph, Azure AD Graph, Office 365 and the portal. TMAS's own is another, which is `clientId`.
 * @see https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
 */
const applications = new Set([
  '00000003-0000-0000-c000-000000000000',
  '00000002-0000-0000-c000-000000000000',
  '00000006-0000-0ff1-ce00-000000000000',
  'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
])

/**
 * The cloud of a tenant that is not of ours. A host may answer for a tenant of another cloud, with that cloud's issuer;
 * where it does not, the tenant's first domain still tells.
 */
function otherCloudOf(authority: string, name: string, { status, body }: Answer): Cloud | undefined {
  const cloud = status === 200 ? cloudOf(body.issuer) : isDomain(name) ? cloudOfDomain(name) : undefined
  return cloud === (cloudOf(authority) ?? 'global') ? undefined : cloud
}

/** Microsoft says "not found" with 400. Other refusals say nothing about the tenant. */
function reasonOf(body: JsonObject): 'no_such_tenant' | 'microsoft_unreachable' {
  return body.error === 'invalid_tenant' || body.error === 'invalid_request'
    ? 'no_such_tenant'
    : 'microsoft_unreachable'
}

/**
 * As a person may paste it: in any letter case, with blanks or braces around it, or as a domain with non-ASCII
 * letters.
 */
function plainName(tenant: string): string {
  const name = tenant
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase()
  // domainToASCII is too lenient: it turns `a.example#b` into `a.example`.
  return /^[\p{L}\p{M}\p{N}.-]{1,253}$/u.test(name) ? domainToASCII(name) : ''
}

/** Whether a name can be put into a path unchanged, so that it cannot lead elsewhere. */
function isDomain(name: string): boolean {
  return (
    name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(name)
  )
}
