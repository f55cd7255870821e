import type { MiddlewareHandler } from 'hono'
import type { Cookie } from '#server/platform/cookies.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/
const probes = new Set(['/healthz', '/readyz'])

/**
 * Headers that every answer has. Pages have the strictest policy that lets them work: nothing from elsewhere, no
 * inline script, no frame. A page that needs something else says so itself, with `c.header`.
 */
export function securityHeaders(secure: boolean): MiddlewareHandler<Web> {
  const headers = Object.entries({
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    // Under 'no-referrer' a browser sends `Origin: null` with a form, and the check below would refuse it.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'Cache-Control': 'no-store',
    ...(secure && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  })
  return async function securityHeaders(c, next) {
    // Before the answer is made, because changing the headers of a finished one costs as much as making it.
    for (const [name, value] of headers) c.header(name, value)
    await next()
  }
}

/**
 * Answers only to our own name, so that no other name can point here and read (DNS rebinding). Loopback names are ours
 * too, because a proxy on this machine uses them. Nothing is ever built from the name in a request.
 */
export function knownHost(url: string): MiddlewareHandler<Web> {
  const own = new URL(url)
  return async function knownHost(c, next) {
    const host = c.req.header('host') ?? ''
    if (host !== own.host && !probes.has(c.req.path)) {
      if (!loopback.test(host)) throw new Problem('misdirected', `This is ${own.host}.`)
      // Cookies and the redirect address belong to the one name, so a person who types the other is sent there.
      const isPage = c.req.method === 'GET' && !c.req.path.startsWith('/api/')
      if (isPage && loopback.test(own.host)) {
        const { pathname, search } = new URL(c.req.url)
        return c.redirect(url + pathname + search, 307)
      }
    }
    await next()
  }
}

/**
 * Prevents changes from another site (CSRF). Browsers say where a request comes from. One with our session has to say
 * that it comes from us; one without must at least not say that it comes from elsewhere. A browser cannot be made to
 * send an API key from another site, so a request with a key and no session may come from anywhere.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function sameOrigin(url: string, session: Cookie): MiddlewareHandler<Web> {
  return async function sameOrigin(c, next) {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      const origin = c.req.header('origin')
      const site = c.req.header('sec-fetch-site')
      const isOurs = origin === undefined ? site === 'same-origin' : origin === url
      const isSilent = origin === undefined && (site === undefined || site === 'none')
      const isProgram = /^Bearer /i.test(c.req.header('authorization') ?? '')
      if (!isOurs && !((isSilent || isProgram) && session.read(c) === undefined)) {
        throw new Problem('cross_origin', 'This request does not come from a page of TMAS.')
      }
    }
    await next()
  }
}
