import { type Context, Hono } from 'hono'
import { readForm } from '#server/platform/form.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import type { NewPasskey, SignedByPasskey, Site } from '#server/second-factor/passkeys.ts'
import type { Browser, SignInCookies, SignInRouteDeps } from '#server/sessions/browser.ts'
import { isSharedComputer } from '#server/sessions/shared-devices.ts'
import { secondFactorPage } from './pages/second-factor.page.ts'
import { refusedAddress } from './refused-address.ts'
import { rememberDevice } from './remember-device.ts'
import {
  challengePasskey,
  findOffer,
  finishWithCode,
  finishWithPasskey,
  type SecondStep,
} from './second-factor.ts'

const path = '/sign-in/second-factor'

/** The page between the password and the home (R30): plain forms for codes, and a script for passkeys. */
export function secondFactorRoutes(deps: SignInRouteDeps & { config: Site }) {
  const { cookies, config } = deps
  return new Hono<Web>()
    .get(path, (c) => show(c, { wrong: referenceIn(c.req.query('wrong')) }))

    .post(path, async (c) => {
      const { code } = await readForm(c)
      if (typeof code !== 'string' || code.length > 100)
        throw new Problem('invalid_request', 'A code is needed.')
      return follow(c, await finishWithCode(deps, browserOf(c, cookies), cookies.secondFactor.read(c), code))
    })

    .post(`${path}/passkey/options`, async (c) => {
      const options = (await isShared(c))
        ? undefined
        : await challengePasskey(deps, config, cookies.secondFactor.read(c))
      if (!options) throw new Problem('not_found', 'No sign-in is waiting for a passkey here.')
      return c.json(options)
    })

    .post(`${path}/passkey`, async (c) => {
      if (await isShared(c)) throw new Problem('not_found', 'A shared computer takes no passkey.')
      const signed = passkeyAnswerIn<SignedByPasskey>((await readForm(c)).response)
      return follow(
        c,
        await finishWithPasskey(deps, config, browserOf(c, cookies), cookies.secondFactor.read(c), signed),
      )
    })

  /** A passkey would be offered to the next person, and a new one kept by a computer that is no one's (R38). */
  function isShared(c: Context<Web>) {
    return isSharedComputer(deps.db, cookies.sharedDevice, c)
  }

  async function show(c: Context<Web>, more: { wrong?: string | undefined; isThrottled?: boolean }) {
    const found = await findOffer(deps, cookies.secondFactor.read(c))
    const offer = found && { ...found, hasPasskey: found.hasPasskey && !(await isShared(c)) }
    if (!offer) return c.redirect(refusedAddress({ code: 'expired', returnTo: '/', chainId: null }), 303)
    // From the day on which the chain requires one, it is set up here (R30).
    if (!offer.hasFactor) return c.redirect(`${path}/set-up`, 303)
    const address = new URL(path, config.url)
    return c.html(
      secondFactorPage(c.var.language, { address, ...offer, ...more }),
      more.isThrottled ? 429 : 200,
    )
  }

  async function follow(c: Context<Web>, step: SecondStep) {
    if (step.kind === 'wrong') return c.redirect(`${path}?wrong=${step.reference}`, 303)
    if (step.kind === 'throttled') {
      c.header('Retry-After', String(step.retryAfterSeconds))
      if (step.ticket) cookies.ticket.write(c, step.ticket)
      return show(c, { isThrottled: true })
    }
    cookies.secondFactor.clear(c)
    if (step.kind === 'refused') return c.redirect(refusedAddress(step.refused), 303)
    cookies.session.write(c, step.sessionSecret)
    await rememberDevice(deps, cookies, c, step.userId)
    return c.redirect(step.returnTo, 303)
  }
}

/** Shown only if it can be one of ours. */
function referenceIn(text: string | undefined) {
  return text !== undefined && /^[A-Z0-9]{6,12}$/.test(text) ? text : undefined
}

/** What this browser sends with the second step. */
export function browserOf(c: Context<Web>, cookies: SignInCookies): Browser {
  const { client, language } = c.var
  return {
    client,
    language,
    attemptSecret: undefined,
    sessionSecret: cookies.session.read(c),
    device: cookies.device.read(c),
    ticket: cookies.ticket.read(c),
    sharedDevice: cookies.sharedDevice.read(c),
  }
}

/**
 * What a passkey has answered, as the script sends it.
 *
 * @throws {Problem} `invalid_request` if it does not have the shape of an answer. Its content is checked elsewhere.
 */
export function passkeyAnswerIn<Answer extends SignedByPasskey | NewPasskey>(text: unknown): Answer {
  try {
    const answer = JSON.parse(typeof text === 'string' ? text : '')
    if (typeof answer?.id === 'string' && typeof answer.response === 'object' && answer.response !== null)
      return answer
  } catch {
    // Not JSON. This is answered below, like everything else that has the wrong shape.
  }
  throw new Problem('invalid_request', 'This is no answer of a passkey.')
}
