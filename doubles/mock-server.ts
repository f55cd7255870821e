import { OAuth2Server, type Payload } from 'oauth2-mock-server'
import { northTenantId } from '../emulator/sample.ts'
import { type Adapter, all, type Changes, discoveryEnd, inJson, keysEnd, startAdapter } from './adapter.ts'

/** What one row changes; whatever it leaves out is as Entra would have it. */
export type Variation = {
  header?: (header: Record<string, unknown>) => void
  token?: (payload: Payload) => void
  /** The signed token, as it is handed out. */
  signed?: (token: string) => string
  key?: (key: Json) => Json
  discovery?: (document: Json) => Json
  redirect?: (address: URL) => void
  answer?: NonNullable<Changes['answer']>
  wait?: NonNullable<Changes['wait']>
}

export type Json = Record<string, unknown>

export type MockServer = {
  authority: string
  play(variation: Variation): void
  newSigningKey(): Promise<void>
  close(): Promise<void>
}

/**
 * `oauth2-mock-server`, with Entra's claims by its own hooks. The adapter gives it a path for each tenant, the literal
 * `{tenantid}` of `organizations`, and the issuer of its keys; it has no `cloud_instance_name` anywhere.
 */
export async function startMockServer(account: { oid: string; loginId: string }): Promise<MockServer> {
  const adapter = await startAdapter()
  const server = new OAuth2Server(undefined, undefined, { endpoints })
  await server.issuer.keys.generate('RS256')
  server.issuer.url = adapter.url
  await server.start(0, '127.0.0.1')
  adapter.leadTo(`http://127.0.0.1:${server.address().port}`)

  let variation: Variation = {}
  const { service } = server
  service.on('beforeTokenSigning', ({ header, payload }: { header: Json; payload: Payload }) => {
    const isIdToken = payload.aud !== undefined
    if (!isIdToken) return
    Object.assign(payload, {
      iss: `${adapter.url}/${northTenantId}/v2.0`,
      tid: northTenantId,
      oid: account.oid,
      preferred_username: account.loginId,
      name: 'Bea First',
      ver: '2.0',
    })
    variation.header?.(header)
    variation.token?.(payload)
  })
  service.on('beforeResponse', ({ body }: { body: Json }) => {
    body.id_token = variation.signed?.(String(body.id_token)) ?? body.id_token
  })
  service.on('beforeAuthorizeRedirect', ({ url }: { url: URL }) => variation.redirect?.(url))

  const play = (wanted: Variation) => {
    variation = wanted
    adapter.change({
      path: (path) => path.replace(/^\/[^/]+/, ''),
      answer: all(asEntra(adapter), wanted.answer),
      ...(wanted.wait && { wait: wanted.wait }),
    })
  }
  const asEntra = ({ url }: Adapter): Changes['answer'] =>
    all(
      (path, answer) => {
        const [, tenant = ''] = path.split('/')
        const document = inJson<Json>(discoveryEnd, (body) => {
          const changed = inTenant(body, url, tenant)
          return variation.discovery?.(changed) ?? changed
        })
        return document(path, answer)
      },
      inJson<{ keys: Json[] }>(keysEnd, ({ keys }) => ({
        keys: keys.map((key) => {
          const named = { ...key, issuer: `${url}/{tenantid}/v2.0` }
          return variation.key?.(named) ?? named
        }),
      })),
    )
  play({})
  return {
    authority: adapter.url,
    play,
    // It takes its keys in turn, for the access token and then for the ID token: so the new one signs the latter.
    newSigningKey: async () => {
      await server.issuer.keys.generate('RS256')
    },
    async close() {
      await server.stop()
      await adapter.close()
    },
  }
}

/** The endpoints stand under the tenant's path, where the server knows one path only. */
function inTenant(document: Json, authority: string, tenant: string): Json {
  const moved = Object.entries(document).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace(authority, `${authority}/${tenant}`) : value,
  ])
  const issuer = `${authority}/${tenant === 'organizations' ? '{tenantid}' : tenant}/v2.0`
  return { ...Object.fromEntries(moved), issuer }
}

const endpoints = {
  wellKnownDocument: '/v2.0/.well-known/openid-configuration',
  token: '/oauth2/v2.0/token',
  jwks: '/discovery/v2.0/keys',
  authorize: '/oauth2/v2.0/authorize',
}
