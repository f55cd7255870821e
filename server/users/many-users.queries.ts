import { sql } from 'kysely'
import type { Trx } from '#server/platform/database.ts'

/** Whether no one else is being shown what a change of many of this customer's users would do. Holds until the end. */
export async function isOnlyPreview(trx: Trx, customerId: string): Promise<boolean> {
  const { rows } = await sql<{ isTaken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('many users ' || ${customerId}, 0)) as is_taken`.execute(
    trx,
  )
  return rows[0]?.isTaken === true
}
