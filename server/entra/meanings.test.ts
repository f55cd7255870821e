import { expect, test } from 'vitest'
import { microsoftCodes } from '#shared/aadsts/testing/microsoft-codes.ts'
import { meaningOfBody, meaningOfRedirect, refusesTmas } from './meanings.ts'

test('every code that a web sign-in can meet has a meaning of ours', () => {
  const unknown = microsoftCodes.filter(({ from, to }) =>
    [from, to].some((code) => {
      const { refusal } = meaningOfBody({ error_codes: [code] })
      return refusal === 'invalid_response' || refusal === 'refused_by_microsoft'
    }),
  )
  const sorted = unknown.map(({ from }) => from).toSorted((a, b) => a - b)
  // A code or verifier that is wrong, and a page that was called the wrong way: nothing to add. The others are of SAML,
  // and of signing out: they cannot answer a sign-in of ours.
  const nothingToAdd = [70000, 90056, 501481, 900561, 9002313]
  const ofOthers = [50003, 50068, 75001, 76021, 76026, 750054, 7500514, 7500525, 7500529]
  expect(sorted).toEqual([...nothingToAdd, ...ofOthers].toSorted((a, b) => a - b))
})

test.each([
  ['consent_declined', [65004]],
  ['admin_consent_required', [65001, 90093, 90094, 90095]],
  ['not_assigned', [50105]],
  ['blocked_by_policy', [53000, 53001, 53002, 53003, 53004, 530002, 530032, 530999]],
  [
    'account_problem_at_microsoft',
    [50020, 50034, 50053, 50055, 50057, 50126, 50070, 50072, 50076, 50079, 16000, 16003, 16099, 90072],
  ],
  ['tenant_not_found', [90002]],
  ['refused_by_microsoft', [424242, 50068, 70013]],
  ['operator_configuration', [50011, 50194, 700016, 7000215, 7000222, 700027, 900971]],
  ['personal_account', [500200]],
  ['expired', [70008]],
  ['replayed', [54005]],
  ['tenant_mismatch', [700005]],
  ['throttled', [90055, 50196]],
  ['microsoft_unreachable', [90033, 90006]],
] as const)('the contract says %s for %j', (refusal, codes) => {
  for (const code of codes) {
    const redirect = new URLSearchParams({ error: 'x', error_description: `AADSTS${code}: Text.` })
    expect([code, meaningOfRedirect(redirect).refusal]).toEqual([code, refusal])
    expect([code, meaningOfBody({ error: 'invalid_grant', error_codes: [code] }).refusal]).toEqual([
      code,
      refusal,
    ])
  }
})

test('turning back at Microsoft is a consent declined, though it has neither text nor number', () => {
  expect(meaningOfRedirect(new URLSearchParams('error=access_denied&error_subcode=cancel&state=s'))).toEqual({
    refusal: 'consent_declined',
    microsoft: { error: 'access_denied', subcode: 'cancel' },
  })
})

test.each([
  ['access_denied', 'consent_declined'],
  ['consent_required', 'admin_consent_required'],
  ['interaction_required', 'refused_by_microsoft'],
  ['login_required', 'account_problem_at_microsoft'],
  ['server_error', 'refused_by_microsoft'],
  ['temporarily_unavailable', 'microsoft_unreachable'],
  ['invalid_client', 'operator_configuration'],
  ['unauthorized_client', 'refused_by_microsoft'],
  ['invalid_scope', 'operator_configuration'],
  ['unsupported_response_type', 'operator_configuration'],
  ['invalid_grant', 'refused_by_microsoft'],
  ['something_new', 'refused_by_microsoft'],
  ['__proto__', 'refused_by_microsoft'],
  ['constructor', 'refused_by_microsoft'],
  ['', 'invalid_response'],
  ['<script>', 'invalid_response'],
])(
  'the OAuth error %j alone means %s; a number beside it wins, also one that is not known',
  (error, refusal) => {
    expect(meaningOfRedirect(new URLSearchParams({ error })).refusal).toBe(refusal)
    expect(meaningOfBody({ error }).refusal).toBe(refusal)
    expect(meaningOfBody({ error, error_codes: [424242] }).refusal).toBe('refused_by_microsoft')
    expect(meaningOfBody({ error, suberror: 'cancel', error_codes: [424242] }).refusal).toBe(
      'refused_by_microsoft',
    )
    expect(meaningOfBody({ error, error_codes: [50105] }).refusal).toBe('not_assigned')
  },
)

