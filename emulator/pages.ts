import { html, raw } from 'hono/html'
import type { Step } from './authorize.ts'
import type { Callback } from './callback.ts'
import { findTenant } from './directory.ts'
import { report } from './failures.ts'
import type { World } from './world.ts'

/** A piece of HTML whose values were escaped. */
export type Html = ReturnType<typeof html>

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
  const permissions = request.scopes.includes('offline_access') ? [...basic, keepAccess] : basic
  return page(
    'Permissions requested',
    'consent',
    html`<p class="who">${account.person.loginId}</p>
      <h1>Permissions requested</h1>
      <p class="app"><b>${request.app.name}</b><br>${request.app.publisher} <i>unverified</i></p>
      <p>This app would like to:</p>
      ${permissionList(permissions)}
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

/** What an administrator sees who consents for everyone. */
export function adminConsentPage(
  appName: string,
  tenants: { id: string; name: string }[],
  hidden: Record<string, string>,
): Html {
  return page(
    'Permissions requested',
    'admin-consent',
    html`<h1>Permissions requested</h1>
      <p>Review for your organization</p>
      <p class="app"><b>${appName}</b></p>
      <p>This app would like to:</p>
      ${permissionList(basic)}
      <p>If you accept, this app will get access for all users in your organization. No one else will be prompted.</p>
      <form method="post">
        ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <label for="tenant">You are an administrator of</label>
        <select id="tenant" name="consenting_tenant">
          ${tenants.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
        </select>
        <div class="buttons">
          <button class="primary" name="answer" value="accept">Accept</button>
          <button name="answer" value="cancel">Cancel</button>
        </div>
      </form>`,
  )
}

/** Where an administrator finds TMAS after the first consent. */
export function enterpriseApplicationsPage(
  tenantName: string,
  applications: { name: string; clientId: string; since: Date; forEveryone: boolean; people: string[] }[],
): Html {
  return page(
    'Enterprise applications',
    'enterprise-applications',
    html`<p class="who">${tenantName}</p>
      <h1>Enterprise applications</h1>
      ${applications.length === 0 ? html`<p>No applications found.</p>` : ''}
      ${applications.map(
        (app) => html`<h2>${app.name}</h2>
          <dl>
            <dt>Application ID</dt><dd>${app.clientId}</dd>
            <dt>Created on</dt><dd>${app.since.toISOString().slice(0, 10)}</dd>
            <dt>Consent</dt><dd>${app.forEveryone ? 'Admin consent, for everyone' : 'User consent'}</dd>
            ${app.people.length > 0 ? html`<dt>Consented</dt><dd>${app.people.join(', ')}</dd>` : ''}
          </dl>`,
      )}`,
  )
}

export function pickSignOutPage(action: string, hidden: Record<string, string>, loginIds: string[]): Html {
  return page(
    'Sign out',
    'pick-sign-out',
    html`<h1>Pick an account</h1>
      <p>Which account do you want to sign out of?</p>
      <form method="post" action="${action}">
        ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <ul class="accounts">
          ${loginIds.map((loginId) => html`<li><button name="logout_hint" value="${loginId}">${loginId}</button></li>`)}
        </ul>
      </form>`,
  )
}

/** The applications hear of the sign-out through hidden frames, before the browser goes on. */
export function signedOutPage(frames: string[], next: string | undefined): Html {
  return page(
    'Sign out',
    'signed-out',
    html`<h1>You signed out of your account</h1>
      <p>It's a good idea to close all browser windows.</p>
      ${frames.map((address) => html`<iframe hidden title="Sign-out" src="${address}"></iframe>`)}
      ${next ? html`<p><a href="${next}">Continue</a></p>` : ''}`,
    next ? html`<meta http-equiv="refresh" content="2;url=${next}">` : '',
  )
}

export function lookupPage(code: string, text: string | undefined): Html {
  return page(
    'Error look-up',
    'lookup',
    html`<h1>${text ? `AADSTS${code}` : 'Error look-up'}</h1>
      <p>${text ?? 'The emulator does not know this number.'}</p>`,
  )
}

/** The front page: who is here, and where to look. */
export function homePage(world: World): Html {
  const { tenants, people } = world.directory
  return page(
    'Entra ID emulator',
    'home',
    html`<h1>Entra ID emulator</h1>
      <p>Set <code>ENTRA_AUTHORITY=${world.authority}</code> to sign in here instead of at Microsoft.</p>
      <h2>Tenants</h2>
      <ul>
        ${tenants.map(
          ({ id, name }) =>
            html`<li>${name}, <code>${id}</code>, <a href="/${id}/enterprise-applications">enterprise applications</a></li>`,
        )}
      </ul>
      <h2>People</h2>
      <ul>
        ${people.map(({ loginId, stands }) => html`<li><code>${loginId}</code> ${stands ?? ''}</li>`)}
      </ul>
      <p><a href="/control">Control</a></p>`,
  )
}

/** The page of `response_mode=form_post`: posts itself where it can, and has a button where it cannot. */
export function formPostPage({ redirectUri, parameters }: Callback): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Working...</title></head>
<body data-page="form-post">
<form method="post" name="hiddenform" action="${redirectUri}">
${parameters.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<noscript><p>Script is disabled. Click Submit to continue.</p></noscript>
<input type="submit" value="Submit">
</form>
<script>document.forms[0].submit()</script>
</body>
</html>`
}

function tenantName(world: World, tenantId: string): string {
  return findTenant(world.directory, tenantId)?.name ?? tenantId
}

function permissionList(permissions: [title: string, detail: string][]): Html {
  return html`<ul class="permissions">
    ${permissions.map(
      ([title, detail]) => html`<li><details><summary>${title}</summary>${detail}</details></li>`,
    )}
  </ul>`
}

const basic: [title: string, detail: string][] = [
  [
    'Sign you in and read your profile',
    'Allows you to sign in to the app with your organizational account and let the app read your profile.',
  ],
  ['View your basic profile', 'Allows the app to see your name, login ID and object ID.'],
  ['View your email address', 'Allows the app to read your primary email address.'],
]
const keepAccess: [title: string, detail: string] = [
  'Maintain access to data you have given it access to',
  'Allows the app to see and update the data you gave it access to, even when you are not using the app.',
]

/** `name` tells programs which page they got. */
function page(title: string, name: string, content: Html, head: Html | string = ''): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
<style>${raw(style)}</style>
</head>
<body data-page="${name}">
<main>
<p class="brand"><span aria-hidden="true"></span>Entra ID emulator</p>
${content}
</main>
<footer>
This is an emulator for local work with TMAS. It is not Microsoft, and asks for no password.
<a href="/common/oauth2/v2.0/logout">Sign out of the emulator</a>
</footer>
</body>
</html>`
}

const style = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;
  background:#f2f2f2;color:#1b1b1b;font:15px/1.35 "Segoe UI","Helvetica Neue",Arial,sans-serif}
main{width:100%;max-width:440px;min-height:338px;margin:24px 0 16px;padding:44px;background:#fff;
  box-shadow:0 2px 6px rgba(0,0,0,.2);overflow-wrap:anywhere}
.brand{margin:0 0 16px;color:#555;font-weight:600;display:flex;align-items:center;gap:8px}
.brand span{width:20px;height:20px;border-radius:50%;border:5px solid #5e5e8c}
.who{margin:0 0 4px}
h1{font-size:24px;font-weight:600;margin:0 0 12px}
h2{font-size:15px;margin:20px 0 4px}
p{margin:0 0 12px}
small{display:block;color:#555;font-size:12px}
.problem{color:#c50f1f}
.number{font-size:40px;text-align:center;margin:8px 0}
.app{padding:8px 0;border-bottom:1px solid #ddd}
ul{padding-left:18px;margin:0 0 12px}
.accounts{list-style:none;padding:0;max-height:340px;overflow-y:auto}
.accounts li{border-bottom:1px solid #e5e5e5;padding:4px 0 6px}
.accounts button{display:block;width:100%;text-align:left;background:none;border:0;padding:6px 4px;min-width:0}
.accounts button:hover{background:#eee}
.accounts b{font-weight:600;display:block}
.accounts small{padding:0 4px}
.permissions{list-style:none;padding:0}
.permissions li{padding:4px 0}
label{display:block;margin:12px 0 4px}
input:not([type=hidden]),select{width:100%;padding:6px 4px;border:0;border-bottom:1px solid #666;font:inherit;background:#fff}
.buttons{display:flex;flex-direction:row-reverse;justify-content:flex-start;gap:8px;margin-top:20px}
button{font:inherit;min-width:108px;min-height:32px;padding:4px 12px;border:0;background:#ccc;color:#000;cursor:pointer}
button.primary{background:#0067b8;color:#fff}
:focus-visible{outline:2px solid #000;outline-offset:1px}
a{color:#0067b8}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;font-size:13px;margin:0}
dt{font-weight:600}
dd{margin:0}
footer{max-width:440px;padding:0 16px 24px;font-size:12px;color:#555;text-align:center}
`
