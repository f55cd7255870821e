import type { AadstsMeaning } from './meanings.ts'

/**
 * The AADSTS numbers that a web sign-in can meet, by what they mean for it.
 *
 * Microsoft publishes no stable list, and warns that numbers and texts change: an unknown number is normal. To add a
 * number: put it beside those that ask the same of the same people, or give it a meaning of its own in `meanings.ts`.
 *
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
// biome-ignore format: a list of numbers is read in lines
const numbers: Readonly<Record<AadstsMeaning, readonly number[]>> = {
  tenant_not_found: [90002],
  code_of_other_tenant: [700005],

  assignment_required: [50105],
  consent_declined: [65004],
  consent_missing: [65001],
  admin_consent_required: [90093, 90094],
  admin_consent_request: [90095],
  consent_collision: [650051],
  consent_not_saved: [90090],
  application_absent: [90099, 7000229],
  application_risky: [900941],
  application_blocked: [900981, 1000031],

  policy_blocked: [53003, 530032],
  policy_condition: [50131],
  security_defaults: [530035],
  device_not_compliant: [53000, 530002],
  device_not_registered: [50129, 53001, 530003],
  device_authentication: [50097, 50155, 50187],
  device_platform: [50005],
  device_disabled: [135011],
  guest_device: [530004],
  client_app_not_approved: [53002],
  tenant_restrictions: [50002, 500021, 500022],
  cross_tenant_access: [500212, 500213, 1000104],
  mfa_setup_blocked: [53004, 53010],
  user_at_risk: [53011],
  minor_blocked: [54000],
  external_mfa: [50161, 50177, 50178],

  personal_account: [500200],
  guest_path: [500202],
  session_of_other_account: [16000, 16001, 16002, 50136, 50143, 50197, 160021],
  no_session: [50058, 50068],
  account_of_other_company: [50020, 90072],
  account_not_added: [16003],
  account_unknown: [50034, 51001, 51004, 500208],
  account_disabled: [50057],
  account_locked: [50053],
  invitation_open: [50014],
  password_wrong: [50056, 50064, 50126],
  password_expired: [50055, 50135, 50144],
  password_change: [50125],
  mfa_required: [50074, 50076, 50078],
  mfa_enrolment: [50072, 50079],
  external_challenge: [50158],
  confirmation_page: [50140, 50199],
  sign_in_again: [50085, 50132, 50133, 50173, 70037, 70043, 140000, 140001],
  broker_app: [50127],
  windows_hello: [135010],
  other_service: [52004, 1000000, 1000002],

  federation: [50008, 50107, 50120, 50169, 90123],
  federation_certificate: [5000811],
  federation_claims: [90016, 90020, 5000819],
  federation_method: [75011],
  certificate_sign_in: [50017, 220501],
  pass_through_agents: [],
  windows_sign_in: [50180, 51005, 51006],

  too_slow: [50089, 70008, 700082, 700084],
  mixed_up_tabs: [165000, 165900],
  used_twice: [54005],
  page_reloaded: [90056, 900561],
  answer_unusable: [70000, 501481, 9002313],

  microsoft_busy: [50000, 70012, 70018, 70019, 90006, 90012, 90024, 90033],
  throttled: [90055],
  request_loop: [50196],

  application_unknown: [70001, 700011, 700016, 700038],
  application_disabled: [7000112],
  redirect_uri: [50011, 70004, 500112, 500113, 900971],
  platform_type: [9002325, 9002326, 9002327],
  secret_wrong: [7000215],
  secret_expired: [7000222],
  certificate_refused: [50012, 50013, 50027, 50032, 700023, 700024, 700027, 700030, 900384],
  credential_refused: [70002, 700025, 7000216, 7000218],
  single_tenant: [50194],
  wrong_path: [50059, 50128, 90019, 90027, 90130, 9001023, 9002332, 9002346],
  other_cloud: [50049, 90038, 90043, 90051, 900382, 900432, 900439],
  service_not_in_tenant: [50001, 500011, 650052],
  permissions_misconfigured: [
    50146, 65002, 65005, 70011, 90008, 90009, 650054, 650056, 650057, 700022, 901002, 9010010,
  ],
  grant_unsupported: [67003, 70003, 240002, 7000114],
  request_malformed: [
    50010, 50061, 50147, 70005, 70007, 90004, 90013, 90014, 90015, 90023, 90100, 90112, 90117, 90119, 501491,
    700051, 700054, 900144,
  ],
  saml_application: [50003, 76021, 76026],
}

/** Families of numbers, asked only for one that has no place of its own above. */
const families: readonly { from: number; to: number; meaning: AadstsMeaning }[] = [
  { from: 16000, to: 16099, meaning: 'session_of_other_account' },
  { from: 50070, to: 50079, meaning: 'mfa_required' },
  { from: 53000, to: 53004, meaning: 'policy_blocked' },
  { from: 75001, to: 75016, meaning: 'saml_application' },
  { from: 80001, to: 80014, meaning: 'pass_through_agents' },
  { from: 81004, to: 81012, meaning: 'windows_sign_in' },
  { from: 90081, to: 90092, meaning: 'microsoft_busy' },
  { from: 90120, to: 90126, meaning: 'request_malformed' },
  { from: 120000, to: 120021, meaning: 'password_change' },
  { from: 130004, to: 130008, meaning: 'windows_hello' },
  { from: 530000, to: 530999, meaning: 'policy_blocked' },
]

const meaningByNumber: ReadonlyMap<number, AadstsMeaning> = new Map(
  (Object.keys(numbers) as AadstsMeaning[]).flatMap((meaning) =>
    numbers[meaning].map((code) => [code, meaning] as const),
  ),
)

/** Every number with a place of its own, in order; families are not counted out. */
export const aadstsCodes: readonly number[] = [...meaningByNumber.keys()].sort((a, b) => a - b)

/** What a number means for a sign-in; undefined for one that nobody here knows. */
export function meaningOfAadsts(code: number): AadstsMeaning | undefined {
  return meaningByNumber.get(code) ?? families.find(({ from, to }) => from <= code && code <= to)?.meaning
}

/** A generic "credential refused" often wraps the number that matters; it counts only where it stands alone. */
export function tellingCodes(codes: readonly number[]): number[] {
  return codes.filter((code) => code !== 70002 || codes.length === 1)
}
