import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { DamagedSecret, type Sealer, WrongKey } from '#server/platform/sealing.ts'
import { findAppOfAnotherKey, listAppsOfOtherKeys, replaceSealed } from './sealed-secrets.queries.ts'

/**
 * Seals the secret of a new app. An instance that lacks a key with which others seal makes none of its own.
 *
 * @throws {WrongKey} if it lacks one.
 */
export async function sealNew(db: Db, sealer: Sealer, secret: Buffer, owner: string): Promise<Buffer> {
  if (await findAppOfAnotherKey(db, await sealer.keyIds()))
    throw new WrongKey('TMAS_DATA_DIR/keys lacks a key that other instances have')
  return sealer.seal(secret, owner)
}

/** @throws {Problem} `unavailable`: the log then says which key is missing. */
export const openSealed = (sealer: Sealer, sealed: Buffer, owner: string): Promise<Buffer> =>
  orUnavailable(
    sealer.open(sealed, owner),
    'Codes cannot be checked here at the moment. Use a recovery code.',
  )

/**
 * Seals the secret of an app that has given its first code, with the key that seals now: the one with which its set-up
 * began may have been replaced.
 *
 * @throws {Problem} `unavailable`: the log then says which key is missing.
 */
export const sealSetUp = (sealer: Sealer, secret: Buffer, owner: string): Promise<Buffer> =>
  orUnavailable(sealer.seal(secret, owner), noSetUp)

/** What someone is told who cannot set up an app at this instance. */
export const noSetUp = 'An app cannot be set up here at the moment.'

/** What comes of sealing or opening; a missing key is a problem of this instance, which its operator can end. */
export async function orUnavailable(work: Promise<Buffer>, detail: string): Promise<Buffer> {
  try {
    return await work
  } catch (cause) {
    if (!(cause instanceof WrongKey)) throw cause
    throw new Problem('unavailable', detail, { cause })
  }
}

const batch = 500

/** What came of sealing again: how many were, how many lack their key here, and whose secret is damaged. */
export type SealedAgain = { sealed: number; left: number; damaged: string[] }

/**
 * Seals again, with the key that seals now, what other keys here have sealed. Each secret is replaced by itself, so an
 * interrupted run can be continued.
 *
 * @param keyId of the key that seals.
 */
export async function sealAgain(db: Db, sealer: Sealer, keyId: string): Promise<SealedAgain> {
  const done: SealedAgain = { sealed: 0, left: 0, damaged: [] }
  let after: string | null = null
  for (;;) {
    const apps: { userId: string; sealedSecret: Buffer }[] = await listAppsOfOtherKeys(
      db,
      keyId,
      after,
      batch,
    )
    for (const { userId, sealedSecret } of apps) {
      try {
        const again = await sealer.seal(await sealer.open(sealedSecret, userId), userId)
        if (await replaceSealed(db, userId, sealedSecret, again)) done.sealed += 1
      } catch (error) {
        if (error instanceof WrongKey) done.left += 1
        else if (error instanceof DamagedSecret) done.damaged.push(userId)
        else throw error
      }
    }
    after = apps.at(-1)?.userId ?? null
    if (apps.length < batch) return done
  }
}
