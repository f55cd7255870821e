import type { Mutation } from '#server/testing/mutations.ts'

const door = 'server/sign-in/second-factor.test.ts'
const setUp = 'server/sign-in/set-up-factor.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'second-factor/nobody-is-asked-for-one',
    file: 'server/sign-in/password.ts',
    from: 'if (hasFactor || isFactorRequired(standing, at)) {',
    to: 'if (false) {',
    test: { file: door, name: 'after the right password there is no session yet' },
  },
  {
    name: 'second-factor/the-day-is-not-looked-at',
    file: 'server/sign-in/password.ts',
    from: 'if (hasFactor || isFactorRequired(standing, at)) {',
    to: 'if (hasFactor) {',
    test: { file: setUp, name: 'from the day on, no manager gets a session for a password alone' },
  },
  {
    name: 'second-factor/people-below-managers-need-one-too',
    file: 'server/policy/second-factor-day.ts',
    from: 'secondFactorDay && managerRoles.includes(role)',
    to: 'secondFactorDay && managerRoles.length > 0',
    test: { file: 'server/policy/second-factor-day.test.ts', name: '%s: the day is %j (R30)' },
  },
  {
    name: 'second-factor/a-stolen-password-shows-the-secret',
    file: 'server/sign-in/set-up-factor.ts',
    from: "  if (!(await knownDevice(db, wait.userId, browser.device, now()))) return { kind: 'unknown_device' }\n",
    to: '',
    test: { file: setUp, name: 'on a device that the manager has never used, nothing can be set up' },
  },
  {
    name: 'second-factor/a-stolen-password-sets-one-up',
    file: 'server/sign-in/set-up-factor.ts',
    from: "  if (!device) return { kind: 'unknown_device' }\n",
    to: '',
    test: { file: setUp, name: 'the device is asked for again when the factor is set up' },
  },
  {
    name: 'second-factor/a-closed-door-does-not-end-a-set-up',
    file: 'server/sign-in/set-up-factor.ts',
    from: '    if (refusal) return { refusal }\n    const actor',
    to: '    const actor',
    test: { file: setUp, name: 'what was set up elsewhere meanwhile, another password and a closed door' },
  },
  {
    name: 'second-factor/device-links-are-mailed-without-end',
    file: 'server/second-factor/device-links.ts',
    from: 'const most = 3',
    to: 'const most = 300',
    test: { file: setUp, name: 'a link to confirm a device ends after an hour' },
  },
  {
    name: 'second-factor/a-link-to-a-former-address-works',
    file: 'server/second-factor/device-links.queries.ts',
    from: '\n      and link.email_folded = user_account.email_folded`.execute(db)\n  return rows[0]\n}\n\n/** Uses',
    to: '`.execute(db)\n  return rows[0]\n}\n\n/** Uses',
    test: { file: setUp, name: 'a link to confirm a device ends after an hour' },
  },
  {
    name: 'second-factor/a-required-one-is-removed',
    file: 'server/second-factor/own-second-factor.ts',
    from: 'if (isFactorRequired(standing, now))',
    to: 'if (now === undefined)',
    test: { file: setUp, name: 'the last second factor cannot be removed while the chain requires one' },
  },
  {
    name: 'second-factor/a-first-one-is-set-up-in-silence',
    file: 'server/second-factor/add-factor.ts',
    from: '  if (isFirst && isManager(standing))',
    to: '  if (standing === undefined)',
    test: { file: setUp, name: 'the person who set it up is told by mail, and so are the other managers' },
  },
  {
    name: 'second-factor/a-code-works-twice',
    file: 'server/second-factor/second-factors.queries.ts',
    from: "    .where('lastStep', '<', step)\n",
    to: '',
    test: { file: door, name: 'a code twice: a step is accepted once' },
  },
  {
    name: 'second-factor/codes-are-good-for-minutes',
    file: 'server/second-factor/one-time-codes.ts',
    from: 'const drift = 1',
    to: 'const drift = 2',
    test: {
      file: 'server/second-factor/one-time-codes.test.ts',
      name: 'a clock that is %i seconds off is forgiven: %s',
    },
  },
  {
    name: 'second-factor/a-recovery-code-works-twice',
    file: 'server/second-factor/second-factors.queries.ts',
    from: `    .deleteFrom('recoveryCode')
    .where('userId', '=', userId)
    .where('codeHash', '=', codeHash)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n`,
    to: `    .updateTable('recoveryCode')
    .set({ codeHash })
    .where('userId', '=', userId)
    .where('codeHash', '=', codeHash)
    .executeTakeFirstOrThrow()
  return numDeletedRows !== 0n`,
    test: { file: door, name: 'a recovery code replaces it, once' },
  },
  {
    name: 'second-factor/anybodys-recovery-code-will-do',
    file: 'server/second-factor/second-factors.queries.ts',
    from: `    .deleteFrom('recoveryCode')
    .where('userId', '=', userId)
    .where('codeHash', '=', codeHash)`,
    to: `    .deleteFrom('recoveryCode')
    .where('codeHash', '=', codeHash)`,
    test: { file: door, name: 'the code, and the recovery code, of another user' },
  },
  {
    name: 'second-factor/a-challenge-is-answered-twice',
    file: 'server/second-factor/second-factor-wait.queries.ts',
    from: 'update second_factor_wait as wait set challenge = null, challenged_at = null',
    to: 'update second_factor_wait as wait set challenged_at = wait.challenged_at',
    test: { file: door, name: 'answers a challenge once, whether it was right or wrong' },
  },
  {
    name: 'second-factor/a-challenge-never-expires',
    file: 'server/second-factor/second-factor-wait.ts',
    from: 'return isInTime ? taken.challenge : undefined',
    to: 'return taken?.challenge',
    test: { file: door, name: 'answers a challenge once, whether it was right or wrong' },
  },
  {
    name: 'second-factor/the-wait-never-ends',
    file: 'server/second-factor/second-factor-wait.ts',
    from: 'waitLifetime = 10 * 60 * 1000',
    to: 'waitLifetime = 12 * 60 * 1000',
    test: { file: door, name: 'ten minutes after the password' },
  },
  {
    name: 'second-factor/the-door-is-not-asked-again',
    file: 'server/sign-in/second-factor.ts',
    from: `    const refusal = refusalAtDoor({ door: 'password' }, standing, at)
    if (refusal) return { refusal }
`,
    to: '',
    test: { file: door, name: 'a viewer whose chain made Microsoft mandatory between the two steps' },
  },
  {
    name: 'second-factor/a-copied-passkey-works',
    file: 'server/second-factor/second-factors.queries.ts',
    from: `    .where((eb) =>
      eb.or([eb('counter', '<', counter), eb.and([eb('counter', '=', 0), eb.val(counter === 0)])]),
    )
`,
    to: '',
    test: { file: door, name: 'whose counter stands still or goes back is refused' },
  },
  {
    name: 'second-factor/a-passkey-signs-unverified',
    file: 'server/second-factor/passkeys.ts',
    from: `      requireUserVerification: true,
      // The counter`,
    to: `      requireUserVerification: false,
      // The counter`,
    test: { file: door, name: 'that signs %s opens nothing' },
  },
  {
    name: 'second-factor/guessing-codes-is-free',
    file: 'server/passwords/guessing.ts',
    from: 'const freeTries = 10',
    to: 'const freeTries = 11',
    test: { file: door, name: 'guessing: of 20 tries at once 10 are looked at' },
  },
  {
    name: 'second-factor/a-running-server-knows-only-the-keys-of-its-start',
    file: 'server/platform/sealing.ts',
    from: 'read < 2 && !known.has(id)',
    to: 'read < 2 && known.size === 0',
    test: { file: 'server/platform/sealing.test.ts', name: 'a new key put in place while an instance runs' },
  },
  {
    name: 'second-factor/an-old-key-takes-everything-back',
    file: 'cli/keys.ts',
    from: 'if (keyIn(keys, id).id !== keys.sealing?.id)',
    to: 'if (keyIn(keys, id).id === undefined)',
    test: { file: 'cli/keys.test.ts', name: 'a key is replaced while two instances run' },
  },
  {
    name: 'second-factor/a-key-that-is-needed-is-removed',
    file: 'cli/keys.ts',
    from: 'if (secrets > 0)',
    to: 'if (secrets > 9)',
    test: { file: 'cli/keys.test.ts', name: 'a key is replaced while two instances run' },
  },
  {
    name: 'second-factor/every-installation-has-one-key',
    file: 'server/platform/sealing-keys.ts',
    from: 'linkAs(file, randomBytes(keyBytes))',
    to: 'linkAs(file, Buffer.alloc(keyBytes))',
    test: { file: 'server/platform/sealing.test.ts', name: 'another key, or none, is said to be that' },
  },
]
