import { randomUUIDv7 } from 'node:crypto'
import type { Insertable } from 'kysely'
import { type Actor, record } from '#server/audit/audit.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import type { Passkey } from '#server/platform/database.generated.ts'
import type { Trx } from '#server/platform/database.ts'
import { isManager } from '#server/policy/doors.ts'
import { hasSecondFactor } from '#server/sessions/second-factors.queries.ts'
import { endSessionsOfUser } from '#server/sessions/sessions.ts'
import type { UserStanding } from '#server/sessions/standings.queries.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { queueFactorLetter } from './second-factor-letters.ts'
import {
  countRecoveryCodes,
  deleteRecoveryCodes,
  insertPasskey,
  insertRecoveryCodes,
  saveApp,
} from './second-factors.queries.ts'

/** Who adds a second factor to their account, and the session that stays; none while they are still signing in. */
export type Adding = { standing: UserStanding; actor: Actor; sessionId: string | null }

/** What was added, or removed. */
export type FactorAdded = { kind: 'app' } | { kind: 'passkey'; name: string }

/**
 * Makes an authenticator app that has shown its first code a second factor, in the caller's transaction and under the
 * lock of its user. Every other session of the person ends (R28); they are told by mail, and of a manager's first one
 * the other managers, because someone with a stolen password could have done it.
 *
 * @returns ten recovery codes, unless there are some already.
 */
export async function addApp(
  trx: Trx,
  adding: Adding,
  { sealedSecret, step }: { sealedSecret: Buffer; step: number },
  now: Date,
): Promise<string[] | null> {
  const { userId, customerId } = adding.standing
  const isFirst = !(await hasSecondFactor(trx, userId))
  await saveApp(trx, { userId, customerId, sealedSecret, lastStep: step, addedAt: now })
  return noteAdded(trx, adding, { kind: 'app' }, isFirst, now)
}

/** The same for a passkey. @returns undefined if the credential belongs to a user already. */
export async function addPasskey(
  trx: Trx,
  adding: Adding,
  made: Omit<Insertable<Passkey>, 'id' | 'userId' | 'customerId' | 'addedAt'>,
  now: Date,
): Promise<string[] | null | undefined> {
  const { userId, customerId } = adding.standing
  const isFirst = !(await hasSecondFactor(trx, userId))
  const passkey = { id: randomUUIDv7(), userId, customerId, ...made, addedAt: now }
  if (!(await insertPasskey(trx, passkey))) return undefined
  return noteAdded(trx, adding, { kind: 'passkey', name: made.name }, isFirst, now)
}

async function noteAdded(
  trx: Trx,
  { standing, actor, sessionId }: Adding,
  what: FactorAdded,
  isFirst: boolean,
  now: Date,
): Promise<string[] | null> {
  const { userId, customerId } = standing
  await endSessionsOfUser(trx, userId, { exceptId: sessionId }, 'second_factor_changed', actor, now)
  await record(trx, actor, now, {
    customerId,
    action: 'second-factor.added',
    detail: { userId, ...what },
  })
  await queueFactorLetter(trx, userId, ({ added }) => wordsFor(added, what), now)
  if (isFirst && isManager(standing))
    await queueManagerNotice(trx, customerId, actor, { kind: 'second_factor_set_up', userId }, now)
  const hasCodes = (await countRecoveryCodes(trx, userId)) > 0
  return hasCodes ? null : makeRecoveryCodes(trx, { userId, customerId })
}

/** Makes ten new recovery codes, which replace those there were. */
export async function makeRecoveryCodes(
  trx: Trx,
  owner: { userId: string; customerId: string },
): Promise<string[]> {
  const codes = newRecoveryCodes()
  await deleteRecoveryCodes(trx, owner.userId)
  await insertRecoveryCodes(trx, owner, codes.map(hashRecoveryCode))
  return codes
}

/** What a letter says of a factor that was added or removed. */
export function wordsFor(
  words: { subject: string; app: string; passkey: (name: string) => string },
  what: FactorAdded,
) {
  return { subject: words.subject, text: what.kind === 'app' ? words.app : words.passkey(what.name) }
}
