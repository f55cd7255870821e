import type { AadstsMeaning } from './meanings.ts'

/** Numbers by where they are explained. */
export type Numbers = {
  /** Microsoft's reference page of error codes. */
  reference?: readonly number[]
  /** Not there, but on Microsoft's look-up page. */
  lookUp?: readonly number[]
  /** On neither: seen in answers of Microsoft's, or in reports of people who met it. */
  field?: readonly number[]
}

/**
 * The AADSTS numbers that a web sign-in can meet, each placed by what it means: a neighbouring number may ask something
 * else of someone else. Microsoft publishes no stable list and warns that numbers and texts change, so an unknown
 * number is normal. `docs/microsoft-errors.md` is printed from this.
 *
 * To add a number: put it beside those that ask the same of the same people, or give it a meaning of its own in
 * `meanings.ts`.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
// biome-ignore format: a list of numbers is read in lines
export const catalogue: Readonly<Record<AadstsMeaning, Numbers>> = {
  // Connecting the chain.
  tenant_not_found: { reference: [90002] },
  code_of_other_tenant: { reference: [700005], lookUp: [7000012, 7000015] },

  // Consent and assignment.
  assignment_required: { reference: [50105] },
  consent_declined: { reference: [65004], lookUp: [90135, 90137, 650041] },
  consent_missing: { reference: [50150, 65001], lookUp: [650011] },
  admin_consent_required: { reference: [90093, 90094], lookUp: [900942] },
  admin_consent_request: { reference: [90095], lookUp: [90098] },
  admin_consent_requested: { lookUp: [90096] },
  consent_collision: { lookUp: [650051] },
  consent_not_saved: { reference: [90090], lookUp: [90097] },
  application_absent: { reference: [90099, 700011], lookUp: [7000217, 7000229] },
  application_risky: { lookUp: [900941] },
  application_blocked: { reference: [1000031], field: [900981] },
  application_disabled: { reference: [7000112], lookUp: [7000116] },
  graph_disabled: { reference: [50001, 500011, 500014], lookUp: [1003022, 7000117] },
  single_sign_on_permission: { reference: [9002341] },

  // Policies of the customer.
  policy_blocked: { reference: [53003, 530032], lookUp: [530031] },
  policy_condition: { reference: [50131] },
  security_defaults: { reference: [530035] },
  device_not_compliant: { reference: [53000], lookUp: [530002] },
  device_not_registered: { reference: [50129, 53001, 240001], lookUp: [501291, 501293, 501313, 530003, 530033] },
  device_unknown: { lookUp: [501312, 700003] },
  device_authentication: { reference: [50097, 50099, 50141, 50155, 50187] },
  device_platform: { reference: [50005] },
  device_disabled: { reference: [130007, 135011] },
  guest_device: { lookUp: [530004] },
  client_app_not_approved: { reference: [53002], lookUp: [530021] },
  app_protection: { lookUp: [53005, 53009, 501292] },
  browser_unsupported: { lookUp: [53008, 501311, 530001, 530011, 530022, 530081] },
  tenant_restrictions: { reference: [50002, 500021, 500022] },
  tenant_restrictions_conflict: { lookUp: [500023, 500024, 500025] },
  cross_tenant_access: { reference: [500212, 500213, 1000104] },
  guests_not_allowed: { reference: [90084] },
  mfa_setup_blocked: { reference: [53004, 53010] },
  user_at_risk: { reference: [53011, 530034] },
  minor_blocked: { reference: [50015, 54000] },
  external_mfa: { reference: [50130, 50159, 50161, 50166, 50170, 50172, 50176, 5001256], lookUp: [1000021, 1000022] },
  method_not_allowed: { lookUp: [29210, 54008, 54009, 54010, 130500, 130501, 130502, 135016] },
  certificate_not_allowed: { lookUp: [500186] },

  // The person’s account, and the one that the browser chose.
  personal_account: { lookUp: [500200, 500204, 1003034, 9002339] },
  account_type: { reference: [500207], lookUp: [500205, 500206] },
  guest_path: { lookUp: [500202] },
  session_of_other_account: {
    reference: [16000, 16001, 16002, 50136, 50143, 50160, 50197, 160021],
    lookUp: [160011],
  },
  no_session: { reference: [50058], lookUp: [500581] },
  sign_out_failed: { reference: [50068, 50070, 50071], lookUp: [50060, 50062, 50069] },
  account_of_other_company: { reference: [50020, 50177, 50178, 90072], lookUp: [500211] },
  account_not_added: { reference: [16003] },
  account_unknown: { reference: [50034, 51001, 51004, 90101, 90125, 90126, 500208], lookUp: [700056] },
  account_domain_unsupported: { reference: [50029], lookUp: [90029] },
  account_disabled: { reference: [50057], lookUp: [500571] },
  account_deleted: { lookUp: [500341] },
  account_locked: { reference: [50053] },
  tenant_inactive: { lookUp: [5000225] },
  tenant_unavailable: { reference: [5000224] },
  invitation_open: { reference: [50014] },
  password_wrong: { reference: [50056, 50064, 50126], lookUp: [50052, 50054] },
  password_expired: { reference: [50055, 50144] },
  password_change_demanded: { reference: [50135, 50137, 50142] },
  password_change: { reference: [50125] },
  password_refused: { reference: [120000, 120002, 120003, 120004, 120018] },
  password_change_failed: {
    reference: [120005, 120008, 120011, 120012, 120013, 120014, 120015, 120016, 120020, 120021],
  },
  email_code: { lookUp: [50181, 50182, 50184, 50185, 501811] },
  mfa_required: { reference: [50074, 50076, 50078] },
  mfa_failed: { lookUp: [500121] },
  mfa_enrolment: { reference: [50072, 50079] },
  telephone_limit: { reference: [50088], lookUp: [500881, 500882, 500883] },
  external_challenge: { reference: [50158], lookUp: [50077, 50081] },
  confirmation_page: {
    reference: [50140, 50157, 50168, 50199, 1000002],
    lookUp: [50019, 50201, 50202, 50203, 50204, 50205, 50207, 50209, 500142],
  },
  sign_in_again: {
    reference: [50085, 50132, 50133, 50139, 50173, 70043, 90086, 140000, 140001, 500141, 700020],
    lookUp: [26000, 29207, 29208, 53006, 53007, 70037, 70044, 70045, 70046],
  },
  broker_app: { reference: [50127], lookUp: [501271] },
  windows_hello: { reference: [17003, 130004, 130005, 130006, 130008, 135010] },
  passkey_refused: { lookUp: [135000, 135001, 135003, 135012, 135017, 135018, 135019, 135020, 500344] },
  temporary_pass: { lookUp: [130503, 130504, 130505, 130506, 130507] },
  browser_storage: { lookUp: [500583] },
  browser_outdated: { reference: [220450] },
  other_service: { reference: [52004, 1000000] },

  // The customer’s own sign-in behind Microsoft’s.
  federation: {
    reference: [20001, 20012, 20033, 40008, 40009, 40015, 50008, 50107, 50120, 50169, 90123, 399284],
    lookUp: [
      40002, 40003, 40004, 40005, 40013, 40016, 500081, 500082, 500083, 500084, 500085, 500086, 500087, 500088,
      500089, 500277, 9002320,
    ],
  },
  federation_busy: { reference: [40010], lookUp: [40014] },
  federation_domain: { lookUp: [90088] },
  federation_certificate: { lookUp: [5000811] },
  federation_claims: { reference: [90016, 90020, 901011, 901012, 901014, 5000819] },
  federation_method: { reference: [75011] },
  claims_transformation: {
    reference: [50100, 50101, 50102, 50103, 50108, 50109, 50111, 50123, 50124, 50162, 50163, 501241, 501621],
  },
  certificate_sign_in: { reference: [50017, 220501] },
  certificate_list_pending: { lookUp: [2205013] },
  certificate_revoked: { lookUp: [500183, 500184] },
  certificate_choice: { reference: [50192], lookUp: [500185, 500187] },
  pass_through_agents: { reference: [80001, 80002, 80005, 80007, 80010, 80013, 80014] },
  logon_hours: { reference: [80012] },
  windows_sign_in: {
    reference: [50180, 51005, 51006, 81004, 81005, 81006, 81007, 81009, 81010, 81011, 81012],
    lookUp: [81001, 81008, 81013, 81014, 81015, 81016, 5001213],
  },

  // Time, tabs and repetition.
  too_slow: { reference: [50089, 70008, 700082, 700084], lookUp: [700081, 700083] },
  mixed_up_tabs: { reference: [165004, 165900], field: [165000] },
  used_twice: { reference: [54005] },
  page_reloaded: { reference: [90056, 900561] },
  answer_unusable: { reference: [50148, 70000, 501481, 9002313], lookUp: [700007] },

  // Microsoft itself.
  microsoft_busy: {
    reference: [50000, 50033, 50087, 70012, 90006, 90012, 90024, 90033, 90085, 90091],
    lookUp: [50004, 90025, 90030, 90031, 90032, 90035, 90039, 90041, 90045, 90202, 1002022, 1003030],
  },
  microsoft_fault: { reference: [50007, 50042, 50043, 50086, 50138, 51000, 90036, 90092], lookUp: [90037, 90040] },
  throttled: { reference: [90055] },
  request_loop: { reference: [50196] },

  // TMAS’s registration and its requests.
  application_unknown: { reference: [70001, 700016], lookUp: [90049, 700038] },
  redirect_uri: {
    reference: [50011, 70004, 90102, 900971],
    lookUp: [500111, 500112, 500113, 500115, 500116, 500117, 500118, 700041, 700042, 700043, 700044, 700045],
  },
  platform_type: { lookUp: [9002325, 9002326, 9002327] },
  secret_wrong: { reference: [7000215] },
  secret_expired: { reference: [7000222] },
  certificate_refused: {
    reference: [
      50006, 50012, 50013, 50027, 50032, 50048, 50098, 500133, 700023, 700027, 700030, 700229, 900384,
    ],
    lookUp: [700021, 700024, 700026, 700028, 700029, 700031, 700032, 7000211, 7000212, 7000213, 7000214],
  },
  credential_refused: { reference: [70002, 700025, 7000218], lookUp: [7000216, 7000219, 7000226, 9002319, 9002324] },
  single_tenant: { reference: [50194, 650059] },
  registration_audience: { lookUp: [9002331] },
  allowed_tenants: { field: [7000119] },
  wrong_path: {
    reference: [50059, 50128, 90019, 90027, 90124, 90130, 9001023, 9002332],
    lookUp: [500201, 500209, 500210, 9002328],
    field: [9002346],
  },
  other_cloud: { reference: [50049, 90038, 90043, 90051, 900382, 900432], field: [900439, 900440] },
  service_not_in_tenant: { reference: [650052], lookUp: [650058] },
  permissions_misconfigured: {
    reference: [
      28002, 28003, 50146, 65002, 65005, 70011, 90008, 90009, 501461, 650054, 650056, 650057, 700022, 901002,
    ],
    lookUp: [65006, 65007, 650053, 650055],
    field: [9010010],
  },
  grant_unsupported: {
    reference: [50156, 50164, 50165, 50167, 50171, 67003, 70003, 100007, 221000, 240002, 7000114],
  },
  request_malformed: {
    reference: [
      50010, 50050, 50061, 50117, 50147, 50149, 70005, 70007, 90004, 90005, 90007, 90010, 90013, 90014, 90015,
      90022, 90023, 90082, 90100, 90107, 90112, 90114, 90117, 90121, 230109, 501491, 700054, 900144,
    ],
    lookUp: [90122, 501471, 501482, 700009, 700051, 1002014, 9002338],
  },

  // What TMAS does not use: another program, or another entry for TMAS, is behind it.
  saml_application: {
    reference: [50003, 75001, 75003, 75005, 75008, 75016, 76021, 76026, 750054, 900236, 7500514, 7500529],
    field: [7500525],
  },
  ws_federation: { reference: [90081, 90087], lookUp: [90083, 90089] },
  device_code: { reference: [50134, 70016, 70018, 70019, 90119, 90120] },

  // Answers of Microsoft's that have no number.
  action_elsewhere: {},
  message_shown: {},
  no_reason_given: {},

  // Pages and texts that bear no such number.
  cancelled: {},
  consent_question: {},
  sign_in_address: {},
  browser_page: {},
  personal_account_code: {},
  windows_code: {},
  office_code: {},
}
