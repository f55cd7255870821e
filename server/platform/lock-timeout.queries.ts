import { type Kysely, sql } from 'kysely'
import type { DB } from './database.generated.ts'

/** Limits how long the next statements of a transaction wait for locks, to so many milliseconds. */
export async function limitWaits(trx: Kysely<DB>, milliseconds: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(milliseconds)}, true)`.execute(trx)
}

/** From here on, they wait for as long as those of any other transaction. */
export async function waitAsEver(trx: Kysely<DB>): Promise<void> {
  await sql`set local lock_timeout to default`.execute(trx)
}
