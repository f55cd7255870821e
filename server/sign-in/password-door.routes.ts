import { Hono } from 'hono'
import { askForPasswordLink } from '#server/passwords/forgotten-passwords.ts'
import { readForm } from '#server/platform/form.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { hasSecondFactor } from '#server/sessions/second-factors.queries.ts'
import { endSession } from '#server/sessions/sessions.ts'
import { forgotPasswordPage } from './pages/forgot-password.page.ts'
import { endedLinkPage, setPasswordPage } from './pages/set-password.page.ts'
import { rememberDevice } from './remember-device.ts'
import { findLivePasswordLink, setPasswordByLink } from './set-password.ts'

/** A password forgotten, and a password set by a mailed link: two plain forms. */
export function passwordDoorRoutes({ db, now, cookies, config }: SignInRouteDeps) {
  return (
    new Hono<Web>()
      .get('/forgot-password', (c) => {
        const isAsked = c.req.query('asked') !== undefined
        const address = new URL(isAsked ? '/forgot-password?asked' : '/forgot-password', config.url)
        return c.html(forgotPasswordPage(c.var.language, { address, isAsked }))
      })

      .post('/forgot-password', async (c) => {
        const { name } = await readForm(c)
        if (typeof name !== 'string' || name.trim() === '' || name.length > 320)
          throw new Problem('invalid_request', 'A username or an e-mail address is needed.')
        await askForPasswordLink(db, name, c.var.client, now())
        return c.redirect('/forgot-password?asked', 303)
      })

      // Opening the link does not use it up, because mail scanners open links too.
      .get('/set-password', async (c) => {
        const token = c.req.query('token')
        const link = await findLivePasswordLink(db, token, now())
        if (!link || !token) return c.html(endedLinkPage(c.var.language), 410)
        const wish = {
          address: addressOf(token),
          token,
          username: link.username,
          endsSecondFactor: await endsSecondFactor(link),
          faults: [],
          isMistyped: false,
        }
        return c.html(setPasswordPage(c.var.language, wish))
      })

      .post('/set-password', async (c) => {
        const { token, password, repeat } = await readForm(c)
        if (typeof token !== 'string' || typeof password !== 'string' || typeof repeat !== 'string')
          throw new Problem('invalid_request', 'The link’s token and the password, twice, are needed.')

        const again = async (
          faults: Parameters<typeof setPasswordPage>[1]['faults'],
          isMistyped: boolean,
        ) => {
          const link = await findLivePasswordLink(db, token, now())
          if (!link) return c.html(endedLinkPage(c.var.language), 410)
          const ends = { endsSecondFactor: await endsSecondFactor(link) }
          const wish = {
            address: addressOf(token),
            token,
            username: link.username,
            ...ends,
            faults,
            isMistyped,
          }
          return c.html(setPasswordPage(c.var.language, wish), 422)
        }
        if (password !== repeat) return again([], true)
        const outcome = await setPasswordByLink(db, c.var.client, { token, password }, now())
        if (outcome.kind === 'dead') return c.html(endedLinkPage(c.var.language), 410)
        if (outcome.kind === 'faults') return again(outcome.faults, false)

        // A person who was signed in here, for example on a shared computer, is not the one who continues.
        const secret = cookies.session.read(c)
        if (secret)
          await db.transaction().execute((trx) => endSession(trx, secret, 'replaced', c.var.client, now()))
        cookies.session.clear(c)
        // The mailbox is proved, so this browser is no stranger to the account: the way in that no one can close.
        await rememberDevice({ db, now }, cookies, c, outcome.userId)
        return c.redirect('/sign-in?password_set', 303)
      })
  )

  async function endsSecondFactor({ kind, userId }: { kind: string; userId: string }) {
    return kind === 'recovery' && (await hasSecondFactor(db, userId))
  }

  function addressOf(token: string) {
    return new URL(`/set-password?token=${encodeURIComponent(token)}`, config.url)
  }
}
