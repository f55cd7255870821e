import type { Refusal } from '#shared/refusals.ts'
import { type MicrosoftAnswer, meaningOfBody } from './meanings.ts'
import { parseStrictJson } from './strict-json.ts'

/**
 * Microsoft gave nothing usable: silence, or something other than what was asked for. Thrown inside this folder only;
 * the door turns it into a refusal.
 */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly refusal: Refusal
  readonly microsoft: MicrosoftAnswer | undefined

  constructor(refusal: Refusal, message: string, options?: ErrorOptions & { microsoft?: MicrosoftAnswer }) {
    super(message, options)
    this.refusal = refusal
    this.microsoft = options?.microsoft
  }
}

export type JsonObject = Record<string, unknown>
export type Answer = { status: number; body: JsonObject }

export type Limits = {
  /** In bytes, after decompression. */
  size: number
  /** Ends the request and the reading of its body. */
  signal: AbortSignal
}

/** Whether a parsed value is an object with members, and not an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** GET of a JSON document. Redirects are not followed: whoever can redirect us could give us their keys. */
export async function getJson(url: string, limits: Limits): Promise<Answer> {
  const request = {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal: limits.signal,
  } as const
  return readJson(() => fetch(url, request), limits)
}

/**
 * Sends a request and reads its answer as one JSON object, within the limits of time and size.
 *
 * Any status from 200 to 499 with a JSON body is an answer: Microsoft explains its refusals in JSON with 400 or 401.
 *
 * @throws {NoAnswer}
 */
export async function readJson(send: () => Promise<Response>, limits: Limits): Promise<Answer> {
  const response = await reach(send)
  const { status } = response
  const contentType = response.headers.get('content-type')
  const failing = failingStatus(status)
  if (!isJson(contentType)) {
    await discard(response)
    throw new NoAnswer(failing ?? 'invalid_response', `HTTP ${status}, content type ${contentType}`)
  }
  const body = parseStrictJson(await readBytes(response, limits.size))
  if (failing) {
    const microsoft = isObject(body) ? meaningOfBody(body).microsoft : undefined
    throw new NoAnswer(failing, `HTTP ${status}`, { microsoft })
  }
  if (!isObject(body)) throw new NoAnswer('invalid_response', 'the answer is not a JSON object')
  return { status, body }
}

/** A connection that is refused, cut or too slow is one and the same to the person: Microsoft is not there. */
async function reach<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw new NoAnswer('microsoft_unreachable', 'no answer', { cause: error })
  }
}

function failingStatus(status: number): Refusal | undefined {
  if (status === 429) return 'throttled'
  if (status >= 500) return 'microsoft_unreachable'
  if (status < 200 || (status >= 300 && status < 400)) return 'invalid_response'
}

/** A captive portal and a proxy's error page answer 200 with HTML. */
function isJson(contentType: string | null): boolean {
  return /^application\/json *(;|$)/i.test(contentType ?? '')
}

async function readBytes(response: Response, size: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let total = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reach(() => reader.read())
    if (done) break
    total += value.byteLength
    if (total > size) {
      await reader.cancel().catch(() => undefined)
      throw new NoAnswer('invalid_response', `the answer is larger than ${size} bytes`)
    }
    chunks.push(value)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, total)
}

/** An unread body would hold its connection. */
async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined)
}
