import { storable } from '#server/platform/storable.ts'
import { refusalOfAnswer } from '#shared/aadsts/answers.ts'
import type { Refusal } from '#shared/refusals.ts'
import type { JsonObject } from './strict-json.ts'

/** What Microsoft said when it refused, for the record. Its support asks for the three IDs and the time. */
export type MicrosoftAnswer = {
  error?: string
  subcode?: string
  aadsts?: number[]
  /** The HTTP status, where it stops everything by itself: 429 and from 500 on. */
  status?: number
  correlationId?: string
  traceId?: string
  timestamp?: string
  /** At most 500 characters. Anything as long as a token or a code is cut out. */
  description?: string
}

export type Meaning = { refusal: Refusal; microsoft: MicrosoftAnswer }

/**
 * The error redirect at our callback (RFC 6749 section 4.1.2.1, with Microsoft's additions).
 *
 * Anyone can write such an address. Nothing here is proved, and all it may do is end the browser's own attempt.
 */
export function meaningOfRedirect(params: URLSearchParams): Meaning {
  const microsoft = readAnswer({
    error: params.get('error'),
    error_description: params.get('error_description'),
    suberror: params.get('error_subcode') ?? params.get('suberror'),
    trace_id: params.get('trace_id'),
    correlation_id: params.get('correlation_id'),
    timestamp: params.get('timestamp'),
  })
  return { refusal: refusalOf(microsoft), microsoft }
}

/** The error body of the token or the discovery endpoint. */
export function meaningOfBody(body: JsonObject): Meaning {
  const microsoft = readAnswer(body)
  return { refusal: refusalOf(microsoft), microsoft }
}

/** An answer that says nothing at all is none of Microsoft's. */
function refusalOf(microsoft: MicrosoftAnswer): Refusal {
  return refusalOfAnswer(microsoft) ?? 'invalid_response'
}

/** One of our credentials is missing, wrong, expired, unknown, or not yet or no longer valid. */
const refusedCredential = new Set([50012, 700021, 700023, 700024, 700027, 7000215, 7000216, 7000218, 7000222])

/**
 * The client ID is not a client ID. 700016 and similar ones concern one tenant's copy of the application, which its IT
 * can disable.
 */
const unknownClient = new Set([700038])

/**
 * Whether the token endpoint refuses TMAS itself, regardless of who signs in. It counts only numbers that no tenant
 * and no browser can cause (R34). The OAuth error alone is not enough: Entra says `invalid_client` about a code that
 * was asked for with another redirect address, and `unauthorized_client` if one tenant has disabled TMAS.
 */
export function refusesTmas({ error, aadsts = [] }: MicrosoftAnswer): boolean {
  if (error === 'invalid_client') return aadsts.some((code) => refusedCredential.has(code))
  return error === 'unauthorized_client' && aadsts.some((code) => unknownClient.has(code))
}

/** Today the parts of a description are separated by blanks, and in older services by CRLF. */
const described = {
  code: /AADSTS(\d{4,10})\b/,
  traceId: /Trace ID:\s*([\da-f-]{36})\b/i,
  correlationId: /Correlation ID:\s*([\da-f-]{36})\b/i,
  timestamp: /Timestamp:\s*([\d:. TZ-]{10,30})/,
}

function readAnswer(body: JsonObject): MicrosoftAnswer {
  const description = textOf(body.error_description)?.slice(0, 4000) ?? ''
  const inText = (pattern: RegExp) => pattern.exec(description)?.[1]?.trim()
  return {
    error: nameOf(body.error),
    subcode: nameOf(body.suberror),
    aadsts: codesOf(body.error_codes) ?? codesOf([Number(inText(described.code))]),
    correlationId: guidOf(body.correlation_id) ?? guidOf(inText(described.correlationId)),
    traceId: guidOf(body.trace_id) ?? guidOf(inText(described.traceId)),
    timestamp: timeOf(body.timestamp) ?? timeOf(inText(described.timestamp)),
    description: description ? storable(withoutSecrets(description).slice(0, 500)) : undefined,
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : undefined
}

function guidOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
    ? value
    : undefined
}

function timeOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(value)
    ? value
    : undefined
}

function codesOf(values: unknown): number[] | undefined {
  if (!Array.isArray(values)) return
  const codes = values.filter((value) => Number.isSafeInteger(value) && value > 0).slice(0, 8)
  return codes.length > 0 ? codes : undefined
}

/**
 * A GUID has 36 characters, and nothing that a reader needs is longer without a blank. Control characters could forge
 * log lines.
 */
function withoutSecrets(description: string): string {
  return description
    .replace(/[\w.~+/=-]{40,}/g, '[…]')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
}
