import type { Mutation } from '#server/testing/mutations.ts'

const tree = 'server/locations/locations.test.ts'
const advanced = 'server/locations/advanced.test.ts'
const versions = 'server/users/versions.test.ts'

const imports = 'server/locations/import-locations.test.ts'
const undo = 'server/locations/undo-import.test.ts'
const branch = 'a manager of a branch adds and changes in it alone, and learns nothing of what is outside'

export const mutations: Mutation[] = [
  {
    name: 'locations/an-import-reaches-outside-the-branch',
    file: 'server/locations/import-plan.ts',
    from: "say('row', 'beyond_your_branch')",
    to: "say('row', undefined)",
    test: { file: imports, name: branch },
  },
  {
    name: 'locations/an-import-sees-outside-the-branch',
    file: 'server/locations/import-tree.ts',
    from: '(seen.has(id) ? all.get(id) : undefined)',
    to: 'all.get(id)',
    test: { file: imports, name: branch },
  },
  {
    name: 'locations/an-undo-reaches-outside-the-branch',
    file: 'server/locations/undo-plan.ts',
    from: 'if (forbidden.length > 0)',
    to: 'if (false)',
    test: { file: undo, name: 'who may no longer change what they have imported undoes nothing' },
  },
  {
    name: 'locations/an-import-saves-what-was-judged-before-the-lock',
    file: 'server/locations/import-locations.ts',
    from: 'return JSON.stringify(await readWorld(trx, importing)) === JSON.stringify(world)',
    to: 'return true',
    test: { file: imports, name: 'what changes between the judgment and the lock is judged again' },
  },
  {
    name: 'locations/an-import-saves-what-was-not-checked',
    file: 'server/locations/import-locations.ts',
    from: "if (!isFaulty) mustBeWhatWasSeen(wish.basis, ofPlan, (tag) => tag.split('.', 1)[0] === ofPlan)",
    to: '',
    test: { file: imports, name: 'what was checked is what is saved' },
  },
  {
    name: 'locations/an-import-moves-without-being-confirmed',
    file: 'server/locations/import-locations.ts',
    from: 'if (done?.consequences && !wish.confirm) throw',
    to: 'if (false) throw',
    test: {
      file: imports,
      name: 'rows that move locations are saved only once their consequences are confirmed',
    },
  },
  {
    name: 'locations/an-import-moves-with-other-consequences',
    file: 'server/locations/import-locations.ts',
    from: 'if (done?.consequences) mustBeWhatWasSeen(wish.basis, version, (tag) => tag === version)',
    to: '',
    test: { file: imports, name: 'moves whose consequences have changed since they were shown' },
  },
  {
    name: 'locations/questions-hold-a-customer-together',
    file: 'server/locations/preview.ts',
    from: 'if (await isOnlyPreview(trx, customerId)) return',
    to: 'return',
    test: { file: imports, name: 'a question about moves writes no records' },
  },
  {
    name: 'locations/an-undo-takes-back-what-others-have-changed',
    file: 'server/locations/undo-plan.ts',
    from: '...changed.filter(({ id, after }) => !is(id, after)),',
    to: '',
    test: { file: undo, name: 'an import is undone as a whole' },
  },
  {
    name: 'locations/an-undo-deletes-what-others-have-changed',
    file: 'server/locations/undo-plan.ts',
    from: '...added.filter(({ id, parentId, fields }) => !is(id, fields) || !isBelow(id, parentId)),',
    to: '',
    test: { file: undo, name: 'an import is undone as a whole' },
  },
  {
    name: 'locations/an-undo-makes-a-circle',
    file: 'server/locations/undo-plan.ts',
    from: '...moved.filter(({ id }) => flawOfPath(id, parentOf) !== undefined),',
    to: '',
    test: { file: undo, name: 'an undo never puts a location below itself' },
  },
  {
    name: 'locations/an-undo-puts-locations-below-a-store',
    file: 'server/locations/undo-plan.ts',
    from: '...stays.filter(isMisplaced),',
    to: '',
    test: { file: undo, name: 'an undo never puts a location below itself' },
  },
  {
    name: 'locations/an-undo-moves-without-being-confirmed',
    file: 'server/locations/undo-import.ts',
    from: 'if (back.length > 0 && !confirm)',
    to: 'if (false)',
    test: { file: undo, name: 'what was moved goes back only once the consequences are confirmed' },
  },
  {
    name: 'locations/an-undo-of-someone-else-is-taken',
    file: 'server/locations/sealed-undo.ts',
    from: 'customerId, actor.kind, by]',
    to: 'customerId]',
    test: { file: undo, name: 'an undo is what the server has written' },
  },
  {
    name: 'locations/an-undo-of-another-customer-is-taken',
    file: 'server/locations/sealed-undo.ts',
    from: 'customerId, actor.kind, by]',
    to: 'actor.kind, by]',
    test: { file: undo, name: 'an undo is what the server has written' },
  },
  {
    name: 'locations/an-undo-that-was-altered-is-taken',
    file: 'server/platform/sealing.ts',
    from: 'decipher.update(sealed.subarray(tagEnd)), decipher.final()',
    to: 'decipher.update(sealed.subarray(tagEnd))',
    test: { file: undo, name: 'an undo is what the server has written' },
  },
  {
    name: 'locations/an-undo-works-for-ever',
    file: 'server/locations/sealed-undo.ts',
    from: 'if (until <= now.getTime()) throw',
    to: 'if (false) throw',
    test: { file: undo, name: 'an import can be undone for an hour' },
  },
  {
    name: 'locations/a-stale-form-is-saved',
    file: 'server/locations/locations.ts',
    from: '    mustBeUnchanged(basis, versionedLocation(before), change)\n',
    to: '',
    test: {
      file: versions,
      name: 'a change of a $name that somebody else has changed since changes nothing',
    },
  },
  {
    name: 'locations/a-later-day-below-is-taken',
    file: 'server/locations/advanced-settings.ts',
    from: '  return wanted !== undefined && wanted !== inForce\n',
    to: '  return false\n',
    test: {
      file: 'server/locations/factor-day.test.ts',
      name: 'the earliest day of a chain and those above it is in force',
    },
  },
  {
    name: 'locations/a-location-that-has-changed-is-deleted',
    file: 'server/locations/locations.ts',
    from: '    mustBeUnchanged(basis, versionedLocation(location))\n',
    to: '',
    test: { file: versions, name: 'a $name that has changed since is not deleted' },
  },
  {
    name: 'locations/stale-settings-are-saved',
    file: 'server/locations/advanced-settings.ts',
    from: '    change.basis,\n',
    to: '    undefined,\n',
    test: {
      file: versions,
      name: 'a change of a $name that somebody else has changed since changes nothing',
    },
  },
  {
    name: 'locations/whose-settings-they-are-is-no-part-of-a-version',
    file: 'server/locations/location-version.ts',
    from: '...settingNames, ...owners',
    to: '...settingNames',
    test: { file: versions, name: 'settings that are inherited change with those above' },
  },
  {
    name: 'locations/mandatory-authentication-leaves-open-sessions',
    file: 'server/locations/advanced-settings.ts',
    from: 'const sessionsThatEnd = await endSessionsBehindClosedDoors(trx, chain.customerId, actor, now)',
    to: 'const sessionsThatEnd = 0',
    test: {
      file: 'server/sessions/sessions.test.ts',
      name: 'a changed setting ends the sessions behind the door it shuts',
    },
  },
  {
    name: 'locations/a-move-leaves-open-sessions',
    file: 'server/locations/moves.ts',
    from: 'const sessionsThatEnd = await endSessionsBehindClosedDoors(trx, customerId, actor, now)',
    to: 'const sessionsThatEnd = 0',
    test: { file: tree, name: 'who is moved under mandatory authentication with a password session is out' },
  },
  {
    name: 'locations/a-move-undoes-a-roll-out-above',
    file: 'server/locations/moves.ts',
    from: '  await mustStayInWavesAbove(trx, actor, customerId, wavesBefore, await listWavesOver(trx, ids))\n',
    to: '',
    test: { file: tree, name: 'a manager below takes no location out of a wave that is planned above' },
  },
  {
    name: 'locations/a-deletion-takes-along-what-is-of-others',
    file: 'server/locations/locations.ts',
    from: 'if (Object.values(inside).some((count) => count > 0)) {',
    to: 'if (inside.locations + inside.users > 0) {',
    test: {
      file: tree,
      name: 'a location is not deleted with API keys, shared computers or a place in a roll-out',
    },
  },
  {
    name: 'locations/the-right-is-not-asked-under-the-lock',
    file: 'server/locations/permitted.ts',
    from: '  await mustBeAllowed(trx, actor, action, location)\n',
    to: '',
    test: { file: tree, name: 'who was demoted while the request was under way changes nothing any more' },
  },
  {
    name: 'locations/the-right-is-asked-before-the-lock',
    file: 'server/locations/permitted.ts',
    from: '  await lockCustomerPolicy(trx, known.customerId)\n',
    to: '',
    test: { file: tree, name: 'who was demoted while the request was under way changes nothing any more' },
  },
  {
    name: 'locations/a-reader-is-not-asked-for-a-right',
    file: 'server/locations/permitted.ts',
    from: '  if (!can(memberships, action, places.get(id) ?? [])) throw forbidden()\n',
    to: '',
    test: { file: 'server/http/authorization.test.ts', name: '$route is for nobody whose branch it is not' },
  },
  {
    name: 'locations/a-move-takes-from-any-place',
    file: 'server/locations/locations.ts',
    from: "  if (from !== null) await mustBeAllowed(trx, actor, 'location.change', { id: from, customerId })\n",
    to: '',
    test: { file: tree, name: 'a Chain Manager of two brands does not move the one under the other' },
  },
  {
    name: 'locations/a-move-puts-into-any-place',
    file: 'server/locations/locations.ts',
    from: "  await mustBeAllowed(trx, actor, 'location.change', parent)\n\n  const places",
    to: '\n  const places',
    test: { file: tree, name: 'a Chain Manager of one brand changes nothing in another' },
  },
  {
    name: 'locations/a-role-holds-everywhere',
    file: 'shared/permissions.ts',
    from: 'place.includes(locationId) && (allowed[role]',
    to: '(allowed[role]',
    test: { file: 'server/http/authorization.test.ts', name: '$route is for nobody whose branch it is not' },
  },
  {
    name: 'locations/a-location-manager-reads-users',
    file: 'shared/permissions.ts',
    from: "location_manager: ['location.read'],",
    to: "location_manager: ['location.read', 'user.read'],",
    test: {
      file: 'server/http/authorization.test.ts',
      name: '$route is for those roles whom the table allows it',
    },
  },
  {
    name: 'locations/a-switch-forgets-that-the-tenant-was-verified',
    file: 'server/locations/advanced-settings.ts',
    from: '(known?.verifiedAt ?? null)',
    to: 'null',
    test: {
      file: advanced,
      name: 'a tenant that was verified stays so when only mandatory authentication is turned on or off',
    },
  },
  {
    name: 'locations/nobody-is-notified-of-another-tenant',
    file: 'server/locations/settings-effects.ts',
    from: "notice: ({ name: chain }, before, after) => ({\n      kind: 'tenant_changed',",
    to: "nothing: (chain, before, after) => ({\n      kind: 'tenant_changed',",
    test: {
      file: 'server/users/mail.test.ts',
      name: 'every manager is mailed a changed tenant ID and a switch of mandatory authentication',
    },
  },
  {
    name: 'locations/nobody-is-notified-of-mandatory-authentication',
    file: 'server/locations/settings-effects.ts',
    from: "notice: ({ name: chain }, _, after) => ({\n      kind: 'mandatory_switched',",
    to: "nothing: (chain, _, after) => ({\n      kind: 'mandatory_switched',",
    test: {
      file: 'server/users/mail.test.ts',
      name: 'every manager is mailed a changed tenant ID and a switch of mandatory authentication',
    },
  },
  {
    name: 'locations/what-is-on-above-is-turned-off-below',
    file: 'server/locations/advanced-settings.ts',
    from: '  await mustTakeEffect(trx, actor, change, after)\n',
    to: '',
    test: {
      file: 'server/locations/inheritance.test.ts',
      name: 'mandatory authentication cannot be turned off from below',
    },
  },
  {
    name: 'locations/a-tenant-is-taken-from-a-chain-below',
    file: 'server/locations/advanced-settings.ts',
    from: '  await mustKeepTenants(trx, { ids: [chain.id], customerId: chain.customerId })\n',
    to: '',
    test: {
      file: 'server/locations/inheritance.test.ts',
      name: 'a tenant stays as long as mandatory authentication depends on it anywhere below',
    },
  },
  {
    name: 'locations/a-suspended-customer-signs-in',
    file: 'server/policy/doors.ts',
    from: "  if (standing.suspended) return 'customer_suspended'\n",
    to: '',
    test: {
      file: 'cli/customer-ends.test.ts',
      name: 'nobody of a suspended customer can sign in, and reads why',
    },
  },
  {
    name: 'locations/a-customer-at-work-is-removed',
    file: 'server/locations/customers.ts',
    from: 'if (!(await isSuspended(trx, customerId)))',
    to: 'if (!(await isSuspended(trx, customerId)) && customerId === "")',
    test: {
      file: 'cli/customer-ends.test.ts',
      name: 'only a suspended customer is removed, once its name is given',
    },
  },
]
