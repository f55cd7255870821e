import { sql } from 'kysely'
import type { Trx } from '#server/platform/database.ts'

/**
 * Ends what these users asked for and a mailed link would complete later: a new address of their own that no one has
 * confirmed (R33), and a browser that was to become a known device (R30). Someone else may have asked for it in a
 * session, or with a password, that ends now. The link that stops a new address goes on working.
 */
export async function endUnfinishedRequests(trx: Trx, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return
  await sql`
    with ended as (
      update address_change set confirm_hash = null
      where user_id = any(${userIds}::uuid[]) and confirm_hash is not null
    )
    delete from device_link using user_account
    where user_account.id = any(${userIds}::uuid[])
      and device_link.customer_id = user_account.customer_id and device_link.user_id = user_account.id`.execute(
    trx,
  )
}
