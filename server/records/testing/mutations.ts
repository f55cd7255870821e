import type { Mutation } from '#server/testing/mutations.ts'

const questions = 'server/records/attempt-questions.test.ts'
const help = 'server/records/help-requests.test.ts'
const history = 'server/records/history.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'records/the-history-of-anyone-is-read',
    file: 'server/records/history.ts',
    from: '  const { mayChange } = await readUser(db, acting, userId)\n',
    to: '  const mayChange = userId !== acting.customerId\n',
    test: { file: history, name: 'nobody reads the history of a person outside their branch' },
  },
  {
    name: 'records/the-history-tells-mails-to-everyone',
    file: 'server/records/history.queries.ts',
    from: "if (mayReadMails && isAsked('mail'))",
    to: "if (isAsked('mail'))",
    test: { file: history, name: 'mails are told to those who may change the person' },
  },
  {
    name: 'records/the-history-tells-changes-beyond-the-branch',
    file: 'server/records/history.queries.ts',
    from: 'where ${recordConditions(records, { about: userId })}',
    to: 'where ${recordConditions({ ...records, roots: null }, { about: userId })}',
    test: { file: history, name: 'a change is told to whoever reads it in the audit trail' },
  },
  {
    name: 'records/a-link-confirms-again',
    file: 'server/records/attempt-questions.queries.ts',
    from: "deleteFrom('attemptQuestion').where('id', '=', id).executeTakeFirst()\n  return taken.numDeletedRows > 0n",
    to: "selectFrom('attemptQuestion').select('id').where('id', '=', id).executeTakeFirst()\n  return taken !== undefined",
    test: { file: questions, name: 'is confirmed once, and only while the link works' },
  },
  {
    name: 'records/the-attempts-of-others-are-asked-about',
    file: 'server/records/attempt-questions.queries.ts',
    from: 'other.attempt_id = attempt.id and other.customer_id <> ${customerId}',
    to: 'other.attempt_id = attempt.id and other.customer_id <> ${customerId} and false',
    test: {
      file: questions,
      name: 'an attempt that another customer reads is none, as one that does not exist',
    },
  },
  {
    name: 'records/who-confirms-shows-what-others-typed',
    file: 'server/records/attempt-questions.queries.ts',
    from: "said_code, ${userId}, 'confirmed' from sign_in_attempt",
    to: "said_code, ${userId}, 'full' from sign_in_attempt",
    test: {
      file: questions,
      name: 'what was typed by somebody else, and where from, stays unknown, whoever confirms',
    },
  },
  {
    name: 'records/people-are-asked-without-end',
    file: 'server/records/attempt-questions.ts',
    from: '>= questionsPerDay)',
    to: '>= 1000 * questionsPerDay)',
    test: {
      file: questions,
      name: 'the questions of a day have an end, so that they are no way to mail people',
    },
  },
  {
    name: 'records/anyone-is-asked',
    file: 'server/records/attempt-questions.ts',
    from: 'const user = await takeUserWithinReach(trx, acting, userId)',
    to: 'const user = (await findReader(trx, userId)) ?? (await takeUserWithinReach(trx, acting, userId))',
    test: { file: questions, name: 'no one asks another customer’s user, nor a user beyond their reach' },
  },
  {
    name: 'records/every-request-for-help-is-a-mail',
    file: 'server/records/help-requests.ts',
    from: 'new Date(now.getTime() - quiet)',
    to: 'new Date(now.getTime() + 0 * quiet)',
    test: {
      file: help,
      name: 'managers are mailed at once who asks for help, with the cause as the person says it',
    },
  },
  {
    name: 'records/an-overview-counts-the-whole-customer',
    file: 'server/records/overview.ts',
    from: 'await findView(db, scope)',
    to: 'await findView(db, { ...scope, roots: null })',
    test: {
      file: 'server/records/overview.test.ts',
      name: 'a manager of a branch counts that branch, a Chain Manager no people, and another customer nothing of it',
    },
  },
  {
    name: 'records/the-connection-is-that-of-the-whole-customer',
    file: 'server/records/connection-health.ts',
    from: 'await findView(db, scope)',
    to: 'await findView(db, { ...scope, roots: null })',
    test: {
      file: 'server/records/connection-health.test.ts',
      name: 'the connection is what the reader’s own list shows of it',
    },
  },
  {
    name: 'records/each-watcher-reads-alone',
    file: 'server/records/shared-reads.ts',
    from: 'underWay.get(key) ?? begin(',
    to: 'begin(',
    test: {
      file: 'server/records/sign-ins-stream.test.ts',
      name: 'what happens is read once for everyone who may read the same',
    },
  },
  {
    name: 'records/each-watcher-is-asked-about-alone',
    file: 'server/records/sign-ins-stream.routes.ts',
    from: 'await rightsOf(watcher, patience)',
    to: 'await openWatcherRights(db, now)(watcher, patience)',
    test: {
      file: 'server/records/sign-ins-stream.test.ts',
      name: 'what happens is read once for everyone who may read the same',
    },
  },
  {
    name: 'records/what-one-may-read-is-shown-to-all',
    file: 'server/records/shared-reads.ts',
    from: 'JSON.stringify([customerId, roots?.toSorted(), ',
    to: 'JSON.stringify([customerId, ',
    test: {
      file: 'server/records/sign-ins-stream.test.ts',
      name: 'people of different branches watch together, and each sees only their own',
    },
  },
]
