import { otherClouds } from './clouds.ts'
import type { Answer } from './control.ts'
import { failure, report } from './failures.ts'
import type { World } from './world.ts'

/**
 * `/common/discovery/instance` (entra 1.2 and 1.6): which hosts are Microsoft's, and which of them are one cloud. MSAL
 * asks it about an authority that it was not told to trust. The emulator stands where `login.microsoftonline.com` does.
 */
export function answerInstanceDiscovery(world: World, asked: URLSearchParams): Answer {
  const endpoint = asked.get('authorization_endpoint') ?? ''
  const own = new URL(world.authority)
  const groups = [[own.host], ...Object.values(otherClouds).map(({ aliases }) => aliases)]
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : ''
  if (!groups.flat().includes(host)) {
    const said = report(world, failure(50049, { host }))
    return { status: 400, headers: {}, body: { ...said, error: 'invalid_instance' } }
  }
  const tenant = new URL(endpoint).pathname.split('/')[1] || 'common'
  const base = host === own.host ? world.authority : `https://${host}`
  return {
    status: 200,
    headers: {},
    body: {
      tenant_discovery_endpoint: `${base}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: groups.map((aliases) => ({
        preferred_network: aliases[0],
        preferred_cache: aliases[0],
        aliases,
      })),
    },
  }
}
