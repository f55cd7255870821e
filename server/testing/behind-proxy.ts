import ipaddr from 'ipaddr.js'
import { createApp } from '#server/http/app.ts'
import { openLog } from '#server/platform/log.ts'
import { tmasClientId, tmasClientSecret } from '../../emulator/sample.ts'
import { type FrontDoor, tmasUrl, type Visitor, visitor } from './front-door.ts'

const proxy = '127.0.0.1'

/**
 * The same TMAS behind a trusted proxy, so that one test can play people of many networks.
 *
 * @returns a browser, or a program that keeps no cookies, on a network of the test's choice.
 */
export function behindProxy(door: FrontDoor) {
  const entra = {
    authority: door.emulator.url,
    clientId: tmasClientId,
    credentials: [{ kind: 'secret' as const, secret: tmasClientSecret }],
    redirectUri: `${tmasUrl}/sign-in/microsoft/callback`,
  }
  const config = { url: tmasUrl, secure: false, entra, trustedProxies: [ipaddr.parseCIDR(`${proxy}/32`)] }
  const { db, sealer, now } = door
  const log = openLog('silent')
  const readiness = async () => undefined
  const app = createApp({ config, db, entra: door.entra, log, sealer, now, readiness })
  const incoming = { socket: { remoteAddress: proxy, remotePort: 1, remoteFamily: 'IPv4' } }

  function requestFrom(ip: string) {
    return (url: string | URL, init: RequestInit & { headers?: Record<string, string> } = {}) =>
      app.request(url, { ...init, headers: { ...init.headers, 'x-forwarded-for': ip } }, {
        incoming,
      } as never)
  }

  return {
    browserAt: (ip: string): Visitor => visitor({ app: { request: requestFrom(ip) } as never }),
    /** A try at a password, as a program does it: its own network is all that is known of it. */
    tryAt: async (ip: string, username: string, password: string): Promise<Response> =>
      requestFrom(ip)(`${tmasUrl}/api/v1/session`, {
        method: 'POST',
        body: JSON.stringify({ username, password }),
        headers: { host: 'localhost:3000', origin: tmasUrl, 'content-type': 'application/json' },
      }),
  }
}
