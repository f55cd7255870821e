import type { Insertable } from 'kysely'
import type { AuthenticatorApp, Passkey } from '#server/platform/database.generated.ts'
import type { Db, Trx } from '#server/platform/database.ts'

export function findApp(db: Db | Trx, userId: string) {
  return db.selectFrom('authenticatorApp').selectAll().where('userId', '=', userId).executeTakeFirst()
}

/** Saves an app, replacing the one before. */
export async function saveApp(trx: Trx, app: Insertable<AuthenticatorApp>): Promise<void> {
  const { userId: _, customerId: __, ...changed } = app
  await trx
    .insertInto('authenticatorApp')
    .values(app)
    .onConflict((conflict) => conflict.column('userId').doUpdateSet(changed))
    .execute()
}

/** Uses up a step and every older one; false if it was used already. */
export async function takeStep(trx: Trx, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('authenticatorApp')
    .set({ lastStep: step })
    .where('userId', '=', userId)
    .where('lastStep', '<', step)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function deleteApp(trx: Trx, userId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('authenticatorApp')
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

export function listPasskeys(db: Db | Trx, userId: string) {
  return db.selectFrom('passkey').selectAll().where('userId', '=', userId).orderBy('addedAt').execute()
}

export function findPasskey(db: Db | Trx, userId: string, credentialId: Buffer) {
  return db
    .selectFrom('passkey')
    .selectAll()
    .where('userId', '=', userId)
    .where('credentialId', '=', credentialId)
    .executeTakeFirst()
}

/** False if the credential belongs to a user already. */
export async function insertPasskey(trx: Trx, passkey: Insertable<Passkey>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('passkey')
    .values(passkey)
    .onConflict((conflict) => conflict.column('credentialId').doNothing())
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/**
 * Notes a use, unless the counter has not gone up. In that case another copy of the passkey has been used since
 * (WebAuthn section 6.1.1). An authenticator that does not count says 0 each time.
 */
export async function countPasskeyUse(
  db: Db | Trx,
  id: string,
  counter: number,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passkey')
    .set({ counter, lastUsedAt: now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([eb('counter', '<', counter), eb.and([eb('counter', '=', 0), eb.val(counter === 0)])]),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** @returns its name, or undefined if the person has no such passkey. */
export async function deletePasskey(trx: Trx, userId: string, id: string): Promise<string | undefined> {
  const deleted = await trx
    .deleteFrom('passkey')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  return deleted?.name
}

export async function deletePasskeys(trx: Trx, userId: string): Promise<number> {
  const deleted = await trx.deleteFrom('passkey').where('userId', '=', userId).executeTakeFirstOrThrow()
  return Number(deleted.numDeletedRows)
}

export async function countRecoveryCodes(db: Db | Trx, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recoveryCode')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertRecoveryCodes(
  trx: Trx,
  { userId, customerId }: { userId: string; customerId: string },
  hashes: readonly Buffer[],
): Promise<void> {
  const rows = hashes.map((codeHash) => ({ userId, customerId, codeHash }))
  await trx.insertInto('recoveryCode').values(rows).execute()
}

/** Uses up a code. Of many at once, exactly one gets true. */
export async function takeRecoveryCode(trx: Trx, userId: string, codeHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('recoveryCode')
    .where('userId', '=', userId)
    .where('codeHash', '=', codeHash)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

export async function deleteRecoveryCodes(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('recoveryCode').where('userId', '=', userId).execute()
}

/** Deletes what only made sense with the factors as they were: unfinished sign-ins and set-ups. */
export async function deleteUnfinished(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('secondFactorWait').where('userId', '=', userId).execute()
  await trx
    .deleteFrom('secondFactorSetup')
    .where('sessionId', 'in', (eb) => eb.selectFrom('session').select('id').where('userId', '=', userId))
    .execute()
}
