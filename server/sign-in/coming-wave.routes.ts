import { type Context, Hono } from 'hono'
import type { Web } from '#server/platform/web.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { findSession, languageFor } from '#server/sessions/sessions.ts'
import { findComingWave } from './coming-wave.ts'
import { comingWavePage } from './pages/coming-wave.page.ts'
import { safeReturnTo } from './return-to.ts'

const path = '/sign-in/soon'

/**
 * Where someone goes after the right password: to the page that they wanted, or first, once a day in a browser, to the one
 * that tells them of their wave (R36).
 */
export async function afterPassword(
  { db, now, cookies }: SignInRouteDeps,
  c: Context<Web>,
  userId: string,
  returnTo: string,
): Promise<string> {
  // Nothing of a person is remembered on a shared computer (R38). Their home page tells them there.
  if (cookies.sharedDevice.read(c) !== undefined) return returnTo
  if (cookies.told.read(c) === userId || !(await findComingWave(db, userId, now()))) return returnTo
  cookies.told.write(c, userId)
  return `${path}?${new URLSearchParams({ return_to: returnTo })}`
}

/** The page that tells a person who is signed in with a password of their wave. */
export function comingWaveRoutes({ db, now, cookies, config }: SignInRouteDeps) {
  return new Hono<Web>().get(path, async (c) => {
    const returnTo = safeReturnTo(c.req.query('return_to'))
    const signedIn = await findSession(db, cookies.session.read(c), now())
    const wave = signedIn && (await findComingWave(db, signedIn.user.id, now()))
    if (!signedIn || !wave) return c.redirect(returnTo, 303)
    const address = new URL(path, config.url)
    address.searchParams.set('return_to', returnTo)
    return c.html(comingWavePage(languageFor(signedIn.user, c.var.language), { address, ...wave, returnTo }))
  })
}
