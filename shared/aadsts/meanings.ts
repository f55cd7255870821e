import type { Refusal, WhoMustAct } from '../refusals.ts'

/**
 * What an AADSTS number, or a page of Microsoft's without one, can mean for a sign-in with TMAS: who has to act, and
 * the refusal it becomes. Many numbers share a meaning (`catalogue.ts`); its words are in `texts.en.ts` and its
 * sisters.
 *
 * `who` is null where nothing is wrong, or nothing can be said; `refusal` where it is no outcome of a sign-in.
 *
 * To add one: add a line here, then follow the compiler to its numbers, and to its words in the three languages.
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
  admin_consent_requested: { who: 'it', refusal: 'admin_consent_required' },
  consent_collision: { who: 'person', refusal: 'admin_consent_required' },
  consent_not_saved: { who: 'person', refusal: 'microsoft_unreachable' },
  application_absent: { who: 'it', refusal: 'admin_consent_required' },
  application_risky: { who: 'it', refusal: 'admin_consent_required' },
  application_blocked: { who: 'it', refusal: 'blocked_by_policy' },
  application_disabled: { who: 'it', refusal: 'blocked_by_policy' },
  graph_disabled: { who: 'it', refusal: 'blocked_by_policy' },
  single_sign_on_permission: { who: 'person', refusal: 'account_problem_at_microsoft' },

  // Policies of the customer.
  policy_blocked: { who: 'it', refusal: 'blocked_by_policy' },
  policy_condition: { who: 'it', refusal: 'blocked_by_policy' },
  security_defaults: { who: 'it', refusal: 'blocked_by_policy' },
  device_not_compliant: { who: 'it', refusal: 'blocked_by_policy' },
  device_not_registered: { who: 'it', refusal: 'blocked_by_policy' },
  device_unknown: { who: 'it', refusal: 'blocked_by_policy' },
  device_authentication: { who: 'person', refusal: 'blocked_by_policy' },
  device_platform: { who: 'it', refusal: 'blocked_by_policy' },
  device_disabled: { who: 'it', refusal: 'account_problem_at_microsoft' },
  guest_device: { who: 'it', refusal: 'blocked_by_policy' },
  client_app_not_approved: { who: 'it', refusal: 'blocked_by_policy' },
  app_protection: { who: 'it', refusal: 'blocked_by_policy' },
  browser_unsupported: { who: 'person', refusal: 'blocked_by_policy' },
  tenant_restrictions: { who: 'it', refusal: 'blocked_by_policy' },
  tenant_restrictions_conflict: { who: 'it', refusal: 'blocked_by_policy' },
  cross_tenant_access: { who: 'it', refusal: 'blocked_by_policy' },
  guests_not_allowed: { who: 'it', refusal: 'blocked_by_policy' },
  mfa_setup_blocked: { who: 'it', refusal: 'blocked_by_policy' },
  user_at_risk: { who: 'it', refusal: 'blocked_by_policy' },
  minor_blocked: { who: 'it', refusal: 'blocked_by_policy' },
  external_mfa: { who: 'it', refusal: 'blocked_by_policy' },
  method_not_allowed: { who: 'it', refusal: 'blocked_by_policy' },
  certificate_not_allowed: { who: 'it', refusal: 'blocked_by_policy' },

  // The person’s account, and the one that the browser chose.
  personal_account: { who: 'person', refusal: 'personal_account' },
  account_type: { who: 'person', refusal: 'account_problem_at_microsoft' },
  guest_path: { who: 'manager', refusal: 'personal_account' },
  session_of_other_account: { who: 'person', refusal: 'account_problem_at_microsoft' },
  no_session: { who: 'person', refusal: 'account_problem_at_microsoft' },
  sign_out_failed: { who: 'person', refusal: null },
  account_of_other_company: { who: 'person', refusal: 'account_problem_at_microsoft' },
  account_not_added: { who: 'it', refusal: 'account_problem_at_microsoft' },
  account_unknown: { who: 'person', refusal: 'account_problem_at_microsoft' },
  account_domain_unsupported: { who: 'person', refusal: 'account_problem_at_microsoft' },
  account_disabled: { who: 'it', refusal: 'account_problem_at_microsoft' },
  account_deleted: { who: 'it', refusal: 'account_problem_at_microsoft' },
  account_locked: { who: 'person', refusal: 'account_problem_at_microsoft' },
  tenant_inactive: { who: 'it', refusal: 'account_problem_at_microsoft' },
  tenant_unavailable: { who: 'it', refusal: 'account_problem_at_microsoft' },
  invitation_open: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_wrong: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_expired: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_change_demanded: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_change: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_refused: { who: 'person', refusal: 'account_problem_at_microsoft' },
  password_change_failed: { who: 'it', refusal: 'account_problem_at_microsoft' },
  email_code: { who: 'person', refusal: 'account_problem_at_microsoft' },
  mfa_required: { who: 'person', refusal: 'account_problem_at_microsoft' },
  mfa_failed: { who: 'person', refusal: 'account_problem_at_microsoft' },
  mfa_enrolment: { who: 'person', refusal: 'account_problem_at_microsoft' },
  telephone_limit: { who: 'person', refusal: 'throttled' },
  external_challenge: { who: 'person', refusal: 'account_problem_at_microsoft' },
  confirmation_page: { who: 'person', refusal: 'account_problem_at_microsoft' },
  sign_in_again: { who: 'person', refusal: 'account_problem_at_microsoft' },
  broker_app: { who: 'person', refusal: 'account_problem_at_microsoft' },
  windows_hello: { who: 'person', refusal: 'account_problem_at_microsoft' },
  passkey_refused: { who: 'person', refusal: 'account_problem_at_microsoft' },
  temporary_pass: { who: 'it', refusal: 'account_problem_at_microsoft' },
  browser_storage: { who: 'person', refusal: 'account_problem_at_microsoft' },
  browser_outdated: { who: 'person', refusal: 'account_problem_at_microsoft' },
  other_service: { who: 'person', refusal: 'account_problem_at_microsoft' },

  // The customer’s own sign-in behind Microsoft’s.
  federation: { who: 'it', refusal: 'account_problem_at_microsoft' },
  federation_busy: { who: 'it', refusal: 'account_problem_at_microsoft' },
  federation_domain: { who: 'it', refusal: 'account_problem_at_microsoft' },
  federation_certificate: { who: 'it', refusal: 'account_problem_at_microsoft' },
  federation_claims: { who: 'it', refusal: 'account_problem_at_microsoft' },
  federation_method: { who: 'it', refusal: 'account_problem_at_microsoft' },
  claims_transformation: { who: 'it', refusal: 'account_problem_at_microsoft' },
  certificate_sign_in: { who: 'it', refusal: 'account_problem_at_microsoft' },
  certificate_list_pending: { who: 'person', refusal: 'account_problem_at_microsoft' },
  certificate_revoked: { who: 'it', refusal: 'account_problem_at_microsoft' },
  certificate_choice: { who: 'it', refusal: 'account_problem_at_microsoft' },
  pass_through_agents: { who: 'it', refusal: 'account_problem_at_microsoft' },
  logon_hours: { who: 'it', refusal: 'account_problem_at_microsoft' },
  windows_sign_in: { who: 'it', refusal: 'account_problem_at_microsoft' },

  // Time, tabs and repetition.
  too_slow: { who: 'person', refusal: 'expired' },
  mixed_up_tabs: { who: 'person', refusal: 'expired' },
  used_twice: { who: 'person', refusal: 'replayed' },
  page_reloaded: { who: 'person', refusal: 'invalid_response' },
  answer_unusable: { who: 'operator', refusal: 'invalid_response' },

  // Microsoft itself.
  microsoft_busy: { who: 'person', refusal: 'microsoft_unreachable' },
  microsoft_fault: { who: 'it', refusal: 'account_problem_at_microsoft' },
  throttled: { who: 'person', refusal: 'throttled' },
  request_loop: { who: 'operator', refusal: 'throttled' },

  // TMAS’s registration and its requests.
  application_unknown: { who: 'operator', refusal: 'operator_configuration' },
  redirect_uri: { who: 'operator', refusal: 'operator_configuration' },
  platform_type: { who: 'operator', refusal: 'operator_configuration' },
  secret_wrong: { who: 'operator', refusal: 'operator_configuration' },
  secret_expired: { who: 'operator', refusal: 'operator_configuration' },
  certificate_refused: { who: 'operator', refusal: 'operator_configuration' },
  credential_refused: { who: 'operator', refusal: 'operator_configuration' },
  single_tenant: { who: 'operator', refusal: 'operator_configuration' },
  registration_audience: { who: 'operator', refusal: 'operator_configuration' },
  allowed_tenants: { who: 'operator', refusal: 'operator_configuration' },
  wrong_path: { who: 'operator', refusal: 'operator_configuration' },
  other_cloud: { who: 'operator', refusal: 'operator_configuration' },
  service_not_in_tenant: { who: 'operator', refusal: 'operator_configuration' },
  permissions_misconfigured: { who: 'operator', refusal: 'operator_configuration' },
  grant_unsupported: { who: 'operator', refusal: 'operator_configuration' },
  request_malformed: { who: 'operator', refusal: 'operator_configuration' },

  // What TMAS does not use: another program, or another entry for TMAS, is behind it.
  saml_application: { who: 'it', refusal: 'refused_by_microsoft' },
  ws_federation: { who: 'person', refusal: 'operator_configuration' },
  device_code: { who: 'person', refusal: 'operator_configuration' },

  // Answers of Microsoft's that have no number.
  action_elsewhere: { who: 'it', refusal: 'account_problem_at_microsoft' },
  message_shown: { who: 'person', refusal: 'account_problem_at_microsoft' },
  no_reason_given: { who: 'it', refusal: 'refused_by_microsoft' },

  // Pages and texts that bear no such number.
  cancelled: { who: 'person', refusal: 'consent_declined' },
  consent_question: { who: null, refusal: null },
  sign_in_address: { who: null, refusal: null },
  browser_page: { who: null, refusal: null },
  personal_account_code: { who: null, refusal: null },
  windows_code: { who: null, refusal: null },
  office_code: { who: null, refusal: null },
} as const satisfies Record<string, { who: WhoMustAct | null; refusal: Refusal | null }>

export type AadstsMeaning = keyof typeof aadstsMeanings
