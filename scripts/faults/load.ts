/** What people do all the time while something breaks, and what they were told. */
import { randomInt } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { signInAs } from '../../emulator/person.ts'
import { steadily } from '../steadily.ts'
import type { Microsoft } from './microsoft.ts'
import { manager, type People, password } from './people.ts'

/**
 * What came of a request: done; told to come back (503 or 429 with `Retry-After`); told that Microsoft does not answer;
 * not answered, because the connection broke; or something that no one should get.
 */
export type Outcome = 'done' | 'later' | 'microsoft' | 'cut' | 'wrong'
export type Kind = 'password' | 'microsoft' | 'lookup' | 'change' | 'sign-out' | 'mail'
export type Told = { kind: Kind; at: number; ms: number; outcome: Outcome; seen: string }

/** What was acknowledged, to be looked for afterwards. */
export type Journal = {
  told: Told[]
  sessions: { cookie: string; who: string; signOut?: 'asked' | 'done' }[]
  /** Object IDs of Microsoft accounts that have signed in. */
  linked: Set<string>
  /** By user: the title that was acknowledged last, and those after it of which no one knows. */
  titles: Map<string, { last: string; unknown: string[] }>
  /** Subjects of mails that will be sent. */
  mails: Set<string>
}

/** Milliseconds after which a person has given up: longer than any limit of TMAS. */
const patience = 25_000

export type Load = Journal & { stop(): Promise<void>; ask(kind: Kind): Promise<Told> }

export async function startLoad({
  port,
  microsoft,
  people,
  ids,
  perSecond = 12,
}: {
  port: number
  microsoft: Microsoft
  people: People
  ids: readonly string[]
  perSecond?: number
}): Promise<Load> {
  const agent = new Agent({ keepAlive: false })
  const origin = `http://localhost:${port}`
  const journal: Journal = { told: [], sessions: [], linked: new Set(), titles: new Map(), mails: new Set() }
  const counts = { password: 0, microsoft: 0, change: 0, lookup: 0, mail: 0 }
  const jars = new Map<string, Map<string, string>>()
  let managers = ''

  const call = (path: string, how: Call = {}) => exchange(agent, port, path, { origin, ...how })
  const signInManager = async () => {
    const body = { username: manager.username, password }
    const answer = await call('/api/v1/session', { method: 'POST', body })
    if (answer.status === 201) managers = answer.cookies
    return answer
  }
  const asManager = async (path: string, how: Call) => {
    const answer = await call(path, { ...how, cookie: managers })
    if (answer.status !== 401 || (await signInManager()).status !== 201) return answer
    return call(path, { ...how, cookie: managers })
  }

  const acts: Record<Kind, () => Promise<[Outcome, string]>> = {
    async password() {
      const { username } = people[counts.password++ % people.length] as People[number]
      const answer = await call('/api/v1/session', { method: 'POST', body: { username, password } })
      if (answer.status !== 201) return judge(answer)
      journal.sessions.push({ cookie: answer.cookies, who: username })
      return ['done', '201']
    },
    async microsoft() {
      // From the other end, so that no one has too many sessions.
      const at = people.length - 1 - (counts.microsoft++ % people.length)
      const { loginId, oid } = people[at] as People[number]
      const jar = jars.get(loginId) ?? new Map()
      jars.set(loginId, jar)
      const started = await call(`/sign-in/microsoft?login_hint=${encodeURIComponent(loginId)}`)
      if (started.status !== 302 && started.status !== 303) return judge(started)
      const page = started.location.replace(microsoft.authority, microsoft.emulator.url)
      const ending = await signInAs(microsoft.emulator, page, loginId, { jar })
      if (ending.kind !== 'returned') return ['wrong', `stayed at Microsoft: ${ending.page}`]
      const { pathname, search } = new URL(ending.url)
      const returned = await call(pathname + search, { cookie: started.cookies })
      if (returned.status !== 303 || returned.location !== '/') return judge(returned)
      journal.sessions.push({ cookie: returned.cookies, who: loginId })
      journal.linked.add(oid)
      return ['done', '303']
    },
    async lookup() {
      const open = journal.sessions.filter(({ signOut }) => signOut === undefined)
      const one = open[counts.lookup++ % open.length]
      if (!one) return ['done', 'no one is signed in']
      const answer = await call('/api/v1/session', { cookie: one.cookie })
      // Its person may have signed out meanwhile.
      return answer.status === 200 || (answer.status === 401 && one.signOut) ? ['done', '200'] : judge(answer)
    },
    async change() {
      const turn = counts.change++
      const id = ids[turn % ids.length] as string
      const title = `Title ${turn}`
      const noted = journal.titles.get(id) ?? { last: '', unknown: [] }
      journal.titles.set(id, noted)
      noted.unknown.push(title)
      const answer = await asManager(`/api/v1/users/${id}`, { method: 'PATCH', body: { title } })
      if (answer.status !== 200) return judge(answer)
      Object.assign(noted, { last: title, unknown: noted.unknown.slice(noted.unknown.indexOf(title) + 1) })
      return ['done', '200']
    },
    async mail() {
      const turn = counts.mail++
      const subject = `Notice ${turn} of the trial`
      const body = { subject, message: 'The meeting is at nine.' }
      const path = `/api/v1/users/${ids[turn % ids.length]}/mail`
      const answer = await asManager(path, { method: 'POST', body })
      if (answer.status >= 300) return judge(answer)
      journal.mails.add(subject)
      return ['done', String(answer.status)]
    },
    async 'sign-out'() {
      const one = journal.sessions.find(({ signOut }) => signOut === undefined)
      if (!one) return ['done', 'no one is signed in']
      one.signOut = 'asked'
      const answer = await call('/api/v1/session', { method: 'DELETE', cookie: one.cookie })
      if (answer.status !== 204) return judge(answer)
      one.signOut = 'done'
      return ['done', '204']
    },
  }

  const ask = async (kind: Kind): Promise<Told> => {
    const began = performance.now()
    const [outcome, seen] = await acts[kind]().catch((error): [Outcome, string] =>
      error instanceof GaveUp ? ['wrong', error.message] : ['cut', String(error.code ?? error.message)],
    )
    const told = { kind, at: began, ms: performance.now() - began, outcome, seen }
    journal.told.push(told)
    return told
  }

  const { status, text } = await signInManager()
  if (status !== 201) throw new Error(`the manager cannot sign in: ${status} ${text}`)
  for (const kind of ['password', 'microsoft'] as const) {
    const { outcome, seen } = await ask(kind)
    if (outcome !== 'done') throw new Error(`no one can sign in (${kind}): ${seen}`)
  }
  journal.told.splice(0)
  const end = steadily(perSecond, async (turn) => {
    await ask(weighted[turn % weighted.length] as Kind)
  })
  return {
    ...journal,
    ask,
    async stop() {
      await end()
      agent.destroy()
    },
  }
}

