import type pg from 'pg'
import { verifyTrail } from '#server/audit/verify-trail.ts'
import type { Counts } from '#server/backups/backup.ts'
import type { Db } from '#server/platform/database.ts'
import { openConnection } from '#server/platform/tables.ts'
import { counting } from '../counting.ts'
import { type Finding, failed, fine, skipped, warning } from '../doctor/finding.ts'
import { lookAtKeys } from '../doctor/keys.ts'
import { wordsOf } from '../trail-words.ts'

const another = 'Try another backup, and keep this one'

/**
 * Looks at what was restored, before anything else happens to it.
 *
 * @param rows how many rows of each table the backup says that it has.
 */
export async function lookAtRestored(
  { db, ownerUrl, dataDir }: { db: Db; ownerUrl: string; dataDir: string },
  { rows, migrated }: { rows: Counts; migrated: readonly string[] },
): Promise<Finding[]> {
  return [
    migrated.length > 0
      ? skipped('rows', 'the backup is of an older version; its rows were counted as they were restored')
      : await lookAtRows(ownerUrl, rows),
    await lookAtConstraints(ownerUrl),
    await lookAtTrail(db),
    await lookAtSecrets(db, dataDir),
  ]
}

async function lookAtRows(url: string, rows: Counts): Promise<Finding> {
  const client = await openConnection(url)
  try {
    const wrong: string[] = []
    for (const [table, count] of Object.entries(rows)) {
      // A restore removes these on purpose.
      const expected = table === 'recovery_code' ? 0 : count
      const found = await client.query<{ count: string }>(
        `select count(*) as count from ${client.escapeIdentifier(table)}`,
      )
      const there = Number(found.rows[0]?.count)
      if (there !== expected) wrong.push(`${table} has ${there} instead of ${expected}`)
    }
    if (wrong.length > 0) return failed('rows', wrong.join(', '), another)
    const sum = Object.values(rows).reduce((all, one) => all + one, 0)
    return fine('rows', `${sum} in ${counting(Object.keys(rows).length, 'table')}, as the backup says`)
  } finally {
    await client.end()
  }
}

/** Whatever a restore could have left unchecked or out of use. */
async function lookAtConstraints(url: string): Promise<Finding> {
  const client = await openConnection(url)
  try {
    const { rows: unused } = await client.query<{ name: string }>(`
      select indexrelid::regclass::text as name from pg_index join pg_class on pg_class.oid = indexrelid
        where relnamespace = current_schema()::regnamespace and not (indisvalid and indisready)
      union all
      select tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
        where relnamespace = current_schema()::regnamespace and tgenabled = 'D'`)
    if (unused.length > 0)
      return failed('constraints', `out of use: ${unused.map(({ name }) => name).join(', ')}`, another)
    const broken = await listBroken(client)
    return broken.length === 0
      ? fine('constraints', 'every row fits them, and every index and trigger is in use')
      : warning(
          'constraints',
          `rows from before a rule was made do not fit ${broken.join(', ')}`,
          'They are probably in the live database as well: compare it there',
        )
  } finally {
    await client.end()
  }
}

/** Constraints that were added without a look at the rows from before them, and that a row does not fit. */
async function listBroken(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string }>(`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where not convalidated and connamespace = current_schema()::regnamespace`)
  const broken: string[] = []
  for (const { table, name } of rows)
    await client
      .query(`alter table ${table} validate constraint ${client.escapeIdentifier(name)}`)
      .catch(() => broken.push(name))
  return broken
}

async function lookAtTrail(db: Db): Promise<Finding> {
  const { faults, records } = await verifyTrail(db, new Map())
  const [first] = faults
  return first
    ? failed('audit trail', wordsOf(first), 'Run tmas audit verify where the backup was made')
    : fine('audit trail', `${counting(records, 'record')}, none altered`)
}

/** The key is no part of a backup, so that its absence is worth knowing and no fault of the backup. */
async function lookAtSecrets(db: Db, dataDir: string): Promise<Finding> {
  const { status, detail, remedy } = await lookAtKeys(db, dataDir)
  return status === 'ok'
    ? fine('keys', detail)
    : warning('keys', detail, remedy ?? 'See docs/operating.md, Keys')
}
