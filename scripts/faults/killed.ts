import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbeddedPostgres } from '#server/embedded-postgres/embedded-postgres.ts'
import { type Allowed, type Fault, type Options, tryFault } from './fault.ts'
import { openCluster, openStage, type Stage } from './stage.ts'

type Victim = 'server' | 'database' | 'both'

/**
 * When a server is killed, connections break, which no one can avoid. It starts within a second or two, and PostgreSQL
 * first brings its own files into order; a machine that is busy with other things is slow at both.
 */
const allowed: Record<Victim, Allowed> = {
  server: { outcomes: ['cut'], slowest: 10_000, back: 10_000 },
  database: { slowest: 8_000, back: 10_000 },
  both: { outcomes: ['cut'], slowest: 8_000, back: 10_000 },
}

export const serverKilled: Fault = {
  name: 'server-killed',
  about: 'kill -9 of the server at random moments; it is started again, as a service manager does',
  run: async (options) => [
    await killOutside(options, 'server'),
    ...(await killEmbedded(options, ['server', 'both'])),
  ],
}

export const databaseKilled: Fault = {
  name: 'database-killed',
  about: 'kill -9 of PostgreSQL at random moments',
  run: async (options) => [
    await killOutside(options, 'database'),
    ...(await killEmbedded(options, ['database'])),
  ],
}

/** A PostgreSQL of one's own, which is started again by itself. */
async function killOutside(options: Options, victim: Victim) {
  const cluster = await openCluster(options.things)
  const stage = await openStage(options.things, cluster)
  return kill(options, stage, {
    name: `${victim}, PostgreSQL of one's own`,
    victim,
    dataDir: cluster.dataDir,
  })
}

async function killEmbedded(options: Options, victims: readonly Victim[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tmas-faults-embedded-'))
  await chmod(dataDir, 0o755)
  options.things.defer(() => rm(dataDir, { recursive: true, force: true }))
  const database = await openEmbeddedPostgres({ dataDir, log: { info() {} } })
  options.things.defer(() => database.stop())
  const settings = { DATABASE_URL: '', MIGRATION_DATABASE_URL: '' }
  const stage = await openStage(options.things, database, { settings, dataDir })
  const reports = []
  for (const victim of victims)
    reports.push(await kill(options, stage, { name: `${victim}, embedded PostgreSQL`, victim, dataDir }))
  return reports
}

export function kill(
  options: Options,
  stage: Stage,
  { name, victim, dataDir }: { name: string; victim: Victim; dataDir: string },
) {
  const { rounds, chance, tell } = options
  return tryFault(options, stage, name, allowed[victim], async ({ over }) => {
    for (let round = 1; round <= rounds; round++) {
      await sleep(chance(1_500))
      if (victim !== 'server') process.kill(await postmasterOf(dataDir), 'SIGKILL')
      if (victim !== 'database') await stage.server.kill()
      await over()
      tell(`${name}: round ${round} of ${rounds}`)
    }
    return {}
  })
}

async function postmasterOf(dataDir: string): Promise<number> {
  const [pid = ''] = (await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')
  return Number(pid)
}