/** One turn of a load. */
const weighted: readonly Kind[] = [
  'lookup',
  'password',
  'lookup',
  'microsoft',
  'lookup',
  'change',
  'lookup',
  'microsoft',
  'lookup',
  'change',
  'lookup',
  'sign-out',
]

type Call = { method?: string; body?: object; cookie?: string; origin?: string }
export type Answer = {
  status: number
  location: string
  cookies: string
  retryAfter: string | undefined
  text: string
}

class GaveUp extends Error {}

function judge({ status, location, retryAfter, text }: Answer): [Outcome, string] {
  if ((status === 503 || status === 429) && Number(retryAfter) > 0) return ['later', String(status)]
  const refused = /[?&]refused=(\w+)/.exec(location)?.[1]
  if (refused === 'microsoft_unreachable' || refused === 'throttled') return ['microsoft', refused]
  const code = /"code":"(\w+)"/.exec(text)?.[1]
  return [
    'wrong',
    [status, refused, code, retryAfter === undefined && status === 503 && 'no Retry-After']
      .filter(Boolean)
      .join(' '),
  ]
}

/** @throws {GaveUp} or the error of the connection. */
export function exchange(
  agent: Agent,
  port: number,
  path: string,
  { method = 'GET', body, cookie, origin = '' }: Call,
): Promise<Answer> {
  const headers = {
    host: new URL(origin).host,
    referer: `${origin}/sign-in`,
    // As if people were in many places.
    'x-forwarded-for': `198.51.${randomInt(100)}.${randomInt(1, 250)}`,
    ...(cookie && { cookie }),
    ...(method !== 'GET' && { origin }),
    ...(body && { 'content-type': 'application/json' }),
  }
  const late = AbortSignal.timeout(patience)
  return new Promise((resolve, reject) => {
    const asked = request(
      { agent, port, host: '127.0.0.1', path, method, headers, signal: late },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        answer.on('error', fail)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? '',
            cookies: (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
            retryAfter: answer.headers['retry-after'],
            text,
          }),
        )
      },
    )
    const fail = (error: Error) =>
      reject(late.aborted ? new GaveUp(`no answer in ${patience / 1000} s`) : error)
    asked.on('error', fail)
    asked.end(body && JSON.stringify(body))
  })
}

/** Waits until this kind of request is done again. @returns milliseconds from now, or undefined after so many. */
export async function untilDone(
  load: Load,
  kinds: readonly Kind[],
  atMost: number,
): Promise<number | undefined> {
  const began = performance.now()
  const left = new Set(kinds)
  while (performance.now() - began < atMost) {
    await Promise.all(
      [...left].map(async (kind) => {
        if ((await load.ask(kind)).outcome === 'done') left.delete(kind)
      }),
    )
    if (left.size === 0) return Math.round(performance.now() - began)
    await sleep(250)
  }
  return undefined
}
