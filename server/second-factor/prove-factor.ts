/**
 * The second factor: codes of an app, passkeys, recovery codes, and the wait between password and factor.
 * Not here: the step of a sign-in that asks for it (sign-in).
 */
import type { Trx } from '#server/platform/database.ts'
import type { Sealer } from '#server/platform/sealing.ts'
import type { ProvenFactor } from '#server/sessions/sessions.ts'
import { stepOfCode } from './one-time-codes.ts'
import { hashRecoveryCode } from './recovery-codes.ts'
import { openSealed } from './sealed-secrets.ts'
import { queueFactorLetter } from './second-factor-letters.ts'
import { countRecoveryCodes, findApp, takeRecoveryCode, takeStep } from './second-factors.queries.ts'

/**
 * Proves a user's second factor with what they typed: the code of their app, or a recovery code. Either is used up.
 * Count the attempt first (`takeTurn`), and hold the lock of the user.
 *
 * @returns undefined if it is neither.
 * @throws {Problem} `unavailable` if this instance does not have the key that sealed the app's secret.
 */
export async function proveCode(
  trx: Trx,
  sealer: Sealer,
  userId: string,
  typed: string,
  now: Date,
): Promise<ProvenFactor | undefined> {
  const code = typed.replace(/\s/g, '')
  if (/^\d{6}$/.test(code)) {
    const app = await findApp(trx, userId)
    const secret = app && (await openSealed(sealer, app.sealedSecret, userId))
    const step = secret && stepOfCode(secret, code, now)
    return step !== undefined && (await takeStep(trx, userId, step)) ? { userId, kind: 'app' } : undefined
  }
  if (!(await takeRecoveryCode(trx, userId, hashRecoveryCode(code)))) return undefined
  const left = await countRecoveryCodes(trx, userId)
  await queueFactorLetter(trx, userId, ({ codeUsed }) => ({ ...codeUsed, text: codeUsed.text(left) }), now)
  return { userId, kind: 'recovery_code' }
}
