import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readDisturbance } from '#server/attempts/disturbance.ts'
import { witnessFile } from '#server/audit/witness.ts'
import { type Config, readDatabaseConfig } from '#server/config.ts'
import { readOutbox } from '#server/metrics.queries.ts'
import { compareVersions } from '#server/migrations/schema-version.ts'
import { clockLimits, noteAhead } from '#server/platform/clock.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { lacksNamesIndex } from '#server/platform/names-index.ts'
import { keepsSession, lookAtPooler, PoolerRefused } from '#server/platform/pooler.ts'
import { askForWrites } from '#server/platform/takes-writes.queries.ts'
import { counting } from '../counting.ts'
import { type Environment, withDatabaseUrl } from '../database.ts'
import { lookAtBackups } from './backups.ts'
import { type Finding, failed, fine, reasonOf, warning } from './finding.ts'
import { lookAtKeys } from './keys.ts'
import { lookAtTrail } from './trail.ts'
import { lookAtUsernames } from './usernames.ts'

/** PostgreSQL 15, which the migrations need. */
const oldestVersion = 150_000

/** Checks the database, its clock, and what TMAS has noted in it. */
export async function lookAtDatabase(
  environment: Environment,
  { sendsMail }: { sendsMail: boolean },
): Promise<Finding[]> {
  const { database, dataDir, backups } = readDatabaseConfig(environment)
  if (database.kind === 'embedded' && !existsSync(join(database.directory, 'postgres')))
    return [
      warning('database', 'the embedded database does not exist yet', 'Start TMAS, or run: tmas migrate'),
    ]
  try {
    return await withDatabaseUrl(environment, async ({ url, ownerUrl }) => {
      const { limitsHold } = await lookAtPooler(url)
      const canMigrate = await keepsSession(ownerUrl)
      const db = openDatabase({ url, poolSize: 1 })
      try {
        const findings = await examine(db, {
          sendsMail,
          witness: witnessFile(dataDir, database),
          dataDir,
          backups,
        })
        return [...findings, lookAtLimits(limitsHold), lookAtMigrations(canMigrate)]
      } finally {
        await db.destroy()
      }
    })
  } catch (error) {
    if (error instanceof PoolerRefused) return [failed('database', error.detail, error.remedy)]
    const remedy =
      database.kind === 'postgres'
        ? 'Check DATABASE_URL, and whether PostgreSQL is running and lets this machine connect'
        : 'Read the log of the embedded PostgreSQL in TMAS_DATA_DIR/postgres/log'
    return [failed('database', reasonOf(error), remedy)]
  }
}

async function examine(
  db: Db,
  {
    sendsMail,
    witness,
    dataDir,
    backups,
  }: { sendsMail: boolean; witness: string; dataDir: string; backups: Config['backups'] },
): Promise<Finding[]> {
  // The first query connects, so that the next one measures only the way there and back.
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
        'Set DATABASE_URL to the primary, or to all hosts with target_session_attrs=read-write',
      ),
    ]
  const refused = await askForWrites(db)
  if (refused)
    return [
      failed(
        'database',
        `${name}: ${refused}`,
        'Make room on the disk of PostgreSQL; never remove anything in pg_wal. TMAS goes on by itself',
      ),
    ]
  const clock = lookAtClock(server.now.getTime() - (askedAt + answeredAt) / 2)
  const { pending, filling, newer, fault } = await compareVersions(db)
  if (fault)
    return [
      failed('database', `${name}: ${fault}`, 'Start the version of TMAS that matches, or restore a backup'),
      clock,
    ]
  if (pending.length > 0)
    return [
      failed('database', `${name}: ${pending.length} migrations are pending`, 'Run: tmas migrate'),
      clock,
    ]
  return [
    lookAtVersion({ filling, newer }, `${name}, writable, migrated, ${answeredAt - askedAt} ms away`),
    clock,
    await lookAtSignIns(db),
    await lookAtOutbox(db, sendsMail),
    await lookAtSearch(db),
    await lookAtNotes(db),
    await lookAtUsernames(db),
    await lookAtKeys(db, dataDir),
    ...(await lookAtTrail(db, witness)),
    ...(await lookAtBackups(db, backups, new Date())),
  ]
}

