/**
 * What lies between TMAS and PostgreSQL. A pooler that gives each transaction another connection has to know which
 * statements a client has prepared, and an old one does not: sign-ins then fail now and then, under load and for reasons
 * that no one finds. It is found out by trying, because a pooler does not say which one it is.
 */

import type { Socket } from 'node:net'
import pg from 'pg'
import { connectionSettings } from './database.ts'
import { readHosts } from './database-hosts.ts'

/** What a pooler does not do that TMAS needs: the reason in one line, and what to change. */
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
    'Use PgBouncer 1.21 or later with max_prepared_statements above 0, or pool_mode = session, or let DATABASE_URL name PostgreSQL itself',
}

const takesNoParameters = {
  detail: 'The pooler in front of PostgreSQL refuses how TMAS connects',
  remedy:
    'In pgbouncer.ini, set ignore_startup_parameters = statement_timeout, lock_timeout, idle_in_transaction_session_timeout, options',
}

/** The probes that hold a connection, so that the pooler has to give another one to the next. */
const mostHolders = 3

/** Milliseconds for each answer. */
const patience = 4_000

/**
 * Looks whether statements stay prepared on the way to the database. A connection that leads straight to PostgreSQL costs
 * one question, any other a few.
 *
 * @returns whether the limits of time that TMAS sets are in force at the other end, which a pooler may leave out.
 * @throws {PoolerRefused} if they do not, or it does not let TMAS connect; otherwise what went wrong with the database.
 */
export async function lookAtPooler(url: string): Promise<{ limitsHold: boolean }> {
  const opened: pg.Client[] = []
  const open = async () => {
    const client = await connect(url)
    opened.push(client)
    return client
  }
  try {
    const client = await open()
    const { port, limitsHold } = await readOtherEnd(client)
    const isDirect = port !== null && port === socketOf(client).localPort
    if (!isDirect && !(await keepsPrepared(client, open))) throw new PoolerRefused(isTooOld)
    return { limitsHold }
  } finally {
    await Promise.all(opened.map((client) => client.end().catch(() => {})))
  }
}

/** Milliseconds for which what was found counts. */
const counts = 60_000

/**
 * The same for a server that runs, in front of which a pooler can be changed.
 *
 * @returns a function that says why the pooler will not do; undefined if it will.
 */
export function watchPooler(url: string): () => Promise<string | undefined> {
  let last: { at: number; fault: string | undefined } | undefined
  return async () => {
    const at = performance.now()
    if (last && at - last.at < counts) return last.fault
    try {
      await lookAtPooler(url)
      last = { at, fault: undefined }
    } catch (error) {
      // A database that is away says nothing about the pooler.
      if (!(error instanceof PoolerRefused)) return last?.fault
      last = { at, fault: error.detail }
    }
    return last.fault
  }
}

async function readOtherEnd(client: pg.Client): Promise<{ port: number | null; limitsHold: boolean }> {
  const { rows } = await client.query<{ port: number | null; limits_hold: boolean }>(`
    select inet_client_port() as port, '0' not in (
      current_setting('statement_timeout'), current_setting('lock_timeout'),
      current_setting('idle_in_transaction_session_timeout')
    ) as limits_hold`)
  return { port: rows[0]?.port ?? null, limitsHold: rows[0]?.limits_hold ?? false }
}

/**
 * Prepares a statement, and uses it again while others hold the connections that it may have been prepared on.
 */
async function keepsPrepared(client: pg.Client, open: () => Promise<pg.Client>): Promise<boolean> {
  const use = async () => {
    const { rows } = await client.query<{ pid: number }>({ name: 'tmas_pooler', text: probe })
    return rows[0]?.pid
  }
  try {
    const prepared = await use()
    for (let holders = 0; holders < mostHolders; holders += 1) {
      const holder = await open()
      await holder.query('begin')
      await holder.query('select pg_backend_pid()')
      // On another connection, and it was known there as well.
      if ((await use()) !== prepared) return true
    }
    // A session has its connection to itself.
    return true
  } catch (error) {
    if (statementIsUnknown.has((error as { code?: string }).code ?? '')) return false
    throw error
  }
}

const probe = 'select pg_backend_pid() as pid'

/** PostgreSQL has none of this name, or one from someone else. */
const statementIsUnknown: ReadonlySet<string> = new Set(['26000', '42P05'])

/** Connects as the pool does, to the first host that answers. */
async function connect(url: string): Promise<pg.Client> {
  let failure: unknown
  for (const connectionString of readHosts(url).urls) {
    const client = new pg.Client({ ...connectionSettings(true), connectionString, query_timeout: patience })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      if (/unsupported startup parameter/i.test(String(error))) throw new PoolerRefused(takesNoParameters)
      failure = error
    }
  }
  throw failure
}

function socketOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream
}
