import type { Mutation } from '#server/testing/mutations.ts'

const encryption = 'server/backups/backup-encryption.test.ts'
const schedule = 'server/backups/backup-upkeep.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'backups/a-backup-is-not-encrypted',
    file: 'server/backups/backup-file.ts',
    from: 'recipients.length > 0 ? encrypted(packed, recipients) : packed',
    to: 'recipients.length > 9 ? encrypted(packed, recipients) : packed',
    test: {
      file: encryption,
      name: 'an encrypted backup is a file of age around the same gzip',
    },
  },
  {
    name: 'backups/any-file-is-an-encrypted-backup',
    file: 'server/backups/backup-file.ts',
    from: 'if (!isSecret && identities.length > 0)',
    to: 'if (!isSecret && identities.length > 9)',
    test: { file: encryption, name: 'a file that is not encrypted is no encrypted backup' },
  },
  {
    name: 'backups/a-private-key-is-a-recipient',
    file: 'server/backups/backup-recipient.ts',
    from: "if (decoded?.prefix === 'age')",
    to: 'if (decoded)',
    test: { file: encryption, name: 'a recipient with a typing error is none, and neither is a private key' },
  },
  {
    name: 'backups/others-may-read-the-private-key',
    file: 'server/backups/backup-encryption.ts',
    from: "flag: 'wx', mode: 0o600",
    to: "flag: 'wx', mode: 0o644",
    test: { file: encryption, name: 'the private key is for its owner’s eyes' },
  },
  {
    name: 'backups/a-count-that-comes-late-is-none',
    file: 'server/backups/backup.ts',
    from: "await client.query('select')",
    to: '',
    test: { file: 'server/backups/backup-counts.test.ts', name: 'a backup counts its rows, also where' },
  },
  {
    name: 'backups/revoked-keys-come-back',
    file: 'server/backups/backup.ts',
    from: 'if (!keepCredentials)',
    to: 'if (keepCredentials)',
    test: {
      file: 'server/backups/backup.test.ts',
      name: 'API keys and recovery codes of a backup open nothing after a restore',
    },
  },
  {
    name: 'backups/what-ended-comes-back-with-the-whole-database',
    file: 'server/backups/after-recovery.ts',
    from: 'if (leftOut.has(name) && !harmless.has(name))',
    to: "if (leftOut.has(name) && !harmless.has(name) && name !== 'session')",
    test: {
      file: 'server/backups/after-recovery.test.ts',
      name: 'after a recovery by PostgreSQL no session, link, mail or code of then works',
    },
  },
  {
    name: 'backups/every-instance-makes-a-backup',
    file: 'server/platform/only-one.ts',
    from: 'return rows[0]?.taken ? await work() : undefined',
    to: 'return rows[0] ? await work() : undefined',
    test: { file: schedule, name: 'a backup is made at its time, once, however many instances there are' },
  },
  {
    name: 'backups/a-failed-backup-removes-the-old-ones',
    file: 'server/backups/backup-upkeep.ts',
    from: 'await removeUnfinished(deps)',
    to: 'await removeUnfinished(deps).then(() => removeOld(deps, file))',
    test: { file: schedule, name: 'the oldest backups are removed once a new one is whole' },
  },
  {
    name: 'backups/a-link-is-a-leftover',
    file: 'server/embedded-postgres/temporary-postgres.ts',
    from: 'return found?.isDirectory() && found.uid',
    to: 'return found?.uid',
    test: {
      file: 'server/embedded-postgres/temporary-postgres.test.ts',
      name: 'what a drill left behind that was killed is removed by the next one',
    },
  },
  {
    name: 'backups/a-session-in-a-backup-is-restored',
    file: 'server/backups/backup-lines.ts',
    from: 'if (leftOut.has(name))',
    to: "if (leftOut.has('none'))",
    test: {
      file: 'server/backups/backup-lines.test.ts',
      name: 'a session or a key that someone put into a backup',
    },
  },
  {
    name: 'backups/a-private-key-is-shown',
    file: 'server/backups/backup-encryption.ts',
    from: 'if (isLikeKey(file))',
    to: "if (file === '')",
    test: { file: encryption, name: 'a private key in place of its file is refused without being shown' },
  },
  {
    name: 'backups/a-report-quotes-a-row',
    file: 'cli/drill/fault.ts',
    from: 'if (!(error instanceof pg.DatabaseError)) return',
    to: 'if (error) return',
    test: {
      file: 'cli/drill.test.ts',
      name: 'what is wrong with a row is recorded without what stands in it',
    },
  },
  {
    name: 'backups/a-report-from-another-day-stands-for-a-drill',
    file: 'cli/drill.ts',
    from: 'await refuseOtherTimes(db, parsed.data, new Date())',
    to: '',
    test: { file: 'cli/drill.test.ts', name: 'a report from the future, or from before the last one' },
  },
  {
    name: 'backups/a-backup-that-was-not-noted-is-made-again',
    file: 'server/backups/backup-upkeep.ts',
    from: 'beganAt: latest(state?.beganAt, success?.beganAt)',
    to: 'beganAt: latest(state?.beganAt, undefined)',
    test: { file: schedule, name: 'a backup that the database cannot note is made once' },
  },
  {
    name: 'backups/files-from-the-future-push-out-backups',
    file: 'server/backups/backup-times.ts',
    from: 'name !== made && !later.has(name)',
    to: 'name !== made',
    test: { file: 'server/backups/backup-times.test.ts', name: 'files that are named later than now' },
  },
]
