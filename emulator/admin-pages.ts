import { html } from 'hono/html'
import { otherClouds } from './clouds.ts'
import { type Html, page } from './page.ts'
import { permissionList } from './permission-list.ts'
import type { Browser, World } from './world.ts'

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

export function lookupPage(code: string, text: string | undefined): Html {
  return page(
    'Error look-up',
    'lookup',
    html`<h1>${text ? `AADSTS${code}` : 'Error look-up'}</h1>
      <p>${text ?? 'The emulator does not know this number.'}</p>`,
  )
}

/** The front page: who is here, who of them is signed in, and where to look. */
export function homePage(world: World, browser: Browser): Html {
  const { tenants, people } = world.directory
  const signedIn = browser.logins.map(({ person }) => person.loginId)
  return page(
    'Entra ID emulator',
    'home',
    html`<h1>Entra ID emulator</h1>
      <p>Set <code>ENTRA_AUTHORITY=${world.authority}</code> to sign in here instead of at Microsoft.</p>
      <p>Signed in in this browser: ${signedIn.length > 0 ? signedIn.join(', ') : 'nobody'}.</p>
      <p><a href="/switches">Switches</a>: what Microsoft, a tenant or a person does. <a href="/control">The same for programs</a>.</p>
      <h2>Tenants</h2>
      <ul>
        ${tenants.map(
          ({ id, name, cloud, blocked }) =>
            html`<li>${name}, <code>${id}</code>, ${
              cloud
                ? html`in another cloud: ${otherClouds[cloud].name}`
                : html`<a href="/${id}/enterprise-applications">enterprise applications</a>${
                    blocked ? ', blocked for inactivity' : ''
                  }`
            }</li>`,
        )}
      </ul>
      <h2>People</h2>
      <ul>
        ${people.map(({ loginId, stands }) => html`<li><code>${loginId}</code> ${stands ?? ''}</li>`)}
      </ul>`,
  )
}
