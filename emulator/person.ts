import type { Emulator } from './emulator.ts'

/**
 * What the person does where the pages ask: goes along with everything; presses Cancel on the consent, or goes
 * back from "Need admin approval" (`decline`); or presses Cancel at once (`cancel`).
 */
export type Answer = 'accept' | 'decline' | 'cancel'

/** Where the sign-in ended: back at the application, or on a page of the emulator. */
export type Ending =
  | { kind: 'returned'; url: string }
  /** `page` names it: `trouble`, `need-admin`, ...; `aadsts` is the number on it. */
  | { kind: 'stayed'; page: string; aadsts: number | undefined; html: string; headers: Headers }

/** A browser's cookies at the emulator, kept between sign-ins by who passes the same one again. */
export type CookieJar = Map<string, string>

/**
 * Plays the browser and the person on the emulator's pages, from the application's authorize address to the
 * address that the application gets (for `form_post`: the redirect URI with the posted fields as its query).
 * Two requests where no consent is asked, one where the jar knows the person already.
 *
 * @throws when a page comes that no one foresaw
 */
export async function signInAs(
  emulator: Pick<Emulator, 'url'>,
  authorizeUrl: string,
  loginId: string,
  { answer = 'accept', jar = new Map() }: { answer?: Answer; jar?: CookieJar } = {},
): Promise<Ending> {
  let response = await visit(authorizeUrl, jar)
  for (let pages = 0; pages < 8; pages += 1) {
    const location = response.headers.get('location')
    if (location !== null) {
      await response.body?.cancel()
      return { kind: 'returned', url: location }
    }
    const html = await response.text()
    const page = /data-page="([\w-]+)"/.exec(html)?.[1] ?? `HTTP ${response.status}`
    if (page === 'form-post') return { kind: 'returned', url: formAsUrl(html) }
    const reply = replyTo(page, loginId, answer)
    if (!reply) return { kind: 'stayed', page, aadsts: aadstsOn(html), html, headers: response.headers }
    const flow = /name="flow" value="([\w-]+)"|[?]flow=([\w-]+)/.exec(html)
    const form = new URLSearchParams({ flow: flow?.[1] ?? flow?.[2] ?? '', ...reply })
    response = await visit(`${emulator.url}/common/login`, jar, form)
  }
  throw new Error(`The sign-in of ${loginId} does not come to an end`)
}

function replyTo(page: string, loginId: string, answer: Answer): Record<string, string> | undefined {
  switch (page) {
    case 'pick':
      return answer === 'cancel' ? { answer: 'cancel' } : { login: loginId }
    case 'second-factor':
      return { answer: 'approve' }
    case 'more-information':
      return { answer: 'approve' }
    case 'consent':
      return { answer: answer === 'accept' ? 'accept' : 'decline' }
    case 'need-admin':
    case 'need-admin-approval':
      return answer === 'accept' ? undefined : { answer: 'cancel' }
    default:
      return undefined
  }
}

async function visit(url: string, jar: CookieJar, form?: URLSearchParams): Promise<Response> {
  const response = await fetch(url, {
    method: form ? 'POST' : 'GET',
    body: form,
    redirect: 'manual',
    headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (name !== undefined && value !== undefined) jar.set(name, value)
  }
  return response
}

function formAsUrl(html: string): string {
  const url = new URL(unescapeHtml(/action="([^"]*)"/.exec(html)?.[1] ?? ''))
  for (const [, name = '', value = ''] of html.matchAll(/name="([^"]*)" value="([^"]*)"/g)) {
    url.searchParams.set(unescapeHtml(name), unescapeHtml(value))
  }
  return url.href
}

function aadstsOn(html: string): number | undefined {
  const found = /AADSTS(\d+)/.exec(html)?.[1]
  return found === undefined ? undefined : Number(found)
}

function unescapeHtml(text: string): string {
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
}

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}
