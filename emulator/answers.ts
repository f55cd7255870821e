import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Step } from './authorize.ts'
import { type Callback, callbackUrl } from './callback.ts'
import type { Answer, TamperAnswer } from './control.ts'
import type { Bindings } from './faults.ts'
import type { Html } from './page.ts'
import { formPostPage, renderStep } from './sign-in-pages.ts'
import type { World } from './world.ts'

export function showStep(world: World, c: Context<Bindings>, step: Step): Response | Promise<Response> {
  return step.kind === 'callback'
    ? goBack(world, c, step.callback)
    : showPage(world, c, renderStep(world, step))
}

function goBack(world: World, c: Context<Bindings>, callback: Callback): Response | Promise<Response> {
  const nonce = randomBytes(16).toString('base64')
  if (callback.responseMode === 'form_post') return showPage(world, c, formPostPage(callback, nonce), nonce)
  signInHeaders(world, c, nonce)
  return c.redirect(callbackUrl(callback))
}

/** Microsoft's pages, and its redirects too, cut the opener (entra 9) and refuse to be framed. */
export function showPage(
  world: World,
  c: Context<Bindings>,
  page: Html,
  nonce = randomBytes(16).toString('base64'),
): Response | Promise<Response> {
  signInHeaders(world, c, nonce)
  return c.html(page)
}

function signInHeaders({ control }: World, c: Context<Bindings>, nonce: string): void {
  if (control.coop) c.header('Cross-Origin-Opener-Policy', 'same-origin')
  // As Microsoft's since October 2026 (entra 2.4): script from the page's own site or with this nonce, and no other.
  if (control.csp) {
    c.header(
      'Content-Security-Policy',
      `script-src 'self' 'nonce-${nonce}'; object-src 'none'; base-uri 'self'`,
    )
  }
  c.header('X-Frame-Options', 'DENY')
  c.header('Cache-Control', 'no-store, no-cache')
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'strict-origin-when-cross-origin')
}

/** What is no page: JSON, after the control's hook has had its way. */
export async function sendAnswer(answer: Answer, tamper: TamperAnswer | undefined): Promise<Response> {
  const changed = tamper ? await tamper(answer) : answer
  const { status, headers, body } = typeof changed === 'string' ? { ...answer, body: changed } : changed
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status: status as ContentfulStatusCode,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-ms-request-id': crypto.randomUUID(),
      'x-ms-ests-server': '2.1.0 - EMULATOR',
      ...headers,
    },
  })
}

/** A browser asks before it sends what a form could not (CORS): every method of the address is allowed to everyone. */
export function answerPreflight(c: Context<Bindings>, methods: string): Response {
  const asked = c.req.header('access-control-request-headers')
  return c.body(null, 204, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods,
    ...(asked !== undefined && { 'access-control-allow-headers': asked }),
    'access-control-max-age': '86400',
  })
}

export const documentHeaders: Record<string, string> = {
  'cache-control': 'max-age=86400, private',
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, OPTIONS',
}
