import type { Mutation } from '#server/testing/mutations.ts'

const links = 'server/sign-in/password-door.test.ts'
const guessing = 'server/sign-in/password.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'passwords/a-link-works-again',
    file: 'server/sign-in/set-password.ts',
    from: `    const current = await findPasswordLink(trx, hashSecret(token), now)
    if (!current || !(await takePasswordLink(trx, current.id))) return { kind: 'dead' }
    await deletePasswordLinks(trx, [link.userId])
`,
    to: '    const current = link\n',
    test: { file: links, name: 'a link works once, also when two use it at the same moment' },
  },
  {
    name: 'passwords/a-link-never-expires',
    file: 'server/passwords/password-links.queries.ts',
    from: ' and link.expires_at > ${now}',
    to: '',
    test: { file: links, name: 'a reset link lives 60 minutes' },
  },
  {
    name: 'passwords/a-link-opens-a-closed-door',
    file: 'server/sign-in/set-password.ts',
    from: 'link && (await findWaysToSignIn(db, link.userId)).password ? link : undefined',
    to: 'link',
    test: { file: links, name: 'a link is dead once %s' },
  },
  {
    name: 'passwords/a-link-overtakes-a-closing-door',
    file: 'server/sign-in/set-password.ts',
    from: "    if (!standing || refusalAtDoor({ door: 'password' }, standing) !== null) return { kind: 'dead' }\n",
    to: "    if (!standing) return { kind: 'dead' }\n",
    test: {
      file: links,
      name: 'a link is dead if mandatory authentication closes the door while the new password is being set',
    },
  },
  {
    name: 'passwords/a-new-password-leaves-the-sessions',
    file: 'server/sign-in/set-password.ts',
    from: "    await endSessionsOfUser(trx, link.userId, { exceptId: null }, 'password_changed', actor, now)\n",
    to: '',
    test: { file: links, name: 'setting a password ends every session of the user' },
  },
  {
    name: 'passwords/an-old-link-outlives-a-new-address',
    file: 'server/passwords/password-links.queries.ts',
    from: '\n      and link.email_folded = user_account.email_folded',
    to: '',
    test: { file: links, name: 'a link is dead once %s' },
  },
  {
    name: 'passwords/accounts-are-guessed-at-without-end',
    file: 'server/passwords/password-tries.ts',
    from: 'const triesPerAccount = 10',
    to: 'const triesPerAccount = 11',
    test: { file: guessing, name: 'after 10 wrong tries an account answers 429 for at most 60 seconds' },
  },
  {
    name: 'passwords/an-address-guesses-without-end',
    file: 'server/passwords/password-tries.ts',
    from: 'const namesPerAddress = 100',
    to: 'const namesPerAddress = 101',
    test: { file: guessing, name: 'an address that tries more than 100 names is slowed' },
  },
  {
    name: 'passwords/the-owner-is-locked-out-for-longer',
    file: 'server/passwords/password-tries.ts',
    from: 'const pause = 60 * 1000',
    to: 'const pause = 70 * 1000',
    test: { file: guessing, name: 'after 10 wrong tries an account answers 429 for at most 60 seconds' },
  },
  {
    name: 'passwords/no-pause-for-one-who-keeps-trying',
    file: 'server/passwords/password-tries.ts',
    from: '  if (wait > 0) await setClosedUntil(db, guesser, new Date(now.getTime() + wait * 1000), now)\n',
    to: '',
    test: { file: guessing, name: 'a stranger who never stops trying takes no turn from the owner' },
  },
  {
    name: 'passwords/a-pause-is-not-kept',
    file: 'server/passwords/password-tries.ts',
    from: '  if (await extendClosed(db, guesser, new Date(now.getTime() + pause), now)) return pause / 1000\n',
    to: '',
    test: { file: guessing, name: 'a stranger who never stops trying takes no turn from the owner' },
  },
  {
    name: 'passwords/trying-during-a-pause-does-not-prolong-it',
    file: 'server/passwords/password-tries.queries.ts',
    from: '    .set({ closedUntil })\n',
    to: "    .set((eb) => ({ closedUntil: eb.ref('closedUntil') }))\n",
    test: { file: guessing, name: 'a stranger who never stops trying takes no turn from the owner' },
  },
  {
    name: 'passwords/an-unknown-name-is-said',
    file: 'shared/refusals.ts',
    from: "    toldAfterPassword: 'wrong_password',\n",
    to: '',
    test: { file: guessing, name: '%s answers an unknown name and a wrong password alike' },
  },
  {
    name: 'passwords/an-unknown-name-is-less-work',
    file: 'server/passwords/passwords.ts',
    from: '  dummyHash ??= hash(crypto.randomUUID(), cost)\n',
    to: "  if (typeof passwordHash !== 'string') return false\n  dummyHash ??= hash(crypto.randomUUID(), cost)\n",
    test: {
      file: 'server/passwords/passwords.test.ts',
      name: 'the password of nobody is computed like everybody’s, and waits for its turn like theirs',
    },
  },
  {
    name: 'passwords/a-forgotten-password-is-looked-up-at-once',
    file: 'server/passwords/forgotten-passwords.ts',
    from: '  await insertForgottenPassword(db, {\n',
    to: '  if ((await listUsersNamed(db as never, foldAddress(name))).length > 0) await insertForgottenPassword(db, {\n',
    test: {
      file: links,
      name: 'a forgotten password is the same number of steps in the database, whoever has it',
    },
  },
  {
    name: 'passwords/a-forgotten-password-is-answered-late',
    file: 'server/passwords/forgotten-passwords.ts',
    from: '      if (now().getTime() - request.requestedAt.getTime() > answerLimit) return true\n',
    to: '',
    test: { file: links, name: 'a request for a link that could not be answered for an hour is forgotten' },
  },
]
