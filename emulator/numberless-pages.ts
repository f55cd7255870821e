import { html } from 'hono/html'
import { type Html, page } from './page.ts'

/** What such a page speaks of. */
export type NumberlessWords = { loginId: string; appName: string; tenantName: string }

type Content = (words: NumberlessWords) => Html

/**
 * Pages of Microsoft's that show no number (entra 7.2), by the name that a person's `trouble` gives them. The wordings
 * are rebuilt from memory and reports, not copied: Microsoft changes them, and promises none.
 */
const pages = {
  need_admin_approval: ({ appName }) => html`<h1>Need admin approval</h1>
    <p class="app"><b>${appName}</b></p>
    <p>${appName} needs permission to access resources in your organization that only an admin can grant. Please ask an
      admin to grant permission to this app before you can use it.</p>`,
  approval_required: ({ appName }) => html`<h1>Approval required</h1>
    <p class="app"><b>${appName}</b></p>
    <p>This app requires your admin's approval to access your organization's data.</p>`,
  request_sent: ({ appName }) => html`<h1>Request sent</h1>
    <p class="app"><b>${appName}</b></p>
    <p>Your request has been sent to your admin. You will be notified by email after your request has been reviewed.</p>`,
  cannot_access: ({ appName, loginId }) => html`<h1>You cannot access this right now</h1>
    <p>Your sign-in was successful but does not meet the criteria to access this resource. For example, you might be
      signing in from a browser, app, or location that is restricted by your admin.</p>
    <details><summary>More details</summary>
      <dl>
        <dt>Error Code</dt><dd>53003</dd>
        <dt>App name</dt><dd>${appName}</dd>
        <dt>User</dt><dd>${loginId}</dd>
      </dl>
    </details>`,
  device_managed: ({ appName, tenantName }) => html`<h1>Help us keep your device secure</h1>
    <p>Your sign-in was successful but your admin requires the device requesting access to ${appName} to be managed by
      ${tenantName}. To continue, please enroll your device.</p>`,
  access_blocked: ({ tenantName }) => html`<h1>Access is blocked</h1>
    <p>The ${tenantName} IT department has restricted which organizations can be accessed. Contact the ${tenantName} IT
      department to gain access.</p>`,
  no_such_account: () => html`<h1>Sign in</h1>
    <p role="alert" class="problem">We couldn't find an account with that username. Try another, or get a new Microsoft
      account.</p>`,
  personal_account: () => html`<h1>Sign in</h1>
    <p role="alert" class="problem">You can't sign in here with a personal account. Use your work or school account
      instead.</p>`,
  locked: () => html`<h1>Enter password</h1>
    <p role="alert" class="problem">Your account is temporarily locked to prevent unauthorized use. Try again later, and
      if you still have trouble, contact your admin.</p>`,
  more_information: () => html`<h1>More information required</h1>
    <p>Your organization needs more information to keep your account secure.</p>`,
} as const satisfies Record<string, Content>

export type NumberlessPage = keyof typeof pages

export const numberlessPages = Object.keys(pages) as NumberlessPage[]

/** The address to post an answer to, and the sign-in that it belongs to. */
export type NumberlessForm = { action: string; flow: string }

/** The page, with the ways on that Microsoft offers there: to ask an admin, to go on, to go back, or none. */
export function numberlessPage(name: NumberlessPage, words: NumberlessWords, form: NumberlessForm): Html {
  return page(
    'Sign in to your account',
    name.replaceAll('_', '-'),
    html`<p class="who">${words.loginId}</p>
      ${pages[name](words)}
      ${ways[name]?.(form) ?? ''}`,
  )
}

const back = ({ action, flow }: NumberlessForm) =>
  html`<p><a href="${action}?flow=${flow}&amp;answer=cancel">Return to the application without granting consent</a></p>`

const ways: Partial<Record<NumberlessPage, (form: NumberlessForm) => Html>> = {
  need_admin_approval: back,
  request_sent: back,
  approval_required: (form) => html`<form method="post" action="${form.action}">
      <input type="hidden" name="flow" value="${form.flow}">
      <label for="reason">Enter justification for requesting this app</label>
      <input id="reason" name="reason" required maxlength="500" autocomplete="off">
      <div class="buttons"><button class="primary" name="answer" value="ask">Request approval</button></div>
    </form>
    ${back(form)}`,
  more_information: ({ action, flow }) => html`<form method="post" action="${action}">
      <input type="hidden" name="flow" value="${flow}">
      <div class="buttons"><button class="primary" name="answer" value="approve">Next</button></div>
    </form>`,
}
