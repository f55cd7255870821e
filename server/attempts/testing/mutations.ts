import type { Mutation } from '#server/testing/mutations.ts'

const flows = 'server/sign-in/hostile-flows.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'attempts/another-browser-takes-the-answer',
    file: 'server/attempts/attempts.queries.ts',
    from: "where state_hash = $1 and browser_hash = $2 and returned_at is null and outcome = 'pending'",
    to: "where state_hash = $1 and $2::bytea is not null and returned_at is null and outcome = 'pending'",
    test: { file: flows, name: 'FLOW-01: a callback that an attacker sends signs nobody in' },
  },
  {
    name: 'attempts/the-verifier-is-the-same-in-every-browser',
    file: 'server/attempts/attempts.ts',
    from: 'const root = deriveSecret(browser, state)',
    to: 'const root = deriveSecret(state, state)',
    test: {
      file: 'server/attempts/attempts.test.ts',
      name: 'the nonce and the verifier follow from the browser’s cookie, which is stored nowhere',
    },
  },
  {
    name: 'attempts/an-answer-is-taken-twice',
    file: 'server/attempts/attempts.queries.ts',
    from: "browser_hash = $2 and returned_at is null and outcome = 'pending' and started_at > $4",
    to: "browser_hash = $2 and outcome = 'pending' and started_at > $4",
    test: { file: flows, name: 'FB-06: ten callbacks at once with one code make one session' },
  },
  {
    name: 'attempts/an-attempt-never-expires',
    file: 'server/attempts/attempts.queries.ts',
    from: "returned_at is null and outcome = 'pending' and started_at > $4",
    to: "returned_at is null and outcome = 'pending' and $4::timestamptz is not null",
    test: { file: flows, name: 'FLOW-08: a person who stayed at Microsoft for longer than 15 minutes' },
  },
  {
    name: 'attempts/an-attempt-lives-for-longer',
    file: 'server/attempts/attempts.ts',
    from: 'attemptLifetime = 15 * 60 * 1000',
    to: 'attemptLifetime = 16 * 60 * 1000',
    test: { file: flows, name: 'FLOW-08: a person who stayed at Microsoft for longer than 15 minutes' },
  },
  {
    name: 'attempts/a-hint-puts-it-before-a-customer-for-good',
    file: 'server/attempts/attempts.ts',
    from: '    await withdrawAttempt(trx, attempt.id, concerned, !isNamed)\n',
    to: '',
    test: {
      file: 'server/records/sign-ins.test.ts',
      name: 'a customer that read of it by a hint alone keeps nothing of it once Microsoft has named somebody else',
    },
  },
  {
    name: 'attempts/help-is-offered-for-ever',
    file: 'server/attempts/hints.ts',
    from: ' && !isExpired',
    to: '',
    test: {
      file: 'server/records/sign-ins.test.ts',
      name: 'the page offers to tell the manager for an hour',
    },
  },
]
