import type { Mutation } from '#server/testing/mutations.ts'

const users = 'server/users/users.test.ts'
const endDates = 'server/users/end-dates.test.ts'
const wayIn = 'server/users/way-in.test.ts'
const mail = 'server/users/mail.test.ts'
const versions = 'server/users/versions.test.ts'
const apiKeys = 'server/users/api-keys.test.ts'
const ownAddress = 'server/users/own-address.test.ts'
const conflicts = 'server/http/conflicts.test.ts'

const personSessions = 'server/users/person-sessions.test.ts'

const manyUsers = 'server/users/many-users.test.ts'
const manyAtOnce = 'server/users/many-at-once.test.ts'

const usernames = 'server/users/usernames.test.ts'
const usernameRule = 'shared/usernames.test.ts'
const takenNames = 'server/users/taken-names.test.ts'

const personData = 'cli/person-data.test.ts'
const erased = {
  file: personData,
  name: 'of an erased person no table has a name or an address, and the trail is whole',
}

export const mutations: Mutation[] = [
  {
    name: 'users/asking-what-happens-to-many-does-it',
    file: 'server/users/ask-of-many.ts',
    from: 'return undone(db, async (trx) => {',
    to: 'return db.transaction().execute(async (trx) => {',
    test: { file: manyUsers, name: 'what would happen is counted by doing it, and leaves nothing behind' },
  },
  {
    name: 'users/what-one-of-many-is-refused-ends-the-rest',
    file: 'server/users/many-users.ts',
    from: '      if (isFault(error)) failed(error)\n',
    to: '      throw error\n',
    test: { file: manyUsers, name: 'a manager of a branch acts on those in it' },
  },
  {
    name: 'users/one-of-many-is-changed-on-an-older-version',
    file: 'server/users/one-of-many.ts',
    from: '{ basis, ...wanted }',
    to: '{ ...wanted }',
    test: { file: manyUsers, name: 'an undo is based on what was done' },
  },
  {
    name: 'users/many-new-managers-are-told-to-no-one',
    file: 'server/users/many-users.ts',
    from: '  await notifyOfMade(db, acting, made, now)\n',
    to: '',
    test: { file: manyAtOnce, name: 'many who are made managers are one notice for each manager' },
  },
  {
    name: 'users/asking-about-many-holds-the-customer-for-long',
    file: 'server/users/ask-of-many.ts',
    from: 'outcomes.length > 0 && performance.now() > until',
    to: 'false',
    test: { file: manyAtOnce, name: 'asking what would happen to many holds the customer for a moment only' },
  },
  {
    name: 'users/many-ask-what-would-happen-at-once',
    file: 'server/users/ask-of-many.ts',
    from: '    await mustBeOnlyPreview(trx, acting.customerId)\n',
    to: '',
    test: { file: manyAtOnce, name: 'one manager of a customer at a time is told what would happen to many' },
  },
  {
    name: 'users/everyone-of-the-customer-matches-a-filter',
    file: 'server/users/matching-users.ts',
    from: 'listMatching(db, filter, mostSelected + 1)',
    to: "listMatching(db, { ...filter, within: 'everywhere' }, mostSelected + 1)",
    test: { file: manyUsers, name: 'everyone who matches the filter can be selected' },
  },
  {
    name: 'users/every-manager-is-told-of-every-end',
    file: 'server/users/ending-accounts.ts',
    from: '&& mayChangeUser(reach, held.get(userId) ?? [], customerId)',
    to: '&& (reach.length > 0 || mayChangeUser(reach, held.get(userId) ?? [], customerId))',
    test: { file: endDates, name: 'or to managers of another branch' },
  },
  {
    name: 'users/an-end-is-told-twice',
    file: 'server/users/ending-accounts.queries.ts',
    from: '  and account.end_told is distinct from account.ends_on and account.enabled',
    to: '  and account.enabled',
    test: { file: endDates, name: 'are mailed once, by two instances, and again if it is moved' },
  },
  {
    name: 'users/a-manager-signs-out-themselves-as-another',
    file: 'server/users/person-sessions.ts',
    from: '  if (await isThemselves(trx, acting, userId)) throw forbidden()\n',
    to: '',
    test: {
      file: personSessions,
      name: 'whoever may not disable a person may neither see nor end their sessions',
    },
  },
  {
    name: 'users/signed-out-by-a-manager-keeps-the-keys',
    file: 'server/users/person-sessions.ts',
    from: 'keepsApiKeys ? 0 :',
    to: 'keepsApiKeys || true ? 0 :',
    test: { file: personSessions, name: 'the API keys that the person has made end with the sessions' },
  },
  {
    name: 'users/sessions-that-were-over-are-counted',
    file: 'server/users/person-sessions.ts',
    from: `  const open = await listDevices(trx, userId, now)
  await endSessionsOfUser(`,
    to: `  const open = { length: 0 }
  open.length = await endSessionsOfUser(`,
    test: { file: personSessions, name: 'only an open session is counted' },
  },
  {
    name: 'users/usernames-of-others-are-told-without-end',
    file: 'server/users/taken-names.ts',
    from: 'const mostTold = 50\n',
    to: 'const mostTold = 50_000\n',
    test: { file: takenNames, name: 'are told fifty times a day, on record' },
  },
  {
    name: 'users/what-is-free-is-told-after-the-limit',
    file: 'server/users/import-users.ts',
    from: "    else if (isSpent) said.set(username, 'not_checked')\n",
    to: '',
    test: { file: takenNames, name: 'are told fifty times a day, on record' },
  },
  {
    name: 'users/an-export-shows-the-accounts-of-another-tenant',
    file: 'server/users/person-data.queries.ts',
    from: "case when concerned.reading = 'full' then attempt.object_id end",
    to: 'attempt.object_id',
    test: {
      file: 'server/records/between-customers.test.ts',
      name: 'a customer that takes over an address reads that an account of another tenant used it',
    },
  },
  {
    name: 'users/any-address-as-a-username-points-at-its-user',
    file: 'server/policy/address.ts',
    from: "!username.includes('@') || (shownEmail !== null && foldUsername(username) === foldAddress(shownEmail))",
    to: "!username.includes('@') || foldUsername(username) !== ''",
    test: { file: usernames, name: 'shows its customer nothing of the person who types their own address' },
  },
  {
    name: 'users/what-was-told-is-rolled-back',
    file: 'server/users/taken-names.ts',
    from: '        if (error instanceof Told) return error\n',
    to: '        if (error instanceof Told) throw error.problem\n',
    test: { file: takenNames, name: 'are told fifty times however many ask at once' },
  },
  {
    name: 'users/what-cannot-be-seen-is-in-a-username',
    file: 'shared/usernames.ts',
    from: 'return invisibleCharacter(username) ?? characterOfAnotherScript(username)',
    to: 'return characterOfAnotherScript(username)',
    test: { file: usernameRule, name: 'has nothing in it that cannot be seen, wherever it is' },
  },
  {
    name: 'users/a-username-mixes-scripts',
    file: 'shared/usernames.ts',
    from: 'return invisibleCharacter(username) ?? characterOfAnotherScript(username)',
    to: 'return invisibleCharacter(username)',
    test: { file: usernameRule, name: 'mixes no scripts in a word' },
  },
  {
    name: 'users/somebody-elses-address-is-a-username',
    file: 'shared/user-fields.ts',
    from: "return name.includes('@') &&",
    to: 'return false &&',
    test: { file: usernames, name: 'somebody else’s address is no username' },
  },
  {
    name: 'users/a-username-that-looks-like-another-is-free',
    file: 'server/users/users.queries.ts',
    from: 'username_look(username) as look',
    to: 'username as look',
    test: { file: usernames, name: '%s looks like the name that is taken, and is taken' },
  },
  {
    name: 'users/a-username-is-found-in-one-form-only',
    file: 'server/policy/address.ts',
    from: "username.normalize('NFKC').replace",
    to: 'username.replace',
    test: { file: usernames, name: 'a name is one in every Unicode form' },
  },
  {
    name: 'users/a-username-stays-the-former-address',
    file: 'server/users/new-address.ts',
    from: 'foldAddress(email) !== foldAddress(user.email) ? email : user.username',
    to: 'foldAddress(email) !== foldAddress(user.email) ? user.username : user.username',
    test: { file: usernames, name: 'follows the address, on record' },
  },
  {
    name: 'users/an-old-username-keeps-everything-else-from-being-saved',
    file: 'server/users/change-texts.ts',
    from: 'refuseFaults(faultsOfTexts(names, email), names)',
    to: 'refuseFaults(faultsOfTexts({ ...user, ...names }, email), names)',
    test: { file: usernames, name: 'can be saved with everything else changed' },
  },
  {
    name: 'users/a-deadlock-is-an-error',
    file: 'server/platform/retries.ts',
    from: "['40001', '40P01']",
    to: "['40001']",
    test: { file: conflicts, name: '%s meets a deadlock and a serialization failure, and is made once' },
  },
  {
    name: 'users/a-serialization-failure-is-an-error',
    file: 'server/platform/retries.ts',
    from: "['40001', '40P01']",
    to: "['40P01']",
    test: { file: conflicts, name: '%s meets a deadlock and a serialization failure, and is made once' },
  },
  {
    name: 'users/a-conflict-is-an-internal-error',
    file: 'server/platform/database.ts',
    from: "  '40P01', // a deadlock",
    to: '  // a deadlock',
    test: { file: conflicts, name: 'a conflict that does not end is answered with 503' },
  },
  {
    name: 'users/a-stale-form-is-saved',
    file: 'server/users/change-users.ts',
    from: '  mustBeUnchanged(basis, versionedUser(user, held), change)\n',
    to: '',
    test: {
      file: versions,
      name: 'a change of a $name that somebody else has changed since changes nothing',
    },
  },
  {
    name: 'users/a-user-who-has-changed-is-deleted',
    file: 'server/users/change-users.ts',
    from: '\n  mustBeUnchanged(basis, versionedUser(user, held))\n',
    to: '\n',
    test: { file: versions, name: 'a $name that has changed since is not deleted' },
  },
  {
    name: 'users/a-version-is-compared-without-a-lock',
    file: 'server/users/users.queries.ts',
    from: '    .forNoKeyUpdate()\n',
    to: '',
    test: { file: versions, name: 'a change that overtakes a form is seen' },
  },
  {
    name: 'users/roles-are-no-part-of-a-version',
    file: 'server/users/user-version.ts',
    from: '      memberships: held,\n',
    to: '',
    test: { file: versions, name: 'roles are a field of a user' },
  },
  {
    name: 'users/what-one-person-typed-is-sent-by-another',
    file: 'server/sessions/signed-in.ts',
    from: 'if (person !== undefined && person !== user.id)',
    to: 'if (person === user.username)',
    test: {
      file: versions,
      name: 'what a page sends for one person is refused in the session of another, and changes nothing',
    },
  },
  {
    name: 'users/any-version-is-this-one',
    file: 'server/platform/versions.ts',
    from: 'tag === version && !isWeak',
    to: 'tag.length === version.length && !isWeak',
    test: {
      file: versions,
      name: 'a change of a $name that somebody else has changed since changes nothing',
    },
  },
  {
    name: 'users/a-weak-version-is-enough',
    file: 'server/platform/versions.ts',
    from: 'tag === version && !isWeak',
    to: 'tag === version',
    test: { file: versions, name: 'If-Match with %s' },
  },
  {
    name: 'users/a-version-that-cannot-be-read-is-none',
    file: 'server/platform/if-match.ts',
    from: "    throw new Problem('invalid_request', 'If-Match is",
    to: "    return undefined\n  if (!tags)\n    throw new Problem('invalid_request', 'If-Match is",
    test: { file: versions, name: 'If-Match with %s' },
  },
  {
    name: 'users/the-right-is-as-the-request-was-told',
    file: 'server/users/acting.ts',
    from: "  if (acting.actor.kind === 'operator') return acting.memberships\n",
    to: '  if (acting.actor) return acting.memberships\n',
    test: { file: users, name: 'a request that was under way when its manager was demoted changes nothing' },
  },
  {
    name: 'users/the-right-is-asked-before-the-lock',
    file: 'server/users/take-user.ts',
    from: '  await lockCustomerPolicy(trx, acting.customerId)\n',
    to: '',
    test: { file: users, name: 'a request that was under way when its manager was demoted changes nothing' },
  },
  {
    name: 'users/anyone-is-within-reach',
    file: 'server/users/take-user.ts',
    from: '  if (!mayChangeUser(reach, held, acting.customerId)) throw forbidden()\n',
    to: '',
    // A request for one user is asked before; one for many is asked here alone.
    test: { file: manyUsers, name: 'a manager of a branch acts on those in it' },
  },
  {
    name: 'users/a-role-above-ones-own-is-given',
    file: 'server/users/change-users.ts',
    from: '  if (!given.every(({ role, place }) => mayManageRole(reach, role, place))) throw new RoleTooHigh()\n',
    to: '',
    test: {
      file: users,
      name: 'a User Manager deals with User Managers and everyone below, not with those above',
    },
  },
  {
    name: 'users/people-change-their-own-role',
    file: 'server/users/change-users.ts',
    from: '  if (await isThemselves(trx, acting, userId)) throw forbidden()\n  if (wanted',
    to: '  if (wanted',
    test: { file: users, name: 'nobody changes their own role, location or enabled flag' },
  },
  {
    name: 'users/the-last-manager-is-demoted',
    file: 'server/users/change-users.ts',
    from: `  if (roleBefore && roleAfter !== roleBefore && roleAfter !== 'chain_and_user_manager')
    await keepAWayIn(trx, user.customerId)
`,
    to: '',
    test: { file: wayIn, name: 'the last who can let others in stays' },
  },
  {
    name: 'users/the-last-manager-is-deleted',
    file: 'server/users/change-users.ts',
    from: '  if (lasts(user) && roleAtTheTop(held, user)) await keepAWayIn(trx, customerId)\n',
    to: '',
    test: { file: wayIn, name: 'the last who can let others in stays' },
  },
  {
    name: 'users/a-manager-without-a-password-is-a-way-in',
    file: 'server/policy/way-in.ts',
    from: 'endsOn === null && hasPassword',
    to: 'endsOn === null',
    test: { file: 'server/policy/way-in.test.ts', name: 'a manager who is %j is no way in' },
  },
  {
    name: 'users/a-disabled-manager-is-a-way-in',
    file: 'server/policy/way-in.ts',
    from: 'enabled && endsOn === null',
    to: 'endsOn === null',
    test: { file: 'server/policy/way-in.test.ts', name: 'a manager who is %j is no way in' },
  },
  {
    name: 'users/a-manager-with-an-end-date-is-a-way-in',
    file: 'server/policy/way-in.ts',
    from: 'endsOn === null && ',
    to: '',
    test: { file: 'server/policy/way-in.test.ts', name: 'a manager who is %j is no way in' },
  },
  {
    name: 'users/sessions-outlive-the-end-of-an-account',
    file: 'server/sessions/sessions.ts',
    from: '  if (hasEnded({ endsOn }, now)) return undefined\n',
    to: '',
    test: { file: endDates, name: 'at midnight (UTC) sessions and API keys end by the clock alone' },
  },
  {
    name: 'users/old-sessions-revive-with-a-later-date',
    file: 'server/users/change-users.ts',
    from: '  if (hasEnded(user, now))\n',
    to: '  if (user.enabled && !hasEnded(user, now))\n',
    test: { file: endDates, name: 'at midnight (UTC) sessions and API keys end by the clock alone' },
  },
  {
    name: 'users/keys-outlive-the-end-of-their-creator',
    file: 'server/sessions/api-keys.ts',
    from: ' && !hasEnded({ endsOn: makerEndsOn }, now)',
    to: '',
    test: { file: endDates, name: 'at midnight (UTC) sessions and API keys end by the clock alone' },
  },
  {
    name: 'users/half-a-way-in-is-enough',
    file: 'server/policy/way-in.ts',
    from: "(held.has('chain_manager') && held.has('user_manager'))",
    to: "held.has('user_manager')",
    test: {
      file: 'server/policy/way-in.test.ts',
      name: 'of these at the top, enabled and with a password: %j, a way in remains: %s',
    },
  },
  {
    name: 'users/a-new-address-keeps-the-link',
    file: 'server/users/new-address.ts',
    from: "  await endLinks(trx, actor, user, 'email_changed', now)\n",
    to: '',
    test: { file: users, name: 'changing the address dissolves the link and ends its sessions' },
  },
  {
    name: 'users/nobody-is-notified-of-a-new-manager',
    file: 'server/users/users.ts',
    from: "  await queueManagerNotice(trx, customerId, actor, { kind: 'manager_made', userId, role }, now)\n",
    to: '',
    test: { file: mail, name: 'a new manager is told to every manager' },
  },
  {
    name: 'users/nobody-is-notified-of-a-managers-new-address',
    file: 'server/users/new-address.ts',
    from: '  await queueManagerNotice(trx, user.customerId, actor, notice, now)\n',
    to: '',
    test: { file: users, name: 'that a manager’s address was changed is told to every manager' },
  },
  {
    name: 'users/nobody-is-notified-of-a-recovered-manager',
    file: 'server/users/recover.ts',
    from: "    await queueManagerNotice(trx, customerId, actor, { kind: 'manager_recovered', userId: user.id }, now)\n",
    to: '',
    test: { file: mail, name: 'a locked-out manager is recovered by a link of 15 minutes' },
  },
  {
    name: 'users/nobody-is-notified-of-imported-managers',
    file: 'server/users/import-users.ts',
    from: "    await queueManagerNotice(trx, customerId, actor, { kind: 'managers_imported', usernames }, now)\n",
    to: '    await Promise.resolve()\n',
    test: {
      file: 'server/users/import-users.test.ts',
      name: 'an import that makes managers is mailed to every manager, once',
    },
  },
  {
    name: 'users/a-row-points-into-another-customer',
    file: 'migrations/0001_customers_locations_users.sql',
    from: '  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade,\n  foreign key (customer_id, location_id, location_type) references location (customer_id, id, type) on update cascade,',
    to: '  foreign key (user_id) references user_account (id) on delete cascade,\n  foreign key (location_id) references location (id) on update cascade,',
    test: { file: 'server/users/customers-apart.test.ts', name: 'the database refuses %s' },
  },
  {
    name: 'users/a-session-points-into-another-customer',
    file: 'migrations/0002_sign_ins_sessions_audit.sql',
    from: '  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade,\n  check ((door',
    to: '  foreign key (user_id) references user_account (id) on delete cascade,\n  check ((door',
    test: { file: 'server/users/customers-apart.test.ts', name: 'the database refuses %s' },
  },
  {
    name: 'users/a-session-changes-its-own-address',
    file: 'server/users/own-address.ts',
    from: '  await requireProof(trx, { userId: user.id, sessionId: acting.sessionId }, now)\n',
    to: '',
    test: { file: 'server/http/fresh-proof.test.ts', name: 'one’s own address asks for it' },
  },
  {
    name: 'users/an-address-counts-unconfirmed',
    file: 'server/users/change-texts.ts',
    from: '  if (isNewAddress && (await isThemselves(trx, acting, user.id))) {\n',
    to: '  if (isNewAddress && acting.customerId === user.id) {\n',
    test: { file: ownAddress, name: 'changes nothing before its owner has confirmed it' },
  },
  {
    name: 'users/a-confirmed-address-stays',
    file: 'server/users/own-address.ts',
    from: '    const isChanged = foldAddress(currentEmail) !== foldAddress(formerEmail)\n',
    to: '    const isChanged = foldAddress(currentEmail) === foldAddress(formerEmail)\n',
    test: { file: ownAddress, name: 'can be undone by the former one for 24 hours' },
  },
  {
    name: 'users/asking-again-ends-the-former-link',
    file: 'server/users/own-address.queries.ts',
    from: '  await endConfirming(trx, change.userId)\n',
    to: '  await deleteAddressChanges(trx, change.userId)\n',
    test: { file: ownAddress, name: 'cannot be put beyond the former one’s reach' },
  },
  {
    name: 'users/a-key-makes-and-changes-managers',
    file: 'server/users/acting.ts',
    from: "actor.kind === 'api_key' && roles.some(",
    to: "actor.kind === 'operator' && roles.some(",
    test: {
      file: apiKeys,
      name: 'a key creates, changes, mails, resets, unlinks, signs out and deletes no manager',
    },
  },
  {
    name: 'users/a-key-lasts-for-years',
    file: 'server/users/api-keys.ts',
    from: "    if (expiresAt > aYearAfter(now)) throw wrong('expiresAt', 'is more than a year from now')\n",
    to: '',
    test: { file: apiKeys, name: 'a key with %s is refused' },
  },
  {
    name: 'users/nobody-is-notified-of-a-key',
    file: 'server/users/api-keys.ts',
    from: "    await queueManagerNotice(trx, customerId, person, { kind: 'api_key_made', name, role, expiresAt }, now)\n",
    to: '',
    test: { file: apiKeys, name: 'a key of a year is the longest' },
  },
  {
    name: 'users/keys-outlast-signing-out-everywhere',
    file: 'server/users/account.routes.ts',
    from: "        if (apiKeys === 'revoke') await revokeKeysOf(trx, actor, signedIn.user.id, now())\n",
    to: '',
    test: { file: apiKeys, name: 'signing out everywhere ends the keys that one has made' },
  },
  {
    name: 'users/a-promotion-keeps-any-link',
    file: 'server/users/change-users.ts',
    from: '? await endUnvouchedLinks(trx, acting, user, after, now) : 0',
    to: '? 0 : 0',
    test: {
      file: 'server/sign-in/first-link.test.ts',
      name: 'who becomes a manager loses a link that no one vouches for',
    },
  },
  {
    name: 'users/an-erased-persons-sign-ins-stay',
    file: 'server/users/erase-user.queries.ts',
    from: 'delete from sign_in_attempt where id = any(${own}::uuid[])',
    to: 'delete from sign_in_attempt where id = any(${own}::uuid[]) and false',
    test: erased,
  },
  {
    name: 'users/an-erased-person-stays-in-mails',
    file: 'server/users/erase-user.ts',
    from: '  await eraseMentions(trx, person, addresses)\n',
    to: '',
    test: erased,
  },
  {
    name: 'users/a-user-manager-erases',
    file: 'server/users/person-data.ts',
    from: "if (!canSomewhere(held, 'user.erase')) throw forbidden()",
    to: 'if (!held) throw forbidden()',
    test: { file: personData, name: 'only a Chain and User Manager erases, never oneself' },
  },
  {
    name: 'users/the-sign-ins-of-others-are-erased',
    file: 'server/users/erase-user.queries.ts',
    from: 'and (named.user_id is null or named.user_id = ${userId})',
    to: '',
    test: {
      file: personData,
      name: 'no one can have the trail of others emptied by what they call a person',
    },
  },
  {
    name: 'users/who-holds-nothing-is-nobodys',
    file: 'shared/permissions.ts',
    from: ": mayManageRole(memberships, 'viewer', [customerId])",
    to: ': false',
    test: { file: users, name: 'a user who holds nothing is in no branch' },
  },
]
