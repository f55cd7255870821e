import { succeeded } from '#server/attempts/end-attempt.queries.ts'
import { auditWritten } from '#server/audit/audit-records.queries.ts'
import { settingsConfirmed } from '#server/locations/locations.queries.ts'
import { commitWithNext } from '#server/platform/before-commit.ts'
import { prepared, type Trx } from '#server/platform/database.ts'
import type { NamedAccount } from '#server/policy/accounts.ts'
import { sessionMade } from '#server/sessions/sessions.queries.ts'
import type { PreparedSession } from '#server/sessions/sessions.ts'
import { linkMade, signInNoted } from '#server/users/links.queries.ts'
import type { Check } from '#shared/checks.ts'
import type { Language } from '#shared/languages.ts'

/** What completes a sign-in with Microsoft. */
export type Completed = {
  session: PreparedSession
  /** The account's login ID, if it has one. */
  loginId: string | null
  checks: readonly Check[]
  language: Language | undefined
  /** What the transaction has recorded (audit's `recordsToWrite`). */
  records: string
  /** At the first sign-in: the link that it makes (R10). */
  link?: { id: string; account: NamedAccount; madeWithPassword: boolean } | undefined
}

const whose = { userId: '$1', customerId: '$2', tenantId: '$3', objectId: '$4', loginId: '$5' }
const now = '$6'
const attemptId = '$7'
const session = {
  ...whose,
  attemptId,
  createdAt: now,
  id: '$8',
  secretHash: '$9',
  door: "'microsoft'",
  entraSid: '$10',
  expiresAt: '$11',
  ip: '$12',
  userAgent: '$13',
  provedAt: '$14',
  deviceCustomerId: '$15',
  deviceId: '$16',
}
const [checks, language, records] = ['$17', '$18', '$19']
const link = { id: '$20', madeWithPassword: '$21' }

/** If the attempt has not ended before. Everything else happens only then. */
const ended = 'exists (select from ended)'

const always = `
    ${succeeded({ ...whose, id: attemptId, now, checks })},
    started as (${sessionMade(session, 'ended')}),
    ${signInNoted({ ...whose, now, language }, ended)}`

// Ends the attempt, makes the session, notes the use of the link, and records it all: everything, or nothing.
const completed = {
  name: 'complete-sign-in',
  text: `with ${always}
    select ${auditWritten(records)} from ended`,
}

// The same, and it makes the link and confirms the tenant to the managers.
const firstCompleted = {
  name: 'complete-first-sign-in',
  text: `with ${always},
    ${linkMade({ ...whose, ...link, now }, 'ended')},
    ${settingsConfirmed({ ...whose, now }, ended)}
    select ${auditWritten(records)} from ended`,
}

/**
 * Completes a sign-in with Microsoft: one statement, sent together with the commit, writes the attempt's end, the
 * session, the use of the link or the link itself, and what this transaction has recorded. It is the last statement.
 *
 * @returns false if the attempt has ended in the meantime: the person cancelled, and a late answer must not sign them
 *   in. Then nothing was written.
 */
export async function completeSignIn(trx: Trx, what: Completed): Promise<boolean> {
  const { row } = what.session
  const values = [
    ...[row.userId, row.customerId, row.tenantId, row.objectId, what.loginId, row.createdAt, row.attemptId],
    ...[row.id, row.secretHash, row.entraSid, row.expiresAt, row.ip, row.userAgent, row.provedAt],
    ...[row.deviceCustomerId, row.deviceId],
    ...[JSON.stringify(what.checks), what.language ?? null, what.records],
  ]
  await commitWithNext(trx)
  const done = what.link
    ? await prepared(trx, firstCompleted, [...values, what.link.id, what.link.madeWithPassword])
    : await prepared(trx, completed, values)
  return done.length === 1
}
