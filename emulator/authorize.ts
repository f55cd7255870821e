/**
 * A sign-in at the emulator, in the order it happens:
 *
 *   startSignIn      the request is read; someone may be signed in already, and then no page is shown
 *   chooseAccount    "Pick an account"
 *   approve          the second factor, for those who have one; or a page that asks for one to be set up
 *   accept           "Permissions requested"
 *   ask              "Approval required": the request goes to an admin
 *   decline, cancel  the ways back
 *
 * Each returns where the person stands next; `nextStep` decides that, in the order of Entra's pages.
 */
import { randomUUID } from 'node:crypto'
import { readAuthorizeRequest } from './authorize-request.ts'
import { logIn, remember, usableLogins } from './browsers.ts'
import { type Callback, cancelCallback, failureCallback, stateOf, successCallback } from './callback.ts'
import { issueCode } from './codes.ts'
import { type Account, accountOn, findPerson, hasConsented, personalTenantId } from './directory.ts'
import { type Failure, failure, failureOf } from './failures.ts'
import type { NumberlessPage } from './numberless-pages.ts'
import { needsAdminConsent, numberOfPage, wordsFor } from './standing.ts'
import { clientInfoOf } from './token.ts'
import type { AuthorizeRequest, Browser, Flow, Login, World } from './world.ts'

/** Where the person stands. */
export type Step =
  | { kind: 'pick'; flow: Flow; problem?: string }
  | { kind: 'second-factor'; flow: Flow; login: Login }
  | { kind: 'consent'; flow: Flow; account: Account }
  | { kind: 'need-admin'; flow: Flow; account: Account }
  | { kind: 'numberless'; page: NumberlessPage; flow: Flow; login: Login }
  /** A page of trouble: the application hears nothing. */
  | { kind: 'stays'; failure: Failure; correlationId: string | undefined; loginId?: string }
  | { kind: 'callback'; callback: Callback }

export function startSignIn(world: World, path: string, parameters: URLSearchParams, browser: Browser): Step {
  const read = readAuthorizeRequest(world, path, parameters)
  if (read.kind === 'stays') return read
  if (read.kind === 'returns') {
    return { kind: 'callback', callback: failureCallback(world, read.to, read.failure) }
  }
  const { request } = read
  const flow: Flow = { id: randomUUID(), browser, request, consented: false }
  const usable = usableLogins(world, browser, path, request)
  if (request.prompt === 'none') return signInSilently(world, flow, usable)
  flow.login = signedInAlready(world, request, usable)
  remember(world.flows, flow.id, flow)
  return nextStep(world, flow)
}

export function chooseAccount(world: World, flow: Flow, loginId: string): Step {
  const person = findPerson(world.directory, loginId)
  if (!person) {
    return { kind: 'pick', flow, problem: `We couldn't find an account with the login ID ${loginId}.` }
  }
  const again = flow.request.prompt === 'login' || flow.request.maxAgeSeconds !== undefined
  flow.login = logIn(world, flow.browser, person, again)
  return nextStep(world, flow)
}

export function approve(world: World, flow: Flow): Step {
  if (flow.login) flow.login.secondFactorPassed = true
  return nextStep(world, flow)
}

/** The first consent of a tenant also makes the app appear among its enterprise applications. */
export function accept(world: World, flow: Flow): Step {
  const account = flow.login && accountOn(world.directory, flow.request.path, flow.login.person)
  if (!account || needsAdminConsent(world, flow.request.app, account)) return nextStep(world, flow)
  const { clientId } = flow.request.app
  if (!hasConsented(world.directory, account, clientId)) {
    const { tenantId, oid } = account
    world.directory.consents.push({ tenantId, oid, clientId, at: world.clock() })
  }
  flow.consented = true
  return nextStep(world, flow)
}

export function ask(world: World, flow: Flow): Step {
  const { login } = flow
  return login ? { kind: 'numberless', page: 'request_sent', flow, login } : nextStep(world, flow)
}

/** Declining the consent has a number; every other way back is a bare cancel. */
export function decline(world: World, flow: Flow): Step {
  return { kind: 'callback', callback: failureCallback(world, flow.request, failure(65004)) }
}

export function cancel(world: World, flow: Flow): Step {
  return { kind: 'callback', callback: cancelCallback(world, flow.request) }
}

