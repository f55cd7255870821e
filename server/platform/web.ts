import type { Language } from '#shared/languages.ts'

/** What every request carries, put there by the middleware in `server/http/`. */
export type Web = {
  Variables: {
    /** Where the request comes from, as far as proxies are trusted, and what the browser calls itself. */
    client: { ip: string; userAgent: string }
    /** The language of who is not signed in: chosen on a page, else the browser's wish. */
    language: Language
    /** Names this request in the log and in an error that the caller sees. */
    reference: string
  }
}
