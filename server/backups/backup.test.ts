import { randomBytes } from 'node:crypto'
import {
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '#server/http/app.ts'
import { migrate } from '#server/migrations/migrate.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { openLog } from '#server/platform/log.ts'
import { createDatabase, dropDatabase, urlOf } from '#server/testing/cluster.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signedInWithPassword,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { northTenantId, tmasClientId } from '../../emulator/sample.ts'
import { backUp, restore } from './backup.ts'

const bea = 'bea.first@north.example'
const quiet = { log: { info() {}, warn() {} } }
/** What a table in a file could take for its end, or for another column. */
const awkward = 'a\\.b\n\\.\n\ttab\r\n\\N é 🛒'

let door: FrontDoor
let folder: string
let file: string
let sourceUrl: string
const opened: { url: string; db: Db }[] = []

beforeAll(async () => {
  door = await openFrontDoor()
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(door.db)
  sourceUrl = urlOf(inject('cluster').url, rows[0]?.name ?? '')
  folder = await mkdtemp(join(tmpdir(), 'tmas-backup-'))
  file = join(folder, 'tmas.backup')

  const north = await customerWithTenant(door, 'North', northTenantId)
  await userIn(door, north.chainId, bea, { description: awkward })
  const passwordHash = await leastHash('Front-Door-1')
  await userIn(door, north.chainId, 'pat@north.example', { username: 'pat', passwordHash })
  await signInWithMicrosoft(door, visitor(door), bea)
  await signInWithMicrosoft(door, visitor(door), 'ines.typo@north.example')
  await signedInWithPassword(door, 'pat', 'Front-Door-1')
  await visitor(door).post('/forgot-password', { name: 'pat' })
  await backUp(sourceUrl, file)
})
afterEach(async () => {
  for (const { url, db } of opened.splice(0)) {
    await db.destroy()
    await dropDatabase(inject('cluster').url, new URL(url).pathname.slice(1))
  }
})
afterAll(async () => {
  await door.close()
  await rm(folder, { recursive: true })
})

test('a backup restores every row of what is kept, to the letter, and the audit trail whole (R23)', async () => {
  const { url, db } = await emptyDatabase()
  const { rows: restored, migrated } = await restore(url, file)
  expect(migrated).toEqual([])
  const tables = Object.keys(restored)
  expect(tables).toEqual(
    expect.arrayContaining(['customer', 'user_account', 'microsoft_link', 'sign_in_attempt', 'audit_record']),
  )
  // What they hold differs on purpose; see below.
  for (const table of tables.filter((name) => !['mail', 'api_key', 'recovery_code'].includes(name)))
    expect(await textOf(db, table)).toEqual(await textOf(door.db, table))
  const user = await db
    .selectFrom('userAccount')
    .select('description')
    .where('email', '=', bea)
    .executeTakeFirst()
  expect(user?.description).toBe(awkward)
  await expect(sql`delete from audit_record`.execute(db)).rejects.toThrow('cannot be changed')
})

test('every table of this version is either kept or left out on purpose, and none counts with a sequence', async () => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema()`.execute(door.db)
  const { rows: kept } = await restore((await emptyDatabase()).url, file)
  const left = rows.map(({ name }) => name).filter((name) => !(name in kept))
  expect(left.sort()).toEqual([
    'address_change',
    'attempt_question',
    'backup_state',
    'closed_session',
    'device_link',
    'forgotten_password',
    'mail_caused',
    'mail_turn',
    'password_link',
    'password_name_tried',
    'password_tries',
    'schema_migration',
    'second_factor_setup',
    'second_factor_wait',
    'session',
    'session_proof',
    'shared_device_offer',
    'signing_key',
    'told_name',
  ])
  // A restore would have to set them.
  const sequences = await sql`select from pg_sequences where schemaname = current_schema()`.execute(door.db)
  expect(sequences.rows).toEqual([])
})

test('after a restore people sign in by both doors, and nobody is signed in already', async () => {
  const browser = await signedInWithPassword(door, 'pat', 'Front-Door-1')
  const { url, db } = await emptyDatabase()
  const later = join(folder, `${randomBytes(4).toString('hex')}.backup`)
  await backUp(sourceUrl, later)
  await restore(url, later)

  const there = { ...door, db, app: appOn(db) }
  expect(await browser.session()).toMatchObject({ user: { username: 'pat' } })
  const same = visitor(there)
  for (const [name, value] of browser.cookies) same.cookies.set(name, value)
  expect(await same.session()).toBeUndefined()

  expect(await (await signedInWithPassword(there, 'pat', 'Front-Door-1')).session()).toBeDefined()
  const linked = visitor(there)
  await signInWithMicrosoft(there, linked, bea)
  expect(await linked.session()).toMatchObject({ signedInWith: 'microsoft' })
})

test('mails that waited are restored as given up: their links are dead, and they may have been sent since', async () => {
  const before = await door.db.selectFrom('mail').select('id').where('sentAt', 'is', null).execute()
  expect(before.length).toBeGreaterThan(0)
  const { url, db } = await emptyDatabase()
  await restore(url, file)
  const mails = await db.selectFrom('mail').select(['failedAt', 'textBody', 'sentAt']).execute()
  for (const mail of mails) {
    expect(mail.textBody).toBeNull()
    expect(mail.failedAt ?? mail.sentAt).not.toBeNull()
  }
})

test('a backup holds no link of a mail that waits', async () => {
  const user = await door.db
    .selectFrom('userAccount')
    .select(['id', 'customerId'])
    .where('username', '=', 'pat')
    .executeTakeFirstOrThrow()
  const link = `${tmasUrl}/set-password?token=${randomBytes(32).toString('base64url')}`
  const now = door.now()
  const mail = { recipient: 'pat@north.example', subject: 'Your link', createdAt: now, nextAttemptAt: now }
  await door.db
    .insertInto('mail')
    .values({
      ...mail,
      id: crypto.randomUUID(),
      customerId: user.customerId,
      userId: user.id,
      textBody: link,
      htmlBody: link,
    })
    .execute()
  const later = join(folder, `${randomBytes(4).toString('hex')}.backup`)
  await backUp(sourceUrl, later)
  const content = gunzipSync(await readFile(later)).toString()
  expect(content).toContain('Your link')
  expect(content).not.toContain('token=')
})

test('API keys and recovery codes of a backup open nothing after a restore, unless the operator keeps them', async () => {
  const user = await door.db
    .selectFrom('userAccount')
    .select(['id', 'customerId'])
    .where('username', '=', 'pat')
    .executeTakeFirstOrThrow()
  const key = { id: crypto.randomUUID(), customerId: user.customerId, locationId: user.customerId }
  await door.db
    .insertInto('apiKey')
    .values({
      ...key,
      secretHash: randomBytes(32),
      role: 'viewer',
      name: 'Reports',
      createdAt: door.now(),
      createdBy: user.id,
      expiresAt: new Date(Date.now() + 1_000_000),
    })
    .execute()
  await door.db
    .insertInto('recoveryCode')
    .values({ userId: user.id, customerId: user.customerId, codeHash: randomBytes(32) })
    .execute()
  const later = join(folder, `${randomBytes(4).toString('hex')}.backup`)
  await backUp(sourceUrl, later)
  for (const keepCredentials of [false, true]) {
    const { url, db } = await emptyDatabase()
    await restore(url, later, { keepCredentials })
    const kept = await db.selectFrom('apiKey').select('revokedAt').where('id', '=', key.id).executeTakeFirst()
    expect(kept?.revokedAt === null).toBe(keepCredentials)
    const codes = await db.selectFrom('recoveryCode').select('userId').execute()
    expect(codes.length > 0).toBe(keepCredentials)
  }
})

test.each<[string, (content: Buffer) => Buffer]>([
  ['cut short', (gzip) => gzip.subarray(0, gzip.length - 20)],
  ['cut short within its content', (gzip) => gzipSync(gunzipSync(gzip).subarray(0, -200))],
  ['without its seal', (gzip) => gzipSync(gunzipSync(gzip).subarray(0, -72))],
  ['altered in one letter', (gzip) => gzipSync(replaced(gunzipSync(gzip), 'pat@north', 'pot@north'))],
  ['altered in its head', (gzip) => gzipSync(replaced(gunzipSync(gzip), '"createdAt":"2', '"createdAt":"3'))],
  ['damaged on the disk', (gzip) => Buffer.from(gzip).fill(0, 400, 420)],
  ['another file', () => Buffer.from('username,email\n')],
  ['empty', () => Buffer.alloc(0)],
])('a backup that is %s is refused, and nothing is written', async (_what, spoil) => {
  const spoiled = join(folder, `${randomBytes(4).toString('hex')}.backup`)
  await writeFile(spoiled, spoil(await readFile(file)))
  const { url, db } = await emptyDatabase()
  await expect(restore(url, spoiled)).rejects.toThrow('not a complete backup of TMAS')
  expect(await countTables(db)).toBe(0)
})

test('a database in which anything lies already is left as it is', async () => {
  const { url, db } = await emptyDatabase()
  await restore(url, file)
  const before = await textOf(db, 'user_account')
  await expect(restore(url, file)).rejects.toThrow('not empty')
  expect(await textOf(db, 'user_account')).toEqual(before)
  const { url: foreign, db: foreignDb } = await emptyDatabase()
  await sql`create table invoice (id integer)`.execute(foreignDb)
  await expect(restore(foreign, file)).rejects.toThrow('not empty')
  expect(await countTables(foreignDb)).toBe(1)
})

test('a database that was migrated and holds nothing yet counts as empty', async () => {
  const { url, db } = await emptyDatabase()
  await migrate(url, quiet)
  await restore(url, file)
  expect(await textOf(db, 'membership')).toEqual(await textOf(door.db, 'membership'))
})

test('a backup of an older version is restored and then migrated; one of a newer version is refused', async () => {
  const migrations = join(import.meta.dirname, '../../migrations')
  const older = join(folder, 'older')
  const names = (await readdir(migrations)).filter((name) => name.endsWith('.sql')).sort()
  const last = names.pop() ?? ''
  await rm(older, { recursive: true, force: true })
  await mkdir(older)
  for (const name of names) await copyFile(join(migrations, name), join(older, name))

  const past = await emptyDatabase()
  await migrate(past.url, { ...quiet, directory: older })
  await sql`insert into customer values (${crypto.randomUUID()}, now())`.execute(past.db)
  const oldFile = join(folder, 'older.backup')
  await backUp(past.url, oldFile)
  const { url, db } = await emptyDatabase()
  expect((await restore(url, oldFile)).migrated).toEqual([last])
  // By their names: the last migration may have added columns.
  const customersIn = (from: Db) => from.selectFrom('customer').select(['id', 'createdAt']).execute()
  expect(await customersIn(db)).toEqual(await customersIn(past.db))
  expect(await migrate(url, quiet)).toEqual([])

  await sql`insert into schema_migration (name, sha256) values ('9999_of_tomorrow.sql', '')`.execute(past.db)
  const newFile = join(folder, 'newer.backup')
  await backUp(past.url, newFile)
  const target = await emptyDatabase()
  await expect(restore(target.url, newFile)).rejects.toThrow('newer version')
  expect(await countTables(target.db)).toBe(0)
})

test('rows from before a rule that was made without a look at them are restored, and the rule is as it was', async () => {
  const past = await emptyDatabase()
  await restore(past.url, file)
  const rule = 'sign_in_attempt_is_sound'
  const without = sql.raw(`alter table sign_in_attempt drop constraint ${rule}`)
  const again = sql.raw(
    `alter table sign_in_attempt add constraint ${rule} check (is_sound(sign_in_attempt)) not valid`,
  )
  await without.execute(past.db)
  await sql`update sign_in_attempt set return_to = '/' || repeat('x', 1000)`.execute(past.db)
  await again.execute(past.db)
  const later = join(folder, 'old-rows.backup')
  await backUp(past.url, later)
  const { url, db } = await emptyDatabase()
  await restore(url, later)
  expect(await textOf(db, 'sign_in_attempt')).toEqual(await textOf(past.db, 'sign_in_attempt'))
  await expect(sql`update sign_in_attempt set return_to = return_to || 'x'`.execute(db)).rejects.toThrow(rule)
})

test('a backup is of one moment, whatever is written meanwhile', async () => {
  const { rows } = await sql<{ id: string }>`select id from customer limit 1`.execute(door.db)
  const chainId = rows[0]?.id ?? ''
  const later = join(folder, 'busy.backup')
  let isDone = false
  const writing = (async () => {
    for (let number = 0; !isDone; number++) await userIn(door, chainId, `busy-${number}@north.example`)
  })()
  await backUp(sourceUrl, later)
  isDone = true
  await writing
  const { url, db } = await emptyDatabase()
  await restore(url, later)
  // Each user was added together with a role: neither comes without the other.
  const lonely = await sql`select from user_account where id not in (select user_id from membership)`.execute(
    db,
  )
  expect(lonely.rows).toEqual([])
})

test('what lies where a backup is written beside its place is not written into, nor through', async () => {
  const [own, others] = [join(folder, 'planted.backup'), join(folder, 'of-somebody-else')]
  await writeFile(others, 'theirs', { mode: 0o644 })
  await symlink(others, `${own}.part`)
  await backUp(sourceUrl, own)
  expect(await readFile(others, 'utf8')).toBe('theirs')
  await writeFile(join(folder, 'open.backup.part'), 'left by a crash', { mode: 0o666 })
  await backUp(sourceUrl, join(folder, 'open.backup'))
  for (const name of ['planted.backup', 'open.backup']) {
    const made = await lstat(join(folder, name))
    expect([made.isFile(), made.mode & 0o077]).toEqual([true, 0])
    await rm(join(folder, name))
  }
})

test('a backup is for its owner’s eyes, holds no session or link, and is never written over another one', async () => {
  const { mode } = await stat(file)
  expect(mode & 0o077).toBe(0)
  const content = gunzipSync(await readFile(file)).toString()
  expect(content).toContain('\ntable user_account [')
  expect(content).not.toMatch(/^table (session|password_link) /m)
  await expect(backUp(sourceUrl, file)).rejects.toThrow('already')
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
})

async function emptyDatabase() {
  const { url: cluster } = inject('cluster')
  const name = `tmas_restore_${randomBytes(6).toString('hex')}`
  await createDatabase(cluster, name)
  const url = urlOf(cluster, name)
  const database = { url, db: openDatabase({ url, poolSize: 2 }) }
  opened.push(database)
  return database
}

/** All of a table, as PostgreSQL writes it, in an order of its own. */
async function textOf(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} as t`.execute(db)
  return rows.map(({ row }) => row).sort()
}

async function countTables(db: Db): Promise<number> {
  const { rows } = await sql`select from pg_tables where schemaname = current_schema()`.execute(db)
  return rows.length
}

function replaced(content: Buffer, before: string, after: string): Buffer {
  const at = content.indexOf(before)
  if (at < 0) throw new Error(`${before} is not in the backup`)
  const changed = Buffer.from(content)
  changed.write(after, at)
  return changed
}

function appOn(db: Db): FrontDoor['app'] {
  const { entra, now, emulator, sealer } = door
  const redirectUri = `${tmasUrl}/sign-in/microsoft/callback`
  const config = {
    url: tmasUrl,
    secure: false,
    entra: { authority: emulator.url, clientId: tmasClientId, credentials: [], redirectUri },
    trustedProxies: [],
  }
  return createApp({
    config,
    db,
    entra,
    log: openLog('silent'),
    sealer,
    now,
    readiness: async () => undefined,
  })
}
