import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { answerAdminConsent, listEnterpriseApplications } from './admin-consent.ts'
import { homePage, lookupPage } from './admin-pages.ts'
import { accept, approve, cancel, chooseAccount, decline, type Step, startSignIn } from './authorize.ts'
import { findOrOpenBrowser } from './browsers.ts'
import { type Callback, callbackUrl } from './callback.ts'
import type { Answer, Endpoint, TamperAnswer } from './control.ts'
import { applyOrder, controlState } from './control-address.ts'
import { findTenant, multiTenantPaths } from './directory.ts'
import { failure, failureText, report } from './failures.ts'
import { actAsAdministrator } from './it-department.ts'
import { publishedKeys } from './keys.ts'
import { discoveryDocument } from './metadata.ts'
import type { Html } from './page.ts'
import { formPostPage, renderStep, troublePage } from './sign-in-pages.ts'
import { signOut } from './sign-out.ts'
import { answerTokenRequest } from './token.ts'
import type { Browser, Flow, World } from './world.ts'

type Bindings = { Bindings: HttpBindings }

/** The emulator's addresses (entra 1.2), each of which asks one function and writes down what it says. */
export function createApp(world: World) {
  const app = new Hono<Bindings>()
  const faults = (endpoint: Endpoint) => playFaults(world, endpoint)

  app.get('/', (c) => showPage(world, c, homePage(world)))
  app.get('/error', (c) => {
    const code = c.req.query('code') ?? ''
    return showPage(world, c, lookupPage(code, failureText(Number(code))))
  })

  app.get('/control', (c) => c.json(controlState(world)))
  app.post('/control', async (c) => {
    // A content type that a form cannot send: no web page can turn the switches.
    if (!c.req.header('content-type')?.startsWith('application/json')) {
      return c.json({ error: 'Send application/json' }, 415)
    }
    const problem = await applyOrder(world, await c.req.json().catch(() => undefined))
    return problem ? c.json({ error: problem }, 400) : c.json(controlState(world))
  })

  app.get('/:path/v2.0/.well-known/openid-configuration', faults('discovery'), async (c) => {
    const path = pathOf(c)
    const document = discoveryDocument(world, path)
    const answer: Answer = document
      ? { status: 200, headers: documentHeaders, body: document }
      : {
          status: 400,
          headers: documentHeaders,
          // The token endpoint calls the same trouble invalid_request (entra 1.5).
          body: { ...report(world, failure(90002, { tenant: path })), error: 'invalid_tenant' },
        }
    return sendAnswer(answer, world.control.tamper.discovery)
  })

  app.get('/:path/discovery/v2.0/keys', faults('keys'), (c) => {
    if (!isKnownPath(world, pathOf(c))) {
      const body = { ...report(world, failure(90002, { tenant: pathOf(c) })), error: 'invalid_tenant' }
      return sendAnswer({ status: 400, headers: documentHeaders, body }, world.control.tamper.keys)
    }
    const body = { keys: publishedKeys(world.keys, world.authority) }
    return sendAnswer({ status: 200, headers: documentHeaders, body }, world.control.tamper.keys)
  })

  app.post('/:path/oauth2/v2.0/token', faults('token'), async (c) => {
    const answer = await answerTokenRequest(world, {
      path: pathOf(c),
      contentType: c.req.header('content-type'),
      authorization: c.req.header('authorization'),
      origin: c.req.header('origin'),
      correlationId: c.req.header('client-request-id'),
      body: await c.req.text(),
    })
    return sendAnswer(answer, world.control.tamper.tokenResponse)
  })
  app.all('/:path/oauth2/v2.0/token', faults('token'), (c) => {
    const said = { failure: failure(900561, { method: c.req.method }), correlationId: undefined }
    return showPage(world, c, troublePage(world, said))
  })

  app.on(['GET', 'POST'], '/:path/oauth2/v2.0/authorize', faults('authorize'), async (c) => {
    const parameters = c.req.method === 'POST' ? await readForm(c) : new URL(c.req.url).searchParams
    return showStep(world, c, startSignIn(world, pathOf(c), parameters, browserOf(world, c)))
  })
  app.get('/:path/login', (c) => continueSignIn(world, c, new URL(c.req.url).searchParams))
  app.post('/:path/login', async (c) => continueSignIn(world, c, await readForm(c)))

  app.on(['GET', 'POST'], '/:path/oauth2/v2.0/logout', async (c) => {
    const parameters = new URL(c.req.url).searchParams
    if (c.req.method === 'POST') for (const [name, value] of await readForm(c)) parameters.set(name, value)
    return showPage(world, c, signOut(world, pathOf(c), browserOf(world, c), parameters))
  })

  app.on(['GET', 'POST'], '/:path/v2.0/adminconsent', async (c) => {
    const asked = new URL(c.req.url).searchParams
    const answered = c.req.method === 'POST' ? await readForm(c) : undefined
    const outcome = answerAdminConsent(world, pathOf(c), asked, answered)
    if (outcome.kind === 'page') return showPage(world, c, outcome.page)
    return showStep(world, c, outcome.kind === 'stays' ? { ...outcome, correlationId: undefined } : outcome)
  })
  app.on(['GET', 'POST'], '/:path/enterprise-applications', async (c) => {
    if (c.req.method === 'POST') actAsAdministrator(world, pathOf(c), await readForm(c))
    const page = listEnterpriseApplications(world, pathOf(c))
    return page ? showPage(world, c, page) : c.notFound()
  })

  return app
}

