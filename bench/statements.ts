/**
 * `npm run bench -- --statements`: what one warm sign-in asks of the database, by PostgreSQL's own statistics. Each
 * statement with how often it runs in one sign-in, and what it costs; statements in all; and which rows and entries of
 * indexes it writes.
 */
import pg from 'pg'
import { freePort } from '#server/platform/free-port.ts'
import { urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { databaseProcessorTime } from './database-usage.ts'
import { analyze, fillDatabase } from './installation.ts'
import { lookUp, repeat, signIn } from './load.ts'
import { watchWrites } from './writes.ts'

const warmUp = 300
const times = 400

const cluster = await startThrowAwayCluster({
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
  'pg_stat_statements.track': process.argv.includes('--nested') ? 'all' : 'top',
})
const children: Child[] = []
try {
  await fillDatabase(urlOf(cluster.url, 'tmas'))
  const administrator = new URL(cluster.url)
  administrator.username = 'postgres'
  const statistics = new pg.Client({ connectionString: administrator.href })
  await statistics.connect()
  await statistics.query('create extension pg_stat_statements')

  const url = `http://127.0.0.1:${await freePort()}`
  const emulator = await start('emulator.ts', { ORIGINS: url })
  const server = await start(
    'tmas.ts',
    {
      DATABASE_URL: cluster.url,
      TMAS_URL: url,
      ENTRA_AUTHORITY: emulator.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
    },
    [
      ...startFlags(),
      ...(process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : []),
    ],
  )
  const signInOnce = (turn: number) => signIn(server.url, emulator.url, turn)
  const [end] = await repeat(warmUp, 4, signInOnce)
  await repeat(warmUp, 4, () => lookUp(server.url, end?.cookies ?? ''))
  await analyze(urlOf(cluster.url, 'tmas'))
  await statistics.query('select pg_stat_statements_reset()')
  const writes = await watchWrites(urlOf(administrator.href, 'tmas'))
  const before = { database: databaseProcessorTime(cluster.dataDir), server: (await server.usage()).cpu }
  await repeat(times, 4, signInOnce)
  const after = { database: databaseProcessorTime(cluster.dataDir), server: (await server.usage()).cpu }
  const { rows } = await statistics.query<Statement>(
    `select query, calls::float / ${times} as calls, total_exec_time / ${times} as time,
       plans::float / ${times} as plans, total_plan_time / ${times} as planning,
       (shared_blks_hit + shared_blks_read)::float / ${times} as buffers
     from pg_stat_statements where calls > ${times} / 4 order by total_exec_time desc`,
  )
  const each = (of: 'database' | 'server') => ((after[of] - before[of]) / times).toFixed(2)
  console.log(
    `PostgreSQL's processor time a sign-in: ${each('database')} ms; the server's: ${each('server')} ms\n`,
  )
  console.log('calls     ms  planned     ms  buffers  statement')
  for (const row of rows) {
    const text = row.query.replaceAll(/\s+/g, ' ').slice(0, 100)
    console.log(
      `${row.calls.toFixed(2).padStart(5)} ${row.time.toFixed(3).padStart(6)} ${row.plans.toFixed(2).padStart(8)} ${row.planning.toFixed(3).padStart(6)} ${row.buffers.toFixed(0).padStart(8)}  ${text}`,
    )
  }
  const sum = (of: (row: Statement) => number) => rows.reduce((all, row) => all + of(row), 0)
  console.log(
    `\n${sum((row) => row.calls).toFixed(1)} statements, ${sum((row) => row.time).toFixed(2)} ms and ${sum((row) => row.planning).toFixed(2)} ms to plan them, ${sum((row) => row.buffers).toFixed(0)} buffers`,
  )
  await writes.print(times)
  await writes.end()
  await statistics.end()
} finally {
  for (const child of children.reverse()) await child.stop()
  await cluster.stop()
}

type Statement = {
  query: string
  calls: number
  time: number
  plans: number
  planning: number
  buffers: number
}

async function start(program: string, environment: Record<string, string>, flags?: string[]): Promise<Child> {
  const child = await startChild(program, environment, flags)
  children.push(child)
  return child
}
