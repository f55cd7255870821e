import { hasTrait, type Refusal } from '#shared/refusals.ts'

/**
 * How the connection of a chain to Microsoft was on a day. `partly`: some sign-ins failed because of it, and others
 * succeeded.
 */
export const connectionStates = ['unused', 'sound', 'partly', 'failing'] as const

export type ConnectionState = (typeof connectionStates)[number]

/** Sign-ins with Microsoft: those that succeeded, and those refused for a reason that can be the connection's. */
export type ConnectionCounts = { succeeded: number; causes: ReadonlyMap<Refusal, number> }

/**
 * What a day says about the connection. A different tenant, for example, is the wrong tenant ID if no one signs in; if
 * others do, the tenant ID is right and the account is another organization's.
 */
export function connectionStateOf({ succeeded, causes }: ConnectionCounts): ConnectionState {
  const isDisturbed = [...causes.keys()].some(
    (code) => hasTrait(code, 'of_connection') || (succeeded === 0 && hasTrait(code, 'perhaps_of_connection')),
  )
  if (isDisturbed) return succeeded === 0 ? 'failing' : 'partly'
  return succeeded === 0 ? 'unused' : 'sound'
}

/**
 * How many refusals that may be the account's own it takes to say that the connection fails now. One person makes
 * fewer.
 */
const fewestDoubtful = 3

/** Whether refusals since the last success say that the connection fails, and not only an account. */
export function isFailingSince(causes: ReadonlyMap<Refusal, number>): boolean {
  let doubtful = 0
  for (const [code, count] of causes) {
    if (hasTrait(code, 'of_connection')) return true
    doubtful += count
  }
  return doubtful >= fewestDoubtful
}
