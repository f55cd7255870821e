import { html } from 'hono/html'
import type { KeptOut } from './it-department.ts'
import { type Html, page } from './page.ts'
import { permissionList } from './permission-list.ts'
import type { World } from './world.ts'

/** What an administrator sees who consents for everyone. */
export function adminConsentPage(appName: string, tenants: { id: string; name: string }[]): Html {
  return page(
    'Permissions requested',
    'admin-consent',
    html`<h1>Permissions requested</h1>
      <p>Review for your organization</p>
      <p class="app"><b>${appName}</b></p>
      <p>This app would like to:</p>
      ${permissionList([])}
      <p>If you accept, this app will get access for all users in your organization. No one else will be prompted.</p>
      <form method="post">
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

/** Where an administrator finds TMAS after the first consent, and lets in whom a setting of the tenant keeps out. */
export function enterpriseApplicationsPage(
  tenantName: string,
  applications: { name: string; clientId: string; since: Date; forEveryone: boolean; people: string[] }[],
  keptOut: readonly KeptOut[],
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
      )}
      <form method="post">
        <h2>Users and policies</h2>
        ${keptOut.length === 0 ? html`<p>No setting keeps anybody out.</p>` : ''}
        <ul>
          ${keptOut.map(
            ({ loginId, aadsts, remedy }) =>
              html`<li>${loginId} (AADSTS${aadsts})
                <button name="let_in" value="${loginId}" aria-label="${remedy}: ${loginId}">${remedy}</button></li>`,
          )}
        </ul>
      </form>
      <form method="post">
        <h2>Guests</h2>
        <label for="invite">Login ID of somebody from another tenant</label>
        <input id="invite" name="invite" type="email" required autocomplete="off">
        <div class="buttons"><button>Invite</button></div>
      </form>`,
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
