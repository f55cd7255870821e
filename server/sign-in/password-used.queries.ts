import { sql } from 'kysely'
import type { Trx } from '#server/platform/database.ts'

/** Whether a user has signed in since a moment with a password that mandatory authentication asks of no one (R30). */
export async function hasUsedExemption(
  trx: Trx,
  { userId, customerId }: { userId: string; customerId: string },
  since: Date,
): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (
      select from audit_record
      where customer_id = ${customerId} and actor_user_id = ${userId} and at > ${since}
        and action = 'sign-in.completed' and detail ->> 'exempt' = 'true'
    ) as has`.execute(trx)
  return rows[0]?.has ?? false
}
