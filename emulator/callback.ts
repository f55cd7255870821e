import { type BareError, type Failure, report } from './failures.ts'
import type { ResponseMode, ReturnAddress, World } from './world.ts'

/** What goes back to the application, in the order Entra writes it. */
export type Parameters = [name: string, value: string][]

/** An answer on its way: a redirect, or a page that posts a form. */
export type Callback = { responseMode: ResponseMode; redirectUri: string; parameters: Parameters }

/** A code, or whatever else went well. */
export function successCallback(world: World, to: ReturnAddress, parameters: Parameters): Callback {
  return callback(world, to, parameters)
}

/**
 * An error with Entra's description (entra 2.3), or without one where it has no number. `error` replaces the
 * catalogue's word where it depends.
 */
export function failureCallback(
  world: World,
  to: ReturnAddress,
  failure: Failure | BareError,
  error?: string,
): Callback {
  const { subcode } = failure
  const subcodes: Parameters = subcode === undefined ? [] : [['error_subcode', subcode]]
  if (!('aadsts' in failure))
    return callback(world, to, [['error', failure.error], ...subcodes, ...stateOf(to)])
  const said = report(world, failure, to.correlationId)
  return callback(world, to, [
    ['error', error ?? said.error],
    ...subcodes,
    ['error_description', said.error_description],
    ...(said.error_uri === undefined ? [] : ([['error_uri', said.error_uri]] satisfies Parameters)),
    ...stateOf(to),
  ])
}

/** Someone pressed Cancel: neither description nor AADSTS number (entra 2.3). */
export function cancelCallback(world: World, to: ReturnAddress): Callback {
  return callback(world, to, [['error', 'access_denied'], ['error_subcode', 'cancel'], ...stateOf(to)])
}

/** The state exactly as it came; where none came, none is made up. */
export function stateOf(to: ReturnAddress): Parameters {
  return to.state === undefined ? [] : [['state', to.state]]
}

/** The address of a `query` or `fragment` answer: lower-case escapes, `+` for a blank, as Entra writes. */
export function callbackUrl({ responseMode, redirectUri, parameters }: Callback): string {
  const encoded = new URLSearchParams(parameters)
    .toString()
    .replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase())
  const separator = responseMode === 'fragment' ? '#' : redirectUri.includes('?') ? '&' : '?'
  return `${redirectUri}${separator}${encoded}`
}

function callback(world: World, to: ReturnAddress, parameters: Parameters): Callback {
  const { callback: tamper } = world.control.tamper
  const { responseMode, redirectUri } = to
  return { responseMode, redirectUri, parameters: tamper ? tamper(parameters) : parameters }
}
