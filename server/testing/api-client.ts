import { leastHash } from '#server/testing/least-hash.ts'
import type { Role } from '#shared/roles.ts'
import { type FrontDoor, tmasUrl, userIn, type Visitor, visitor } from './front-door.ts'

/** What the API answered; also the body of a problem. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape, and says itself what it expects
export type ApiAnswer = { status: number; body: any }

/** The API as a person's browser calls it. A text is sent as a CSV file. */
export type ApiClient = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiAnswer>

const password = 'Front-Door-1'
let passwordHash: Promise<string> | undefined

/** A user with this role and a password, signed in with it. */
export async function signedInWith(
  door: FrontDoor,
  role: Role,
  locationId: string,
): Promise<{ id: string; username: string; browser: Visitor; api: ApiClient }> {
  passwordHash ??= leastHash(password)
  const email = `${role.replaceAll('_', '-')}.${crypto.randomUUID().slice(0, 8)}@people.example`
  const user = { username: email, role, passwordHash: await passwordHash }
  const { id, username } = await userIn(door, locationId, email, user)
  const browser = visitor(door)
  const api = apiOf(door, browser)
  const { status } = await api('POST', '/session', { username, password })
  if (status !== 201) throw new Error(`${role} could not sign in: ${status}`)
  return { id, username, browser, api }
}

/** The API with the cookies of this browser. */
export function apiOf({ app }: Pick<FrontDoor, 'app'>, browser: Visitor): ApiClient {
  return async (method, path, body, more = {}) => {
    const isFile = typeof body === 'string'
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(`${tmasUrl}/api/v1${path}`, {
      method,
      headers: {
        host: new URL(tmasUrl).host,
        origin: tmasUrl,
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': isFile ? 'text/csv' : 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      browser.cookies.set(name, value)
    }
    const text = await response.text()
    return {
      status: response.status,
      body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text,
    }
  }
}
