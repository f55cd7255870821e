import type { Mutation } from '#server/testing/mutations.ts'

const broken = (what: string, from: string, to: string): Mutation => ({
  name: `audit/${what}`,
  file: 'migrations/0002_sign_ins_sessions_audit.sql',
  from,
  to,
  test: {
    file: 'server/records/audit.test.ts',
    name: 'records cannot be changed or removed, not even by the server itself',
  },
})

export const mutations: Mutation[] = [
  broken('a-record-is-changed', 'before update or delete or truncate', 'before delete or truncate'),
  broken('a-record-is-deleted', 'before update or delete or truncate', 'before update or truncate'),
  broken('all-records-are-deleted', 'before update or delete or truncate', 'before update or delete'),
]
