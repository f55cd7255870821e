import { Agent, request } from 'node:http'
import { type CookieJar, signInAs } from '../emulator/person.ts'
import { people } from './people.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** Closes connections that no one uses, before a server that was not asked for a while does so just when it is asked. */
export function closeConnections(): void {
  agent.destroy()
}

type Answer = { status: number; location: string; cookies: string; text: string; milliseconds: number }

/** How a browser signs in at a program. */
export type Way = {
  start(server: string, hint: string): Promise<Answer>
  /** Brings Microsoft's answer, which `url` has as its query. */
  finish(url: string, cookies: string): Promise<Answer>
  /** Where it says who is signed in. */
  whoAmI: string
}

/** As at TMAS: a link leads there, and a redirect back. */
export const byLink: Way = {
  start: (server, hint) => visit(`${server}/sign-in/microsoft?return_to=%2F&login_hint=${hint}`),
  finish: visit,
  whoAmI: '/api/v1/session',
}

/** As Microsoft recommends to servers: its answer is posted (`form_post`). */
export const byFormPost: Way = {
  ...byLink,
  finish(url, cookies) {
    const [address = '', query = ''] = url.split('?')
    return visit(address, cookies, { type: 'application/x-www-form-urlencoded', body: query })
  },
}

/** As better-auth's client does: it asks where to go, and takes the browser there. */
export const byClient: Way = {
  async start(server, hint) {
    const body = JSON.stringify({
      provider: 'microsoft',
      callbackURL: '/',
      loginHint: decodeURIComponent(hint),
    })
    const answer = await visit(`${server}/api/auth/sign-in/social`, '', { type: 'application/json', body })
    return { ...answer, location: JSON.parse(answer.text).url }
  },
  finish: visit,
  whoAmI: '/api/auth/get-session',
}

/** What the emulator remembers of each person's browser, so that its pages are passed in one step. */
const known = new Map<string, CookieJar>()

/**
 * A whole sign-in from a fresh browser: start, Microsoft, callback.
 *
 * @returns the session's cookie, and how long the server took for start and callback together.
 * @throws {Error} if it does not end signed in, because failures must not be measured.
 */
export async function signIn(
  server: string,
  microsoft: string,
  turn: number,
  { way = byLink, among = people }: { way?: Way; among?: typeof people } = {},
) {
  const { username = '', loginId = '' } = among[turn % among.length] ?? {}
  const key = `${microsoft} ${loginId}`
  const jar = known.get(key) ?? new Map()
  known.set(key, jar)

  const started = await way.start(server, encodeURIComponent(loginId))
  // Where Microsoft has another name, the browser has to find it all the same.
  const { pathname, search } = new URL(started.location)
  const ending = await signInAs({ url: microsoft }, `${microsoft}${pathname}${search}`, loginId, { jar })
  if (ending.kind !== 'returned') throw new Error(`${loginId} stayed on Microsoft's page ${ending.page}`)
  const returned = await way.finish(ending.url, started.cookies)
  if (returned.location !== '/') throw new Error(`the sign-in ended at ${returned.location}`)
  const milliseconds = started.milliseconds + returned.milliseconds
  // Some keep the cookie of the start.
  return { username, cookies: returned.cookies || started.cookies, milliseconds }
}

/** Asks who is signed in. @returns milliseconds. */
export async function lookUp(server: string, cookies: string, { whoAmI } = byLink): Promise<number> {
  const { status, milliseconds } = await visit(`${server}${whoAmI}`, cookies)
  if (status !== 200) throw new Error(`the session lookup was answered with ${status}`)
  return milliseconds
}

/** Calls `work` with 0, 1, 2 … this many times, a few at once. @returns its results. */
export async function repeat<T>(
  times: number,
  atOnce: number,
  work: (turn: number) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = []
  let next = 0
  const worker = async () => {
    while (next < times) answers.push(await work(next++))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return answers
}

/**
 * One request on a kept connection: a GET, or a POST of that body. node:http, because it costs this process least.
 *
 * @param more other headers.
 */
export function visit(
  url: string,
  cookies = '',
  posted?: { type: string; body: string },
  more: Record<string, string> = {},
): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    // As a page of ours leads there: what no page of ours began is stored nowhere.
    const referer = new URL('/sign-in', url).href
    const common = { 'user-agent': 'bench', 'accept-language': 'en', referer }
    const headers = {
      ...common,
      ...more,
      ...(cookies && { cookie: cookies }),
      ...(posted && {
        'content-type': posted.type,
        'content-length': Buffer.byteLength(posted.body),
        origin: new URL(url).origin,
      }),
    }
    const asked = request(url, { method: posted ? 'POST' : 'GET', agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('error', reject)
      response.on('data', (part) => {
        text += part
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? '',
          cookies: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
          text,
          milliseconds: performance.now() - startedAt,
        }),
      )
    })
    asked.on('error', reject)
    asked.end(posted?.body)
  })
}
