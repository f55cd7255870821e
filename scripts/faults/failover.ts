import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '#server/platform/database.ts'
import { comesTrue, type Fault, type Options, tryFault } from './fault.ts'
import { openPair } from './postgres-pair.ts'
import { openStage } from './stage.ts'

type Way = { name: string; synchronous: boolean; blow: 'killed' | 'frozen'; back: number }

const ways: readonly Way[] = [
  { name: 'primary killed, synchronous standby', synchronous: true, blow: 'killed', back: 8_000 },
  { name: 'primary killed, asynchronous standby', synchronous: false, blow: 'killed', back: 8_000 },
  // A frozen host has to be found out first; the others are as fast as the machine.
  { name: 'primary frozen, synchronous standby', synchronous: true, blow: 'frozen', back: 5_000 },
]

/** Milliseconds, from the blow until someone, or something, promotes the standby. */
const untilPromoted = 1_000

export const failover: Fault = {
  name: 'failover',
  about: 'the primary is killed or frozen, and a standby with streaming replication takes over',
  async run(options) {
    const reports = []
    for (const way of ways) reports.push(await tryWay(options, way))
    return reports
  },
}

async function tryWay(options: Options, { name, synchronous, blow, back }: Way) {
  const { things, seconds } = options
  const pair = await openPair(things, { synchronous })
  const stage = await openStage(things, pair.at(pair.primary), { reachedBy: pair.both })
  const db = openDatabase({ url: pair.at(pair.standby).ownerUrl, poolSize: 2, timeLimits: false })
  things.defer(() => db.destroy())
  return tryFault(
    options,
    stage,
    name,
    { slowest: 8_000, back },
    async ({ over, claim }) => {
      await sleep(seconds * 1_000)
      if (blow === 'killed') pair.primary.process.kill('SIGKILL')
      else await pair.freeze('SIGSTOP')
      const promoted = sleep(untilPromoted).then(() => pair.promote())
      await over()
      await promoted
      const isUp = async () => (await stage.metric('tmas_database_up')) === 1
      claim(await comesTrue(isUp, 10_000), 'tmas_database_up stays at 0')
      return {}
    },
    db,
  )
}
