import type { Mutation } from '#server/testing/mutations.ts'

const microsoft = 'server/sign-in/microsoft.test.ts'

const proof = 'server/sign-in/fresh-proof.test.ts'
const remembered = 'server/sign-in/remembered.test.ts'

const confirmation = 'server/sign-in/confirmation.test.ts'
const lengthensNothing = { file: confirmation, name: '%s lengthens nothing' }
const twentyMinutes = {
  file: confirmation,
  name: 'is used for 20 minutes at most without it: the API says when it is due, and then opens nothing',
}

export const mutations: Mutation[] = [
  {
    name: 'sign-in/an-overdue-session-opens-the-api',
    file: 'server/sessions/signed-in.ts',
    from: '  requireConfirmed(c, found)\n',
    to: '',
    test: twentyMinutes,
  },
  {
    name: 'sign-in/the-grace-never-ends',
    file: 'server/policy/confirmation.ts',
    from: "return counts(confirmationLifetime + confirmationGrace) ? 'due' : 'overdue'",
    to: "return 'due'",
    test: twentyMinutes,
  },
  {
    name: 'sign-in/another-account-confirms',
    file: 'server/sessions/confirmation.queries.ts',
    from: 'and tenant_id = ${account.tenantId} and object_id = ${account.objectId}',
    to: 'and ${account.tenantId}::uuid is not null',
    test: {
      file: confirmation,
      name: 'another account that answers neither confirms the session nor takes its place',
    },
  },
  {
    name: 'sign-in/a-leaver-keeps-their-other-devices',
    file: 'server/sign-in/confirmation.ts',
    from: '      await endAllOf(deps, browser, session)\n',
    to: '',
    test: {
      file: confirmation,
      name: '%s: every session of theirs through Microsoft ends, and both sides read why',
    },
  },
  {
    name: 'sign-in/the-browser-says-that-microsoft-is-away',
    file: 'server/sign-in/confirmation.ts',
    from: 'if (isTheirs && (await isMicrosoftAway(deps, tenantId)))',
    to: 'if (isTheirs)',
    test: lengthensNothing,
  },
  {
    name: 'sign-in/an-answer-counts-from-when-it-came',
    file: 'server/sign-in/confirmation.ts',
    from: 'setConfirmed(db, { sessionId, askedAt }, redeemed.account)',
    to: 'setConfirmed(db, { sessionId, askedAt: now() }, redeemed.account)',
    test: {
      file: confirmation,
      name: 'an answer counts in the browser that asked, for its session, and from when it was asked',
    },
  },
  {
    name: 'sign-in/microsoft-is-asked-in-a-loop',
    file: 'server/sign-in/confirmation.routes.ts',
    from: 'if (!signedIn.isAskedInVain) {',
    to: 'if (signedIn.sessionId) {',
    test: {
      file: confirmation,
      name: 'one click, and they are on the page they wanted, in the same session',
    },
  },
  {
    name: 'sign-in/a-stamp-from-the-future-confirms',
    file: 'server/policy/confirmation.ts',
    from: 'stamp !== null && isWithin(milliseconds, stamp, now)',
    to: 'stamp !== null && now.getTime() - stamp.getTime() < milliseconds',
    test: { file: confirmation, name: 'by %d ms lengthens no confirmation' },
  },
  {
    name: 'sign-in/the-confirmation-is-turned-off-in-silence',
    file: 'server/locations/settings-effects.ts',
    from: "      kind: 'confirmation_switched',\n      chain,\n      isOn: after.sessionConfirmation,\n    }),",
    to: "      kind: 'confirmation_switched' as const,\n      chain,\n      isOn: after.sessionConfirmation,\n    }) && undefined,",
    test: {
      file: confirmation,
      name: 'sends no one to Microsoft; a chain below turns it on for itself, and the managers read of both',
    },
  },
  {
    name: 'sign-in/a-managers-password-is-used-in-silence',
    file: 'server/sign-in/password-used.ts',
    from: "  await queueManagerNotice(trx, customerId, actor, { kind: 'password_used', userId }, now)\n",
    to: '',
    test: {
      file: 'server/sign-in/second-factor.test.ts',
      name: 'the other managers are mailed that it was used: on a known device at most once a day',
    },
  },
  {
    name: 'sign-in/a-managers-own-use-hides-a-thiefs',
    file: 'server/sign-in/password-used.ts',
    from: 'if (isKnown && (',
    to: 'if (now && (',
    test: {
      file: 'server/sign-in/second-factor.test.ts',
      name: 'the other managers are mailed that it was used: on a known device at most once a day',
    },
  },
  {
    name: 'sign-in/microsoft-changes-a-user',
    file: 'server/sign-in/microsoft.ts',
    from: '    const isCompleted = await completeSignIn(trx, {\n',
    to: "    if (account.loginId) await trx.updateTable('userAccount').set({ email: account.loginId }).where('id', '=', candidate.userId).execute()\n    const isCompleted = await completeSignIn(trx, {\n",
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
  {
    name: 'sign-in/the-password-alone-is-a-proof',
    file: 'server/sign-in/fresh-proof.ts',
    from: "    if (needsFactor && !factor) return 'no_factor'\n",
    to: '',
    test: { file: proof, name: 'the password alone is no proof' },
  },
  {
    name: 'sign-in/any-account-is-a-proof',
    file: 'server/sign-in/fresh-proof.ts',
    from: 'link?.tenantId !== tenantId || link.objectId !== objectId',
    to: 'link?.tenantId !== tenantId',
    test: { file: proof, name: 'another account of the same tenant proves nothing' },
  },
  {
    name: 'sign-in/microsofts-memory-is-a-proof',
    file: 'server/sign-in/fresh-proof.ts',
    from: '!provedAt || !isFresh(provedAt, now())',
    to: '!provedAt || isFresh(provedAt, new Date(0))',
    test: { file: proof, name: 'memory of an earlier sign-in is none' },
  },
  {
    name: 'sign-in/any-tenant-vouches-for-a-manager',
    file: 'server/policy/first-link.ts',
    from: 'signedInAs === userId || isVouchedFor(userId, vouching)',
    to: 'true',
    test: {
      file: 'server/sign-in/first-link.test.ts',
      name: 'the manager’s own password in the same browser makes the link; no one else’s does',
    },
  },
  {
    name: 'sign-in/any-session-vouches-for-a-manager',
    file: 'server/sign-in/microsoft.ts',
    from: "current?.door === 'password' && current.user.id === candidate.userId",
    to: "current?.door === 'password'",
    test: {
      file: 'server/sign-in/first-link.test.ts',
      name: 'the manager’s own password in the same browser makes the link; no one else’s does',
    },
  },
  {
    name: 'sign-in/another-browser-is-remembered',
    file: 'server/sign-in/remembered.ts',
    from: 'if (!attempt?.browserHash?.equals(hashSecret(browser))) return undefined',
    to: 'if (!attempt) return undefined',
    test: { file: remembered, name: 'signing out forgets it, and it counts in no other browser (R38)' },
  },
  {
    name: 'sign-in/nobody-is-remembered',
    file: 'server/sign-in/remembered.ts',
    from: 'return { loginId, chainId: chainId ?? undefined }',
    to: 'return { loginId: "", chainId: undefined }',
    test: { file: remembered, name: 'a browser remembers who signed in last in it, and the chain' },
  },
  {
    name: 'sign-in/a-code-that-no-one-looked-at-is-a-guess',
    file: 'server/sign-in/password.ts',
    from: 'if (ofCode && !isCodeSeen) await giveBack(db, ofCode)',
    to: '',
    test: { file: 'server/http/fair-shares.test.ts', name: 'a code that no one looked at' },
  },
  {
    name: 'sign-in/what-was-not-offered-is-chosen',
    file: 'server/sign-in/microsoft.ts',
    from: ' && chosen.offered.includes(c.userId)',
    to: '',
    test: {
      file: 'server/sign-in/hostile-flows.test.ts',
      name: 'a customer that has only claimed the tenant is not offered beside one that has proved it, nor chosen',
    },
  },
]
