import type { Actor, Refusal } from '../refusals.ts'

/**
 * What an AADSTS number of Microsoft's can mean for a sign-in with TMAS: who must act, and the refusal it becomes. Many
 * numbers share a meaning (`codes.ts`); its words are in `texts.en.ts` and its sisters.
 *
 * To add one: add a line here, then follow the compiler to its words in the three languages.
 */
export const aadstsMeanings = {
  // Connecting the chain.
  tenant_not_found: { who: 'manager', refusal: 'tenant_not_found' },
  code_of_other_tenant: { who: 'operator', refusal: 'tenant_mismatch' },

  // Consent and assignment.
  assignment_required: { who: 'it', refusal: 'not_assigned' },
  consent_declined: { who: 'person', refusal: 'consent_declined' },
  consent_missing: { who: 'person', refusal: 'admin_consent_required' },
  admin_consent_required: { who: 'it', refusal: 'admin_consent_required' },
  admin_consent_request: { who: 'it', refusal: 'admin_consent_required' },
  consent_collision: { who: 'person', refusal: 'admin_consent_required' },
  consent_not_saved: { who: 'person', refusal: 'microsoft_unreachable' },
  application_absent: { who: 'it', refusal: 'admin_consent_required' },
  application_risky: { who: 'it', refusal: 'admin_consent_required' },
  application_blocked: { who: 'it', refusal: 'blocked_by_policy' },

  // Policies of the customer.
  policy_blocked: { who: 'it', refusal: 'blocked_by_policy' },
  policy_condition: { who: 'it', refusal: 'blocked_by_policy' },
  security_defaults: { who: 'it', refusal: 'blocked_by_policy' },
  device_not_compliant: { who: 'it', refusal: 'blocked_by_policy' },
  device_not_registered: { who: 'it', refusal: 'blocked_by_policy' },
  device_authentication: { who: 'person', refusal: 'blocked_by_policy' },
  device_platform: { who: 'it', refusal: 'blocked_by_policy' },
  device_disabled: { who: 'it', refusal: 'account_problem_at_microsoft' },
  guest_device: { who: 'it', refusal: 'blocked_by_policy' },
  client_app_not_approved: { who: 'it', refusal: 'blocked_by_policy' },
  tenant_restrictions: { who: 'it', refusal: 'blocked_by_policy' },
  cross_tenant_access: { who: 'it', refusal: 'blocked_by_policy' },
  mfa_setup_blocked: { who: 'it', refusal: 'blocked_by_policy' },
  user_at_risk: { who: 'it', refusal: 'blocked_by_policy' },
  minor_blocked: { who: 'it', refusal: 'blocked_by_policy' },
  external_mfa: { who: 'it', refusal: 'blocked_by_policy' },

  // The person's account, and the one that the browser chose.
  personal_account: { who: 'person', refusal: 'personal_account' },
  guest_path: { who: 'manager', refusal: 'personal_account' },
  session_of_other_account: { who: 'person', refusal: 'account_problem_at_microsoft' },
  no_session: { who: 'person', refusal: 'account_problem_at_microsoft' },
  account_of_other_company: { who: 'person', refusal: 'account_problem_at_microsoft' },
  account_not_added: { who: 'it', refusal: 'account_problem_at_microsoft' },
  account_unknown: { who: 'person', refusal: 'account_problem_at_microsoft' },
  account_disabled: { who: 'it', refusal: 'account_problem_at_microsoft' },
  account_locked: { who: 'person', refusal: 'account_problem_at_microsoft' },
  invitation_open: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_wrong: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_expired: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_change: { who: 'person', refusal: 'account_problem_at_microsoft' },
  mfa_required: { who: 'person', refusal: 'account_problem_at_microsoft' },
  mfa_enrolment: { who: 'person', refusal: 'account_problem_at_microsoft' },
  external_challenge: { who: 'person', refusal: 'account_problem_at_microsoft' },
  confirmation_page: { who: 'person', refusal: 'account_problem_at_microsoft' },
  sign_in_again: { who: 'person', refusal: 'account_problem_at_microsoft' },
  broker_app: { who: 'person', refusal: 'account_problem_at_microsoft' },
  windows_hello: { who: 'person', refusal: 'account_problem_at_microsoft' },
  other_service: { who: 'person', refusal: 'account_problem_at_microsoft' },

  // The customer's own sign-in behind Microsoft's.
  federation: { who: 'it', refusal: 'account_problem_at_microsoft' },
  federation_certificate: { who: 'it', refusal: 'account_problem_at_microsoft' },
  federation_claims: { who: 'it', refusal: 'account_problem_at_microsoft' },
  federation_method: { who: 'it', refusal: 'account_problem_at_microsoft' },
  certificate_sign_in: { who: 'it', refusal: 'account_problem_at_microsoft' },
  pass_through_agents: { who: 'it', refusal: 'account_problem_at_microsoft' },
  windows_sign_in: { who: 'it', refusal: 'account_problem_at_microsoft' },

  // Time, tabs and repetition.
  too_slow: { who: 'person', refusal: 'expired' },
  mixed_up_tabs: { who: 'person', refusal: 'expired' },
  used_twice: { who: 'person', refusal: 'replayed' },
  page_reloaded: { who: 'person', refusal: 'invalid_response' },
  answer_unusable: { who: 'operator', refusal: 'invalid_response' },

  // Microsoft itself.
  microsoft_busy: { who: 'person', refusal: 'microsoft_unreachable' },
  throttled: { who: 'person', refusal: 'throttled' },
  request_loop: { who: 'operator', refusal: 'throttled' },

  // TMAS's registration and its requests.
  application_unknown: { who: 'operator', refusal: 'operator_configuration' },
  application_disabled: { who: 'operator', refusal: 'operator_configuration' },
  redirect_uri: { who: 'operator', refusal: 'operator_configuration' },
  platform_type: { who: 'operator', refusal: 'operator_configuration' },
  secret_wrong: { who: 'operator', refusal: 'operator_configuration' },
  secret_expired: { who: 'operator', refusal: 'operator_configuration' },
  certificate_refused: { who: 'operator', refusal: 'operator_configuration' },
  credential_refused: { who: 'operator', refusal: 'operator_configuration' },
  single_tenant: { who: 'operator', refusal: 'operator_configuration' },
  wrong_path: { who: 'operator', refusal: 'operator_configuration' },
  other_cloud: { who: 'operator', refusal: 'operator_configuration' },
  service_not_in_tenant: { who: 'operator', refusal: 'operator_configuration' },
  permissions_misconfigured: { who: 'operator', refusal: 'operator_configuration' },
  grant_unsupported: { who: 'operator', refusal: 'operator_configuration' },
  request_malformed: { who: 'operator', refusal: 'operator_configuration' },
  saml_application: { who: 'operator', refusal: 'operator_configuration' },
} as const satisfies Record<string, { who: Actor; refusal: Refusal }>

export type AadstsMeaning = keyof typeof aadstsMeanings
