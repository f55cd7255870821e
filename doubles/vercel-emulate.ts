import { createEmulator } from 'emulate'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { freePort } from '#server/platform/free-port.ts'
import { tmasUrl } from '#server/testing/front-door.ts'
import { createSigningKey, signJwt } from '../emulator/keys.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import {
  type Adapter,
  all,
  type Changes,
  discoveryEnd,
  inJson,
  keysEnd,
  startAdapter,
  tokenEnd,
} from './adapter.ts'
import type { Form } from './browser.ts'
import type { Json } from './mock-server.ts'

/** The points in which `emulate` is not like Entra by Microsoft's documents, each of which the adapter can correct. */
export const points = ['tenant paths', 'literal {tenantid}', 'key issuer', 'nbf'] as const
export type Point = (typeof points)[number]

export type Emulate = {
  authority: string
  /** From now on the adapter corrects these, and nothing else. */
  correct(wanted: readonly Point[]): void
  /** Presses the person's button on its page. */
  pick(page: string): Form
  close(): Promise<void>
}

export async function startEmulate(loginId: string): Promise<Emulate> {
  const adapter = await startAdapter()
  const port = await freePort()
  const double = await createEmulator({
    service: 'microsoft',
    port,
    baseUrl: adapter.url,
    seed: {
      microsoft: {
        users: [{ email: loginId, name: 'Bea First', tenant_id: northTenantId }],
        oauth_clients: [
          {
            client_id: tmasClientId,
            client_secret: tmasClientSecret,
            name: 'TMAS',
            redirect_uris: [`${tmasUrl}/sign-in/microsoft/callback`],
          },
        ],
      },
    },
  })
  adapter.leadTo(`http://127.0.0.1:${port}`)
  const withNbf = await resigner()
  return {
    authority: adapter.url,
    correct(wanted) {
      const steps: Record<Point, Changes['answer']> = {
        'tenant paths': tenantPaths(adapter),
        'literal {tenantid}': inOrganizations((document) => ({
          ...document,
          issuer: `${adapter.url}/{tenantid}/v2.0`,
        })),
        'key issuer': inJson<{ keys: Json[] }>(keysEnd, ({ keys }) => ({
          keys: keys.map((key) => ({ ...key, issuer: `${adapter.url}/{tenantid}/v2.0` })),
        })),
        nbf: withNbf,
      }
      adapter.change({
        ...(wanted.includes('tenant paths') && { path: withoutTenant }),
        // The keys are replaced before their issuer is named.
        answer: all(
          ...[...points].reverse().map((point) => (wanted.includes(point) ? steps[point] : undefined)),
        ),
      })
    },
    pick(page) {
      const [button = ''] =
        page.match(/<form[\s\S]*?<\/form>/g)?.filter((form) => form.includes(`value="${loginId}"`)) ?? []
      const fields = [...button.matchAll(/name="([^"]*)" value="([^"]*)"/g)]
      return {
        action: /action="([^"]*)"/.exec(button)?.[1] ?? '',
        form: new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value])),
      }
    },
    async close() {
      await double.close()
      await adapter.close()
    },
  }
}

/** Only its discovery document knows a tenant's path. */
function withoutTenant(path: string): string {
  return path.endsWith(discoveryEnd) ? path : path.replace(/^\/(?:organizations|[-\da-f]{36})(?=\/)/, '')
}

function tenantPaths({ url }: Adapter): Changes['answer'] {
  return (path, answer) => {
    const [, tenant = ''] = path.split('/')
    const moved = inJson<Json>(discoveryEnd, (document) => ({
      ...document,
      ...Object.fromEntries(
        ['authorization_endpoint', 'token_endpoint', 'jwks_uri'].map((name) => [
          name,
          String(document[name]).replace(url, `${url}/${tenant}`),
        ]),
      ),
    }))
    return moved(path, answer)
  }
}

function inOrganizations(change: (document: Json) => Json): Changes['answer'] {
  const changed = inJson(discoveryEnd, change)
  return (path, answer) => (path.startsWith('/organizations/') ? changed(path, answer) : answer)
}

/** Its private key is its own, so the token is signed again by a key next to the others. */
async function resigner(): Promise<Changes['answer']> {
  const key = await createSigningKey()
  return all(
    inJson<Json>(tokenEnd, (body) => {
      const token = String(body.id_token)
      const claims = decodeJwt(token)
      const header = { ...decodeProtectedHeader(token), kid: key.kid }
      return { ...body, id_token: signJwt(header, { ...claims, nbf: claims.iat }, key) }
    }),
    inJson<{ keys: Json[] }>(keysEnd, ({ keys }) => ({
      keys: [...keys, { ...key.publicKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig' }],
    })),
  )
}
