/**
 * Backups of an installation: made by hand or at their times, encrypted, restored; and what must not come back with
 * them. Not here: the operator's commands (cli), the drill among them, and PostgreSQL's own recovery
 * (docs/recovery.md).
 */

import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { landedMigrations, type Migration, statementsAlone } from '#server/migrations/migration-files.ts'
import { createHistory } from '#server/migrations/migration-history.queries.ts'
import { lockKey } from '#server/migrations/migration-steps.queries.ts'
import { takeAside } from '#server/platform/bulk-load.ts'
import { listTables, openConnection, type Table, withoutLimits } from '#server/platform/tables.ts'
import { cancelWaitingMail, columnsLeftOut, endCredentials, leftOut } from './backup-content.ts'
import { type BackupReader, checkSeal, firstLine, openBackup, writeSealed } from './backup-file.ts'
import { type Counts, type Head, parseEnd, parseHead, parseTable } from './backup-lines.ts'

export type { Counts } from './backup-lines.ts'

/**
 * Writes everything to be kept into a file, as it is at one moment: one transaction reads it all, while the server
 * keeps running. It is streamed, so that its size needs no memory.
 *
 * @param options.recipients whom it is encrypted to; without any, it is not encrypted.
 * @param options.stopping ends it, and leaves no file.
 * @throws {Error} in words for the operator.
 */
export async function backUp(
  url: string,
  file: string,
  options: { recipients?: readonly string[]; stopping?: AbortSignal } = {},
): Promise<{ createdAt: string; rows: Counts; bytes: number; sha256: string; encrypted: boolean }> {
  const client = await openConnection(url)
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(withoutLimits)
    const head = await readHead(client)
    const rows: Counts = {}
    const written = await writeSealed(file, contentOf(client, head, rows), options)
    await client.query('commit')
    return { createdAt: head.createdAt, rows, ...written, encrypted: (options.recipients ?? []).length > 0 }
  } finally {
    await client.end()
  }
}

async function readHead(client: pg.Client): Promise<Head> {
  const found = await client.query("select to_regclass('schema_migration') is not null as found")
  if (!found.rows[0].found)
    throw new Error('There is nothing to back up: this database has no tables of TMAS.')
  const { rows } = await client.query('select name, sha256 from schema_migration order by name collate "C"')
  const server = await client.query("select now() as now, current_setting('server_version') as version")
  const { now, version } = server.rows[0]
  return { createdAt: now.toISOString(), postgres: version, migrations: rows }
}

async function* contentOf(client: pg.Client, head: Head, rows: Counts): AsyncGenerator<Buffer> {
  yield line(firstLine)
  yield line(JSON.stringify(head))
  for (const { name, columns } of (await listTables(client)).filter(isKept)) {
    yield line(`table ${name} ${JSON.stringify(columns)}`)
    const copy = client.query(copyTo(`copy ${sourceOf(name, columns)} to stdout`))
    yield* copy as AsyncIterable<Buffer>
    yield line('\\.')
    // PostgreSQL counts in a message after the last row, which may come later than that row. It comes before this
    // answer.
    await client.query('select')
    rows[name] = copy.rowCount
  }
  yield line(`end ${JSON.stringify(rows)}`)
}

/**
 * Restores a backup into an empty database: one without tables, or one that was migrated to exactly the version of the
 * backup and holds nothing yet. It is one transaction, all or nothing, and the seal of the file is checked before
 * anything is written. If the backup is older than this program, its own tables are created first, and migrated once
 * they are filled.
 *
 * The audit trail is restored completely, with inserts, which are all that its trigger allows.
 *
 * @param options.identities that decrypt the backup, if it is encrypted.
 * @param options.keepCredentials lets API keys and recovery codes keep working. Only where none was revoked or used
 *   since the backup.
 * @returns the migrations that were applied on top, and how many rows there are in each table.
 * @throws {Error} in words for the operator.
 */
export async function restore(
  url: string,
  file: string,
  {
    identities = [],
    keepCredentials = false,
  }: { identities?: readonly string[]; keepCredentials?: boolean } = {},
): Promise<{ createdAt: string; rows: Counts; migrated: string[] }> {
  await checkSeal(file, identities)
  const backup = openBackup(file, identities)
  const head = parseHead(await backup.line(), await backup.line(), file)
  const { own, later } = await splitMigrations(head)

  const client = await openConnection(url)
  try {
    await client.query('begin')
    await client.query(withoutLimits)
    await takeLock(client)
    await client.query('set local client_min_messages = warning')
    await makeReady(client, own)
    await client.query('alter table schema_migration add column if not exists needs text')
    const putBack = await takeAside(client)
    const rows = await load(client, backup)
    await putBack()
    for (const migration of later) await apply(client, migration)
    // Afterwards, because the tables of an older version may lack what these are about.
    await client.query(cancelWaitingMail)
    if (!keepCredentials) for (const statement of Object.values(endCredentials)) await client.query(statement)
    await client.query('commit')
    await client.query('analyze')
    return { createdAt: head.createdAt, rows, migrated: later.map(({ name }) => name) }
  } finally {
    // What was not committed is rolled back when the connection ends.
    await client.end()
  }
}

