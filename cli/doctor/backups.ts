import { access, constants, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readBackupStates } from '#server/backups/backup-state.queries.ts'
import { hasCome, missingSince } from '#server/backups/backup-times.ts'
import type { Config } from '#server/config.ts'
import type { Db } from '#server/platform/database.ts'
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
  const place = await lookAtPlace(state, backups, last)
  if (place?.status === 'failed') return place
  const missing = missingSince(backups.times, state ?? { beganAt: null, failedAt: null }, now)
  const failure = state?.failure ? `; the last try failed: ${state.failure.split('\n')[0]}` : ''
  if (missing && now.getTime() - missing.getTime() > hour)
    return failed(
      'backups',
      `one has been missing since ${missing.toISOString()}; ${last}${failure}`,
      'Read the log of the servers with TMAS_BACKUP_DIR, and check that one is running',
    )
  if (failure)
    return warning('backups', `${last}${failure}`, 'It is tried again every ten minutes; read the log')
  if (place) return place
  // Another server with this setting may have other recipients.
  if (backups.recipients.length === 0 || state?.encrypted === false)
    return warning(
      'backups',
      `not encrypted, so anyone with a file has all password hashes; ${last}`,
      `Make a key pair with tmas backup-key, and set TMAS_BACKUP_RECIPIENT: ${guide}`,
    )
  return fine('backups', `${last}, encrypted to ${counting(backups.recipients.length, 'key')}`)
}

/** @returns what is wrong with the folder, or with the last backup in it. */
async function lookAtPlace(
  state: State,
  { folder }: NonNullable<Config['backups']>,
  last: string,
): Promise<Finding | undefined> {
  let mode: number
  try {
    await access(folder, constants.W_OK)
    mode = (await stat(folder)).mode
  } catch (error) {
    return failed(
      'backups',
      `${reasonOf(error)}; ${last}`,
      `Create ${folder}, and let the account that runs TMAS write there`,
    )
  }
  if (state?.file) {
    const size = await stat(join(folder, state.file)).then(
      (found) => found.size,
      () => undefined,
    )
    if (size !== state.bytes)
      return failed(
        'backups',
        `${last}; it ${size === undefined ? 'is not there' : 'has another size there than when it was made'}`,
        `Find out who changed ${folder}, and make a backup with tmas backup`,
      )
  }
  if ((mode & 0o022) !== 0)
    return warning(
      'backups',
      `other accounts can write to ${folder}, and could put a backup of their own there; ${last}`,
      `chmod go-w ${folder}`,
    )
  return undefined
}

function lookAtDrill(state: State, backups: Config['backups'], now: Date): Finding {
  const passed =
    state?.succeededAt && hasCome(state.succeededAt, now)
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
  if (
    !state?.succeededAt ||
    !hasCome(state.succeededAt, now) ||
    now.getTime() - state.succeededAt.getTime() > oldDrill
  )
    return warning(
      'drill',
      passed,
      `Run tmas drill with a backup; if it is encrypted, where the key is: ${guide}`,
    )
  return fine('drill', passed)
}
