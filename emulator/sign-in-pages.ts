import { html } from 'hono/html'
import type { Step } from './authorize.ts'
import type { Callback } from './callback.ts'
import { accountOn, findTenant } from './directory.ts'
import { report } from './failures.ts'
import { numberlessPage } from './numberless-pages.ts'
import { type Html, page } from './page.ts'
import { permissionList } from './permission-list.ts'
import type { World } from './world.ts'

/**
 * The page for a place where the person stands. Works without JavaScript; buttons keep their names. The main
 * button comes first in each form, because that is the one that the Enter key presses.
 */
export function renderStep(world: World, step: Exclude<Step, { kind: 'callback' }>): Html {
  switch (step.kind) {
    case 'pick':
      return pickPage(world, step)
    case 'second-factor':
      return secondFactorPage(step)
    case 'consent':
      return consentPage(world, step)
    case 'need-admin':
      return needAdminPage(world, step)
    case 'numberless': {
      const { app, path } = step.flow.request
      const { person } = step.login
      const tenantId = accountOn(world.directory, path, person)?.tenantId ?? person.tenantId
      const words = { loginId: person.loginId, appName: app.name, tenantName: tenantName(world, tenantId) }
      return numberlessPage(step.page, words, { action: `/${path}/login`, flow: step.flow.id })
    }
    case 'stays':
      return troublePage(world, step)
  }
}

function pickPage(world: World, { flow, problem }: Extract<Step, { kind: 'pick' }>): Html {
  const { request, browser } = flow
  const signedIn = new Set(browser.logins.map(({ person }) => person.oid))
  const people = [...world.directory.people].sort(
    (one, other) => Number(signedIn.has(other.oid)) - Number(signedIn.has(one.oid)),
  )
  return page(
    'Sign in to your account',
    'pick',
    html`<h1>Pick an account</h1>
      <p>to continue to ${request.app.name}</p>
      ${problem ? html`<p role="alert" class="problem">${problem}</p>` : ''}
      <form method="post" action="/${request.path}/login">
        <input type="hidden" name="flow" value="${flow.id}">
        <ul class="accounts">
          ${people.map(
            ({ name, loginId, oid, stands }) =>
              html`<li>
                <button name="login" value="${loginId}" aria-describedby="about-${oid}"><b>${name}</b> <span>${loginId}</span></button>
                <small id="about-${oid}">${signedIn.has(oid) ? 'Signed in. ' : ''}${stands ?? ''}</small>
              </li>`,
          )}
        </ul>
      </form>
      <form method="post" action="/${request.path}/login" class="other">
        <input type="hidden" name="flow" value="${flow.id}">
        <label for="login">Use another account</label>
        <input id="login" name="login" value="${request.loginHint ?? ''}" placeholder="someone@example.com" autocomplete="username">
        <div class="buttons">
          <button class="primary" name="answer" value="login">Next</button>
          <button name="answer" value="cancel">Cancel</button>
        </div>
      </form>`,
  )
}

function secondFactorPage({ flow, login }: Extract<Step, { kind: 'second-factor' }>): Html {
  return page(
    'Approve sign in request',
    'second-factor',
    html`<p class="who">${login.person.loginId}</p>
      <h1>Approve sign in request</h1>
      <p>Open your Authenticator app, and enter the number shown to sign in.</p>
      <p class="number">${(Number.parseInt(flow.id.slice(0, 4), 16) % 90) + 10}</p>
      <form method="post" action="/${flow.request.path}/login">
        <input type="hidden" name="flow" value="${flow.id}">
        <div class="buttons">
          <button class="primary" name="answer" value="approve">Approve</button>
          <button name="answer" value="cancel">Cancel</button>
        </div>
      </form>
      <small>There is no phone: "Approve" is what the phone would do.</small>`,
  )
}

function consentPage(world: World, { flow, account }: Extract<Step, { kind: 'consent' }>): Html {
  const { request } = flow
  return page(
    'Permissions requested',
    'consent',
    html`<p class="who">${account.person.loginId}</p>
      <h1>Permissions requested</h1>
      <p class="app"><b>${request.app.name}</b><br>${request.app.publisher} <i>unverified</i></p>
      <p>This app would like to:</p>
      ${permissionList(request.scopes)}
      <p>
        Accepting these permissions means that you allow this app to use your data as specified in their terms of service
        and privacy statement. ${tenantName(world, account.tenantId)} will list it among its enterprise applications.
      </p>
      <form method="post" action="/${request.path}/login">
        <input type="hidden" name="flow" value="${flow.id}">
        <div class="buttons">
          <button class="primary" name="answer" value="accept">Accept</button>
          <button name="answer" value="decline">Cancel</button>
        </div>
      </form>`,
  )
}

function needAdminPage(world: World, { flow, account }: Extract<Step, { kind: 'need-admin' }>): Html {
  const { app, path } = flow.request
  return page(
    'Need admin approval',
    'need-admin',
    html`<p class="who">${account.person.loginId}</p>
      <h1>Need admin approval</h1>
      <p class="app"><b>${app.name}</b></p>
      <p>
        ${app.name} needs permission to access resources in your organization that only an admin can grant. Please ask an
        admin of ${tenantName(world, account.tenantId)} to grant permission to this app before you can use it.
        (AADSTS90094)
      </p>
      <p><a href="/${path}/login?flow=${flow.id}&amp;answer=switch">Have an admin account? Sign in with that account</a></p>
      <p><a href="/${path}/login?flow=${flow.id}&amp;answer=cancel">Return to the application without granting consent</a></p>`,
  )
}

/** The page that never returns (entra 2.4). */
export function troublePage(world: World, step: Omit<Extract<Step, { kind: 'stays' }>, 'kind'>): Html {
  const said = report(world, step.failure, step.correlationId)
  const sentence = said.error_description.split(/\s+Trace ID: /)[0]
  return page(
    'Sign in to your account',
    'trouble',
    html`${step.loginId ? html`<p class="who">${step.loginId}</p>` : ''}
      <h1>Sign in</h1>
      <p role="alert">Sorry, but we're having trouble signing you in.</p>
      <p>${sentence}</p>
      <h2>Troubleshooting details</h2>
      <p>If you contact your administrator, send this info to them.</p>
      <dl>
        <dt>Request Id</dt><dd>${said.trace_id}</dd>
        <dt>Correlation Id</dt><dd>${said.correlation_id}</dd>
        <dt>Timestamp</dt><dd>${said.timestamp}</dd>
        ${step.failure.words.app ? html`<dt>App id</dt><dd>${step.failure.words.app}</dd>` : ''}
      </dl>`,
  )
}

/** The page of `response_mode=form_post`: posts itself where it can, and has a button where it cannot. */
export function formPostPage({ redirectUri, parameters }: Callback, nonce: string): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Working...</title></head>
<body data-page="form-post">
<form method="post" name="hiddenform" action="${redirectUri}">
${parameters.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<noscript><p>Script is disabled. Click Submit to continue.</p></noscript>
<input type="submit" value="Submit">
</form>
<script nonce="${nonce}">document.forms[0].submit()</script>
</body>
</html>`
}

function tenantName(world: World, tenantId: string): string {
  return findTenant(world.directory, tenantId)?.name ?? tenantId
}
