import { type Insertable, sql } from 'kysely'
import type { ConsentAnswer } from '#server/audit/audit.ts'
import type { ConsentKit } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { spanOf } from '#server/policy/time.ts'

/** A link as its managers see it, never the link itself. */
export type ListedConsentKit = {
  id: string
  createdAt: Date
  /** Its creator; null once they are deleted. */
  createdByName: string | null
  expiresAt: Date
  recipient: string | null
  lastOpenedAt: Date | null
  answeredAt: Date | null
  answer: ConsentAnswer | null
}

export async function insertConsentKit(trx: Trx, kit: Insertable<ConsentKit>): Promise<void> {
  await trx.insertInto('consentKit').values(kit).execute()
}

/** The active links of a chain, newest first, and how many there are in all. */
export async function listActiveKits(
  db: Db,
  chainId: string,
  now: Date,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<{ rows: ListedConsentKit[]; total: number }> {
  const living = sql`location_id = ${chainId} and revoked_at is null and expires_at > ${now}`
  const { rows } = await sql<ListedConsentKit>`
    select kit.id, kit.created_at, kit.expires_at, recipient, last_opened_at, answered_at, answer,
      person_name(maker) as created_by_name
    from consent_kit as kit left join user_account as maker on maker.id = kit.created_by
    where ${living} and (${after ?? null}::uuid is null or kit.id < ${after ?? null}::uuid)
    order by kit.id desc
    limit ${limit}`.execute(db)
  const counted = await sql<{ total: number }>`
    select count(*) as total from consent_kit where ${living}`.execute(db)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/**
 * How many links were made at a chain, and how many were mailed by its customer, since a moment; revoked ones count
 * too. The mails are counted in the audit trail: the links are deleted with their chain, and what was sent stays sent.
 */
export async function countKitsSince(
  trx: Trx,
  { chainId, customerId }: { chainId: string; customerId: string },
  since: Date,
): Promise<{ made: number; mailed: number }> {
  const { rows } = await sql<{ made: number; mailed: number }>`
    select
      (select count(*) from consent_kit where location_id = ${chainId} and created_at > ${since}) as made,
      (select count(*) from audit_record
        where customer_id = ${customerId} and action = 'consent-kit.mailed' and at > ${since}) as mailed`.execute(
    trx,
  )
  return rows[0] ?? { made: 0, mailed: 0 }
}

/** @returns false if this chain has no such active link. */
export async function setKitRevoked(trx: Trx, chainId: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('consentKit')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('locationId', '=', chainId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type OpenKit = {
  id: string
  customerId: string
  chainId: string
  chainName: string
  expiresAt: Date
  lastOpenedAt: Date | null
  answeredAt: Date | null
  answer: ConsentAnswer | null
  answerTenantId: string | null
}

/** The active link that a secret, or a state that has been at Microsoft, belongs to. */
export async function findOpenKit(
  db: Db,
  by: { secretHash: Buffer } | { stateHash: Buffer },
  now: Date,
): Promise<OpenKit | undefined> {
  const isIt = 'secretHash' in by ? sql`secret_hash = ${by.secretHash}` : sql`state_hash = ${by.stateHash}`
  const { rows } = await sql<OpenKit>`
    select kit.id, kit.customer_id, kit.location_id as chain_id, location.name as chain_name, expires_at, last_opened_at,
      answered_at, answer, answer_tenant_id
    from consent_kit as kit join location on location.id = kit.location_id
    where ${isIt} and revoked_at is null and expires_at > ${now}
      and kit.created_at <= ${spanOf(0, now).until}`.execute(db)
  return rows[0]
}

/** @returns whether to write to the audit trail, which was not done within the time before. */
export async function setKitOpened(trx: Trx, id: string, now: Date, recordedBefore: Date): Promise<boolean> {
  await trx.updateTable('consentKit').set({ lastOpenedAt: now }).where('id', '=', id).execute()
  const { numUpdatedRows } = await trx
    .updateTable('consentKit')
    .set({ openingRecordedAt: now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([eb('openingRecordedAt', 'is', null), eb('openingRecordedAt', '<=', recordedBefore)]),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Stores what is said to be Microsoft's answer. What was said before is not stored again. A grant is not taken back if
 * someone cancels after it, and refusals that contradict each other are stored no faster than `notBefore` allows.
 *
 * @returns whether it was new.
 */
export async function setKitAnswered(
  trx: Trx,
  id: string,
  { answer, tenantId }: { answer: ConsentAnswer; tenantId: string | null },
  now: Date,
  notBefore: Date,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update consent_kit set answer = ${answer}, answer_tenant_id = ${tenantId}, answered_at = ${now}
    where id = ${id}
      and (answer is distinct from ${answer} or answer_tenant_id is distinct from ${tenantId})
      and (answer is distinct from 'granted' or answer_tenant_id is distinct from ${tenantId})
      and (${answer} = 'granted' or answered_at is null or answered_at <= ${notBefore})`.execute(trx)
  return numAffectedRows > 0n
}

/** Deletes links that have expired. They no longer gave access. */
export async function deleteExpiredKits(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('consentKit').where('expiresAt', '<=', now).execute()
}