/** The next answer of somebody who stands on a page. Only the browser that was shown the page may give it. */
function continueSignIn(
  world: World,
  c: Context<Bindings>,
  form: URLSearchParams,
): Response | Promise<Response> {
  const flow = world.flows.get(form.get('flow') ?? '')
  if (!flow || flow.browser !== browserOf(world, c)) {
    return showStep(world, c, { kind: 'stays', failure: failure(165000), correlationId: undefined })
  }
  return showStep(world, c, answerFlow(world, flow, form))
}

function answerFlow(world: World, flow: Flow, form: URLSearchParams): Step {
  switch (form.get('answer')) {
    case 'approve':
      return approve(world, flow)
    case 'accept':
      return accept(world, flow)
    case 'decline':
      return decline(world, flow)
    case 'cancel':
      return cancel(world, flow)
    case 'switch':
      return { kind: 'pick', flow }
    default:
      return chooseAccount(world, flow, form.get('login') ?? '')
  }
}

function showStep(world: World, c: Context<Bindings>, step: Step): Response | Promise<Response> {
  return step.kind === 'callback'
    ? goBack(world, c, step.callback)
    : showPage(world, c, renderStep(world, step))
}

function goBack(world: World, c: Context<Bindings>, callback: Callback): Response | Promise<Response> {
  if (callback.responseMode === 'form_post') return showPage(world, c, formPostPage(callback))
  signInHeaders(world, c)
  return c.redirect(callbackUrl(callback))
}

/** Microsoft's pages, and its redirects too, cut the opener (entra 9) and refuse to be framed. */
function showPage(world: World, c: Context<Bindings>, page: Html): Response | Promise<Response> {
  signInHeaders(world, c)
  return c.html(page)
}

function signInHeaders(world: World, c: Context<Bindings>): void {
  if (world.control.coop) c.header('Cross-Origin-Opener-Policy', 'same-origin')
  c.header('X-Frame-Options', 'DENY')
  c.header('Cache-Control', 'no-store, no-cache')
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'strict-origin-when-cross-origin')
}

/** The browser by its cookie; the port is in the name, because cookies do not keep ports apart. */
function browserOf(world: World, c: Context<Bindings>): Browser {
  const name = `emulator-session-${new URL(c.req.url).port}`
  const known = getCookie(c, name)
  const browser = findOrOpenBrowser(world, known)
  if (browser.id !== known) setCookie(c, name, browser.id, { path: '/', httpOnly: true, sameSite: 'Lax' })
  return browser
}

/** Counts the request, then plays what the control has ordered for this endpoint. */
function playFaults(world: World, endpoint: Endpoint): MiddlewareHandler<Bindings> {
  return async (c, next) => {
    world.control.requests[endpoint] += 1
    const { delay = 0, drop, throttle, outage } = world.control.faults[endpoint] ?? {}
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
    if (drop) {
      c.env.incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    }
    if (throttle !== undefined) {
      return c.text('Too Many Requests', 429, { 'Retry-After': String(throttle) })
    }
    if (outage)
      return c.html("<html><body><h2>Our services aren't available right now</h2></body></html>", 503)
    await next()
  }
}

async function sendAnswer(answer: Answer, tamper: TamperAnswer | undefined): Promise<Response> {
  const changed = tamper ? await tamper(answer) : answer
  const { status, headers, body } = typeof changed === 'string' ? { ...answer, body: undefined } : changed
  return new Response(typeof changed === 'string' ? changed : JSON.stringify(body), {
    status: status as ContentfulStatusCode,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-ms-request-id': crypto.randomUUID(),
      'x-ms-ests-server': '2.1.0 - EMULATOR',
      ...headers,
    },
  })
}

/** The first segment of the path. GUIDs and domains are the same tenant in any case. */
function pathOf(c: Context<Bindings>): string {
  return (c.req.param('path') ?? '').toLowerCase()
}

function isKnownPath(world: World, path: string): boolean {
  return multiTenantPaths.some((name) => name === path) || findTenant(world.directory, path) !== undefined
}

async function readForm(c: Context<Bindings>): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}

const documentHeaders: Record<string, string> = {
  'cache-control': 'max-age=86400, private',
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, OPTIONS',
}
