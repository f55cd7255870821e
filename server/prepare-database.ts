import { setTimeout as sleep } from 'node:timers/promises'
import { readProtection } from './audit/trail.queries.ts'
import { migrate } from './migrations/migrate.ts'
import { clockLimits, noteAhead } from './platform/clock.ts'
import { type Db, isUnavailable } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import { completeNamesIndex, lacksNamesIndex } from './platform/names-index.ts'
import { lookAtPooler } from './platform/pooler.ts'

const trailIsNotGuarded =
  'the role of DATABASE_URL may alter audit records, so that only their chain protects them: set MIGRATION_DATABASE_URL to a role that owns the tables, and DATABASE_URL to another'

const notesAreAhead =
  'what TMAS noted last is in the future: a clock was ahead, or this one was set back. Sessions and links of that time do not work'

/**
 * Brings the database to where this program can serve from it: migrated, with its indexes. What is wrong with it besides
 * is logged, with the remedy.
 *
 * @param isOwn whether it is the embedded one.
 * @throws {Error} if it does not answer, or if this program cannot work with it.
 */
export async function prepareDatabase({
  db,
  url,
  ownerUrl,
  isOwn,
  checkClock,
  log,
  now,
}: {
  db: Db
  url: string
  ownerUrl: string
  isOwn: boolean
  checkClock: () => Promise<string | undefined>
  log: Log
  now: () => Date
}): Promise<void> {
  // An embedded database is reached without anything in between.
  if (!isOwn) await lookAtPooler(url)
  await migrate(ownerUrl, { log, applicationUrl: url })
  const lacking = (await lacksNamesIndex(db)) && (await completeNamesIndex(ownerUrl))
  if (lacking) log.warn({ remedy: lacking.remedy }, lacking.detail)
  const { mayAlter, role } = await readProtection(db)
  if (mayAlter) log.warn({ role }, trailIsNotGuarded)
  const fault = await checkClock()
  if (fault) log.error(`${fault}: TMAS is not ready. Use a time service (NTP) on both`)
  const ahead = await noteAhead(db, now)
  if (ahead > clockLimits.wrong) log.warn({ milliseconds: ahead }, notesAreAhead)
}

/** Milliseconds between two attempts to reach a database that was away at the start. */
const nextAttempt = 2_000

/** @returns whether it was done before it was stopped. */
export async function tryUntilDone(
  work: () => Promise<void>,
  stopping: AbortSignal,
  log: Log,
  onFailure: (error: unknown) => void,
): Promise<boolean> {
  while (!stopping.aborted) {
    await sleep(nextAttempt, undefined, { signal: stopping, ref: false }).catch(() => undefined)
    if (stopping.aborted) break
    try {
      await work()
      log.info('the database answers; TMAS is ready')
      return true
    } catch (err) {
      onFailure(err)
      if (!isUnavailable(err)) log.error({ err }, 'the database cannot be prepared; TMAS is not ready')
    }
  }
  return false
}