function lookAtVersion({ filling, newer }: { filling: string[]; newer: string[] }, detail: string): Finding {
  const last = newer.at(-1)
  if (last)
    return warning(
      'database',
      `${detail}; by a newer version, up to ${last}, with which this one works`,
      'Upgrade this one, too. Until then it goes on as before',
    )
  const rest = filling.length > 0 ? `; rows are still being filled by ${filling.join(', ')}` : ''
  return fine('database', `${detail}${rest}`)
}

function lookAtLimits(hold: boolean): Finding {
  return hold
    ? fine('time limits', 'PostgreSQL ends what takes too long')
    : warning(
        'time limits',
        'a pooler drops the time limits that TMAS sets, so one statement can block others for a long time',
        "Set them on TMAS's role: alter role … set statement_timeout = '5s'; alter role … set lock_timeout = '2s'; alter role … set idle_in_transaction_session_timeout = '10s'; alter role … set random_page_cost = 1.1",
      )
}

/** Whether the next upgrade can build indexes, which needs a connection of its own for as long as it takes. */
function lookAtMigrations(can: boolean): Finding {
  return can
    ? fine('migrations', 'they have a connection of their own to PostgreSQL')
    : warning(
        'migrations',
        'they would go through a pooler that gives each transaction another connection, so the next upgrade may not start',
        'Set MIGRATION_DATABASE_URL to PostgreSQL itself, or to a pooler with pool_mode = session',
      )
}

async function lookAtSearch(db: Db): Promise<Finding> {
  const lacking = await lacksNamesIndex(db)
  return lacking
    ? warning('search', lacking.detail, lacking.remedy)
    : fine('search', 'people are found by any part of a name through an index')
}

function lookAtClock(ahead: number): Finding {
  const detail = `the database's is ${Math.round(Math.abs(ahead))} ms ${ahead < 0 ? 'behind' : 'ahead'}`
  const remedy = 'Use a time service (NTP) on this machine and on that of the database'
  if (Math.abs(ahead) > clockLimits.wrong) return failed('clock', detail, remedy)
  return Math.abs(ahead) > clockLimits.tolerable ? warning('clock', detail, remedy) : fine('clock', detail)
}

/**
 * Whether a clock was ahead once, or was set back: what was noted then does not count until it is in the past (R28).
 */
async function lookAtNotes(db: Db): Promise<Finding> {
  const ahead = await noteAhead(db, () => new Date())
  if (ahead <= clockLimits.wrong) return fine('time stamps', 'none is in the future')
  return warning(
    'time stamps',
    `the newest one is ${Math.round(ahead / 1000)} seconds in the future: a clock was ahead, or was set back`,
    'Check the clocks of all machines. Sessions and links of that time do not work, so those people sign in again',
  )
}

async function lookAtSignIns(db: Db): Promise<Finding> {
  const disturbance = await readDisturbance(db, new Date())
  if (!disturbance) return fine('sign-ins', 'nothing suggests that sign-ins with Microsoft fail for everyone')
  const since = disturbance.since.toISOString()
  return disturbance.kind === 'registration'
    ? failed(
        'sign-ins',
        `Microsoft has refused TMAS itself since ${since}: sign-ins with Microsoft fail for everyone`,
        'See the lines of the credentials. If they are ok, a running instance has other settings or has not been restarted',
      )
    : failed(
        'sign-ins',
        `Microsoft has not answered since ${since}: sign-ins with Microsoft fail for everyone`,
        'See the line of Entra, and https://status.cloud.microsoft',
      )
}

/** Seconds that a mail may wait before the doctor warns. */
const longWait = 15 * 60

async function lookAtOutbox(db: Db, sendsMail: boolean): Promise<Finding> {
  const now = new Date()
  const { waiting, oldest, givenUp } = await readOutbox(db, now)
  const age = oldest ? (now.getTime() - oldest.getTime()) / 1000 : 0
  const counted = `${counting(waiting, 'mail is', 'mails are')} waiting`
  const since = oldest ? `, the oldest since ${oldest.toISOString()}` : ''
  if (givenUp > 0)
    return warning(
      'outbox',
      `${counted}${since}; ${givenUp} given up in the last 3 days`,
      'See the reasons with: tmas mail list. Then run: tmas mail retry',
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
      'See the line of mail, and check that a server is running to send them',
    )
  return fine('outbox', waiting === 0 ? 'empty' : counted)
}
