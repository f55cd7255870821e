import type { Context, MiddlewareHandler } from 'hono'
import type { Actor } from '#server/audit/audit.ts'
import type { Cookie } from '#server/platform/cookies.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { inTurn } from '#server/platform/turns.ts'
import type { Web } from '#server/platform/web.ts'
import type { Language } from '#shared/languages.ts'
import { findApiKey } from './api-keys.ts'
import type { SignedIn } from './sessions.queries.ts'
import { findSession, languageFor } from './sessions.ts'
import { isAttended } from './shared-devices.ts'

/** Who calls the API: a person with a session, or a customer's program with a key. */
export type Caller = Pick<SignedIn, 'customer' | 'memberships'> & {
  /** For a person, see `languageFor`; for a program, what its request asks for. */
  language: Language
  /** Of a person. */
  sessionId?: string
}

/** What a request also carries where people and keys are allowed. */
export type SignedInWeb = {
  Variables: Web['Variables'] & {
    signedIn: Caller
    /** The same, as the audit trail names them. */
    actor: Actor & { kind: 'user' | 'api_key' }
  }
}

/** What a request also carries where only people are allowed. */
export type PersonWeb = {
  Variables: Web['Variables'] & { signedIn: SignedIn; actor: Actor & { kind: 'user' } }
}

/** The header in which a page of the console names the user whom it was opened for. */
const pageOf = 'tmas-person'

/** What routes for people who are signed in are given, at least. */
export type SignedInDeps = { db: Db; now: () => Date; cookies: { session: Cookie } }

/**
 * Requires a signed-in user, or a program with a key. If a request has a key, the key decides, and not a cookie next
 * to it.
 *
 * @param options see `findSession`.
 * @throws {Problem} `not_signed_in`
 */
export function signedIn(
  { db, now, cookies }: SignedInDeps,
  options?: { isUse: boolean },
): MiddlewareHandler<SignedInWeb> {
  return async function signedIn(c, next) {
    const bearer = bearerOf(c)
    if (bearer !== undefined) {
      const key = await findApiKey(db, bearer, now())
      if (!key) throw new Problem('not_signed_in', 'This API key opens nothing, or no longer does.')
      const { customer, membership } = key
      c.set('signedIn', { customer, memberships: [membership], language: c.var.language })
      c.set('actor', { kind: 'api_key', apiKeyId: key.id, ...c.var.client })
    } else {
      const { user, customer, memberships, sessionId } = await findPerson(
        c,
        db,
        cookies.session,
        now(),
        options,
      )
      c.set('signedIn', { customer, memberships, language: user.language, sessionId })
      c.set('actor', { kind: 'user', userId: user.id, ...c.var.client })
    }
    await asAdministration(c.var.signedIn.customer.id, next)
  }
}

/**
 * Requires a person: for what belongs to them, and for keys, which could otherwise outlive their end by creating
 * others.
 *
 * @throws {Problem} `not_signed_in`; `forbidden` for a key.
 */
export function personSignedIn({ db, now, cookies }: SignedInDeps): MiddlewareHandler<PersonWeb> {
  return async function personSignedIn(c, next) {
    if (bearerOf(c) !== undefined)
      throw new Problem('forbidden', 'This is for people, who sign in. An API key does not open it.')
    const found = await findPerson(c, db, cookies.session, now())
    c.set('signedIn', found)
    c.set('actor', { kind: 'user', userId: found.user.id, ...c.var.client })
    await asAdministration(found.customer.id, next)
  }
}

/** Who it is was looked up in the turn of look-ups. What they ask for takes turns with other customers' people. */
function asAdministration(customerId: string, next: () => Promise<void>): Promise<void> {
  return inTurn({ share: 'administration', of: customerId }, next)
}

async function findPerson(
  c: Context<SignedInWeb> | Context<PersonWeb>,
  db: Db,
  session: Cookie,
  now: Date,
  options?: { isUse: boolean },
): Promise<SignedIn> {
  const found = await findSession(db, session.read(c), now, { isAttended: isAttended(c), ...options })
  if (!found) throw new Problem('not_signed_in', 'You are not signed in. Sign in first.')
  refuseUnlessTheirs(c, found)
  requireConfirmed(c, found)
  const language = languageFor(found.user, c.var.language)
  return { ...found, user: { ...found.user, language } }
}

/**
 * What one person typed is not sent in another's name: someone else may have signed in in another window of the same
 * browser (R32).
 *
 * @throws {Problem} `someone_else`
 */
export function refuseUnlessTheirs(c: Context, { user }: SignedIn): void {
  const person = c.req.header(pageOf)
  if (person !== undefined && person !== user.id)
    throw new Problem('someone_else', 'This page was opened for someone else than is signed in now.')
}

/** The header that says to a page of the console that Microsoft has to confirm the session with the next page (R37). */
const confirmationHeader = 'TMAS-Confirmation'

/**
 * A session that was opened through Microsoft opens nothing while its confirmation is overdue (R37), so that a program
 * with a copy of the cookie, which opens no pages, is not the one that goes on. Until then the answer says that it is due.
 *
 * @throws {Problem} `confirmation_due`
 */
export function requireConfirmed(c: Context, { confirmation }: Pick<SignedIn, 'confirmation'>): void {
  if (confirmation === 'fresh') return
  c.header(confirmationHeader, confirmation)
  if (confirmation === 'overdue')
    throw new Problem('confirmation_due', 'Microsoft has to confirm first that the account is still active.')
}

/** What follows `Bearer`; an empty text for any other way of authenticating, which we do not support. */
function bearerOf(c: Context): string | undefined {
  const header = c.req.header('authorization')
  return header === undefined ? undefined : (/^Bearer +(\S+)$/i.exec(header.trim())?.[1] ?? '')
}
