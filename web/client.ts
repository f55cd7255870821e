import type { hc, parseResponse as honoParseResponse } from 'hono/client'
import type { App } from '#server/http/app.ts'

/** `init` is for what is not JSON, and has the last word. */
type Options = { headers?: Record<string, string>; init?: RequestInit }

type Args = {
  param?: Record<string, string>
  query?: Record<string, string | string[] | undefined>
  json?: unknown
}

/**
 * The API as an object, with the types of the server's own routes. Hono's own client does more (forms, cookies,
 * sockets) and weighs four times as much, which every first page would carry.
 *
 * @param send is given every request, and throws what is no success.
 */
export function clientOf(send: typeof fetch): ReturnType<typeof hc<App>> {
  const at = (path: readonly string[]): unknown =>
    new Proxy(() => {}, {
      get: (_, part) => (typeof part === 'string' && part !== 'then' ? at([...path, part]) : undefined),
      apply: (_, __, [args = {}, options]: [Args?, Options?]) => {
        const { param = {}, query = {}, json } = args
        const address = path
          .slice(0, -1)
          .map((part) => (part.startsWith(':') ? valueIn(param, part.slice(1)) : part))
        const search = new URLSearchParams(
          Object.entries(query).flatMap(([name, given]) =>
            (Array.isArray(given) ? given : given === undefined ? [] : [given]).map((value) => [name, value]),
          ),
        )
        return send(`/${address.join('/')}${search.size > 0 ? `?${search}` : ''}`, {
          method: (path.at(-1) ?? '').slice(1).toUpperCase(),
          headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...options?.headers },
          ...(json !== undefined && { body: JSON.stringify(json) }),
          ...options?.init,
        })
      },
    })
  return at([]) as ReturnType<typeof hc<App>>
}

function valueIn(param: Record<string, string>, name: string): string {
  const value = param[name]
  if (value === undefined) throw new Error(`an address needs its ${name}`)
  return encodeURIComponent(value)
}

/** What an answer of the API says: JSON where there is any, otherwise text. */
export const parseResponse = (async (asked: Promise<Response>) => {
  const answer = await asked
  if (answer.status === 204) return undefined
  return /[/+]json\b/.test(answer.headers.get('content-type') ?? '') ? answer.json() : answer.text()
}) as unknown as typeof honoParseResponse
