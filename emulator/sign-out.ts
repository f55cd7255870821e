import { isRegistered } from './authorize-request.ts'
import { isClaimOf } from './browsers.ts'
import { findApp } from './directory.ts'
import type { Html } from './page.ts'
import { pickSignOutPage, signedOutPage } from './sign-out-pages.ts'
import type { Browser, Login, World } from './world.ts'

/**
 * Ends the browser's session at the emulator (entra 8): of the one account that the hint names, else of the only one,
 * else of the one that is picked. The hint is the `login_hint` claim; a login ID names no one. The applications of that
 * session get `?sid=` in hidden frames, without `iss`.
 *
 * A `post_logout_redirect_uri` that no application has registered is ignored in silence, as by Entra.
 */
export function signOut(world: World, path: string, browser: Browser, parameters: URLSearchParams): Html {
  const hint = parameters.get('logout_hint')
  const next = postLogoutAddress(world, parameters)
  const picked = parameters.get('leaving')
  const named = browser.logins.filter(
    ({ person }) => person.loginId === picked || (hint !== null && isClaimOf(person, hint)),
  )
  const leaving = named.length > 0 ? named : browser.logins
  if (leaving.length > 1) {
    const { logout_hint: _, ...kept } = Object.fromEntries(parameters)
    return pickSignOutPage(
      `/${path}/oauth2/v2.0/logout`,
      kept,
      leaving.map(({ person }) => person.loginId),
    )
  }
  browser.logins = browser.logins.filter((login) => !leaving.includes(login))
  return signedOutPage(
    leaving.flatMap((login) => frontChannelAddresses(world, login)),
    next,
  )
}

function frontChannelAddresses(world: World, { clientIds, sid }: Login): string[] {
  return [...clientIds].flatMap((clientId) => {
    const logoutUrl = findApp(world.directory, clientId)?.logoutUrl
    if (!logoutUrl) return []
    const address = new URL(logoutUrl)
    address.searchParams.set('sid', sid)
    return [address.href]
  })
}

function postLogoutAddress(world: World, parameters: URLSearchParams): string | undefined {
  const wanted = parameters.get('post_logout_redirect_uri')
  if (!wanted || !world.directory.apps.some((app) => isRegistered(app, wanted))) return undefined
  const address = new URL(wanted)
  const state = parameters.get('state')
  if (state !== null) address.searchParams.set('state', state)
  return address.href
}
