import { sql } from 'kysely'
import pg from 'pg'
import { migrate } from '#server/migrations/migrate.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { type Size, seed, syntheticPerson } from '../cli/synthetic-installation.ts'
import type { SeededPerson } from './many-people.ts'

/** As in production: a sign-in waits until it is on the disk. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

export type Seeded = Awaited<ReturnType<typeof startSeeded>>

/**
 * An installation as `tmas seed` makes it, in a PostgreSQL of its own that is as durable as a real one.
 *
 * @param prepare what else is to be there.
 */
export async function startSeeded(size: Size, prepare?: (db: Db) => Promise<void>) {
  const cluster = await startThrowAwayCluster(durable)
  try {
    await migrate(cluster.url, { log: { info() {}, warn() {} } })
    const db = openDatabase({ url: cluster.url, timeLimits: false, poolSize: 2 })
    const startedAt = performance.now()
    const added = await seed(db, size, new Date())
    const seconds = (performance.now() - startedAt) / 1000
    await prepare?.(db)
    // As PostgreSQL does by itself within minutes.
    await sql`vacuum analyze`.execute(db)
    await db.destroy()
    await checkpoint(cluster.url)
    return { ...cluster, databaseUrl: cluster.applicationUrl, size, added, seconds }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** What was filled in is on the disk before anything is measured. */
async function checkpoint(url: string): Promise<void> {
  const administrator = new URL(url)
  administrator.username = 'postgres'
  const client = new pg.Client({ connectionString: administrator.href })
  await client.connect()
  await client.query('checkpoint')
  await client.end()
}

/** The person of a turn: all over the installation, and no one twice until everyone was there. */
export function personOfTurn(
  size: Size,
  turn: number,
  kind: 'linked' | 'new',
): SeededPerson & { ip: string } {
  const chain = 1 + (turn % size.chains)
  const round = Math.floor(turn / size.chains)
  const perTen = kind === 'linked' ? 8 : 1
  const ten = Math.floor(round / perTen) % Math.floor(size.usersPerChain / 10)
  // Of ten, the first may be the manager, and the last one is not linked.
  const index = 10 * ten + (kind === 'linked' ? 1 + (round % perTen) : 9)
  return { ...syntheticPerson(chain, index), ip: addressOf(chain, index) }
}

/** The people of a store of ten share an address. */
export function addressOf(chain: number, index: number): string {
  return `10.${chain >> 8}.${chain & 255}.${1 + (Math.floor(index / 10) % 250)}`
}
