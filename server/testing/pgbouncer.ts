import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { choosePostgresAccount } from '#server/embedded-postgres/postgres-account.ts'
import { freePort } from '#server/platform/free-port.ts'
import { environment, pgbouncers } from '../../scripts/ensure-pgbouncer.ts'

/** The start-up parameters that a pooler has to let pass (docs/operating.md). */
const letThrough = 'statement_timeout, lock_timeout, idle_in_transaction_session_timeout, options'

/** Enough for the connections of fifteen instances. */
const mostClients = 1000

/**
 * A real PgBouncer in front of a database.
 *
 * @param url of the database.
 * @param how `keepsPrepared` says whether a transaction finds what was prepared on another connection, as from 1.21 on.
 * @returns `url` of the same database through it.
 */
export async function startPgBouncer(
  url: string,
  {
    mode = 'transaction',
    ignored = letThrough,
    size = 20,
    keepsPrepared = false,
  }: { mode?: 'transaction' | 'session'; ignored?: string; size?: number; keepsPrepared?: boolean } = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  const found = pgbouncers()
  const chosen = found.find((one) => one.keepsPrepared === keepsPrepared) ?? found[0]
  if (!chosen || (keepsPrepared && !chosen.keepsPrepared))
    throw new Error('There is no PgBouncer 1.21 or later: run node scripts/ensure-pgbouncer.ts')
  const folder = await mkdtemp(join(tmpdir(), 'tmas-pgbouncer-'))
  await chmod(folder, 0o755)
  const [database, port] = [new URL(url), await freePort()]
  const [user, password] = [database.username, database.password].map(decodeURIComponent)
  const file = join(folder, 'pgbouncer.ini')
  await writeFile(
    file,
    `[databases]
* = host=${database.hostname} port=${database.port} user=${user} password='${password}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${size}
max_client_conn = ${mostClients}
${chosen.keepsPrepared ? `max_prepared_statements = ${keepsPrepared ? 200 : 0}` : ''}
${ignored && `ignore_startup_parameters = ${ignored}`}
`,
  )
  // Like PostgreSQL, it does not run as root.
  const account = choosePostgresAccount(folder, { info() {} })
  const [program = '', ...args] = chosen.command
  const child = spawn(program, [...args, '--quiet', file], {
    ...account,
    cwd: '/',
    env: { PATH: environment.PATH },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  await listens(port)
  const through = new URL(url)
  through.port = String(port)
  through.hostname = '127.0.0.1'
  return {
    url: through.href,
    async stop() {
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function listens(port: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isThere) return
    if (tries > 100) throw new Error('PgBouncer does not listen')
    await sleep(100)
  }
}
