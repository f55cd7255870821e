import { isGuid } from '#shared/shapes.ts'
import { meaningOfBody } from './meanings.ts'
import { type Answer, askJson, NoAnswer } from './request.ts'
import type { JsonObject } from './strict-json.ts'

/** The ID of the tenant that has all personal Microsoft accounts. */
export const personalAccounts = '9188040d-6c67-4c5b-b112-36a304b66dad'

/** What we take from the discovery document of one path. */
export type Metadata = {
  /** The one tenant this document is for; undefined for `organizations`, whose issuer is a template. */
  tenantId: string | undefined
  tokenEndpoint: string
  jwksUri: string
  /** The cloud's own name, if the document has it. */
  cloudInstanceName: string | undefined
}

const sizeLimit = 64 * 1024
const ourEndpoints = ['authorization_endpoint', 'token_endpoint', 'jwks_uri']

/** Asks for the discovery document of `organizations`, a tenant ID or a domain. @throws {NoAnswer} */
export function fetchMetadata(authority: string, path: string, signal: AbortSignal): Promise<Answer> {
  return askJson(`${authority}/${path}/v2.0/.well-known/openid-configuration`, { size: sizeLimit, signal })
}

/**
 * Checks a discovery document before anything in it is used.
 *
 * The issuer has to be the authority's own, with the literal `{tenantid}` for `organizations` and with the tenant's
 * GUID for a tenant; for a domain, Microsoft answers with the GUID. Every endpoint has to be on the authority's own
 * origin: a document that sends us elsewhere for keys is not Microsoft's.
 *
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
 *
 * @throws {NoAnswer}
 */
export function readMetadata(authority: string, path: string, { status, body }: Answer): Metadata {
  if (status !== 200) {
    const { refusal, microsoft } = meaningOfBody(body)
    // Microsoft numbers its refusals; without a number it may be a proxy that speaks JSON.
    const isMicrosofts = microsoft.aadsts !== undefined || refusal === 'tenant_not_found'
    throw new NoAnswer(isMicrosofts ? refusal : 'invalid_response', `metadata: HTTP ${status}`, { microsoft })
  }

  const tenantId = tenantOfIssuer(authority, body.issuer)
  if (path === 'organizations') {
    if (tenantId !== '{tenantid}') throw unusable('issuer')
  } else {
    if (!isGuid(tenantId)) throw unusable('issuer')
    if (isGuid(path) && tenantId !== path) throw unusable('issuer')
  }
  for (const endpoint of ourEndpoints) {
    if (originOf(body[endpoint]) !== new URL(authority).origin) throw unusable(endpoint)
  }
  return {
    tenantId: path === 'organizations' ? undefined : tenantId,
    tokenEndpoint: String(body.token_endpoint),
    jwksUri: String(body.jwks_uri),
    cloudInstanceName: cloudNameIn(body),
  }
}

/**
 * The name of the cloud that a document or a key says it belongs to, such as `microsoftonline.us`; undefined if it
 * says none. Microsoft does not document this member, and its keys have had it for two years only. So its absence
 * means nothing; only two names that differ do.
 */
export function cloudNameIn({ cloud_instance_name: name }: JsonObject): string | undefined {
  return typeof name === 'string' && name.trim() !== '' ? name : undefined
}

/** The part between the authority and `/v2.0`; undefined if the issuer is not the authority's. */
function tenantOfIssuer(authority: string, issuer: unknown): string | undefined {
  if (typeof issuer !== 'string') return
  const [before, after] = [`${authority}/`, '/v2.0']
  if (!issuer.startsWith(before) || !issuer.endsWith(after)) return
  return issuer.slice(before.length, -after.length)
}

function originOf(url: unknown): string | undefined {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : undefined
}

function unusable(member: string): NoAnswer {
  return new NoAnswer('invalid_response', `metadata: ${member} is not the authority's`)
}
