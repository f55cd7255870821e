import type { Language } from '#shared/languages.ts'

/** What every request carries. The middleware in `server/http/` sets it. */
export type Web = {
  Variables: {
    /** The client's address, as far as proxies are trusted, and what the browser calls itself. */
    client: { ip: string; userAgent: string }
    /**
     * The browser's language: chosen on a page, otherwise what it asks for. People who are not signed in read this
     * one.
     */
    language: Language
    /** Names this request in the log and in an error that the caller sees. */
    reference: string
  }
}
