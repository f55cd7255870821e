import type { Mutation } from '#server/testing/mutations.ts'

const unsafe = 'server/explanations/unsafe-remedies.test.ts'
const worlds = {
  file: 'server/policy/safe-remedy.test.ts',
  name: 'no remedy that is offered lets an account in that is not this person’s',
}

export const mutations: Mutation[] = [
  {
    name: 'explanations/a-newcomer-with-the-address-is-the-person',
    file: 'server/policy/claimant.ts',
    from: "if (link.lastUsedAt > claimant.firstSeenAt) return 'seen'",
    to: '',
    test: worlds,
  },
  {
    name: 'explanations/enabling-asks-nothing',
    file: 'server/policy/safe-remedy.ts',
    from: 'if (inForce(facts) === undefined) return null',
    to: 'return null',
    test: worlds,
  },
  {
    name: 'explanations/a-linked-persons-address-is-corrected',
    file: 'server/policy/safe-remedy.ts',
    from: "if (link) return 'never'",
    to: '',
    test: worlds,
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
]
