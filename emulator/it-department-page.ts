import { html } from 'hono/html'
import { type Html, page } from './page.ts'

/** An enterprise application as its tenant's IT sees it. */
export type EnterpriseApplication = {
  name: string
  clientId: string
  since: Date
  forEveryone: boolean
  /** The login IDs of those who consented for themselves. */
  people: string[]
  signInEnabled: boolean
  assignmentRequired: boolean
  assigned: string[]
}

/** Someone of a tenant whom a setting there keeps out, and what its administrator would press. */
export type KeptOut = { loginId: string; aadsts: number; remedy: string }

/**
 * Where an administrator finds TMAS after the first consent, consents for everyone, switches it off, and lets in whom
 * a setting of the tenant keeps out.
 */
export function enterpriseApplicationsPage(
  tenant: { id: string; name: string },
  applications: readonly EnterpriseApplication[],
  keptOut: readonly KeptOut[],
  blocked: readonly string[],
): Html {
  return page(
    'Enterprise applications',
    'enterprise-applications',
    html`<p class="who">${tenant.name}</p>
      <h1>Enterprise applications</h1>
      ${applications.length === 0 ? html`<p>No applications found.</p>` : ''}
      ${applications.map((application) => applicationPart(tenant, application))}
      <form method="post">
        <h2>Users and policies</h2>
        ${keptOut.length === 0 ? html`<p>No setting keeps anyone out.</p>` : ''}
        <ul>
          ${keptOut.map(
            ({ loginId, aadsts, remedy }) =>
              html`<li>${loginId} (AADSTS${aadsts})
                <button name="let_in" value="${loginId}" aria-label="${remedy}: ${loginId}">${remedy}</button></li>`,
          )}
        </ul>
      </form>
      <form method="post">
        <h2>Block sign-in</h2>
        <ul>
          ${blocked.map(
            (loginId) =>
              html`<li>${loginId}
                <button name="unblock" value="${loginId}" aria-label="Unblock sign-in: ${loginId}">Unblock sign-in</button></li>`,
          )}
        </ul>
      </form>
      <form method="post">
        <label for="block">Login ID of someone who may no longer sign in anywhere</label>
        <input id="block" name="block" type="email" required autocomplete="off">
        <div class="buttons"><button>Block sign-in</button></div>
      </form>
      <form method="post">
        <h2>Guests</h2>
        <label for="invite">Login ID of someone from another tenant</label>
        <input id="invite" name="invite" type="email" required autocomplete="off">
        <div class="buttons"><button>Invite</button></div>
      </form>`,
  )
}

function applicationPart(tenant: { id: string; name: string }, application: EnterpriseApplication): Html {
  const { name, clientId, since, forEveryone, people, assigned } = application
  const id = hidden('client_id', clientId)
  return html`<h2>${name}</h2>
    <dl>
      <dt>Application ID</dt><dd>${clientId}</dd>
      <dt>Created on</dt><dd>${since.toISOString().slice(0, 10)}</dd>
      <dt>Consent</dt><dd>${forEveryone ? 'Admin consent, for everyone' : 'User consent'}</dd>
      ${people.length > 0 ? html`<dt>Consented</dt><dd>${people.join(', ')}</dd>` : ''}
      ${assigned.length > 0 ? html`<dt>Assigned</dt><dd>${assigned.join(', ')}</dd>` : ''}
    </dl>
    <form method="post">
      ${id}
      ${yesOrNo(clientId, 'sign_in_enabled', 'Enabled for users to sign-in?', application.signInEnabled)}
      ${yesOrNo(clientId, 'assignment_required', 'Assignment required?', application.assignmentRequired)}
      <div class="buttons">
        <button class="primary">Save</button>
        <button name="delete" value="yes">Delete</button>
      </div>
    </form>
    <form method="post">
      ${id}
      <label for="assign-${clientId}">Add user</label>
      <input id="assign-${clientId}" name="assign" type="email" required autocomplete="off" placeholder="someone@example.com">
      <div class="buttons"><button>Assign</button></div>
    </form>
    <form action="/${tenant.id}/enterprise-applications/consent">
      ${id}
      <div class="buttons"><button>Grant admin consent for ${tenant.name}</button></div>
    </form>`
}

function yesOrNo(clientId: string, name: string, label: string, isYes: boolean): Html {
  const id = `${name}-${clientId}`
  return html`<label for="${id}">${label}</label>
    <select id="${id}" name="${name}">
      <option value="yes" ${isYes ? 'selected' : ''}>Yes</option>
      <option value="no" ${isYes ? '' : 'selected'}>No</option>
    </select>`
}

function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`
}
