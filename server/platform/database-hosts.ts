import type pg from 'pg'
import { wasLeft } from './host-pool.ts'

/** What Kysely needs from a pool. */
export type HostPool = {
  connect(): Promise<pg.PoolClient>
  end(): Promise<void>
  options: object
}

/**
 * The addresses in a DATABASE_URL, one URL per host, in the order of trust.
 *
 * `postgres://user:pw@a:5432,b:5433/tmas?target_session_attrs=read-write` names two hosts, as in libpq. pg itself
 * supports only one.
 *
 * @throws {Error} if `target_session_attrs` asks for a host that TMAS cannot work on.
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 */
export function readHosts(url: string): { urls: string[]; mustBeWritable: boolean } {
  const parts = /^(postgres(?:ql)?:\/\/)([^/?]*@)?([^/?]*)([^?]*)(?:\?(.*))?$/s.exec(url)
  if (!parts) throw new Error('DATABASE_URL is not of the form postgres://user:password@host:port/database')
  const [, scheme = '', credentials = '', hosts = '', path = '', query = ''] = parts

  const options = new URLSearchParams(query)
  const wanted = options.get('target_session_attrs') ?? 'any'
  if (!['any', 'read-write', 'primary'].includes(wanted)) {
    throw new Error(`DATABASE_URL: target_session_attrs must be any, read-write or primary, not ${wanted}`)
  }
  options.delete('target_session_attrs')
  const rest = options.size > 0 ? `${path}?${options}` : path

  return {
    urls: hosts.split(',').map((host) => `${scheme}${credentials}${host}${rest}`),
    mustBeWritable: wanted !== 'any',
  }
}

/**
 * One pool over several hosts. A new connection goes to the host that answered last. If that host is down or has
 * become read-only, it tries the others once. One that was found silent is tried last. libpq starts with the first host each time, so behind a host that has
 * vanished silently each request would wait for its time-out.
 */
export function poolOverHosts(pools: pg.Pool[], queueLimit: number): HostPool {
  let current = 0

  return {
    options: pools[0]?.options ?? {},

    async connect() {
      let failure: unknown
      if (wasLeft(pools[current] as pg.Pool)) current = (current + 1) % pools.length
      for (let tried = 0; tried < pools.length; tried++) {
        const host = (current + tried) % pools.length
        const pool = pools[host] as pg.Pool
        if (pool.waitingCount >= queueLimit) throw new Error(queueIsFull)
        try {
          const client = await pool.connect()
          current = host
          return client
        } catch (error) {
          // All connections are busy, which is no reason to open more elsewhere.
          if (error instanceof Error && error.message === queueTimeOut) throw error
          failure = error
        }
      }
      throw failure
    },

    async end() {
      await Promise.all(pools.map((pool) => pool.end()))
    },
  }
}

export const queueIsFull = 'too many queries are waiting for a connection'

/** pg-pool's own words, because this error has no code. */
export const queueTimeOut = 'timeout exceeded when trying to connect'
