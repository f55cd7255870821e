import type { Refusal } from './refusals.ts'

/**
 * Where help explains each refusal. The part after # names the same passage in every language; a test holds these to
 * the articles.
 */
export const helpOn: Readonly<Record<Refusal, `/help/${string}#${string}`>> = {
  unknown_user: '/help/cannot-sign-in#address',
  wrong_password: '/help/passwords#forgotten',
  account_disabled: '/help/cannot-sign-in#disabled',
  microsoft_required: '/help/passwords#microsoft-only',
  microsoft_not_enabled: '/help/cannot-sign-in#tenant-id',
  tenant_mismatch: '/help/cannot-sign-in#tenant-id',
  linked_to_other_account: '/help/cannot-sign-in#recreated',
  personal_account: '/help/cannot-sign-in#personal',
  consent_declined: '/help/cannot-sign-in#consent',
  admin_consent_required: '/help/cannot-sign-in#admin-consent',
  not_assigned: '/help/cannot-sign-in#not-assigned',
  blocked_by_policy: '/help/cannot-sign-in#policy',
  account_problem_at_microsoft: '/help/cannot-sign-in#account',
  tenant_not_found: '/help/cannot-sign-in#tenant-id',
  popup_blocked: '/help/cannot-sign-in#pop-up',
  popup_closed: '/help/cannot-sign-in#pop-up',
  not_returned: '/help/cannot-sign-in#no-return',
  expired: '/help/cannot-sign-in#again',
  replayed: '/help/cannot-sign-in#again',
  invalid_response: '/help/cannot-sign-in#support',
  microsoft_unreachable: '/help/cannot-sign-in#again',
  throttled: '/help/cannot-sign-in#again',
  operator_configuration: '/help/cannot-sign-in#support',
  internal: '/help/cannot-sign-in#support',
}
