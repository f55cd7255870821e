/** A person's cookies at one double. */
export type CookieJar = Map<string, string>

export type Form = { action: string; form: URLSearchParams }

/**
 * Follows a double's redirects, and answers its pages, until it leads to an address that begins with `until`.
 *
 * @throws when a page comes and no one said what to do there
 */
export async function visit(
  address: string,
  { until, answer }: { until: string; answer?: (page: string) => Form },
): Promise<string> {
  const jar: CookieJar = new Map()
  let next: { url: string; form?: URLSearchParams } = { url: address }
  for (let steps = 0; steps < 12; steps += 1) {
    if (next.url.startsWith(until)) return next.url
    const response = await fetch(next.url, {
      ...(next.form && { method: 'POST', body: next.form }),
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/expires=thu, 01 jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    const location = response.headers.get('location')
    const page = await response.text()
    if (location !== null) {
      next = { url: new URL(location, next.url).href }
      continue
    }
    if (!answer) throw new Error(`HTTP ${response.status} at ${next.url}: ${page.slice(0, 500)}`)
    const { action, form } = answer(page)
    next = { url: new URL(action, next.url).href, form }
  }
  throw new Error(`The sign-in that began at ${address} does not come to an end`)
}
