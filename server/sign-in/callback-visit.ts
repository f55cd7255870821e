import { isSealed } from '#server/attempts/sealed-state.ts'
import { isSecret } from '#server/platform/secret.ts'
import { isGuid } from '#shared/shapes.ts'

/**
 * What a visit to the redirect URI is. Anyone can open that address with anything, so this says what it looks like, and
 * believes none of it.
 */
export type RedirectVisit =
  /** Something that answers an attempt, or claims to. */
  | {
      kind: 'answer'
      /** What names the attempt, without what may have been appended; undefined if there is nothing of the kind. */
      state: string | undefined
      /** Whether a parameter occurs twice, so that it cannot be said which one counts (RFC 6749 section 3.1). */
      isAmbiguous: boolean
    }
  /**
   * An administrator consented in the Microsoft Entra admin center, which then opens the first redirect URI: without a
   * state, or with one that is not ours. Or did not: then there is an error beside it.
   *
   * @see https://github.com/dotnet/aspnetcore/issues/55910
   */
  | { kind: 'consent'; granted: boolean }
  /** A tile or a bookmark that points here, and other visits that bring nothing. */
  | { kind: 'nothing' }

/** What only an answer has. */
const parts = ['state', 'code', 'error', 'id_token', 'access_token', 'refresh_token', 'token'] as const

/** Reads the query of a visit. */
export function redirectVisitOf(params: URLSearchParams): RedirectVisit {
  // A name with brackets is how some programs write a list.
  const isGiven = (name: string) =>
    [...params.getAll(name), ...params.getAll(`${name}[]`)].some((value) => value !== '')
  const state = stateIn(params.getAll('state'))
  if (isConsent(params) && !isGiven('code') && state === undefined) {
    const tenant = params.get('tenant')
    const granted = !isGiven('error') && (tenant === null || isGuid(tenant.toLowerCase()))
    return { kind: 'consent', granted }
  }
  if (!parts.some(isGiven)) return { kind: 'nothing' }
  const names = [...params.keys()]
  return { kind: 'answer', state, isAmbiguous: new Set(names).size !== names.length }
}

function isConsent(params: URLSearchParams): boolean {
  return params.getAll('admin_consent').some((value) => value.toLowerCase() === 'true')
}

/**
 * One of our states, also where a browser or a person has appended the title of Microsoft's page to the address.
 *
 * @see https://github.com/OfficeDev/microsoft-teams-library-js/issues/2515
 */
function stateIn(values: readonly string[]): string | undefined {
  const [value, ...others] = new Set(values)
  if (value === undefined || others.length > 0) return undefined
  const sealed = /^[sc]\.[\w-]+/.exec(value)?.[0]
  if (isSealed('s', sealed) || isSealed('c', sealed)) return sealed
  const secret = value.slice(0, 43)
  return isSecret(secret) ? secret : undefined
}
