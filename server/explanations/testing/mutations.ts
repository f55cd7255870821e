import type { Mutation } from '#server/testing/mutations.ts'

const unsafe = 'server/explanations/unsafe-remedies.test.ts'
const worlds = {
  file: 'server/policy/safe-remedy.test.ts',
  name: 'no remedy that is offered lets an account in that is not this person’s',
}

const rows = {
  file: 'server/explanations/safe-rows.test.ts',
  name: 'no remedy of a row lets an account in that is not this person’s',
}

const causes = 'server/explanations/causes-and-actors.test.ts'

const typed = {
  file: 'server/policy/typed.test.ts',
  name: 'what is typed changes nothing of what is said of someone who has signed in',
}

const healthy = {
  file: 'server/explanations/typed-addresses.test.ts',
  name: 'has no cause and stands nowhere, whatever strangers do with their address and username',
}

const admit = 'server/explanations/admit.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'explanations/accounts-are-admitted-where-their-tenant-is-not-in-force',
    file: 'server/explanations/admit.ts',
    from: "!standing || refusalAtDoor({ door: 'microsoft', tenantId }, standing, now) !== null",
    to: '!standing',
    test: { file: admit, name: 'an account is not added where its tenant is not in force' },
  },
  {
    name: 'explanations/an-account-that-was-renamed-is-admitted',
    file: 'server/explanations/admit.ts',
    from: "foldAddress(account.loginId) === foldAddress(loginId ?? '')",
    to: "foldAddress(account.loginId) !== ''",
    test: { file: admit, name: 'an account that has another login ID by now is looked at again first' },
  },
  {
    name: 'explanations/the-many-say-nothing-of-the-setting',
    file: 'server/policy/why-tenant.ts',
    from: '1 + alike > signedIn',
    to: 'others === 0',
    test: { file: causes, name: 'an integrator’s tenant ID is in the field, and everyone is refused' },
  },
  {
    name: 'explanations/two-who-are-refused-are-the-fault-of-the-setting',
    file: 'server/policy/why-tenant.ts',
    from: 'const several = 3',
    to: 'const several = 2',
    test: {
      file: causes,
      name: 'two who are refused alike may be friends, also where no one signs in yet; three are not',
    },
  },
  {
    name: 'explanations/those-who-were-refused-before-a-correction-count',
    file: 'server/policy/why-tenant.ts',
    from: '(isElsewhere(id) ? people : 0)',
    to: 'people',
    test: {
      file: causes,
      name: 'a guest does not come back from Microsoft: the setting is wrong; two may be friends',
    },
  },
  {
    name: 'explanations/one-who-signs-in-says-nothing-of-the-tenant',
    file: 'server/policy/why-tenant.ts',
    from: 'Number(isLinked) + (',
    to: '(',
    test: {
      file: causes,
      name: 'an account of another tenant with the address of someone who signs in is not the fault of the setting',
    },
  },
  {
    name: 'explanations/the-row-goes-by-its-code-alone',
    file: 'server/attempts/refusal-words.ts',
    from: 'if (mismatch) {',
    to: 'if (mismatch === null) {',
    test: {
      file: causes,
      name: 'the row of an attempt names the same actor as the explanation, where an account is in another tenant',
    },
  },
  {
    name: 'explanations/readiness-goes-by-the-code-alone',
    file: 'server/attempts/reading.ts',
    from: '    evidence,\n  }',
    to: '    evidence: evidence && undefined,\n  }',
    test: { file: causes, name: 'readiness, rehearsal and set-up guide name the cause and the actor' },
  },
  {
    name: 'explanations/a-wave-counts-once-it-is-written-down',
    file: 'server/explanations/explanations.ts',
    from: 'standingAt({ memberships: stored }, now())',
    to: 'standingAt({ memberships: stored }, new Date(0))',
    test: { file: causes, name: 'from the day of a wave on, a password that is tried is explained by it' },
  },
  {
    name: 'explanations/an-answer-that-is-not-accepted-is-nobodys',
    file: 'server/explanations/facts.queries.ts',
    from: 'in (${personalAccounts}::uuid, own.tenant_id)',
    to: '= ${personalAccounts}::uuid',
    test: {
      file: causes,
      name: 'an answer of Microsoft’s that TMAS does not accept is explained by the check that failed',
    },
  },
  {
    name: 'explanations/the-person-acts-where-only-it-can',
    file: 'server/policy/why.ts',
    from: 'byNumber ?? ofFault',
    to: 'ofFault',
    test: { file: causes, name: 'who has to act is the same in the explanation and in the row' },
  },
  {
    name: 'explanations/who-is-told-to-wait-is-not-recorded',
    file: 'server/sign-in/turned-away.ts',
    from: 'if (ofName >= most.ofName || ofAll >= most.ofAll) return undefined',
    to: 'return undefined',
    test: { file: causes, name: 'a throttled person is told to wait' },
  },
  {
    name: 'explanations/who-is-told-to-wait-is-kept-for-good',
    file: 'server/policy/keeping.ts',
    from: "'wrong_password', 'throttled'",
    to: "'wrong_password'",
    test: { file: causes, name: 'a name that nobody has and that is throttled leaves no lasting row' },
  },
  {
    name: 'explanations/a-newcomer-with-the-address-is-the-person',
    file: 'server/policy/claimant.ts',
    from: "if (link.lastUsedAt > claimant.firstSeenAt) return 'seen'",
    to: '',
    test: {
      file: 'server/policy/safe-remedy.test.ts',
      name: 'an account that tried before the linked account was used again is someone else',
    },
  },
  {
    name: 'explanations/enabling-asks-nothing',
    file: 'server/policy/safe-remedy.ts',
    from: 'if (!hasTenant) return null',
    to: 'return null',
    test: worlds,
  },
  {
    name: 'explanations/a-link-to-a-mailbox-asks-nothing',
    file: 'server/policy/safe-remedy.ts',
    from: "isAddressTaken || address === null ? 'never' : { ask: 'call_person', about: 'mailbox', address }",
    to: 'null',
    test: rows,
  },
  {
    name: 'explanations/a-new-user-asks-nothing',
    file: 'server/policy/safe-remedy.ts',
    from: "return named === null ? 'never' : { ask: 'call_person', about: 'new_user', address: named, account }",
    to: 'return null',
    test: {
      file: 'server/policy/safe-remedy.test.ts',
      name: 'an address that no user has is added, or given to a user, only once the manager knows whose it is',
    },
  },
  {
    name: 'explanations/what-a-person-says-asks-nothing',
    file: 'server/attempts/refusal-words.ts',
    from: 'remedy: offered({ ...remedyOfSaid(said), text: remedy }, known, language)',
    to: 'remedy: { ...remedyOfSaid(said), text: remedy, ...presentSafeguard(null) }',
    test: {
      file: 'server/explanations/safe-rows.test.ts',
      name: 'what a person says of Microsoft’s page offers a tenant ID only with the question to IT',
    },
  },
  {
    name: 'explanations/a-linked-persons-address-is-corrected',
    file: 'server/policy/safe-remedy.ts',
    from: "if (link) return 'never'",
    to: '',
    test: {
      file: 'server/policy/safe-remedy.test.ts',
      name: 'the address of someone whose account signs in is never offered for correction',
    },
  },
  {
    name: 'explanations/another-customers-account-is-named',
    file: 'server/explanations/facts.queries.ts',
    from: ' and not ${isSomeoneElsewhere(customerId)}',
    to: '',
    test: { file: unsafe, name: 'the other’s employee and their login are neither shown nor offered' },
  },
  {
    name: 'explanations/an-account-of-another-brand-is-a-near-miss',
    file: 'server/explanations/near-misses.ts',
    from: ' || tenantOf(standing) !== account.tenantId',
    to: '',
    test: {
      file: 'server/explanations/near-misses.test.ts',
      name: 'nor is an account of one brand’s tenant a near miss of a user of another brand',
    },
  },
  {
    name: 'explanations/what-is-typed-is-a-cause',
    file: 'server/policy/why.ts',
    from: 'if (!hasSignedIn && (',
    to: 'if ((',
    test: typed,
  },
  {
    name: 'explanations/what-is-typed-is-an-attempt-of-theirs',
    file: 'server/policy/why.ts',
    from: 'facts.lastSignInAt === null ? facts : withoutTyped(facts)',
    to: 'facts',
    test: typed,
  },
  {
    name: 'explanations/what-was-typed-before-they-signed-in-is-noted',
    file: 'server/policy/typed.ts',
    from: '(lastSignInAt === null || at > lastSignInAt)',
    to: 'true',
    test: {
      file: 'server/policy/typed.test.ts',
      name: 'what was typed before they last signed in is not noted',
    },
  },
  {
    name: 'explanations/their-own-browser-is-a-strangers',
    file: 'server/explanations/facts.queries.ts',
    from: 'a.code, not ${isOwnBrowser},',
    to: 'a.code, true,',
    test: {
      file: 'server/explanations/typed-addresses.test.ts',
      name: 'in a browser in which the person has signed in before, a typed address is taken for theirs',
    },
  },
  {
    name: 'explanations/a-guess-is-proof',
    file: 'server/explanations/facts.queries.ts',
    from: "const isGuess = sql`(a.door = 'password' and",
    to: 'const isGuess = sql`(false and',
    test: healthy,
  },
  {
    name: 'explanations/readiness-counts-what-is-typed',
    file: 'server/locations/people-of-area.queries.ts',
    from: 'where attempt.is_proven or people.last_sign_in_at is null',
    to: 'where true',
    test: healthy,
  },
  {
    name: 'explanations/the-list-of-users-counts-what-is-typed',
    file: 'server/users/user-list.queries.ts',
    from: 'and (c.user_id is not null or u.last_sign_in_at is null)',
    to: '',
    test: healthy,
  },
  {
    name: 'explanations/another-brands-tenant-is-a-wrong-tenant-id',
    file: 'server/policy/why-tenant.ts',
    from: '(isUsualDomain && !isOfOtherChain)',
    to: 'isUsualDomain',
    test: {
      file: causes,
      name: 'two brands with two tenants, and a user at the one whose tenant is not their account’s',
    },
  },
  {
    name: 'explanations/only-one-of-two-alike-is-told',
    file: 'server/explanations/near-misses.ts',
    from: 'others.filter(({ why }) => why === likeliest?.why)',
    to: '[] as typeof others',
    test: {
      file: 'server/explanations/near-misses.test.ts',
      name: 'an account that is equally like two users is told in the explanation of both',
    },
  },
  {
    name: 'explanations/an-address-shows-the-attempts-of-other-branches',
    file: 'server/explanations/facts.queries.ts',
    from: "(within === 'everywhere' ? sql`true`",
    to: '(within !== undefined ? sql`true`',
    test: {
      file: 'server/explanations/between-branches.test.ts',
      name: 'an explanation of an address says nothing of attempts in another branch',
    },
  },
]
