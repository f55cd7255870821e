import { type Cloud, otherClouds } from './clouds.ts'
import type { Answer } from './control.ts'
import { findTenant, multiTenantPaths, personalTenantId, type Tenant } from './directory.ts'
import { publishedKeys } from './keys.ts'
import type { World } from './world.ts'

/**
 * The discovery document of a tenant path (entra 1.3 and 1.4), members in Entra's order, or undefined for an
 * unknown tenant. A tenant of another cloud is answered with the addresses of that cloud (entra 1.5).
 *
 * The issuer is the literal template `{tenantid}` for `common` and `organizations`, and the GUID form for a
 * domain. The addresses of other hosts (Graph, mutual TLS) are Microsoft's real ones; nothing calls them.
 */
export function discoveryDocument(world: World, path: string): Record<string, unknown> | undefined {
  const tenant = findTenant(world.directory, path)
  const multi = multiTenantPaths.some((name) => name === path)
  if (!tenant && !multi) return undefined
  if (tenant?.cloud && world.control.unknownClouds.includes(tenant.cloud)) return undefined
  const cloud: Cloud | undefined = tenant?.cloud && otherClouds[tenant.cloud]
  const authority = cloud ? `https://${cloud.host}` : world.authority
  const segment = tenant?.id ?? path
  const base = `${authority}/${segment}`
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'private_key_jwt',
      'client_secret_basic',
      'self_signed_tls_client_auth',
    ],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuer(authority, path, tenant),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `https://${cloud?.msGraphHost ?? 'graph.microsoft.com'}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'cloud_instance_name',
      'cloud_instance_host_name',
      'cloud_graph_host_name',
      'msgraph_host',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'acr',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'at_hash',
      'c_hash',
      'email',
    ],
    kerberos_endpoint: `${base}/kerberos`,
    mtls_endpoint_aliases: {
      token_endpoint: `https://mtlsauth.microsoft.com/${segment}/oauth2/v2.0/token`,
    },
    tls_client_certificate_bound_access_tokens: true,
    tenant_region_scope: tenant?.region ?? null,
    ...(world.control.cloudInstanceName.discovery && {
      cloud_instance_name: cloud?.instanceName ?? 'microsoftonline.com',
    }),
    cloud_graph_host_name: cloud?.graphHost ?? 'graph.windows.net',
    msgraph_host: cloud?.msGraphHost ?? 'graph.microsoft.com',
    rbac_url: cloud?.rbacUrl ?? 'https://pas.windows.net',
  }
}

/** The key set, in the form that the control has ordered. */
export function keyDocument(world: World): Answer {
  const { cloudInstanceName, keyDocument: form } = world.control
  const published = form === 'empty' ? [] : publishedKeys(world.keys, world.authority)
  const keys = cloudInstanceName.keys ? published : published.map(({ cloud_instance_name: _, ...key }) => key)
  const text = JSON.stringify({ keys })
  return {
    status: 200,
    headers: form === 'jwk-set' ? { 'content-type': 'application/jwk-set+json' } : {},
    body: form === 'broken' ? text.slice(0, text.length / 2) : { keys },
  }
}

function issuer(authority: string, path: string, tenant: Tenant | undefined): string {
  if (tenant) return `${authority}/${tenant.id}/v2.0`
  return `${authority}/${path === 'consumers' ? personalTenantId : '{tenantid}'}/v2.0`
}
