import { html } from 'hono/html'
import { type Html, page } from './page.ts'

/** Several are signed in, and the request does not say who leaves. */
export function pickSignOutPage(action: string, hidden: Record<string, string>, loginIds: string[]): Html {
  return page(
    'Sign out',
    'pick-sign-out',
    html`<h1>Pick an account</h1>
      <p>Which account do you want to sign out of?</p>
      <form method="post" action="${action}">
        ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <ul class="accounts">
          ${loginIds.map((loginId) => html`<li><button name="leaving" value="${loginId}">${loginId}</button></li>`)}
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
