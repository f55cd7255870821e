import { Agent, get } from 'node:http'
import { type CookieJar, signInAs } from '../emulator/person.ts'
import { people } from './people.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

type Answer = { status: number; location: string; cookies: string; milliseconds: number }

/** What the emulator remembers of each person's browser, so that its pages are passed in one step. */
const known = new Map<string, CookieJar>()

/**
 * A whole sign-in from a fresh browser: start, Microsoft, callback.
 *
 * @returns the session's cookie, and how long the server took for start and callback together.
 * @throws {Error} if it does not end signed in, because failures must not be measured.
 */
export async function signIn(server: string, microsoft: string, turn: number) {
  const person = people[turn % people.length]?.loginId ?? ''
  const jar = known.get(person) ?? new Map()
  known.set(person, jar)

  const hint = encodeURIComponent(person)
  const started = await visit(`${server}/sign-in/microsoft?return_to=%2F&login_hint=${hint}`)
  const ending = await signInAs({ url: microsoft }, started.location, person, { jar })
  if (ending.kind !== 'returned') throw new Error(`${person} stayed on Microsoft's page ${ending.page}`)
  const returned = await visit(ending.url, started.cookies)
  if (returned.location !== '/') throw new Error(`the sign-in ended at ${returned.location}`)
  return { cookies: returned.cookies, milliseconds: started.milliseconds + returned.milliseconds }
}

/** Asks who is signed in. @returns milliseconds. */
export async function lookUp(server: string, cookies: string): Promise<number> {
  const { status, milliseconds } = await visit(`${server}/api/v1/session`, cookies)
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

/** One GET on a kept connection. node:http, because it costs this process least. */
export function visit(url: string, cookies = ''): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    // As a page of ours leads there: what no page of ours began is stored nowhere.
    const referer = new URL('/sign-in', url).href
    const common = { 'user-agent': 'bench', 'accept-language': 'en', referer }
    const headers = { ...common, ...(cookies && { cookie: cookies }) }
    const asked = get(url, { agent, headers }, (response) => {
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? '',
          cookies: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
          milliseconds: performance.now() - startedAt,
        }),
      )
      response.resume()
    })
    asked.on('error', reject)
  })
}
