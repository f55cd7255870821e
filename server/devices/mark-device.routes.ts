import { type Context, Hono } from 'hono'
import type { Cookie } from '#server/platform/cookies.ts'
import type { Db } from '#server/platform/database.ts'
import { readForm } from '#server/platform/form.ts'
import type { Web } from '#server/platform/web.ts'
import type { SignInCookies } from '#server/sessions/browser.ts'
import { isSharedComputer } from '#server/sessions/shared-devices.ts'
import { codeOf, newTicket } from './device-code.ts'
import { findOfferFor, type Taking, takeOffer } from './devices.ts'
import { alreadySharedPage, codePage, endedOfferPage, introPage, linkPage } from './mark-device.page.ts'

type Deps = {
  db: Db
  now: () => Date
  config: { url: string }
  /** `deviceCode` is the ticket of the code that this browser shows. */
  cookies: SignInCookies & { deviceCode: Cookie }
}

const afterwards = '/sign-in?shared_computer'

/**
 * The pages on which a browser becomes a shared computer (R38), mounted at `/shared-computer`: by a manager's link, or
 * by a code that it shows. No one has to be signed in there. To open a page changes nothing, and to show a code leaves
 * no row (R34).
 */
export function markDeviceRoutes({ db, now, config, cookies }: Deps) {
  return (
    new Hono<Web>()
      .use(async (c, next) => {
        c.header('X-Robots-Tag', 'noindex, nofollow')
        await next()
      })

      .get('/', async (c) => {
        if (await isShared(c)) return c.html(alreadySharedPage(c.var.language))
        const address = new URL('/shared-computer', config.url)
        const code = await codeOf(db, cookies.deviceCode.read(c), now())
        if (code === undefined) return c.html(introPage(c.var.language, { address }))
        const isEarly = c.req.query('early') !== undefined
        return c.html(codePage(c.var.language, { address, code, isEarly }))
      })

      .post('/code', async (c) => {
        if (!(await isShared(c))) cookies.deviceCode.write(c, await newTicket(db, now()))
        return c.redirect('/shared-computer', 303)
      })

      /** Whether a manager has entered the code: asked by the script, and by the button. */
      .post('/taken', async (c) => {
        const isTaken = await take(c, { ticket: cookies.deviceCode.read(c) })
        if (c.req.header('accept') === 'application/json')
          return c.json({ location: isTaken ? afterwards : null })
        return c.redirect(isTaken ? afterwards : '/shared-computer?early', 303)
      })

      // Opening the link does not use it up, because mail scanners open links too.
      .get('/link', async (c) => {
        const token = c.req.query('token')
        const offer = await findOfferFor(db, { link: token }, now())
        if (!offer || token === undefined) return c.html(endedOfferPage(c.var.language), 410)
        if (await isShared(c)) return c.html(alreadySharedPage(c.var.language), 409)
        const address = new URL(`/shared-computer/link?token=${encodeURIComponent(token)}`, config.url)
        return c.html(linkPage(c.var.language, { address, token, offer }))
      })

      .post('/link', async (c) => {
        const { token } = await readForm(c)
        if (await isShared(c)) return c.html(alreadySharedPage(c.var.language), 409)
        const isTaken = await take(c, { link: typeof token === 'string' ? token : undefined })
        return isTaken ? c.redirect(afterwards, 303) : c.html(endedOfferPage(c.var.language), 410)
      })
  )

  function isShared(c: Context<Web>) {
    return isSharedComputer(db, cookies.sharedDevice, c)
  }

  /** Marks this browser, and forgets what it remembered of the people before. */
  async function take(c: Context<Web>, taking: Taking): Promise<boolean> {
    if (await isShared(c)) return false
    const browser = { client: c.var.client, sessionSecret: cookies.session.read(c) }
    const secret = await takeOffer(db, taking, browser, now())
    if (secret === undefined) return false
    cookies.sharedDevice.write(c, secret)
    for (const name of [
      'deviceCode',
      'device',
      'lastSignIn',
      'left',
      'ticket',
      'attempt',
      'secondFactor',
      'told',
    ] as const)
      cookies[name].clear(c)
    return true
  }
}
