/**
 * `npm run bench -- --import`: how long a manager waits for an import of 20,000 users with welcome e-mails: the check of the
 * file, the saving with its progress, and undoing it; then a change of all of them, and undoing that. Prints seconds, the
 * processor time of the server and of PostgreSQL, and how late the server's thread was at most. It takes about a minute.
 *
 * `-- --users 5000` sets how many; `-- --statements --nested` prints what PostgreSQL spent the time on.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { freePort } from '#server/platform/free-port.ts'
import { urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { startChild, startFlags } from './child.ts'
import { databaseProcessorTime } from './database-usage.ts'
import { analyze, fillDatabase } from './installation.ts'
import { addNoisyCustomers, password } from './noisy-customers.ts'
import { sessionOf } from './session-of.ts'

const { values } = parseArgs({
  strict: false,
  options: {
    users: { type: 'string', default: '20000' },
    statements: { type: 'boolean' },
    nested: { type: 'boolean' },
  },
})
const count = Number(values.users)

await buildConsole()
const cluster = await startThrowAwayCluster(
  values.statements
    ? {
        shared_preload_libraries: 'pg_stat_statements',
        'pg_stat_statements.track': values.nested ? 'all' : 'top',
      }
    : {},
)
const statistics = new pg.Client({ connectionString: asAdministrator(cluster.url) })
// It ends with its cluster, whatever went wrong.
statistics.on('error', () => {})
try {
  const databaseUrl = urlOf(cluster.url, 'tmas')
  await fillDatabase(databaseUrl)
  const [customer] = await addNoisyCustomers(databaseUrl)
  await analyze(databaseUrl)
  await statistics.connect()
  if (values.statements) await statistics.query('create extension pg_stat_statements')
  const url = `http://127.0.0.1:${await freePort()}`
  const settings = {
    DATABASE_URL: cluster.url,
    TMAS_URL: url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
  const flags = process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : []
  const tmas = await startChild('tmas.ts', settings, [...startFlags(), ...flags])
  try {
    const cookies = await sessionOf(url, customer?.managers[0] ?? '', password)
    const post = async (path: string, type: string, body: string) => {
      const headers = { cookie: cookies, origin: url, 'content-type': type }
      const response = await fetch(`${url}/api/v1/users/import${path}`, { method: 'POST', headers, body })
      if (!response.ok || !response.body) throw new Error(`an import was answered with ${response.status}`)
      return response.body.pipeThrough(new TextDecoderStream())
    }
    /** What undoes the last import. */
    let undo = ''
    const send = async (query: string, body: string) => {
      const steps: [at: number, said: string][] = []
      let answer = ''
      for await (const text of await post(`?${query}`, 'text/csv', body)) {
        steps.push([performance.now(), text.slice(0, 400)])
        answer += text
      }
      undo = /"undo":"([^"]+)"/.exec(answer)?.[1] ?? ''
      return steps
    }
    const undone = async () => {
      const answer = await post('/undo', 'application/json', JSON.stringify({ undo, confirm: true }))
      let text = ''
      for await (const part of answer) text += part
      const { removed, restored } = JSON.parse(text)
      if (removed + restored !== count) throw new Error(`${removed} were removed and ${restored} restored`)
      return []
    }
    const measured = async (
      what: string,
      query: string,
      act: () => Promise<readonly [at: number, said: string][]>,
    ) => {
      if (values.statements) await statistics.query('select pg_stat_statements_reset()')
      const before = { ...(await tmas.usage()), database: databaseProcessorTime(cluster.dataDir) }
      const began = performance.now()
      const steps = await act()
      const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)
      const took = performance.now() - began
      const after = { ...(await tmas.usage()), database: databaseProcessorTime(cluster.dataDir) }
      const processors = `server ${seconds(after.cpu - before.cpu)} s, PostgreSQL ${seconds(after.database - before.database)} s`
      console.log(
        `${what}: ${seconds(took)} s; ${processors}; thread late at most ${Math.round(after.late[2])} ms`,
      )
      if (query.includes('progress')) printSteps(steps, began)
      if (values.statements) await printStatements()
    }
    const rows = (each: (n: number) => string) => Array.from({ length: count }, (_, n) => each(n))
    const file = (head: string, each: (n: number) => string) => [head, ...rows(each)].join('\n')
    const added = file(
      'username,email,firstName,lastName,title,role,location',
      (n) => `new${n},new${n}@noisy0.example,Given${n},Family${n},Clerk,viewer,${customer?.chainId}`,
    )
    const imported = (what: string, query: string, body: string) =>
      measured(what, query, () => send(query, body))
    await imported(`check of ${count} new users`, 'dryRun=true', added)
    await imported(`import of ${count} new users`, 'confirm=true&progress=true', added)
    await measured(`undo of ${count} new users`, '', undone)
    await imported(
      `import of ${count} new users with welcome e-mails`,
      'sendWelcomeEmail=true&confirm=true&progress=true',
      added,
    )
    const changed = file(
      'username,email,title,endsOn',
      (n) => `new${n},changed${n}@noisy0.example,Cook,2031-01-31`,
    )
    await imported(`check of ${count} changes`, 'dryRun=true', changed)
    await imported(`import of ${count} changes`, 'confirm=true&progress=true', changed)
    await measured(`undo of ${count} changes`, '', undone)
  } finally {
    await tmas.stop()
  }
} finally {
  await statistics.end()
  await cluster.stop()
}

function asAdministrator(url: string): string {
  const administrator = new URL(url)
  administrator.username = 'postgres'
  return administrator.href
}

/** When each step of the saving began. */
function printSteps(steps: readonly [at: number, said: string][], began: number): void {
  const first = new Map<string, number>()
  for (const [at, text] of steps)
    for (const [, step = 'result'] of text.matchAll(/^\{"(?:step":"(\w+)|result)"/gm))
      if (!first.has(step)) first.set(step, at)
  const said = [...first].map(([step, at]) => `${step} ${((at - began) / 1000).toFixed(1)}`)
  console.log(`  seconds until: ${said.join(', ')}; ${steps.length} notes of progress`)
  const problem = steps.at(-1)?.[1]
  if (problem?.startsWith('{"problem')) throw new Error(problem)
}

async function printStatements(): Promise<void> {
  const { rows } = await statistics.query<{ query: string; calls: number; time: number }>(
    `select query, calls::int, total_exec_time as time from pg_stat_statements order by total_exec_time desc limit 14`,
  )
  for (const { query, calls, time } of rows)
    console.log(`  ${Math.round(time)} ms, ${calls}×: ${query.replace(/\s+/g, ' ').slice(0, 150)}`)
}
