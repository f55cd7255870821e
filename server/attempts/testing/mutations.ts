import type { Mutation } from '#server/testing/mutations.ts'

const flows = 'server/sign-in/hostile-flows.test.ts'
const strangers = 'server/attempts/strangers.test.ts'
const elsewhere = 'server/attempts/answered-elsewhere.test.ts'
const returning = 'server/sign-in/returning.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'attempts/another-browser-takes-the-answer',
    file: 'server/attempts/take-attempt.queries.ts',
    from: 'where state_hash = $1 and browser_hash = $2 and returned_at is null',
    to: 'where state_hash = $1 and $2::bytea is not null and returned_at is null',
    test: { file: flows, name: 'FLOW-01: a callback that an attacker sends signs nobody in' },
  },
  {
    name: 'attempts/the-verifier-is-the-same-in-every-browser',
    file: 'server/attempts/start-attempt.ts',
    from: 'const root = deriveSecret(browser, state)',
    to: 'const root = deriveSecret(state, state)',
    test: {
      file: 'server/attempts/attempts.test.ts',
      name: 'the nonce and the verifier follow from the browser’s cookie, which is stored nowhere',
    },
  },
  {
    name: 'attempts/an-answer-is-taken-twice',
    file: 'server/attempts/take-attempt.queries.ts',
    from: 'browser_hash = $2 and returned_at is null and started_at > $4',
    to: 'browser_hash = $2 and started_at > $4',
    test: { file: flows, name: 'FB-06: ten callbacks at once with one code make one session' },
  },
  {
    name: 'attempts/an-attempt-never-expires',
    file: 'server/attempts/take-attempt.queries.ts',
    from: 'browser_hash = $2 and returned_at is null and started_at > $4',
    to: 'browser_hash = $2 and returned_at is null and $4::timestamptz is not null',
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
    file: 'server/attempts/end-attempt.ts',
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
  {
    name: 'attempts/every-start-is-stored',
    file: 'server/sign-in/microsoft.routes.ts',
    from: 'isOurs: isFromOurPage(c, deps.config.url)',
    to: 'isOurs: true',
    test: { file: strangers, name: 'by %s leaves no row, with and without the address of a chain' },
  },
  {
    name: 'attempts/a-sealed-start-opens-in-every-browser',
    file: 'server/attempts/sealed-state.ts',
    from: 'deriveSecret(browser, purposes[kind])',
    to: "deriveSecret(browser && 'x', purposes[kind])",
    // Seen from without, the proof key is wrong as well (decision 0004).
    test: {
      file: 'server/attempts/sealed-state.test.ts',
      name: 'a sealed state opens in the browser that it was made for, in no other, and for nothing else',
    },
  },
  {
    name: 'attempts/a-sealed-start-is-answered-twice',
    file: 'server/attempts/take-attempt.ts',
    from: '      stateHash: hashSecret(state),\n      ...wish,',
    to: '      stateHash: hashSecret(newSecret()),\n      ...wish,',
    test: {
      file: strangers,
      name: 'by a bookmark signs the person in all the same, where they wanted to go, and once',
    },
  },
  {
    name: 'attempts/what-nobody-finished-is-recorded',
    file: 'server/attempts/end-attempt.ts',
    from: '    return { door: ended.door, verdicts, isProven: false }\n',
    to: '',
    test: { file: strangers, name: 'is gone after a day, and makes no audit record' },
  },
  {
    name: 'attempts/what-nobody-finished-is-kept-for-good',
    file: 'server/attempts/end-attempt.ts',
    from: '    keptUntil: kept === null ? null : new Date(now.getTime() + kept),\n',
    to: '    keptUntil: null,\n',
    test: { file: strangers, name: 'is gone after a day, and makes no audit record' },
  },
  {
    name: 'attempts/what-nobody-finished-has-no-bound',
    file: 'server/attempts/end-attempt.ts',
    from: '    await deleteSurplus(trx, { network',
    to: '    if (chainId === undefined) await deleteSurplus(trx, { network',
    test: { file: strangers, name: 'is bounded for a network, and for a chain’s address, the oldest first' },
  },
  {
    name: 'attempts/what-is-under-way-has-no-bound',
    file: 'server/attempts/start-attempt.queries.ts',
    from: '  if (done?.isCrowded) await',
    to: "  if (done?.isCrowded && network === '') await",
    test: { file: strangers, name: 'is bounded for a network, and for a chain’s address, the oldest first' },
  },
  {
    name: 'attempts/starts-are-counted',
    file: 'server/attempts/start-attempt.queries.ts',
    from: "before.outcome = 'refused' and before.door = 'microsoft'\n        and before.returned_at > ${since} and before.code <> 'throttled'",
    to: "before.outcome <> 'succeeded' and before.door = 'microsoft'\n        and before.started_at > ${since} and before.code is distinct from 'throttled'",
    test: { file: flows, name: 'its starts are not what counts, and a known browser goes on' },
  },
  {
    name: 'attempts/a-known-browser-shares-the-limit',
    file: 'server/attempts/start-attempt.queries.ts',
    from: '`(${isKnownBrowser(browserHash)} or ',
    to: '`(',
    test: { file: flows, name: 'its starts are not what counts, and a known browser goes on' },
  },
  {
    name: 'attempts/made-up-codes-go-to-microsoft-without-end',
    file: 'server/sign-in/microsoft.ts',
    from: "    if (!mayRedeem) return await refuse('throttled')\n",
    to: '',
    test: { file: strangers, name: 'codes that somebody makes up are not taken to Microsoft without end' },
  },
  {
    name: 'attempts/an-answer-elsewhere-ends-nothing',
    file: 'server/attempts/take-attempt.ts',
    from: '    if (isOpen) {\n',
    to: '    if (isOpen && !browserHash && !state) {\n',
    test: { file: elsewhere, name: 'an answer that arrives in %s ends the attempt with that cause' },
  },
  {
    name: 'attempts/an-answer-elsewhere-spends-the-state',
    file: 'server/attempts/take-attempt.queries.ts',
    from: "and (outcome = 'pending' or outcome = 'refused' and answered_elsewhere_at is not null)",
    to: "and outcome = 'pending'",
    test: {
      file: elsewhere,
      name: 'the browser that asked signs in all the same, where a scanner of links was there first',
    },
  },
  {
    name: 'attempts/one-stranger-makes-a-pattern',
    file: 'server/records/patterns.queries.ts',
    from: 'where kept_until is null or nth_of_network <= ${unprovenOfNetwork}',
    to: 'where kept_until is null or nth_of_network <= 10 * ${unprovenOfNetwork}',
    test: { file: strangers, name: '2,000 starts of one stranger are no more than a handful to a manager' },
  },
  {
    name: 'attempts/what-microsoft-says-of-one-tenant-is-an-outage',
    file: 'server/entra/entra.ts',
    from: 'isDown && !mayBeOneTenants',
    to: 'isDown',
    test: {
      file: 'server/attempts/disturbance.test.ts',
      name: 'one foreign tenant that switches TMAS off changes nothing on anybody else’s page, log or doctor',
    },
  },
  {
    name: 'attempts/one-tenants-trouble-is-everybodys',
    file: 'server/policy/disturbance.ts',
    from: 'tenants.size < 2 && general + tenants.size < fewestAttempts',
    to: 'tenants.size < 1 && general < fewestAttempts',
    test: {
      file: 'server/policy/disturbance.test.ts',
      name: 'which is one hiccup beside the trouble of one tenant',
    },
  },
  {
    name: 'sign-in/consent-in-the-portal-is-a-refusal',
    file: 'server/sign-in/callback-visit.ts',
    from: "if (isConsent(params) && !isGiven('code')",
    to: "if (isConsent(params) && isGiven('code')",
    test: {
      file: 'server/sign-in/redirect-uri.test.ts',
      name: 'consent given in the portal is told as that, signed in or not, and leaves no refusal',
    },
  },
  {
    name: 'attempts/a-browser-forgets-what-it-left-with',
    file: 'server/attempts/returning.ts',
    from: 'return isOwn && isUnfinished(attempt, now) ?',
    to: 'return isOwn && attempt.said !== null && isUnfinished(attempt, now) ?',
    test: { file: returning, name: 'reads that it did not complete, with the reference, and is asked' },
  },
  {
    name: 'attempts/another-browser-is-asked-about-it',
    file: 'server/attempts/returning.ts',
    from: 'const isOwn = attempt.browserHash?.equals(hashSecret(browser)) ?? false',
    to: 'const isOwn = attempt.browserHash !== null',
    test: { file: returning, name: 'is not asked in another browser, nor after signing in' },
  },
  {
    name: 'attempts/people-are-asked-for-ever',
    file: 'server/attempts/returning.ts',
    from: "purpose === 'sign_in' && door === 'microsoft' && isWithin(rememberedFor, startedAt, now)",
    to: "purpose === 'sign_in' && door === 'microsoft' && now.getTime() >= startedAt.getTime()",
    test: {
      file: returning,
      name: 'reads it also after 15 minutes, when the attempt is closed, but not after an hour',
    },
  },
  {
    name: 'attempts/who-comes-back-is-kept-before-they-speak',
    file: 'server/attempts/returning.ts',
    from: 'return openLeft(browser, state, now) && { reference: undefined }',
    to: 'return (await beginLeft(db, browser, state, { ip: null, userAgent: "" } as never, now)) ?? undefined',
    test: {
      file: returning,
      name: 'is asked also where no page of ours led to Microsoft, and nothing is kept',
    },
  },
  {
    name: 'attempts/what-is-said-is-said-again',
    file: 'server/attempts/said.queries.ts',
    from: "outcome = 'refused' and said is null",
    to: "outcome = 'refused'",
    test: { file: returning, name: 'nobody says it of another browser’s attempt, nor twice' },
  },
  {
    name: 'attempts/what-is-said-is-what-tmas-knows',
    file: 'server/attempts/said.queries.ts',
    from: 'said_code = ${code}, said_at = ${now}',
    to: 'code = coalesce(${code}, code), said_code = ${code}, said_at = ${now}',
    test: { file: returning, name: 'nobody says it of another browser’s attempt, nor twice' },
  },
  {
    name: 'attempts/the-text-that-was-pasted-is-kept',
    file: 'shared/aadsts/said.ts',
    from: '    choice: null,\n    codes,\n',
    to: '    choice: null,\n    ...{ text },\n    codes,\n',
    test: {
      file: returning,
      name: 'may paste the page: number and IDs are kept as what they say, and no text',
    },
  },
]
