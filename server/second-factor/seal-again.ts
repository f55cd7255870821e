import type { Db } from '#server/platform/database.ts'
import { type Sealer, WrongKey } from '#server/platform/sealing.ts'
import { listAppsOfOtherKeys, replaceSealed } from './sealed-secrets.queries.ts'

const batch = 500

/**
 * Seals with the key that seals now what other keys here have sealed. Each secret by itself: where it stops, the next run
 * goes on.
 *
 * @returns how many were sealed again, and how many could not be, because their key is not here.
 */
export async function sealAgain(db: Db, sealer: Sealer): Promise<{ sealed: number; left: number }> {
  const [keyId] = await sealer.keyIds()
  const done = { sealed: 0, left: 0 }
  if (keyId === undefined) return done
  let after: string | null = null
  for (;;) {
    const apps: { userId: string; sealedSecret: Buffer }[] = await listAppsOfOtherKeys(
      db,
      keyId,
      after,
      batch,
    )
    for (const { userId, sealedSecret } of apps) {
      const secret = await openUnlessUnknown(sealer, sealedSecret, userId)
      if (!secret) done.left += 1
      else if (await replaceSealed(db, userId, sealedSecret, await sealer.seal(secret, userId)))
        done.sealed += 1
    }
    after = apps.at(-1)?.userId ?? null
    if (apps.length < batch) return done
  }
}

async function openUnlessUnknown(sealer: Sealer, sealed: Buffer, owner: string): Promise<Buffer | undefined> {
  try {
    return await sealer.open(sealed, owner)
  } catch (error) {
    if (error instanceof WrongKey) return undefined
    throw error
  }
}
