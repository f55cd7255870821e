import { access, constants } from 'node:fs/promises'
import { readBackupStates } from '#server/backup-state.queries.ts'
import type { Config } from '#server/config.ts'
import type { Db } from '#server/platform/database.ts'
import { missingSince } from '#server/policy/backup-times.ts'
import { counting } from '../counting.ts'
import { type Finding, failed, fine, reasonOf, skipped, warning } from './finding.ts'

const guide = 'docs/operating.md, Backup and restore'
const hour = 60 * 60 * 1000

/** A quarter of a year, and some days to get around to it. */
const oldDrill = 100 * 24 * hour

/** Whether backups are made at their times, where they can be kept, and when one was last restored to try it. */
export async function lookAtBackups(db: Db, backups: Config['backups'], now: Date): Promise<Finding[]> {
  const states = await readBackupStates(db)
  const backup = states.find(({ work }) => work === 'backup')
  const drill = states.find(({ work }) => work === 'drill')
  return [await lookAtSchedule(backup, backups, now), lookAtDrill(drill, backups, now)]
}

type State = Awaited<ReturnType<typeof readBackupStates>>[number] | undefined

async function lookAtSchedule(state: State, backups: Config['backups'], now: Date): Promise<Finding> {
  const last = state?.backupOf
    ? `the last one is of ${state.backupOf.toISOString()} (${state.file})`
    : 'none was made yet'
  if (!backups)
    return skipped(
      'backups',
      state ? `not scheduled here; ${last}` : 'not scheduled: TMAS_BACKUP_DIR is not set here',
    )
  try {
    await access(backups.folder, constants.W_OK)
  } catch (error) {
    return failed(
      'backups',
      `${reasonOf(error)}; ${last}`,
      `Create ${backups.folder}, and let the account that runs TMAS write there`,
    )
  }
  const missing = missingSince(backups.times, state ?? { beganAt: null, failedAt: null }, now)
  const failure = state?.failure ? `; the last try failed: ${state.failure.split('\n')[0]}` : ''
  if (missing && now.getTime() - missing.getTime() > hour)
    return failed(
      'backups',
      `one is missing since ${missing.toISOString()}; ${last}${failure}`,
      'Read the log of the servers with TMAS_BACKUP_DIR, and check that one is running',
    )
  if (failure)
    return warning('backups', `${last}${failure}`, 'It is tried again every ten minutes; read the log')
  if (backups.recipients.length === 0)
    return warning(
      'backups',
      `not encrypted, so anyone with a file has all password hashes; ${last}`,
      `Make a key pair with tmas backup-key, and set TMAS_BACKUP_RECIPIENT: ${guide}`,
    )
  return fine('backups', `${last}, encrypted to ${counting(backups.recipients.length, 'key')}`)
}

function lookAtDrill(state: State, backups: Config['backups'], now: Date): Finding {
  const passed = state?.succeededAt
    ? `the last drill that found no fault was on ${state.succeededAt.toISOString()}, of ${state.file}`
    : 'no drill has passed yet'
  if (state?.failure)
    return failed(
      'drill',
      `the last one failed: ${state.failure.split('\n')[0]}; ${passed}`,
      'Run tmas drill with a new backup, and do what it says',
    )
  if (!backups && !state)
    return skipped('drill', 'no drill has passed yet, and no backups are scheduled here')
  if (!state?.succeededAt || now.getTime() - state.succeededAt.getTime() > oldDrill)
    return warning(
      'drill',
      passed,
      `Run tmas drill with a backup; if it is encrypted, where the key is: ${guide}`,
    )
  return fine('drill', passed)
}
