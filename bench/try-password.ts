import { type Agent, request } from 'node:http'

/**
 * Tries a password at the API.
 *
 * @param ip from which the try seems to come: the server trusts the bench as its proxy.
 * @returns the status, or 0 if there was no answer; seconds to wait as told, 1 if nothing is told; and how long it took.
 */
export function tryPassword(
  server: string,
  agent: Agent,
  { username, password, ip }: { username: string; password: string; ip: string },
): Promise<{ status: number; retryAfter: number; milliseconds: number }> {
  const body = JSON.stringify({ username, password })
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    origin: server,
    'x-forwarded-for': ip,
  }
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const end = (status = 0, retryAfter = '1') =>
      resolve({ status, retryAfter: Number(retryAfter), milliseconds: performance.now() - startedAt })
    const asked = request(`${server}/api/v1/session`, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => end(response.statusCode, response.headers['retry-after']))
    })
    asked.on('error', () => end())
    asked.end(body)
  })
}
