import type { Insertable } from 'kysely'
import type { AddressChange } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Span } from '#server/policy/time.ts'

/** Stores what a user asks for. What they asked for before can be stopped as before, and no longer be confirmed. */
export async function insertAddressChange(trx: Trx, change: Insertable<AddressChange>): Promise<void> {
  await endConfirming(trx, change.userId)
  await trx.insertInto('addressChange').values(change).execute()
}

/** From now on no link confirms an address for this user. */
export async function endConfirming(trx: Trx, userId: string): Promise<void> {
  await trx.updateTable('addressChange').set({ confirmHash: null }).where('userId', '=', userId).execute()
}

/** Whether a new address that a user asked for in this span can still be confirmed. */
export async function canBeConfirmed(db: Db, id: string, requested: Span): Promise<boolean> {
  const change = await db
    .selectFrom('addressChange')
    .select('id')
    .where('id', '=', id)
    .where('confirmHash', 'is not', null)
    .where('requestedAt', '>', requested.since)
    .where('requestedAt', '<=', requested.until)
    .executeTakeFirst()
  return change !== undefined
}

/** What was asked for in this span, by one of its two links. */
export function findAddressChange(
  db: Db | Trx,
  by: { confirmHash: Buffer } | { stopHash: Buffer },
  requested: Span,
) {
  const [column, hash] = Object.entries(by)[0] as ['confirmHash' | 'stopHash', Buffer]
  return db
    .selectFrom('addressChange')
    .innerJoin('userAccount', 'userAccount.id', 'addressChange.userId')
    .selectAll('addressChange')
    .select([
      'userAccount.username',
      'userAccount.enabled',
      'userAccount.endsOn',
      'userAccount.email as currentEmail',
      'userAccount.shownEmail',
    ])
    .where(`addressChange.${column}`, '=', hash)
    .where('addressChange.requestedAt', '>', requested.since)
    .where('addressChange.requestedAt', '<=', requested.until)
    .executeTakeFirst()
}

/** Forgets what a user asked for, since then or ever. */
export async function deleteAddressChanges(trx: Trx, userId: string, since?: Date): Promise<void> {
  await trx
    .deleteFrom('addressChange')
    .where('userId', '=', userId)
    .$if(since !== undefined, (query) => query.where('requestedAt', '>=', since ?? new Date(0)))
    .execute()
}

/** Deletes what can no longer be confirmed or stopped. */
export async function deleteAddressChangesBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('addressChange').where('requestedAt', '<=', before).execute()
}
