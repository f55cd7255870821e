import { findTenant, multiTenantPaths, personalTenantId, type Tenant } from './directory.ts'
import type { World } from './world.ts'

/**
 * The discovery document of a tenant path (entra 1.3 and 1.4), members in Entra's order, or undefined for an
 * unknown tenant.
 *
 * The issuer is the literal template `{tenantid}` for `common` and `organizations`, and the GUID form for a
 * domain. The addresses of other hosts (Graph, mutual TLS) are Microsoft's real ones; nothing calls them.
 */
export function discoveryDocument(world: World, path: string): Record<string, unknown> | undefined {
  const tenant = findTenant(world.directory, path)
  const multi = multiTenantPaths.some((name) => name === path)
  if (!tenant && !multi) return undefined
  const segment = tenant?.id ?? path
  const base = `${world.authority}/${segment}`
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
    issuer: issuer(world.authority, path, tenant),
    request_uri_parameter_supported: false,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
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
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net',
  }
}

function issuer(authority: string, path: string, tenant: Tenant | undefined): string {
  if (tenant) return `${authority}/${tenant.id}/v2.0`
  return `${authority}/${path === 'consumers' ? personalTenantId : '{tenantid}'}/v2.0`
}
