import type { Db } from './database.ts'

export async function findSigningKey(db: Db, purpose: string): Promise<Buffer | undefined> {
  const found = await db
    .selectFrom('signingKey')
    .select('key')
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return found?.key
}

/** Stores a key unless there is one. Of many instances at once, one stores its own. */
export async function insertSigningKey(db: Db, purpose: string, key: Buffer, madeAt: Date): Promise<void> {
  await db
    .insertInto('signingKey')
    .values({ purpose, key, madeAt })
    .onConflict((conflict) => conflict.column('purpose').doNothing())
    .execute()
}
