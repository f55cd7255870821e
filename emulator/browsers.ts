import { randomUUID } from 'node:crypto'
import { accountOn, type Person, personalTenantId } from './directory.ts'
import { loginHintOf } from './id-token.ts'
import type { Browser, Login, World } from './world.ts'

/** The browser with this cookie, or a new one. */
export function findOrOpenBrowser(world: World, id: string | undefined): Browser {
  const known = id === undefined ? undefined : world.browsers.get(id)
  if (known) return known
  const browser: Browser = { id: randomUUID(), logins: [] }
  remember(world.browsers, browser.id, browser)
  return browser
}

/** Signs the person in; one who is signed in already keeps the session and proves nothing again. */
export function logIn(world: World, browser: Browser, person: Person, again: boolean): Login {
  const known = browser.logins.find((login) => login.person.oid === person.oid)
  if (known) {
    if (again) known.at = world.clock()
    return known
  }
  const login: Login = {
    person,
    sid: randomUUID(),
    at: world.clock(),
    secondFactorPassed: false,
    clientIds: new Set(),
  }
  browser.logins.push(login)
  return login
}

/** The logins that could be used on this path, narrowed by the hints of the request. */
export function usableLogins(
  world: World,
  browser: Browser,
  path: string,
  hints: { loginHint?: string; domainHint?: string } = {},
): Login[] {
  return browser.logins.filter(
    ({ person }) =>
      (path === 'consumers' || person.tenantId !== personalTenantId) &&
      accountOn(world.directory, path, person) !== undefined &&
      (hints.loginHint === undefined || isHintFor(person, hints.loginHint)) &&
      (hints.domainHint === undefined || isDomainOf(person, hints.domainHint)),
  )
}

/** A login hint is a login ID, or the opaque `login_hint` claim of an earlier token. */
function isHintFor(person: Person, hint: string): boolean {
  return person.loginId.toLowerCase() === hint.toLowerCase() || isClaimOf(person, hint)
}

/** Sign-out takes the `login_hint` claim, and no login ID (entra 8). */
export function isClaimOf(person: Person, hint: string): boolean {
  const homes = [{ tenantId: person.tenantId, oid: person.oid }, ...(person.guestOf ?? [])]
  return homes.some((home) => loginHintOf({ person, guest: false, ...home }) === hint)
}

function isDomainOf(person: Person, hint: string): boolean {
  const wanted = hint.toLowerCase()
  if (wanted === 'consumers') return person.tenantId === personalTenantId
  if (wanted === 'organizations') return person.tenantId !== personalTenantId
  return person.loginId.toLowerCase().endsWith(`@${wanted}`)
}

/** Keeps the newest ten thousand: a benchmark must not fill the memory. */
export function remember<T>(memory: Map<string, T>, key: string, value: T): void {
  memory.set(key, value)
  if (memory.size <= 10_000) return
  const oldest = memory.keys().next()
  if (!oldest.done) memory.delete(oldest.value)
}
