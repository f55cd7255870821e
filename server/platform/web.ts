import type { Language } from '#shared/languages.ts'

/** What every request carries, put there by the middleware in `server/http/`. */
export type Web = {
  Variables: {
    /** Where the request comes from, as far as proxies are trusted, and what the browser calls itself. */
    client: { ip: string; userAgent: string }
    /** The browser's language: chosen on a page, else what it wishes. Who is not signed in reads this one. */
    language: Language
    /** Names this request in the log and in an error that the caller sees. */
    reference: string
  }
}
