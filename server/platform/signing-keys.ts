import { randomBytes } from 'node:crypto'
import type { Db } from './database.ts'
import { findSigningKey, insertSigningKey } from './signing-keys.queries.ts'
import { inTurn } from './turns.ts'

const known = new WeakMap<Db, Map<string, Promise<Buffer>>>()

/**
 * The key with which this installation signs for one purpose: 32 random bytes, made when first needed and read once
 * per process. All instances of a database have the same.
 */
export function signingKey(db: Db, purpose: string): Promise<Buffer> {
  const keys = known.get(db) ?? new Map<string, Promise<Buffer>>()
  known.set(db, keys)
  // Everyone waits for it, so it is asked for in no one's turn.
  const asked = keys.get(purpose) ?? inTurn({ share: 'background' }, () => findOrMakeKey(db, purpose))
  keys.set(purpose, asked)
  // A database that did not answer is asked again the next time.
  asked.catch(() => keys.delete(purpose))
  return asked
}

async function findOrMakeKey(db: Db, purpose: string): Promise<Buffer> {
  const found = await findSigningKey(db, purpose)
  if (found) return found
  await insertSigningKey(db, purpose, randomBytes(32), new Date())
  const made = await findSigningKey(db, purpose)
  if (!made) throw new Error(`The signing key for ${purpose} could not be stored.`)
  return made
}
