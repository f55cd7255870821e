/**
 * Every answer of Microsoft's ends in its own sentence (R17). TMAS and the emulator listen on sockets, and the emulator is
 * ordered by its control address.
 */
import { readFileSync } from 'node:fs'
import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { attemptLifetime } from '#server/attempts/attempts.ts'
import { askMicrosoft, newestAttempt, tmasUrl, type Visitor, visitor } from '#server/testing/front-door.ts'
import { bea, clearUsers, openStage, type Stage } from '#server/testing/stage.ts'
import type { Language } from '#shared/languages.ts'
import { languages } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { refusals } from '#shared/refusals.ts'
import { type Act, type Answer, answers, outcomesTable, toldOf } from './testing/outcomes.ts'

const every = Object.keys(languages) as Language[]
let stage: Stage
let server: Server
let app: Stage['app']
/** The stage, with TMAS behind a socket. */
let overHttp: Stage

beforeAll(async () => {
  stage = await openStage()
  app = stage.app
  server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env) }) as Server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  overHttp = {
    ...stage,
    app: { request: (address: URL, init: RequestInit) => ask(port, address, init) } as never,
  }
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await stage.close()
})
beforeEach(async () => {
  stage.emulator.control.reset()
  app = stage.app
  await clearUsers(stage)
  await stage.db.deleteFrom('signInAttempt').execute()
})

test.each(answers.map((answer) => [nameOf(answer), answer] as const))(
  '%s ends in its own sentence',
  async (_, answer) => {
    const { browser, location } = 'at' in answer ? await playSaid(answer) : await playAct(answer.act)
    const address = new URL(location, tmasUrl)
    for (const language of every) {
      address.searchParams.set('lang', language)
      const page = await (await browser.get(String(address))).text()
      const { code, sentence, who } = await toldOf(answer.ending, language)
      expect(address.searchParams.get('refused'), `${location} leads on`).toBe(refusals[code].told)
      // An answer that is used twice signs in the first time, and that is its record.
      const { outcome, code: recorded, microsoft } = await newestAttempt(stage)
      expect(outcome === 'refused' ? recorded : 'replayed').toBe(code)
      if ('act' in answer && answer.act.onKeptConnection)
        expect(microsoft).toMatchObject({ aadsts: [answer.act.onKeptConnection.recorded] })
      expect(readNotice(page)).toEqual({
        sentence: expect.stringContaining(sentence),
        who: messages[language].refused.actors[who],
      })
    }
  },
)

test('no two codes, and no two that have to act, share a sentence', async () => {
  for (const language of every) {
    const bySentence = new Map<string, string>()
    for (const { ending } of answers) {
      const { code, sentence, who } = await toldOf(ending, language)
      // Hidden from the person, so that nobody learns which customers there are (R18).
      if (code === 'tenant_mismatch') continue
      expect(bySentence.get(sentence) ?? `${code}, ${who}`).toBe(`${code}, ${who}`)
      bySentence.set(sentence, `${code}, ${who}`)
    }
  }
})

test('docs/sign-in.md has the table of these answers: run node scripts/write-outcomes.ts', async () => {
  const [, table] = readFileSync('docs/sign-in.md', 'utf8').split(/<!--[^>]*outcomes[^>]*-->/)
  expect(table?.trim()).toBe(await outcomesTable())
})

/** A request over a socket, with the host that TMAS is known by. */
function ask(
  port: number,
  { pathname, search }: URL,
  { method, headers, body }: RequestInit,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const fields =
      body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
    const all = { ...fields, ...(headers as Record<string, string>) }
    const options = {
      port,
      host: '127.0.0.1',
      path: `${pathname}${search}`,
      method: method ?? 'GET',
      headers: all,
    }
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const received = new Headers()
        for (const [name, values = []] of Object.entries(incoming.headersDistinct))
          for (const value of values) received.append(name, value)
        const status = incoming.statusCode ?? 0
        resolve(new Response(Buffer.concat(chunks), { status, headers: received }))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body?.toString())
  })
}

type Ended = { browser: Visitor; location: string }

async function playSaid({ at, said }: Extract<Answer, { at: string }>): Promise<Ended> {
  await order({ [at === 'token' ? 'tokenRefusal' : 'callbackRefusal']: said })
  const browser = visitor(overHttp)
  return { browser, location: await follow(browser, await leave(browser)) }
}

async function playAct({
  order: ordered,
  hook,
  change,
  visit,
  onKeptConnection,
  afresh,
}: Act): Promise<Ended> {
  if (afresh) app = stage.freshApp(afresh)
  if (onKeptConnection) {
    const before = visitor(overHttp)
    await follow(before, await leave(before))
  }
  const browser = visitor(overHttp)
  const callback = new URL(await leave(browser))
  if (ordered) await order(ordered)
  hook?.(stage.emulator.control)
  change?.(callback)
  const another = visit === 'in another browser' ? visitor(overHttp) : browser
  if (visit !== 'after 16 minutes') {
    if (visit === 'twice') {
      await follow(another, String(callback))
      await another.post('/sign-out', {})
    }
    return { browser: another, location: await follow(another, String(callback)) }
  }
  stage.passTime(attemptLifetime + 60_000)
  const location = await follow(another, String(callback))
  stage.passTime(-attemptLifetime - 60_000)
  return { browser: another, location }
}

/** Through the emulator's pages, to the address that leads back. */
async function leave(browser: Visitor): Promise<string> {
  const start = `/sign-in/microsoft?chain=${stage.north.chainId}`
  const ending = await askMicrosoft(overHttp, browser, bea, { start })
  if (ending.kind !== 'returned') throw new Error(`stayed on Microsoft's page ${ending.page}`)
  return ending.url
}

/** Where the callback leads: it always leads somewhere, and what else it answers is told. */
async function follow(browser: Visitor, callback: string): Promise<string> {
  const answer = await browser.get(callback)
  const location = answer.headers.get('location')
  if (location === null) throw new Error(`the callback answers ${answer.status}: ${await answer.text()}`)
  return location
}

async function order(body: object) {
  const answered = await fetch(`${stage.emulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answered.status).toBe(200)
}

/** The sentence of the page that says most, and who has to act. */
function readNotice(page: string) {
  const [, heading = '', precise] = /<h2>([^<]*)<\/h2>\n(?:<p>([^<]*)<\/p>)?/.exec(page) ?? []
  const [, who = ''] = /<dd>([^<]*)<\/dd>/.exec(page) ?? []
  return { sentence: unescaped(precise ?? heading), who: unescaped(who) }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function nameOf(answer: Answer): string {
  if ('words' in answer) return answer.words
  const { aadsts, error, subcode } = answer.said
  return [`${answer.at}:`, error, subcode, aadsts].filter((part) => part !== undefined).join(' ')
}
