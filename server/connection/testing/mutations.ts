import type { Mutation } from '#server/testing/mutations.ts'

const page = 'server/connection/consent-kit-page.test.ts'
const connect = 'server/connection/connect.test.ts'
const dead = 'mistyped, guessed, revoked and expired links are one and the same page'

const rollOut = 'server/connection/roll-out.test.ts'
const rollOutRule = 'server/policy/roll-out.test.ts'
const pauseRule = 'server/policy/roll-out-pause.test.ts'
const byHowMany = 'a wave is paused for its people, by how many and how long'
const byTheClock = 'no user keeps a session past their wave or loses one before it'

const exceptions = 'server/connection/exceptions.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'connection/an-exception-is-made-below-what-is-on-above',
    file: 'server/connection/exceptions.ts',
    from: 'held.some(({ isOnAbove, wavesAbove }) => isOnAbove ||',
    to: 'held.some(({ wavesAbove }) =>',
    test: { file: exceptions, name: 'what is on above is not lifted below' },
  },
  {
    name: 'connection/an-older-exception-below-lifts-what-is-on-above',
    file: 'server/sessions/standings.queries.ts',
    from: 'path_up(coalesce(settings.mandatory_authentication_from, membership.location_id))',
    to: 'path_up(membership.location_id)',
    test: { file: exceptions, name: 'what is on above is not lifted below' },
  },
  {
    name: 'connection/a-due-wave-above-is-lifted-below',
    file: 'server/connection/exceptions.ts',
    from: ' || wavesAbove.some((day) => hasCome(day, now))',
    to: '',
    test: { file: exceptions, name: 'a chain below lifts no wave of a chain above' },
  },
  {
    name: 'connection/an-exception-below-outlives-a-due-wave',
    file: 'server/policy/roll-out.ts',
    from: 'const ends = [held, ...due]',
    to: 'const ends = [held]',
    test: { file: exceptions, name: 'a chain below lifts no wave of a chain above' },
  },
  {
    name: 'connection/an-exception-revives-a-password',
    file: 'server/policy/doors.ts',
    from: '(isManager(after) || isExempt(after, now))',
    to: 'isManager(after)',
    test: { file: exceptions, name: 'only the person named keeps the password' },
  },
  {
    name: 'connection/an-exception-outlives-a-move',
    file: 'server/sessions/lost-exceptions.queries.ts',
    from: ' and up.id = exception.chain_id',
    to: '',
    test: { file: exceptions, name: 'an exception ends with what it was made for' },
  },
  {
    name: 'connection/a-sister-chain-reads-names-and-reasons',
    file: 'server/mail/readers.queries.ts',
    from: 'select ${reader}, ${covers} as covers',
    to: 'select ${reader}, ${covers} or true as covers',
    test: { file: exceptions, name: 'managers of a sister chain learn that something was done' },
  },
  {
    name: 'connection/an-older-page-overwrites-an-exception',
    file: 'server/connection/exceptions.ts',
    from: '    mustBeUnchanged(basis, versionedException(chain.id, had), { reason: text, endsOn })\n',
    to: '',
    test: { file: exceptions, name: 'an older page neither overwrites nor removes' },
  },
  {
    name: 'connection/sessions-outlive-an-exception',
    file: 'server/sessions/sessions.queries.ts',
    from: 'and has_ended(password_exception.ends_on, ${now}::timestamptz)',
    to: 'and false',
    test: { file: exceptions, name: 'on its day the exception is over by the clock alone' },
  },
  {
    name: 'connection/managers-are-told-of-an-end-again-and-again',
    file: 'server/connection/exceptions.queries.ts',
    from: 'set told_at = ${now}',
    to: 'set told_at = null',
    test: { file: exceptions, name: 'a week before the end every manager is mailed, once' },
  },
  {
    name: 'connection/a-wave-begins-a-moment-late',
    file: 'server/policy/start-day.ts',
    from: 'return startOf(day).getTime() <= now.getTime()',
    to: 'return startOf(day).getTime() < now.getTime()',
    test: { file: rollOutRule, name: 'a place is rolled out from that moment on' },
  },
  {
    name: 'connection/a-paused-wave-stays-in-force',
    file: 'server/policy/roll-out.ts',
    from: '    if (isPaused) return false\n',
    to: '',
    test: { file: rollOutRule, name: 'a paused wave is not in force' },
  },
  {
    name: 'connection/a-paused-plan-goes-on',
    file: 'server/policy/roll-out.ts',
    from: '(!isHalted && hasCome',
    to: '(isHalted !== undefined && hasCome',
    test: { file: rollOutRule, name: 'a paused wave is not in force' },
  },
  {
    name: 'connection/a-day-is-counted-in-utc',
    file: 'server/policy/start-day.ts',
    from: 'toZonedDateTime(timeZone).epochMilliseconds',
    to: "toZonedDateTime(timeZone && 'UTC').epochMilliseconds",
    test: { file: rollOutRule, name: '%s, %s' },
  },
  {
    name: 'connection/a-session-outlives-its-wave',
    file: 'server/sessions/sessions.ts',
    from: 'const closed = mayBeClosed ?',
    to: 'const closed = mayBeClosed && now.getTime() < 0 ?',
    test: { file: rollOut, name: byTheClock },
  },
  {
    name: 'connection/a-password-outlives-its-wave',
    file: 'server/sessions/standings.queries.ts',
    from: 'rows.map((stored) => standingAt(stored, now))',
    to: 'rows.map((stored) => standingAt(stored, new Date(now.getTime() - 1000)))',
    test: { file: rollOut, name: byTheClock },
  },
  {
    name: 'connection/nine-are-no-reason',
    file: 'server/policy/roll-out-pause.ts',
    from: 'const many = 10',
    to: 'const many = 11',
    test: { file: pauseRule, name: byHowMany },
  },
  {
    name: 'connection/a-pause-needs-more-people',
    file: 'server/policy/roll-out-pause.ts',
    from: 'const several = 3',
    to: 'const several = 4',
    test: { file: pauseRule, name: byHowMany },
  },
  {
    name: 'connection/one-person-is-never-a-reason',
    file: 'server/policy/roll-out-pause.ts',
    from: 'hasWaited(proved)) ||',
    to: 'false) ||',
    test: { file: pauseRule, name: byHowMany },
  },
  {
    name: 'connection/an-outage-waits-for-more-people',
    file: 'server/policy/roll-out-pause.ts',
    from: 'hasWaited(outside))',
    to: 'false)',
    test: { file: pauseRule, name: byHowMany },
  },
  {
    name: 'connection/one-stolen-password-pauses-a-wave',
    file: 'server/policy/roll-out-pause.ts',
    from: 'stuck.filter(({ isProved }) => isProved)',
    to: 'stuck',
    test: { file: rollOut, name: 'one person’s password, which may be stolen' },
  },
  {
    name: 'connection/a-browser-tells-of-an-outage',
    file: 'server/connection/roll-out.queries.ts',
    from: 'attempt.code, false, attempt.outage is not null',
    to: "attempt.code, false, attempt.code in ('microsoft_unreachable', 'operator_configuration')",
    test: { file: rollOut, name: 'an outage that TMAS meets itself pauses a wave for one person' },
  },
  {
    name: 'connection/a-success-does-not-count',
    file: 'server/policy/roll-out-pause.ts',
    from: '.slice(lastSuccess + 1)',
    to: '.slice(lastSuccess * 0)',
    test: { file: pauseRule, name: byHowMany },
  },
  {
    name: 'connection/strangers-pause-a-wave',
    file: 'server/connection/roll-out.queries.ts',
    from: ' and attempt.user_agent = told.user_agent',
    to: '',
    test: { file: rollOut, name: 'a stranger who starts sign-ins with their addresses pauses nothing' },
  },
  {
    name: 'connection/a-plan-takes-what-is-elsewhere',
    file: 'server/policy/roll-out.ts',
    from: "if (!inChain.has(id)) faults.push({ at, fault: 'not_in_chain' })",
    to: '',
    test: { file: rollOutRule, name: '%s' },
  },
  {
    name: 'connection/a-resumed-wave-leaves-its-sessions',
    file: 'server/connection/roll-out.ts',
    from: '    await beginWaves(trx, chain, now)\n    await endSessions',
    to: "    await beginWaves(trx, chain, now)\n    if (before.state !== 'paused') await endSessions",
    test: { file: rollOut, name: 'a wave whose people are refused pauses by itself' },
  },
  {
    name: 'connection/a-revoked-kit-opens',
    file: 'server/connection/consent-kits.queries.ts',
    from: 'where ${isIt} and revoked_at is null and expires_at > ${now}',
    to: 'where ${isIt} and expires_at > ${now}',
    test: { file: page, name: dead },
  },
  {
    name: 'connection/a-kit-never-expires',
    file: 'server/connection/consent-kits.queries.ts',
    from: 'where ${isIt} and revoked_at is null and expires_at > ${now}',
    to: 'where ${isIt} and revoked_at is null',
    test: { file: page, name: dead },
  },
  {
    name: 'connection/a-kit-lives-for-longer',
    file: 'server/connection/consent-kits.ts',
    from: 'kitLifetime = 14 * day',
    to: 'kitLifetime = 15 * day',
    test: { file: page, name: dead },
  },
  {
    name: 'connection/a-kit-shows-a-person',
    file: 'server/connection/consent-kits.queries.ts',
    from: 'location_id as chain_id, location.name as chain_name,',
    to: 'location_id as chain_id, (select username from user_account where customer_id = kit.customer_id limit 1) || location.name as chain_name,',
    test: {
      file: page,
      name: 'of the customer it shows the chain’s name, the tenant ID and the steps, and no person',
    },
  },
  {
    name: 'connection/a-grant-is-believed',
    file: 'server/connection/consent-kit-visits.ts',
    from: 'steps: setupSteps(facts)',
    to: "steps: setupSteps(kit.answer === 'granted' ? { ...facts, triedAt: kit.answeredAt, acceptedAt: kit.answeredAt } : facts)",
    test: {
      file: page,
      name: 'admin consent lifts “Need admin approval”: said on our page, proved by the next sign-in',
    },
  },
  {
    name: 'connection/a-grant-for-another-tenant-counts',
    file: 'server/connection/consent-kit-visits.ts',
    from: 'if (tenant === tenantId) return',
    to: 'if (tenant) return',
    test: { file: page, name: 'a forged answer (%s) is shown for what it is, and changes nothing' },
  },
  {
    name: 'connection/a-test-under-way-ticks-a-step',
    file: 'server/connection/connection-test.ts',
    from: "const path = 'organizations'",
    to: "const path = '3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b'",
    test: {
      file: 'server/connection/connection-test.test.ts',
      name: 'a test whose window is still at Microsoft ticks no step either',
    },
  },
  {
    name: 'connection/a-guest-proves-a-tenant',
    file: 'server/policy/connection.ts',
    from: 'if (account.tenantId === tested && !account.guest) return null',
    to: 'if (account.tenantId === tested) return null',
    test: { file: connect, name: '%s proves nothing, and is offered nothing to confirm' },
  },
  {
    name: 'connection/a-connecting-ends-in-any-session',
    file: 'server/sign-in/microsoft.ts',
    from: 'if (isTest && !(await isTestersBrowser(deps, browser, attempt)))',
    to: "if (isTest && !attempt.returnTo.includes('connect=') && !(await isTestersBrowser(deps, browser, attempt)))",
    test: {
      file: connect,
      name: 'it is opened and ended only in the session that started it, and by no other site',
    },
  },
  {
    name: 'connection/a-colleague-has-proved-it',
    file: 'server/locations/locations.queries.ts',
    from: 'and test.tenant_id = ${tenantId} and test.user_id = ${userId}',
    to: 'and test.tenant_id = ${tenantId} and ${userId} is not null',
    test: {
      file: connect,
      name: 'what one manager proved is not proof for another, nor at another customer',
    },
  },
  {
    name: 'connection/domains-are-claimed-for-any-tenant',
    file: 'server/connection/connect.ts',
    from: 'answer?.found === true && answer.tenantId === tenantId',
    to: 'answer?.found === true',
    test: { file: connect, name: 'the tenant that answered is shown with the domains that are its own' },
  },
]
