/**
 * A path to go to after the sign-in: within our own origin, otherwise '/'. It is parsed as a browser would parse it,
 * not matched by prefix: `//host`, `/\host` and `/<tab>/host` all leave the site in a browser.
 */
export function safeReturnTo(text: string | undefined): string {
  if (!text?.startsWith('/') || text.length > 2000) return '/'
  // A base that does not exist: if the result has another origin, it would leave the site.
  const base = 'https://tmas.invalid'
  // Browsers drop tabs and line ends from addresses, and read \ as /. None of our own addresses has any of these.
  if (/[\\\p{Cc}]/u.test(text) || !URL.canParse(text, base)) return '/'
  const url = new URL(text, base)
  const path = url.pathname + url.search + url.hash
  // `/.//host` resolves to `//host`, which would leave the site once it is sent out again. Encoding makes the path
  // longer, and it travels in addresses.
  const fits = path.length <= 2000 && encodeURIComponent(path).length <= 4000
  return url.origin === base && !path.startsWith('//') && fits && !isDoor(url.pathname) ? path : '/'
}

/**
 * Addresses that do something when they are opened, such as starting a sign-in or ending a session: no page to return to
 * (R11). Decoded as often as a server in between might.
 */
function isDoor(pathname: string): boolean {
  let path = pathname
  for (let round = 0; round < 3; round++) path = decoded(path)
  return /^\/(?:sign-in|sign-out|set-password|forgot-password|consent-kit|api)(?:\/|$)/i.test(path)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
