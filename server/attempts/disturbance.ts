import type { Db } from '#server/platform/database.ts'
import type { Log } from '#server/platform/log.ts'
import {
  type Disturbance,
  disturbanceIn,
  disturbanceWindow,
  type Outage,
} from '#server/policy/disturbance.ts'
import { endDisturbance, readSigns, startDisturbance } from './disturbance.queries.ts'

/** What to do, for the operator who reads the log. */
const remedies = {
  registration:
    'Microsoft refuses the client ID or the credential of TMAS: no one can sign in with Microsoft. Run `tmas doctor`, and give TMAS a valid certificate or secret',
  microsoft:
    'Microsoft does not answer, or its metadata or keys cannot be used: no one can sign in with Microsoft. Run `tmas doctor`; look at the network of this machine and at https://status.cloud.microsoft',
} satisfies Record<Outage, string>

/** Whether sign-ins with Microsoft fail for everyone now, as all instances have recorded them. */
export async function readDisturbance(db: Db, now: Date): Promise<Disturbance | undefined> {
  const { signs, lastSuccessAt } = await readSigns(db, new Date(now.getTime() - disturbanceWindow))
  return disturbanceIn(signs, lastSuccessAt, now)
}

/**
 * Checks whether sign-ins with Microsoft fail for everyone, and logs it: once when an episode starts and once when it
 * is over, whichever instance notices it first.
 */
export async function lookForDisturbance(
  db: Db,
  log: Pick<Log, 'info' | 'error'>,
  now: Date,
): Promise<Disturbance | undefined> {
  const disturbance = await readDisturbance(db, now)
  if (disturbance) {
    const { kind, since } = disturbance
    if (await startDisturbance(db, disturbance, new Date(now.getTime() - disturbanceWindow)))
      log.error({ disturbance: kind, since }, remedies[kind])
  } else if (await endDisturbance(db, now)) {
    log.info('sign-ins with Microsoft are no longer disturbed')
  }
  return disturbance
}
