import type { Mutation } from '#server/testing/mutations.ts'

const triggers = 'migrations/0040_suspended_removed_erased.sql'
const rights = 'migrations/0047_the_trail_is_cut.sql'
const trail = 'server/audit/trail.test.ts'
const ownRole = { file: trail, name: 'TMAS’s own role cannot %s the trail' }
const evenTheOwner = {
  file: trail,
  name: 'even the owner changes no record as long as the triggers are in force',
}
const whatever = {
  file: trail,
  name: 'whatever is changed, removed, added or moved with the owner’s rights is found',
}

const erased = {
  file: 'cli/person-data.test.ts',
  name: 'of an erased person no table has a name or an address, and the trail is whole',
}

export const mutations: Mutation[] = [
  {
    name: 'audit/a-record-is-changed',
    file: triggers,
    from: 'if old.sequence is null and new.sequence is not null and to_jsonb(old) - placed = to_jsonb(new) - placed then',
    to: 'if new.sequence is not null then',
    test: evenTheOwner,
  },
  {
    name: 'audit/a-record-is-deleted',
    file: rights,
    from: 'if exists (select from removed_customer where customer_id = old.customer_id)\n    or exists',
    to: 'if old.customer_id is not null or exists',
    test: evenTheOwner,
  },
  {
    name: 'audit/all-records-are-deleted',
    file: triggers,
    from: 'before truncate on audit_record',
    to: 'before truncate on schema_migration',
    test: evenTheOwner,
  },
  {
    name: 'audit/tmas-may-change-records',
    file: rights,
    from: 'revoke update, delete on audit_record',
    to: 'revoke delete on audit_record',
    test: { file: trail, name: 'the database knows whether a role may alter records' },
  },
  {
    name: 'audit/tmas-may-move-a-head',
    file: rights,
    from: 'revoke insert, update, delete on audit_head, audit_cut,',
    to: 'revoke insert, delete on audit_head, audit_cut,',
    test: ownRole,
  },
  {
    name: 'audit/tmas-may-cut-the-trail',
    file: rights,
    from: 'on audit_head, audit_cut, audit_cut_erased,',
    to: 'on audit_head, audit_cut_erased,',
    test: ownRole,
  },
  {
    name: 'audit/a-beginning-is-cut-off-without-a-record',
    file: 'server/audit/verify-trail.ts',
    from: 'if (cut && !this.#saysOf(cut))',
    to: 'if (cut && this.#saysOf(cut))',
    test: whatever,
  },
  {
    name: 'audit/what-was-seen-is-cut-off',
    file: 'server/audit/verify-trail.ts',
    from: 'if (seen && cut && seen.sequence <= cut.sequence',
    to: 'if (seen && cut && seen.sequence > cut.sequence',
    test: { file: trail, name: 'what a server has seen cannot be cut off, even with a record of it' },
  },
  {
    name: 'audit/a-record-of-a-cut-may-lie',
    file: 'server/audit/verify-trail.ts',
    from: 'first.at / 1000 <= at - shortestKept',
    to: 'first.at / 1000 <= at',
    test: {
      file: trail,
      name: 'young records that were cut off are missed, even if a record says that they were old',
    },
  },
  {
    name: 'audit/young-records-are-cut-off',
    file: 'server/audit/cut-trail.queries.ts',
    from: 'and at >= ${before}',
    to: 'and at is null',
    test: { file: trail, name: 'records that are too old are cut off, and what is left is whole' },
  },
  {
    name: 'audit/what-is-said-is-not-in-the-digest',
    file: 'server/audit/chain.ts',
    from: '.update(canonical([Object.fromEntries(personal), ip, userAgent]))',
    to: '.update(canonical([ip, userAgent]))',
    test: whatever,
  },
  {
    name: 'audit/a-time-is-not-in-the-digest',
    file: 'server/audit/chain.ts',
    from: '    customerId,\n    at,\n    action,\n',
    to: '    customerId,\n    action,\n',
    test: whatever,
  },
  {
    name: 'audit/the-record-before-is-not-in-the-digest',
    file: 'server/audit/verify-trail.ts',
    from: 'const digest = linkTo(before.digest, sequence, digestOfContent(record, record.salt ?? nothing))',
    to: 'const digest = record.digest ?? nothing',
    test: whatever,
  },
  {
    name: 'audit/a-gap-is-not-missed',
    file: 'server/audit/verify-trail.ts',
    from: "if (sequence > before.sequence + 1) return faultAt('missing', before.sequence + 1)",
    to: '',
    test: { file: trail, name: 'the first wrong record of each customer is named' },
  },
  {
    name: 'audit/the-end-is-not-missed',
    file: 'server/audit/verify-trail.ts',
    from: "if (sequence > end.sequence) return faultAt('missing', end.sequence + 1)",
    to: 'if (sequence > end.sequence) return undefined',
    test: { file: trail, name: 'the first wrong record of each customer is named' },
  },
  {
    name: 'audit/a-record-without-a-place-is-not-found',
    file: 'server/audit/verify-trail.ts',
    from: 'unchainedId && !isEarlier',
    to: 'unchainedId && isEarlier',
    test: whatever,
  },
  {
    name: 'audit/the-witness-is-not-asked',
    file: 'server/audit/verify-trail.ts',
    from: 'const known = seen.get(customerId)',
    to: 'const known = undefined as Head | undefined',
    test: {
      file: trail,
      name: 'what was seen outside the database cannot be written again, nor can its end be cut off',
    },
  },
  {
    name: 'audit/a-customer-that-is-gone-is-not-missed',
    file: 'server/audit/verify-trail.ts',
    from: 'if (!present.has(customerId)) verdict',
    to: "if (customerId === '') verdict",
    test: whatever,
  },
  {
    name: 'audit/an-erased-person-stays-in-the-trail',
    file: 'server/audit/trail.queries.ts',
    from: "detail ->> 'userId' = ${userId}",
    to: 'false',
    test: erased,
  },
  {
    name: 'audit/an-erasure-names-nothing',
    file: 'server/audit/verify-trail.ts',
    from: '      said.fault(cut, await listCutErased(trx, customerId)) ??\n',
    to: '',
    test: whatever,
  },
  {
    name: 'audit/an-erased-record-says-more',
    file: 'server/audit/verify-trail.ts',
    from: 'if (record.erasedDigest && saysMore(record)) return',
    to: 'if (record.erasedDigest && !saysMore(record)) return',
    test: {
      file: trail,
      name: 'an erased person is no fault of the trail, and a record that says something of them again is',
    },
  },
]
