import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { Credential } from '#server/entra/redeem.ts'
import { tmasUrl } from '#server/testing/front-door.ts'
import { northTenantId, tmasClientId } from '../emulator/sample.ts'
import { type Adapter, all, discoveryEnd, inJson, keysEnd, startAdapter } from './adapter.ts'
import type { Json } from './mock-server.ts'

/** What the provider answered of its own accord, before the adapter: for the tests that look at it. */
export type Seen = { keysType: string | undefined; keys: Json[] }

export type CertifiedProvider = { authority: string; seen: Seen; close(): Promise<void> }

/**
 * `oidc-provider`, certified by the OpenID Foundation, set up as one Entra tenant: its paths by its own options, and
 * the claims of one account. The adapter gives it the literal `{tenantid}` of `organizations`, which shares the
 * tenant's endpoints, and the issuer of its keys. It checks PKCE, and each part of a client assertion.
 */
export async function startCertifiedProvider(
  credential: Credential,
  account: { oid: string; loginId: string },
): Promise<CertifiedProvider> {
  const adapter = await startAdapter()
  const provider = new Provider(`${adapter.url}/${northTenantId}/v2.0`, {
    clients: [{ ...clientOf(credential), client_id: tmasClientId, redirect_uris: [callbackUrl] }],
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      jwks: '/discovery/v2.0/keys',
    },
    jwks: { keys: [{ ...signingKey(), use: 'sig', kid: 'certified' }] },
    // Entra puts the claims of a scope into the ID token.
    conformIdTokenClaims: false,
    claims: {
      openid: ['sub', 'tid', 'ver', 'nbf'],
      profile: ['oid', 'preferred_username', 'name'],
      email: ['email'],
    },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        tid: northTenantId,
        ver: '2.0',
        nbf: Math.floor(Date.now() / 1000) - 300,
        oid: account.oid,
        preferred_username: account.loginId,
        name: 'Bea First',
      }),
    }),
    // The consent has been given.
    loadExistingGrant: async ({ oidc }: { oidc: { session: { accountId: string } } }) => {
      const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: tmasClientId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    interactions: { url: () => '/interaction' },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key of the test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 3600, AccessToken: 3600 },
  })

  const serve = provider.callback()
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction')) {
      const login = { login: { accountId: `subject-of-${account.oid}` } }
      void provider.interactionFinished(request, response, login)
      return
    }
    // Mounted under every tenant's path, as a framework would do it: its own addresses then have that path.
    const [, baseUrl = '', url = '/'] = /^(\/[^/?]+)(\/.*)$/.exec(request.url ?? '') ?? []
    serve(Object.assign(request, { originalUrl: request.url, baseUrl, url }), response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  adapter.leadTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const seen: Seen = { keysType: undefined, keys: [] }
  adapter.change({ path: (path) => pathAtProvider(path), answer: asEntra(adapter, seen) })
  return {
    authority: adapter.url,
    seen,
    async close() {
      server.close()
      server.closeAllConnections()
      await adapter.close()
    },
  }
}

const callbackUrl = `${tmasUrl}/sign-in/microsoft/callback`

function clientOf(credential: Credential): object {
  if (credential.kind === 'secret') {
    return { client_secret: credential.secret, token_endpoint_auth_method: 'client_secret_post' }
  }
  const { publicKey } = new X509Certificate(credential.certificatePem)
  return {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'PS256',
    jwks: { keys: [{ ...createPublicKey(publicKey.export(pem)).export({ format: 'jwk' }), use: 'sig' }] },
  }
}

function signingKey(): object {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
}

/** Its discovery document stands where it is mounted, Entra's one level below. */
function pathAtProvider(path: string): string {
  return path.replace(/\/v2\.0(?=\/\.well-known\/)/, '')
}

function asEntra({ url }: Adapter, seen: Seen) {
  return all(
    (path, answer) => {
      const [, tenant = ''] = path.split('/')
      const change = inJson<Json>(discoveryEnd, (document) => ({
        ...document,
        issuer: `${url}/${tenant === 'organizations' ? '{tenantid}' : tenant}/v2.0`,
      }))
      return change(path, answer)
    },
    (path, answer) => {
      if (!path.endsWith(keysEnd)) return answer
      const { keys } = JSON.parse(answer.body) as { keys: Json[] }
      Object.assign(seen, { keysType: answer.headers['content-type'], keys })
      const named = keys.map((key) => ({ ...key, issuer: `${url}/{tenantid}/v2.0` }))
      return { ...answer, body: JSON.stringify({ keys: named }) }
    },
  )
}

const pem = { type: 'spki', format: 'pem' } as const
