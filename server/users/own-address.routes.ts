import { type Context, Hono } from 'hono'
import { readForm } from '#server/platform/form.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import type { SignInRouteDeps } from '#server/sessions/browser.ts'
import { addressEndPage, addressLinkPage } from './own-address.page.ts'
import { confirmOwnAddress, findAddressLink, stopOwnAddress } from './own-address.ts'

/** The links of a new address of one's own (R33): each a page with one button, because mail scanners open links too. */
export function ownAddressRoutes({ db, now, config }: SignInRouteDeps) {
  const routes = new Hono<Web>()
  for (const kind of ['confirm', 'stop'] as const) {
    const path = `/${kind}-address`
    routes
      .get(path, async (c) => {
        const token = c.req.query('token')
        const found = await findAddressLink(db, kind, token, now())
        if (!found || !token) return end(c, kind, 'dead')
        const address = new URL(`${path}?${new URLSearchParams({ token })}`, config.url)
        return c.html(addressLinkPage(c.var.language, { kind, address, token, ...found }))
      })
      .post(path, async (c) => {
        const { token } = await readForm(c)
        if (typeof token !== 'string') throw new Problem('invalid_request', 'The link’s token is needed.')
        const carryOut = kind === 'confirm' ? confirmOwnAddress : stopOwnAddress
        return end(c, kind, await carryOut(db, c.var.client, token, now()))
      })
  }
  return routes

  function end(
    c: Context<Web>,
    kind: 'confirm' | 'stop',
    outcome: 'confirmed' | 'stopped' | 'dead' | 'taken',
  ) {
    return c.html(
      addressEndPage(c.var.language, kind, outcome),
      outcome === 'dead' ? 410 : outcome === 'taken' ? 409 : 200,
    )
  }
}
