import type { Mutation } from '#server/testing/mutations.ts'

const links = 'server/sign-in/password-door.test.ts'
const guessing = 'server/sign-in/password.test.ts'
const lanes = 'server/passwords/guessing.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'passwords/a-link-from-the-future-works',
    file: 'server/passwords/password-links.queries.ts',
    from: 'and link.created_at <= ${spanOf(0, now).until}',
    to: 'and link.created_at <> ${spanOf(0, now).until}',
    test: {
      file: 'server/sessions/clock-steps.test.ts',
      name: 'a link that was mailed while the clock was ahead does not work for longer',
    },
  },
  {
    name: 'passwords/the-long-list-is-not-asked',
    file: 'server/passwords/password-rules.ts',
    from: 'list.has(word)',
    to: 'list.has(word) && false',
    test: {
      file: 'server/passwords/password-rules.test.ts',
      name: '%s is a password that many others have',
    },
  },
  {
    name: 'passwords/names-are-good-passwords',
    file: 'shared/passwords.ts',
    from: 'nameWords.has(part)',
    to: 'nameWords.has(part) && false',
    test: { file: 'shared/passwords.test.ts', name: '%s is only what the person or the customer is called' },
  },
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
    name: 'passwords/a-welcome-ends-a-recovery',
    file: 'server/passwords/password-links.ts',
    from: "welcome: ['reset', 'welcome'],",
    to: "welcome: ['reset', 'welcome', 'recovery'],",
    test: {
      file: 'server/users/mail.test.ts',
      name: 'a link to recover a manager is ended by a newer one or by a used one',
    },
  },
  {
    name: 'passwords/a-link-never-expires',
    file: 'server/passwords/password-links.queries.ts',
    from: ' and ${expiryAt(now)} > ${now}',
    to: '',
    test: { file: links, name: 'a reset link lives 60 minutes' },
  },
  {
    name: 'passwords/a-mail-from-the-future-lengthens-a-link',
    file: 'server/passwords/password-links.queries.ts',
    from: ' and mail.sent_at <= ${spanOf(0, now).until}',
    to: '',
    test: {
      file: links,
      name: 'a link that waited in the outbox lives 60 minutes from when its mail was sent',
    },
  },
  {
    name: 'passwords/a-link-opens-a-closed-door',
    file: 'server/sign-in/set-password.ts',
    from: 'link && (await findWaysToSignIn(db, link.userId, now)).password ? link : undefined',
    to: 'link',
    test: { file: links, name: 'a link is dead once %s' },
  },
  {
    name: 'passwords/a-link-overtakes-a-closing-door',
    file: 'server/sign-in/set-password.ts',
    from: "    if (!standing || refusalAtDoor({ door: 'password' }, standing, now) !== null) return { kind: 'dead' }\n",
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
    file: 'server/passwords/guessing.ts',
    from: 'const freeTries = 10',
    to: 'const freeTries = 11',
    test: { file: guessing, name: 'after 10 wrong tries an account answers 429 for at most 60 seconds' },
  },
  {
    name: 'passwords/an-address-guesses-without-end',
    file: 'server/passwords/guessing.ts',
    from: 'subscriber: 100,',
    to: 'subscriber: 101,',
    test: { file: guessing, name: 'an address that tries more than 100 names is slowed' },
  },
  {
    name: 'passwords/an-organization-guesses-without-end',
    file: 'server/passwords/guessing.ts',
    from: 'organization: 500 }',
    to: 'organization: 5000 }',
    test: { file: lanes, name: 'different names from many networks of one organization are slowed' },
  },
  {
    name: 'passwords/turning-away-costs-more-the-longer-a-flood-lasts',
    file: 'server/passwords/guessing.ts',
    from: 'let hasOwn = !own.some(({ key }) => isUsedUp(key))',
    to: 'let hasOwn = own.length > 0',
    test: {
      file: 'server/sign-in/password.test.ts',
      name: 'one who is turned away costs one statement, before the wait and after it',
    },
  },
  {
    name: 'passwords/the-owner-is-locked-out-for-longer',
    file: 'server/passwords/marks.ts',
    from: 'const pause = 60 * 1000',
    to: 'const pause = 70 * 1000',
    test: { file: guessing, name: 'after 10 wrong tries an account answers 429 for at most 60 seconds' },
  },
  {
    name: 'passwords/a-wait-is-not-kept',
    file: 'server/passwords/password-tries.queries.ts',
    from: 'known.closed_until <= ${now} and known.expires_at > ${now}',
    to: 'true',
    test: { file: guessing, name: 'a stranger who never stops trying takes no turn from the owner' },
  },
  {
    name: 'passwords/asking-too-early-is-waiting',
    file: 'server/passwords/password-tries.queries.ts',
    from: '      closed_until = excluded.closed_until,\n',
    to: '',
    test: { file: guessing, name: 'a stranger who never stops trying takes no turn from the owner' },
  },
  {
    name: 'passwords/a-network-has-turns-without-end',
    file: 'server/passwords/guessing.ts',
    from: 'organization: 5, provider: 20,',
    to: 'organization: 6, provider: 20,',
    test: { file: lanes, name: '%s has %d turns of its own in a day' },
  },
  {
    name: 'passwords/a-ticket-works-twice',
    file: 'server/passwords/guessing.ts',
    from: 'return (await countUp(db, spent, now)) ? { charged: [spent.key], wait: {} } : undefined',
    to: 'return { charged: [spent.key], wait: {} }',
    test: { file: lanes, name: 'a ticket is for one turn, for one account' },
  },
  {
    name: 'passwords/guessing-on-a-known-device-is-free',
    file: 'server/passwords/guessing.ts',
    from: '  if (await knock(db, waited, { pause, lifetime: ticketLifetime }, now))\n    return',
    to: '  if (waited)\n    return',
    test: { file: lanes, name: 'on a known device guessing is slowed too' },
  },
  {
    name: 'passwords/a-known-device-is-a-stranger',
    file: 'server/passwords/guessing.ts',
    from: '  if (guesser.device !== undefined) return',
    to: '  if (guesser.device === "") return',
    test: { file: lanes, name: 'a browser that has signed in to this account before is not hindered' },
  },
  {
    name: 'passwords/a-device-is-known-to-everybody',
    file: 'server/passwords/marks.ts',
    from: 'const deviceOf = (userId: string) => `device of ${userId}`',
    to: "const deviceOf = (_userId: string) => 'device'",
    test: { file: lanes, name: 'the device cookie is HttpOnly' },
  },
  {
    name: 'passwords/those-who-waited-are-new',
    file: 'server/passwords/guessing.ts',
    from: '  if (!(await waiting.isOver())) return turnAway()\n  const ofTurn',
    to: '  if (await waiting.isOver()) return turnAway()\n  const ofTurn',
    test: { file: lanes, name: 'its owner, on another network and without any cookie, waits as told' },
  },
  {
    name: 'passwords/a-ticket-is-spoilt-by-neighbours',
    file: 'server/passwords/guessing.ts',
    from: '        if (left === 0) over = { nonce: mark.nonce }\n',
    to: '',
    test: { file: lanes, name: 'a browser that was told to wait has a ticket' },
  },
  {
    name: 'passwords/right-passwords-are-guesses',
    file: 'server/sign-in/password.ts',
    from: '  await giveBack(db, turn)\n',
    to: '',
    test: { file: lanes, name: 'right passwords at a closed door are not counted' },
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
    from: '      if (!isWithin(answerLimit, request.requestedAt, now())) return true\n',
    to: '',
    test: { file: links, name: 'a request for a link that could not be answered for an hour is forgotten' },
  },
  {
    name: 'passwords/the-loudest-network-is-served-first',
    file: 'server/passwords/waiting-line.ts',
    from: '      lanes[lane].delete(provider)\n      if (ofProvider.size > 0) lanes[lane].set(provider, ofProvider)\n      sizes',
    to: '      if (ofProvider.size === 0) lanes[lane].delete(provider)\n      sizes',
    test: {
      file: 'server/passwords/waiting-line.test.ts',
      name: 'one network after the other, however many one of them sends',
    },
  },
  {
    name: 'passwords/a-full-line-turns-everybody-away',
    file: 'server/passwords/waiting-line.ts',
    from: 'return size() > most ? leaveOut() : undefined',
    to: 'return size() > most ? item : undefined',
    test: {
      file: 'server/passwords/waiting-line.test.ts',
      name: 'a line that is full leaves out the newest of those who take most room',
    },
  },
]
