import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readDisturbance } from '#server/attempts/disturbance.ts'
import { readDatabaseConfig } from '#server/config.ts'
import { readOutbox } from '#server/metrics.queries.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { compareVersions } from '#server/platform/migrate.ts'
import { type Environment, withDatabaseUrl } from '../database.ts'
import { type Finding, failed, fine, reasonOf, warning } from './finding.ts'

/** Milliseconds between our clock and the database's that mean nothing, and those with which times become wrong. */
const clocks = { tolerable: 2_000, wrong: 60_000 }

/** PostgreSQL 15: what the migrations need. */
const oldestVersion = 150_000

/** All that is seen in the database, and of what lies in it. */
export async function lookAtDatabase(
  environment: Environment,
  { sendsMail }: { sendsMail: boolean },
): Promise<Finding[]> {
  const { database } = readDatabaseConfig(environment)
  if (database.kind === 'embedded' && !existsSync(join(database.directory, 'postgres')))
    return [warning('database', 'the embedded database is not made yet', 'Start TMAS, or run: tmas migrate')]
  try {
    return await withDatabaseUrl(environment, async (url) => {
      const db = openDatabase({ url, poolSize: 1 })
      try {
        return await examine(db, sendsMail)
      } finally {
        await db.destroy()
      }
    })
  } catch (error) {
    const remedy =
      database.kind === 'postgres'
        ? 'Check DATABASE_URL, that PostgreSQL runs, and that this machine may connect'
        : 'Read the log of the embedded PostgreSQL in TMAS_DATA_DIR/postgres/log'
    return [failed('database', reasonOf(error), remedy)]
  }
}

async function examine(db: Db, sendsMail: boolean): Promise<Finding[]> {
  // The first query connects; what follows is the way there and back.
  await sql`select 1`.execute(db)
  const askedAt = Date.now()
  const { rows } = await sql<{ version: string; number: number; readOnly: string; now: Date }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      current_setting('transaction_read_only') as read_only, clock_timestamp() as now`.execute(db)
  const answeredAt = Date.now()
  const server = rows[0] as NonNullable<(typeof rows)[0]>
  const name = `PostgreSQL ${server.version}`

  if (server.number < oldestVersion)
    return [failed('database', `${name} is too old`, 'Use PostgreSQL 15 or later')]
  if (server.readOnly === 'on')
    return [
      failed(
        'database',
        `${name} is read-only`,
        'Name the primary in DATABASE_URL, or all hosts with target_session_attrs=read-write',
      ),
    ]
  const clock = lookAtClock(server.now.getTime() - (askedAt + answeredAt) / 2)
  const { pending, fault } = await compareVersions(db)
  if (fault)
    return [
      failed('database', `${name}: ${fault}`, 'Start the version of TMAS that fits, or restore a backup'),
      clock,
    ]
  if (pending.length > 0)
    return [
      failed('database', `${name}: ${pending.length} migrations are pending`, 'Run: tmas migrate'),
      clock,
    ]
  return [
    fine('database', `${name}, writable, at this version, ${answeredAt - askedAt} ms away`),
    clock,
    await lookAtSignIns(db),
    await lookAtOutbox(db, sendsMail),
  ]
}

function lookAtClock(ahead: number): Finding {
  const detail = `the database's is ${Math.round(Math.abs(ahead))} ms ${ahead < 0 ? 'behind' : 'ahead'}`
  const remedy = 'Let a time service (NTP) set the clocks of this machine and of the database'
  if (Math.abs(ahead) > clocks.wrong) return failed('clock', detail, remedy)
  return Math.abs(ahead) > clocks.tolerable ? warning('clock', detail, remedy) : fine('clock', detail)
}

async function lookAtSignIns(db: Db): Promise<Finding> {
  const disturbance = await readDisturbance(db, new Date())
  if (!disturbance) return fine('sign-ins', 'no sign that sign-ins with Microsoft fail for everybody')
  const since = disturbance.since.toISOString()
  return disturbance.kind === 'registration'
    ? failed(
        'sign-ins',
        `with Microsoft they fail for everybody since ${since}: it refuses TMAS itself`,
        'See the lines of the credentials. If those are well, a running instance has other settings, or has not been restarted',
      )
    : failed(
        'sign-ins',
        `with Microsoft they fail for everybody since ${since}: it does not answer`,
        'See the line of Entra, and https://status.cloud.microsoft',
      )
}

/** Seconds that a mail may wait for its server before it is worth a word. */
const longWait = 15 * 60

async function lookAtOutbox(db: Db, sendsMail: boolean): Promise<Finding> {
  const now = new Date()
  const { waiting, oldest, givenUp } = await readOutbox(db, now)
  const age = oldest ? (now.getTime() - oldest.getTime()) / 1000 : 0
  const counted = `${waiting} ${waiting === 1 ? 'mail waits' : 'mails wait'}`
  const since = oldest ? `, the oldest since ${oldest.toISOString()}` : ''
  if (givenUp > 0)
    return warning(
      'outbox',
      `${counted}${since}; ${givenUp} given up in the last 3 days`,
      'See last_error of the rows in the table mail that have failed_at',
    )
  if (!sendsMail && waiting > 0)
    return warning(
      'outbox',
      `${counted}${since}, because no mail server is set`,
      'Set SMTP_URL and MAIL_FROM',
    )
  if (age > longWait)
    return warning(
      'outbox',
      `${counted}${since}`,
      'See the line of mail; and that a server is running, which sends them',
    )
  return fine('outbox', waiting === 0 ? 'empty' : counted)
}
