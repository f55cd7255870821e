import { record } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import type { Client, ProvenFactor } from '#server/sessions/sessions.ts'
import { type SignedByPasskey, type Site, verifySigned } from './passkeys.ts'
import { countPasskeyUse, findPasskey } from './second-factors.queries.ts'

/**
 * Checks a challenge that one of the user's passkeys has signed. Count the attempt first (`takeTurn`). Call it
 * before the transaction, because checking a signature takes time, and locks would wait for it.
 *
 * @param answer.challenge undefined if there was none, or it is too old; then nothing proves anything.
 * @returns what proves the factor in the transaction, under the lock of the user.
 */
export async function provePasskey(
  db: Db,
  site: Site,
  { userId, customerId }: { userId: string; customerId: string },
  { challenge, signed, client }: { challenge: string | undefined; signed: SignedByPasskey; client: Client },
  now: Date,
): Promise<(trx: Trx) => Promise<ProvenFactor | undefined>> {
  const nothing = async () => undefined
  const passkey = await findPasskey(db, userId, Buffer.from(signed.id, 'base64url'))
  const seen = challenge && passkey && (await verifySigned(site, challenge, passkey, signed))
  if (!passkey || !seen) return nothing
  if (!(await countPasskeyUse(db, passkey.id, seen.counter, now))) {
    await db.transaction().execute((trx) =>
      record(trx, { kind: 'stranger', ...client }, now, {
        customerId,
        action: 'passkey.suspected',
        detail: { userId, name: passkey.name },
      }),
    )
    return nothing
  }
  return async (trx) => {
    // Removed while its signature was being checked.
    const isThere = await findPasskey(trx, userId, passkey.credentialId)
    return isThere ? { userId, kind: 'passkey' } : undefined
  }
}
