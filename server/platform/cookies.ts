import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** One of our cookies. Over https its name has the prefix `__Host-`, so that no subdomain can plant one. */
export type Cookie = {
  /** As the browser sends it, with its prefix. */
  name: string
  read(c: Context): string | undefined
  write(c: Context, value: string): void
  clear(c: Context): void
}

/**
 * @param secure whether we are served over https; the prefix and the attribute Secure need it.
 * @param maxAge in seconds; without it the cookie ends with the browser.
 * @see RFC 6265bis section 4.1.3.2
 */
export function hostCookie(name: string, secure: boolean, maxAge?: number): Cookie {
  const prefix = secure ? 'host' : undefined
  const fullName = secure ? `__Host-${name}` : name
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const
  return {
    name: fullName,
    read: (c) => getCookie(c, name, prefix),
    write: (c, value) =>
      setCookie(c, fullName, value, { ...attributes, ...(maxAge !== undefined && { maxAge }) }),
    clear: (c) => void deleteCookie(c, fullName, attributes),
  }
}
