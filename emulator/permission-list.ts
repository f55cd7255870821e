import { html } from 'hono/html'
import type { Html } from './page.ts'

/** What a consent page says the application may do, for these scopes. */
export function permissionList(scopes: string[]): Html {
  const permissions = scopes.includes('offline_access') ? [...basic, keepAccess] : basic
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
