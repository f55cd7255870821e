import type { Mutation } from '#server/testing/mutations.ts'

const microsoft = 'server/sign-in/microsoft.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'sign-in/microsoft-changes-a-user',
    file: 'server/sign-in/microsoft.ts',
    from: '    await noteMicrosoftSignIn(trx, candidate.userId, account, browser, now())\n',
    to: "    await noteMicrosoftSignIn(trx, candidate.userId, account, browser, now())\n    if (account.loginId) await trx.updateTable('userAccount').set({ email: account.loginId }).where('id', '=', candidate.userId).execute()\n",
    test: { file: microsoft, name: 'the link decides, whatever the account is called by now' },
  },
  {
    name: 'sign-in/microsoft-enables-a-user',
    file: 'server/sign-in/microsoft.ts',
    from: "    if (found.kind === 'refuse') return {",
    to: "    if (found.kind === 'refuse' && candidates[0]) await trx.updateTable('userAccount').set({ enabled: true }).where('id', '=', candidates[0].userId).execute()\n    if (found.kind === 'refuse') return {",
    test: {
      file: 'server/http/hostile-administration.test.ts',
      name: 'LIFE-06: a sign-in with Microsoft enables nobody',
    },
  },
  {
    name: 'sign-in/a-wrong-tenant-is-said',
    file: 'shared/refusals.ts',
    from: "  tenant_mismatch: {\n    actor: 'manager',\n    told: 'unknown_user',",
    to: "  tenant_mismatch: {\n    actor: 'manager',\n    told: 'tenant_mismatch',",
    test: { file: microsoft, name: 'a wrong tenant reads the same as an unknown user' },
  },
  {
    name: 'sign-in/a-chain-without-a-tenant-is-said',
    file: 'shared/refusals.ts',
    from: "  microsoft_not_enabled: {\n    actor: 'manager',\n    told: 'unknown_user',",
    to: "  microsoft_not_enabled: {\n    actor: 'manager',\n    told: 'microsoft_not_enabled',",
    test: {
      file: microsoft,
      name: 'a chain without a tenant has no Microsoft door, and the person cannot tell',
    },
  },
  {
    name: 'sign-in/microsofts-number-says-what-the-page-does-not',
    file: 'server/attempts/microsofts-answer.ts',
    from: ' || code !== told || refusals[told as keyof typeof refusals].told !== code) return\n',
    to: ') return\n',
    test: {
      file: 'server/attempts/microsofts-answer.test.ts',
      name: 'where the record’s true code is hidden from the person',
    },
  },
  {
    name: 'sign-in/anyone-with-a-reference-sees-whose-it-was',
    file: 'server/attempts/attempts.queries.ts',
    from: "    .where('reference', '=', reference)\n    .where('browserHash', '=', browserHash)\n",
    to: "    .where('reference', '=', reference)\n",
    test: {
      file: 'server/http/guard.test.ts',
      name: 'whose account it was is told to nobody who merely knows the reference',
    },
  },
]