/** The migrations that the backup had applied, and those of this program that came later. */
async function splitMigrations(head: Head): Promise<{ own: Migration[]; later: Migration[] }> {
  const known = await landedMigrations()
  const own = head.migrations.map(({ name, sha256 }) => {
    const migration = known.find((one) => one.name === name)
    if (!migration)
      throw new Error(
        `The backup is of a newer version: it has seen ${name}. Restore it with the version that brought that.`,
      )
    if (migration.sha256 !== sha256)
      throw new Error(
        `The backup has seen another migrations/${name}. Restore it with the version that made it.`,
      )
    return migration
  })
  return { own, later: known.filter((migration) => !own.includes(migration)) }
}

/** @throws {Error} if the database has anything that a restore would mix with. */
async function makeReady(client: pg.Client, own: readonly Migration[]): Promise<void> {
  const tables = await listTables(client)
  if (tables.length === 0) {
    await client.query(createHistory)
    for (const migration of own) await apply(client, migration)
    return
  }
  const history = tables.some(({ name }) => name === 'schema_migration')
  const names = tables.map(({ name }) => pg.escapeIdentifier(name))
  // Until the end, no one else can write, or read what is half restored.
  await client.query(`lock table ${names.join(', ')} in access exclusive mode`)
  for (const { name } of tables) {
    if (name === 'schema_migration') continue
    const { rowCount } = await client.query(`select from ${pg.escapeIdentifier(name)} limit 1`)
    if (rowCount !== 0 || !history)
      throw new Error(
        `The database is not empty (${name}). A backup is restored into an empty one only: make a new one, or choose another TMAS_DATA_DIR.`,
      )
  }
  const { rows } = await client.query('select name from schema_migration order by name collate "C"')
  if (rows.map(({ name }) => name).join() !== own.map(({ name }) => name).join())
    throw new Error(
      'The database has empty tables of another version than the backup. Restore into one without tables: make a new one, or choose another TMAS_DATA_DIR.',
    )
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const { name, sha256, needs = null, runs } = migration
  for (const statement of statementsAlone(migration))
    while (((await client.query(statement)).rowCount ?? 0) > 0 && runs === 'in batches');
  await client.query('insert into schema_migration (name, sha256, needs) values ($1, $2, $3)', [
    name,
    sha256,
    needs,
  ])
}

/** Keeps instances that start from migrating at the same time. What waits for a lock would be waited for by them. */
async function takeLock(client: pg.Client): Promise<void> {
  const ask = `select pg_try_advisory_xact_lock(${lockKey}) as is_ours`
  while (!(await client.query<{ is_ours: boolean }>(ask)).rows[0]?.is_ours) await sleep(200)
}

/** Fills the tables in the order of the file, in which references are satisfied. */
async function load(client: pg.Client, backup: BackupReader): Promise<Counts> {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]))
  const rows: Counts = {}
  for (;;) {
    const text = await backup.line()
    const said = parseEnd(text)
    if (said) {
      // Earlier versions wrote 0 where PostgreSQL's count had not come yet. The seal has proved that the file is whole.
      const isWrong = (table: string) => said[table] !== rows[table] && said[table] !== 0
      if (Object.keys({ ...said, ...rows }).some(isWrong))
        throw new Error('The backup does not hold as many rows as it says. Nothing was restored.')
      return rows
    }
    const { name, columns } = parseTable(text)
    const table = tables.get(name)
    if (!table || columns.some((column) => !table.columns.includes(column)))
      throw new Error(`The backup holds what this version has no place for: ${name}. Nothing was restored.`)
    const copy = client.query(copyFrom(`copy ${target(name, columns)} from stdin`))
    await pipeline(backup.rows(), copy)
    rows[name] = copy.rowCount
  }
}

function isKept({ name }: Table): boolean {
  return !leftOut.has(name)
}

function sourceOf(name: string, columns: readonly string[]): string {
  const without = columnsLeftOut[name]
  if (!without) return target(name, columns)
  const parts = columns.map((column) => (without.includes(column) ? 'null' : pg.escapeIdentifier(column)))
  return `(select ${parts.join(', ')} from ${pg.escapeIdentifier(name)})`
}

function target(name: string, columns: readonly string[]): string {
  return `${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')})`
}

function line(text: string): Buffer {
  return Buffer.from(`${text}\n`)
}
