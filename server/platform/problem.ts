import type { ContentfulStatusCode } from 'hono/utils/http-status'

const problems = {
  invalid_request: 400,
  not_signed_in: 401,
  someone_else: 401,
  wrong_password: 401,
  second_factor_required: 401,
  second_factor_failed: 401,
  account_disabled: 403,
  customer_suspended: 403,
  microsoft_required: 403,
  second_factor_setup_required: 403,
  forbidden: 403,
  proof_required: 403,
  confirmation_due: 403,
  cross_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  name_taken: 409,
  username_taken: 409,
  email_taken: 409,
  confirmation_required: 409,
  tenant_required: 409,
  mandatory_authentication_is_on: 409,
  set_above: 409,
  code_taken: 409,
  not_empty: 409,
  not_welcomed: 409,
  not_suspended: 409,
  setup_expired: 409,
  last_manager: 409,
  last_second_factor: 409,
  changed_meanwhile: 412,
  too_large: 413,
  unsupported_media_type: 415,
  not_a_tenant: 422,
  misdirected: 421,
  throttled: 429,
  too_many_taken_names: 429,
  too_many_mails: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, ContentfulStatusCode>

export type ProblemCode = keyof typeof problems

/** Field → what a change would make of it, where it names the field, and what it is now. */
export type Changes = Record<string, { yours?: unknown; theirs: unknown }>

/**
 * An answer the caller should see, as `application/problem+json` (RFC 9457). Anything else that is thrown is a bug or
 * an outage. Its only prose is `detail`, which names what is wrong and says what to do.
 */
export class Problem extends Error {
  override name = 'Problem'
  readonly code: ProblemCode
  /** Field → what is wrong with it. */
  readonly errors: Record<string, string> | undefined
  /** How much a confirmed change would affect, counted. */
  readonly consequences: Record<string, number> | undefined
  /** What others have changed since the version on which the change was based, and which version it is now. */
  readonly changes: Changes | undefined
  readonly version: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** For `proof_required`: how the person can prove who they are. */
  readonly methods: readonly string[] | undefined
  /** Of a file: the headings of the columns that the answer is about. */
  readonly headings: readonly string[] | undefined

  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      errors?: Record<string, string>
      consequences?: Record<string, number>
      changes?: Changes
      version?: string
      retryAfterSeconds?: number
      methods?: readonly string[]
      headings?: readonly string[]
      cause?: unknown
    } = {},
  ) {
    super(detail, { cause: more.cause })
    this.code = code
    this.errors = more.errors
    this.consequences = more.consequences
    this.changes = more.changes
    this.version = more.version
    this.retryAfterSeconds = more.retryAfterSeconds
    this.methods = more.methods
    this.headings = more.headings
  }

  get status(): ContentfulStatusCode {
    return problems[this.code]
  }
}
