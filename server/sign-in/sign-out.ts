import type { Context } from 'hono'
import { listPendingOf } from '#server/attempts/attempts.queries.ts'
import { refuseAttempt } from '#server/attempts/end-attempt.ts'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import type { Browser, SignInCookies, SignInDeps } from '#server/sessions/browser.ts'
import { endSession } from '#server/sessions/sessions.ts'

/**
 * Signs a browser out: ends its session, and everything that it has started at Microsoft and not finished. On a shared
 * computer, an open choice among customers could otherwise sign in the next person.
 */
export async function signOut(
  { db, now }: SignInDeps,
  { client, attemptSecret, sessionSecret }: Pick<Browser, 'client' | 'attemptSecret' | 'sessionSecret'>,
): Promise<void> {
  if (sessionSecret !== undefined) {
    await db.transaction().execute((trx) => endSession(trx, sessionSecret, 'signed_out', client, now()))
  }
  if (!isSecret(attemptSecret)) return
  for (const attempt of await listPendingOf(db, hashSecret(attemptSecret))) {
    await refuseAttempt(db, attempt, 'expired', {}, now())
  }
}

/** After a sign-out the browser knows no one. It only knows that someone was here, so that Microsoft asks who is next (R7). */
export function clearSignInCookies(c: Context, cookies: SignInCookies): void {
  cookies.session.clear(c)
  cookies.left.clear(c)
  cookies.lastSignIn.clear(c)
  cookies.signedOut.write(c, '1')
}
