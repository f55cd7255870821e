import type { Mutation } from '#server/testing/mutations.ts'

const sessions = 'server/sessions/sessions.test.ts'
const start = 'server/sessions/start-session.test.ts'

const clockSteps = 'server/sessions/clock-steps.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'sessions/a-session-from-the-future-goes-on',
    file: 'server/sessions/sessions.queries.ts',
    from: 'and session.last_used_at <= $4 and session.created_at <= $4 and user_account.enabled',
    to: 'and $4 is not null and user_account.enabled',
    test: { file: clockSteps, name: 'a session that was made while the clock was %d ms ahead is none' },
  },
  {
    name: 'sessions/a-stamp-from-the-future-counts',
    file: 'server/policy/time.ts',
    from: 'return at > since.getTime() && at <= until.getTime()',
    to: 'return at > since.getTime() && until !== since',
    test: { file: 'server/policy/time.test.ts', name: 'a stamp counts for its time and no longer' },
  },
  {
    name: 'sessions/a-wrong-clock-is-ready',
    file: 'server/platform/clock.ts',
    from: 'if (Math.abs(ahead) <= clockLimits.wrong) return undefined',
    to: 'if (Math.abs(ahead) >= 0) return undefined',
    test: { file: clockSteps, name: 'a minute of difference makes the server not ready' },
  },
  {
    name: 'sessions/the-policy-is-not-asked',
    file: 'server/sessions/sessions.ts',
    from: '  if (refusal) return { refusal }\n',
    to: '',
    test: { file: start, name: 'it asks the policy itself: a closed door has no session' },
  },
  {
    name: 'sessions/a-password-is-enough',
    file: 'server/sessions/sessions.ts',
    from: ' || (await hasSecondFactor(trx, standing.userId)))',
    to: ')',
    test: { file: start, name: 'it demands the second factor of a user who has set one up' },
  },
  {
    name: 'sessions/a-required-factor-is-not-asked-for',
    file: 'server/sessions/sessions.ts',
    from: 'if (isFactorRequired(standing, now) || (',
    to: 'if ((',
    test: { file: start, name: 'from the chain’s day on, a manager without a second factor has no session' },
  },
  {
    name: 'sessions/an-open-session-outlives-the-day',
    file: 'server/sessions/closed-by-day.ts',
    from: '!isShut(standing) && isFactorRequired(standing, now)',
    to: '!isShut(standing) && isFactorRequired(standing, now) && userIds.length < 0',
    test: {
      file: 'server/sign-in/set-up-factor.test.ts',
      name: 'when the day begins, a session that was opened with a password alone opens nothing',
    },
  },
  {
    name: 'sessions/anybodys-second-factor-will-do',
    file: 'server/sessions/sessions.ts',
    from: 'key.secondFactor?.userId !== standing.userId',
    to: 'key.secondFactor === undefined',
    test: { file: start, name: 'it demands the second factor of a user who has set one up' },
  },
  {
    name: 'sessions/a-sign-in-overtakes-a-change-of-policy',
    file: 'server/sign-in/password.ts',
    from: '    await lockUsers(trx, [user.id])\n',
    to: '',
    test: {
      file: sessions,
      name: 'a sign-in that begins while mandatory authentication is being saved waits for it',
    },
  },
  {
    name: 'sessions/a-closed-door-leaves-its-sessions',
    file: 'server/sessions/sessions.ts',
    from: '    await deleteSession(trx, { id: session.id })\n',
    to: '',
    test: {
      file: sessions,
      name: 'a changed setting ends the sessions behind the door it shuts, on record, and leaves the others',
    },
  },
  {
    name: 'sessions/nobody-sees-why-a-session-ended',
    file: 'server/sessions/sessions.ts',
    from: "    if (refusal === 'microsoft_required') await rememberClosed(trx, session, now)\n",
    to: '',
    test: {
      file: sessions,
      name: 'whose session a closed password door has ended is told so on the sign-in page',
    },
  },
  {
    name: 'sessions/every-browser-sees-why-a-session-ended',
    file: 'server/sessions/closed-sessions.queries.ts',
    from: "    .where('secretHash', '=', secretHash)\n",
    to: '',
    test: {
      file: sessions,
      name: 'whose session a closed password door has ended is told so on the sign-in page',
    },
  },
  {
    name: 'sessions/an-idle-session-goes-on',
    file: 'server/sessions/sessions.queries.ts',
    from: 'session.expires_at > $2 and session.last_used_at > $3',
    to: 'session.expires_at > $2 and $3::timestamptz is not null',
    test: { file: sessions, name: 'an hour without use ends it; use keeps it' },
  },
  {
    name: 'sessions/an-idle-session-goes-on-for-longer',
    file: 'server/sessions/sessions.ts',
    from: 'idleLimit = 60 * 60 * 1000',
    to: 'idleLimit = 61 * 60 * 1000',
    test: { file: sessions, name: 'an hour without use ends it; use keeps it' },
  },
  {
    name: 'sessions/use-does-not-count',
    file: 'server/sessions/sessions.ts',
    from: '    await touchSession(db, session.sessionId, now)\n',
    to: '    await Promise.resolve()\n',
    test: { file: sessions, name: 'an hour without use ends it; use keeps it' },
  },
  {
    name: 'sessions/watching-counts-as-use',
    file: 'server/sessions/sessions.ts',
    from: 'const counts = isUse && (isAttended',
    to: 'const counts = (isUse || true) && (isAttended',
    test: {
      file: 'server/records/sign-ins-stream.test.ts',
      name: 'a page that opens its stream again by itself keeps no session alive that nobody uses',
    },
  },
  {
    name: 'sessions/a-session-in-use-never-ends',
    file: 'server/sessions/sessions.queries.ts',
    from: 'session.expires_at > $2 and session.last_used_at > $3',
    to: '$2::timestamptz is not null and session.last_used_at > $3',
    test: { file: sessions, name: '12 hours end it in any case' },
  },
  {
    name: 'sessions/a-session-in-use-goes-on-for-longer',
    file: 'server/sessions/sessions.ts',
    from: 'absoluteLimit = 12 * 60 * 60 * 1000',
    to: 'absoluteLimit = 12.5 * 60 * 60 * 1000',
    test: { file: sessions, name: '12 hours end it in any case' },
  },
  {
    name: 'sessions/scripts-read-the-cookie',
    file: 'server/platform/cookies.ts',
    from: 'httpOnly: true',
    to: 'httpOnly: false',
    test: { file: sessions, name: 'over %s every cookie that proves something is HttpOnly, Lax' },
  },
  {
    name: 'sessions/other-sites-send-the-cookie',
    file: 'server/platform/cookies.ts',
    from: "sameSite: 'Lax'",
    to: "sameSite: 'None'",
    test: { file: sessions, name: 'over %s every cookie that proves something is HttpOnly, Lax' },
  },
  {
    name: 'sessions/the-cookie-travels-in-the-clear',
    file: 'server/platform/cookies.ts',
    from: "sameSite: 'Lax', secure }",
    to: "sameSite: 'Lax', secure: false }",
    test: { file: sessions, name: 'over %s every cookie that proves something is HttpOnly, Lax' },
  },
  {
    name: 'sessions/a-sub-domain-plants-a-cookie',
    file: 'server/platform/cookies.ts',
    from: "const prefix = secure ? 'host' : undefined\n  const fullName = secure ? `__Host-${name}` : name",
    to: 'const prefix = undefined\n  const fullName = name',
    test: { file: sessions, name: 'over %s every cookie that proves something is HttpOnly, Lax' },
  },
  {
    name: 'sessions/nobody-is-asked-for-proof',
    file: 'server/sessions/proof.ts',
    from: '  if (isFresh(proof?.provedAt, now)) return\n',
    to: '  if (proof || isFresh(undefined, now)) return\n',
    test: {
      file: 'server/http/fresh-proof.test.ts',
      name: 'exactly the routes that change a credential ask for fresh proof',
    },
  },
  {
    name: 'sessions/the-old-cookie-works-after-a-proof',
    file: 'server/sessions/proof.queries.ts',
    from: '.set({ secretHash, provedAt })',
    to: '.set({ provedAt })',
    test: {
      file: 'server/sign-in/fresh-proof.test.ts',
      name: 'the session has another cookie afterwards, and a copy of the old one is worth nothing',
    },
  },
  {
    name: 'sessions/a-proof-counts-for-longer',
    file: 'server/policy/proof.ts',
    from: 'age < proofLifetime',
    to: 'age <= proofLifetime',
    test: { file: 'server/policy/proof.test.ts', name: 'a proof of %s counts: %s' },
  },
  {
    name: 'sessions/a-proof-from-the-future-counts',
    file: 'server/policy/proof.ts',
    from: 'age >= 0 && ',
    to: '',
    test: { file: 'server/policy/proof.test.ts', name: 'a proof of %s counts: %s' },
  },
  {
    name: 'sessions/a-look-up-waits-for-who-ends-its-session',
    file: 'server/sessions/sessions.queries.ts',
    from: 'from session where id = ${id} for no key update skip locked',
    to: 'from session where id = ${id} for no key update',
    test: { file: 'server/http/fair-shares.test.ts', name: 'a look-up waits for no one' },
  },
  {
    name: 'sessions/a-look-up-ends-what-is-closed-with-its-own-connections',
    file: 'server/sessions/sessions.ts',
    from: "await inTurn({ share: 'background', of: customerId }, end)",
    to: 'await end()',
    test: { file: 'server/http/fair-shares.test.ts', name: 'a look-up that finds a session closed' },
  },
  {
    name: 'sessions/a-sign-in-waits-for-a-change-with-a-connection',
    file: 'server/users/links.queries.ts',
    from: 'wait ? locking.afterChanges : locking.now',
    to: 'locking.afterChanges',
    test: {
      file: 'server/http/fair-shares.test.ts',
      name: 'what holds %s makes those who sign in there wait',
    },
  },
  {
    name: 'sessions/one-of-several-roles-says-the-tenant',
    file: 'server/sessions/standings.queries.ts',
    from: 'case when count(*) = 1 then',
    to: 'case when count(*) >= 1 then',
    test: {
      file: 'server/sign-in/several-chains.test.ts',
      name: 'where nothing is set at the nearest chain above all roles, no tenant counts',
    },
  },
]
