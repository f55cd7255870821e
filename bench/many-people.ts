import type { syntheticPerson } from '../cli/synthetic-installation.ts'
import { type CookieJar, signInAs } from '../emulator/person.ts'
import type { Child } from './child.ts'
import { visit } from './load.ts'
import { people } from './people.ts'

/** Someone of a seeded installation, as Entra knows them. */
export type SeededPerson = ReturnType<typeof syntheticPerson>

/** Tells `emulator-of-many.ts` whom the token with this nonce is to name. */
export type Announced = { nonce: string; person: SeededPerson }

export type SignedIn = { cookies: string; page: number; start: number; callback: number }

/**
 * Lets anyone of a seeded installation sign in, each in a browser of their own: the sign-in page, the start, Microsoft,
 * and the way back.
 *
 * @param microsoft `emulator-of-many.ts`.
 */
export async function openManyPeople(server: string, microsoft: Child) {
  const jar: CookieJar = new Map()
  await meetMicrosoft(server, microsoft.url, jar)
  const known = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  /**
   * @param ip where they are.
   * @returns the session's cookie, and the milliseconds that the server took for each request.
   * @throws {Error} if it does not end signed in.
   */
  return async function signIn(person: SeededPerson, ip: string): Promise<SignedIn> {
    const from = { 'x-forwarded-for': ip }
    const page = await visit(`${server}/sign-in`, '', undefined, from)
    if (page.status !== 200) throw new Error(`the sign-in page was answered with ${page.status}`)
    const started = await visit(`${server}/sign-in/microsoft?return_to=%2F`, '', undefined, from)
    if (!started.location.startsWith(microsoft.url))
      throw new Error(`the start was answered with ${started.status} ${pathOf(started.location)}`)
    const nonce = new URL(started.location).searchParams.get('nonce') ?? ''
    microsoft.tell({ nonce, person } satisfies Announced)
    const { location } = await visit(started.location, known)
    const returned = await visit(location, started.cookies, undefined, from)
    if (returned.location !== '/')
      throw new Error(`the sign-in ended with ${returned.status} ${pathOf(returned.location)}`)
    return {
      cookies: returned.cookies,
      page: page.milliseconds,
      start: started.milliseconds,
      callback: returned.milliseconds,
    }
  }
}

/** The one who is everyone there gives their consent, and is known from then on. */
async function meetMicrosoft(server: string, microsoft: string, jar: CookieJar): Promise<void> {
  const { location } = await visit(`${server}/sign-in/microsoft?return_to=%2F`)
  const ending = await signInAs({ url: microsoft }, location, people[0]?.loginId ?? '', { jar })
  if (ending.kind !== 'returned') throw new Error(`Microsoft's page ${ending.page} came instead of an answer`)
}

/** Without the reference, so that the same refusals are counted together. */
function pathOf(location: string): string {
  return location.replace(/&?reference=[^&]*/, '')
}
