/**
 * What lies between TMAS and PostgreSQL. A pooler that gives each transaction another connection has to know which
 * statements a client has prepared, and an old one does not: sign-ins then fail now and then, under load, and the reason
 * is hard to find. TMAS finds out by trying, because a pooler does not say which version it is.
 */

import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { readHosts } from './database-hosts.ts'
import { connectionSettings } from './host-pool.ts'

/** A pooler does not do what TMAS needs: the reason in one line, and what to change. */
export class PoolerRefused extends Error {
  override readonly name = 'PoolerRefused'
  readonly detail: string
  readonly remedy: string

  constructor({ detail, remedy }: { detail: string; remedy: string }) {
    super(`${detail}. ${remedy}.`)
    this.detail = detail
    this.remedy = remedy
  }
}

const isTooOld = {
  detail: 'The pooler in front of PostgreSQL does not keep prepared statements',
  remedy:
    'Use PgBouncer 1.21 or later with max_prepared_statements above 0, or pool_mode = session, or point DATABASE_URL at PostgreSQL itself',
}

const takesNoParameters = {
  detail: 'The pooler in front of PostgreSQL refuses the connection settings of TMAS',
  remedy:
    'In pgbouncer.ini, set ignore_startup_parameters = statement_timeout, lock_timeout, idle_in_transaction_session_timeout, options',
}

/** How many connections are held at most, so that the pooler has to use another one for the next statement. */
const mostHolders = 3

/** How often one of them takes a connection. Others use the pooler, too, and one turn may miss by chance. */
const turns = 30

/** Milliseconds for each answer, and for a connection to close. */
const patience = { answer: 4_000, end: 1_000 }

/**
 * Checks whether prepared statements survive on the way to the database. A direct connection to PostgreSQL costs one
 * query, any other a few. Where there are several hosts, one that will do is enough.
 *
 * @returns whether the time limits that TMAS sets are in force at the other end, which a pooler may drop, and whether
 *   a session keeps its connection to PostgreSQL, as far as that could be seen.
 * @throws {PoolerRefused} if they do not survive, or the pooler refuses the connection; any other error is the database's.
 */
export async function lookAtPooler(url: string): Promise<{ limitsHold: boolean; keepsSession: boolean }> {
  const { urls, mustBeWritable } = readHosts(url)
  const failures: unknown[] = []
  for (const host of urls) {
    try {
      const { isWritable, ...seen } = await lookAtHost(host)
      if (isWritable || !mustBeWritable) return seen
    } catch (error) {
      failures.push(error)
    }
  }
  const refused = failures.find((error) => error instanceof PoolerRefused)
  // No host will do: that of a pooler can be repaired, and one that is away comes back.
  if (refused ?? failures[0]) throw refused ?? failures[0]
  return { limitsHold: true, keepsSession: true }
}

/** Whether what is set in a session stays with it, and reaches no one else's. */
export async function keepsSession(url: string): Promise<boolean> {
  try {
    return (await lookAtPooler(url)).keepsSession
  } catch (error) {
    // It gave the next statement another connection, which is how it was found out.
    if (error instanceof PoolerRefused && error.detail === isTooOld.detail) return false
    throw error
  }
}

async function lookAtHost(
  connectionString: string,
): Promise<Omit<OtherEnd, 'port'> & { keepsSession: boolean }> {
  const opened: pg.Client[] = []
  const open = async () => {
    const client = new pg.Client({
      ...connectionSettings(true),
      connectionString,
      query_timeout: patience.answer,
    })
    client.on('error', () => {})
    opened.push(client)
    await client.connect().catch((error) => {
      throw /unsupported startup parameter/i.test(String(error))
        ? new PoolerRefused(takesNoParameters)
        : error
    })
    return client
  }
  try {
    const client = await open()
    const { port, ...end } = await readOtherEnd(client)
    const isDirect = port === (socketOf(client).localPort ?? null)
    const kept = isDirect ? 'with its connection' : await whatIsPrepared(client, open)
    if (kept === 'lost') throw new PoolerRefused(isTooOld)
    return { ...end, keepsSession: kept === 'with its connection' }
  } finally {
    await Promise.all(opened.map(close))
  }
}

/** Closes a connection, within a second: to a host that has vanished it would take a quarter of an hour. */
async function close(client: pg.Client): Promise<void> {
  const waiting = new AbortController()
  const waited = sleep(patience.end, undefined, waiting).catch(() => {})
  await Promise.race([client.end().catch(() => {}), waited])
  waiting.abort()
  socketOf(client).destroy()
}

type OtherEnd = { port: number | null; limitsHold: boolean; isWritable: boolean }

async function readOtherEnd(client: pg.Client): Promise<OtherEnd> {
  const { rows } = await client.query<{ port: number | null; limits_hold: boolean; read_only: string }>(`
    select inet_client_port() as port, current_setting('transaction_read_only') as read_only, '0' not in (
      current_setting('statement_timeout'), current_setting('lock_timeout'),
      current_setting('idle_in_transaction_session_timeout')
    ) as limits_hold`)
  const [row] = rows
  return {
    port: row?.port ?? null,
    limitsHold: row?.limits_hold ?? false,
    isWritable: row?.read_only === 'off',
  }
}

/**
 * Prepares a statement, and uses it again while other clients hold the connections on which it may have been prepared. A
 * pooler without a free connection for that is not judged: only what PostgreSQL says of the statement counts.
 */
async function whatIsPrepared(
  client: pg.Client,
  open: () => Promise<pg.Client>,
): Promise<'with its connection' | 'on all connections' | 'lost'> {
  const use = async () => {
    const { rows } = await client.query<{ pid: number }>({ name: 'tmas_pooler', text: probe })
    return rows[0]?.pid
  }
  try {
    const prepared = await use()
    const holders: pg.Client[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      const holder = holders[turn % mostHolders] ?? (await open())
      if (turn < mostHolders) holders.push(holder)
      // It ran on another connection, and was known there as well.
      else if ((await holder.query('commit')) && (await use()) !== prepared) return 'on all connections'
      await holder.query('begin')
      await holder.query('select pg_backend_pid()')
      if ((await use()) !== prepared) return 'on all connections'
    }
    return 'with its connection'
  } catch (error) {
    const isUnknown = statementIsUnknown.has((error as { code?: string }).code ?? '')
    return isUnknown ? 'lost' : 'with its connection'
  }
}

const probe = 'select pg_backend_pid() as pid'

/** PostgreSQL has none of this name, or one from someone else. */
const statementIsUnknown: ReadonlySet<string> = new Set(['26000', '42P05'])

function socketOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream
}
