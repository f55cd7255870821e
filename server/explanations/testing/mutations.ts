import type { Mutation } from '#server/testing/mutations.ts'

export const mutations: Mutation[] = [
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
