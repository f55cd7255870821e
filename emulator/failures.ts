import { randomUUID } from 'node:crypto'
import type { Refusal } from './directory.ts'
import { catalogue } from './failure-catalogue.ts'
import type { World } from './world.ts'

/**
 * A problem by its AADSTS number, with the words that fill its text. `error` stands in for the word of the catalogue,
 * and `subcode` comes beside it.
 */
export type Failure = { aadsts: number; words: Record<string, string>; error?: string; subcode?: string }

/** An error that comes without a number. */
export type BareError = { error: string; subcode?: string }

export function failure(aadsts: number, words: Record<string, string> = {}): Failure {
  return { aadsts, words }
}

/** A refusal as it was ordered. */
export function failureOf(refusal: Refusal, words: Record<string, string>): Failure | BareError {
  const { aadsts, error = 'access_denied', ...more } = refusal
  if (aadsts === undefined) return { error, ...more }
  return { ...failure(aadsts, words), ...refusal, aadsts }
}

/** What Entra says about a failure, in the members of its error JSON (entra 3.3). */
export type FailureReport = {
  error: string
  suberror?: string
  error_description: string
  error_codes: number[]
  timestamp: string
  trace_id: string
  correlation_id: string
  error_uri?: string
}

/**
 * Puts the failure in Entra's words, with a new trace ID.
 *
 * The parts of the description are separated by blanks, or by CRLF as in older captures when the control asks
 * for it; times are `2026-08-13 21:24:29Z`.
 */
export function report(
  world: World,
  { aadsts, words, error, subcode }: Failure,
  correlationId?: string,
): FailureReport {
  const entry = catalogue[aadsts]
  const timestamp = world.clock().toISOString().replace('T', ' ').replace(/\.\d+/, '')
  const traceId = randomUUID()
  const correlation = correlationId ?? randomUUID()
  return {
    error: error ?? entry?.error ?? 'access_denied',
    ...(subcode !== undefined && { suberror: subcode }),
    error_description: [
      `AADSTS${aadsts}: ${fill(entry?.text ?? 'The emulator has no text for this number.', words)}`,
      `Trace ID: ${traceId}`,
      `Correlation ID: ${correlation}`,
      `Timestamp: ${timestamp}`,
    ].join(world.control.crlf ? '\r\n' : ' '),
    error_codes: [aadsts],
    timestamp,
    trace_id: traceId,
    correlation_id: correlation,
    ...(entry && entry.lookup !== false && { error_uri: `${world.authority}/error?code=${aadsts}` }),
  }
}

/** The same, as the token endpoint says it: a few numbers have another word there (entra 3.3). */
export function reportAtToken(world: World, failure: Failure, correlationId?: string): FailureReport {
  const said = report(world, failure, correlationId)
  return failure.error === undefined ? { ...said, ...catalogue[failure.aadsts]?.atToken } : said
}

/** 401 for a client that could not prove itself, 400 for everything else. */
export function failureStatus({ aadsts }: Failure): number {
  return catalogue[aadsts]?.status ?? 400
}

/** The bare sentence of a number, for the look-up page. */
export function failureText(aadsts: number): string | undefined {
  return catalogue[aadsts]?.text
}

function fill(text: string, words: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? word)
}