test.each([
  ['tenant blocked for inactivity', 5000225, 'account_problem_at_microsoft'],
  ['account deleted', 500341, 'account_problem_at_microsoft'],
  ['password change by policy', 50142, 'account_problem_at_microsoft'],
  ['device unknown', 700003, 'blocked_by_policy'],
  ['single sign-on not permitted', 9002341, 'account_problem_at_microsoft'],
  ['second step failed', 500121, 'account_problem_at_microsoft'],
])('%s is never told as too late or as cancelled, whatever the OAuth error (F3)', (_, code, refusal) => {
  for (const error of ['invalid_grant', 'access_denied', 'interaction_required'])
    expect(meaningOfBody({ error, error_codes: [code] }).refusal).toBe(refusal)
})

test('a generic number gives way to the one that it wraps', () => {
  expect(meaningOfBody({ error: 'invalid_grant', error_codes: [70002, 70008] }).refusal).toBe('expired')
  expect(meaningOfBody({ error: 'invalid_grant', error_codes: [70002, 54005] }).refusal).toBe('replayed')
  expect(meaningOfBody({ error: 'invalid_client', error_codes: [70002] }).refusal).toBe(
    'operator_configuration',
  )
})

const trace = '5a000000-0000-4000-8000-000000000001'
const correlation = '7b000000-0000-4000-8000-000000000002'

test.each([
  ['blanks, as today', ' ', '2026-05-07 13:56:01Z'],
  ['line ends, as before', '\r\n', '2021-07-19 23:21:09Z'],
])('number, IDs and time are read from a description with %s (R17)', (_, between, timestamp) => {
  const parts = [
    'AADSTS900144: The body must contain a parameter.',
    `Trace ID: ${trace}`,
    `Correlation ID: ${correlation}`,
  ]
  const error_description = [...parts, `Timestamp: ${timestamp}`].join(between)
  expect(
    meaningOfRedirect(new URLSearchParams({ error: 'invalid_request', error_description })).microsoft,
  ).toEqual({
    error: 'invalid_request',
    aadsts: [900144],
    traceId: trace,
    correlationId: correlation,
    timestamp,
    description: error_description.replaceAll(/\s+/g, ' '),
  })
})

test.each([
  ['a token', `eyJ${'a'.repeat(300)}.eyJ${'b'.repeat(300)}.${'c'.repeat(300)}`],
  ['a code', `1.AXkA${'x_-'.repeat(100)}`],
  ['an encoded secret', `${'aB3+/'.repeat(20)}==`],
])('a description is kept without %s in it (R17)', (_, secret) => {
  const { description } = meaningOfBody({
    error_description: `AADSTS9002313: Bad ${secret} given.`,
  }).microsoft
  expect(description).toBe('AADSTS9002313: Bad […] given.')
})

test('a description forges no log line and is not endless', () => {
  const error_description = `a\r\n{"level":"info"}\u0000${'b '.repeat(5000)}`
  const { description = '' } = meaningOfRedirect(
    new URLSearchParams({ error: 'x', error_description }),
  ).microsoft
  expect(description).toMatch(/^a \{"level":"info"\} b b/)
  expect(description).toHaveLength(500)
})

const worthless: unknown[] = [null, 7, {}, [], '', '<script>', 'x'.repeat(65), 'a b', { toString: 1 }]
test.each(worthless.map((value) => ({ value })))(
  'what is not one of these things is left out: $value',
  ({ value }) => {
    const ids = { trace_id: value, correlation_id: value, timestamp: value }
    expect(meaningOfBody({ error: value, suberror: value, error_codes: value, ...ids })).toEqual({
      refusal: 'invalid_response',
      microsoft: {},
    })
  },
)

test('what is not a whole number is no AADSTS number', () => {
  const error_codes = [null, -1, 0, 1.5, '50011', {}, 50105]
  expect(meaningOfBody({ error_codes }).microsoft.aadsts).toEqual([50105])
})

test.each<[string, number[], boolean]>([
  ['invalid_client', [7000215], true],
  ['invalid_client', [7000222], true],
  ['invalid_client', [7000218], true],
  ['invalid_client', [70002, 700027], true],
  ['unauthorized_client', [700038], true],
  // What the IT of one tenant, or somebody with a free one, can bring about.
  ['unauthorized_client', [7000112], false],
  ['unauthorized_client', [7000116], false],
  ['unauthorized_client', [700016], false],
  ['unauthorized_client', [7000229], false],
  ['unauthorized_client', [], false],
  ['invalid_client', [7000112], false],
  ['invalid_client', [500112], false],
  ['invalid_client', [], false],
  ['invalid_grant', [7000222], false],
  ['', [7000222], false],
])('%s with %j is a refusal of TMAS itself: %j (R34)', (error, aadsts, isOurs) => {
  expect(refusesTmas({ error, aadsts })).toBe(isOurs)
})
