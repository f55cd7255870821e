import type { Db } from '#server/platform/database.ts'
import { eachAlone } from '#server/platform/each-alone.ts'
import type { Log } from '#server/platform/log.ts'
import { reasonToPause, type Stuck, whoMayBeStuck } from '#server/policy/roll-out-pause.ts'
import {
  listCircumstances,
  listSignInsOfWave,
  listWatchedWaves,
  type PauseCause,
} from './roll-out.queries.ts'
import { pauseWave } from './roll-out.ts'

const day = 24 * 60 * 60 * 1000

/** Milliseconds for which a wave is watched after it began or was resumed. Then it is how people sign in. */
const watched = 14 * day

/** Milliseconds for which a person counts who was refused and has not come back since. */
const recent = day

/** Pauses every wave in which too many people are refused, and tells the managers why and who they are (R36). */
export async function pauseTroubledWaves(db: Db, log: Pick<Log, 'warn'>, now: Date): Promise<void> {
  const waves = await listWatchedWaves(db, new Date(now.getTime() - watched))
  await eachAlone(log, 'pause waves whose people are refused', waves, async (wave) => {
    const since = new Date(Math.max(wave.begunAt.getTime(), now.getTime() - recent))
    const { signIns, people } = await listSignInsOfWave(db, wave, since, now)
    const mayBeProved = signIns.map((one) => ({ ...one, isProved: one.tenantId !== null }))
    const refused = whoMayBeStuck(mayBeProved)
    if (refused.length === 0) return
    // Looked up only for the few who were refused, and not for everyone every few seconds.
    const known = await listCircumstances(db, wave.customerId, refused, { since, now })
    const ofOwnTenant = mayBeProved.filter(
      ({ userId, code, tenantId }) =>
        code === null || tenantId === null || tenantId === known.get(userId)?.tenantId,
    )
    const stuck = reasonToPause(ofOwnTenant, people, now, known)
    if (!stuck) return
    const pause = { waveId: wave.id, because: causeOf(stuck), begunAt: wave.begunAt }
    await pauseWave(db, { kind: 'operator' }, wave.chainId, pause, now)
  })
}

/** The reasons, the most frequent first, each with whom it concerns. */
function causeOf(stuck: readonly Stuck[]): PauseCause {
  const causes = [...Map.groupBy(stuck, ({ code }) => code)].map(([code, people]) => ({
    code,
    userIds: people.map(({ userId }) => userId).sort(),
  }))
  return { refused: stuck.length, causes: causes.sort((a, b) => b.userIds.length - a.userIds.length) }
}
