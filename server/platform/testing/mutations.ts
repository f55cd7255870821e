import type { Mutation } from '#server/testing/mutations.ts'

const encryption = 'server/backup-encryption.test.ts'
const fairness = 'server/platform/connection-shares.test.ts'
const csv = 'server/platform/csv.test.ts'
const workbook = 'server/platform/workbook.test.ts'
const schedule = 'server/backup-upkeep.test.ts'

export const mutations: Mutation[] = [
  {
    name: 'platform/a-workbook-unpacks-without-end',
    file: 'server/platform/zip.ts',
    from: '{ maxOutputLength: most }',
    to: '{}',
    test: {
      file: 'server/locations/import-locations.test.ts',
      name: 'a few bytes that would unpack into gigabytes are no workbook',
    },
  },
  {
    name: 'platform/a-format-shows-zeros-without-end',
    file: 'server/platform/workbook.ts',
    from: ' && code.length <= mostDigits',
    to: '',
    test: {
      file: workbook,
      name: 'zeros that a format shows are read, and a format that would show millions is none',
    },
  },
  {
    name: 'platform/one-text-fills-a-workbook',
    file: 'server/platform/workbook.ts',
    from: 'characters > mostCharacters',
    to: 'characters > Infinity',
    test: { file: workbook, name: 'a text that stands in a workbook once and is in every cell is too much' },
  },
  {
    name: 'platform/a-workbooks-cell-has-no-end',
    file: 'server/platform/workbook.ts',
    from: '(text + part).slice(0, longestCell)',
    to: '(text + part)',
    test: { file: workbook, name: 'of a cell as much is read as tells that it is too long, wherever' },
  },
  {
    name: 'platform/a-csv-files-cell-has-no-end',
    file: 'server/platform/csv.ts',
    from: 'cell.slice(0, longestCell)',
    to: 'cell',
    test: { file: csv, name: 'of a cell as much is read as tells that it is too long, and of a row' },
  },
  {
    name: 'platform/a-csv-file-is-read-to-its-end',
    file: 'server/platform/csv.ts',
    from: 'rows.length > mostRows + 1 || ',
    to: '',
    test: { file: csv, name: 'a file with more %s than it may have is refused before it is read to its end' },
  },
  {
    name: 'platform/others-wait-for-a-csv-file',
    file: 'server/platform/csv.ts',
    from: '    await setImmediate()\n',
    to: '',
    test: { file: csv, name: 'others get their turn while a file is read, however few rows it has' },
  },
  {
    name: 'platform/a-backup-is-not-encrypted',
    file: 'server/platform/backup-file.ts',
    from: 'recipients.length > 0 ? encrypted(packed, recipients) : packed',
    to: 'recipients.length > 9 ? encrypted(packed, recipients) : packed',
    test: {
      file: encryption,
      name: 'an encrypted backup is a file of age around the same gzip',
    },
  },
  {
    name: 'platform/any-file-is-an-encrypted-backup',
    file: 'server/platform/backup-file.ts',
    from: 'if (!isSecret && identities.length > 0)',
    to: 'if (!isSecret && identities.length > 9)',
    test: { file: encryption, name: 'a file that is not encrypted is no encrypted backup' },
  },
  {
    name: 'platform/a-private-key-is-a-recipient',
    file: 'server/platform/backup-recipient.ts',
    from: "if (decoded?.prefix === 'age')",
    to: 'if (decoded)',
    test: { file: encryption, name: 'a recipient with a typing error is none, and neither is a private key' },
  },
  {
    name: 'platform/others-may-read-the-private-key',
    file: 'server/platform/backup-encryption.ts',
    from: "flag: 'wx', mode: 0o600",
    to: "flag: 'wx', mode: 0o644",
    test: { file: encryption, name: 'the private key is for its owner’s eyes' },
  },
  {
    name: 'platform/a-count-that-comes-late-is-none',
    file: 'server/backup.ts',
    from: "await client.query('select')",
    to: '',
    test: { file: 'server/backup-counts.test.ts', name: 'a backup counts its rows, also where' },
  },
  {
    name: 'platform/revoked-keys-come-back',
    file: 'server/backup.ts',
    from: 'if (!keepCredentials)',
    to: 'if (keepCredentials)',
    test: {
      file: 'server/backup.test.ts',
      name: 'API keys and recovery codes of a backup open nothing after a restore',
    },
  },
  {
    name: 'platform/what-ended-comes-back-with-the-whole-database',
    file: 'server/after-recovery.ts',
    from: 'if (leftOut.has(name) && !harmless.has(name))',
    to: "if (leftOut.has(name) && !harmless.has(name) && name !== 'session')",
    test: {
      file: 'server/after-recovery.test.ts',
      name: 'after a recovery by PostgreSQL no session, link, mail or code of then works',
    },
  },
  {
    name: 'platform/every-instance-makes-a-backup',
    file: 'server/platform/only-one.ts',
    from: 'return rows[0]?.taken ? await work() : undefined',
    to: 'return rows[0] ? await work() : undefined',
    test: { file: schedule, name: 'a backup is made at its time, once, however many instances there are' },
  },
  {
    name: 'platform/a-failed-backup-removes-the-old-ones',
    file: 'server/backup-upkeep.ts',
    from: 'await removeUnfinished(deps)',
    to: 'await removeUnfinished(deps).then(() => removeOld(deps, file))',
    test: { file: schedule, name: 'the oldest backups are removed once a new one is whole' },
  },
  {
    name: 'platform/a-link-is-a-leftover',
    file: 'server/platform/temporary-postgres.ts',
    from: 'return found?.isDirectory() && found.uid',
    to: 'return found?.uid',
    test: {
      file: 'server/platform/temporary-postgres.test.ts',
      name: 'what a drill left behind that was killed is removed by the next one',
    },
  },
  {
    name: 'platform/a-session-in-a-backup-is-restored',
    file: 'server/backup-lines.ts',
    from: 'if (leftOut.has(name))',
    to: "if (leftOut.has('none'))",
    test: { file: 'server/backup-lines.test.ts', name: 'a session or a key that someone put into a backup' },
  },
  {
    name: 'platform/a-private-key-is-shown',
    file: 'server/platform/backup-encryption.ts',
    from: 'if (isLikeKey(file))',
    to: "if (file === '')",
    test: { file: encryption, name: 'a private key in place of its file is refused without being shown' },
  },
  {
    name: 'platform/a-report-quotes-a-row',
    file: 'cli/drill/fault.ts',
    from: 'if (!(error instanceof pg.DatabaseError)) return',
    to: 'if (error) return',
    test: {
      file: 'cli/drill.test.ts',
      name: 'what is wrong with a row is recorded without what stands in it',
    },
  },
  {
    name: 'platform/a-report-from-another-day-stands-for-a-drill',
    file: 'cli/drill.ts',
    from: 'await refuseOtherTimes(db, parsed.data, new Date())',
    to: '',
    test: { file: 'cli/drill.test.ts', name: 'a report from the future, or from before the last one' },
  },
  {
    name: 'platform/a-backup-that-was-not-noted-is-made-again',
    file: 'server/backup-upkeep.ts',
    from: 'beganAt: latest(state?.beganAt, success?.beganAt)',
    to: 'beganAt: latest(state?.beganAt, undefined)',
    test: { file: schedule, name: 'a backup that the database cannot note is made once' },
  },
  {
    name: 'platform/files-from-the-future-push-out-backups',
    file: 'server/policy/backup-times.ts',
    from: 'name !== made && !later.has(name)',
    to: 'name !== made',
    test: { file: 'server/policy/backup-times.test.ts', name: 'files that are named later than now' },
  },
  {
    name: 'platform/a-kind-of-work-takes-the-connections-of-another',
    file: 'server/platform/connection-shares.ts',
    from: 'const part = parts[turn.share]',
    to: 'const part = parts.administration',
    test: { file: fairness, name: 'a kind of work that holds all of its connections' },
  },
  {
    name: 'platform/one-customer-holds-a-whole-share',
    file: 'server/platform/connection-shares.ts',
    from: 'turn.of === undefined ? most : Math.max(1, most - 1)',
    to: 'turn.of === undefined ? most : most',
    test: { file: fairness, name: 'one customer leaves a connection of each share to the others' },
  },
  {
    name: 'platform/the-loudest-customer-is-served-first',
    file: 'server/platform/connection-shares.ts',
    from: '        part.waiting.delete(next)\n        part.waiting.set(next, own)\n',
    to: '        part.waiting.set(next, own)\n',
    test: { file: fairness, name: 'customers are served in turn, however many of one wait' },
  },
  {
    name: 'platform/one-customer-fills-the-line',
    file: 'server/platform/connection-shares.ts',
    from: 'own.length >= room / 2',
    to: 'own.length >= room',
    test: { file: fairness, name: 'a customer who fills its half of the line is turned away' },
  },
  {
    name: 'platform/a-silent-database-is-ready',
    file: 'server/readiness.ts',
    from: 'return within(patience, judging, silent)',
    to: 'return within(patience, judging, undefined)',
    test: { file: 'server/readiness.test.ts', name: 'a database that is silent makes an instance unready' },
  },
  {
    name: 'platform/a-line-has-no-end',
    file: 'server/platform/held-locks.ts',
    from: 'if (line.waiting.length >= most.waiting) throw held',
    to: 'if (line.waiting.length < 0) throw held',
    test: { file: 'server/platform/held-locks.test.ts', name: 'of one customer, only so many wait' },
  },
]
