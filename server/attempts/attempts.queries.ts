import type { Selectable } from 'kysely'
import type { SignInAttempt } from '#server/platform/database.generated.ts'
import type { Db } from '#server/platform/database.ts'

export type Attempt = Selectable<SignInAttempt>

/** An attempt that goes on or ends, as far as that needs it. Whose it was is known only of one that waits for a choice. */
export type OpenAttempt = Pick<
  Attempt,
  | 'id'
  | 'reference'
  | 'door'
  | 'purpose'
  | 'popupId'
  | 'inPopup'
  | 'path'
  | 'chainId'
  | 'returnTo'
  | 'loginHint'
  | 'ip'
  | 'userAgent'
> &
  Partial<Pick<Attempt, 'tenantId' | 'objectId' | 'loginId'>>

export type Hashes = { browserHash: Buffer; stateHash: Buffer }

/** What is known of an attempt when it begins. */
export type Begun = Hashes & {
  id: string
  reference: string
  startedAt: Date
  popupId: string | null
  inPopup: boolean
  popupBlocked: boolean
  path: string
  chainId: string | null
  returnTo: string
  ip: string
  userAgent: string
}

export function findAttemptByState(db: Db, stateHash: Buffer) {
  return db.selectFrom('signInAttempt').selectAll().where('stateHash', '=', stateHash).executeTakeFirst()
}

export function findAttemptById(db: Db, id: string) {
  return db.selectFrom('signInAttempt').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The attempt of a pop-up, for the browser that opened it. */
export function findAttemptByPopup(db: Db, popupId: string, browserHash: Buffer) {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('popupId', '=', popupId)
    .where('browserHash', '=', browserHash)
    .executeTakeFirst()
}

/** The attempt with this reference, for the browser that made it. */
export function findAttemptByReference(db: Db, reference: string, browserHash: Buffer) {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('reference', '=', reference)
    .where('browserHash', '=', browserHash)
    .executeTakeFirst()
}

/** What a browser has started and not finished. */
export function listPendingOf(db: Db, browserHash: Buffer): Promise<Attempt[]> {
  return db
    .selectFrom('signInAttempt')
    .selectAll()
    .where('browserHash', '=', browserHash)
    .where('outcome', '=', 'pending')
    .limit(100)
    .execute()
}
