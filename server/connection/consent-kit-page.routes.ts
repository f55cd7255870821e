import { type Context, Hono } from 'hono'
import type { Entra } from '#server/entra/entra.ts'
import type { Db } from '#server/platform/database.ts'
import type { Web } from '#server/platform/web.ts'
import { consentAnswerPage, consentKitPage, endedKitPage, type Registration } from './consent-kit.page.ts'
import { type ConsentKitView, openConsentKit, takeConsentAnswer } from './consent-kit-visits.ts'
import { stateOf } from './consent-kits.ts'

type Site = {
  url: string
  entra: { clientId: string; authority: string; redirectUri: string }
}

/** The second redirect URI registered in Entra: where an administrator is sent after accepting or declining. */
export const consentAnswerPath = '/consent-kit/answer'

/**
 * The consent kit, for anyone who has its link: mounted at `/consent-kit`. The secret is in the query, which none of
 * our logs has and no other site learns (the referrer policy keeps it to our own).
 */
export function consentKitPageRoutes(deps: { db: Db; entra: Entra; now: () => Date; config: Site }) {
  const { db, entra, now } = deps
  const { url, entra: app } = deps.config
  const answerAddress = `${url}${consentAnswerPath}`
  return (
    new Hono<Web>()
      .use(async (c, next) => {
        c.header('X-Robots-Tag', 'noindex, nofollow')
        await next()
      })
      .get('/', async (c) => {
        const token = c.req.query('token')
        const view = await openConsentKit(db, token, c.var.client, now())
        if (!view || token === undefined) return c.html(endedKitPage(c.var.language), 404)
        const registration = registrationFor(view, stateOf(token))
        return c.html(consentKitPage(c.var.language, { address: addressOf(c), view, registration }))
      })
      /** Where Microsoft sends the administrator. Anyone can write such an address. */
      .get('/answer', async (c) => {
        const params = new URL(c.req.url).searchParams
        // Ours: the language links of this page add it.
        params.delete('lang')
        const taken = await takeConsentAnswer({ db, entra }, params, c.var.client, now())
        if (!taken) return c.html(endedKitPage(c.var.language), 404)
        const { view, read, state } = taken
        const registration = registrationFor(view, state)
        return c.html(consentAnswerPage(c.var.language, { address: addressOf(c), view, registration, read }))
      })
  )

  function registrationFor({ tenantId }: ConsentKitView, state: string): Registration {
    return {
      clientId: app.clientId,
      authority: app.authority,
      origin: url,
      redirectUris: [app.redirectUri, answerAddress],
      adminConsentUrl:
        tenantId === null
          ? undefined
          : entra.adminConsentUrl({ tenantId, state, redirectUri: answerAddress }),
    }
  }

  /** The address of this page, from our own origin and never from the request's Host. */
  function addressOf(c: Context<Web>): URL {
    const { pathname, search } = new URL(c.req.url)
    return new URL(pathname + search, url)
  }
}
