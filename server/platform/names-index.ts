import { type Db, openDatabase } from './database.ts'
import { addNamesIndex, addTrigrams, readNamesIndex } from './names-index.queries.ts'

/** What is missing, for the operator: one line, and what to do. */
export type Lacking = { detail: string; remedy: string }

/**
 * What keeps people from being found quickly by a part of a name; undefined if nothing does. Nothing depends on it but
 * the time that searches take.
 */
export async function lacksNamesIndex(db: Db): Promise<Lacking | undefined> {
  const { isReady, isBroken, isAvailable, schema } = await readNamesIndex(db)
  if (isReady) return undefined
  const detail = 'people are found slowly by a part of their name'
  const migrate = 'run: tmas migrate'
  if (isBroken)
    return {
      detail: `${detail}: the index user_account_by_any_part was broken off while it was made`,
      remedy: `Run in this database: drop index user_account_by_any_part. Then ${migrate}`,
    }
  if (schema !== null)
    return {
      detail: `${detail}: the index user_account_by_any_part is missing`,
      remedy: `As the role that owns the tables, ${migrate}`,
    }
  return isAvailable
    ? {
        detail: `${detail}: the extension pg_trgm is not in this database`,
        remedy: `Run in this database, with a role that may: create extension pg_trgm. Then ${migrate}`,
      }
    : {
        detail: `${detail}: PostgreSQL does not have the extension pg_trgm`,
        remedy: `Install PostgreSQL’s contrib (package postgresql-contrib), run: create extension pg_trgm. Then ${migrate}`,
      }
}

/**
 * Adds what a migration could not, as soon as it can be had: someone has allowed the extension since.
 *
 * @param ownerUrl of the role that owns the tables: no other may.
 * @returns what is still lacking.
 */
export async function completeNamesIndex(ownerUrl: string): Promise<Lacking | undefined> {
  const db = openDatabase({ url: ownerUrl, poolSize: 1, timeLimits: false })
  try {
    const found = await readNamesIndex(db)
    if (found.isReady || found.isBroken) return await lacksNamesIndex(db)
    // A refusal is told by what is lacking afterwards.
    if (found.schema === null && found.isAvailable) await addTrigrams(db).catch(() => undefined)
    const { schema } = await readNamesIndex(db)
    if (schema !== null) await addNamesIndex(db, schema).catch(() => undefined)
    return await lacksNamesIndex(db)
  } finally {
    await db.destroy()
  }
}
