import { Hono } from 'hono'
import { hashSecret, isSecret } from '#server/platform/secret.ts'
import type { Web } from '#server/platform/web.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { endSessionsOfEntra, findSession } from '#server/sessions/sessions.ts'
import { setLeft } from '#server/sessions/shared-devices.queries.ts'
import { clearSignInCookies, signOut } from './sign-out.ts'

/** Signing out: of TMAS, of Microsoft too, and by Microsoft. */
export function signOutRoutes(deps: SignInRouteDeps & { config: { entra: { authority: string } } }) {
  const { cookies, config } = deps
  return (
    new Hono<Web>()
      .post('/sign-out', async (c) => {
        const [attemptSecret, sessionSecret] = [cookies.attempt.read(c), cookies.session.read(c)]
        const ended = await findSession(deps.db, sessionSecret, deps.now())
        await signOut(deps, { client: c.var.client, attemptSecret, sessionSecret })
        clearSignInCookies(c, cookies)
        // On a shared computer, nothing that was seen stays behind.
        c.header('Clear-Site-Data', '"cache"')
        return c.redirect(
          ended?.door === 'microsoft' ? '/sign-in?signed_out=microsoft' : '/sign-in?signed_out',
          303,
        )
      })

      /** The last window of the console was closed on a shared computer (R38). On any other, nothing follows from it. */
      .post('/sign-out/left', async (c) => {
        const secret = cookies.session.read(c)
        if (isSecret(secret)) await setLeft(deps.db, hashSecret(secret), deps.now())
        return c.body(null, 204)
      })

      /** Signs out of Microsoft, too. Nothing of ours changes here, so a link from anywhere does TMAS no harm. */
      .get('/sign-out/microsoft', (c) => c.redirect(deps.entra.signOutUrl(), 303))

      /**
       * Entra calls this in a hidden frame when the person signs out of Microsoft. Our cookies are not sent with it, so
       * the session is found by Entra's own ID for it. The answer is the same whether or not there was one.
       * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#single-sign-out
       */
      .get('/sign-out/front-channel', async (c) => {
        const sid = c.req.query('sid')
        // Entra's own IDs have no control characters, and PostgreSQL answers a NUL with an error.
        if (sid && /^[^\p{Cc}]{1,320}$/u.test(sid)) {
          await deps.db.transaction().execute((trx) => endSessionsOfEntra(trx, sid, c.var.client, deps.now()))
        }
        c.header('Content-Security-Policy', `default-src 'none'; frame-ancestors ${config.entra.authority}`)
        c.header('Cross-Origin-Resource-Policy', 'cross-origin')
        return c.body(null, 200)
      })
  )
}
