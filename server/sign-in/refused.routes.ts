import { Hono } from 'hono'
import { askForHelp } from '#server/attempts/hints.ts'
import { findLeft, noteSaid } from '#server/attempts/returning.ts'
import { readForm } from '#server/platform/form.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import { explainMeaning } from '#shared/aadsts/explain.ts'
import { longestPasted, readPasted } from '#shared/aadsts/pasted.ts'
import { readSaid, type SaidChoice, saidChoices, sayChoice } from '#shared/aadsts/said.ts'
import { isRefusal, type Refusal } from '#shared/refusals.ts'
import { signInPage } from './pages/sign-in.page.ts'
import { refusedAddress } from './refused-address.ts'
import { safeReturnTo } from './return-to.ts'
import {
  askedAbout,
  chainShape,
  pageOf,
  referenceShape,
  refusedBy,
  type SignInPageDeps,
  sharedName,
} from './sign-in-page-content.ts'

/** What can be an e-mail address. Whether it is a user's does not matter here. */
const addressShape = /^[^\s@]{1,250}@[^\s@]{1,69}$/

/** What a person can do about a sign-in that did not succeed: say what Microsoft's page said, and tell their manager. */
export function refusedRoutes(deps: SignInPageDeps) {
  const { cookies } = deps
  return (
    new Hono<Web>()
      /** The person says what Microsoft's page said when it stopped them (R17). */
      .post('/sign-in/returned', async (c) => {
        const form = await readForm(c)
        const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
        const pasted = text('text')
        if (Buffer.byteLength(pasted) > longestPasted)
          throw new Problem('too_large', 'Paste the text of one page of Microsoft’s: 8 kB at most.')
        const choice = text('choice')
        const said = isChoice(choice) ? sayChoice(choice) : readSaid(pasted)
        const chain = chainShape.test(text('chain')) ? text('chain') : undefined
        const [returnTo, chainId] = [safeReturnTo(text('return_to')), chain ?? null]
        const attempt = await askedAbout(deps, c, text('reference'), said !== undefined)
        const noted = attempt && said && (await noteSaid(deps.db, attempt, said, deps.now()))
        if (noted) {
          cookies.left.clear(c)
          const { reference } = noted
          const code = noted.code as Refusal
          return c.redirect(refusedAddress({ code, reference, returnTo, chainId }), 303)
        }
        // Nothing that could be kept: the text is explained as far as it can be, and the question stays.
        const left =
          attempt ??
          (said
            ? undefined
            : await findLeft(deps.db, cookies.attempt.read(c), cookies.left.read(c), deps.now()))
        if (!left) return c.redirect(choice === 'closed' ? '/sign-in' : helpWith(pasted, said), 303)
        const { meaning } = readPasted(pasted)
        const explained = meaning && (await explainMeaning(meaning, c.var.language))
        const asked = { reference: left.reference, explained, isUnread: explained === undefined }
        const code = attempt?.outcome === 'refused' ? (attempt.code as Refusal) : undefined
        const refused = code && { ...(await refusedBy(deps, c, code, text('reference'))), ask: asked }
        const page = pageOf(deps, c, {
          returnTo,
          refused,
          unfinished: code ? undefined : asked,
          signedOut: undefined,
          sharedDevice: await sharedName(deps, c),
        })
        return c.html(signInPage(c.var.language, { ...page, chain }), 422)
      })

      .post('/sign-in/tell-manager', async (c) => {
        const form = await readForm(c)
        const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
        const [code, reference, email] = [text('refused'), text('reference'), text('email')]
        if (!isRefusal(code) || !referenceShape.test(reference) || !addressShape.test(email.trim()))
          throw new Problem('invalid_request', 'A reference and an e-mail address are needed.')
        await askForHelp(deps.db, cookies.attempt.read(c), { reference, email }, deps.now())
        const chain = text('chain')
        const address = refusedAddress({
          code,
          reference,
          returnTo: safeReturnTo(text('return_to')),
          chainId: chainShape.test(chain) ? chain : null,
        })
        // The same for everyone, whatever came of it (R18, R29).
        return c.redirect(`${address}&asked`, 303)
      })
  )
}

function isChoice(text: string): text is SaidChoice {
  return (saidChoices as readonly string[]).includes(text)
}

/** Where a text is explained that belongs to no attempt of this browser, in an address without the text itself. */
function helpWith(pasted: string, said: ReturnType<typeof readSaid>): string {
  const { codes, meaning } = said ?? readPasted(pasted)
  const query = new URLSearchParams({
    ...(codes[0] !== undefined && { code: String(codes[0]) }),
    ...(codes[0] === undefined && meaning && { meaning }),
  })
  return `/help/microsoft-error?${query}`
}