function nextStep(world: World, flow: Flow): Step {
  const { request, login } = flow
  if (!login) return { kind: 'pick', flow }
  const { person } = login
  const stays = (aadsts: number): Step => ({
    kind: 'stays',
    failure: failure(aadsts, wordsAbout(world, flow, login)),
    correlationId: request.correlationId,
    loginId: person.loginId,
  })
  const account = accountOn(world.directory, request.path, person)
  if (account?.tenantId === personalTenantId) return stays(500200)
  if (!account) return stays(50020)

  const barred = numberOfPage(world, request.app, account)
  if (barred !== undefined) return stays(barred)

  if (world.control.callbackRefusal) {
    const said = failureOf(world.control.callbackRefusal, wordsAbout(world, flow, login))
    return { kind: 'callback', callback: failureCallback(world, request, said) }
  }
  const { trouble } = person
  if (trouble?.kind === 'stays') return stays(trouble.aadsts)
  if (trouble?.kind === 'second_factor' && !login.secondFactorPassed) {
    return { kind: 'second-factor', flow, login }
  }
  if (trouble?.kind === 'page') {
    const isDone = trouble.page === 'more_information' && login.secondFactorPassed
    if (!isDone) return { kind: 'numberless', page: trouble.page, flow, login }
  }
  if (trouble?.kind === 'returns') {
    const said = failure(trouble.aadsts, wordsAbout(world, flow, login))
    return { kind: 'callback', callback: failureCallback(world, request, said) }
  }
  const consented = hasConsented(world.directory, account, request.app.clientId)
  if (!consented && needsAdminConsent(world, request.app, account))
    return { kind: 'need-admin', flow, account }
  if (!consented || (request.prompt === 'consent' && !flow.consented)) {
    return { kind: 'consent', flow, account }
  }
  return { kind: 'callback', callback: succeed(world, request, login, account) }
}

function succeed(world: World, request: AuthorizeRequest, login: Login, account: Account): Callback {
  login.clientIds.add(request.app.clientId)
  const code = issueCode(world, {
    account,
    clientId: request.app.clientId,
    redirectUri: request.redirectUri,
    redirectType: request.redirectType,
    path: request.path,
    scopes: request.scopes,
    nonce: request.nonce,
    challenge: request.challenge,
    sid: login.sid,
    authenticatedAt: login.at,
  })
  return successCallback(world, request, [
    ['code', code],
    ...(request.clientInfo
      ? [['client_info', clientInfoOf(account.oid, account.tenantId)] satisfies [string, string]]
      : []),
    ...(request.instanceAware ? cloudInstance : []),
    ...stateOf(request),
    ['session_state', randomUUID()],
  ])
}

/** `prompt=none`: an answer at once, whatever it is. */
function signInSilently(world: World, flow: Flow, usable: Login[]): Step {
  const { request } = flow
  const refuse = (said: Failure, error?: string): Step => ({
    kind: 'callback',
    callback: failureCallback(world, request, said, error),
  })
  const [login, another] = usable
  if (!login || isTooOld(world, request, login)) return refuse(failure(50058))
  if (another) return refuse(failure(16000))
  const step = nextStep(world, { ...flow, login })
  const words = wordsAbout(world, flow, login)
  switch (step.kind) {
    case 'callback':
      return step
    case 'second-factor':
      return refuse(failure(50076, words))
    case 'consent':
    case 'need-admin':
      return refuse(failure(65001, words))
    case 'numberless':
      return refuse(failure(silentNumbers[step.page], words), 'interaction_required')
    case 'stays':
      return refuse(step.failure, 'interaction_required')
    case 'pick':
      return refuse(failure(50058))
  }
}

/** The one login that needs no question; two of them do. */
function signedInAlready(world: World, request: AuthorizeRequest, usable: Login[]): Login | undefined {
  if (request.prompt === 'login' || request.prompt === 'select_account') return undefined
  const [login, another] = usable
  return login && !another && !isTooOld(world, request, login) ? login : undefined
}

function isTooOld(world: World, { maxAgeSeconds }: AuthorizeRequest, login: Login): boolean {
  if (maxAgeSeconds === undefined) return false
  return world.clock().getTime() - login.at.getTime() > maxAgeSeconds * 1000
}

function wordsAbout(world: World, { request }: Flow, { person }: Login): Record<string, string> {
  const tenantId = accountOn(world.directory, request.path, person)?.tenantId
  return wordsFor(request.app, person, tenantId ?? request.path)
}

/** What a silent request hears where a person would see a page without a number. */
const silentNumbers: Record<NumberlessPage, number> = {
  need_admin_approval: 65001,
  approval_required: 65001,
  request_sent: 65001,
  cannot_access: 53003,
  device_managed: 53000,
  access_blocked: 53003,
  no_such_account: 50034,
  personal_account: 500200,
  locked: 50053,
  more_information: 50072,
}

const cloudInstance: [string, string][] = [
  ['cloud_instance_name', 'microsoftonline.com'],
  ['cloud_instance_host_name', 'login.microsoftonline.com'],
  ['cloud_graph_host_name', 'graph.windows.net'],
  ['msgraph_host', 'graph.microsoft.com'],
]
