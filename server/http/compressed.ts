import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import compression from 'compression'

/**
 * Compresses what an app answers, with Brotli or gzip, if it is text of more than a kilobyte. `no-transform` leaves an
 * answer as it is (RFC 9111 section 5.2.2.6): the console's files were compressed when it was built.
 *
 * An answer that holds something of the person's own is not compressed if another site made the browser ask for it. A
 * site that can make it ask again and again, each time with another guess in the address, would learn from the length
 * what the guess has in common with the rest (BREACH, CVE-2013-3587). A browser says whose page asks (Fetch Metadata).
 */
export function compressed(listener: RequestListener): RequestListener {
  const compress = compression({
    filter: (request, response) => isSafe(request) && isText(request, response),
  })
  return (request, response) => {
    compress(request as never, response as never, () => listener(request, response))
  }
}

const own = new Set<unknown>(['same-origin', 'none'])

function isSafe({ headers }: IncomingMessage): boolean {
  return headers.cookie === undefined || own.has(headers['sec-fetch-site'])
}

/** The live list is text, too: but each of its events must arrive at once. */
function isText(request: IncomingMessage, response: ServerResponse): boolean {
  const isStream = String(response.getHeader('Content-Type')).startsWith('text/event-stream')
  return !isStream && compression.filter(request as never, response as never)
}
