import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Refusal } from '#shared/refusals.ts'
import { type MicrosoftAnswer, meaningOfBody } from './meanings.ts'
import type { JsonObject } from './strict-json.ts'
import { parseStrictJson } from './strict-json.ts'

/**
 * Microsoft sent nothing usable: silence, or something other than what was asked for. It is thrown inside this folder
 * only, and becomes a refusal on the way out.
 */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly refusal: Refusal
  readonly microsoft: MicrosoftAnswer | undefined

  constructor(
    refusal: Refusal,
    message: string,
    options?: ErrorOptions & { microsoft?: MicrosoftAnswer | undefined },
  ) {
    super(message, options)
    this.refusal = refusal
    this.microsoft = options?.microsoft
  }
}

export type Answer = {
  status: number
  body: JsonObject
  /** The request was sent twice: the first time the connection was cut, and no one knows whether it had been read. */
  isRepeated: boolean
}

export type Limits = {
  /** In bytes. Nothing compressed is requested, so this is what arrives. */
  size: number
  /** Ends the request and the reading of its body. */
  signal: AbortSignal
}

/** Whether a parsed value is an object with members, and not an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a POST sends: a form, and the headers that prove who is sending it. */
export type Form = { headers: Record<string, string>; body: string }

/**
 * Asks Microsoft for a JSON object, within the limits of time and size: a GET, or a POST of a form.
 *
 * Any status below 500 with a JSON body is an answer for the caller to judge, because Microsoft explains its refusals
 * in JSON with 400 or 401. Redirects are not followed: anyone who could redirect us could give us their keys.
 *
 * It uses node:http, because `fetch` cost a third of a sign-in (docs/decisions/0012).
 *
 * @throws {NoAnswer}
 */
export async function askJson(url: string, limits: Limits, form?: Form): Promise<Answer> {
  const { status, contentType, bytes, isRepeated } = await exchange(url, limits, form)
  const failing = failingStatus(status)
  if (!isJson(contentType)) {
    const microsoft = failing && { status }
    throw new NoAnswer(failing ?? 'invalid_response', `HTTP ${status}, content type ${contentType}`, {
      microsoft,
    })
  }
  const body = parseStrictJson(bytes)
  if (failing) {
    const microsoft = { ...(isObject(body) && meaningOfBody(body).microsoft), status }
    throw new NoAnswer(failing, `HTTP ${status}`, { microsoft })
  }
  if (!isObject(body)) throw new NoAnswer('invalid_response', 'the answer is not a JSON object')
  return { status, body, isRepeated }
}

type Received = { status: number; contentType: string | undefined; bytes: Buffer; isRepeated: boolean }

const transports = {
  'http:': { request: httpRequest, agent: new HttpAgent({ keepAlive: true }) },
  'https:': { request: httpsRequest, agent: new HttpsAgent({ keepAlive: true }) },
}

/** To the person, a connection that is refused, cut or too slow is the same: Microsoft does not answer. */
async function exchange(url: string, limits: Limits, form: Form | undefined): Promise<Received> {
  try {
    return await attempt(url, limits, form).catch(async (error) => {
      // A kept connection was closed from the other side, mostly before our request reached it.
      if (!(error instanceof StaleConnection)) throw error
      // The others that are kept may have been closed with it, so this one is new.
      return { ...(await attempt(url, limits, form, { isNew: true })), isRepeated: true }
    })
  } catch (error) {
    if (error instanceof NoAnswer) throw error
    throw new NoAnswer('microsoft_unreachable', 'no answer', { cause: error })
  }
}

class StaleConnection extends Error {
  override name = 'StaleConnection'
}

function attempt(
  url: string,
  { size, signal }: Limits,
  form: Form | undefined,
  { isNew = false } = {},
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { request, agent } = transports[new URL(url).protocol as keyof typeof transports]
    const outgoing = request(url, {
      method: form ? 'POST' : 'GET',
      headers: { accept: 'application/json', ...form?.headers },
      agent: isNew ? false : agent,
      signal,
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = outgoing.reusedSocket && error.code === 'ECONNRESET' && !signal.aborted
      reject(isStale ? new StaleConnection(error.message, { cause: error }) : error)
    })
    outgoing.on('response', (response) => resolve(receive(response, size)))
    outgoing.end(form?.body)
  })
}

function receive(response: IncomingMessage, size: number): Promise<Received> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let total = 0
    response.on('data', (chunk: Buffer) => {
      total += chunk.byteLength
      chunks.push(chunk)
      if (total > size) {
        // Closes the connection, so the rest is never read.
        response.destroy(new NoAnswer('invalid_response', `the answer is larger than ${size} bytes`))
      }
    })
    response.on('error', reject)
    response.on('end', () =>
      resolve({
        status: response.statusCode ?? 0,
        contentType: response.headers['content-type'],
        bytes: Buffer.concat(chunks, total),
        isRepeated: false,
      }),
    )
  })
}

function failingStatus(status: number): Refusal | undefined {
  if (status === 429) return 'throttled'
  if (status >= 500) return 'microsoft_unreachable'
}

/**
 * A captive portal and a proxy's error page answer 200 with HTML. Entra's keys arrive as plain JSON, but a key set may
 * also have the type that is registered for it (RFC 7517 section 8.5.2).
 */
function isJson(contentType: string | undefined): boolean {
  return /^application\/(?:json|jwk-set\+json) *(;|$)/i.test(contentType ?? '')
}
