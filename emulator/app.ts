import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { type AdminConsent, answerAdminConsent, answerPortalConsent } from './admin-consent.ts'
import { homePage, lookupPage } from './admin-pages.ts'
import { answerPreflight, documentHeaders, sendAnswer, showPage, showStep } from './answers.ts'
import { accept, approve, ask, cancel, chooseAccount, decline, type Step, startSignIn } from './authorize.ts'
import { findOrOpenBrowser } from './browsers.ts'
import type { Endpoint } from './control.ts'
import { applyOrder, controlState } from './control-address.ts'
import { findTenant, multiTenantPaths } from './directory.ts'
import { failure, failureText, report } from './failures.ts'
import { type Bindings, playFaults } from './faults.ts'
import { answerInstanceDiscovery } from './instance-discovery.ts'
import { actAsAdministrator, showItDepartment } from './it-department.ts'
import { discoveryDocument, keyDocument } from './metadata.ts'
import { troublePage } from './sign-in-pages.ts'
import { signOut } from './sign-out.ts'
import { readSwitch, showSwitches } from './switches.ts'
import { answerTokenRequest } from './token.ts'
import type { Browser, Flow, World } from './world.ts'

/** The emulator's addresses (entra 1.2), each of which asks one function and writes down what it says. */
export function createApp(world: World) {
  const app = new Hono<Bindings>()
  const faults = (endpoint: Endpoint) => playFaults(world, endpoint)

  app.get('/', (c) => showPage(world, c, homePage(world, browserOf(world, c))))
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
  app.get('/switches', (c) => showPage(world, c, showSwitches(world)))
  app.post('/switches', async (c) => {
    // Nor can another site's page, by the form that the emulator's own page has.
    if (c.req.header('origin') !== new URL(c.req.url).origin) return c.text('Not from another site', 403)
    const problem = await applyOrder(world, readSwitch(await readForm(c)))
    return showPage(world, c, showSwitches(world, problem))
  })

  app.get('/:path/v2.0/.well-known/openid-configuration', faults('discovery'), async (c) => {
    const path = pathOf(c)
    const body = discoveryDocument(world, path)
    const answer = body ? { status: 200, headers: documentHeaders, body } : unknownTenant(world, path)
    return sendAnswer(answer, world.control.tamper.discovery)
  })
  app.get('/:path/discovery/v2.0/keys', faults('keys'), (c) => {
    const path = pathOf(c)
    const answer = isKnownPath(world, path) ? keyDocument(world) : unknownTenant(world, path)
    return sendAnswer(
      { ...answer, headers: { ...documentHeaders, ...answer.headers } },
      world.control.tamper.keys,
    )
  })
  app.get('/:path/discovery/instance', (c) => {
    const answer = answerInstanceDiscovery(world, new URL(c.req.url).searchParams)
    return sendAnswer({ ...answer, headers: documentHeaders }, undefined)
  })
  for (const document of [
    '/v2.0/.well-known/openid-configuration',
    '/discovery/v2.0/keys',
    '/discovery/instance',
  ]) {
    app.options(`/:path${document}`, (c) => answerPreflight(c, 'GET, OPTIONS'))
  }

  app.options('/:path/oauth2/v2.0/token', (c) => answerPreflight(c, 'POST, OPTIONS'))
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
    return showConsent(world, c, answerAdminConsent(world, pathOf(c), asked, answered))
  })
  app.on(['GET', 'POST'], '/:path/enterprise-applications', async (c) => {
    if (c.req.method === 'POST') actAsAdministrator(world, pathOf(c), await readForm(c))
    const page = showItDepartment(world, pathOf(c))
    return page ? showPage(world, c, page) : c.notFound()
  })
  app.on(['GET', 'POST'], '/:path/enterprise-applications/consent', async (c) => {
    const clientId = c.req.query('client_id') ?? ''
    const answered = c.req.method === 'POST' ? await readForm(c) : undefined
    const outcome = answerPortalConsent(world, pathOf(c), clientId, answered)
    return outcome ? showConsent(world, c, outcome) : c.notFound()
  })

  return app
}

function showConsent(
  world: World,
  c: Context<Bindings>,
  outcome: AdminConsent,
): Response | Promise<Response> {
  if (outcome.kind === 'page') return showPage(world, c, outcome.page)
  return showStep(world, c, outcome.kind === 'stays' ? { ...outcome, correlationId: undefined } : outcome)
}

/** The next answer of someone who stands on a page. Only the browser that was shown the page may give it. */
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
    case 'ask':
      return ask(world, flow)
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

/** The token endpoint calls the same trouble invalid_request (entra 1.5). */
function unknownTenant(world: World, tenant: string) {
  const body = { ...report(world, failure(90002, { tenant })), error: 'invalid_tenant' }
  return { status: 400, headers: documentHeaders, body }
}

/** The browser by its cookie; the port is in the name, because cookies do not keep ports apart. */
function browserOf(world: World, c: Context<Bindings>): Browser {
  const name = `emulator-session-${new URL(c.req.url).port}`
  const known = getCookie(c, name)
  const browser = findOrOpenBrowser(world, known)
  if (browser.id !== known) setCookie(c, name, browser.id, { path: '/', httpOnly: true, sameSite: 'Lax' })
  return browser
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
