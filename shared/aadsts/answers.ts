import type { Refusal } from '../refusals.ts'
import { decidingCode, meaningOfAadsts, refusalOfAadsts } from './codes.ts'
import { type AadstsMeaning, aadstsMeanings } from './meanings.ts'

/** What Microsoft said when it refused, as far as it says what happened. */
export type Answered = {
  error?: string | undefined
  subcode?: string | undefined
  aadsts?: readonly number[] | undefined
  /** The HTTP status, where it stops everything by itself: 429 and from 500 on. */
  status?: number | undefined
}

/**
 * What an answer of Microsoft's means. A number decides, whatever comes with it; then Microsoft's own subcode, then the
 * OAuth error, then the HTTP status. `unknown` is a number that no one here knows, and undefined is an answer that
 * names no cause.
 */
export function meaningOfAnswer(answered: Answered): AadstsMeaning | 'unknown' | undefined {
  const { aadsts = [], subcode = '', error = '', status = 0 } = answered
  const code = decidingCode(aadsts)
  if (code !== undefined) return meaningOfAadsts(code) ?? 'unknown'
  const named = own(subcodes, subcode) ?? own(errors, error)
  if (named) return named
  // Two errors have a refusal and no meaning: they leave several causes.
  if (own(refusalsOfErrors, error)) return undefined
  return error ? 'no_reason_given' : meaningOfStatus(status)
}

/** The refusal that a sign-in ends with; undefined if it is no answer of Microsoft's at all. */
export function refusalOfAnswer(answered: Answered): Refusal | undefined {
  const { aadsts = [], error = '' } = answered
  const code = decidingCode(aadsts)
  if (code !== undefined) return refusalOfAadsts(code)
  const meaning = meaningOfAnswer(answered)
  if (meaning !== undefined && meaning !== 'unknown') return aadstsMeanings[meaning].refusal ?? undefined
  return own(refusalsOfErrors, error)
}

/** What the HTTP status says by itself, whatever comes with it. */
export function meaningOfStatus(status: number): 'throttled' | 'microsoft_busy' | undefined {
  if (status === 429) return 'throttled'
  return status >= 500 ? 'microsoft_busy' : undefined
}

/** Microsoft's additions to the OAuth errors. */
const subcodes: Readonly<Record<string, AadstsMeaning>> = {
  // The person went back: at the password, at consent, or at "need admin approval". Microsoft does not say where.
  cancel: 'cancelled',
  consent_required: 'consent_missing',
  basic_action: 'external_challenge',
  additional_action: 'action_elsewhere',
  message_only: 'message_shown',
  user_password_expired: 'password_expired',
  bad_token: 'sign_in_again',
  token_expired: 'sign_in_again',
  protection_policy_required: 'app_protection',
  device_authentication_failed: 'device_authentication',
  client_mismatch: 'credential_refused',
}

/** Errors whose name alone says what to do. `invalid_grant`, `server_error` and the like do not. */
const errors: Readonly<Record<string, AadstsMeaning>> = {
  consent_required: 'consent_missing',
  login_required: 'no_session',
  invalid_client: 'credential_refused',
  invalid_request: 'request_malformed',
  invalid_scope: 'permissions_misconfigured',
  invalid_target: 'permissions_misconfigured',
  invalid_tenant: 'tenant_not_found',
  unsupported_grant_type: 'grant_unsupported',
  unsupported_response_mode: 'request_malformed',
  unsupported_response_type: 'request_malformed',
  temporarily_unavailable: 'microsoft_busy',
}

/** Errors that say who has to act, and not why. */
const refusalsOfErrors: Readonly<Record<string, Refusal>> = {
  // Cancelled or declined: without a subcode Microsoft does not say which.
  access_denied: 'consent_declined',
  // Microsoft Graph is disabled in the customer's tenant, or the registration asks for something that is not there.
  invalid_resource: 'operator_configuration',
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
