import { type Context, Hono } from 'hono'
import { readForm } from '#server/platform/form.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import { findDeviceLink, mailDeviceLink, useDeviceLink } from '#server/second-factor/device-links.ts'
import type { NewPasskey, Site } from '#server/second-factor/passkeys.ts'
import { findWait } from '#server/second-factor/second-factor-wait.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { isSharedComputer } from '#server/sessions/shared-devices.ts'
import {
  confirmDevicePage,
  endedDeviceLinkPage,
  notOnSharedPage,
  unknownDevicePage,
} from './pages/device.page.ts'
import { recoveryCodesPage, setUpFactorPage } from './pages/set-up-factor.page.ts'
import { refusedAddress } from './refused-address.ts'
import { rememberDevice } from './remember-device.ts'
import { browserOf, passkeyAnswerIn } from './second-factor.routes.ts'
import {
  beginNewPasskey,
  findSetUp,
  finishWithNewApp,
  finishWithNewPasskey,
  type SetUpStep,
} from './set-up-factor.ts'

const path = '/sign-in/second-factor/set-up'

/** The pages between the password and the home of a manager who has to set up a second factor first (R30). */
export function setUpFactorRoutes(deps: SignInRouteDeps & { config: Site }) {
  const { db, now, cookies, config } = deps
  return (
    new Hono<Web>()
      .get(path, (c) => show(c, { isSent: c.req.query('sent') !== undefined }))

      .post(path, async (c) => {
        if (await isShared(c)) return show(c)
        const { code } = await readForm(c)
        if (typeof code !== 'string' || code.length > 100)
          throw new Problem('invalid_request', 'A code is needed.')
        return follow(
          c,
          await finishWithNewApp(deps, browserOf(c, cookies), cookies.secondFactor.read(c), code),
        )
      })

      .post(`${path}/passkey/options`, async (c) => {
        const options = (await isShared(c))
          ? undefined
          : await beginNewPasskey(deps, config, browserOf(c, cookies), cookies.secondFactor.read(c))
        if (!options) throw new Problem('not_found', 'No sign-in is waiting for a new passkey here.')
        return c.json(options)
      })

      .post(`${path}/passkey`, async (c) => {
        if (await isShared(c)) return show(c)
        const made = passkeyAnswerIn<NewPasskey>((await readForm(c)).response)
        const waitSecret = cookies.secondFactor.read(c)
        return follow(c, await finishWithNewPasskey(deps, config, browserOf(c, cookies), waitSecret, made))
      })

      .post(`${path}/device`, async (c) => {
        const wait = await findWait(db, cookies.secondFactor.read(c), now())
        if (!wait) return toExpired(c)
        await mailDeviceLink(db, wait.userId, config.url, now())
        return c.redirect(`${path}?sent`, 303)
      })

      // Opening the link does nothing, because mail scanners open links too.
      .get('/sign-in/device', async (c) => {
        const token = c.req.query('token')
        const link = await findDeviceLink(db, token, now())
        if (!link || !token) return c.html(endedDeviceLinkPage(c.var.language), 410)
        const address = new URL(`/sign-in/device?token=${encodeURIComponent(token)}`, config.url)
        return c.html(confirmDevicePage(c.var.language, { address, token, username: link.username }))
      })

      .post('/sign-in/device', async (c) => {
        const { token } = await readForm(c)
        const link = await useDeviceLink(db, typeof token === 'string' ? token : undefined, now())
        if (!link) return c.html(endedDeviceLinkPage(c.var.language), 410)
        await rememberDevice(deps, cookies, c, link.userId)
        const wait = await findWait(db, cookies.secondFactor.read(c), now())
        return c.redirect(wait?.userId === link.userId ? path : '/sign-in', 303)
      })
  )

  /** It is no one's own device: a mailed link proves nothing of it, and a passkey would be offered to the next person (R38). */
  function isShared(c: Context<Web>) {
    return isSharedComputer(db, cookies.sharedDevice, c)
  }

  function toExpired(c: Context<Web>) {
    return c.redirect(refusedAddress({ code: 'expired', returnTo: '/', chainId: null }), 303)
  }

  async function show(
    c: Context<Web>,
    more: { isSent?: boolean; isWrong?: boolean; isThrottled?: boolean } = {},
  ) {
    const { language } = c.var
    const setUp = await findSetUp(deps, browserOf(c, cookies), cookies.secondFactor.read(c))
    if (!setUp) return toExpired(c)
    if (setUp.kind === 'has_one') return c.redirect('/sign-in/second-factor', 303)
    const address = new URL(path, config.url)
    if (await isShared(c)) return c.html(notOnSharedPage(language, address))
    if (setUp.kind === 'unknown_device')
      return c.html(unknownDevicePage(language, { address, isSent: more.isSent === true }))
    const status = more.isThrottled ? 429 : more.isWrong ? 422 : 200
    return c.html(setUpFactorPage(language, { address, ...setUp, ...more }), status)
  }

  async function follow(c: Context<Web>, step: SetUpStep) {
    if (step.kind === 'wrong') return show(c, { isWrong: true })
    if (step.kind === 'unknown_device') return show(c)
    if (step.kind === 'throttled') {
      c.header('Retry-After', String(step.retryAfterSeconds))
      if (step.ticket) cookies.ticket.write(c, step.ticket)
      return show(c, { isThrottled: true })
    }
    cookies.secondFactor.clear(c)
    if (step.kind === 'refused') return c.redirect(refusedAddress(step.refused), 303)
    cookies.session.write(c, step.sessionSecret)
    await rememberDevice(deps, cookies, c, step.userId)
    return c.html(recoveryCodesPage(c.var.language, { codes: step.recoveryCodes, returnTo: step.returnTo }))
  }
}
